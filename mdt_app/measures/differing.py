"""Why two measures of two sets differ: who counts in one and not in the other, and why.

For the network in counts; by name for one's own practice only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mdt_app.clinical.days import age_on
from mdt_app.clinical.words import grouped
from mdt_app.errors import UserError
from mdt_app.measures.counting import Progress, each_record
from mdt_app.measures.engine import ACHIEVED, MISSED, Said, prepared
from mdt_app.measures.outcome_words import Explained, failing, named
from mdt_app.measures.own_practice import own_practice
from mdt_app.measures.people import line_of
from mdt_app.measures.sets import load_set
from mdt_app.measures.values import PersonLine
from mdt_app.register.queries import people
from mdt_app.register.values import Record
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.flags.conditions.base import Condition
    from mdt_app.flags.history import Day, History
    from mdt_app.measures.sets import Measure, MeasureSet

NOT_COUNTED = "not counted"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two measures."""

    set_name: str
    measure: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """People on whom the two disagree in the same way for the same reason."""

    here: str
    """What the one says of them: `achieved`, `missed`, `left out: declined`, `not counted`."""
    there: str
    why: str
    count: int
    """In the network."""
    people: tuple[PersonLine, ...]
    """Of them those of one's own practice, with the reason for each."""


@dataclass(frozen=True, slots=True)
class Differing:
    """All on whom two measures disagree, the most people first."""

    here: str
    """The one measure with its set: `East London 2009–12: HbA1c ≤ 58 mmol/mol`."""
    there: str
    same: int
    """People of whom both say the same."""
    differences: tuple[Difference, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What there is to say, the most people first."""
        total = sum(each.count for each in self.differences)
        if not total:
            return (f"Both say the same of {_people(self.same)}; nobody counts in one only.",)
        lead = f"The two disagree on {_people(total)} and agree on {_people(self.same)}."
        return (lead, *(_sentence(each) for each in self.differences))


def why_differing(
    ws: Workspace, here: Side, there: Side, on: date, progress: Progress | None = None
) -> Differing:
    """On whom the two disagree. Long: for the worker."""
    ours, theirs = _Asked(here, on), _Asked(there, on)
    counts: Counter[tuple[str, str, str]] = Counter()
    lines: dict[tuple[str, str, str], list[PersonLine]] = defaultdict(list)
    same = 0
    with ws.vault.reading() as reading:
        everyone, own = people(reading), own_practice(reading, ws.user)
    for record in each_record(ws, everyone, progress):
        one, other = ours.said(record), theirs.said(record)
        if _counts(one) == _counts(other):
            same += _counts(one) != ""
            continue
        key = (ours.outcome(one), theirs.outcome(other), _why(record, ours, theirs, one, other))
        counts[key] += 1
        if record.person.practice == own:
            lines[key].append(_named_line(record, on, ours, theirs, one, other))
    found = [
        Difference(*key, count, tuple(sorted(lines[key], key=_by_name)))
        for key, count in counts.most_common()
    ]
    return Differing(ours.words, theirs.words, same, tuple(found))


class _Asked:
    """One side, ready to be asked of anybody on the day."""

    def __init__(self, side: Side, on: date) -> None:
        self.set: MeasureSet = load_set(side.set_name)
        self.measure: Measure = self.set.measure(side.measure)
        if self.measure.mean_of:
            raise UserError(
                "A mean says of nobody whether they achieve it.",
                "Choose a measure that counts people.",
            )
        self.explained = Explained(self.set, self.measure, on)
        self.words = f"{self.set.short}: {self.measure.words}"
        if side.group:
            self.words += f", {side.group}"
        self.on = on
        self._ready = prepared(self.set, on)
        self._group = side.group

    def said(self, record: Record) -> Said | None:
        """None for somebody whom the measure does not count."""
        found: Mapping[str, Said] = self._ready.said_of(record) or {}
        said = found.get(self.measure.id)
        return said if said is not None and said.group == self._group else None

    def outcome(self, said: Said | None) -> str:
        if said is None:
            return NOT_COUNTED
        if said.outcome in (ACHIEVED, MISSED):
            return said.outcome
        return f"left out: {named(said.outcome)}"

    def reason(self, record: Record, said: Said | None) -> str:
        """Why it says so, in words that fit everybody of whom it is true; '' for an achievement."""
        if said is None:
            return self._why_not_counted(record)
        if said.outcome == ACHIEVED:
            return ""
        if said.outcome == MISSED:
            return self._failing(record)
        exclusion = next(each for each in self.measure.exclusions if each.name == said.outcome)
        return exclusion.when.in_words()

    def _failing(self, record: Record) -> str:
        assert self.measure.numerator is not None
        history, day = self.explained.history(record), self.explained.day
        parts = failing(self.measure.numerator, history, day)
        return "; ".join(dict.fromkeys(_not(part, history, day) for part in parts))

    def _why_not_counted(self, record: Record) -> str:
        """Whom the set counts is asked first, then its group, then the measure's denominator."""
        person, on = record.person, self.on
        if age_on(person.born_on, on) < self.set.aged_at_least:
            return f"under {self.set.aged_at_least}"
        if person.registered_on is not None and person.registered_on > on:
            return "registered later"
        history = self.explained.history(record)
        if history.standing.why_not_counted:
            return history.standing.why_not_counted
        for condition in (self.set.counted, *self._own_group(), self.measure.denominator):
            if condition is not None:
                parts = failing(condition, history, self.explained.day)
                words = dict.fromkeys(_not(part, history, self.explained.day) for part in parts)
                if words:
                    return "; ".join(words)
        return "in another group"

    def _own_group(self) -> Iterator[Condition]:
        return (each.when for each in self.set.groups if each.name == self._group)


def _not(part: Condition, history: History, day: Day) -> str:
    """Why a part does not hold, without a word about the person: it is told of many."""
    if part.ask(day).answer(history) is None:
        reasons = [gap.reason for gap in part.ask(day).gaps(history)]
        is_missing = all(reason.startswith("no ") for reason in reasons)
        return "; ".join(reasons) if is_missing else "a result that is only known as a range"
    words = part.in_words()
    return words.removeprefix("not: ") if words.startswith("not: ") else f"not {words}"


def _counts(said: Said | None) -> str:
    """`achieved`, `missed`, or '' for who is not in the denominator, whatever the reason."""
    return said.outcome if said is not None and said.outcome in (ACHIEVED, MISSED) else ""


def _why(record: Record, ours: _Asked, theirs: _Asked, one: Said | None, other: Said | None) -> str:
    """Why somebody is not counted in the one says all; else why they miss it."""
    sides = [(ours, one), (theirs, other)]
    outside = [(asked, said) for asked, said in sides if not _counts(said)]
    reasons = [asked.reason(record, said) for asked, said in outside or sides]
    return "; ".join(dict.fromkeys(filter(None, reasons)))


def _named_line(
    record: Record, on: date, ours: _Asked, theirs: _Asked, one: Said | None, other: Said | None
) -> PersonLine:
    """With what each of the two rests on for this person."""
    words = []
    for asked, said in ((ours, one), (theirs, other)):
        why = asked.reason(record, None) if said is None else asked.explained.outcome(record, said)
        words.append(f"{asked.set.short}: {asked.outcome(said)} ({why})")
    shown = Said("", f"{ours.outcome(one)} here, {theirs.outcome(other)} there")
    return line_of(record, on, shown, "; ".join(words))


def _by_name(line: PersonLine) -> tuple[str, str]:
    return line.name, line.nhs_number


def _sentence(each: Difference) -> str:
    because = f": {each.why}" if each.why else ""
    return f"{_people(each.count)} {each.here} here and {each.there} there{because}."


def _people(count: int) -> str:
    return f"{grouped(count)} {'person' if count == 1 else 'people'}"
