"""Nominations: what a practice asks the team about a person, and what matters to the person.

A nomination is open until a meeting ends that had the person on its agenda. Then it belongs to
that meeting, word for word, and a person carried over has a new one that says the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.values import ASKED, LANES, Nomination
from mdt_app.meeting.versions import (
    NOMINATION,
    Step,
    content_of,
    identity_of,
    standing,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_FIELDS = (
    "is_chosen",
    "question",
    "what_matters",
    "lane",
    "asked",
    "minutes",
    "reason",
)


def as_nomination(entry: Entry) -> Nomination:
    """A nomination from the entry that holds it."""
    fields = {name: entry.payload[name] for name in _FIELDS}
    by = entry.payload.get("by") or entry.recorded_by
    return Nomination(entry.about, **fields, by=by, at=entry.recorded_at, id=identity_of(entry))


def _content(nomination: Nomination) -> dict[str, Any]:
    """`by` is who asked the question, whoever changes or closes the rest."""
    return {name: getattr(nomination, name) for name in (*_FIELDS, "by")}


def nominations(rows: Reading) -> dict[str, Nomination]:
    """The open nominations by NHS number; of rivals the latest (`nominations_about` has all)."""
    return {entry.about: as_nomination(entry) for entry in standing(rows, NOMINATION, meeting="")}


def nominations_about(rows: Reading, nhs_number: str) -> list[Nomination]:
    """The open nomination of one person: none, one, or rivals to settle."""
    found = standing(rows, NOMINATION, about=nhs_number, meeting="")
    return [as_nomination(entry) for entry in found]


def nominations_of(rows: Reading, meeting_id: str) -> dict[str, Nomination]:
    """The nominations as that meeting had them: its own after it ended, before that the open."""
    versions = versions_now(rows, meeting_id)
    if not versions or versions[-1].payload["state"] != "ended":
        return nominations(rows)
    return {e.about: as_nomination(e) for e in standing(rows, NOMINATION, meeting=meeting_id)}


def nominate(ws: Workspace, nomination: Nomination) -> Nomination:
    """Keep what the practice says about a person; the same again changes nothing."""
    _check(nomination)
    with ws.vault.reading() as reading:
        now = standing(reading, NOMINATION, about=nomination.nhs_number, meeting="")
    asked = replace(nomination, by=_asker(ws, now, nomination))
    if len(now) == 1 and content_of(now[0]) == _content(asked):
        return as_nomination(now[0])
    with stepping(ws, "nomination changed" if now else "nomination recorded") as step:
        return as_nomination(enter_nomination(step, asked))


def _asker(ws: Workspace, now: Sequence[Entry], nomination: Nomination) -> str:
    """Whoever first put the question in these words."""
    for before in map(as_nomination, now):
        if before.question == nomination.question:
            return before.by
    return ws.user


def enter_nomination(step: Step, nomination: Nomination) -> Entry:
    """Enter a nomination in a step, in place of what stands now about that person."""
    now = standing(step.rows, NOMINATION, about=nomination.nhs_number, meeting="")
    if now:
        return step.replace(now, _content(nomination))
    return step.begin(NOMINATION, _content(nomination), about=nomination.nhs_number)


def close_nomination(step: Step, nhs_number: str, meeting_id: str) -> Nomination | None:
    """Give the open nomination to the meeting that has ended, as it was."""
    now = standing(step.rows, NOMINATION, about=nhs_number, meeting="")
    if not now:
        return None
    return as_nomination(step.replace(now, content_of(now[-1]), meeting=meeting_id))


def readiness(nomination: Nomination) -> str:
    """What keeps a person from being discussed: objects, question or consent; ready if nothing.

    Full discussion needs a question; 'consent' is somebody who has not been asked yet. Who is
    left out this time needs a reason. '' is somebody not chosen. What the record lacks is a
    flag already and keeps nobody from being discussed.
    """
    if nomination.lane == "not_this_time":
        return "ready" if nomination.reason.strip() else "reason"
    if not nomination.is_chosen:
        return ""
    if nomination.asked == "objects":
        return "objects"
    if nomination.lane == "full" and not nomination.question.strip():
        return "question"
    return "ready" if nomination.asked == "agreed" else "consent"


def may_be_listed(nomination: Nomination) -> bool:
    """Whether the person may be put on an agenda: chosen, not left out, and not objecting."""
    return (
        nomination.is_chosen
        and nomination.lane != "not_this_time"
        and nomination.asked != "objects"
    )


def places_used(found: Mapping[str, Nomination]) -> tuple[int, int]:
    """How many people are chosen for discussion, and their minutes in all."""
    chosen: Sequence[Nomination] = [n for n in found.values() if may_be_listed(n)]
    return len(chosen), sum(nomination.minutes for nomination in chosen)


def _check(nomination: Nomination) -> None:
    if nomination.lane not in LANES or nomination.asked not in ASKED:
        raise ValueError("a nomination's lane or answer is not one that exists")
    if nomination.minutes < 1:
        raise UserError("A case needs at least one minute.", "Give the minutes it may take.")
