"""The pages of Measures, one shown at a time, and the keys that work on each."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_app.measures.incentive import WhatIf
from mdt_app.ui.measures import keys
from mdt_app.ui.measures.board_page import BoardPage
from mdt_app.ui.measures.controls import Controls
from mdt_app.ui.measures.freeze_page import FreezePage
from mdt_app.ui.measures.nothing_page import NothingPage
from mdt_app.ui.measures.our_meetings import OurMeetings
from mdt_app.ui.measures.people_page import PeoplePage
from mdt_app.ui.parts import column, surface
from mdt_app.ui.screen import Key


class Pages(QStackedWidget):
    """The board under its controls; over it people, or months to freeze."""

    def __init__(self, what_if: Callable[[int], WhatIf]) -> None:
        super().__init__()
        self.controls = Controls()
        self.board = BoardPage(what_if)
        self.nothing = NothingPage()
        self.ours = OurMeetings()
        self.people = PeoplePage()
        self.freezing = FreezePage()
        self.front = QStackedWidget()
        """What stands under the controls."""
        for under in (self.board, self.nothing, self.ours):
            self.front.addWidget(under)
        self.main = surface("page")
        layout = column(self.main, spacing=0)
        layout.addWidget(self.controls)
        layout.addWidget(self.front, 1)
        for page in (self.main, self.people, self.freezing):
            self.addWidget(page)

    def turn_to(self, page: QWidget) -> None:
        """Show a page, with the controls above it where it has them."""
        if self.front.indexOf(page) >= 0:
            self.front.setCurrentWidget(page)
            page = self.main
        self.setCurrentWidget(page)

    def is_at(self, page: QWidget) -> bool:
        if self.front.indexOf(page) >= 0:
            return self.currentWidget() is self.main and self.front.currentWidget() is page
        return self.currentWidget() is page

    def is_at_front(self) -> bool:
        """Whether the controls are on show, and no page lies over them."""
        return self.currentWidget() is self.main

    def keys(self) -> Sequence[Key]:
        """The keys worth showing on the page that is shown."""
        for page, its_keys in (
            (self.people, keys.PEOPLE),
            (self.freezing, keys.FREEZING),
            (self.ours, keys.OURS[self.ours.part]),
            (self.nothing, keys.EMPTY),
        ):
            if self.is_at(page):
                return its_keys
        return keys.BOARD
