"""What is said of a table's columns, and what must be asked before it can be read."""

from collections.abc import Iterator, Sequence

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import first_few
from mdt_app.intake.columns.groups import Column, Grouped
from mdt_app.intake.columns.headings import heading_at, heading_of
from mdt_app.intake.columns.meanings import IGNORED
from mdt_app.intake.columns.plan import Plan
from mdt_app.intake.rows import ColumnRead, Question
from mdt_app.intake.wishes import Answers

_SAMPLES = 3
_SAMPLE_SHOWN = 60
_NAMED_AT_MOST = 8
CHOICES = (*KIND_BY_CODE, IGNORED)
"""What a pair of a day and a value can be."""


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell[:_SAMPLE_SHOWN] for cell in dict.fromkeys(cells))[:_SAMPLES]


def columns_read(
    columns: Sequence[Column],
    found: Grouped,
    answers: Answers,
    samples: Sequence[Sequence[str]],
) -> list[ColumnRead]:
    """What each column was taken for, with some of its cells."""

    def meaning(column: Column) -> str:
        if column.place in found.meanings:
            return "+".join(map(str, found.meanings[column.place]))
        is_known = heading_of(column.heading).is_known or column.is_passed_over
        return IGNORED if is_known or answers.columns.get(column.place) == IGNORED else ""

    return [
        ColumnRead(column.place, column.heading, meaning(column), _shown(cells))
        for column, cells in zip(columns, samples)
    ]


def questions(
    found: Grouped,
    plan: Plan,
    samples: Sequence[Sequence[str]],
    gone: Sequence[str],
    answers: Answers,
) -> Iterator[Question]:
    """What nobody can tell of the columns, or whether the file is the right one at all."""
    for group in found.asked:
        places = sorted(group.places.values())
        headings = [heading_at(plan.table.headings, place) for place in places]
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


def warnings_about(found: Grouped, plan: Plan, columns: Sequence[Column]) -> Iterator[str]:
    """What was passed over, and what was worked out."""
    for group in found.groups:
        if group.lacks:
            heading = heading_at(plan.table.headings, group.first)
            yield f"The column '{heading}' has no {group.lacks} beside it and was not read."
    unknown = [column.heading for column in plan.columns if column.heading and not column.meaning]
    if unknown:
        names = first_few([f"'{name[:_SAMPLE_SHOWN]}'" for name in unknown], _NAMED_AT_MOST)
        if len(unknown) == 1:
            yield f"The column {names} is not known and was not read."
        else:
            yield f"The columns {names} are not known and were not read."
    if any(column.label for column in columns) and any(g.inferred for g in plan.groups):
        yield "What each group of columns is was taken from the row above the headings."
