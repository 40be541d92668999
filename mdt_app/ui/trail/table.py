"""The table of the trail: a line each, the latest first."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal

from mdt_app.clinical.days import spoken
from mdt_app.meeting.trail import TrailRow
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.rows_model import Column
from mdt_app.vault.trail import REFUSED

WHEN, WHO, WHAT, WHOM, SAID = range(5)
_WIDTHS = (150, 110, 230, 150, 240)


def when_words(at: datetime) -> str:
    """`26 Nov 2026, 14:05:09`."""
    return f"{spoken(at.date())}, {at:%H:%M:%S}"


def _when(row: TrailRow) -> str:
    return when_words(row.at)


def _when_key(row: TrailRow) -> datetime:
    return row.line.at


def _who(row: TrailRow) -> str:
    return row.line.by


def _what(row: TrailRow) -> str:
    return row.what


def _whom(row: TrailRow) -> str:
    return row.whom


def _said(row: TrailRow) -> str:
    return row.said


def spoken_row(row: TrailRow) -> str:
    """A whole line in one breath."""
    parts = (row.what, row.whom, row.said, row.line.by, when_words(row.at))
    return ", ".join(part for part in parts if part)


def is_same(one: TrailRow, other: TrailRow) -> bool:
    """Whether two rows tell of the same line."""
    return one.line == other.line


def _tone(row: TrailRow, column: int) -> str:
    if row.line.kind == REFUSED and column == WHAT:
        return "bad"
    return {WHOM: "strong", WHEN: "quiet"}.get(column, "")


class TrailTable(OpeningTable[TrailRow]):
    """Says which line is looked at; opened, the whole of it is shown."""

    row_selected = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            (
                Column("When", _when, sort_key=_when_key),
                Column("Who", _who),
                Column("What", _what),
                Column("Whom", _whom),
                Column("Where, or what was said", _said),
            ),
            _WIDTHS,
            name="The trail",
            wide=SAID,
            tone=_tone,
            name_of=spoken_row,
        )

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.row_selected.emit(self.rows.row_at(current) if current.isValid() else None)
