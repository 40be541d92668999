"""Undoes an import: what only it brought goes, what it wrote over comes back.

An import is undone as a whole, and only while no later import speaks of the same people:
then the register is, row for row, what it was before.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from mdt_app.clinical.words import first_few
from mdt_app.errors import UserError
from mdt_app.intake.queries import batches
from mdt_app.intake.queries.people import (
    delete_people,
    delete_unused_practice,
    new_people_of,
    write_person,
    written_about,
)
from mdt_app.intake.queries.results import unmark_superseded_by, write_result
from mdt_app.intake.queries.set_aside import open_again, write_reason
from mdt_app.intake.queries.whole_rows import put
from mdt_app.vault.backups import back_up_before
from mdt_app.vault.entries import Rows
from mdt_app.vault.roles import IMPORT
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace

_NAMED_AT_MOST = 3


def undo_batch(ws: Workspace, batch: int | str) -> None:
    """Undo the import that a batch (its key, or the import's id) belongs to."""
    ws.must_be_allowed(IMPORT)
    if not ws.vault.is_read_only:
        back_up_before(ws.vault, "undo")
    with ws.vault.writing(ws.user, "import undone") as writing:
        import_id, mine = _standing(writing, batch)
        refusal = _built_on(writing, mine)
        if refusal is not None:
            raise refusal
        new_people = new_people_of(writing, mine)
        _take_results_back(writing, mine)
        for table in ("medicine", "event", "undated"):
            _put_back(writing, table, mine)
        _open_rows_again(writing, mine)
        for table in ("batch_person", "set_aside", "gone"):
            batches.delete_brought_by(writing, table, mine)
        for key, before in batches.replaced(writing, "patient", mine):
            write_person(writing, key, before)
        delete_people(writing, new_people)
        for ods, _nothing in batches.replaced(writing, "practice", mine):
            delete_unused_practice(writing, ods)
        batches.delete_brought_by(writing, "replaced", mine)
        batches.mark_undone(writing, mine, datetime.now(UTC).isoformat(timespec="seconds"))
        writing.record("import undone", {"import": import_id, "batches": list(mine)})


def what_was_built_on(ws: Workspace, batch: int | str) -> str:
    """Why the import cannot be undone now, or ''."""
    with ws.vault.reading() as reading:
        refusal = _built_on(reading, _standing(reading, batch)[1])
        return refusal.message if refusal else ""


def _standing(rows: Rows, batch: int | str) -> tuple[str, tuple[int, ...]]:
    import_id, mine = batches.standing_batches_of(rows, batch)
    if not mine:
        raise UserError("There is no such import, or it was undone before.", "")
    return import_id, mine


def _built_on(rows: Rows, mine: Sequence[int]) -> UserError | None:
    """What stands on these batches, and what to do about it."""
    later = batches.later_files_about_the_same_people(rows, mine)
    if later:
        names = first_few(later, _NAMED_AT_MOST)
        return UserError(
            f"This import cannot be undone yet: later files speak of the same people ({names}).",
            "Undo the later imports first.",
        )
    written = written_about(rows, new_people_of(rows, mine).values())
    if written:
        return UserError(
            "This import cannot be undone: something has been entered about"
            f" {written} of the people it brought.",
            "Nothing that people entered is ever removed. Correct the file and import it again.",
        )
    return None


def _take_results_back(writing: Writing, mine: Sequence[int]) -> None:
    batches.delete_brought_by(writing, "result", mine)
    unmark_superseded_by(writing, mine)
    for key, before in batches.replaced(writing, "result", mine):
        write_result(writing, key, before)


def _open_rows_again(writing: Writing, mine: Sequence[int]) -> None:
    """What these batches mended is set aside again, as it was before."""
    open_again(writing, mine)
    for key, reason in batches.replaced(writing, "set_aside", mine):
        write_reason(writing, key, reason)


def _put_back(writing: Writing, table: str, mine: Sequence[int]) -> None:
    """What the batches wrote over or removed stands again; what they brought goes."""
    for key, before in batches.replaced(writing, table, mine):
        put(writing, table, key, before)
    batches.delete_brought_by(writing, table, mine)
