"""What a measure set's file may hold: strict and frozen, and every problem reported at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field, field_validator, model_validator

from mdt_app.clinical.words import counted
from mdt_app.flags.conditions.base import Count, Table
from mdt_app.flags.conditions.logic import AnyCondition
from mdt_app.flags.names import nearest
from mdt_app.flags.pack import shipped_packs
from mdt_app.flags.strict_file import checked, refused, toml_of

Percent = float


class GroupTable(Table):
    """People who are reported apart. Whoever fits several belongs to the first."""

    name: str
    when: AnyCondition


class ExclusionTable(Table):
    """Why somebody who does not achieve is not counted, under the name it is counted by."""

    name: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    when: AnyCondition

    @field_validator("name")
    @classmethod
    def _no_outcome(cls, name: str) -> str:
        if name in ("achieved", "missed"):
            raise ValueError(f"'{name}' is what is said of people who are counted")
        return name


class Thresholds(Table):
    """Where points begin and where all of them are earned, in per cent."""

    points: float = Field(gt=0)
    lower: Percent = Field(ge=0)
    upper: Percent = Field(le=100)

    @model_validator(mode="after")
    def _in_order(self) -> "Thresholds":
        if self.lower >= self.upper:
            raise ValueError("'lower' must be below 'upper'")
        return self


class MeasureTable(Table):
    """One measure: of whom, how many, and who is left out; or a mean.

    `exclusions` are looked at in their order: names of the set's own, or written out here.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9]+(-[a-z0-9]+)*$")
    words: str
    denominator: AnyCondition | None = None
    denominator_words: str = ""
    numerator: AnyCondition | None = None
    numerator_words: str
    mean_of: Literal["hba1c"] | None = None
    window_months: Count | None = None
    exclusions: tuple[str | ExclusionTable, ...] = ()
    way: Literal["higher is better", "lower is better"] = "higher is better"
    source: str = ""
    target: float | None = None
    target_source: str = ""
    weight: Percent | None = None
    thresholds: Thresholds | None = None

    @model_validator(mode="after")
    def _whole(self) -> "MeasureTable":
        if (self.numerator is None) == (self.mean_of is None):
            raise ValueError("needs a numerator or a mean_of, and not both")
        if (self.denominator is None) != (not self.denominator_words):
            raise ValueError("a denominator and denominator_words belong together")
        if (self.target is None) != (not self.target_source):
            raise ValueError("a target and its target_source belong together")
        return self


class SetFile(Table):
    """A measure set: whom it counts, its groups, what it leaves out, its measures in order."""

    name: str
    title: str
    short: str
    version: str
    caveat: str = ""
    source: str
    reviewed: date
    in_force_from: date
    in_force_until: date | None = None
    pack: str
    """The pack whose register says who has the condition."""
    people: str
    """Whom the set counts, in words: `people with type 2 diabetes`."""
    counted: AnyCondition | None = None
    aged_at_least: Count
    window_months: Count
    thresholds_source: str = ""
    group: tuple[GroupTable, ...] = ()
    exclusion: tuple[ExclusionTable, ...] = ()
    measure: tuple[MeasureTable, ...] = Field(min_length=1)


_TABLES: Mapping[str, type[BaseModel]] = {
    "group": GroupTable,
    "exclusion": ExclusionTable,
    "exclusions": ExclusionTable,
    "measure": MeasureTable,
    "thresholds": Thresholds,
}


def parse_set(text: str, file_name: str) -> SetFile:
    """A set from TOML, or one error that lists everything wrong with it."""
    raw = toml_of(text, file_name)
    found, problems = checked(SetFile, raw, "set", _TABLES)
    problems += [
        *_unknown_pack(raw),
        *_twice(raw),
        *_unknown_exclusions(raw),
        *_other_windows(raw),
    ]
    if found is None or problems:
        raise refused(file_name, problems)
    return found


def _tables(raw: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = raw.get(name, ())
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, tuple) else []


def _unknown_pack(raw: Mapping[str, Any]) -> Iterator[str]:
    name, known = raw.get("pack"), shipped_packs()
    if isinstance(name, str) and name not in known:
        yield f"set > pack: no pack is called '{name}'{nearest(name, known)}"


def _twice(raw: Mapping[str, Any]) -> Iterator[str]:
    for kind, key in (("measure", "id"), ("group", "name"), ("exclusion", "name")):
        names = [str(row.get(key)) for row in _tables(raw, kind)]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield f"set: two {kind}s are called '{name}'"


def _unknown_exclusions(raw: Mapping[str, Any]) -> Iterator[str]:
    known = [str(row.get("name")) for row in _tables(raw, "exclusion")]
    for measure in _tables(raw, "measure"):
        given = measure.get("exclusions", ())
        for name in given if isinstance(given, tuple) else ():
            if isinstance(name, str) and name not in known:
                told = f"no exclusion is called '{name}'{nearest(name, known)}"
                yield f"measure {measure.get('id')} > exclusions: {told}"


def _other_windows(raw: Mapping[str, Any]) -> Iterator[str]:
    """A measure looks back as far as it says: a slip in one of its conditions is caught."""
    for measure in _tables(raw, "measure"):
        window = measure.get("window_months", raw.get("window_months"))
        for part in ("denominator", "numerator"):
            for months in _windows(measure.get(part)):
                if months != window:
                    yield (
                        f"measure {measure.get('id')} > {part}: looks back"
                        f" {counted(months, 'month')}, the measure {window}"
                    )


def _windows(raw: Any) -> Iterator[int]:
    """The windows of results and events; the spans of diagnosis and registration are not."""
    if isinstance(raw, tuple):
        for item in raw:
            yield from _windows(item)
    elif isinstance(raw, dict):
        for name, value in raw.items():
            if name == "within_months" and isinstance(value, int):
                yield value
            elif name not in ("diagnosed", "registered"):
                yield from _windows(value)
