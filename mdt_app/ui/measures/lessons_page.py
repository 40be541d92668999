"""Learning points of every meeting, for everybody to read: never whose case taught them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.meeting.learning import Lesson
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.parts import column
from mdt_app.ui.rows_model import Column

_NONE = "No learning point yet. L in Meet keeps what a case taught, without saying whose it was."


def _on(lesson: Lesson) -> str:
    return spoken(lesson.held_on)


def _meeting(lesson: Lesson) -> str:
    return lesson.meeting


def _words(lesson: Lesson) -> str:
    return lesson.words


def _name_of(lesson: Lesson) -> str:
    return f"{_on(lesson)}, {lesson.meeting}: {lesson.words}"


def _tone(_lesson: Lesson, place: int) -> str:
    return {0: "strong", 1: "quiet"}.get(place, "")


def _is_same(one: Lesson, other: Lesson) -> bool:
    return one == other


class LessonsPage(QWidget):
    """One learning point a row, the latest meeting first; below it the whole of the one at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Paragraph("strong")
        columns = (
            Column("On", _on),
            Column("Meeting", _meeting),
            Column("What was learned", _words),
        )
        self.table: OpeningTable[Lesson] = OpeningTable(
            columns,
            (110, 170, 400),
            name="Learning points",
            wide=2,
            lines=2,
            tone=_tone,
            name_of=_name_of,
        )
        self.table.fit_a_page()
        self.whole = Paragraph()
        layout = column(self, spacing=8)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        self.table.selectionModel().currentChanged.connect(self._show_whole)

    def show_lessons(self, lessons: Sequence[Lesson]) -> None:
        """Show what every meeting learned."""
        meetings = len({(lesson.held_on, lesson.meeting) for lesson in lessons})
        said = f"{counted(len(lessons), 'learning point')} of {counted(meetings, 'meeting')}."
        self.words.setText(said if lessons else _NONE)
        self.table.show_rows(lessons, _is_same)
        for part in (self.table, self.whole):
            part.setVisible(bool(lessons))
        if lessons:
            self.table.go_to(0)

    def _show_whole(self, *_: object) -> None:
        lesson = self.table.current_row()
        self.whole.setText(lesson.words if lesson is not None else "")
