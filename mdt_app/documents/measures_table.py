"""The month's measures as a table for a spreadsheet: nobody named, no count that gives one away."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from mdt_app.documents.measures_report import board_to_leave
from mdt_app.documents.written import keep_written, replace_document
from mdt_app.intake.cells import defused
from mdt_app.measures.values import NETWORK, Board, Figure, Line, MonthPoint
from mdt_app.vault.roles import PRINT
from mdt_app.vault.workspace import Workspace

HEADINGS = (
    *("set", "version", "month", "frozen_on", "measure", "words", "group"),
    *("practice", "practice_name", "numerator", "denominator", "percent"),
    *("mean_mmol_mol", "mean_percent", "excluded"),
)


def write_measures_table(ws: Workspace, set_name: str, month: date | None, path: Path) -> Board:
    """Write the CSV, in place of a file of that name; that it was written is kept."""
    ws.must_be_allowed(PRINT)
    board = board_to_leave(ws, set_name, month)
    replace_document(path, measures_as_csv(board).encode("utf-8-sig"), "The table")
    keep_written(ws, "measures' table written", path)
    return board


def measures_as_csv(report: Board) -> str:
    """One row for each month, measure, group, practice and the network, of a board to leave."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(_rows(report))
    return text.getvalue()


def _rows(report: Board) -> Iterator[Sequence[str]]:
    for line in report.lines:
        yield from _months(report, line, line.months, report.network)
        for ods, months in line.practice_months.items():
            yield from _months(report, line, months, report.practices.get(ods, ods))
        yield from _now(report, line)


def _months(
    report: Board, line: Line, months: Sequence[MonthPoint], name: str
) -> Iterator[Sequence[str]]:
    """The months before the one reported, which has rows of its own."""
    for month in months:
        if month.month != report.on:
            frozen_on = month.frozen_on.isoformat() if month.frozen_on else ""
            yield _row(report, line, month.month.isoformat(), frozen_on, month.figure, name)


def _now(report: Board, line: Line) -> Iterator[Sequence[str]]:
    frozen_on = report.frozen_on.isoformat() if report.frozen_on else ""
    for figure in (line.network, *line.practices):
        is_network = figure.practice == NETWORK
        name = report.network if is_network else report.practices.get(figure.practice, "")
        yield _row(report, line, report.on.isoformat(), frozen_on, figure, name)


def _row(
    report: Board,
    line: Line,
    month: str,
    frozen_on: str,
    figure: Figure,
    name: str,
) -> Sequence[str]:
    mean, percent = figure.mean, figure.percent
    is_mean = line.measure.unit != "%"
    excluded = "; ".join(f"{why} {count}" for why, count in figure.excluded.items() if count)
    cells = (
        *(report.set_name, report.version, month, frozen_on),
        *(line.measure.id, line.measure.words, line.group, figure.practice, name),
        *(str(figure.numerator), str(figure.denominator)),
        "" if percent is None or is_mean else f"{percent:.1f}",
        f"{mean.mmol_mol:.1f}" if mean else "",
        f"{mean.percent:.2f}" if mean else "",
        excluded,
    )
    return tuple(map(defused, cells))
