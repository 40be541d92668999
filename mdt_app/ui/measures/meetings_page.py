"""Our meetings: what each one did, how long a case took, and whether actions were done on time."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted, grouped
from mdt_app.meeting.advice import AdviceCounts
from mdt_app.meeting.process_cases import MeetingCase, MeetingCases
from mdt_app.meeting.process_figures import HeldShare, MeetingFigures
from mdt_app.ui.measures.cases_below import CasesBelow
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.parts import column
from mdt_app.ui.rows_model import Column

_WIDTHS = (92, 190, 58, 72, 70, 112, 160, 240)
_TITLE, _ON_TIME, _ROLES = 1, 6, 7
_FIXED = QHeaderView.ResizeMode.Interactive
_ROOM_FOR_ROLES, _ROOM_FOR_TITLE = 900, 760
_NOTE = (
    "On time: done by its day, of the actions that have fallen due. Minutes a case need"
    " a meeting kept in the program while it was held."
)
_NONE = "No meeting has ended yet. Figures come here once one has."


def _on(row: MeetingFigures) -> str:
    return spoken(row.held_on)


def _on_key(row: MeetingFigures) -> date:
    return row.held_on


def _title(row: MeetingFigures) -> str:
    return row.title


def _cases(row: MeetingFigures) -> str:
    return str(row.cases)


def _cases_key(row: MeetingFigures) -> int:
    return row.cases


def _decided(row: MeetingFigures) -> str:
    return str(row.decided)


def _decided_key(row: MeetingFigures) -> int:
    return row.decided


def _carried(row: MeetingFigures) -> str:
    return str(row.carried)


def _carried_key(row: MeetingFigures) -> int:
    return row.carried


def _minutes(row: MeetingFigures) -> str:
    planned = f" of {row.planned_minutes}" if row.minutes_per_case is not None else ""
    return f"{row.minutes_words}{planned}"


def _minutes_key(row: MeetingFigures) -> float | None:
    return row.minutes_per_case


def _actions(row: MeetingFigures) -> str:
    done = row.actions
    if not done.agreed:
        return "none agreed"
    if not done.fell_due:
        return f"{done.agreed} agreed, none due yet"
    return f"{done.done_on_time} of {done.fell_due} due"


def _actions_key(row: MeetingFigures) -> float | None:
    return row.actions.on_time_percent


def _came(row: MeetingFigures) -> str:
    return row.attendance_words


def _came_key(row: MeetingFigures) -> int:
    return row.present


COLUMNS: tuple[Column[MeetingFigures], ...] = (
    Column("Held on", _on, _on_key),
    Column("Meeting", _title),
    Column("Cases", _cases, _cases_key, to_the_right=True),
    Column("Decided", _decided, _decided_key, to_the_right=True),
    Column("Carried", _carried, _carried_key, to_the_right=True),
    Column("Minutes a case", _minutes, _minutes_key, to_the_right=True),
    Column("Actions on time", _actions, _actions_key),
    Column("Who came", _came, _came_key),
)


def _is_same(one: MeetingFigures, other: MeetingFigures) -> bool:
    return one.meeting == other.meeting


def _tone(_row: MeetingFigures, place: int) -> str:
    return {0: "strong", _ROLES: "quiet"}.get(place, "")


def _spoken(row: MeetingFigures) -> str:
    return (
        f"{_on(row)}, {row.title}: {_cases(row)} cases, {_decided(row)} decided,"
        f" {_carried(row)} carried, minutes a case {_minutes(row)},"
        f" actions on time {_actions(row)}, {_came(row)}"
    )


def summary(meetings: Sequence[MeetingFigures]) -> str:
    """All meetings together, in one sentence."""
    if not meetings:
        return _NONE
    cases = sum(each.cases for each in meetings)
    decided = sum(each.decided for each in meetings)
    due = sum(each.actions.fell_due for each in meetings)
    on_time = sum(each.actions.done_on_time for each in meetings)
    held = f"{len(meetings)} meeting{'' if len(meetings) == 1 else 's'}"
    said = f"{held}, {grouped(cases)} cases, {grouped(decided)} decided"
    done = f"{grouped(on_time)} of the {grouped(due)} actions that fell due were done on time"
    return f"{said}; {done if due else 'no action has fallen due yet'}."


def advice_words(counts: AdviceCounts) -> str:
    """`Between meetings: 5 questions asked about 4 people, 4 of them answered.`"""
    asked, people = counted(counts.asked, "question"), counted(counts.people, "person", "people")
    return f"Between meetings: {asked} asked about {people}, {counts.answered} answered."


class _Table(OpeningTable[MeetingFigures]):
    def __init__(self) -> None:
        super().__init__(
            COLUMNS, _WIDTHS, name="Our meetings", wide=_ROLES, lines=2, tone=_tone, name_of=_spoken
        )
        self.fit_a_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window numbers matter more than names."""
        super().resizeEvent(event)
        self.show_column(_TITLE, is_shown=self.width() >= _ROOM_FOR_TITLE)
        self.show_column(_ROLES, is_shown=self.width() >= _ROOM_FOR_ROLES)
        wide = _ROLES if self.width() >= _ROOM_FOR_ROLES else _ON_TIME
        header = self.horizontalHeader()
        for place in (_ROLES, _ON_TIME):
            mode = QHeaderView.ResizeMode.Stretch if place == wide else _FIXED
            if header.sectionResizeMode(place) != mode:
                header.setSectionResizeMode(place, mode)


