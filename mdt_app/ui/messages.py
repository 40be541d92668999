"""The one place that tells the user something: a bar inside the window that never blocks."""

import logging
from enum import Enum
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMessageBox, QWidget

from mdt_app.errors import UserError
from mdt_app.log import places
from mdt_app.ui.names_shown import names
from mdt_app.ui.parts import button, column, label, row, set_role

log = logging.getLogger(__name__)
_SHOWN_MS = 8000
_FAULT = "Something went wrong in the program, not with what you did."
_FAULT_HINT = "What was saved is safe. Go on, and if it happens again, close and open the program."


class Tone(Enum):
    """Whether a message reports success or a problem; the mark says so without colour."""

    DONE = ("message", "✓")
    PROBLEM = ("message-error", "!")


class MessageBar(QFrame):
    """A line under the context line. News leaves by itself; a problem stays until closed."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "message")
        self.mark = label("", "heading")
        self.message = label("", "heading", wraps=True)
        self.hint = label("", wraps=True)
        self.close_button = button("Close", name="Close this message")
        # A click on it must not take the keyboard from where the work goes on.
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._is_refusal = False
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._lay_out()
        self.close_button.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def _lay_out(self) -> None:
        words = column(spacing=2)
        words.addWidget(self.message)
        words.addWidget(self.hint)
        line = row(self, spacing=10)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, tone: Tone, message: str, hint: str = "") -> None:
        """Show a message in place of the last one."""
        self._is_refusal = False
        role, mark = tone.value
        set_role(self, role)
        self.mark.setText(mark)
        message, hint = names.plain(message), names.plain(hint)
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        said = f"{message} {hint}".strip()
        self.setAccessibleName(said)
        self.show()
        announce(self, said, is_urgent=tone is Tone.PROBLEM)
        self._timer.stop()
        if tone is Tone.DONE:
            self._timer.start()

    def refuse(self, message: str, hint: str) -> None:
        """Show why what was entered is not taken, until it is."""
        self.say(Tone.PROBLEM, message, hint)
        self._is_refusal = True

    def drop_refusal(self) -> None:
        """What was refused is mended or left behind; any other message stays."""
        if self._is_refusal:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def announce(widget: QWidget, words: str, *, is_urgent: bool = False) -> None:
    """Have words read aloud by a screen reader: news in its turn, what is urgent at once."""
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def tell(widget: QWidget, message: str, hint: str = "") -> None:
    """Say that something was done, in the window `widget` is in."""
    if (bar := widget.window().findChild(MessageBar)) is not None:
        bar.say(Tone.DONE, message, hint)


def show_error(widget: QWidget, error: Exception) -> None:
    """Tell the user what went wrong. What is not a UserError is raised again."""
    if not isinstance(error, UserError):
        raise error
    log.warning("shown to user: %s", places(error))
    if (bar := widget.window().findChild(MessageBar)) is not None:
        bar.say(Tone.PROBLEM, error.message, error.hint)


def show_refusal(widget: QWidget, error: UserError) -> None:
    """Tell the user why what was just entered is not taken; it goes with `drop_refusal`."""
    if (bar := widget.window().findChild(MessageBar)) is not None:
        bar.refuse(error.message, error.hint)


def drop_refusal(widget: QWidget) -> None:
    """Take a refusal away, so that it never stands beside somebody else."""
    if (bar := widget.window().findChild(MessageBar)) is not None:
        bar.drop_refusal()


def explain_fault(
    window: QWidget,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Say that the program itself failed. The log gets where, never what was being shown."""
    log.error("fault %s", places(error.with_traceback(trace)))
    if isinstance(error, UserError):
        show_error(window, error)
        return
    hint = f"{_FAULT_HINT} ({kind.__name__})"
    if (bar := window.findChild(MessageBar)) is not None:
        bar.say(Tone.PROBLEM, _FAULT, hint)  # no box: nothing may stop a meeting by itself
        return
    if any(shown.isVisible() for shown in window.findChildren(QMessageBox)):
        return  # said already: a fault that comes every second must not bury the window
    box = QMessageBox(QMessageBox.Icon.Warning, "MDT", _FAULT, parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(hint)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
