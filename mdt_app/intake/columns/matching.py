"""Finds out what a table is: which layout knows its headings, and what each column means.

A layout is recognised by its headings, never by a file's name. What is not recognised is asked
about, in words; what was answered once is kept as a layout and known again by its headings.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import islice

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.nhs_number import bare, has_valid_check_digit
from mdt_app.intake.columns.column_groups import Column, ColumnGroup, Grouped, grouped, usable
from mdt_app.intake.columns.column_meanings import (
    GROUP,
    IGNORED,
    RESULT,
    ColumnMeaning,
    meanings_in,
)
from mdt_app.intake.columns.headings import heading_of, kind_named, normal
from mdt_app.intake.columns.layout_file import Layout, shipped_layouts
from mdt_app.intake.extracts.joined import AnyTable
from mdt_app.intake.rows import ColumnRead, Question
from mdt_app.intake.sections import PATIENTS
from mdt_app.intake.tables.files import FileRefused
from mdt_app.intake.wishes import Answers

_BY_HEADINGS = "by-headings"
_SAMPLES = 3
_SAMPLE_SHOWN = 60
_ENOUGH_TO_TELL = 3
_ALIKE = 0.6
"""Headings shared with a saved layout from which on it is the same search, changed."""
_NAMED_AT_MOST = 8
CHOICES = (*KIND_BY_CODE, IGNORED)
"""What a pair of a day and a value can be."""


@dataclass(slots=True)
class Plan:
    """How one table is read."""

    layout: str
    title: str
    table: AnyTable
    person: Mapping[str, int]
    row: Mapping[str, int]
    groups: Sequence[ColumnGroup]
    words: Mapping[str, Mapping[str, str]]
    columns: list[ColumnRead] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    is_asked: bool = False
    """Whether it has groups of which only their meaning must be told."""

    @property
    def lacking(self) -> frozenset[str]:
        """Columns that every person needs and this table does not have."""
        has = set(self.person)
        if "full_name" in has:
            has |= {"surname", "forename"}
        if "practice_name" in has:
            has.add("practice")
        return frozenset(PATIENTS.required) - has

    @property
    def tells_of_people(self) -> bool:
        """Whether it says anything of people besides their number."""
        return bool(set(self.person) - {"nhs_number"})

    @property
    def is_usable(self) -> bool:
        """Whether it gives rows, or is one question away from it."""
        return bool(self.groups or self.is_asked or not self.lacking - {"practice"})

    @property
    def repeats_people(self) -> bool:
        """Whether a person may well have several rows: each row is an event or a medicine."""
        return any(group.family in (GROUP, "medicine") for group in self.groups)


def fingerprint(headings: Sequence[str]) -> str:
    """What a table's headings are known by, whatever their case and spaces."""
    return hashlib.sha256("\x1f".join(map(normal, headings)).encode()).hexdigest()


def plan_for(
    table: AnyTable,
    answers: Answers,
    *,
    layout: Layout | None = None,
    saved: Sequence[Layout] = (),
    meanings: Mapping[int, str] | None = None,
) -> Plan | None:
    """How the table is read; None if nothing in it is known.

    `layout` is the one the user named; `meanings` are those a family of files gives its columns.
    """
    gone: list[str] = []
    new: list[str] = []
    if layout is None:
        layout, gone, new = _saved_for(table.headings, saved)
    else:
        gone = _missing(layout, table.headings)
    samples = _samples(table)
    columns = _columns(table, layout, answers, meanings)
    if layout is None:
        layout = _shipped_for(table.headings, columns)
        columns = _columns(table, layout, answers, meanings)
    warnings = _find_nhs_number(columns, samples)
    found = grouped(columns)
    if "nhs_number" not in found.person:
        if found.groups or found.person:
            raise _without_numbers(table)
        return None
    plan = Plan(
        layout.name,
        layout.title,
        table,
        found.person,
        found.row,
        list(usable(found.groups)),
        layout.words,
        changes=[
            *(_said_of_gone(heading, table.headings) for heading in gone),
            *(f"The column '{heading}' is new." for heading in new),
        ],
    )
    plan.is_asked = bool(found.asked)
    plan.columns = _columns_read(columns, found, answers, samples)
    plan.questions = list(_questions(table, found, plan, samples, gone, answers))
    plan.warnings = [*warnings, *_warnings(table, found, plan, columns)]
    return plan


