"""What became of a file's rows: a few numbers, section by section."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mdt_app.clinical.words import grouped
from mdt_app.intake.rows import FileReport
from mdt_app.ui.data.wording import SECTION_WORDS, columns_met, sections_met
from mdt_app.ui.parts import label, plain_tip

_GONE = "of the last extract, but not in this one; nobody is deleted"


class CountsTable(QWidget):
    """New, changed, same, set aside, gone; every number says its name."""

    def __init__(self, report: FileReport) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        sections = sections_met(report.counts)
        columns = columns_met(report.counts[name] for name in sections)
        last = len(columns) + 1
        for place, (_field, heading, meaning) in enumerate(columns, 1):
            self._add_heading(place, heading, meaning)
        if report.gone:
            self._add_heading(last, "Gone", _GONE)
        for line, name in enumerate(sections, 1):
            self._grid.addWidget(label(SECTION_WORDS[name]), line, 0)
            for place, (field, heading, _meaning) in enumerate(columns, 1):
                number = getattr(report.counts[name], field)
                self._add_number(line, place, name, heading, number, _role(field, number))
            if report.gone and name == "patients":
                self._add_number(line, last, name, "Gone", len(report.gone), "strong")

    def _add_heading(self, place: int, heading: str, meaning: str) -> None:
        words = label(heading, "section")
        plain_tip(words, meaning)
        self._grid.addWidget(words, 0, place, Qt.AlignmentFlag.AlignRight)

    def _add_number(
        self, line: int, place: int, section: str, heading: str, number: int, role: str
    ) -> None:
        cell = label(grouped(number), role)
        cell.setAccessibleName(f"{SECTION_WORDS[section]}, {heading}: {grouped(number)}")
        self._grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignRight)


def _role(field: str, number: int) -> str:
    if not number:
        return "quiet"
    return "bad" if field in ("held", "rejected") else "strong"
