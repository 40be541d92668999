"""The board: the table, and below it the chart and what is beside it; in little room in turns."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_app.measures.incentive import WhatIf
from mdt_app.measures.values import Board, Line
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.measures.board_rows import rows_of
from mdt_app.ui.measures.measures_table import MeasuresTable
from mdt_app.ui.measures.run_card import RunCard
from mdt_app.ui.measures.side_panel import CHART, INCENTIVE, SidePanel
from mdt_app.ui.parts import button, column, row, surface

_ROOM = (860, 470)
"""Below this width or height, table and detail are shown in turns."""
_LEAST_HEIGHT = 140
_MOST = 0.54
"""The most of the height the table takes while the detail is below it."""
_TALL, _USUAL, _LOW, _SHORT = 42, 36, 34, 32
_HEIGHTS = ((6, _TALL), (7, _USUAL), (8, _LOW))
"""How high a row is in a table of at most so many measures."""


class BoardPage(QWidget):
    """Everything about one set; the table has the keyboard."""

    detail_changed = Signal(bool)
    """Whether the detail has taken the table's place, and needs all the room there is."""

    def __init__(self, what_if: Callable[[int], WhatIf]) -> None:
        super().__init__()
        self.table = MeasuresTable()
        self.chart = RunCard()
        self.panel = SidePanel(what_if)
        self.back_button = button("← Back to the measures", "link", name="Back to the measures")
        self.detail = QWidget()
        self.is_narrow = False
        """Whether table and detail are seen one at a time."""
        self._wants_detail = False
        self._board: Board | None = None
        self._lay_out()
        self.back_button.clicked.connect(self.show_list)
        self.panel.turned.connect(self._turn)
        looks.changed.connect(self._look_at_room)
        self._settle()

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        self._whole = column(ground, spacing=10)
        self._whole.setContentsMargins(12, 0, 12, 10)
        self._whole.addWidget(self.table)
        self._whole.addWidget(self.detail, 1)
        self._whole.addStretch(0)
        self._detail = column(self.detail, spacing=4)
        self._top = row(spacing=8)
        self._top.addWidget(self.back_button)
        self._top.addStretch(1)
        self._detail.addLayout(self._top)
        beside = row(spacing=10)
        beside.addWidget(self.chart, 11)
        beside.addWidget(self.panel, 10)
        self._detail.addLayout(beside, 1)

    def show_board(self, board: Board) -> None:
        """Show another board, or the same as it is now."""
        self._board = board
        self.table.show_rows(rows_of(board), self._row_height())
        self._share_height()

    def show_line(self, board: Board, line: Line) -> None:
        """Show the measure looked at."""
        self.chart.show_line(board, line)
        self.panel.show_line(board, line)

    def show_detail(self, tab: str) -> None:
        """Let a tab be seen, in place of the table if need be."""
        self._wants_detail = True
        self.panel.turn_to(tab)
        self._settle()
        page = self.chart if tab == CHART else self.panel.page(tab)
        inside = page.findChildren(QWidget) if page is not None else []
        fields = [
            each
            for each in inside
            if each.isVisibleTo(self) and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if page is not None and page.focusPolicy() & Qt.FocusPolicy.TabFocus:
            fields = [page]
        (fields or [self.panel.segments.segment(tab)])[0].setFocus()

    def show_list(self) -> None:
        """Back to the table."""
        self._wants_detail = False
        self._settle()
        self.table.setFocus()

    def _turn(self, tab: str) -> None:
        if self.is_narrow:
            self.chart.setVisible(tab == CHART)
            self.panel.setVisible(tab != CHART)

    def minimumSizeHint(self) -> QSize:
        """As if in little room: wide, it must still be possible to make the window narrow."""
        return QSize(self.table.minimumWidth() + 24, _LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_at_room()

    def _look_at_room(self) -> None:
        """Large letters make any room a little one."""
        width, height = map(pixels, _ROOM)
        is_narrow = self.width() < width or self.height() < height
        if is_narrow != self.is_narrow:
            self.is_narrow = is_narrow
            self._settle()
        self._share_height()

    def _settle(self) -> None:
        """Place the tabs above the chart in little room, inside their card else."""
        segments = self.panel.segments
        self.panel.offer(CHART, is_offered=self.is_narrow)
        self.back_button.setVisible(self.is_narrow)
        if self.is_narrow:
            self._top.insertWidget(1, segments)
        else:
            self.panel.inside.insertWidget(0, segments)
            if self.panel.tab == CHART:
                self.panel.turn_to(INCENTIVE)
        self.table.setVisible(not (self.is_narrow and self._wants_detail))
        self.detail.setVisible(not self.is_narrow or self._wants_detail)
        is_chart = self.panel.tab == CHART
        self.chart.setVisible(not self.is_narrow or is_chart)
        self.panel.setVisible(not (self.is_narrow and is_chart))
        self._share_height()
        self.detail_changed.emit(self.is_narrow and self._wants_detail)

    def _row_height(self) -> int:
        lines = len(self._board.lines) if self._board is not None else 0
        if self.is_narrow:
            return _SHORT
        return next((height for most, height in _HEIGHTS if lines <= most), _SHORT)

    def _share_height(self) -> None:
        """The table takes what its rows need, and leaves the detail its share."""
        room = self.height() if self.is_narrow else int(self.height() * _MOST)
        self.table.setMaximumHeight(max(90, min(self.table.whole_height(), room)))
        self.table.updateGeometry()
