"""The end of the meeting: what is still open, who was here, and the minutes nobody types."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from mdt_app.meeting.ending import (
    Left,
    LeftBehind,
    carried_words,
    carry_over,
    left_behind,
    left_lines,
    left_words,
)
from mdt_app.meeting.meetings import end_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.ui.meet.attendance_list import AttendanceList
from mdt_app.ui.meet.attendance_saving import AttendanceSaving
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.left_list import LeftLine, LeftList
from mdt_app.ui.meet.words import listed_name
from mdt_app.ui.parts import (
    button,
    card,
    centred,
    column,
    label,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_WIDTH = 860
_THE_REST = "what is still here when the meeting ends is carried over too, and the minutes say so."


class EndingPage(QWidget):
    """Lists everything that is left open. Nothing is refused, and nothing is left silently."""

    case_asked = Signal(str)
    action_asked = Signal(object)
    """Go to the case of this action and write it anew."""
    back_asked = Signal()
    ended = Signal(object)
    """Where the minutes were written."""

    def __init__(self, controller: MeetController) -> None:
        super().__init__()
        self._controller = controller
        self.summary = label("", "heading", wraps=True)
        self.carried = label("", "quiet", wraps=True)
        self.left_list = LeftList(self.summary)
        self._left: tuple[Left, ...] = ()
        self._is_just_shown = False
        self.carry_button = button("Carry everything over", name="Carry everything left open over")
        self.attendance = AttendanceList()
        self._saving = AttendanceSaving(controller.ws, controller.saves, self.attendance)
        self.end_button = primary_button("End the meeting and write the minutes…")
        self.back_button = button("Back to the cases")
        self._lay_out()
        self.left_list.fix_asked.connect(self._go_to)
        self.left_list.carry_asked.connect(self.carry)
        self.carry_button.clicked.connect(self._carry_all)
        controller.undone.connect(self._look_again)
        self.end_button.clicked.connect(self.ask_where)
        self.back_button.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        paper = card()
        paper.setMaximumWidth(_WIDTH)
        inner = column(paper, spacing=12)
        inner.setContentsMargins(24, 20, 24, 20)
        inner.addWidget(label("Ending the meeting", "person"))
        inner.addWidget(self.summary)
        inner.addWidget(self.left_list)
        inner.addWidget(self.carried)
        inner.addWidget(self.attendance)
        whole = column(self, spacing=0)
        whole.addWidget(scrolling(centred(paper), "Ending the meeting"), 1)
        foot = surface("status")
        ground = wrapping_ground()
        around = row(foot, spacing=10)
        around.setContentsMargins(16, 8, 16, 8)
        around.addWidget(ground)
        buttons = WrappingRow(ground)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.carry_button)
        buttons.addWidget(self.end_button)
        whole.addWidget(foot)

    @property
    def lines(self) -> list[LeftLine]:
        """What is left open, line by line."""
        return self.left_list.lines

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what would be left behind if the meeting ended now."""
        self._is_just_shown = True
        self.left_list.show_left(())
        self.carried.hide()
        self.carry_button.hide()
        self.summary.setText("Looking at what is still open…")
        self._saving.show(meeting)
        self._look(meeting)

    def _look(self, meeting: Meeting) -> None:
        vault = self._controller.ws.vault

        def look() -> LeftBehind:
            with vault.reading() as reading:
                return left_behind(reading, meeting.id)

        # After everything that waits to be saved, so that it is among what is looked at.
        self._controller.saves.save("", look, self._show_left)

    def _look_again(self) -> None:
        if self.isVisible() and self._controller.meeting is not None:
            self._look(self._controller.meeting)

    def _show_left(self, left: LeftBehind) -> None:
        self._left = left_lines(left)
        self.left_list.show_left([(self._words(line), line) for line in self._left])
        self.summary.setText(_summary(left, len(self._controller.items)))
        self.carried.setText(carried_words(left))
        self.carried.setVisible(bool(carried_words(left)))
        self.carry_button.setVisible(bool(self._left))
        is_lost = QApplication.focusWidget() is None  # the last line went with the keyboard in it
        if self.isVisible() and (self._is_just_shown or is_lost):
            self.go_to_first()
        self._is_just_shown = False

    def _words(self, line: Left) -> str:
        who = self._name(line.nhs_number) if line.nhs_number else "For the practice"
        return f"{who}: {line.action.words}" if line.action is not None else who

    def _name(self, nhs_number: str) -> str:
        person = self._controller.listed.people.get(nhs_number)
        return listed_name(person) if person is not None else "Record not in this store"

    def go_to_first(self) -> None:
        """Put the keyboard at the first line, or where the meeting ends."""
        (self.lines[0] if self.lines else self.end_button).setFocus()

    def _go_to(self, line: Left) -> None:
        if line.action is not None:
            self.action_asked.emit(line.action)
        else:
            self.case_asked.emit(line.nhs_number)

    def _carry_all(self) -> None:
        self.carry(self._left)

    def carry(self, lines: Sequence[Left]) -> None:
        """Carry these over to the next meeting, then look again."""
        ws, meeting = self._controller.ws, self._controller.meeting
        if meeting is None:
            return

        def carry() -> LeftBehind:
            carry_over(ws, lines)
            with ws.vault.reading() as reading:
                return left_behind(reading, meeting.id)

        def done(left: LeftBehind) -> None:
            self._controller.read_agenda_again()
            self._show_left(left)

        self._controller.saves.save("", carry, done)

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
            with ws.vault.reading() as reading:
                left = left_lines(left_behind(reading, meeting.id))
            carry_over(ws, left)
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
    words = left_words(left)
    return f"Still open: {words}. Put it right, or carry it over; {_THE_REST}"
