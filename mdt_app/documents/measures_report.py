"""A month's measures as they may leave a practice: every count goes through disclosure control.

Nobody is named, and no exact count is in here: percentages and sentences follow from the rounded
counts too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mdt_app.documents.written import replace_document
from mdt_app.measures.disclosure import disclosed, disclosed_count, disclosed_together
from mdt_app.measures.run_chart import exactly, run_chart
from mdt_app.measures.values import Board, Earned, Figure, Line, MeasureWords, MonthPoint

_KEPT = "\N{NO-BREAK SPACE}"
ROUNDED = (
    "Counts are rounded: 1 to 7 are shown as 5, others to the nearest 5, and percentages follow"
    " from the rounded counts."
)


@dataclass(frozen=True, slots=True)
class ReportedMonth:
    """One month of the network: its figure, rounded, and when it was frozen."""

    month: date
    figure: Figure
    frozen_on: date | None


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One measure of one group: rounded figures of the network and of each practice."""

    measure: MeasureWords
    group: str
    network: Figure
    practices: tuple[Figure, ...]
    months: tuple[ReportedMonth, ...]
    practice_months: Mapping[str, tuple[ReportedMonth, ...]]
    needed: int | None
    benchmark: float | None
    benchmark_source: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MeasuresReport:
    """Everything the report and the table say."""

    set_name: str
    version: str
    title: str
    caveat: str
    network: str
    on: date
    frozen_on: date | None
    people: int
    people_words: str
    practices: Mapping[str, str]
    lines: tuple[ReportedLine, ...]
    incentive: tuple[Earned, ...]


def report_of(board: Board) -> MeasuresReport:
    """The board as it may leave the practice."""
    exact, rounded = f"{board.people:,}", f"about {disclosed_count(board.people):,}"
    return MeasuresReport(
        set_name=board.set_name,
        version=board.version,
        title=board.title,
        caveat=board.caveat,
        network=board.network,
        on=board.on,
        frozen_on=board.frozen_on,
        people=disclosed_count(board.people),
        people_words=board.people_words.replace(exact, rounded, 1),
        practices=board.practices,
        lines=tuple(map(_line, board.lines)),
        incentive=board.incentive,
    )


def _line(line: Line) -> ReportedLine:
    network, *practices = disclosed_together([line.network, *line.practices])
    months = _months(line.months)
    unit = line.measure.unit
    points = [(month.month, exactly(month.figure)) for month in months]
    return ReportedLine(
        measure=line.measure,
        group=line.group,
        network=network,
        practices=tuple(practices),
        months=months,
        practice_months={ods: _months(found) for ods, found in line.practice_months.items()},
        needed=None if line.needed is None else disclosed_count(line.needed),
        benchmark=line.benchmark,
        benchmark_source=line.benchmark_source,
        sentence=run_chart(points, unit).sentence,
    )


def _months(points: Iterable[MonthPoint]) -> tuple[ReportedMonth, ...]:
    return tuple(
        ReportedMonth(point.month, disclosed(point.figure), point.frozen_on) for point in points
    )


def without_practices(report: MeasuresReport) -> MeasuresReport:
    """The network's figures alone."""
    lines = [replace(line, practices=(), practice_months={}) for line in report.lines]
    return replace(report, lines=tuple(lines), practices={})


def figure_words(figure: Figure, unit: str = "%") -> str:
    """`45.9 %`, `60.3 mmol/mol (7.66 %)`; `no figure` where nobody counts or it is withheld."""
    if figure.mean is not None:
        return f"{figure.mean.mmol_mol:.1f} mmol/mol ({figure.mean.percent:.2f}{_KEPT}%)"
    if unit != "%":
        return "withheld: small numbers" if figure.denominator else "no figure"
    return "no figure" if figure.percent is None else f"{figure.percent:.1f} %"


def counts_words(figure: Figure, unit: str = "%") -> str:
    """`1,145 of 2,490`; a mean is of so many people."""
    if unit != "%":
        return f"{figure.denominator:,} people"
    return f"{figure.numerator:,} of {figure.denominator:,}"


def target_words(measure: MeasureWords) -> str:
    """`85 %`, or `none`."""
    if measure.target is None:
        return "none"
    return f"{measure.target:g} {measure.unit}"


def needed_words(line: ReportedLine) -> str:
    """`about 95 more people`, `reached`, or '' where there is no target."""
    if line.needed is None:
        return ""
    return f"about {line.needed:,} more people" if line.needed else "reached"


def write_measures_report(board: Board, path: Path) -> None:
    """Write the report as PDF, in place of a file of that name."""
    from mdt_app.documents.measures_layout import measures_as_pdf

    replace_document(path, measures_as_pdf(report_of(board)), "The report")
