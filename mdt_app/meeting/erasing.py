"""Erasing a meeting or all there is about a person. It cannot be undone, and says so.

What people decided about others, and figures that name nobody, stay. Copies made before still
hold what was erased until they are deleted; paper and files outside are not reached.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mdt_app.errors import UserError
from mdt_app.intake.queries.erasing import (
    Brought,
    brought_about,
    forget_lists,
    take_person_out,
)
from mdt_app.meeting.meetings import meeting_by_id, meetings
from mdt_app.meeting.retention import review_of
from mdt_app.meeting.versions import ACTION, OWN_TARGET, SET_ASIDE, standing
from mdt_app.register.queries import person_by_number
from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import copies_in
from mdt_app.vault.erasing import ToErase, erase
from mdt_app.vault.old_copies import delete_copies
from mdt_app.vault.to_erase import about_person, of_meeting
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

RETENTION, ASKED, MISTAKE = "retention", "asked", "mistake"
BECAUSE = {
    RETENTION: "The time to keep it is over",
    ASKED: "The person asked for it",
    MISTAKE: "It should never have been here",
}
"""Why something is erased. Fixed words, so that the erasure itself names nobody."""
OUTLAST = frozenset([OWN_TARGET, SET_ASIDE])
"""What was agreed with a person holds on when the meeting it was agreed in is erased."""


@dataclass(frozen=True, slots=True)
class Erasable:
    """What would be erased, counted, for somebody to look at first."""

    what: ToErase
    entries: int
    documents: int
    open_actions: int
    brought: Brought
    copies: int
    """Backups that hold it too."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the number of the erasure, to be written on its papers, and the new copy."""

    number: int
    entries: int
    documents: int
    copy: Path
    copies_deleted: int


def erasable_meeting(ws: Workspace, meeting_id: str) -> Erasable:
    """What would go with a meeting."""
    with ws.vault.reading() as reading:
        what = _of_meeting(reading, meeting_id)
        actions = standing(reading, ACTION, meeting=meeting_id)
        open_ones = sum(entry.payload.get("state") == "open" for entry in actions)
        return _counted(ws, what, open_ones, Brought())


def erasable_person(ws: Workspace, nhs_number: str) -> Erasable:
    """What would go with a person."""
    with ws.vault.reading() as reading:
        what = _of_person(reading, nhs_number)
        actions = standing(reading, ACTION, about=nhs_number)
        open_ones = sum(entry.payload.get("state") == "open" for entry in actions)
        return _counted(ws, what, open_ones, brought_about(reading, nhs_number))


def erase_meeting(
    ws: Workspace, meeting_id: str, because: str, *, copies_too: bool = False
) -> Erased:
    """Erase a meeting: all that was entered in it and issued of it."""
    _must_say_why(because)
    with ws.vault.writing(ws.user, "meeting erased") as writing:
        review = review_of(writing, meeting_id)
        if because == RETENTION and review is not None and not review.is_due(ws.today()):
            raise UserError(
                "The day to look at this meeting again has not come.",
                "Erase it for another reason, or wait for its day.",
            )
        what = _of_meeting(writing, meeting_id)
        entry = erase(writing, what, {"of": "meeting", "because": because})
        forget_lists(writing)
    return _finished(ws, entry.payload, copies_too=copies_too)


def erase_person(
    ws: Workspace, nhs_number: str, because: str, *, copies_too: bool = False
) -> Erased:
    """Erase all there is about a person: from files, entered, issued; the trail loses the number.

    The next file of their practice may bring them in again.
    """
    _must_say_why(because)
    with ws.vault.writing(ws.user, "person erased") as writing:
        what = _of_person(writing, nhs_number)
        entry = erase(writing, what, {"of": "person", "because": because})
        take_person_out(writing, nhs_number)
    return _finished(ws, entry.payload, copies_too=copies_too)


def _of_meeting(rows: Reading, meeting_id: str) -> ToErase:
    meeting = meeting_by_id(rows, meeting_id)
    if meeting is None or meeting.state != "ended":
        raise UserError(
            "Only a meeting that has ended can be erased.", "End it first, or choose another."
        )
    return of_meeting(rows, meeting_id, OUTLAST)


def _of_person(rows: Reading, nhs_number: str) -> ToErase:
    if any(meeting.state == "open" for meeting in meetings(rows)):
        raise UserError(
            "Nobody is erased while a meeting is open.", "End the meeting, then do it again."
        )
    what = about_person(rows, nhs_number)
    if not what.entries and person_by_number(rows, nhs_number) is None:
        raise UserError(
            "There is nothing about that person in this store.", "Look at the number again."
        )
    return what


def _must_say_why(because: str) -> None:
    if because not in BECAUSE:
        raise UserError(
            "Erasing needs a reason.", f"One of: {', '.join(w.lower() for w in BECAUSE.values())}."
        )


def _counted(ws: Workspace, what: ToErase, open_actions: int, brought: Brought) -> Erasable:
    copies = len(copies_in(ws.vault.folder))
    return Erasable(what, len(what.entries), len(what.documents), open_actions, brought, copies)


def _finished(ws: Workspace, said: Mapping[str, Any], *, copies_too: bool) -> Erased:
    """A copy without what was erased; with `copies_too` it is the only one left."""
    copy = back_up(ws.vault, "erasure")
    deleted = delete_copies(ws.vault.folder, but=copy) if copies_too else 0
    return Erased(said["number"], len(said["entries"]), len(said["documents"]), copy, deleted)
