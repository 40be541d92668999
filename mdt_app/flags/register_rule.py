"""Who a pack speaks about: by a column of the person, by events, or both."""

from dataclasses import replace
from datetime import date
from typing import Any

from mdt_app.clinical.days import months_after, spoken
from mdt_app.clinical.words import counted
from mdt_app.flags.conditions.base import Table
from mdt_app.flags.names import EventName
from mdt_app.flags.standing import Standing
from mdt_app.register.values import Event, Person, Record

_LONGEST_MONTH = 31


class RegisterRule(Table):
    """The register of one condition.

    `diagnoses` turns events into types; of two on one day the first named here counts.
    `type_column` and `diagnosed_column` name what the person's own row says, and go first.
    """

    name: str
    type_column: str = ""
    unknown_type: str = "unknown"
    diagnosed_column: str = ""
    diagnoses: dict[EventName, str]
    resolved: EventName | None = None
    grace_months: int = 0

    def standing(self, record: Record, on: date) -> Standing:
        """What the register says about one person on the day `on`."""
        person, today = record.person, on.toordinal()
        column = getattr(person, self.type_column) if self.type_column else ""
        diagnoses = self.diagnoses
        coded = [(diagnoses[e[0]], e) for e in record.events if e[0] in diagnoses]
        known = [code for code in coded if code[1][1] <= today]
        diagnosed = self._diagnosed(person, coded)
        types = {name for name, _ in known}
        if column:
            types.add(column)
        reason = self._why_not(record, bool(types), diagnosed, known, on)
        kind = column if column and column != self.unknown_type else self._latest(known)
        grace = "" if reason else self._grace(diagnosed, person.registered_on, on)
        own_row = self.type_column, column
        return Standing(reason, kind, frozenset(types), diagnosed, grace, own_row, known)

    def with_nothing_recorded(self, born_on: date, since: date) -> Record:
        """Somebody the pack speaks about since a day, of whom nothing else is known."""
        kind, name = next(iter(self.diagnoses.items()))
        known: dict[str, Any] = {self.type_column: name, self.diagnosed_column: since}
        known.pop("", None)
        person = replace(Person(0, "", "", "", "", born_on, "", ""), **known)
        coded = () if self.type_column else (Event(kind, since.toordinal(), "", 0, 0),)
        return Record(person, events=coded)

    def _diagnosed(self, person: Person, coded: list[tuple[str, Event]]) -> int:
        column = getattr(person, self.diagnosed_column) if self.diagnosed_column else None
        return column.toordinal() if column else min((e[1] for _, e in coded), default=0)

    def _why_not(
        self,
        record: Record,
        has_code: bool,
        diagnosed: int,
        known: list[tuple[str, Event]],
        on: date,
    ) -> str:
        person, today = record.person, on.toordinal()
        if not has_code:
            return f"no {self.name} code"
        if person.died_on and person.died_on <= on:
            return "died"
        if person.left_on and person.left_on <= on:
            return "left the practice"
        if diagnosed > today:
            return f"{self.name} diagnosed later"
        resolved = [e[1] for e in record.events if e[0] == self.resolved and e[1] <= today]
        if resolved and max(resolved) > max([diagnosed, *(e[1] for _, e in known)]):
            return f"{self.name} resolved"
        return ""

    def _latest(self, known: list[tuple[str, Event]]) -> str:
        if not known:
            return self.unknown_type
        newest = max(event[1] for _, event in known)
        same_day = {name for name, event in known if event[1] == newest}
        return next(name for name in self.diagnoses.values() if name in same_day)

    def _grace(self, diagnosed: int, registered_on: date | None, on: date) -> str:
        """Why this person is too new for some rules, or ''. The last day is included."""
        diagnosed_on = date.fromordinal(diagnosed) if diagnosed else None
        for what, since in (("diagnosed", diagnosed_on), ("registered", registered_on)):
            if since and self._is_new(since, on):
                return f"{what} {spoken(since)}, within {counted(self.grace_months, 'month')}"
        return ""

    def _is_new(self, since: date, on: date) -> bool:
        """Counted in days first: most people have been here for years."""
        days = (on - since).days
        is_near = 0 <= days <= self.grace_months * _LONGEST_MONTH
        return is_near and self.grace_months > 0 and on <= months_after(since, self.grace_months)
