"""What can leave about the cases of a meeting, written into a folder, and kept on file.

A letter about a person is named by the number of the case. Each practice has a folder of its
own, so that nobody hands one practice the people of another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mdt_app.documents.letter_case import LeftOut, LetterCase, case_of, cases_of
from mdt_app.documents.letters import Letter, gp_letter, person_letter, says_anything
from mdt_app.documents.written import note_left, replace_document
from mdt_app.errors import UserError
from mdt_app.measures.own_practice import must_be_own
from mdt_app.meeting.templates import GP_LETTER, PERSON_LETTER, template_now
from mdt_app.meeting.versions import LETTER_WRITTEN
from mdt_app.vault.entries import current_entries
from mdt_app.vault.roles import PRINT
from mdt_app.vault.trail import PRINTED
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

SUMMARY, ACTIONS, NUMBERS, CALENDAR = "summary", "actions", "numbers", "calendar"
ABOUT_A_CASE = (GP_LETTER, PERSON_LETTER, SUMMARY)
NO_LETTER_TO_THE_DEAD = "has died: no letter to the person"
HAS_LEFT = "has left the practice: no letter to it"
NOTHING_PLAIN = "nothing was decided that a letter to the person could say"
_STEMS = {GP_LETTER: "letter-to-practice", PERSON_LETTER: "letter-to-person", SUMMARY: "summary"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a meeting: some of the kinds above, of one practice or of all ('')."""

    meeting: str
    kinds: tuple[str, ...]
    practice: str = ""
    is_large: bool = False
    """Letters to people in large print."""
    is_every_meeting: bool = False
    """Actions of every meeting that are still open, not only of this one."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and about whom nothing was."""

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class WrittenBefore:
    """A letter about a case that left before."""

    kind: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Made:
    """One document about one case, ready to be written."""

    kind: str
    case: LetterCase
    name: str
    content: bytes


def why_not(case: LetterCase, kind: str) -> str:
    """Why a letter of this kind is not written about somebody; '' where it may be."""
    if kind == PERSON_LETTER:
        if case.person.died_on is not None:
            return NO_LETTER_TO_THE_DEAD
        if len(case.page.decisions) > 1:
            return "two versions of the decision stand; settle which holds"
        if not says_anything(case):
            return NOTHING_PLAIN
    if kind == GP_LETTER and case.person.left_on is not None:
        return HAS_LEFT
    return ""


def letter_of(rows: Reading, case: LetterCase, kind: str, *, is_large: bool = False) -> Letter:
    """A letter in the words that hold now."""
    body = template_now(rows, kind).body
    if kind == GP_LETTER:
        return gp_letter(case, body)
    return person_letter(case, body, is_large=is_large)


def file_name(case: LetterCase, kind: str, *, is_large: bool = False) -> str:
    """`letter-to-practice-case-03.pdf`: the number of the case and nothing about the person."""
    large = "-large-print" if is_large and kind == PERSON_LETTER else ""
    return f"{_STEMS[kind]}-case-{case.number:02d}{large}.pdf"


def as_pdf(rows: Reading, case: LetterCase, kind: str, *, is_large: bool = False) -> bytes:
    """One document about one case."""
    if kind == SUMMARY:
        from mdt_app.documents.case_summary import case_summary
        from mdt_app.documents.case_summary_layout import summary_as_pdf

        return summary_as_pdf(case_summary(case))
    from mdt_app.documents.letters_layout import letter_as_pdf

    return letter_as_pdf(letter_of(rows, case, kind, is_large=is_large))


def write_about(
    ws: Workspace,
    meeting: str,
    nhs_number: str,
    kind: str,
    path: Path,
    *,
    is_large: bool = False,
) -> None:
    """Write one document about one case. Raises UserError where nothing may be written."""
    with ws.vault.reading() as reading:
        case = case_of(reading, meeting, nhs_number)
        why = case.why if isinstance(case, LeftOut) else why_not(case, kind)
        if why or isinstance(case, LeftOut):
            raise UserError("Nothing is written about this case.", f"{why[:1].upper()}{why[1:]}.")
        made = _Made(kind, case, path.name, as_pdf(reading, case, kind, is_large=is_large))
    ws.must_be_allowed(PRINT, whom=[nhs_number])
    replace_document(path, made.content, "The document")
    _keep(ws, meeting, [made], [path.name], [nhs_number])


