"""Somebody else's page, to be looked at only: nothing on it records anything."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from mdt_app.meeting.decisions import choice_words
from mdt_app.meeting.values import Action, Decision
from mdt_app.ui.charts.grid import ChartGrid
from mdt_app.ui.meet.actions_list import BeforeList, kind_words
from mdt_app.ui.meet.banner import Banner
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.medicine_bars import MedicineBars
from mdt_app.ui.meet.peeking import LOOKING_ONLY
from mdt_app.ui.meet.words import matters_runs, question_runs, short_day, unknown_line
from mdt_app.ui.palette import SEVERITY_WORDS
from mdt_app.ui.parts import ElidedLabel, button, card, column, label, roomy, row, surface
from mdt_app.ui.runs import Run, RunsText

_RIGHT, _ONLY, _WIDEST = 330, 150, 10_000
_NARROW = 900
"""Below this width what was agreed stands under the charts."""
_SCROLLED_BY = {
    Qt.Key.Key_Down: 60,
    Qt.Key.Key_Up: -60,
    Qt.Key.Key_PageDown: 240,
    Qt.Key.Key_PageUp: -240,
}


class PeekPage(QFrame):
    """One person, read only, in a frame of its own colour. Esc goes back to the case."""

    left = Signal()
    another_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "looking")
        self.setAccessibleName(LOOKING_ONLY)
        self.nhs_number = ""
        self.only = label(LOOKING_ONLY, "on-amber", wraps=True)
        self.only.setMinimumWidth(_ONLY)
        self.whose_case = ElidedLabel("", "on-amber")
        self.back_button = button("Back to the case", name="Back to the case, Esc")
        self.another_button = button("Somebody else…", name="Look at somebody else, key K")
        self.banner = Banner()
        self.reasons, self.agreed = RunsText(), RunsText()
        self.question, self.matters = RunsText(), RunsText()
        self.charts = ChartGrid()
        self.medicines = MedicineBars()
        self.before = BeforeList()
        self._lay_out()
        self.back_button.clicked.connect(self.left)
        self.another_button.clicked.connect(self.another_asked)

    def _lay_out(self) -> None:
        whole = column(self, spacing=0, margins=4)
        strip = surface("looking-strip")
        line = row(strip, spacing=12)
        line.setContentsMargins(12, 5, 8, 5)
        line.addWidget(self.only, 2)
        line.addWidget(self.whose_case, 3)
        line.addWidget(self.another_button)
        line.addWidget(self.back_button)
        whole.addWidget(strip)
        content = QWidget()
        body = column(content, spacing=8)
        body.setContentsMargins(12, 10, 12, 8)
        body.addWidget(self.banner)
        self._across = row(spacing=12)
        self._across.addLayout(self._record(), 1)
        self._across.addWidget(self._agreed())
        body.addLayout(self._across, 1)
        self.area = roomy(content, "The person looked at")
        whole.addWidget(self.area, 1)

    def _record(self) -> QVBoxLayout:
        left = column(spacing=8)
        paper = card()
        inner = column(paper, spacing=0)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self.reasons)
        left.addWidget(paper)
        left.addWidget(self.charts, 1)
        left.addWidget(self.medicines)
        return left

    def _agreed(self) -> QWidget:
        self._side = QWidget()
        right = column(self._side, spacing=6)
        for part in (
            self.question,
            self.matters,
            label("Agreed in this meeting", "heading"),
            self.agreed,
            label("Before", "heading"),
            self.before,
        ):
            right.addWidget(part)
        right.addStretch(1)
        return self._side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if is_narrow else across)
        self._side.setMinimumWidth(0 if is_narrow else _RIGHT)
        self._side.setMaximumWidth(_WIDEST if is_narrow else _RIGHT)

    def show_case(self, case: ShownCase, on: date, whose_case: str) -> None:
        """Show this person; `whose_case` is the name of the one before the room."""
        page, person = case.page, case.page.record.person
        self.nhs_number = case.nhs_number
        self.whose_case.setText(f"· before the room: {whose_case}")
        self.banner.show_case(case, on)
        self.reasons.show_runs(*_reason_runs(case))
        self.charts.show_record(page.record, on, page.meeting_days, page.own_targets, case.pack)
        self.medicines.show_record(page.record, on)
        self.question.show_runs(*question_runs(page.nomination))
        self.matters.show_runs(*matters_runs(person, page.nomination))
        self.agreed.show_runs(*_agreed_runs(page.decisions, page.actions, on))
        self.before.show_before(page.before, page.followed, page.advice)
        self.area.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Nobody is looked at any more, and nothing of them stays."""
        self.nhs_number = ""
        self.whose_case.setText("")
        self.banner.clear()
        self.medicines.clear()
        for part in (self.reasons, self.question, self.matters, self.agreed):
            part.show_runs()
        self.before.show_before(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_K:
            self.another_asked.emit()
        elif event.key() in _SCROLLED_BY:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLED_BY[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _reason_runs(case: ShownCase) -> Iterator[Run]:
    aside = case.page.set_aside
    counting = [reason for reason in case.raised if reason.rule not in aside]
    if not counting:
        yield Run("Nothing is raised.", "quiet")
    for place, reason in enumerate(counting):
        word = SEVERITY_WORDS.get(reason.severity, "Not known")
        style = "bad" if reason.severity == "red" else "strong"
        yield Run("\n" if place else "")
        yield Run(f"{word}: {reason.headline}", style)
        rest = reason.message.removeprefix(reason.headline)
        yield Run(rest if rest != reason.message else f" — {rest}", "quiet")
    below = [f"{len(aside)} set aside"] if aside else []
    below += [words] if (words := unknown_line(case.unknown).partition(":")[0]) else []
    yield Run("\n" + " · ".join(below) if below else "", "quiet")


def _agreed_runs(
    decisions: tuple[Decision, ...], actions: tuple[Action, ...], on: date
) -> Iterator[Run]:
    if not decisions and not actions:
        yield Run("Nothing yet.", "small")
    for decision in decisions:
        choices = "; ".join(choice_words(choice) for choice in decision.choices)
        yield Run(" — ".join(filter(None, (choices, decision.words))) + "\n")
    for action in actions:
        due = short_day(action.due_on, on) if action.due_on else "no date"
        yield Run(f"{action.words} ", "strong")
        yield Run(f"{action.owner or 'no owner'} · {due} · {kind_words(action)}\n", "quiet")
