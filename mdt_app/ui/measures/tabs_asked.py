"""Fills the tabs that take long, only while they are looked at and only with their own answer."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from mdt_app.measures.differing import Differing
from mdt_app.measures.equity import CutFigure
from mdt_app.ui.measures.asked import Choice, Wanted
from mdt_app.ui.measures.controller import MeasuresController
from mdt_app.ui.measures.side_panel import DIFFERING, EQUITY, SidePanel

_PATIENCE_MS = 150
"""Whoever walks through the measures asks about the one they stop at."""


class TabsAsked(QObject):
    """Asks for equity cuts and for what differs, and shows what is still wanted."""

    def __init__(self, controller: MeasuresController, panel: SidePanel) -> None:
        super().__init__(controller)
        self._controller, self._panel = controller, panel
        self._others: Sequence[Choice] = ()
        self._others_of = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._ask)
        panel.turned.connect(self.fill)
        panel.differing.other_chosen.connect(self._fill_again)
        controller.equity_found.connect(self._show_equity)
        controller.differing_found.connect(self._show_differing)
        controller.others_known.connect(self._keep_others)

    def fill(self, tab: str) -> None:
        """Clear what is another measure's, then ask for what the tab on show needs."""
        line = self._controller.line
        if line is None:
            return
        self._panel.equity.say_working()
        if line.measure.unit == "%":
            self._panel.differing.say_working()
        else:
            self._panel.differing.say_mean()
        if tab in (EQUITY, DIFFERING):
            self._patience.start()

    def _fill_again(self, _other: str) -> None:
        self.fill(DIFFERING)

    def _ask(self) -> None:
        wanted, line = self._controller.wanted(), self._controller.line
        if wanted is None or line is None:
            return
        if self._panel.tab == EQUITY:
            self._controller.ask_equity(wanted)
        elif self._panel.tab == DIFFERING:
            if self._others_of != wanted.set_name:
                self._others_of = wanted.set_name
                self._controller.ask_others()
            else:
                self._panel.differing.offer(self._others, line.measure.words)
            other = self._panel.differing.choice()
            if other and line.measure.unit == "%":
                self._controller.ask_differing(wanted, other)

    def _keep_others(self, others: Sequence[Choice]) -> None:
        self._others = others
        if (line := self._controller.line) is not None:
            self._panel.differing.offer(others, line.measure.words)

    def _show_equity(self, wanted: Wanted, cuts: Sequence[CutFigure]) -> None:
        line = self._controller.line
        if line is not None and wanted == self._controller.wanted():
            self._panel.equity.show_cuts(line.measure, cuts)

    def _show_differing(self, wanted: Wanted, other: str, found: Differing) -> None:
        if wanted == self._controller.wanted() and other == self._panel.differing.choice():
            self._panel.differing.show_differing(found)
