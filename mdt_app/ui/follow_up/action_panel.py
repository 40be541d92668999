"""The action looked at: all its words, what the record shows, how far it has come."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.meeting.values import Followed, Progress
from mdt_app.register.provenance import OfPerson
from mdt_app.ui.follow_up.becoming import NOT_TO_BE_DONE, PROGRESS, BecomingBox
from mdt_app.ui.follow_up.controller import NOTE, FollowUpController
from mdt_app.ui.follow_up.lines import ActionLine
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.parts import button, column, label, scrolling, set_role
from mdt_app.ui.provenance import Value
from mdt_app.ui.runs import Run, RunsText, unbroken


class ActionPanel(QWidget):
    """Shows one action at a time; the note typed stays with its action."""

    back_asked = Signal()

    def __init__(self, controller: FollowUpController) -> None:
        super().__init__()
        self._controller = controller
        self._id = ""
        self._nhs_number = ""
        self.patient = label("", "person", wraps=True)
        self.number = label("", "quiet", wraps=True)
        self.words = label("", wraps=True)
        self.due = label("", "strong", wraps=True)
        self.owner = label("", "quiet", wraps=True)
        self.agreed = label("", "quiet", wraps=True)
        self.followed = RunsText()
        self.note = label("", wraps=True)
        self.steps = RunsText()
        self.becoming = BecomingBox(NOTE)
        self.open_button = button("Open it again")
        self.body = QWidget()
        self.area = scrolling(self.body, "The action looked at")
        self.in_sight = InSight(self.area, self.body)
        self._lay_out()
        self._connect()
        self.show_action(None)

    def _lay_out(self) -> None:
        outer = column(self, spacing=0)
        outer.addWidget(self.area, 1)
        outer.addStretch(0)
        inner = column(self.body, spacing=6)
        inner.setContentsMargins(3, 3, 8, 3)
        said = (self.patient, self.number, self.words, self.due, self.owner, self.agreed)
        for part in (*said, self.followed, self.steps, self.note):
            inner.addWidget(part)
        inner.addSpacing(6)
        inner.addWidget(self.becoming)
        inner.addWidget(self.open_button)
        inner.addStretch(1)

    def _connect(self) -> None:
        note_edit = self.becoming.note_edit
        note_edit.typed.connect(self._keep_typed)
        note_edit.done.connect(self.back_asked)
        self.becoming.agreed.connect(self._enter)
        self.open_button.clicked.connect(self.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def show_action(self, line: ActionLine | None) -> None:
        """Show an action, or none. The same one shown again keeps the day chosen."""
        is_other = line is None or line.action.id != self._id
        self._id = line.action.id if line else ""
        self._nhs_number = line.action.nhs_number if line else ""
        self.area.setVisible(line is not None)
        text, caret = self._controller.note_of(self._id) if line else ("", 0)
        self.becoming.note_edit.show_words(self._id, text, caret)
        if line is None:
            return
        if is_other:
            self.becoming.begin(self._controller.today())
        self._show_words(line)
        self.becoming.setVisible(line.is_open)
        self.open_button.setVisible(not line.is_open)

    def _show_words(self, line: ActionLine) -> None:
        action = line.action
        self.patient.setText(line.patient)
        number = f"NHS No. {spaced(action.nhs_number)} · " if action.nhs_number else ""
        self.number.setText(f"{number}{line.practice}")
        self.words.setText(action.words)
        self.due.setText(line.due_words)
        set_role(self.due, "bad" if line.days_late is not None else "strong")
        self.owner.setText(f"Owner: {line.owner}")
        agreed = f"agreed {spoken(line.agreed_on)}" if line.agreed_on else "agreed, day not known"
        self.agreed.setText(f"{action.category}, {agreed}")
        runs = followed_runs(self._controller.followed(action))
        self.followed.show_runs(*runs)
        self.followed.setVisible(bool(runs))
        steps = progress_runs(self._controller.progress(action))
        self.steps.show_runs(*steps)
        self.steps.setVisible(bool(steps))
        self.note.setText(f"Note: {action.note}")
        self.note.setVisible(bool(action.note))

    def values(self) -> list[Value]:
        """Whom the action is for; the rest was entered here, not taken in."""
        number = self._nhs_number
        if not number:
            return []
        return [
            Value(QRect(part.mapTo(self, QPoint(0, 0)), part.size()), number, (about,))
            for part, about in (
                (self.patient, OfPerson(number, "name")),
                (self.number, OfPerson(number, "nhs_number")),
            )
        ]

    def first_value(self) -> int:
        return 0

    def mark(self) -> None:
        """Mark the action done with this note and day, or open again."""
        line = self._controller.line(self._id)
        if line is None:
            return
        if line.is_open:
            self._controller.mark_done(self._id, self.becoming.day)
        else:
            self._controller.mark_open(self._id)

    def go_to(self, way: str) -> None:
        """Put the keyboard in the note, with what it is to be about."""
        if self.becoming.isVisibleTo(self):
            self.becoming.choose(way)
            place = self.becoming.reason if way == NOT_TO_BE_DONE else self.becoming.note_edit
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self) -> None:
        way = self.becoming.way
        if way == PROGRESS:
            self._controller.note_progress(self._id)
        elif way == NOT_TO_BE_DONE:
            self._controller.mark_not_to_be_done(self._id, self.becoming.why)
        else:
            self.mark()

    def _keep_typed(self, about: str, field: str, text: str, caret: int) -> None:
        self._controller.texts.type((about, field), text, caret)


def progress_runs(steps: Sequence[Progress]) -> list[Run]:
    """`So far`, then each step with its day and who noted it."""
    if not steps:
        return []
    runs = [Run("So far", "strong")]
    for step in steps:
        day = spoken(step.at.astimezone().date())
        runs += [Run(f"\n{day}", "quiet"), Run(f" {step.words}"), Run(f" · {step.by}", "quiet")]
    return runs


def followed_runs(followed: Sequence[Followed]) -> list[Run]:
    """`On the record since`, then a sentence each; what is there is marked."""
    if not followed:
        return []
    runs = [Run("On the record since", "strong")]
    for each in followed:
        mark = Run("\n✓ ", "good") if each.is_seen else Run("\n– ", "quiet")
        runs += [mark, Run(unbroken(each.words))]
    return runs
