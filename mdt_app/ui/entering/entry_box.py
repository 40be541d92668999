"""A box over a screen in which something is entered about one person. Nothing typed is lost."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.entering.subject import Subject
from mdt_app.ui.parts import button, column, key_cap, label, primary_button, row, scrolling
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_WIDTH, _EDGE, _PAD, _GAP = 560, 12, 12, 4
_SCROLL_BAR, _SPARE = 10, 10
_PASSING = frozenset([Qt.Key.Key_PageUp, Qt.Key.Key_PageDown])
"""Keys that leave for another person: the box closes, and what is typed is kept as theirs."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Fields(QWidget):
    """As high as its fields need at the width they have, no higher."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None:
            return least
        width = max(least.width(), self.width())
        return QSize(least.width(), layout.totalHeightForWidth(width))


class EntryBox(QFrame):
    """Ctrl+Enter keeps, and so does Enter in a field; Esc closes, and what is typed stays.

    While it has the keyboard no single key reaches the screen below it.
    """

    typed = Signal(str, str, int)
    """NHS number, everything typed and the caret, to be kept as a draft."""
    left = Signal()
    """Esc or Close: the keyboard goes back; nothing is discarded."""

    def __init__(self, parent: QWidget, name: str, keep_words: str) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.subject: Subject | None = None
        self._screen = parent
        self.heading = label(name, "heading", wraps=True)
        self.person = label("", "strong", wraps=True)
        self.now = label("", "quiet", wraps=True)
        self.problem = label("", "bad", wraps=True)
        self.keep_button = primary_button(keep_words)
        self.close_button = button("Close")
        self.close_button.setToolTip("Esc. What is typed is kept.")
        self.body = _Fields()
        self.area = scrolling(self.body, f"{name}: what is entered")
        self._is_filling = False
        self._blank: tuple[str, ...] = ()
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.left)
        self.hide()

    # -- what each box says of itself -----------------------------------------------------------

    def edits(self) -> Sequence[QLineEdit]:
        """The fields that hold words, the first one first."""
        raise NotImplementedError

    def draft_name(self) -> str:
        """Under what the draft of this box is kept, beside whose it is."""
        raise NotImplementedError

    def draft(self) -> str:
        """Everything typed, or '' where the fields say what they said at first."""
        words = [edit.text() for edit in self.edits()]
        if tuple(words) == self._blank:
            return ""
        return json.dumps({"field": self.focused_field(), "words": words}, ensure_ascii=False)

    def restore(self, text: str, caret: int) -> None:
        """Bring back what was half typed."""
        kept = json.loads(text)
        self.fill(kept["words"])
        self.put_caret(kept["field"], caret)

    def give(self) -> None:
        """Say what is entered; raises `UserError` where it cannot be taken."""
        raise NotImplementedError

    # -- laying out -----------------------------------------------------------------------------

    def lay_out(self, fields: QGridLayout, others: Sequence[QWidget], *below: QWidget) -> None:
        """Whose it is, then the fields and what is said below them; the buttons never scroll."""
        inner = column(self.body, spacing=6)
        inner.setContentsMargins(3, 3, 8, 3)
        inner.addWidget(self.now)
        inner.addLayout(fields)
        for part in below:
            inner.addWidget(part)
        inner.addStretch(1)
        keep = QWidget()
        keeping = row(keep, spacing=6)
        for part in (self.keep_button, key_cap("Ctrl"), key_cap("↵")):
            keeping.addWidget(part)
        self._buttons = wrapping_ground()
        buttons = WrappingRow(self._buttons, spacing=8)
        for part in (keep, *others, self.close_button):
            buttons.addWidget(part)
        layout = column(self, spacing=_GAP, margins=_PAD)
        layout.addWidget(self.heading)
        layout.addWidget(self.person)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self._buttons)
        for edit in self.edits():
            edit.textEdited.connect(self.say_typed)
            edit.returnPressed.connect(self.keep)

    # -- opening and leaving --------------------------------------------------------------------

    def begin(self, subject: Subject, now: str) -> None:
        """It is about this person from here on, until it is left."""
        self.subject = subject
        self.person.setText(subject.words)
        self.now.setText(now)
        self.now.setVisible(bool(now))
        self._complain("")

    def open_over(self) -> None:
        """Show it in the middle of the screen, and put the keyboard in its first field."""
        self.place()
        self.show()
        self.place()  # what wraps is as high as it is only once it is shown
        self.raise_()
        first = next((e for e in self.edits() if e.isVisibleTo(self)), None)
        if first is not None and not self.has_keyboard:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """As high as it needs to be, within the screen."""
        room = self._screen.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width = min(_WIDTH, room.width())
        self.resize(width, room.height())
        height = min(self._wanted_height(width), room.height())
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(left, room.top() + (room.height() - height) // 3, width, height)
        if (layout := self.layout()) is not None:
            layout.activate()
        lacking = self.area.verticalScrollBar().maximum()
        if lacking and height < room.height():
            height = min(height + lacking, room.height())
            self.setGeometry(left, room.top() + (room.height() - height) // 3, width, height)

    def _wanted_height(self, width: int) -> int:
        inside = width - 2 * _PAD
        parts = (self.heading, self.person, self.problem, self._buttons)
        shown = [part for part in parts if not part.isHidden()]
        around = sum(_height(part, inside) + _GAP for part in shown) + 2 * _PAD
        return around + _height(self.body, inside - _SCROLL_BAR) + _SPARE

    def leave(self) -> None:
        """Keep what is half typed, then be about nobody."""
        self.hide()
        self.subject = None

    @property
    def has_keyboard(self) -> bool:
        """Whether somebody is writing here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @property
    def is_open(self) -> bool:
        return self.subject is not None

    # -- typing and keeping ---------------------------------------------------------------------

    def say_typed(self) -> None:
        """Something stands here that is in no file yet."""
        self._complain("")
        if self.subject is not None and not self._is_filling:
            focus = QApplication.focusWidget()
            caret = focus.cursorPosition() if isinstance(focus, QLineEdit) else 0
            self.typed.emit(self.subject.nhs_number, self.draft(), caret)

    def fill(self, words: Sequence[str]) -> None:
        """Put words in the fields, as nobody typed them."""
        self._is_filling = True
        for edit, text in zip(self.edits(), words, strict=True):
            edit.setText(text)
        self._is_filling = False

    def focused_field(self) -> int:
        """Which of the fields has the keyboard; the first if none."""
        found = [place for place, edit in enumerate(self.edits()) if edit.hasFocus()]
        return found[0] if found else 0

    def put_caret(self, field: int, caret: int) -> None:
        """Go on where the typing broke off."""
        edits = self.edits()
        if 0 <= field < len(edits):
            edits[field].setFocus(Qt.FocusReason.OtherFocusReason)
            edits[field].setCursorPosition(caret)

    def keep(self) -> None:
        """Enter what stands here, or say beside it why it cannot be."""
        if self.subject is None:
            return
        try:
            self.give()
        except UserError as error:
            self._complain(f"{error.message} {error.hint}".strip())

    def _complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if self.isVisible():
            self.place()

    # -- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QEvent) -> bool:
        """Letters, digits and Ctrl+Enter stay here, and go to no key of the screen below."""
        if not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER or event.key() == Qt.Key.Key_Escape:
            return True
        is_plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        return is_plain and not is_function and event.key() not in _PASSING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and is_ctrl:
            self.keep()
        elif not self._is_ours(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays in the box: what is below it is not in sight."""
        stops = self._stops()
        focus = QApplication.focusWidget()
        if not stops:
            return super().focusNextPrevChild(is_next)
        place = stops.index(focus) if focus in stops else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        after = stops[(place + (1 if is_next else -1)) % len(stops)]
        after.setFocus(reason)
        if self.body.isAncestorOf(after):
            self.area.ensureWidgetVisible(after)
        return True

    def _stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        at: QWidget | None = self.nextInFocusChain()
        while at is not None and at is not self:
            can_have_it = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.isEnabled()
            if self.isAncestorOf(at) and can_have_it and at.isVisibleTo(self):
                found.append(at)
            at = at.nextInFocusChain()
        return found


def _height(part: QWidget, width: int) -> int:
    if part.hasHeightForWidth():
        return part.heightForWidth(width)
    return part.sizeHint().height()
