"""Beside the chart: incentive, practices, equity, why sets differ, definition; one at a time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from mdt_app.measures.incentive import WhatIf
from mdt_app.measures.values import Board, Line
from mdt_app.ui.measures.definition_tab import DefinitionTab
from mdt_app.ui.measures.differing_tab import DifferingTab
from mdt_app.ui.measures.equity_tab import EquityTab
from mdt_app.ui.measures.incentive_tab import IncentiveTab
from mdt_app.ui.measures.practices_tab import PracticesTab
from mdt_app.ui.parts import SegmentedButtons, card, column

CHART, INCENTIVE, PRACTICES = "chart", "incentive", "practices"
EQUITY, DIFFERING, DEFINITION = "equity", "differing", "definition"
TABS = (
    (CHART, "Chart"),
    (INCENTIVE, "Incentive"),
    (PRACTICES, "Practices"),
    (EQUITY, "Equity"),
    (DIFFERING, "Why differ?"),
    (DEFINITION, "Definition"),
)


class SidePanel(QWidget):
    """Holds the tabs; only the one on show is filled with what takes long."""

    turned = Signal(str)
    """Another tab is shown: what it shows may have to be asked for."""

    def __init__(self, what_if: Callable[[int], WhatIf]) -> None:
        super().__init__()
        self.segments = SegmentedButtons("About the measure", TABS)
        self.incentive = IncentiveTab(what_if)
        self.practices = PracticesTab()
        self.equity = EquityTab()
        self.differing = DifferingTab()
        self.definition = DefinitionTab()
        self._pages: dict[str, QWidget] = {
            INCENTIVE: self.incentive,
            PRACTICES: self.practices,
            EQUITY: self.equity,
            DIFFERING: self.differing,
            DEFINITION: self.definition,
        }
        self.stack = QStackedWidget()
        self.frame: QFrame = card()
        self.inside = column(self.frame, spacing=8)
        self._about: tuple[Board, Line] | None = None
        self._waiting: set[str] = set()
        """Tabs that do not show the measure looked at yet."""
        self._stands_in = False
        """Whether the practices are shown only because there is no incentive."""
        self._lay_out()
        self.segments.chosen.connect(self.turn_to)
        self.segments.choose(INCENTIVE)

    def _lay_out(self) -> None:
        self.inside.setContentsMargins(12, 10, 12, 8)
        self.inside.addWidget(self.segments)
        self.inside.addWidget(self.stack, 1)
        for page in self._pages.values():
            self.stack.addWidget(page)
        column(self, spacing=0).addWidget(self.frame)

    @property
    def tab(self) -> str:
        """The tab on show."""
        return self.segments.choice()

    def offer(self, tab: str, *, is_offered: bool) -> None:
        """Offer a tab or not; the first that is offered has its left edge."""
        self.segments.segment(tab).setVisible(is_offered)
        is_first = True
        for code, _words in TABS:
            segment = self.segments.segment(code)
            if segment.isHidden():
                continue
            if segment.property("follows") == is_first:
                segment.setProperty("follows", not is_first)
                segment.style().unpolish(segment)
                segment.style().polish(segment)
            is_first = False

    def turn_to(self, tab: str) -> None:
        """Show a tab."""
        self._stands_in = False
        self.segments.choose(tab)
        if tab in self._pages:
            self.stack.setCurrentWidget(self._pages[tab])
        self._fill(tab)
        self.turned.emit(tab)

    def page(self, tab: str) -> QWidget | None:
        return self._pages.get(tab)

    def show_line(self, board: Board, line: Line) -> None:
        """Show another measure in the tab on show; the others follow when they are turned to.

        A set that pays nothing has no incentive to show: its practices stand there instead.
        """
        is_paid = bool(board.incentive)
        self.offer(INCENTIVE, is_offered=is_paid)
        if not is_paid and self.tab == INCENTIVE:
            self.turn_to(PRACTICES)
            self._stands_in = True
        elif is_paid and self._stands_in:
            self.turn_to(INCENTIVE)
        self._about = (board, line)
        self._waiting = {INCENTIVE, PRACTICES, DEFINITION}
        self._fill(self.tab)

    def _fill(self, tab: str) -> None:
        """Fill a tab when it is looked at: whoever walks through measures waits for one only."""
        if tab not in self._waiting or self._about is None:
            return
        self._waiting.discard(tab)
        if tab == INCENTIVE:
            self.incentive.show_line(*self._about)
        elif tab == PRACTICES:
            self.practices.show_line(*self._about)
        else:
            self.definition.show_line(*self._about)
