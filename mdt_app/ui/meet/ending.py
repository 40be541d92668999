"""The end of the meeting: what is still open, who was here, and the minutes nobody types."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_app.meeting.ending import LeftBehind, left_behind
from mdt_app.meeting.meetings import end_meeting
from mdt_app.meeting.values import Action, Meeting
from mdt_app.ui.meet.attendance_list import AttendanceList
from mdt_app.ui.meet.attendance_saving import AttendanceSaving
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.words import listed_name
from mdt_app.ui.parts import (
    button,
    card,
    centred,
    clear_layout,
    column,
    label,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.tab_order import tab_next

_WIDTH = 860


class LeftLine(QWidget):
    """One thing left open, with the way to put it right."""

    fix_asked = Signal(str)

    def __init__(self, words: str, what: str, nhs_number: str) -> None:
        super().__init__()
        self._nhs_number = nhs_number
        said = RunsText(is_centred=True)
        said.show_runs(Run(words, "strong"), Run(f" — {what}", "quiet"))
        line = row(self, spacing=10)
        line.addWidget(said, 1)
        if nhs_number:
            fix_button = button("Go to the case", name=f"Go to the case of {words}")
            fix_button.clicked.connect(self._ask)
            line.addWidget(fix_button)

    def _ask(self) -> None:
        self.fix_asked.emit(self._nhs_number)


class EndingPage(QWidget):
    """Lists what is undecided, ownerless, dateless and not reached. Nothing is refused."""

    case_asked = Signal(str)
    back_asked = Signal()
    ended = Signal(object)
    """Where the minutes were written."""

    def __init__(self, controller: MeetController) -> None:
        super().__init__()
        self._controller = controller
        self.summary = label("", "heading", wraps=True)
        self.lines: list[LeftLine] = []
        self.attendance = AttendanceList()
        self._saving = AttendanceSaving(controller.ws, controller.saves, self.attendance)
        self.end_button = primary_button("End the meeting and write the minutes…")
        self.back_button = button("Back to the cases")
        self._left = column(spacing=4)
        self._lay_out()
        self.end_button.clicked.connect(self.ask_where)
        self.back_button.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        paper = card()
        paper.setMaximumWidth(_WIDTH)
        inner = column(paper, spacing=12)
        inner.setContentsMargins(24, 20, 24, 20)
        inner.addWidget(label("Ending the meeting", "person"))
        inner.addWidget(self.summary)
        inner.addLayout(self._left)
        inner.addWidget(self.attendance)
        whole = column(self, spacing=0)
        whole.addWidget(scrolling(centred(paper), "Ending the meeting"), 1)
        foot = surface("status")
        buttons = row(foot, spacing=10)
        buttons.setContentsMargins(16, 8, 16, 8)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.end_button)
        buttons.addStretch(1)
        whole.addWidget(foot)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what would be left behind if the meeting ended now."""
        clear_layout(self._left)
        self.lines = []
        self.summary.setText("Looking at what is still open…")
        self._saving.show(meeting)
        vault = self._controller.ws.vault

        def look() -> LeftBehind:
            with vault.reading() as reading:
                return left_behind(reading, meeting.id)

        # After everything that waits to be saved, so that it is among what is looked at.
        self._controller.saves.save("", look, self._show_left)

    def _show_left(self, left: LeftBehind) -> None:
        clear_layout(self._left)
        self.lines = []
        for words, what, number in self._left_over(left):
            line = LeftLine(words, what, number)
            line.fix_asked.connect(self.case_asked)
            self._left.addWidget(line)
            tab_next(self.lines[-1] if self.lines else self.summary, line)
            self.lines.append(line)
        self.summary.setText(_summary(left, len(self._controller.items)))

    def _left_over(self, left: LeftBehind) -> list[tuple[str, str, str]]:
        found: list[tuple[str, str, str]] = []
        for items, what in (
            (left.rivals, "two decisions were recorded apart; settle which holds"),
            (left.undecided, "discussed, but no decision is recorded"),
            (left.waiting, "not reached; carried over to the next meeting"),
        ):
            found += [(self._name(i.nhs_number), what, i.nhs_number) for i in items]
        for action in dict.fromkeys((*left.ownerless, *left.dateless)):
            who = self._name(action.nhs_number) if action.nhs_number else "For the practice"
            found.append((f"{who}: {action.words}", _missing(action), action.nhs_number))
        return found

    def _name(self, nhs_number: str) -> str:
        person = self._controller.listed.people.get(nhs_number)
        return listed_name(person) if person is not None else "Record not in this store"

    def ask_where(self) -> None:
        """Ask where the minutes go; nothing has ended if no place is chosen."""
        meeting = self._controller.meeting
        if meeting is None:
            return
        proposed = str(Path.home() / f"minutes {meeting.held_on.isoformat()}.pdf")
        self.dialog = QFileDialog(self, "Write the minutes to", proposed, "PDF (*.pdf)")
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix("pdf")
        self.dialog.selectFile(proposed)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self._end_into)
        self.dialog.open()

    def _end_into(self, chosen: str) -> None:
        self.end(Path(chosen))

    def end(self, path: Path) -> None:
        """End the meeting, then write its minutes."""
        meeting = self._controller.meeting
        if meeting is None:
            return
        ws = self._controller.ws
        self.end_button.setEnabled(False)

        def end() -> Path:
            from mdt_app.documents.minutes import minutes_of
            from mdt_app.documents.minutes_pdf import write_minutes

            def write() -> None:
                with ws.vault.reading() as reading:
                    minutes = minutes_of(reading, meeting.id)
                write_minutes(minutes, path)

            write()  # a place that cannot be written must not leave an ended meeting without any
            end_meeting(ws, meeting.id)
            write()
            return path

        def done(written: Path) -> None:
            self.end_button.setEnabled(True)
            self.ended.emit(written)

        self._controller.saves.save("", end, done)

    def let_try_again(self) -> None:
        """The minutes could not be written; the button works again."""
        self.end_button.setEnabled(True)


def _summary(left: LeftBehind, cases: int) -> str:
    if left.is_nothing:
        return f"All {cases} cases are settled: every action has an owner and a day."
    counts = (
        (len(left.waiting), "not reached"),
        (len(left.undecided), "without a decision"),
        (len(left.rivals), "with two decisions"),
        (len(left.ownerless), "without an owner"),
        (len(left.dateless), "without a day"),
    )
    words = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"Still open: {words}. Put it right now, or leave it; the minutes say it as it is."


def _missing(action: Action) -> str:
    missing: Sequence[str] = [
        *(["no owner"] if not action.owner else []),
        *(["no day"] if action.due_on is None else []),
    ]
    return "action with " + " and ".join(missing)