def _name(case: MeetingCase) -> str:
    return case.name


def _became(case: MeetingCase) -> str:
    return case.became


def _what(case: MeetingCase) -> str:
    return case.words


_CASE_COLUMNS: tuple[Column[MeetingCase], ...] = (
    Column("Patient", _name),
    Column("Became", _became),
    Column("What was agreed, or why not", _what),
)


class MeetingsPage(QWidget):
    """One meeting a row, the latest first, and all of them in a sentence.

    Enter opens a meeting to its cases: those of one's own practice, and a count of the others.
    """

    cases_asked = Signal(str)
    """The id of a meeting."""
    person_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words, self.held, self.advice = Paragraph("strong"), Paragraph(), Paragraph()
        self.note = Paragraph("small")
        self.note.setText(_NOTE)
        self.table = _Table()
        self.cases: CasesBelow[MeetingCase] = CasesBelow(
            self.table, _CASE_COLUMNS, (200, 120, 400), "Cases of the meeting"
        )
        layout = column(self, spacing=8)
        layout.addWidget(self.words)
        for beside in (self.held, self.advice):
            layout.addWidget(beside)
            beside.hide()
        layout.addWidget(self.table, 1)
        self.cases.add_to(layout)
        layout.addWidget(self.note)
        self.table.opened.connect(self._ask_cases)
        self.cases.person_opened.connect(self.person_opened)

    def show_meetings(self, meetings: Sequence[MeetingFigures]) -> None:
        """Show what every meeting did."""
        self.words.setText(summary(meetings))
        self.cases.close()
        self.table.show_rows(list(reversed(meetings)), _is_same)
        self.table.setVisible(bool(meetings))
        if meetings:
            self.table.go_to(0)

    def show_held(self, share: HeldShare) -> None:
        """Show how many of the planned meetings were held."""
        self.held.setText(share.words)
        self.held.setVisible(bool(share.words))

    def show_advice(self, counts: AdviceCounts) -> None:
        """Show how much was asked between meetings; nothing where nothing was."""
        self.advice.setText(advice_words(counts))
        self.advice.setVisible(bool(counts.asked))

    def show_cases(self, found: MeetingCases) -> None:
        """Show who was behind the counts of the meeting that was asked about, and of no other."""
        self.cases.show(found.meeting, found.own, found.others)

    def _ask_cases(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.cases.expect(row.meeting, _on(row))
            self.cases_asked.emit(row.meeting)
