"""The agenda to be, and the keys that move a case earlier or later in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.prepare.plan_rows import COLUMNS, WHY, WIDTHS, PlanRow, spoken_row, tone

_FAR = 10_000
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}


class PlanList(PlainTable[PlanRow]):
    """Alt with an arrow moves the line at the keyboard; Alt+Home and Alt+End move it to an end.

    A topic goes with Del.
    """

    move_asked = Signal(str, int)
    """NHS number, places further on."""
    topic_move_asked = Signal(int, int)
    """Which topic, cases further on."""
    topic_left_out = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            COLUMNS, WIDTHS, name="Agenda", wide=WHY, lines=2, tone=tone, name_of=spoken_row
        )
        self.setSortingEnabled(False)
        self.setMinimumHeight(120)

    def show_plan(self, rows: Sequence[PlanRow]) -> None:
        """Show the agenda as it is now; the same case stays the one at the keyboard."""
        self.show_rows(rows, _is_same)
        if not self.currentIndex().isValid() and rows:
            self.go_to(0)
        self.scrollTo(self.currentIndex())

    def current_number(self) -> str:
        """The NHS number of the case at the keyboard, or ''."""
        row = self.current_row()
        return row.nhs_number if row else ""

    def move_case(self, by: int) -> None:
        """Move the case or topic at the keyboard."""
        row = self.current_row()
        if row is not None and row.topic is not None:
            self.topic_move_asked.emit(row.topic, by)
        elif number := self.current_number():
            self.move_asked.emit(number, by)

    def leave_topic_out(self) -> None:
        """The topic at the keyboard is not for this meeting."""
        row = self.current_row()
        if row is not None and row.topic is not None:
            self.topic_left_out.emit(row.topic)

    def move_earlier(self) -> None:
        self.move_case(-1)

    def move_later(self) -> None:
        self.move_case(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_case(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.leave_topic_out()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the dialog's green button
        else:
            super().keyPressEvent(event)


def _is_same(one: PlanRow, other: PlanRow) -> bool:
    if one.topic is not None:
        return one.topic == other.topic
    return bool(one.nhs_number) and one.nhs_number == other.nhs_number
