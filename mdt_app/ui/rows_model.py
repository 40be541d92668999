"""One model for every table and list: plain rows, sorted as rows, never by proxy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_NOTHING = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading, the text to show, and the value to sort by. None sorts after everything."""

    heading: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    to_the_right: bool = False
    is_checked: Callable[[Row], bool] | None = None
    """Given where the column is a tick box."""


class ShownRows(QAbstractTableModel, Generic[Row]):
    """Shows rows as they are; which ones, and in what order, is for its kinds to say."""

    _shown: Sequence[Row] = ()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        name_of: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`name_of` says a whole row in one breath, for screen readers."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._name_of = name_of

    @property
    def shown(self) -> Sequence[Row]:
        """The rows on show, in order."""
        return self._shown

    def row_at(self, index: AnyIndex) -> Row:
        return self._shown[index.row()]

    def place_of(self, is_it: Callable[[Row], bool]) -> int:
        """Where the first such row is shown, or -1."""
        return next((place for place, row in enumerate(self._shown) if is_it(row)), -1)

    def rowCount(self, parent: AnyIndex = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == 0 and self._name_of is not None:
                return self._name_of(row)
            return f"{column.heading}: {column.text(row)}" if column.heading else column.text(row)
        if role == Qt.ItemDataRole.CheckStateRole and column.is_checked is not None:
            checked = column.is_checked(row)
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column.to_the_right:
            return _RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if column.to_the_right else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _say_changed(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))


class RowsModel(ShownRows[Row]):
    """Shows its rows in the order asked for."""

    _all: Sequence[Row] = ()
    _sorted_by = -1
    _descending = False

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the same order."""
        self._all = tuple(rows)
        self._refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 goes back to the order the rows were given in."""
        self._sorted_by = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._refresh()

    def replace_row(self, row: Row, is_same: Callable[[Row], bool]) -> None:
        """Put a changed row in the place of the one it replaces, without moving anything."""
        self._all = tuple(row if is_same(old) else old for old in self._all)
        for place, old in enumerate(self._shown):
            if is_same(old):
                self._shown = (*self._shown[:place], row, *self._shown[place + 1 :])
                self._say_changed(place)

    def change_rows(self, rows: Sequence[Row]) -> None:
        """Show rows of which few differ: only those are painted again, and the place is kept."""
        if self._sorted_by >= 0 or len(rows) != len(self._shown):
            self.show_rows(rows)
            return
        before, self._all = self._shown, tuple(rows)
        self._shown = self._all
        for place, (old, new) in enumerate(zip(before, self._shown)):
            if old != new:
                self._say_changed(place)

    def _refresh(self) -> None:
        self.beginResetModel()
        self._shown = self._in_order(self._all)
        self.endResetModel()

    def _in_order(self, rows: Sequence[Row]) -> Sequence[Row]:
        if not 0 <= self._sorted_by < len(self._columns):
            return rows
        column = self._columns[self._sorted_by]
        key = column.sort_key or column.text
        known = [row for row in rows if key(row) is not None]
        known.sort(key=key, reverse=self._descending)
        return (*known, *(row for row in rows if key(row) is None))
