"""How the month's measures look on paper: one table first, then each measure with its run chart."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from mdt_app.clinical.days import month_words, spoken
from mdt_app.clinical.words import grouped
from mdt_app.documents.marking import marked
from mdt_app.documents.measures_report import (
    ROUNDED,
    counts_words,
    figure_words,
    needed_words,
    target_words,
)
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.run_chart import PaperRunChart
from mdt_app.documents.sheets import WIDTH, CountingCanvas, Sheets, bold, set_text, words
from mdt_app.measures.incentive import plain
from mdt_app.measures.values import Board, Line

_FOOT = "Nobody is named here, and small numbers are rounded."


def measures_as_pdf(report: Board) -> bytes:
    """The document of a board that may leave. The same board gives the same bytes."""
    target = BytesIO()
    month = month_words(report.on)
    sheets = Sheets(
        target,
        title=f"{report.title}, {report.network}, {month}",
        author=report.network,
        left=marked(report.network),
        right=marked(f"{report.title} · {month}"),
        foot=marked(_FOOT),
        subject="Measures of the month",
    )
    sheets.build(list(_story(report, month)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(report: Board, month: str) -> Iterator[Flowable]:
    yield words(f"Measures: {month}", "title")
    state = f"frozen {spoken(report.frozen_on)}" if report.frozen_on else "not frozen yet"
    as_at = f"as at {spoken(report.on)}, {state}"
    yield words(" · ".join((report.network, report.title, report.people_words, as_at)), "lead")
    if report.caveat:
        yield words(report.caveat, "boxed")
        yield Spacer(0, 2 * mm)
    yield words(ROUNDED, "small")
    for notice in report.notices:
        yield words(notice, "small")
    yield from _at_a_glance(report)
    yield from _incentive(report)
    for line in report.lines:
        yield from _measure(report, line)
    yield from _definitions(report)


def _groups(report: Board) -> list[str]:
    return list(dict.fromkeys(line.group for line in report.lines))


def _at_a_glance(report: Board) -> Iterator[Flowable]:
    for group in _groups(report):
        yield words(f"At a glance: {group}" if group else "At a glance", "section")
        lines = [line for line in report.lines if line.group == group]
        rows = [
            (
                line.measure.words,
                figure_words(line.network, line.measure.unit),
                counts_words(line.network, line.measure.unit),
                target_words(line.measure),
                needed_words(line),
            )
            for line in lines
        ]
        headings = ("Measure", "Network", "Counts", "Target", "Still needed")
        yield ruled_table(headings, rows, (0.34, 0.2, 0.17, 0.11, 0.18))


def _incentive(report: Board) -> Iterator[Flowable]:
    if not report.incentive:
        return
    unit = report.incentive[0].unit
    rows = [
        (e.words, e.threshold, f"{plain(e.weight)} {e.unit}", f"{plain(e.earned)} {e.unit}")
        for e in report.incentive
    ]
    total = sum(e.earned for e in report.incentive)
    yield words("Incentive, on the pooled figure of the network", "section")
    headings = ("Measure", "Paid at", "Weight", "Earned")
    yield ruled_table(headings, rows, (0.46, 0.18, 0.18, 0.18))
    yield set_text(f"{bold('Earned in all')} {marked(f'{plain(total)} {unit}')}")


def _measure(report: Board, line: Line) -> Iterator[Flowable]:
    group = f" · {line.group}" if line.group else ""
    beside = ""
    if line.benchmark is not None:
        beside = f" · benchmark {line.benchmark:g} % ({line.benchmark_source})"
    top: list[Flowable] = [
        words(line.measure.words + group, "section"),
        words(f"{line.measure.way} · {line.measure.definition}{beside}", "small"),
    ]
    if any(month.figure.denominator for month in line.months):
        top += [Spacer(0, 1 * mm), PaperRunChart(line, report.practices, WIDTH)]
        top.append(words(line.sentence))
    yield KeepTogether(top)
    if line.practices:
        headings = ("Practice", "Figure", "Counts", "Excluded")
        yield ruled_table(headings, _practice_rows(report, line), (0.34, 0.2, 0.18, 0.28))


def _practice_rows(report: Board, line: Line) -> Sequence[tuple[str, ...]]:
    return [
        (
            report.practices.get(figure.practice, figure.practice),
            figure_words(figure, line.measure.unit),
            counts_words(figure, line.measure.unit),
            "; ".join(f"{why} {grouped(n)}" for why, n in figure.excluded.items() if n),
        )
        for figure in line.practices
    ]


def _definitions(report: Board) -> Iterator[Flowable]:
    yield words("Sources", "section")
    for source in dict.fromkeys(line.measure.source for line in report.lines):
        about = [line.measure.words for line in report.lines if line.measure.source == source]
        yield words(f"{'; '.join(dict.fromkeys(about))}: {source}", "small")
    version = f"Set {report.set_name}, version {report.version}." if report.version else ""
    yield words(version or f"Set {report.set_name}.", "small")
