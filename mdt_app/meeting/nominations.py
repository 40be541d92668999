"""Nominations: what a practice asks the team about a person, and what matters to the person.

A nomination is open until a meeting ends that had the person on its agenda. Then it belongs to
that meeting, word for word, and a person carried over has a new one that says the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
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
_LATER: dict[str, Any] = {
    "late_reason": "",
    "is_matter_not_asked": False,
    "wants_easy_read": None,
}
_DAYS = ("chosen_on", "ask_again_on", "asked_on")
"""With `_LATER`: what the earliest nominations do not have."""


def as_nomination(entry: Entry) -> Nomination:
    """A nomination from the entry that holds it."""
    held = entry.payload
    fields = {name: held[name] for name in _FIELDS}
    fields |= {name: held.get(name, usual) for name, usual in _LATER.items()}
    fields |= {name: as_day(held.get(name)) for name in _DAYS}
    by = held.get("by") or entry.recorded_by
    return Nomination(entry.about, **fields, by=by, at=entry.recorded_at, id=identity_of(entry))


def as_day(said: str | None) -> date | None:
    """A day from a payload, where '' and nothing at all are none."""
    return date.fromisoformat(said) if said else None


def _content(nomination: Nomination) -> dict[str, Any]:
    """`by` is who asked the question, whoever changes or closes the rest."""
    content = {name: getattr(nomination, name) for name in (*_FIELDS, *_LATER, "by")}
    days = {name: getattr(nomination, name) for name in _DAYS}
    return content | {name: day.isoformat() if day else "" for name, day in days.items()}


def nominations(rows: Reading) -> dict[str, Nomination]:
    """The open nominations by NHS number; of rivals the latest (`nominations_about` has all)."""
    return {entry.about: as_nomination(entry) for entry in standing(rows, NOMINATION, meeting="")}


def nominations_about(rows: Reading, nhs_number: str) -> list[Nomination]:
    """The open nomination of one person: none, one, or rivals to settle."""
    found = standing(rows, NOMINATION, about=nhs_number, meeting="")
    return [as_nomination(entry) for entry in found]


def says_easy_read(found: Iterable[Nomination]) -> bool:
    """Whether a person needs easy read, as they said last; `found` is the earliest first."""
    said = [each.wants_easy_read for each in found if each.wants_easy_read is not None]
    return bool(said and said[-1])


def wants_easy_read(rows: Reading, nhs_number: str) -> bool:
    """The same, for whichever meeting they were asked."""
    found = standing(rows, NOMINATION, about=nhs_number)
    return says_easy_read(as_nomination(entry) for entry in found)


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
    asked = replace(
        nomination,
        by=_asker(ws, now, nomination),
        chosen_on=_chosen_on(now, nomination, ws.today()),
    )
    if len(now) == 1 and _content(as_nomination(now[0])) == _content(asked):
        return as_nomination(now[0])
    with stepping(ws, "nomination changed" if now else "nomination recorded") as step:
        return as_nomination(enter_nomination(step, asked))


def _chosen_on(now: Sequence[Entry], nomination: Nomination, today: date) -> date | None:
    """The day on which somebody was chosen who was not before; unknown of the earliest."""
    if not nomination.is_chosen:
        return None
    before = as_nomination(now[-1]) if now else Nomination(nomination.nhs_number)
    if nomination.chosen_on is not None:
        return nomination.chosen_on
    return before.chosen_on if before.is_chosen else today


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
