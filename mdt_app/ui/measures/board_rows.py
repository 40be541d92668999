"""The rows of the table: one measure each, and a heading where a set reports groups apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mdt_app.measures.values import Board, Line, MonthPoint
from mdt_app.ui.measures.wording import (
    figure_words,
    fraction_words,
    needed_words,
    spoken_line,
    target_words,
)
from mdt_app.ui.rows_model import Column

MONTHS_SHOWN = 18
MEASURE, NETWORK, TARGET, PRACTICES, MONTHS, NEEDED = range(6)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A measure, or the heading of a section."""

    line: Line | None
    heading: str = ""
    own_practice: str = ""
    practices: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What tells a line from the others: measure and group; a heading has no measure."""
        return (self.line.measure.id, self.line.group) if self.line else ("", self.heading)


def rows_of(board: Board) -> list[BoardRow]:
    """Every line in the set's order; a heading before each group, where there are groups."""
    rows: list[BoardRow] = []
    for group in dict.fromkeys(line.group for line in board.lines):
        if group:
            rows.append(BoardRow(None, group[:1].upper() + group[1:]))
        rows += [
            BoardRow(line, "", board.own_practice, board.practices)
            for line in board.lines
            if line.group == group
        ]
    return rows


def months_shown(line: Line) -> tuple[MonthPoint, ...]:
    """The latest months, the oldest first."""
    return line.months[-MONTHS_SHOWN:]


def is_same(one: BoardRow, other: BoardRow) -> bool:
    return one.key == other.key


def spoken_row(row: BoardRow) -> str:
    """A whole row in one breath."""
    return spoken_line(row.line, dict(row.practices)) if row.line else row.heading


def _measure(row: BoardRow) -> str:
    return row.line.measure.words if row.line else row.heading


def _network(row: BoardRow) -> str:
    if row.line is None:
        return ""
    measure, figure = row.line.measure, row.line.network
    return ", ".join(filter(None, (figure_words(measure, figure), fraction_words(measure, figure))))


def _target(row: BoardRow) -> str:
    return target_words(row.line.measure) if row.line else ""


def _practices(row: BoardRow) -> str:
    if row.line is None:
        return ""
    return ", ".join(
        f"{row.practices.get(each.practice, each.practice)} {figure_words(row.line.measure, each)}"
        for each in row.line.practices
    )


def _months(row: BoardRow) -> str:
    return row.line.sentence if row.line else ""


def _needed(row: BoardRow) -> str:
    return needed_words(row.line) if row.line else ""


COLUMNS: tuple[Column[BoardRow], ...] = (
    Column("Measure", _measure),
    Column("Network", _network, to_the_right=True),
    Column("Target", _target, to_the_right=True),
    Column("Practices ○ · network ◆ · target ┆", _practices),
    Column("18 months", _months),
    Column("People still needed", _needed, to_the_right=True),
)
