"""The list of people as a table: one person a row, painted, moved through by keyboard."""

from datetime import date

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.line_values import values_of
from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.painting import ROW_HEIGHT, CaseDelegate
from mdt_app.ui.prepare.picked import Picked
from mdt_app.ui.provenance import Value
from mdt_app.ui.rows_model import ShownRows

_USUAL_LETTERS = 18
"""Height of the program's letters in pixels on an ordinary screen; larger ones widen all."""
_LEAST_WHY = 220
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class CaseRows(ShownRows[CaseLine]):
    """Shows lines that were picked and ordered elsewhere, without looking at those out of sight."""

    _shown: Picked = Picked((), {}, ())

    def show_picked(self, picked: Picked) -> None:
        """Show other lines, in the order they come in."""
        self.beginResetModel()
        self._shown = picked
        self.endResetModel()

    def change_line(self, line: CaseLine) -> None:
        """Show one line as it is now, if it is shown."""
        row = self.row_of(line.nhs_number)
        if row >= 0:
            self._shown = self._shown.with_line(line)
            self._say_changed(row)

    def row_of(self, nhs_number: str) -> int:
        """Where somebody is shown, or -1."""
        return self._shown.row_of(nhs_number)


class CaseTable(QTableView):
    """Shows lines, keeps the place when they change, and says what is done with them."""

    person_selected = Signal(str)
    choose_asked = Signal(str)
    sort_asked = Signal(int)
    open_asked = Signal()
    """Enter: go on to this person's question."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = CaseRows(col.COLUMNS, name_of=col.spoken_line, parent=self)
        self._delegate = CaseDelegate()
        self._scale = 1.0
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("People")
        self.setProperty("role", "card")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumSize(280, 90)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setAccessibleName("Headings: click to sort")
        looks.changed.connect(self._fit_letters)
        self._fit_letters()

    def _fit_letters(self) -> None:
        """Rows and columns as large as the letters are now."""
        self._scale = max(1.0, QFontMetrics(font()).height() / _USUAL_LETTERS)
        self.verticalHeader().setDefaultSectionSize(round(ROW_HEIGHT * self._scale))
        for column, width in col.WIDTHS.items():
            self.setColumnWidth(column, round(width * self._scale))

    def _connect(self) -> None:
        self.horizontalHeader().sectionClicked.connect(self.sort_asked)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._double_click)

    def show_lines(self, lines: Picked, selected: str) -> None:
        """Show other lines; the same person stays selected and the list where it was."""
        top = self.verticalScrollBar().value()
        self.rows.show_picked(lines)
        self.mark(selected)
        self.executeDelayedItemsLayout()  # else the bar does not know yet how far it may go
        self.verticalScrollBar().setValue(top)

    def mark(self, nhs_number: str, *, into_view: bool = False) -> None:
        """Mark a person's row as the current one, without saying so."""
        place = self.rows.row_of(nhs_number)
        index = self.rows.index(place, col.PATIENT) if place >= 0 else QModelIndex()
        self.setAutoScroll(False)
        self.blockSignals(True)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.blockSignals(False)
        self.setAutoScroll(True)
        if into_view and index.isValid():
            self.scrollTo(index)

    def scroll_to_current(self) -> None:
        """Bring the current row into view."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def change_line(self, line: CaseLine) -> None:
        """Show one line as it is now, if it is shown."""
        self.rows.change_line(line)

    def show_sorting(self, column: int, *, is_reversed: bool) -> None:
        """Mark the heading the list is sorted by; the rank is the order it comes in."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column != col.WHY or is_reversed)
        order = Qt.SortOrder.DescendingOrder if is_reversed else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)

    def set_last_meeting(self, day: date | None) -> None:
        """The day 'new since' speaks of."""
        self._delegate.last_meeting_on = day

    def current_number(self) -> str:
        index = self.currentIndex()
        return self.rows.row_at(index).nhs_number if index.isValid() else ""

    def values(self) -> list[Value]:
        """Every value of the record in the line the keyboard is at."""
        index = self.currentIndex()
        return self._values_of(index.row()) if index.isValid() else []

    def first_value(self) -> int:
        """The last value of the line: the latest HbA1c where there is one."""
        return len([value for value in self.values() if value.is_stop]) - 1

    def values_at(self, at: QPoint) -> list[Value]:
        """Every value of the record in the line under the pointer."""
        row = self.rowAt(self.viewport().mapFrom(self, at).y())
        return self._values_of(row) if row >= 0 else []

    def _values_of(self, row: int) -> list[Value]:
        return values_of(
            self.rows.row_at(self.rows.index(row, 0)), self._delegate, self._cells(row)
        )

    def _cells(self, row: int) -> list[QRect]:
        """Where each cell of a row is, on this table; it may be scrolled out of sight."""
        return [
            self.visualRect(self.rows.index(row, column)).translated(self.viewport().pos())
            for column in range(self.rows.columnCount())
        ]

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.person_selected.emit(self.rows.row_at(current).nhs_number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.current_number()
        match event.key():
            case Qt.Key.Key_Space if number:
                self.choose_asked.emit(number)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if number and not event.modifiers():
                self.open_asked.emit()
            case Qt.Key.Key_Home if self.rows.shown:
                self.setCurrentIndex(self.rows.index(0, col.PATIENT))
            case Qt.Key.Key_End if self.rows.shown:
                self.setCurrentIndex(self.rows.index(len(self.rows.shown) - 1, col.PATIENT))
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are the screen's keys; finding is the filter's."""

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.take(self.rows.shown, self.currentIndex().row())
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        others = sum(self.columnWidth(c) for c in col.WIDTHS if c != col.WHY)
        room = self.viewport().width() - others
        self.setColumnWidth(col.WHY, max(round(_LEAST_WHY * self._scale), room))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == col.CHOSEN:
            self.choose_asked.emit(self.rows.row_at(index).nhs_number)

    def _double_click(self, index: QModelIndex) -> None:
        if index.column() != col.CHOSEN:
            self.open_asked.emit()
