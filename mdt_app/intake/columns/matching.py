"""Finds out what a table is: which layout knows its headings, and what each column means.

A layout is recognised by its headings, never by a file's name. What is not recognised is asked
about, in words; what was answered once is kept as a layout and known again by its headings.
"""

from collections.abc import Mapping, Sequence
from itertools import islice

from mdt_app.clinical.nhs_number import bare, has_valid_check_digit
from mdt_app.intake.columns.asking import columns_read, questions, warnings_about
from mdt_app.intake.columns.groups import Column, grouped, usable
from mdt_app.intake.columns.headings import heading_of, kind_named
from mdt_app.intake.columns.known_layouts import missing, said_of_gone, saved_for, shipped_for
from mdt_app.intake.columns.layout_file import Layout
from mdt_app.intake.columns.meanings import IGNORED, ColumnMeaning, meanings_in
from mdt_app.intake.columns.plan import Plan
from mdt_app.intake.extracts.joined import AnyTable
from mdt_app.intake.tables.files import FileRefused
from mdt_app.intake.wishes import Answers

_ENOUGH_TO_TELL = 3


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
        layout, gone, new = saved_for(table.headings, saved)
    else:
        gone = missing(layout, table.headings)
    samples = _samples(table)
    columns = _columns(table, layout, answers, meanings)
    if layout is None:
        layout = shipped_for(table.headings, columns)
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
            *(said_of_gone(heading, table.headings) for heading in gone),
            *(f"The column '{heading}' is new." for heading in new),
        ],
    )
    plan.is_asked = bool(found.asked)
    plan.columns = columns_read(columns, found, answers, samples)
    plan.questions = list(questions(found, plan, samples, gone, answers))
    plan.warnings = [*warnings, *warnings_about(found, plan, columns)]
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
