"""The actions agreed about the person shown, and what earlier meetings agreed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.meeting.decisions import choice_words
from mdt_app.meeting.values import Action, Advice, Followed, PastDecision
from mdt_app.ui.meet.words import short_day
from mdt_app.ui.parts import column, row
from mdt_app.ui.runs import Run, RunsText, unbroken
from mdt_app.ui.tab_order import tab_next


def kind_words(action: Action) -> str:
    """`case management`, `education`, `education for the practice`."""
    if action.audience == "practice":
        return "education for the practice"
    return action.category


class ActionRow(QFrame):
    """One action: words and day, owner and kind. Enter or a double click changes it."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._action = Action()
        self.words, self.day = RunsText(9.5), RunsText(9.5)
        self.owner, self.kind = RunsText(9), RunsText(9)
        layout = column(self, spacing=1)
        layout.setContentsMargins(9, 5, 9, 5)
        for left, right in ((self.words, self.day), (self.owner, self.kind)):
            line = row(spacing=8)
            line.addWidget(left, 11, Qt.AlignmentFlag.AlignTop)
            line.addWidget(right, 6, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(line)

    def show_action(self, action: Action, owner_place: str, on: date) -> None:
        """Show an action; what is missing is said, not left blank."""
        self._action = action
        is_gone = action.state == "withdrawn"
        state = {"done": "done: ", "withdrawn": "withdrawn: "}.get(action.state, "")
        self.words.show_runs(Run(state, "good"), Run(action.words, "quiet" if is_gone else ""))
        day = Run(short_day(action.due_on, on)) if action.due_on else Run("no date", "bad")
        self.day.show_runs(day)
        owner = Run(action.owner + owner_place, "quiet") if action.owner else Run("no owner", "bad")
        self.owner.show_runs(owner)
        self.kind.show_runs(Run(kind_words(action), "quiet"))
        self.setAccessibleName(
            f"Action: {state}{action.words}. {owner.text}. {day.text}. {kind_words(action)}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._action)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._action)
        super().mouseDoubleClickEvent(event)


class ActionsList(QWidget):
    """Rows are kept and filled again for the next person."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ActionRow] = []
        self.nothing = RunsText(9)
        self._column = column(self, spacing=4)
        self._column.addWidget(self.nothing)
        self.nothing.show_runs(Run("No action yet.", "small"))

    def show_actions(self, actions: Sequence[Action], practice_name: str, on: date) -> None:
        """Show these actions and no others."""
        while len(self.rows) < len(actions):
            made = ActionRow()
            made.opened.connect(self.opened)
            self._column.addWidget(made)
            tab_next(self.rows[-1] if self.rows else self.nothing, made)
            self.rows.append(made)
        for line, action in zip(self.rows, actions):
            line.show_action(action, f" · {practice_name}", on)
        for place, line in enumerate(self.rows):
            line.setVisible(place < len(actions))
        self.nothing.setVisible(not actions)


class BeforeList(QWidget):
    """What earlier meetings decided about this person, and what the records show of it since."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RunsText] = []
        self.is_any = False
        """Whether anything was decided before."""
        self._column = column(self, spacing=4)

    def show_before(
        self,
        before: Sequence[PastDecision],
        followed: Sequence[Followed] = (),
        advice: Sequence[Advice] = (),
    ) -> None:
        """Show decisions and advice, the latest first, each with what the records show since."""
        told = [(past.held_on, past_runs(past, followed)) for past in before]
        told += [(one.asked_on, advice_runs(one)) for one in advice]
        told.sort(key=_by_day, reverse=True)
        self.is_any = bool(told)
        while len(self.rows) < max(1, len(told)):
            made = RunsText(9)
            self.rows.append(made)
            self._column.addWidget(made)
        for line, (_day, runs) in zip(self.rows, told):
            line.show_runs(*runs)
        if not told:
            self.rows[0].show_runs(Run("Not discussed before.", "small"))
        for place, line in enumerate(self.rows):
            line.setVisible(place < max(1, len(told)))


def _by_day(told: tuple[date, list[Run]]) -> date:
    return told[0]


def advice_runs(advice: Advice) -> list[Run]:
    """`12 Oct 2026 Advice between meetings. Asked by…` and the answer below it."""
    day = advice.asked_on
    head = Run(f"{short_day(day, date(day.year - 2, 1, 1))} ", "strong")
    asked = Run(f"Advice between meetings. {advice.asked_words}", "quiet")
    style = "quiet" if advice.is_answered else "bad"
    return [head, asked, Run(f"\n{advice.answer_words}", style)]


def past_runs(past: PastDecision, followed: Sequence[Followed] = ()) -> list[Run]:
    """`15 Jun 2026 Increase gliclazide; refer X-PERT. done · X-PERT not booked`.

    Below it what the records show since of what that meeting agreed.
    """
    day = past.held_on
    head = Run(f"{short_day(day, date(day.year - 2, 1, 1))} ", "strong")
    choices = "; ".join(choice_words(choice) for choice in past.decision.choices)
    words = " — ".join(filter(None, (choices, past.decision.words))) or "No decision recorded"
    runs = [head, Run(words, "quiet")]
    for action in past.actions:
        is_done = action.state == "done"
        state = {"done": "✓ done", "withdrawn": "withdrawn"}.get(action.state, "not done")
        style = "good" if is_done else "quiet" if action.state == "withdrawn" else "bad"
        runs += [Run(f"\n{action.words}: ", "quiet"), Run(state, style)]
    of_this = {past.decision.id, *(action.id for action in past.actions)}
    for each in (each for each in followed if each.of in of_this):
        mark = Run("\n✓ ", "good") if each.is_seen else Run("\n– ", "quiet")
        runs += [mark, Run(unbroken(each.words))]
    return runs
