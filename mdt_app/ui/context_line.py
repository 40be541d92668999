"""The line over every screen: what it is about, how to find somebody, and who is working."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QLabel,
    QWidget,
)

from mdt_app.ui.commands import EVERYWHERE
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.names_shown import HIDDEN_WORDS, SHOWN_WORDS, names
from mdt_app.ui.parts import (
    ElidedLabel,
    button,
    column,
    key_cap,
    label,
    marked,
    row,
    surface,
)
from mdt_app.ui.screen import Context

CONTEXT_HEIGHT = 44
_NARROW_CONTEXT, _WIDE_CONTEXT = 420, 820
_CONTEXT_EDGE, _CONTEXT_GAP = 12, 14
_BETWEEN_NOTES = "&nbsp;&nbsp;&nbsp;&nbsp;"


class ContextLine(QWidget):
    """What this screen is about, on the left; finding someone and who is working, on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "title")
        self.subtitle = ElidedLabel("", "quiet", fills=False)
        self.chip = label("", "chip-context")
        self.notes = QLabel()
        self._notes: Sequence[str] = ()
        self._told: tuple[Context, bool] | None = None
        self.notes.setTextFormat(Qt.TextFormat.RichText)
        self.notes.setProperty("role", "quiet")
        self.notes.setMinimumWidth(1)
        self.right_chip = label("", "chip-context")
        self.room_chip = label("", "chip-context")
        self.room_chip.hide()
        self.names_chip = label(SHOWN_WORDS, "chip-context")
        self.find_button = button("Find patient", "link", name="Find patient, Ctrl+K")
        self.find_keys = QWidget()
        self.find_keys.setAccessibleName("Find patient: its key")
        row(self.find_keys, spacing=3).addWidget(key_cap("Ctrl+K", EVERYWHERE))
        self.user = label("", "quiet")
        self._lay_out()

    def _lay_out(self) -> None:
        ground = surface("context")
        column(self, spacing=0).addWidget(ground)
        self._around_notes = (
            self.title,
            self.subtitle,
            self.chip,
            self.find_button,
            self.find_keys,
            self.room_chip,
            self.right_chip,
            self.names_chip,
            self.user,
        )
        line = row(ground, spacing=_CONTEXT_GAP)
        line.setContentsMargins(_CONTEXT_EDGE, 0, _CONTEXT_EDGE, 0)
        for widget in (self.title, self.subtitle, self.chip, self.notes):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self.find_button)
        line.addWidget(self.find_keys)
        for chip in (self.room_chip, self.names_chip, self.right_chip):
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.user)
        self.setMinimumHeight(CONTEXT_HEIGHT)
        looks.changed.connect(self._look_at_room)

    def show_context(self, context: Context) -> None:
        """Say what the screen is about now. Only what differs is touched."""
        told = context, names.are_hidden
        if told == self._told:
            return
        self._told = told
        for widget, words in (
            (self.title, names.plain(context.title)),
            (self.subtitle, names.plain(context.subtitle)),
            (self.chip, context.chip),
            (self.right_chip, context.right_chip),
        ):
            if widget.text() != words:
                widget.setText(words)
            widget.setVisible(bool(words))
        self._notes = context.notes
        self._show_fitting_notes()

    def _show_fitting_notes(self) -> None:
        """As many notes as there is room for; a note is never cut in half."""
        shown = self._notes
        while shown and not self._fits(shown):
            shown = shown[:-1]
        notes = _BETWEEN_NOTES.join(map(marked, shown))
        if self.notes.text() != notes:
            self.notes.setText(notes)
        self.notes.setMinimumWidth(self.notes.sizeHint().width() if shown else 1)
        self.notes.setVisible(bool(shown))

    def _fits(self, notes: Sequence[str]) -> bool:
        """Whether these have room beside everything that is never left out."""
        metrics = QFontMetrics(font(bold=True))
        plain = [words.replace("**", "") for words in notes]
        room = self.width() - 2 * _CONTEXT_EDGE - _CONTEXT_GAP
        for widget in self._around_notes:
            if not widget.isHidden():
                least = widget.minimumSizeHint().width()
                room -= _CONTEXT_GAP + (
                    least if widget is self.subtitle else max(least, widget.sizeHint().width())
                )
        needed = sum(map(metrics.horizontalAdvance, plain))
        return needed + (len(notes) - 1) * metrics.horizontalAdvance(" " * 4) <= room

    def show_room(self, words: str) -> None:
        """Whether the room sees the case; '' where there is no window for the room."""
        self.room_chip.setText(words)
        self.room_chip.setVisible(bool(words))

    def show_names(self) -> None:
        """Whether names are shown, and the key that changes it."""
        is_wide = self.width() >= pixels(_WIDE_CONTEXT)
        words = HIDDEN_WORDS if names.are_hidden else SHOWN_WORDS
        self.names_chip.setText(words if is_wide else words.partition(" · ")[0])
        self.names_chip.setVisible(is_wide or names.are_hidden)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW_CONTEXT, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window who is shown matters more than who is working."""
        super().resizeEvent(event)
        self._look_at_room()

    def _look_at_room(self) -> None:
        is_wide = self.width() >= pixels(_WIDE_CONTEXT)
        self.find_keys.setVisible(is_wide)
        self.user.setVisible(is_wide)
        self.find_button.setVisible(self.width() >= pixels(_NARROW_CONTEXT))
        self.show_names()
        self._show_fitting_notes()
