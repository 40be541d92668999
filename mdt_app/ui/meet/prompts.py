"""Four quiet questions before a case is closed: ticked when spoken about, never forced."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.values import PROMPTS
from mdt_app.ui.meet.ticks import Tick
from mdt_app.ui.parts import key_cap
from mdt_app.ui.wrapping import WrappingRow, make_wrapping

WHO_TELLS = PROMPTS[3]
_WORDS = {
    PROMPTS[0]: ("Comorbidity", "Other conditions were considered"),
    PROMPTS[1]: ("Their view", "The person's own view was considered"),
    PROMPTS[2]: ("Burden", "The burden of medicines was considered"),
    WHO_TELLS: ("Told by", "Who tells the person what was agreed"),
}
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class PromptsRow(QWidget):
    """C puts the keyboard here: 1 to 4, or arrows and Space, tick. Esc goes on."""

    ticked = Signal(str)
    name_asked = Signal()
    """Who tells the person is a name, asked for in words."""
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Considered")
        self.ticks = [
            Tick(code, *_WORDS[code], str(place), shows_key=False)
            for place, code in enumerate(PROMPTS, 1)
        ]
        line = WrappingRow(self, spacing=3)
        line.addWidget(key_cap("C", "meet"))
        for tick in self.ticks:
            line.addWidget(tick)
            tick.asked.connect(self._ask)
            tick.keyed.connect(self._take_key)
            tick.reached.connect(self._show_keys)
            tick.gone.connect(self._hide_keys)
        make_wrapping(self)

    def begin(self) -> None:
        """Put the keyboard at the first that is not ticked yet."""
        first = next((tick for tick in self.ticks if not tick.isChecked()), self.ticks[0])
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_considered(self, considered: Sequence[str], told_by: str) -> None:
        """Show what was spoken about."""
        for tick in self.ticks:
            is_named = tick.code == WHO_TELLS and bool(told_by.strip())
            tick.show_ticked(is_named or tick.code in considered)

    def _ask(self, code: str) -> None:
        if code == WHO_TELLS:
            self.name_asked.emit()
        else:
            self.ticked.emit(code)

    def _take_key(self, event: QKeyEvent) -> None:
        """Take what is a key here; a press arrives ignored, its announcement only asks."""
        pressed = event.type() == QKeyEvent.Type.KeyPress
        key = Qt.Key(event.key())
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.ticks):
            event.accept()
            if pressed:
                self.ticks[place].setFocus(Qt.FocusReason.OtherFocusReason)
                self.ticks[place].click()
        elif pressed and key in _STEPS:
            event.accept()
            self._step(_STEPS[key])
        elif pressed and key == Qt.Key.Key_Escape:
            event.accept()
            self.done.emit()

    def _step(self, step: int) -> None:
        now = next((place for place, tick in enumerate(self.ticks) if tick.hasFocus()), 0)
        place = min(max(now + step, 0), len(self.ticks) - 1)
        self.ticks[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keys(self, _code: str) -> None:
        """While the keyboard is here, each box shows the key that ticks it."""
        for tick in self.ticks:
            tick.show_keys(True)

    def _hide_keys(self) -> None:
        for tick in self.ticks:
            tick.show_keys(False)
