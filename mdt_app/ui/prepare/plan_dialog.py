"""Asks when the chosen people will be discussed, and shows the agenda that would make."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from mdt_app.meeting.planned import moved
from mdt_app.meeting.topics import Topic
from mdt_app.meeting.values import Meeting
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.looks import pixels
from mdt_app.ui.parts import button, column, label, primary_button, roomy
from mdt_app.ui.prepare.plan_fields import PlanFields
from mdt_app.ui.prepare.plan_list import PlanList
from mdt_app.ui.prepare.plan_rows import plan_rows
from mdt_app.ui.prepare.planning import Proposal, plan_words
from mdt_app.ui.prepare.topic_fields import TopicFields
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_WIDTH, _HEIGHT = 900, 640
_EDGE = 24
"""Left of the window around it."""


class PlanDialog(QDialog):
    """The meeting, its cases in order, and one green button. Esc leaves everything as it was."""

    agreed = Signal(object, object, object)
    """The meeting as asked for, the NHS numbers in their order, and the topics."""

    def __init__(self, parent: QWidget, proposed: Proposal) -> None:
        super().__init__(parent)
        self._proposed = proposed
        self.numbers = list(proposed.numbers(proposed.meeting))
        self.topics = list(proposed.topics)
        is_planned = bool(proposed.meeting.id)
        self.setWindowTitle("Put the list on the agenda" if is_planned else "Plan the meeting")
        self.fields = PlanFields(proposed.meeting)
        self.summary = label("", "strong", wraps=True)
        self.cases = PlanList()
        self.topic_fields = TopicFields()
        self.topic_fields.hide()
        self.topic_button = button("Add a topic…", name="Add a topic that is no case")
        self.earlier_button = button("Earlier (Alt+↑)", name="Earlier: Alt+Up")
        self.later_button = button("Later (Alt+↓)", name="Later: Alt+Down")
        self.agree_button = primary_button("Put on the agenda")
        self.cancel_button = button("Cancel")
        self._lay_out(parent)
        self._connect()
        self._show()
        self.cases.setFocus()

    def _lay_out(self, parent: QWidget) -> None:
        around = parent.window().size()
        width, height = pixels(_WIDTH), pixels(_HEIGHT)
        self.resize(min(width, around.width() - _EDGE), min(height, around.height() - _EDGE))
        body = QWidget()
        inner = column(body, spacing=8)
        inner.addWidget(self.fields)
        inner.addWidget(self.summary)
        inner.addWidget(self.topic_fields)
        inner.addWidget(self.cases, 1)
        layout = column(self, spacing=8, margins=12)
        area = roomy(body, "The meeting and its cases")
        self.in_sight = InSight(area, body)
        layout.addWidget(area, 1)
        buttons = wrapping_ground()
        line = WrappingRow(buttons, spacing=8)
        for part in (
            self.agree_button,
            self.cancel_button,
            self.earlier_button,
            self.later_button,
            self.topic_button,
        ):
            line.addWidget(part)
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self.agree_button.setDefault(True)
        self.agree_button.clicked.connect(self._agree)
        self.cancel_button.clicked.connect(self.reject)
        self.fields.changed.connect(self._show)
        self.fields.order.chosen.connect(self._order_again)
        self.cases.move_asked.connect(self._move)
        self.earlier_button.clicked.connect(self.cases.move_earlier)
        self.later_button.clicked.connect(self.cases.move_later)
        self.cases.topic_move_asked.connect(self._move_topic)
        self.cases.topic_left_out.connect(self._leave_topic_out)
        self.topic_button.clicked.connect(self.topic_fields.begin)
        self.topic_fields.added.connect(self._add_topic)
        self.topic_fields.closed.connect(self._close_topic)

    def _order_again(self, order: str) -> None:
        """The order that is proposed for the meeting as it is asked for now."""
        if order != "own":
            self.numbers = list(self._proposed.numbers(self.fields.asked_for()))
            self._show()

    def _move(self, nhs_number: str, by: int) -> None:
        self.numbers = moved(self.numbers, nhs_number, by)
        self.fields.show_own_order()
        self._show()

    def _move_topic(self, which: int, by: int) -> None:
        """So many cases further on; at the ends it stays."""
        topic = self.topics[which]
        after = min(max(0, min(topic.after, len(self.numbers)) + by), len(self.numbers))
        self.topics[which] = replace(topic, after=after)
        self._show()

    def _add_topic(self, topic: Topic) -> None:
        """Before the case at the keyboard, or at the end."""
        number = self.cases.current_number()
        after = self.numbers.index(number) if number in self.numbers else len(self.numbers)
        self.topics.append(replace(topic, after=after))
        self._show()

    def _leave_topic_out(self, which: int) -> None:
        """One that was spoken about already is on file, and stays."""
        if self.topics[which].state == "waiting":
            del self.topics[which]
            self._show()

    def _close_topic(self) -> None:
        self.topic_fields.hide()
        self.cases.setFocus()

    def _show(self) -> None:
        meeting = self.fields.asked_for()
        plan = self._proposed.plan(meeting, self.numbers, self.topics)
        self.summary.setText(plan_words(self._proposed, plan))
        self.cases.show_plan(plan_rows(self._proposed, plan, self.topics))
        has_any = bool(self.numbers or self.topics)
        for part in (self.cases, self.earlier_button, self.later_button, self.agree_button):
            part.setEnabled(has_any)

    def asked_for(self) -> Meeting:
        """The meeting as the fields say."""
        return self.fields.asked_for()

    def _agree(self) -> None:
        self.agreed.emit(self.asked_for(), tuple(self.numbers), tuple(self.topics))
        self.accept()
