"""Why the person is here: every reason raised, with its source, and what cannot be answered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from mdt_app.flags.answers import Clear, Raised
from mdt_app.meeting.changes import changes_of
from mdt_app.meeting.inferred import inferred_in, inferred_results
from mdt_app.ui.meet.card_ground import paint_card
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.reason_row import ReasonRow
from mdt_app.ui.meet.since_line import SinceLine, opened_runs
from mdt_app.ui.meet.words import not_asked, unknown_line
from mdt_app.ui.parts import column, plain_tip
from mdt_app.ui.reason_line import ReasonLine
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.tab_order import tab_next

_LEAST_ROWS = 1
_USUAL_HEIGHT = 160
_SCROLL_BAR = 24
"""A scroll bar is never wider than that."""
_INSET, _AROUND, _EDGE = 12, 4, 1
_ABOVE_ROWS = 3
"""What changed, all of it, and that nothing is raised stand above the rows."""


class MoreRow(QPushButton):
    """Names what does not fit above, with its count; pressed, it opens everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "more")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rest(self, names: Sequence[str]) -> None:
        """Say what is not shown above."""
        words = f"{len(names)} more: {' · '.join(names)}"
        self.setAccessibleName(words)
        plain_tip(self, "\n".join(names))
        arrow = "− Show fewer" if self.isChecked() else f"+ {words}"
        room = max(60, self.width() - 24)
        self.setText(self.fontMetrics().elidedText(arrow, Qt.TextElideMode.ElideRight, room))


