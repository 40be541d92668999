"""One record in one possible world on one day, read the simple way."""

from datetime import date
from fractions import Fraction

from mdt_app.clinical.days import age_on, months_after, months_before
from mdt_app.clinical.kinds import Kind
from mdt_app.register.values import Medicine, Record, Result


class Missing(Exception):  # noqa: N818 - an answer, not an error
    """Something the rule needs is not recorded."""


class Seen:
    """One record, in one possible world, on one day."""

    def __init__(self, record: Record, on: date) -> None:
        self.record, self.on, self.person = record, on, record.person

    def within(self, day: int, months: int) -> bool:
        return months_before(self.on, months) < date.fromordinal(day) <= self.on

    def days(self, kind: Kind) -> dict[int, list[Result]]:
        found: dict[int, list[Result]] = {}
        for row in self.record.of_kind(kind):
            if date.fromordinal(row.day) <= self.on:
                found.setdefault(row.day, []).append(row)
        return found

    def value(self, rows: list[Result]) -> Fraction:
        rows = [row for row in rows if row.setting != 2] or rows
        rows = [row for row in rows if not row.comparator] or rows
        return sum((Fraction(row.raw) for row in rows), Fraction(0)) / len(rows)

    def latest(self, kind: Kind, months: int) -> tuple[int, Fraction]:
        days = {day: rows for day, rows in self.days(kind).items() if self.within(day, months)}
        if not days:
            raise Missing
        return max(days), self.value(days[max(days)])

    def number(self, kind: Kind, months: int = 15) -> Fraction:
        return self.latest(kind, months)[1]

    def has(self, kind: Kind, months: int) -> bool:
        return any(self.within(day, months) for day in self.days(kind))

    def earlier(self, kind: Kind, day: int, least: int, most: int) -> list[tuple[int, Fraction]]:
        found = [
            (other, self.value(rows))
            for other, rows in self.days(kind).items()
            if least <= day - other <= most
        ]
        if not found:
            raise Missing
        return found

    def event_days(self, *kinds: str, months: int = 0) -> list[int]:
        return [
            event.day
            for event in self.record.events
            if event.kind in kinds
            and date.fromordinal(event.day) <= self.on
            and (not months or self.within(event.day, months))
        ]

    def current(self, medicine: Medicine) -> bool | None:
        on = self.on.toordinal()
        if medicine.started > on or (medicine.ended and medicine.ended <= on):
            return False
        if medicine.current and medicine.current_from <= on:
            return medicine.current == "yes"
        if not medicine.last_issued:
            return None
        return medicine.last_issued > months_before(self.on, 6).toordinal()

    def on_any(self, *classes: str, unsure: bool) -> bool:
        return any(
            set(classes) & set(m.classes.split("+"))
            and (self.current(m) or (unsure and self.current(m) is None))
            for m in self.record.medicines
        )

    @property
    def age(self) -> int:
        return age_on(self.person.born_on, self.on)

    def word(self, kind: Kind) -> tuple[int, str] | None:
        days = self.days(kind)
        if not days:
            return None
        order = {"low": 0, "moderate": 1, "high": 2, "active": 3}
        words = [row.word for row in days[max(days)]]
        return max(days), max(words, key=lambda w: order.get(w, 1 if threatens(w) else 0))

    def diagnosed(self) -> date | None:
        events = [e.day for e in self.record.events if e.kind.startswith("diagnosis_")]
        column = self.person.diagnosed_on
        return column or (date.fromordinal(min(events)) if events else None)

    def type(self) -> str:
        if self.person.diabetes_type not in ("", "unknown"):
            return self.person.diabetes_type
        ones, twos = self.event_days("diagnosis_type_1"), self.event_days("diagnosis_type_2")
        if not ones and not twos:
            return "unknown"
        return "type 1" if max(ones, default=0) >= max(twos, default=0) else "type 2"

    def counts(self) -> bool:
        person, diagnosed = self.person, self.diagnosed()
        codes = self.event_days("diagnosis_type_1", "diagnosis_type_2")
        last = [*codes, *([diagnosed.toordinal()] if diagnosed else [])]
        resolved = self.event_days("diabetes_resolved")
        return not (
            not (person.diabetes_type or codes)
            or (person.died_on and person.died_on <= self.on)
            or (person.left_on and person.left_on <= self.on)
            or (diagnosed and diagnosed > self.on)
            or (resolved and max(resolved) > max(last, default=0))
        )

    def is_new(self) -> bool:
        since = [self.diagnosed(), self.person.registered_on]
        return any(day and day <= self.on <= months_after(day, 3) for day in since)


def threatens(word: str) -> bool:
    return word.startswith(("R2", "R3A")) or word.endswith("M1")
