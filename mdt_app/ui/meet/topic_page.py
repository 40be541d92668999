"""One topic in the meeting: what is said, and what is to be done. About nobody."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mdt_app.errors import UserError
from mdt_app.meeting.topics import Topic
from mdt_app.meeting.values import Action
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.meet.words import short_day
from mdt_app.ui.parts import (
    button,
    card,
    centred,
    clear_layout,
    column,
    label,
    primary_button,
    scrolling,
)
from mdt_app.ui.shortcuts import add_key
from mdt_app.ui.words_edit import WordsEdit
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_WIDTH = 860
SAID = "said"


class TopicPage(QWidget):
    """Ctrl+Enter: said, and on. PgDn goes on without; Esc leaves the words, then the page."""

    done_asked = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    back_asked = Signal()
    action_given = Signal(object)
    """An `Action` without its meeting and topic."""
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Topic")
        self.topic: Topic | None = None
        self._today = date.min
        self.title = label("", "person", wraps=True)
        self.details = label("", "quiet", wraps=True)
        self.words_edit = WordsEdit(SAID, "What was said, as the minutes say it", 6)
        self._actions = column(spacing=2)
        self.what_edit = QLineEdit(placeholderText="What is to be done")
        self.owner_edit = QLineEdit(placeholderText="Who")
        self.day_edit = QLineEdit(placeholderText="By: 11 Jan, 6w")
        self.add_button = button("Add the action")
        self.done_button = primary_button("Said, go on")
        self.next_button = button("Leave it for now", name="Leave it for now, Page Down")
        self.back_button = button("Back to the case", name="Back to the case, Esc")
        for edit, name in (
            (self.what_edit, "What is to be done"),
            (self.owner_edit, "Who does it"),
            (self.day_edit, "By which day"),
        ):
            edit.setAccessibleName(name)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        paper = card()
        paper.setMaximumWidth(_WIDTH)
        inner = column(paper, spacing=10)
        inner.setContentsMargins(20, 14, 20, 16)
        inner.addWidget(self.title)
        inner.addWidget(self.details)
        inner.addWidget(label("What was said", "heading"))
        inner.addWidget(self.words_edit)
        inner.addWidget(label("Actions for the practices", "heading"))
        inner.addLayout(self._actions)
        inner.addWidget(_wrapping(self.what_edit, self.owner_edit, self.day_edit, self.add_button))
        inner.addWidget(_wrapping(self.done_button, self.next_button, self.back_button))
        letters = self.fontMetrics().averageCharWidth()
        for edit, width in ((self.what_edit, 40), (self.owner_edit, 20), (self.day_edit, 16)):
            edit.setMinimumWidth(letters * width)
        ground = centred(paper)
        area = scrolling(ground, "The topic")
        self.in_sight = InSight(area, ground)
        column(self, spacing=0).addWidget(area)

    def _connect(self) -> None:
        # Also in the words, which would only scroll.
        add_key(self, "PgDown", self.next_asked.emit)
        add_key(self, "PgUp", self.previous_asked.emit)
        self.words_edit.next_asked.connect(self.done_asked)
        self.words_edit.done.connect(self.done_button.setFocus)
        self.done_button.clicked.connect(self.done_asked)
        self.next_button.clicked.connect(self.next_asked)
        self.back_button.clicked.connect(self.back_asked)
        self.add_button.clicked.connect(self._give_action)
        for edit in (self.what_edit, self.owner_edit, self.day_edit):
            edit.returnPressed.connect(self._give_action)

    def show_topic(self, topic: Topic, typed: tuple[str, int] | None, today: date) -> None:
        """Show a topic with what stands of it; `typed` is what is half written."""
        is_other = self.topic is None or self.topic.id != topic.id
        self.topic, self._today = topic, today
        self.title.setText(topic.called)
        state = "Spoken about already. " if topic.state == "done" else ""
        self.details.setText(f"{state}{topic.details} · about no case: name nobody here")
        text, caret = typed or (topic.words, len(topic.words))
        self.words_edit.show_words(topic.id, text, caret)
        if is_other:
            for edit in (self.what_edit, self.owner_edit, self.day_edit):
                edit.clear()

    def show_actions(self, actions: list[Action]) -> None:
        """Show what is to be done."""
        clear_layout(self._actions)
        for action in actions:
            due = short_day(action.due_on, self._today) if action.due_on else "no date"
            words = f"{action.words} — {action.owner or 'no owner'}, {due}"
            self._actions.addWidget(label(words, wraps=True))
        if not actions:
            self._actions.addWidget(label("No action yet.", "quiet"))

    def _give_action(self) -> None:
        words = self.what_edit.text().strip()
        if not words:
            self.what_edit.setFocus()
            return
        try:
            due_on = day_of(self.day_edit.text(), self._today)
        except UserError as error:
            self.refused.emit(error)
            self.day_edit.setFocus()
            return
        owner = self.owner_edit.text().strip()
        self.action_given.emit(Action(words=words, owner=owner, due_on=due_on, audience="practice"))
        for edit in (self.what_edit, self.owner_edit, self.day_edit):
            edit.clear()
        self.what_edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


def _wrapping(*parts: QWidget) -> QWidget:
    ground = wrapping_ground()
    line = WrappingRow(ground, spacing=8)
    for part in parts:
        line.addWidget(part)
    return ground