class ReasonsCard(QFrame):
    """All reasons of the person shown. Rows are kept and filled again.

    As many as leave room for the charts are opened out; the rest are named in one line.
    """

    evidence_asked = Signal(object)
    rule_asked = Signal(str)
    aside_asked = Signal(str, str)
    """Rule and NHS number."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Why this person is here")
        self.rows: list[ReasonRow] = []
        self.nothing = RunsText(is_centred=True)
        self.more = MoreRow()
        self.since = SinceLine()
        self.changed = RunsText(9)
        self._room = 10_000
        self._shared_at = 0
        self._names: list[str] = []
        self._column = column(self, spacing=0)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.addWidget(self.since)
        self._column.addWidget(self._opened())
        self._column.addWidget(_inset(self.nothing))
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self.more.toggled.connect(self._share_room)
        self.since.opened.connect(self._open_changes)
        self.since.moved.connect(self._move)

    def _opened(self) -> QWidget:
        """Where all that changed is told, once the line is opened."""
        self._below = QWidget()
        inside = column(self._below, spacing=0)
        inside.setContentsMargins(_INSET, _AROUND, _INSET, _AROUND)
        inside.addWidget(self.changed)
        self._below.hide()
        return self._below

    def _open_changes(self) -> None:
        self.changed.show_runs(*opened_runs(self.since.changes))
        self._below.setVisible(self.since.is_open)

    def show_case(self, case: ShownCase, on: date) -> None:
        """Show another person's reasons; what was set aside stands below what counts."""
        aside, unknown = case.page.set_aside, case.unknown
        raised = sorted(case.raised, key=lambda reason: reason.rule in aside)
        self._make_rows(len(raised) + 1)
        known = inferred_results(case.page.record)
        for line, reason in zip(self.rows, raised):
            if reason.rule in aside:
                line.show_aside(reason, aside[reason.rule], on, case.nhs_number)
                continue
            since = case.page.since[reason.rule]
            inferred = inferred_in(known, reason.evidence) if known else 0
            line.show_reason(reason, since, case.nhs_number, inferred)
        self._names = [_named(reason, is_aside=reason.rule in aside) for reason in raised]
        if unknown:
            words = unknown_line(unknown)
            self.rows[len(raised)].show_unanswered(words, len(unknown), case.nhs_number)
            self._names.append(words.partition(":")[0])
        for line in self.rows[len(self._names) :]:
            line.forget()
        self.since.show_changes(changes_of(case.page), on, case.nhs_number)
        self.changed.show_runs()
        self._below.hide()
        self.nothing.show_runs(*([] if raised else nothing_runs(case)))
        self.nothing.setVisible(not raised)
        self.more.blockSignals(True)
        self.more.setChecked(False)
        self.more.blockSignals(False)
        self._share_room()

    def give_room(self, height: int) -> None:
        """How high the card may be, so that the charts stay in sight."""
        if height != self._room:
            self._room = height
            self._share_room()

    def to_first(self) -> None:
        """Put the keyboard at the first reason."""
        if self.rows and self.rows[0].isVisible():
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move(self, line: ReasonLine, step: int) -> None:
        """From one reason to the next; those that did not fit are opened on the way."""
        place = (self.rows.index(line) if isinstance(line, ReasonRow) else -1) + step
        if place == -1:
            self.since.setFocus(Qt.FocusReason.OtherFocusReason)
        if not 0 <= place < len(self._names):
            return
        if not self.rows[place].isVisible():
            self.more.setChecked(True)
        self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _share_room(self) -> None:
        self._shared_at = self.width()
        room_for, count = self._fitting(), len(self._names)
        fitting = count if self.more.isChecked() else room_for
        for line in self.rows[:fitting]:
            line.settle_at(self.width() - 2 * _EDGE)
        for place, line in enumerate(self.rows):
            line.setVisible(place < fitting)
        has_more = room_for < count
        self.more.setVisible(has_more)
        if has_more:
            self.more.show_rest(self._names[room_for:])
        self._keep_high_enough()

    def _keep_high_enough(self) -> None:
        """One height keeps the charts in the same place for everybody; its rows may need more."""
        usual = max(0, min(self._room, _USUAL_HEIGHT))
        self.setMinimumHeight(max(usual, self._column.minimumSize().height()))

    def event(self, event: QEvent) -> bool:
        """Evidence that is opened makes its row higher, and so the card."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_high_enough()
        return super().event(event)

    def _fitting(self) -> int:
        """How many rows fit; all, or so many that the line naming the rest fits too.

        Those far below what fits are not even put into words.
        """
        room = self._room - 2 * _EDGE - self.since.sizeHint().height()
        used, rest, fitting = 0, self.more.sizeHint().height(), 0
        count = len(self._names)
        for place, line in enumerate(self.rows[:count], start=1):
            used += line.settle_at(self.width() - 2 * _EDGE)
            if used + rest <= room:
                fitting = place
            if used > room:
                return max(min(_LEAST_ROWS, count), fitting)
        return count

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_card(QPainter(self), self.rect(), event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A scroll bar that comes and goes with what is shown must not make this start again:
        # shared out at the narrower width, the rows fit at the wider one too.
        wider_by = self.width() - self._shared_at
        if not 0 <= wider_by <= _SCROLL_BAR:
            self._share_room()

    def _make_rows(self, count: int) -> None:
        while len(self.rows) < count:
            made = ReasonRow()
            made.opened.connect(self.evidence_asked)
            made.rule_asked.connect(self.rule_asked)
            made.aside_asked.connect(self.aside_asked)
            made.moved.connect(self._move)
            self._column.insertWidget(len(self.rows) + _ABOVE_ROWS, made)
            tab_next(self.rows[-1] if self.rows else self.nothing, made)
            self.rows.append(made)


def _named(reason: Raised, *, is_aside: bool) -> str:
    """As the line naming the rest says it: a red one keeps its mark."""
    if is_aside:
        return f"{reason.headline} (set aside)"
    return f"! {reason.headline}" if reason.severity == "red" else reason.headline


def _inset(words: RunsText) -> RunsText:
    words.setMinimumHeight(44)
    return words


def nothing_runs(case: ShownCase) -> list[Run]:
    """Nothing raised, and why: all clear, or a person no rule speaks about."""
    if reason := not_asked(case.page.answers):
        return [Run("   No question was asked", "strong"), Run(f" — {reason}", "quiet")]
    clear = sum(isinstance(answer, Clear) for answer in case.page.answers)
    words = f" — {clear} questions answered, all clear"
    return [Run("   Nothing raised", "strong"), Run(words, "quiet")]
