"""What files brought about one person, taken out for good with what undo kept of it."""

from typing import NamedTuple

from mdt_app.clinical.nhs_number import bare
from mdt_app.intake.queries.set_aside import cells_of
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_OF_PERSON = ("result", "medicine", "event", "undated", "gone", "batch_person")
_ASIDE = "SELECT id, cells, value, raw FROM set_aside ORDER BY id"
_ASIDE_BEFORE = (
    "SELECT id, json_extract(before, '$[5]'), json_extract(before, '$[1]'),"
    " json_extract(before, '$[6]') FROM replaced WHERE table_name = 'set_aside'"
)
"""The same of rows set aside as they were before they were mended."""


class Brought(NamedTuple):
    """How much files brought about one person."""

    results: int = 0
    medicines: int = 0
    events: int = 0
    set_aside: int = 0


def brought_about(rows: Rows, nhs_number: str) -> Brought:
    """What would go."""
    key = _key_of(rows, nhs_number)
    results, medicines, events = (
        next(rows.rows(f"SELECT count(*) FROM {table} WHERE patient_id = :key", {"key": key}))[0]
        for table in ("result", "medicine", "event")
    )
    return Brought(results, medicines, events, len(_bearing(rows, _ASIDE, nhs_number)))


def take_person_out(writing: Writing, nhs_number: str) -> None:
    """Delete all that files brought about one person, and what was kept of it for undo."""
    key = _key_of(writing, nhs_number)
    aside = _bearing(writing, _ASIDE, nhs_number)
    writing.executemany("DELETE FROM set_aside WHERE id = ?", [(each,) for each in aside])
    writing.executemany(
        "DELETE FROM replaced WHERE table_name = 'set_aside' AND CAST(key AS INTEGER) = ?",
        [(each,) for each in aside],
    )
    before = _bearing(writing, _ASIDE_BEFORE, nhs_number)
    writing.executemany("DELETE FROM replaced WHERE id = ?", [(each,) for each in before])
    writing.execute(
        "DELETE FROM replaced WHERE table_name = 'patient' AND CAST(key AS INTEGER) = :key"
        " OR json_type(key) = 'array' AND json_extract(key, '$[0]') = :key",
        {"key": key},
    )
    for table in _OF_PERSON:
        writing.execute(f"DELETE FROM {table} WHERE patient_id = :key", {"key": key})
    writing.execute("DELETE FROM patient WHERE id = :key", {"key": key})
    forget_lists(writing)


def forget_lists(writing: Writing) -> None:
    """Forget what was worked out from all that there was; it is worked out again when asked for."""
    for table in ("case_list", "listed_case", "measured"):
        writing.execute(f"DELETE FROM {table}")


def _key_of(rows: Rows, nhs_number: str) -> int:
    found = rows.rows("SELECT id FROM patient WHERE nhs_number = :number", {"number": nhs_number})
    return next((int(key) for (key,) in found), 0)


def _bearing(rows: Rows, asked: str, nhs_number: str) -> list[int]:
    """Those of the rows of files that bear the number, with whatever spaces and dashes."""
    return [
        int(key)
        for key, cells, *texts in rows.rows(asked)
        if any(nhs_number in bare(text) for text in (*cells_of(cells), *texts) if text)
    ]