def _without_numbers(table: AnyTable) -> FileRefused:
    return FileRefused(
        f"{table.name} has no column of NHS numbers.",
        "Add the NHS number to the search and export it again.",
        column="nhs_number",
        row=table.heading_row,
    )


def _columns(
    table: AnyTable,
    layout: Layout | None,
    answers: Answers,
    meanings: Mapping[int, str] | None,
) -> list[Column]:
    return [
        _column(place, heading, table, layout, answers, meanings)
        for place, heading in enumerate(table.headings, 1)
    ]


def _column(
    place: int,
    heading: str,
    table: AnyTable,
    layout: Layout | None,
    answers: Answers,
    meanings: Mapping[int, str] | None,
) -> Column:
    said = answers.columns.get(place)
    if said is None and meanings is not None:
        said = meanings.get(place, IGNORED)
    if said is None and layout is not None:
        said = layout.of(place, heading)
    known = heading_of(heading)
    unit = (layout.unit_of(place, heading) if layout else "") or known.unit
    if said is not None:
        return Column(place, heading, meanings_in(said), unit, is_passed_over=said == IGNORED)
    label = table.labels[place - 1] if place <= len(table.labels) else ""
    return Column(
        place, heading, known.meanings, unit, known.which, known.setting, kind_named(label)
    )


# --- which layout ----------------------------------------------------------------------------


def _shipped_for(headings: Sequence[str], columns: Sequence[Column]) -> Layout:
    """The shipped layout that asks for these headings; else the one that asks for none."""
    names = [normal(heading) for heading in headings]
    has_results = any(meaning.family == RESULT for column in columns for meaning in column.meanings)
    for layout in shipped_layouts().values():
        if layout.needs and all(_has(names, several, has_results) for several in layout.needs):
            return layout
    return shipped_layouts()[_BY_HEADINGS]


def _has(names: Sequence[str], several: Sequence[str], has_results: bool) -> bool:
    return any(
        has_results if one == "@result" else any(fnmatchcase(name, one) for name in names)
        for one in several
    )


def _saved_for(
    headings: Sequence[str], saved: Sequence[Layout]
) -> tuple[Layout | None, list[str], list[str]]:
    """The saved layout for these headings; which of its headings are gone, and which are new."""
    mine = {normal(heading): heading for heading in headings if normal(heading)}
    best, likeness = None, 0.0
    for layout in saved:
        theirs = {normal(heading) for heading in layout.headings if normal(heading)}
        if list(map(normal, headings)) == list(map(normal, layout.headings)):
            return layout, [], []
        shared = len(mine.keys() & theirs) / max(1, len(mine.keys() | theirs))
        if shared > likeness:
            best, likeness = layout, shared
    if best is None or likeness < _ALIKE:
        return None, [], []
    theirs = {normal(heading) for heading in best.headings}
    new = [heading for name, heading in mine.items() if name not in theirs]
    best, unclear = _by_headings(best, headings)
    return best, [*_missing(best, headings), *unclear], new


def _by_headings(layout: Layout, headings: Sequence[str]) -> tuple[Layout, list[str]]:
    """The layout with what it knows by place said by heading, as the columns have moved.

    A heading that stands there several times, then or now, does not say which column is meant:
    what such a column was comes back as lost.
    """
    names, here = list(map(normal, layout.headings)), list(map(normal, headings))
    written = [heading or f"column {n}" for n, heading in enumerate(layout.headings, 1)]
    name_at = {
        f"#{n}": name
        for n, name in enumerate(names, 1)
        if names.count(name) == 1 and here.count(name) <= 1
    }

    def by_name(said: Mapping[str, str]) -> dict[str, str]:
        found = {key: what for key, what in said.items() if not key.startswith("#")}
        return found | {name_at[key]: what for key, what in said.items() if key in name_at}

    lost = [
        heading
        for n, heading in enumerate(written, 1)
        if f"#{n}" not in name_at and layout.columns.get(f"#{n}", IGNORED) != IGNORED
    ]
    found = replace(
        layout,
        columns=by_name(layout.columns),
        units=by_name(layout.units),
        names={**layout.names, **dict(zip(names, written))},
    )
    return found, lost


def _missing(layout: Layout, headings: Sequence[str]) -> list[str]:
    """The headings that somebody's own layout reads and this table does not have."""
    if layout.name in shipped_layouts():
        return []
    mine = set(map(normal, headings))
    return [
        layout.names.get(name, name)
        for name, said in layout.columns.items()
        if not name.startswith("#") and said != IGNORED and name not in mine
    ]


