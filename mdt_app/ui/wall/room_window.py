"""The window for the projector. It never takes the keyboard, and its title names nobody."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_app.meeting.wall_values import OnTheWall, WallDecision
from mdt_app.ui.icons import program_icon
from mdt_app.ui.parts import column
from mdt_app.ui.wall.case_view import CaseView
from mdt_app.ui.wall.cover import WAIT_WORDS, Cover
from mdt_app.ui.wall.letters import BODY

if TYPE_CHECKING:
    from mdt_app.ui.wall.placing import Placing

TITLE = "Room window"
USUAL_SIZE = (960, 600)


class RoomWindow(QWidget):
    """Shows a case, or its cover. Whoever closes it hides it; it is let go with the store."""

    closed = Signal()
    """Somebody closed it by its frame."""

    def __init__(self, network: str) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowIcon(program_icon())
        self.setAccessibleName(TITLE)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.placing: Placing | None = None
        """What puts it on a screen, as long as it lives."""
        self.cover = Cover(network)
        self.case = CaseView()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.cover)
        self._pages.addWidget(self.case)
        column(self, spacing=0).addWidget(self._pages)
        self.resize(*USUAL_SIZE)

    @property
    def is_covered(self) -> bool:
        """Whether the room sees nothing of any case."""
        return self._pages.currentWidget() is self.cover

    def fill_screen(self, is_full: bool) -> None:
        """Large letters are for the room; a window beside the chair's may have smaller ones."""
        ratio = self.screen().devicePixelRatio() if is_full else 2.0
        self.case.use_least(BODY / ratio)

    def put_cover(self, words: str = WAIT_WORDS) -> None:
        """Cover it, now: what was there is forgotten before anything else happens."""
        self.cover.say(words)
        self._pages.setCurrentWidget(self.cover)
        self.case.clear()
        self._paint_now()

    def clear(self) -> None:
        """Show an empty page, now, before the next case is known."""
        self.case.clear()
        self._pages.setCurrentWidget(self.case)
        self._paint_now()

    def show_case(self, case: OnTheWall) -> None:
        """Show a case, or this one as it has become."""
        self.case.show_case(case)
        self._pages.setCurrentWidget(self.case)

    def show_decision(self, decision: WallDecision) -> None:
        """Show what is being agreed of the case that is shown."""
        if not self.is_covered:
            self.case.show_decision(decision)

    def _paint_now(self) -> None:
        if self.isVisible():
            self.repaint()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.put_cover()
        self.hide()
        self.closed.emit()