def write_outputs(
    ws: Workspace, order: Order, folder: Path, progress: Progress | None = None
) -> Written:
    """Write what was ordered into a folder; what was written before a failure is kept on file."""
    if NUMBERS in order.kinds:
        with ws.vault.reading() as reading:
            must_be_own(reading, ws.user, order.practice)
    ws.must_be_allowed(PRINT, [order.practice])
    cases, left_out = _cases(ws, order)
    files: list[Path] = []
    done: list[_Made] = []
    whom: list[str] = []
    wanted = [(case, kind) for case in cases for kind in order.kinds if kind in ABOUT_A_CASE]
    try:
        for place, (case, kind) in enumerate(wanted):
            if why := why_not(case, kind):
                left_out.append(LeftOut(case.number, "", why))
                continue
            with ws.vault.reading() as reading:
                content = as_pdf(reading, case, kind, is_large=order.is_large)
            made = _Made(kind, case, file_name(case, kind, is_large=order.is_large), content)
            files.append(_put(folder / _safe(case.person.practice), made.name, content))
            done.append(made)
            if progress is not None:
                progress(place + 1, len(wanted))
        files += _lists(ws, order, folder, left_out, whom)
    finally:
        if files:
            whom[:0] = [made.case.person.nhs_number for made in done]
            _keep(ws, order.meeting, done, [path.name for path in files], whom)
    return Written(tuple(files), tuple(dict.fromkeys(left_out)))


def _cases(ws: Workspace, order: Order) -> tuple[tuple[LetterCase, ...], list[LeftOut]]:
    if not any(kind in ABOUT_A_CASE for kind in order.kinds):
        return (), []
    with ws.vault.reading() as reading:
        found = cases_of(reading, order.meeting, order.practice)
    return found.cases, list(found.left_out)


def _lists(
    ws: Workspace, order: Order, folder: Path, left_out: list[LeftOut], whom: list[str]
) -> Iterator[Path]:
    """What is about several people or nobody: actions, NHS numbers, the calendar.

    `left_out` and `whom` are filled with who is not on a list, and who is.
    """
    place = folder / _safe(order.practice) if order.practice else folder
    if ACTIONS in order.kinds:
        from mdt_app.documents.action_list import action_list
        from mdt_app.documents.action_list_layout import actions_as_pdf

        with ws.vault.reading() as reading:
            listed = action_list(
                reading,
                ws.today(),
                meeting_id="" if order.is_every_meeting else order.meeting,
                practice=order.practice,
            )
        left_out += listed.left_out
        whom += listed.whom
        yield _put(place, "actions-by-owner.pdf", actions_as_pdf(listed))
    if NUMBERS in order.kinds:
        from mdt_app.documents.decision_lists import decision_lists, numbers_as_text

        found = decision_lists(ws, order.meeting, order.practice)
        left_out += found.left_out
        for each in found.lists:
            whom += each.numbers
            yield _put(place, each.file_name, numbers_as_text(each))
    if CALENDAR in order.kinds:
        from mdt_app.documents.calendar_file import as_ics, days_ahead

        with ws.vault.reading() as reading:
            days = days_ahead(reading, ws.today(), practice=order.practice)
        yield _put(place, "meeting-and-actions.ics", as_ics(days))


def _put(folder: Path, name: str, content: bytes) -> Path:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "the disk refused").lower()
        raise UserError(
            f"The folder {folder} could not be made: {reason}.", "Choose another folder."
        ) from None
    replace_document(folder / name, content, "The document")
    return folder / name


def _safe(ods: str) -> str:
    return "".join(c for c in ods if c.isascii() and c.isalnum()) or "practice"


def _keep(
    ws: Workspace,
    meeting_id: str,
    done: Sequence[_Made],
    names: Sequence[str],
    whom: Sequence[str],
) -> None:
    """Keep on file what left: the names of the files, and of each letter that it was written."""
    with ws.vault.writing(ws.user, "letters and lists written") as writing:
        writing.record("export", {"files": list(names)}, meeting=meeting_id)
        note_left(writing, PRINTED, names, whom)
        for made in done:
            about = made.case.person.nhs_number
            writing.record(LETTER_WRITTEN, {"letter": made.kind}, about=about, meeting=meeting_id)


def written_before(rows: Reading, meeting_id: str, nhs_number: str) -> list[WrittenBefore]:
    """Which letters about a case have left already, the latest first."""
    found = current_entries(rows, LETTER_WRITTEN, about=nhs_number, meeting=meeting_id)
    return [
        WrittenBefore(str(e.payload["letter"]), e.recorded_by, e.recorded_at)
        for e in reversed(found)
    ]
