"""The board's lines: each measure for the network and every practice, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from mdt_app.clinical.days import months_after, spoken
from mdt_app.clinical.words import grouped
from mdt_app.measures.benchmark import Benchmark
from mdt_app.measures.incentive import Terms
from mdt_app.measures.months import FrozenMonth, month_end
from mdt_app.measures.needed import needed
from mdt_app.measures.packing import PackedFigures
from mdt_app.measures.run_chart import Point, exactly, run_chart
from mdt_app.measures.values import NETWORK, Figure, Issued, Line, MonthPoint

if TYPE_CHECKING:
    from mdt_app.measures.sets import Measure, MeasureSet


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """One month as the board has it: as frozen, and as it would be now where that is known."""

    month: date
    """The last day of the month."""
    frozen: FrozenMonth | None
    now: PackedFigures | None
    why: tuple[str, ...] = ()
    frozen_on: date | None = None

    @property
    def figures(self) -> PackedFigures:
        """Those that stand."""
        if self.frozen is not None:
            return self.frozen.figures
        assert self.now is not None
        return self.now


def lines_of(
    measure_set: MeasureSet,
    shown: PackedFigures,
    months: Sequence[ShownMonth],
    practices: Iterable[str],
    benchmarks: Mapping[tuple[str, str, str], Benchmark],
) -> tuple[Line, ...]:
    """A line for each measure and group. `shown` are the figures of the day the board is about."""
    name, listed = measure_set.name, list(practices)
    return tuple(
        _line(measure, group, shown, months, listed, benchmarks.get((name, measure.id, group)))
        for measure in measure_set.measures
        for group in measure_set.group_names
    )


def _line(
    measure: Measure,
    group: str,
    shown: PackedFigures,
    months: Sequence[ShownMonth],
    practices: Sequence[str],
    benchmark: Benchmark | None,
) -> Line:
    figures = shown.of(measure.id, group)
    network = figures.get(NETWORK) or Figure(measure.id, group, NETWORK, 0, 0)
    own = tuple(figures[ods] for ods in practices if ods in figures)
    by_practice = PracticeMonths(measure.id, group, months, [figure.practice for figure in own])
    points = by_practice.points(NETWORK)
    chart = run_chart(chart_points(points), measure.unit)
    return Line(
        measure=measure.described(),
        group=group,
        network=network,
        practices=own,
        months=points,
        practice_months=by_practice,
        needed=_needed(measure, network),
        needed_by_practice={
            figure.practice: count
            for figure in own
            if (count := _needed(measure, figure)) is not None
        },
        benchmark=benchmark.percent if benchmark else None,
        benchmark_source=benchmark.source_words if benchmark else "",
        sentence=chart.sentence,
        run=chart.run,
    )


def _needed(measure: Measure, figure: Figure) -> int | None:
    return needed(figure, measure.target, higher_is_better=measure.higher_is_better)


class PracticeMonths(Mapping[str, tuple[MonthPoint, ...]]):
    """Every practice's months of one measure, made when somebody looks at them.

    A network of 40 has more than thirty thousand, of which one chart shows a few.
    """

    def __init__(
        self, measure: str, group: str, months: Sequence[ShownMonth], practices: Sequence[str]
    ) -> None:
        self._cell = (measure, group)
        self._months = months
        self._practices = dict.fromkeys(practices)

    def __getitem__(self, practice: str) -> tuple[MonthPoint, ...]:
        if practice not in self._practices:
            raise KeyError(practice)
        return self.points(practice)

    def __iter__(self) -> Iterator[str]:
        return iter(self._practices)

    def __len__(self) -> int:
        return len(self._practices)

    def points(self, practice: str) -> tuple[MonthPoint, ...]:
        """One practice's months, or the network's."""
        found = (_point(month, *self._cell, practice) for month in self._months)
        return tuple(point for point in found if point is not None)


def _point(month: ShownMonth, measure: str, group: str, practice: str) -> MonthPoint | None:
    figure = month.figures.one(measure, group, practice)
    if figure is None:
        return None
    frozen = month.frozen
    if frozen is None:
        return MonthPoint(month.month, figure, None)
    now = month.now.one(measure, group, practice) if month.now else None
    is_other = now is not None and now != figure
    others = [(other, other.figures.one(measure, group, practice)) for other in frozen.also]
    return MonthPoint(
        month.month,
        figure,
        month.frozen_on,
        now if is_other else None,
        month.why if is_other else (),
        tuple(_also(figure, others)),
        frozen.reason,
    )


def _also(figure: Figure, others: Iterable[tuple[FrozenMonth, Figure | None]]) -> Iterator[Issued]:
    """Other figures that were issued for the month; those that are the same say nothing."""
    for by, other in others:
        if other is not None and other != figure:
            yield Issued(other, _issued_words(other, by))


def _issued_words(figure: Figure, by: FrozenMonth) -> str:
    since = "restated since" if by.is_restated else "on another laptop"
    return f"{figure_words(figure)}, frozen {spoken(by.frozen_on)} by {by.frozen_by}, {since}"


def figure_words(figure: Figure) -> str:
    """`46.0 % (1,146 of 2,491)`; a mean with the people it is of."""
    if figure.mean is not None:
        people = (
            f"{grouped(figure.denominator)} {'person' if figure.denominator == 1 else 'people'}"
        )
        return f"{figure.mean.mmol_mol:.1f} mmol/mol, {figure.mean.percent:.2f} % (of {people})"
    if figure.percent is None:
        return "nobody counted"
    return f"{figure.percent:.1f} % ({grouped(figure.numerator)} of {grouped(figure.denominator)})"


def chart_points(points: Sequence[MonthPoint]) -> list[Point]:
    """As the run chart takes them: a month in between without a figure is a gap."""
    if not points:
        return []
    known: dict[date, Fraction | None] = {p.month: exactly(p.figure) for p in points}
    months, last = [points[0].month], points[-1].month
    while months[-1] < last:
        months.append(month_end(months_after(months[-1].replace(day=1), 1)))
    return [(month, known.get(month)) for month in months]


def incentive_terms(measure_set: MeasureSet) -> tuple[Terms, ...]:
    """What the set pays for, in its order: a share at the target, or points between thresholds."""
    return tuple(_terms(measure_set))


def _terms(measure_set: MeasureSet) -> Iterable[Terms]:
    if measure_set.groups:
        return
    for measure in measure_set.measures:
        if measure.thresholds is not None:
            each = measure.thresholds
            yield Terms(
                measure.id, measure.words, each.points, each.upper, each.lower, unit="points"
            )
        elif measure.weight is not None and measure.target is not None:
            yield Terms(measure.id, measure.words, measure.weight, measure.target)
