"""Advice between meetings: a question about one person, and the answer, with who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.agenda import refuse_objecting
from mdt_app.meeting.values import Advice
from mdt_app.meeting.versions import (
    ADVICE,
    content_of,
    identity_of,
    standing,
    stepping,
    versions_now,
)
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_HELD = ("question", "asked_by", "answer", "answered_by")


def as_advice(entry: Entry) -> Advice:
    """A question with its answer, from the entry that holds it."""
    held = entry.payload
    answered_on = held["answered_on"]
    return Advice(
        entry.about,
        held["question"],
        held["asked_by"],
        date.fromisoformat(held["asked_on"]),
        held["answer"],
        held["answered_by"],
        date.fromisoformat(answered_on) if answered_on else None,
        identity_of(entry),
    )


def _content(advice: Advice) -> dict[str, Any]:
    return {
        **{name: getattr(advice, name).strip() for name in _HELD},
        "asked_on": advice.asked_on.isoformat(),
        "answered_on": advice.answered_on.isoformat() if advice.answered_on else "",
    }


def advice_about(rows: Reading, nhs_number: str) -> list[Advice]:
    """Every question about one person, the earliest first; rivals are both here."""
    return in_days([as_advice(entry) for entry in standing(rows, ADVICE, about=nhs_number)])


def in_days(found: Sequence[Advice]) -> list[Advice]:
    """The same, the earliest first."""
    return sorted(found, key=_asked_on)


def _asked_on(advice: Advice) -> tuple[date, str]:
    return advice.asked_on, advice.id


@dataclass(frozen=True, slots=True)
class AdviceCounts:
    """How many questions were asked between meetings since a day, and what became of them."""

    asked: int = 0
    answered: int = 0
    people: int = 0


def advice_counts(rows: Reading, since: date, until: date) -> AdviceCounts:
    """The questions asked in those days, both included."""
    found = [as_advice(entry) for entry in standing(rows, ADVICE)]
    found = [advice for advice in found if since <= advice.asked_on <= until]
    people = {advice.nhs_number for advice in found}
    return AdviceCounts(len(found), sum(a.is_answered for a in found), len(people))


def check_advice(advice: Advice, today: date) -> None:
    """Refuse what cannot be kept, in words."""
    if not advice.question.strip() or not advice.asked_by.strip():
        raise UserError("The question, or who asked it, is missing.", "Fill in both.")
    if advice.answer.strip() and not advice.answered_by.strip():
        raise UserError("Who answered is missing.", "Say whose advice it is.")
    if advice.asked_on > today or (advice.answered_on or today) > today:
        raise UserError("That day is still to come.", "Give the day it was asked or answered.")
    if advice.answered_on is not None and advice.answered_on < advice.asked_on:
        raise UserError("It was answered before it was asked.", "Look at the two days again.")


def keep_advice(ws: Workspace, advice: Advice) -> Advice:
    """Keep a question, or its answer; the version before stays on file.

    Of somebody who objects to being discussed no question is kept.
    """
    check_advice(advice, ws.today())
    answered_on = (advice.answered_on or ws.today()) if advice.answer.strip() else None
    said = {**_content(advice), "answered_on": answered_on.isoformat() if answered_on else ""}
    with ws.vault.reading() as reading:
        now = versions_now(reading, advice.id) if advice.id else []
        if len(now) == 1 and content_of(now[0]) == said:
            return as_advice(now[0])
        refuse_objecting(reading, advice.nhs_number)
    what = "advice given" if advice.answer.strip() else "advice asked for"
    with stepping(ws, what) as step:
        now = versions_now(step.rows, advice.id) if advice.id else []
        if now:
            return as_advice(step.replace(now, said))
        return as_advice(step.begin(ADVICE, said, about=advice.nhs_number))
