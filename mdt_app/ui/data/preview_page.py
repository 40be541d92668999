"""What taking these files in would do: a card a file, every problem, then yes or no."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_app.intake.importing import ImportReport
from mdt_app.register.values import Practice
from mdt_app.ui.data.file_card import FileCard
from mdt_app.ui.data.problems import ProblemsTable
from mdt_app.ui.data.wording import counted, summary, why_nothing
from mdt_app.ui.parts import (
    button,
    clear_layout,
    column,
    label,
    primary_button,
    row,
    scrolling,
    set_role,
    surface,
)

QWIDGETSIZE_MAX = (1 << 24) - 1
_LEAST_CARDS = 90
_REFUSED = "Not all files can be used, so none is taken in. The cards say what to do."


class PreviewPage(QWidget):
    """Nothing shown here is kept until the green button is pressed."""

    practice_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[FileCard] = []
        self.heading = label("", "title")
        self.summary = label("", "quiet", wraps=True)
        self.problems = ProblemsTable()
        self.take_in_button = primary_button("Take in")
        self.aside_button = button("Put aside", name="Put these files aside")
        self._inside = QWidget()
        self._column = column(self._inside, spacing=8)
        self.area = scrolling(self._inside, "Files")
        self._lay_out()

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.heading)
        layout.addWidget(self.summary)
        self._column.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.problems, 1)
        buttons = row()
        buttons.addWidget(self.take_in_button)
        buttons.addWidget(self.aside_button)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_report(self, report: ImportReport, practices: Sequence[Practice]) -> None:
        """Show a preview from the top."""
        clear_layout(self._column)
        was_read = report.refusal is None
        self.cards = [FileCard(file, list(practices), was_read=was_read) for file in report.files]
        for made in sorted(self.cards, key=_refused_first):
            made.practice_chosen.connect(self.practice_chosen)
            self._column.addWidget(made)
            made.show()  # counted below before the page itself is seen
        self._column.addStretch(1)
        self.heading.setText(f"{counted(len(report.files), 'file')}: nothing is taken in yet")
        nothing = why_nothing(report.files)
        refused = report.refusal is not None or bool(nothing)
        self.summary.setText(
            nothing or (summary(report.files) if report.refusal is None else _REFUSED)
        )
        set_role(self.summary, "bad" if refused else "quiet")
        self.problems.show_problems(report.files)
        self.problems.setVisible(self.problems.has_any)
        self.take_in_button.setEnabled(not refused)
        (self.aside_button if refused else self.take_in_button).setFocus()
        self._give_room()

    def _give_room(self) -> None:
        """The cards take the room they need and no more; the problems have the rest."""
        self._column.activate()
        needed = self._column.totalSizeHint().height() + 4
        most = needed if self.problems.has_any else QWIDGETSIZE_MAX
        self.area.setMaximumHeight(most)
        self.area.setMinimumHeight(min(needed, _LEAST_CARDS))


def _refused_first(made: FileCard) -> bool:
    return not made.is_refused
