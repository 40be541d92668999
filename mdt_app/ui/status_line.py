"""The line under every screen: whether all is saved, a few words, and the keys that work here."""

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QWidget,
)

from mdt_app.ui.key_words import in_force
from mdt_app.ui.looks import looks
from mdt_app.ui.parts import (
    ElidedLabel,
    column,
    keys_with_words,
    label,
    row,
    surface,
)
from mdt_app.ui.screen import Key, Screen
from mdt_app.ui.shortcuts import screen_code

STATUS_HEIGHT = 28
_LEAST_WORDS = 90


class StatusLine(QWidget):
    """Whether all is saved, a few words, and the keys that work here."""

    def __init__(self) -> None:
        super().__init__()
        self.saved = label("All changes saved", "small")
        self.words = ElidedLabel("", "small", fills=False)
        self._keys: tuple[Key, ...] = ()
        self._key_widgets: list[QWidget] = []
        ground = surface("status")
        column(self, spacing=0).addWidget(ground)
        self._line = row(ground, spacing=18)
        self._line.setContentsMargins(12, 0, 12, 0)
        self._line.addWidget(self.saved)
        self._line.addWidget(self.words)
        self._line.addStretch(1)
        self.setMinimumHeight(STATUS_HEIGHT)
        looks.changed.connect(self._show_fitting_keys)

    def show_status(self, screen: Screen) -> None:
        """Say how things stand on this screen."""
        self.saved.setText(screen.unsaved() or "All changes saved")
        self.words.setText(screen.status())
        shown = tuple(in_force(screen_code(screen), (*screen.keys(), ("F1", "keys"))))
        if shown != self._keys:
            self._keys = shown
            self._show_keys()

    def _show_keys(self) -> None:
        for widget in self._key_widgets:
            widget.hide()
            widget.deleteLater()
        self._key_widgets = [keys_with_words(keys, words) for keys, words in self._keys]
        for widget in self._key_widgets:
            self._line.addWidget(widget)
        self._show_fitting_keys()

    def _show_fitting_keys(self) -> None:
        """On a narrow window the first keys go: F1, the last, names them all."""
        room = self.width() - self.saved.sizeHint().width() - _LEAST_WORDS
        for widget in reversed(self._key_widgets):
            room -= widget.sizeHint().width() + self._line.spacing()
            widget.setVisible(room >= 0 or widget is self._key_widgets[-1])

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WORDS, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fitting_keys()
