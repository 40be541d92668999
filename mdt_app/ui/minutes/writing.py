"""Writes minutes and addenda as files into a folder: no file name says who anybody is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mdt_app.documents.written import keep_written, replace_document
from mdt_app.meeting.approval import addenda_of
from mdt_app.meeting.meetings import meeting_by_id
from mdt_app.meeting.values import Meeting
from mdt_app.vault.roles import PRINT
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

EVERYBODY, EACH_PRACTICE = "everybody", "each practice"
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files: `whom` is EVERYBODY, EACH_PRACTICE, `whole`, `network` or a practice."""

    whom: str = EVERYBODY
    form: str = "pdf"
    """pdf, html or BOTH."""

    @property
    def forms(self) -> tuple[str, ...]:
        return ("pdf", "html") if self.form == BOTH else (self.form,)


def write_files(ws: Workspace, meeting_id: str, wanted: Wanted, folder: Path) -> int:
    """Write what is wanted, the addenda with it, and say how many files there are now."""
    from mdt_app.documents.issuing import whom_minutes_name

    with ws.vault.reading() as reading:
        files = list(_files(reading, meeting_id, wanted))
        whom = whom_minutes_name(reading, meeting_id, _whom(reading, meeting_id, wanted.whom))
    ws.must_be_allowed(PRINT, _practices(ws, meeting_id, wanted))
    for name, content in files:
        replace_document(folder / name, content, "The minutes")
    if files:
        first = folder / files[0][0]
        keep_written(ws, "minutes written", first, whom=whom, count=len(files))
    return len(files)


def _files(rows: Reading, meeting_id: str, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    from mdt_app.documents.issuing import addendum_document, documents_of

    meeting = meeting_by_id(rows, meeting_id)
    assert meeting is not None
    addenda = addenda_of(rows, meeting_id)
    whom = _whom(rows, meeting_id, wanted.whom)
    for each, form, content in documents_of(rows, meeting_id, whom, wanted.forms):
        yield _name(meeting, each, form), content
        for addendum in addenda:
            added = addendum_document(rows, addendum, each, form)
            if added is not None:
                yield _name(meeting, each, form, addendum.number), added


def _whom(rows: Reading, meeting_id: str, wanted: str) -> list[str]:
    from mdt_app.documents.issuing import NETWORK, WHOLE, concerned

    if wanted not in (EVERYBODY, EACH_PRACTICE):
        return [wanted]
    everybody = concerned(rows, meeting_id)
    if wanted == EVERYBODY:
        return everybody
    return [whom for whom in everybody if whom not in (WHOLE, NETWORK)]


def _practices(ws: Workspace, meeting_id: str, wanted: Wanted) -> set[str] | None:
    """Whose people are named; None for the network's copy, which names nobody."""
    from mdt_app.documents.issuing import NETWORK

    with ws.vault.reading() as reading:
        return set(_whom(reading, meeting_id, wanted.whom)) - {NETWORK} or None


def _name(meeting: Meeting, whom: str, form: str, addendum: int = 0) -> str:
    """`minutes 2026-11-26 Y00001 addendum 1.pdf`."""
    parts = ["minutes", meeting.held_on.isoformat(), *([whom] if whom != "whole" else [])]
    parts += [f"addendum {addendum}"] if addendum else []
    return f"{' '.join(parts)}.{form}"
