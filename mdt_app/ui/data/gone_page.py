"""People of a practice's last full extract who are not in this one. Nobody is deleted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.nhs_number import spaced as spaced_number
from mdt_app.intake.rows import Gone
from mdt_app.ui.data.wording import counted
from mdt_app.ui.parts import button, column, label, surface
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column

_WIDTHS = (280, 160, 260)


def _name(person: Gone) -> str:
    return person.name


def _number(person: Gone) -> str:
    return spaced_number(person.nhs_number)


def _practice(person: Gone) -> str:
    return person.practice


COLUMNS: tuple[Column[Gone], ...] = (
    Column("Patient", _name),
    Column("NHS No.", _number),
    Column("Practice", _practice),
)


def _is_same(one: Gone, other: Gone) -> bool:
    return one.nhs_number == other.nhs_number


class GonePage(QWidget):
    """Who they are, and what that means."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "title", wraps=True)
        self.table: PlainTable[Gone] = PlainTable(
            COLUMNS, _WIDTHS, name="People no longer in the extract", wide=2, tone=_tone
        )
        self.back_button = button("Back")
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8, margins=12)
        layout.addWidget(self.heading)
        layout.addWidget(
            label(
                "They may have moved, died or left the search. They stay in the list, with what"
                " is known, until their practice says otherwise.",
                "quiet",
                wraps=True,
            )
        )
        layout.addWidget(self.table, 1)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.back_button.clicked.connect(self.left)

    def show_people(self, people: Sequence[Gone], file: str) -> None:
        """Show who is gone from a file."""
        number = counted(len(people), "person", "people")
        self.heading.setText(f"{number} of the last extract not in {file}")
        self.table.show_rows(people, _is_same)
        self.table.go_to(0)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _tone(_person: Gone, place: int) -> str:
    return "strong" if place == 0 else ""
