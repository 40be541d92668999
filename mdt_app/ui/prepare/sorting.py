"""The order of the list: by a heading, by the headings as a menu, or as it is ranked."""

from functools import partial

from PySide6.QtWidgets import QMenu

from mdt_app.ui.prepare.case_table import CaseTable
from mdt_app.ui.prepare.columns import SORT_WORDS
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.list_filter import RANK_COLUMN


class Sorting:
    """Asks the controller for an order, and shows it over the columns."""

    def __init__(self, controller: PrepareController, table: CaseTable) -> None:
        self.menu = QMenu("Sort by", table)
        self._controller = controller
        self._table = table
        table.sort_asked.connect(self.by)

    def by(self, column: int, _is_checked: bool = False) -> None:
        """Order by a column; once more, the other way round."""
        is_reversed = self._controller.sort_by(column)
        self._table.show_sorting(column, is_reversed=is_reversed)

    def offer(self) -> None:
        """The headings as a menu, for the keyboard."""
        self.menu.clear()
        for place, heading in enumerate(SORT_WORDS):
            act = self.menu.addAction(heading)
            act.triggered.connect(partial(self.by, place))
        header = self._table.horizontalHeader()
        self.menu.popup(header.mapToGlobal(header.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[self._controller.people.sorted_by])

    def rank_again(self) -> None:
        """Back to the order of the ranking, the first at the top."""
        if self._controller.people.sorted_by != RANK_COLUMN or self._controller.people.is_reversed:
            self._controller.sort_by(RANK_COLUMN)
            if self._controller.people.is_reversed:
                self._controller.sort_by(RANK_COLUMN)
        self._table.show_sorting(RANK_COLUMN, is_reversed=False)
