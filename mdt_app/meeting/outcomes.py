"""What results did after a decision: before the meeting, and three, six and twelve months on.

Each decision of a meeting that has ended is followed by one result: the one that
`follow_up.toml` names beside its choice, else HbA1c. `before` is the last result of the year up
to the meeting's day. A later result belongs to the time it is nearest to:

- 3 months: 61 to 136 days after the meeting's day,
- 6 months: 137 to 273 days,
- 12 months: 274 to 456 days,

and of several the one nearest to 91, 183 or 365 days; of two as near, the later. A time whose
first day has not come yet is not due. Nothing here says that a change came of the decision:
people are brought to a meeting when a result is extreme, and extremes drift back by themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from mdt_app.clinical.kinds import KIND_BY_CODE, Kind
from mdt_app.flags.readings import DAY, Reading, reading_of
from mdt_app.flags.shown import Shown
from mdt_app.meeting.carrying import ended_days
from mdt_app.meeting.decisions import choice_words, decisions_of
from mdt_app.meeting.follow_up import follow_ups
from mdt_app.meeting.values import Decision
from mdt_app.register.queries import record_of
from mdt_app.register.values import Person, Record
from mdt_app.vault.vault import Reading as Rows

CAUTION = (
    "People are brought to a meeting when a result is extreme, and extremes drift back by"
    " themselves: a change here is no proof that the decision made it."
)
_BEFORE_DAYS = 365


@dataclass(frozen=True, slots=True)
class Time:
    """A time after a meeting: from the first to the last day, and the day it is called by."""

    words: str
    first: int
    nearest: int
    last: int


TIMES = (
    Time("3 months", 61, 91, 136),
    Time("6 months", 137, 183, 273),
    Time("12 months", 274, 365, 456),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One result at one time. `value` is None where only a comparator is known (`<48`)."""

    on: date
    words: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision about one person, and its result at each time.

    `is_due` and `is_over` are as of the day: whether a time's days have begun, and have passed.
    """

    person: Person
    decision: Decision
    held_on: date
    kind: Kind
    before: Measured | None
    later: tuple[Measured | None, ...]
    """In the order of `TIMES`."""
    is_due: tuple[bool, ...]
    is_over: tuple[bool, ...]

    @property
    def agreed(self) -> str:
        """What was agreed, in words."""
        chosen = "; ".join(choice_words(choice) for choice in self.decision.choices)
        return chosen or self.decision.words

    def change(self, place: int) -> float | None:
        """From before to one time; None where either is not a plain number."""
        then, now = self.before, self.later[place]
        if then is None or now is None or then.value is None or now.value is None:
            return None
        return now.value - then.value


@dataclass(frozen=True, slots=True)
class AtTime:
    """Of the people of one choice: for how many a time has come, was measured, and the change."""

    due: int
    measured: int
    compared: int
    """With a plain number before and then."""
    middle: float | None
    """The median change."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One choice, '' for all of one kind of result: how many people, and each time."""

    choice: str
    kind: Kind
    people: int
    at: tuple[AtTime, ...]


def outcomes(rows: Rows, on: date) -> tuple[Outcome, ...]:
    """Every decision of the meetings that have ended by `on`: the latest meeting first.

    Whose record is no longer in the store is left out.
    """
    found: list[Outcome] = []
    records: dict[str, Record | None] = {}
    for meeting, day in reversed(ended_days(rows, on).items()):
        for decision in decisions_of(rows, meeting):
            number = decision.nhs_number
            if number not in records:
                records[number] = record_of(rows, number)
            if (record := records[number]) is not None:
                found += outcomes_of(record, decision, day, on)
    return tuple(found)


def outcomes_of(record: Record, decision: Decision, held_on: date, on: date) -> list[Outcome]:
    """One for each kind of result that the decision's choices are followed by."""
    return [_outcome(record, decision, held_on, on, kind) for kind in _kinds(decision)]


def _kinds(decision: Decision) -> list[Kind]:
    codes = [choice.partition(":")[0] for choice in decision.choices]
    named = [
        KIND_BY_CODE[each.outcome]
        for code in codes
        for each in follow_ups().of_code(code)
        if each.outcome
    ]
    return list(dict.fromkeys(named)) or [Kind.HBA1C]


def _outcome(record: Record, decision: Decision, held_on: date, on: date, kind: Kind) -> Outcome:
    held, today = held_on.toordinal(), on.toordinal()
    days = _readings(record, kind, today)
    before = [day for day in days if held - _BEFORE_DAYS <= day <= held]
    return Outcome(
        record.person,
        decision,
        held_on,
        kind,
        _measured(kind, days[before[-1]]) if before else None,
        tuple(_at(kind, days, held, time) for time in TIMES),
        tuple(held + time.first <= today for time in TIMES),
        tuple(held + time.last < today for time in TIMES),
    )


def _readings(record: Record, kind: Kind, today: int) -> dict[int, Reading]:
    by_day: dict[int, list[tuple[object, ...]]] = {}
    for row in record.results.get(int(kind), ()):
        if row[DAY] <= today:
            by_day.setdefault(row[DAY], []).append(row)
    return {day: reading_of(int(kind), tuple(by_day[day])) for day in sorted(by_day)}  # type: ignore[arg-type]


def _at(kind: Kind, days: Mapping[int, Reading], held: int, time: Time) -> Measured | None:
    inside = [day for day in days if time.first <= day - held <= time.last]
    if not inside:
        return None
    nearest = min(inside, key=lambda day: (abs(day - held - time.nearest), -day))
    return _measured(kind, days[nearest])


def _measured(kind: Kind, reading: Reading) -> Measured:
    value = reading.low if reading.low == reading.high else None
    return Measured(date.fromordinal(reading.day), Shown(int(kind), reading).value, value)


def summaries(found: Sequence[Outcome]) -> tuple[Summary, ...]:
    """All of each kind of result first, then each choice, the most frequent first."""
    made = [_summary("", kind, every) for kind, every in _by_kind(found)]
    by_choice: dict[tuple[str, Kind], list[Outcome]] = {}
    for outcome in found:
        for choice in dict.fromkeys(c.partition(":")[0] for c in outcome.decision.choices):
            by_choice.setdefault((choice, outcome.kind), []).append(outcome)
    ordered = sorted(by_choice.items(), key=lambda each: (-len(each[1]), each[0][0]))
    return (*made, *(_summary(choice, kind, those) for (choice, kind), those in ordered))


def _by_kind(found: Sequence[Outcome]) -> Iterator[tuple[Kind, list[Outcome]]]:
    for kind in dict.fromkeys(outcome.kind for outcome in found):
        yield kind, [outcome for outcome in found if outcome.kind == kind]


def _summary(choice: str, kind: Kind, found: Sequence[Outcome]) -> Summary:
    people = len({outcome.person.nhs_number for outcome in found})
    return Summary(choice, kind, people, tuple(_at_time(found, i) for i in range(len(TIMES))))


def _at_time(found: Sequence[Outcome], place: int) -> AtTime:
    due = [outcome for outcome in found if outcome.is_due[place]]
    changes = [each for each in (outcome.change(place) for outcome in due) if each is not None]
    return AtTime(
        due=len(due),
        measured=sum(outcome.later[place] is not None for outcome in due),
        compared=len(changes),
        middle=median(changes) if changes else None,
    )
