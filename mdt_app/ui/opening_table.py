"""A table of which Enter or a double click opens a row, and letters stay the screen's."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Row


class OpeningTable(PlainTable[Row]):
    """Says that the row at hand is to be opened."""

    opened = Signal()

    def fit_a_page(self) -> None:
        """As small as a page in a low window asks."""
        self.setMinimumSize(240, 64)
        self.doubleClicked.connect(self.opened)

    def fit_a_tab(self) -> None:
        """Rows as low, and a table as small, as the room beside a run chart asks."""
        self.setMinimumSize(200, 70)
        self.verticalHeader().setDefaultSectionSize(27)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are the screen's keys."""
