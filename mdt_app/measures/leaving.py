"""A board as it may leave the practice: every figure in it disclosure-controlled.

Percentages, points and the sentence of the run chart follow from the rounded counts, so that
nothing exact can be had back from them. Who is still needed is a count like any other. Whether a
target is reached, and what is paid for reaching it, stays as it is: yes or no gives nobody away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mdt_app.measures.disclosure import disclosed, disclosed_count, disclosed_parts
from mdt_app.measures.incentive import earned
from mdt_app.measures.lines import chart_points, incentive_terms
from mdt_app.measures.run_chart import run_chart
from mdt_app.measures.values import Board, Figure, Line, MonthPoint

if TYPE_CHECKING:
    from mdt_app.measures.differing import Differing

_OTHER_NOW = "Later data would change it."


def disclosed_board(board: Board) -> Board:
    """The board as a report, a file or a message may show it."""
    from mdt_app.measures.board import people_words
    from mdt_app.measures.sets import load_set

    measure_set = load_set(board.set_name)
    people = disclosed_count(board.people)
    lines = tuple(disclosed_line(line) for line in board.lines)
    terms = incentive_terms(measure_set)
    network = {line.measure.id: line.network for line in board.lines}
    rounded = {line.measure.id: line.network for line in lines}
    paid = [earned([each], network if each.lower is None else rounded) for each in terms]
    return replace(
        board,
        people=people,
        people_words=people_words(people, measure_set.people),
        lines=lines,
        incentive=tuple(line for each in paid for line in each),
        own_practice="",
    )


def disclosed_line(line: Line) -> Line:
    """One measure: the network, each practice, each month."""
    network, parts = disclosed(line.network), tuple(disclosed_parts(line.practices))
    withheld = _withheld(line)
    months = _months(line.months, set())
    chart = run_chart(chart_points(months), line.measure.unit)
    return replace(
        line,
        network=network,
        practices=parts,
        months=months,
        practice_months={
            ods: _months(points, withheld.get(ods, set()))
            for ods, points in line.practice_months.items()
        },
        needed=None if line.needed is None else disclosed_count(line.needed),
        needed_by_practice={
            ods: disclosed_count(count) for ods, count in line.needed_by_practice.items()
        },
        sentence=chart.sentence,
        run=chart.run,
    )


def disclosed_differing(found: Differing) -> Differing:
    """Why two sets differ, in rounded counts and without a name."""
    differences = tuple(
        replace(each, count=disclosed_count(each.count), people=()) for each in found.differences
    )
    return replace(found, same=disclosed_count(found.same), differences=differences)


def _withheld(line: Line) -> Mapping[str, set[date]]:
    """The months whose mean must not be told of a practice, as others' would give it away."""
    by_month: dict[date, list[Figure]] = {}
    for points in line.practice_months.values():
        for point in points:
            by_month.setdefault(point.month, []).append(point.figure)
    found: dict[str, set[date]] = {}
    for month, figures in by_month.items():
        for before, after in zip(figures, disclosed_parts(figures), strict=True):
            if before.mean is not None and after.mean is None:
                found.setdefault(before.practice, set()).add(month)
    return found


def _months(points: Sequence[MonthPoint], withheld: set[date]) -> tuple[MonthPoint, ...]:
    return tuple(_point(point, is_withheld=point.month in withheld) for point in points)


def _point(point: MonthPoint, *, is_withheld: bool) -> MonthPoint:
    """What came in since is told without its counts; what else was issued is not told."""
    figure = disclosed(point.figure)
    if is_withheld:
        figure = replace(figure, mean=None)
    now = disclosed(point.now) if point.now is not None and not is_withheld else None
    if now == figure:
        now = None
    return replace(point, figure=figure, now=now, why=(_OTHER_NOW,) if now else (), also=())
