"""Our meetings in three parts, one shown at a time: how they went, tiers and remits, learning."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_app.ui.measures.care_page import CarePage
from mdt_app.ui.measures.lessons_page import LessonsPage
from mdt_app.ui.measures.meetings_page import MeetingsPage
from mdt_app.ui.parts import SegmentedButtons, column, surface

HELD, CARE, LESSONS = "held", "care", "lessons"
PARTS = ((HELD, "How they went"), (CARE, "Tiers and remits"), (LESSONS, "Learning points"))


class OurMeetings(QWidget):
    """Chosen by segment or by letter; the keyboard goes to the table of the part chosen."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.segments = SegmentedButtons("Our meetings", PARTS)
        self.meetings, self.care, self.lessons = MeetingsPage(), CarePage(), LessonsPage()
        self._parts: dict[str, QWidget] = {
            HELD: self.meetings,
            CARE: self.care,
            LESSONS: self.lessons,
        }
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8)
        layout.setContentsMargins(12, 0, 12, 10)
        layout.addWidget(self.segments)
        layout.addWidget(self._stack, 1)
        self.segments.choose(HELD)
        self.segments.chosen.connect(self._show)

    @property
    def part(self) -> str:
        """Which part is shown."""
        return self.segments.choice()

    @property
    def table(self) -> QWidget:
        """Where the keyboard starts in the part that is shown."""
        tables: dict[str, QWidget] = {
            HELD: self.meetings.table,
            CARE: self.care.table,
            LESSONS: self.lessons.table,
        }
        return tables[self.part]

    def turn_to(self, part: str) -> None:
        """Show a part with the keyboard in it."""
        self._show(part)
        start = self.table
        (start if start.isVisibleTo(self) else self.segments.segment(part)).setFocus()

    def _show(self, part: str) -> None:
        self.segments.choose(part)
        self._stack.setCurrentWidget(self._parts[part])
        self.turned.emit()
