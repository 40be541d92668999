"""One file of a preview: what it is, what its rows would do, and what stands against it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLayout

from mdt_app.intake.rows import FileReport
from mdt_app.register.values import Practice
from mdt_app.ui.data.wording import (
    SECTION_WORDS,
    columns_met,
    file_line,
    sections_met,
    spaced,
)
from mdt_app.ui.parts import button, column, label, row

_WARNINGS_SHOWN = 4


class FileCard(QFrame):
    """Name, layout, a small table of counts, warnings; a refusal with what to do about it."""

    practice_chosen = Signal(str)

    def __init__(
        self, report: FileReport, practices: list[Practice], *, was_read: bool = True
    ) -> None:
        """`was_read` is False for a file that another one's refusal kept from being read."""
        super().__init__()
        self.report = report
        self.setProperty("role", "card")
        self.setAccessibleName(f"{report.name}: {file_line(report)}")
        layout = column(self, spacing=6, margins=12)
        layout.addLayout(self._heading())
        if self.is_refused:
            self._add_refusal(layout)
        elif sections_met(report.counts):
            layout.addLayout(self._counts())
        else:
            nothing = "No rows that can be used." if was_read else "Waits for the other files."
            layout.addWidget(label(nothing, "quiet"))
        if any(question.topic == "practice" for question in report.questions):
            layout.addLayout(self._practice_picker(practices))
        self._add_warnings(layout)

    @property
    def is_refused(self) -> bool:
        """Whether the whole file was refused: it has a problem that names no row."""
        return any(_is_of_file(problem.row) for problem in self.report.problems)

    def _heading(self) -> QHBoxLayout:
        line = row(spacing=12)
        line.addWidget(label(self.report.name, "strong"))
        line.addWidget(label(file_line(self.report), "quiet"))
        line.addStretch(1)
        return line

    def _add_refusal(self, layout: QLayout) -> None:
        for problem in self.report.problems:
            if _is_of_file(problem.row):
                layout.addWidget(label(f"✕ {problem.problem}", "bad", wraps=True))
                layout.addWidget(label(problem.hint, wraps=True))

    def _counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        sections = sections_met(self.report.counts)
        columns = columns_met(self.report.counts[name] for name in sections)
        for place, (_field, heading, meaning) in enumerate(columns, 1):
            words = label(heading, "section")
            words.setToolTip(meaning)
            grid.addWidget(words, 0, place, Qt.AlignmentFlag.AlignRight)
        for line, name in enumerate(sections, 1):
            grid.addWidget(label(SECTION_WORDS[name]), line, 0)
            for place, (field, heading, _meaning) in enumerate(columns, 1):
                number = getattr(self.report.counts[name], field)
                cell = label(spaced(number), _role(field, number))
                cell.setAccessibleName(f"{SECTION_WORDS[name]}, {heading}: {spaced(number)}")
                grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(len(columns) + 1, 1)
        return grid

    def _practice_picker(self, practices: list[Practice]) -> QHBoxLayout:
        self.practice_box = QComboBox()
        self.practice_box.setAccessibleName(f"Practice that {self.report.name} comes from")
        self.practice_box.addItem("Choose the practice", "")
        for practice in practices:
            self.practice_box.addItem(f"{practice.name} ({practice.ods})", practice.ods)
        self.practice_button = button("Look again", name="Look again with this practice")
        self.practice_button.setEnabled(False)
        self.practice_box.currentIndexChanged.connect(self._allow)
        self.practice_button.clicked.connect(self._choose_practice)
        line = row(spacing=8)
        line.addWidget(label("Comes from", "strong"))
        line.addWidget(self.practice_box)
        line.addWidget(self.practice_button)
        line.addStretch(1)
        return line

    def _allow(self) -> None:
        self.practice_button.setEnabled(bool(self.practice_box.currentData()))

    def _choose_practice(self) -> None:
        self.practice_chosen.emit(self.practice_box.currentData())

    def _add_warnings(self, layout: QLayout) -> None:
        warnings = self.report.warnings
        for words in warnings[:_WARNINGS_SHOWN]:
            layout.addWidget(label(f"! {words}", wraps=True))
        if rest := warnings[_WARNINGS_SHOWN:]:
            more = label(f"and {len(rest)} more; point here to read them", "quiet")
            more.setToolTip("\n".join(rest))
            more.setAccessibleName("; ".join(rest))
            layout.addWidget(more)


def _is_of_file(row_number: int) -> bool:
    return row_number == 0


def _role(field: str, number: int) -> str:
    if not number:
        return "quiet"
    return "bad" if field in ("held", "rejected") else "strong"
