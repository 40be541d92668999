"""A month's measures as they leave a practice: on paper, with every count rounded and no name."""

from datetime import date
from pathlib import Path

from mdt_app.clinical.words import grouped
from mdt_app.documents.written import keep_written, replace_document
from mdt_app.measures.board import brought_up_to_date
from mdt_app.measures.leaving import disclosed_board
from mdt_app.measures.values import Board, Figure, Line, MeasureWords
from mdt_app.vault.roles import PRINT
from mdt_app.vault.workspace import Workspace

ROUNDED = (
    "Counts are rounded: 1 to 7 are shown as 5, others to the nearest 5, and percentages follow"
    " from the rounded counts."
)
_KEPT = "\N{NO-BREAK SPACE}"


def board_to_leave(ws: Workspace, set_name: str, month: date | None) -> Board:
    """The board of a month (None: as of today), worked out to the end, as it may leave."""
    return disclosed_board(brought_up_to_date(ws, set_name, month))


def write_measures_report(ws: Workspace, set_name: str, month: date | None, path: Path) -> Board:
    """Write the report as PDF, in place of a file of that name; that it was written is kept."""
    from mdt_app.documents.measures_layout import measures_as_pdf

    ws.must_be_allowed(PRINT)
    board = board_to_leave(ws, set_name, month)
    replace_document(path, measures_as_pdf(board), "The report")
    keep_written(ws, "measures' report written", path)
    return board


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
        return f"{grouped(figure.denominator)} people"
    return f"{grouped(figure.numerator)} of {grouped(figure.denominator)}"


def target_words(measure: MeasureWords) -> str:
    """`85 %`, or `none`."""
    if measure.target is None:
        return "none"
    return f"{measure.target:g} {measure.unit}"


def needed_words(line: Line) -> str:
    """`about 95 more people`, `reached`, or '' where there is no target."""
    if line.needed is None:
        return ""
    return f"about {grouped(line.needed)} more people" if line.needed else "reached"