def _said_of_gone(heading: str, headings: Sequence[str]) -> str:
    if normal(heading) in map(normal, headings):
        return f"Which column '{heading}' is can no longer be told."
    return f"The column '{heading}' is gone."


# --- what the cells say ----------------------------------------------------------------------


def _samples(table: AnyTable) -> list[list[str]]:
    """Some hundred cells of each column."""
    for rows in table.blocks():
        return [list(islice(filter(None, map(str.strip, cells)), 200)) for cells in rows.columns]
    return [[] for _heading in table.headings]


def _find_nhs_number(columns: Sequence[Column], samples: Sequence[Sequence[str]]) -> list[str]:
    """If no heading names the NHS number, the one unknown column whose cells all pass its check."""
    is_named = any(one.role == "nhs_number" for c in columns for one in c.meanings)
    fits = [
        column
        for column, cells in zip(columns, samples)
        if not is_named
        and not column.meanings
        and len(cells) >= _ENOUGH_TO_TELL
        and all(has_valid_check_digit(bare(cell)) for cell in cells)
    ]
    if len(fits) != 1:
        return []
    fits[0].meanings = (ColumnMeaning("person", "", "nhs_number"),)
    return [
        f"The column '{fits[0].heading or fits[0].place}' was read as the NHS number:"
        " every number in it passes the check."
    ]


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell[:_SAMPLE_SHOWN] for cell in dict.fromkeys(cells))[:_SAMPLES]


# --- what is told and asked ------------------------------------------------------------------


def _columns_read(
    columns: Sequence[Column],
    found: Grouped,
    answers: Answers,
    samples: Sequence[Sequence[str]],
) -> list[ColumnRead]:
    def meaning(column: Column) -> str:
        if column.place in found.meanings:
            return "+".join(map(str, found.meanings[column.place]))
        is_known = heading_of(column.heading).is_known or column.is_passed_over
        return IGNORED if is_known or answers.columns.get(column.place) == IGNORED else ""

    return [
        ColumnRead(column.place, column.heading, meaning(column), _shown(cells))
        for column, cells in zip(columns, samples)
    ]


def _questions(
    table: AnyTable,
    found: Grouped,
    plan: Plan,
    samples: Sequence[Sequence[str]],
    gone: Sequence[str],
    answers: Answers,
) -> Iterator[Question]:
    for group in found.asked:
        places = sorted(group.places.values())
        headings = [table.headings[place - 1] or f"column {place}" for place in places]
        value = next((group.places[r] for r in ("value", "systolic") if r in group.places), 0)
        yield Question(
            "columns",
            str(places[0]),
            " and ".join(headings),
            _shown(samples[(value or places[0]) - 1]),
            CHOICES,
        )
    unknown = [column for column in plan.columns if not column.meaning and column.samples]
    is_of_no_use = not (found.asked or plan.groups) and plan.lacking - {"practice"}
    if is_of_no_use or gone:
        for column in unknown:
            yield Question("columns", str(column.place), column.heading, column.samples, CHOICES)
    if gone and not unknown and not answers.columns:
        names = ", ".join(f"'{heading}'" for heading in gone[:_NAMED_AT_MOST])
        sentence = f"This file no longer has {names}. Is it the right one?"
        yield Question("accept", "file", sentence, choices=("accept",))


def _warnings(
    table: AnyTable, found: Grouped, plan: Plan, columns: Sequence[Column]
) -> Iterator[str]:
    for group in found.groups:
        if group.lacks:
            heading = table.headings[group.first - 1] or f"column {group.first}"
            yield f"The column '{heading}' has no {group.lacks} beside it and was not read."
    unknown = [column.heading for column in plan.columns if column.heading and not column.meaning]
    if unknown:
        more = len(unknown) - _NAMED_AT_MOST
        names = ", ".join(f"'{name[:_SAMPLE_SHOWN]}'" for name in unknown[:_NAMED_AT_MOST])
        if len(unknown) == 1:
            yield f"The column {names} is not known and was not read."
        else:
            tail = f" and {more} more" if more > 0 else ""
            yield f"The columns {names}{tail} are not known and were not read."
    if any(column.label for column in columns) and any(g.inferred for g in plan.groups):
        yield "What each group of columns is was taken from the row above the headings."
