"""What was entered about people, as the rules take it: own targets and agreed actions."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.flags.entered import NOTHING, AgreedAction, Entered, OwnTarget
from mdt_app.meeting.versions import ACTION, MEETING, OWN_TARGET, identity_of, standing
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading


def entered_about(rows: Reading, nhs_number: str) -> Entered:
    """What was entered about one person."""
    found = [
        *standing(rows, OWN_TARGET, about=nhs_number),
        *standing(rows, ACTION, about=nhs_number),
    ]
    return _Days(rows).entered(found) if found else NOTHING


def entered_by_person(rows: Reading) -> Mapping[str, Entered]:
    """The same for everyone about whom something was entered, by NHS number."""
    by_person: dict[str, list[Entry]] = {}
    for entry in (*standing(rows, OWN_TARGET), *standing(rows, ACTION)):
        by_person.setdefault(entry.about, []).append(entry)
    by_person.pop("", None)  # an action for a practice is about nobody
    days = _Days(rows)
    return {number: days.entered(entries) for number, entries in by_person.items()}


def overdue_counts(rows: Reading, on: date) -> dict[str, int]:
    """How many actions agreed at earlier meetings are overdue on that day, by NHS number."""
    days, today = _Days(rows), on.toordinal()
    about = [entry for entry in standing(rows, ACTION) if entry.about]
    return Counter(entry.about for entry in about if days.action(entry).is_overdue(today))


class _Days:
    """The days of the meetings, to date what they agreed."""

    def __init__(self, rows: Reading) -> None:
        held = standing(rows, MEETING)
        self._held = {identity_of(entry): _ordinal(entry.payload["held_on"]) for entry in held}

    def entered(self, entries: list[Entry]) -> Entered:
        return Entered(
            tuple(_target(e.payload) for e in entries if e.kind == OWN_TARGET),
            tuple(self.action(e) for e in entries if e.kind == ACTION),
        )

    def action(self, entry: Entry) -> AgreedAction:
        """Closed on the day it was done, or withdrawn."""
        held, closed = entry.payload, 0
        if held["state"] != "open":
            closed = _ordinal(held["done_on"]) or entry.recorded_at.date().toordinal()
        agreed = self._held.get(entry.meeting) or entry.recorded_at.date().toordinal()
        return AgreedAction(held["words"], agreed, _ordinal(held["due_on"]), closed)


def _target(held: Mapping[str, Any]) -> OwnTarget:
    kind = int(KIND_BY_CODE[held["kind"]])
    return OwnTarget(kind, held["value"], _ordinal(held["agreed_on"]), _ordinal(held["until"]))


def _ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal() if text else 0
