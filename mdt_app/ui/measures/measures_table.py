"""The table of a set's measures: one a row, painted, moved through by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.measures.board_header import BoardHeader
from mdt_app.ui.measures.board_rows import (
    COLUMNS,
    MEASURE,
    MONTHS,
    NEEDED,
    NETWORK,
    PRACTICES,
    TARGET,
    BoardRow,
    is_same,
    spoken_row,
)
from mdt_app.ui.measures.painting import ROW_HEIGHT, BoardDelegate
from mdt_app.ui.rows_model import RowsModel

AnyIndex = QModelIndex | QPersistentModelIndex
_USUAL_LETTERS = 18
_HEADING_HEIGHT = 26
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_SHARES = {MEASURE: 28, NETWORK: 14, TARGET: 4, PRACTICES: 30, MONTHS: 16, NEEDED: 8}
_LEAST = {MEASURE: 158, NETWORK: 80, TARGET: 62, PRACTICES: 92, MONTHS: 70, NEEDED: 84}
_NEEDED_HEADS = (COLUMNS[NEEDED].heading, "Still needed", "Needed")
"""A heading in fewer words where the column is narrow."""


class BoardModel(RowsModel[BoardRow]):
    """Rows of which the headings of sections cannot be chosen."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(COLUMNS, name_of=spoken_row, parent=parent)
        self.heads: dict[int, str] = {}

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.row_at(index).line is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_words = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        if is_words and section in self.heads:
            return self.heads[section]
        return super().headerData(section, orientation, role)


class MeasuresTable(QTableView):
    """Shows a board's lines; the same measure stays chosen when the board changes."""

    measure_chosen = Signal(object)
    """The line the keyboard is at."""
    people_asked = Signal()
    """Enter, or a click on a number: who is behind it?"""
    month_stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = BoardModel(self)
        self._scale = 1.0
        self._delegate = BoardDelegate()
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Measures")
        self.setProperty("role", "card")
        self._lay_out()
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._double_click)

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(20)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = BoardHeader(self)
        self.setHorizontalHeader(header)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self._row_height = ROW_HEIGHT
        looks.changed.connect(self._fit_letters)
        self._fit_letters()

    def _fit_letters(self) -> None:
        """Rows, columns and headings as large as the letters are now."""
        self._scale = max(1.0, QFontMetrics(font()).height() / _USUAL_LETTERS)
        self.horizontalHeader().setFixedHeight(round(28 * self._scale))
        self.verticalHeader().setDefaultSectionSize(round(self._row_height * self._scale))
        self.setMinimumSize(round(sum(_LEAST.values()) * self._scale) + 14, 90)
        self._share_out()

    def show_rows(self, rows: Sequence[BoardRow], row_height: int = ROW_HEIGHT) -> None:
        """Show another board; the measure looked at stays so where it is still there."""
        before, top = self.current_row(), self.verticalScrollBar().value()
        self._row_height = row_height
        self.verticalHeader().setDefaultSectionSize(round(row_height * self._scale))
        self.rows.show_rows(rows)
        self.clearSpans()
        for place, row in enumerate(rows):
            if row.line is None:
                self.setSpan(place, 0, 1, len(COLUMNS))
        self._fit_rows()
        wanted = -1
        if before is not None:
            wanted = next((at for at, row in enumerate(rows) if is_same(row, before)), -1)
        if wanted < 0:
            wanted = next((at for at, row in enumerate(rows) if row.line is not None), -1)
        if wanted >= 0:
            self.go_to(wanted)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(top)
        if wanted >= 0:
            self.scrollTo(self.rows.index(wanted, 0))

    def go_to(self, place: int) -> None:
        """Look at a row."""
        self.selectionModel().setCurrentIndex(self.rows.index(place, 0), _SELECT)

    def current_row(self) -> BoardRow | None:
        index = self.currentIndex()
        return self.rows.row_at(index) if index.isValid() else None

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), self.whole_height())

    def whole_height(self) -> int:
        """How high it is with every row in sight."""
        return self.verticalHeader().length() + self.horizontalHeader().height() + 2

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            line = self.rows.row_at(current).line
            if line is not None:
                self.measure_chosen.emit(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Every column has its least width; what is left is shared out."""
        least = {column: round(width * self._scale) for column, width in _LEAST.items()}
        room = max(0, self.viewport().width() - sum(least.values()))
        whole = sum(_SHARES.values())
        for column, width in least.items():
            self.setColumnWidth(column, width + room * _SHARES[column] // whole)
        metrics = QFontMetrics(font(9, bold=True))
        across = self.columnWidth(NEEDED) - 14
        fitting = [words for words in _NEEDED_HEADS if metrics.horizontalAdvance(words) <= across]
        self.rows.heads[NEEDED] = (fitting or [_NEEDED_HEADS[-1]])[0]
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Every row as high as its name is in the room it has; headings of sections are lower."""
        usual = self.verticalHeader().defaultSectionSize()
        for place, row in enumerate(self.rows.shown):
            height = round(_HEADING_HEIGHT * self._scale)
            if row.line is not None:
                words, width = row.line.measure.words, self.columnWidth(MEASURE)
                height = max(usual, self._delegate.height_of(words, width))
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.people_asked.emit()
            case Qt.Key.Key_Left:
                self.month_stepped.emit(-1)
            case Qt.Key.Key_Right:
                self.month_stepped.emit(1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                places = [at for at, row in enumerate(self.rows.shown) if row.line is not None]
                if places:
                    self.go_to(places[0 if event.key() == Qt.Key.Key_Home else -1])
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are the screen's keys."""

    def _click(self, index: QModelIndex) -> None:
        is_number = index.column() in (NETWORK, NEEDED)
        if is_number and self.rows.row_at(index).line is not None:
            self.people_asked.emit()

    def _double_click(self, index: QModelIndex) -> None:
        if index.column() not in (NETWORK, NEEDED) and self.rows.row_at(index).line is not None:
            self.people_asked.emit()
