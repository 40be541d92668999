"""Proves that a specification tries every boundary: it is moved by a little, and a line must notice.

The boundaries are read from the rule or the measure itself, never listed by hand: every number is
made one step smaller and one step larger, every window begins a day earlier and a day later, every
name and every part is left out once. Each part must also be seen to hold, to fail and, where that
can be, to find nothing recorded.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE, MEASUREMENTS
from mdt_app.flags.conditions.base import Condition, Table
from mdt_app.flags.conditions.processes import CareProcess
from mdt_app.flags.history import Day, History
from mdt_app.flags.questions import Question
from mdt_app.register.values import Person, Record

Roots = Mapping[str, Condition]
_WHOLE_UNITS = ("mmol/mol", "mL/min/1.73m2", "umol/L")
_JOINING = {"all", "any", "condition"}


@dataclass(frozen=True)
class Subject:
    """What is specified: its conditions by name, its examples, and what it says of each.

    `outcomes` answers for every example, in order, with those conditions in place of its own.
    `needed` are the results, with their months, that somebody must have to be asked at all: a
    wider window for one of them changes nothing elsewhere.
    """

    roots: Roots
    histories: Sequence[History]
    outcomes: Callable[[Roots], Sequence[object]]
    needed: Collection[tuple[str, int]] = ()


def untried(subject: Subject) -> list[str]:
    """The boundaries that no example tries, one line each."""
    return [*_unnoticed(subject), *_unseen(subject)]


def _unnoticed(subject: Subject) -> Iterator[str]:
    """What can be changed without any example's outcome changing."""
    told = list(subject.outcomes(subject.roots))
    for root, condition in subject.roots.items():
        for change in changes(condition):
            if change.widened in subject.needed:
                continue
            if list(subject.outcomes({**subject.roots, root: change.condition})) == told:
                yield f"{root}: {change.says}"


def _unseen(subject: Subject) -> Iterator[str]:
    """Parts that are never seen to hold, to fail, or to find nothing where that can be."""
    for root, condition in subject.roots.items():
        for leaf in leaves(condition):
            answers = [_answer(leaf, history) for history in subject.histories]
            wanted = {"holds", "fails", *_open_answers(leaf, subject.histories)}
            for name in sorted(wanted - set(answers)):
                yield f"{root}: never seen where it {name}: {leaf.in_words()}"


def _answer(leaf: Condition, history: History) -> str:
    question = leaf.ask(history.day)
    said = question.answer(history)
    if said is not None:
        return "holds" if said else "fails"
    reasons = [gap.reason for gap in question.gaps(history)]
    return "is a comparator" if any("cannot answer" in r for r in reasons) else "finds nothing"


def _open_answers(leaf: Condition, histories: Sequence[History]) -> Iterator[str]:
    """How else this kind of condition may end than by holding or failing."""
    for history in histories[:1]:
        person = replace(history.person, diagnosed_on=None, registered_on=None)
        if leaf.ask(history.day).answer(_bare(person, history)) is None:
            yield "finds nothing"
    if KIND_BY_CODE.get(_kind_of(leaf)) in MEASUREMENTS:
        yield "is a comparator"


