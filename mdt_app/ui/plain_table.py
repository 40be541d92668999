"""A table of words: one line a row, thin rules, a tone where a cell deserves one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour, looks, sized
from mdt_app.ui.rows_model import ROW_ROLE, Column, RowsModel

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
Tone = Callable[[Row, int], str]
"""How a cell of a column speaks: `bad`, `good`, `quiet`, `strong` or ''."""

_ROW_HEIGHT = 34
_AROUND = 10
_PAD = 4
_LINE = colour("RULE")
_INKS = {
    "bad": colour("RED_WORDS"),
    "good": colour("GREEN"),
    "quiet": colour("QUIET"),
}
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class _CellDelegate(QStyledItemDelegate, Generic[Row]):
    """Pads a cell, rules it off, and gives it its tone; the whole text is its tooltip."""

    def __init__(self, parent: QWidget, tone: Tone[Row] | None) -> None:
        super().__init__(parent)
        self._tone = tone

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(palette.PALE_BLUE))
            if index.column() == 0:
                painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(palette.BLUE))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, _LINE)
        inside = QStyleOptionViewItem(option)
        inside.rect = box.adjusted(_PAD, 0, -_PAD, -1)
        inside.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, inside, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        tone = self._tone(index.data(ROW_ROLE), index.column()) if self._tone else ""
        if tone == "strong":
            option.font = font(bold=True)
        if (ink := _INKS.get(tone)) is not None:
            for part in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
                option.palette.setColor(part, ink)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * _PAD, size.height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        words = str(index.data() or "") if index.isValid() else ""
        width = view.fontMetrics().horizontalAdvance(words)
        is_cut = width > option.rect.width() - 2 * _PAD
        QToolTip.showText(event.globalPos(), words if is_cut else "", view)
        return True


def _set_width(place: int, table: QTableView, width: int) -> None:
    table.setColumnWidth(place, width)


class PlainTable(QTableView, Generic[Row]):
    """Shows rows through one `RowsModel`; one column takes the room that is left.

    With `lines`, long cells go on in a second line.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        widths: Sequence[int],
        *,
        name: str,
        wide: int,
        lines: int = 1,
        tone: Tone[Row] | None = None,
        name_of: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__()
        self.rows: RowsModel[Row] = RowsModel(columns, name_of=name_of, parent=self)
        self.setModel(self.rows)
        self.setItemDelegate(_CellDelegate(self, tone))
        self.setAccessibleName(name)
        self.setProperty("role", "card")
        self._lay_out(widths, wide)
        self.setWordWrap(lines > 1)
        self._lines = lines
        looks.changed.connect(self._fit_rows)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Rows as high as their lines of text are now."""
        height = max(_ROW_HEIGHT, QFontMetrics(font()).lineSpacing() * self._lines + _AROUND)
        self.verticalHeader().setDefaultSectionSize(height)

    def _lay_out(self, widths: Sequence[int], wide: int) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(True)
        self.setMinimumSize(240, 90)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for place, width in enumerate(widths):
            sized(self, partial(_set_width, place), width)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Row], is_same: Callable[[Row, Row], bool]) -> None:
        """Show other rows; the one selected stays so, and the list stays where it was."""
        index, top = self.currentIndex(), self.verticalScrollBar().value()
        before = self.rows.row_at(index) if index.isValid() else None
        self.rows.show_rows(rows)
        if before is not None:
            self.select(before, is_same)
        self.executeDelayedItemsLayout()  # else the bar does not know yet how far it may go
        self.verticalScrollBar().setValue(top)

    def current_row(self) -> Row | None:
        index = self.currentIndex()
        return self.rows.row_at(index) if index.isValid() else None

    def select(self, wanted: Row, is_same: Callable[[Row, Row], bool]) -> None:
        """Make the row of `wanted` the current one, if it is shown."""
        for place, row in enumerate(self.rows.shown):
            if is_same(row, wanted):
                if place != self.currentIndex().row():
                    self.go_to(place)
                return

    def go_to(self, place: int) -> None:
        """Make a row the current one, in a column on show: from a hidden one no arrow leads on."""
        shown = (at for at in range(self.rows.columnCount()) if not self.isColumnHidden(at))
        index = self.rows.index(place, next(shown, 0))
        self.selectionModel().setCurrentIndex(index, _SELECT)

    def show_column(self, column: int, *, is_shown: bool) -> None:
        """Show or hide a column; the current row stays where the arrows can leave it."""
        self.setColumnHidden(column, not is_shown)
        index = self.currentIndex()
        if index.isValid() and self.isColumnHidden(index.column()):
            self.go_to(index.row())
