"""Who is still needed for a measure: for one's own practice, on paper or for a batch search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mdt_app.documents.written import replace_document
from mdt_app.errors import UserError
from mdt_app.measures.values import Board, Line, PersonLine
from mdt_app.vault.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NeededList:
    """What the page says: which measure, which practice, and who."""

    title: str
    definition: str
    set_title: str
    practice: str
    on: date
    people: tuple[PersonLine, ...]


def needed_list(board: Board, line: Line, people: Sequence[PersonLine]) -> NeededList:
    """The people of one's own practice who do not achieve the measure.

    Raises UserError where somebody of another practice is among them: they are never named here.
    """
    own = board.own_practice
    if not own or any(person.practice != own for person in people):
        raise UserError(
            "Only your own practice's people may be named.",
            "Choose the practice you work at, and make the list again.",
        )
    group = f" ({line.group})" if line.group else ""
    return NeededList(
        title=f"Still needed: {line.measure.words}{group}",
        definition=line.measure.definition,
        set_title=board.title,
        practice=board.practices.get(own, own),
        on=board.on,
        people=tuple(person for person in people if person.outcome == "missed"),
    )


def write_needed_list(ws: Workspace, listed: NeededList, path: Path) -> None:
    """Write the page as PDF, in place of a file of that name; that it was written is kept."""
    from mdt_app.documents.needed_layout import needed_as_pdf

    replace_document(path, needed_as_pdf(listed), "The list")
    _keep(ws, "list of who is needed written", path, listed)


def write_nhs_numbers(ws: Workspace, listed: NeededList, path: Path) -> None:
    """Write only their NHS numbers, one a line, as a clinical system's batch search takes them."""
    numbers = "".join(f"{person.nhs_number}\r\n" for person in listed.people)
    replace_document(path, numbers.encode("ascii"), "The NHS numbers")
    _keep(ws, "NHS numbers of who is needed written", path, listed)


def _keep(ws: Workspace, what: str, path: Path, listed: NeededList) -> None:
    with ws.vault.writing(ws.user, what) as writing:
        writing.record("export", {"files": [path.name], "people": len(listed.people)})