def _bare(person: Person, history: History) -> History:
    standing = history.standing._replace(diagnosed=0)
    return History(Record(person), history.day, standing, history.targets)


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that are made of no others."""
    parts = _parts(condition)
    if not parts:
        yield condition
    for _, part in parts:
        yield from leaves(part)


def _parts(condition: Condition) -> list[tuple[str, Condition]]:
    found = [(name, value) for name, value in condition if name in _JOINING]
    return [
        (name, part)
        for name, value in found
        for part in (value if isinstance(value, tuple) else (value,))
        if isinstance(part, Condition)
    ]


class Change(NamedTuple):
    """A condition with one thing changed, as little as can be, and what that is."""

    says: str
    condition: Any
    widened: tuple[str, int] = ("", 0)
    """The kind of result and the months of a window that begins a day earlier."""


def changes(condition: Condition) -> Iterator[Change]:
    """Every small change of a condition."""
    for name in _JOINING & type(condition).model_fields.keys():
        value = getattr(condition, name)
        if isinstance(value, Condition):
            for change in changes(value):
                yield _inside(condition, name, change)
        elif isinstance(value, tuple):
            yield from _in_list(condition, name, value)
    if not _parts(condition):
        yield from _in_table(condition, condition)


def _inside(table: Table, name: str, change: Change, before: Any = None, after: Any = ()) -> Change:
    """The change as one of the table that holds it, alone or in its place of a list."""
    value = change.condition if before is None else (*before, change.condition, *after)
    return change._replace(condition=table.model_copy(update={name: value}))


def _in_list(condition: Condition, name: str, parts: tuple[Condition, ...]) -> Iterator[Change]:
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        if len(parts) > 1:
            fewer = condition.model_copy(update={name: (*before, *after)})
            yield Change(f"left out: {part.in_words()}", fewer)
        for change in changes(part):
            yield _inside(condition, name, change, before, after)


def _in_table(table: Table, leaf: Condition) -> Iterator[Change]:
    """A leaf or a table inside it: what the file says there, not what it leaves to the default."""
    for name in sorted(table.model_fields_set):
        value = getattr(table, name)
        if isinstance(value, Table):
            yield from (_unless_shifted(table, name, c) for c in _in_table(value, leaf))
        elif isinstance(value, tuple):
            yield from _in_names(table, name, value, leaf)
        elif "months" in name and isinstance(value, int):
            yield from _shifts(name, value, leaf)
        else:
            for other in _near(value, leaf):
                says = f"{name} {value} → {other}: {leaf.in_words()}"
                yield Change(says, table.model_copy(update={name: other}))


def _unless_shifted(table: Table, name: str, change: Change) -> Change:
    """A window inside a table is a change of the whole leaf already."""
    return change if isinstance(change.condition, _Shifted) else _inside(table, name, change)


def _shifts(name: str, months: int, leaf: Condition) -> Iterator[Change]:
    says = f"{name} {months} begins a day {{}}: {leaf.in_words()}"
    yield Change(says.format("later"), _Shifted(leaf, months, 1))
    yield Change(says.format("earlier"), _Shifted(leaf, months, -1), (_kind_of(leaf), months))


def _in_names(
    table: Table, name: str, values: tuple[Any, ...], leaf: Condition
) -> Iterator[Change]:
    for place, value in enumerate(values):
        before, after = values[:place], values[place + 1 :]
        if len(values) > 1 or isinstance(table, CareProcess):
            what = value.name if isinstance(value, CareProcess) else value
            fewer = table.model_copy(update={name: (*before, *after)})
            yield Change(f"{name} without {what}: {leaf.in_words()}", fewer)
        if isinstance(value, Table):
            for change in _in_table(value, leaf):
                yield _inside(table, name, change, before, after)


def _near(value: object, leaf: Condition) -> list[object]:
    """The values one step below and above; of a blood pressure, in each number."""
    if isinstance(value, str) and "/" in value and value.replace("/", "").isdecimal():
        systolic, diastolic = (int(number) for number in value.split("/"))
        first = [f"{systolic + by}/{diastolic}" for by in (-1, 1)]
        return [*first, *(f"{systolic}/{diastolic + by}" for by in (-1, 1))]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return []
    step = 1 if isinstance(value, int) else _step(leaf)
    return [round(value - step, 6), round(value + step, 6)]


def _kind_of(leaf: Condition) -> str:
    """The kind of result a condition is about, or ''."""
    if hasattr(leaf, "blood_pressure_at_most") or hasattr(leaf, "blood_pressure"):
        return "blood_pressure"
    return str(getattr(leaf, "result", "") or getattr(leaf, "days_with", ""))


def _step(leaf: Condition) -> float:
    """The smallest step in which such a number is written."""
    kind = KIND_BY_CODE.get(_kind_of(leaf))
    measurement = MEASUREMENTS.get(kind) if kind else None
    return 1 if measurement is None or measurement.unit in _WHOLE_UNITS else 0.1


class _Shifted:
    """A condition whose months begin a day earlier or later."""

    def __init__(self, leaf: Condition, months: int, by: int) -> None:
        self._leaf, self._months, self._by = leaf, months, by

    def ask(self, day: Day) -> Question:
        return self._leaf.ask(ShiftedDay(day, self._months, self._by))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._leaf, name)


class ShiftedDay(Day):
    """A day on which so many months are a day more or less."""

    def __init__(self, day: Day, months: int, by: int) -> None:
        self._months, self._by = months, by
        super().__init__(day.on)

    def before(self, months: int | None) -> int:
        return super().before(months) + (self._by if months == self._months else 0)

    def after(self, ordinal: int, months: int) -> int:
        return super().after(ordinal, months) + (self._by if months == self._months else 0)

    def earlier(self, ordinal: int, months: int) -> int:
        return super().earlier(ordinal, months) + (self._by if months == self._months else 0)
