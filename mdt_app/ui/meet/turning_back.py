"""Undo and redo in the meeting: what was taken back, and to whom the screen must go."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mdt_app.clinical.words import first_few
from mdt_app.meeting.breaks import opened_after
from mdt_app.meeting.queries import last_number
from mdt_app.meeting.undo import TakenBack, redo_last, undo_last
from mdt_app.register.values import Person
from mdt_app.ui.shortcuts import is_typing

if TYPE_CHECKING:
    from mdt_app.ui.meet.controller import MeetController

_Turn = Callable[..., TakenBack | None]
_MOST_NAMED = 2


class TurningBack(QObject):
    """Takes back or restores the last step of this meeting, and shows whom it was about."""

    turned = Signal(object, object)
    """`Undone` or `Redone`, and the `TakenBack`, or None where there was nothing."""

    def __init__(self, controller: "MeetController") -> None:
        super().__init__(controller)
        self._controller = controller
        with controller.ws.vault.reading() as reading:
            self._before = last_number(reading)
        self.stays: Callable[[], bool] = bool
        """Whether a page is shown that is about no case: it stays, and shows what is undone."""

    def undo(self) -> None:
        self._turn("Undone", undo_last)

    def redo(self) -> None:
        self._turn("Redone", redo_last)

    def _turn(self, said: str, turn: _Turn) -> None:
        controller = self._controller
        if controller.meeting is None:
            return
        controller.agreeing.record()
        ws, meeting, visit = controller.ws, controller.meeting.id, controller.visit
        before = self._before

        def job() -> TakenBack | None:
            with ws.vault.reading() as reading:
                opened = opened_after(reading, meeting)
            return turn(ws, meeting, actions_since=before if opened is None else opened)

        def done(taken: TakenBack | None) -> None:
            if taken is not None:
                # Whoever goes on typing, or has gone on to somebody else, stays where they are.
                is_here = visit == controller.visit and not is_typing()
                controller.show_taken_back(taken, may_go=is_here and not self.stays())
            self.turned.emit(said, taken)
            controller.undone.emit(taken)

        controller.saves.save("", job, done)


def turned_words(
    said: str, taken: TakenBack | None, people: Mapping[str, Person]
) -> tuple[str, str]:
    """What was undone or redone and for whom: `Undone: case parked, ASH`.

    The second is the whole name, where another person of that surname is on the list too.
    """
    if taken is None:
        what = "undo" if said == "Undone" else "redo"
        return f"There is nothing to {what} in this meeting.", ""
    found = [people[number] for number in taken.about if number in people]
    names = [*(person.surname.upper() for person in found), *taken.named]
    words = ", ".join(filter(None, (f"{said}: {taken.words}", first_few(names, _MOST_NAMED))))
    surnames = Counter(person.surname.upper() for person in people.values())
    doubtful = [person for person in found if surnames[person.surname.upper()] > 1]
    return words, " · ".join(one.listed_name for one in doubtful)
