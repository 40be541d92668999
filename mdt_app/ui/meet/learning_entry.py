"""Joins the learning box to the case: half typed as a draft, warned about, kept or refused."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from mdt_app.meeting.learning import (
    identifying_words,
    keep_learning_point,
    learning_points_about,
    people_it_may_name,
    withdraw_learning_point,
)
from mdt_app.meeting.values import LearningPoint
from mdt_app.register.values import Person
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.learning_box import FIELD
from mdt_app.ui.meet.side_panel import SidePanel
from mdt_app.ui.saving import Saver
from mdt_app.ui.typed_texts import TypedTexts


class LearningEntry(QObject):
    """What is written about what a case teaches; whose case it was is never in it."""

    def __init__(
        self, controller: MeetController, side: SidePanel, saver: Saver, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._box, self._list, self._link = side.learning, side.learned, side.learning_link
        self.texts = TypedTexts(controller.ws.vault, saver, "meet-learning", self)
        self._people: Sequence[Person] = ()
        controller.case_shown.connect(self._show_points)
        controller.case_changed.connect(self._show_points)
        self._box.edit.typed.connect(self._type)
        self._box.edit.entered.connect(self._keep)
        self._list.withdrawn.connect(self._withdraw)

    def open(self) -> None:
        """Write a learning point; what was half typed at this case comes back."""
        if (shown := self._controller.shown) is None:
            return
        number = shown.nhs_number
        with self._controller.ws.vault.reading() as reading:
            self._people = people_it_may_name(reading, shown.page.item.meeting, number)
        text, caret = self.texts.restore((number, FIELD)) or ("", 0)
        self._box.open_for(number, text, caret)
        self._box.warn(identifying_words(self._people, text))

    def _type(self, number: str, field: str, text: str, caret: int) -> None:
        self.texts.type((number, field), text, caret)
        self._box.warn(identifying_words(self._people, text))

    def _keep(self, number: str, words: str) -> None:
        shown = self._controller.shown
        if shown is None or shown.nhs_number != number:
            return
        if not words.strip():
            self._box.leave()
            return
        if found := identifying_words(self._people, words):
            self._box.warn(found)
            return
        ws, meeting, place = self._controller.ws, shown.page.item.meeting, (number, FIELD)
        forget = self.texts.forgetting(place)
        self.texts.take(place)

        def keep() -> LearningPoint:
            kept = keep_learning_point(ws, meeting, number, words)
            forget()
            return kept

        def give_back() -> None:
            self.texts.type(place, words, len(words))

        self._box.edit.show_words(number, "", 0)
        self._box.leave()
        self._controller.change(number, keep, give_back)

    def _withdraw(self, point: LearningPoint) -> None:
        ws = self._controller.ws

        def withdraw() -> None:
            withdraw_learning_point(ws, point)

        self._controller.change(point.nhs_number, withdraw)

    def _show_points(self, case: ShownCase) -> None:
        with self._controller.ws.vault.reading() as reading:
            points = learning_points_about(reading, case.page.item.meeting, case.nhs_number)
        self._list.show_points(points)
        half_typed = self.texts.restore((case.nhs_number, FIELD))
        is_waiting = half_typed is not None and bool(half_typed[0].strip())
        self._link.say("learning…" if is_waiting else "learning", is_waiting)
