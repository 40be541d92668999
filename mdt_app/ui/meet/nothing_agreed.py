"""Ctrl+Enter with nothing agreed: three ways to leave the case, and none is chosen by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame

from mdt_app.ui.key_words import key_for
from mdt_app.ui.meet.key_link import KeyLink
from mdt_app.ui.parts import column, label
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

NOTHING = "Nothing is agreed yet for this case."
_WAYS = (
    ("U", "no_change", "No change"),
    ("X", "not_discussed", "Not discussed"),
    ("W", "wait", "Wait…"),
)


class NothingAgreed(QFrame):
    """Stands above the green button. Esc, and any other step, closes it."""

    chosen = Signal(str)
    """no_change, not_discussed or wait."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "question")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(NOTHING)
        ground = wrapping_ground()
        line = WrappingRow(ground, spacing=8)
        self.links = []
        for key, code, words in _WAYS:
            made = KeyLink(key, words, words.rstrip("…"))
            made.asked.connect(self._choosing(code))
            line.addWidget(made)
            self.links.append(made)
        layout = column(self, spacing=4)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.addWidget(label(NOTHING, "heading", wraps=True))
        layout.addWidget(ground)
        layout.addWidget(
            label("Esc goes back. PgDn goes on and leaves the case open.", "small", wraps=True)
        )
        self.hide()

    def offer(self) -> None:
        """Offer the three, quietly: the keyboard is here, and on none of them."""
        ways = [f"{key_for('meet', key)} {words.rstrip('…')}" for key, _, words in _WAYS]
        self.setAccessibleName(" · ".join([NOTHING, *ways, "Esc goes back"]))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it; the keyboard goes back if it was here."""
        focus = QApplication.focusWidget()
        if focus is self or (focus is not None and self.isAncestorOf(focus)):
            self.closed.emit()  # before it hides, or Qt hands the keyboard to any button
        self.hide()

    def _choosing(self, code: str) -> Callable[[], None]:
        def choose() -> None:
            self._choose(code)

        return choose

    def _choose(self, code: str) -> None:
        self.leave()
        self.chosen.emit(code)

    def event(self, event: QEvent) -> bool:
        """Its keys are no keys of the screen while it has the keyboard."""
        is_asking = event.type() == QEvent.Type.ShortcutOverride
        if is_asking and isinstance(event, QKeyEvent) and self._way_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if way := self._way_of(event):
            self._choose(way)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _way_of(self, event: QKeyEvent) -> str:
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier or not event.text():
            return ""
        said = event.text().upper()
        return next((code for key, code, _ in _WAYS if said == key_for("meet", key).upper()), "")
