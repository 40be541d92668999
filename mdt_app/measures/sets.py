"""Measure sets, loaded from the files the program ships with; each stands alone, none is mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.errors import UserError
from mdt_app.flags.names import nearest
from mdt_app.measures.values import MeasureWords
from mdt_app.resources import resource_path, resource_text

if TYPE_CHECKING:
    from mdt_app.flags.conditions.base import Condition
    from mdt_app.measures.schema import ExclusionTable, MeasureTable, SetFile, Thresholds

DEFAULT_SET = "east-london-2009"
_SHOWN_FIRST = (DEFAULT_SET, "nda-2025", "qof-2026-27")


@dataclass(frozen=True, slots=True, eq=False)
class Exclusion:
    """Why somebody who does not achieve is left out, under its name."""

    name: str
    when: Condition

    def in_words(self) -> str:
        return f"{self.name.replace('_', ' ')} ({self.when.in_words()})"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """People reported apart."""

    name: str
    when: Condition


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One measure of a set. A mean has no numerator; no denominator is everyone of the set."""

    id: str
    words: str
    people: str
    """Whom the set counts, as a sentence begins."""
    denominator: Condition | None
    denominator_words: str
    numerator: Condition | None
    numerator_words: str
    mean_of: str
    window_months: int
    exclusions: tuple[Exclusion, ...]
    way: str
    source: str
    target: float | None
    """In per cent (for a mean in mmol/mol)."""
    target_source: str
    weight: float | None
    """Of the incentive, in per cent."""
    thresholds: Thresholds | None

    @property
    def higher_is_better(self) -> bool:
        return self.way == "higher is better"

    @property
    def unit(self) -> str:
        return "mmol/mol" if self.mean_of else "%"

    def definition(self) -> str:
        """Who is counted, what counts, in which months, and who is left out: plain sentences."""
        of_whom = f", {self.denominator_words}" if self.denominator_words else ""
        if self.mean_of:
            return f"{self.people}{of_whom}: the {self.numerator_words}."
        missing = " Missing is not achieved." if self.denominator is None else ""
        return (
            f"{self.people}{of_whom}. Achieved: {self.numerator_words}.{missing}{self._left_out()}"
        )

    def _left_out(self) -> str:
        if not self.exclusions:
            return ""
        named = [
            f"{each.name.replace('_', ' ')} ({each.when.in_words()})" for each in self.exclusions
        ]
        return (
            f" Who does not achieve is left out, looked at in this order, if: {'; '.join(named)}."
        )

    def described(self) -> MeasureWords:
        return MeasureWords(
            self.id,
            self.words,
            self.definition(),
            self.way,
            self.source,
            self.target,
            self.target_source,
            self.unit,
        )


@dataclass(frozen=True, slots=True, eq=False)
class MeasureSet:
    """Measures that are reported together, with their people, source and dates in force."""

    name: str
    title: str
    short: str
    """For a segmented control: `NDA 2025–26`."""
    version: str
    caveat: str
    source: str
    reviewed: date
    in_force_from: date
    in_force_until: date | None
    pack: str
    people: str
    """`people with type 2 diabetes`."""
    counted: Condition | None
    aged_at_least: int
    window_months: int
    groups: tuple[Group, ...]
    measures: tuple[Measure, ...]

    @property
    def group_names(self) -> tuple[str, ...]:
        """The groups reported apart; `('',)` where there are none."""
        return tuple(group.name for group in self.groups) or ("",)

    def measure(self, name: str) -> Measure:
        return next(measure for measure in self.measures if measure.id == name)


def set_from(text: str, file_name: str) -> MeasureSet:
    """A set from the text of its file, or a UserError that lists every problem."""
    from mdt_app.measures.schema import parse_set

    read = parse_set(text, file_name)
    common = {each.name: _exclusion(each) for each in read.exclusion}
    return MeasureSet(
        read.name,
        read.title,
        read.short,
        read.version,
        read.caveat,
        read.source,
        read.reviewed,
        read.in_force_from,
        read.in_force_until,
        read.pack,
        read.people,
        read.counted,
        read.aged_at_least,
        read.window_months,
        tuple(Group(group.name, group.when) for group in read.group),
        tuple(_measure(each, read, common) for each in read.measure),
    )


def _exclusion(table: ExclusionTable) -> Exclusion:
    return Exclusion(table.name, table.when)


def _measure(table: MeasureTable, read: SetFile, common: Mapping[str, Exclusion]) -> Measure:
    people = f"{read.people[:1].upper()}{read.people[1:]} aged {read.aged_at_least} or over"
    target, target_source = table.target, table.target_source
    if target is None and table.thresholds:
        target, target_source = table.thresholds.upper, read.thresholds_source
    return Measure(
        table.id,
        table.words,
        people,
        table.denominator,
        table.denominator_words,
        table.numerator,
        table.numerator_words,
        table.mean_of or "",
        table.window_months or read.window_months,
        tuple(common[e] if isinstance(e, str) else _exclusion(e) for e in table.exclusions),
        table.way,
        table.source or read.source,
        target,
        target_source,
        table.weight,
        table.thresholds,
    )


@cache
def set_names() -> tuple[str, ...]:
    """The sets that are shipped, in the order they are shown."""
    found = sorted(path.stem for path in resource_path("measures").glob("*.toml"))
    first = [name for name in _SHOWN_FIRST if name in found]
    return (*first, *(name for name in found if name not in first))


@cache
def load_set(name: str = DEFAULT_SET) -> MeasureSet:
    """A shipped set by its name. Slow the first time: it brings the checking library in."""
    if name not in set_names():
        hint = f"Known: {', '.join(set_names())}{nearest(name, set_names())}."
        raise UserError(f"There is no measure set called {name}.", hint)
    file_name = f"{name}.toml"
    return set_from(resource_text("measures", file_name), file_name)


def set_called(name: str) -> MeasureSet:
    """A shipped set by its name, or a set from a file of one's own: `my-set.toml`."""
    own = Path(name)
    if own.suffix != ".toml":
        return load_set(name)
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UserError(f"{name} cannot be read.", "Name a shipped set, or a set's file.") from None
    return set_from(text, own.name)
