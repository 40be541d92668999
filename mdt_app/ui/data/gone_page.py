"""People of a practice's last full extract who are not in this one. Nobody is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import spaced as spaced_number
from mdt_app.intake.gone import GonePerson
from mdt_app.intake.rows import Gone
from mdt_app.ui.data.wording import counted
from mdt_app.ui.parts import button, column, label, surface
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column

_WIDTHS = (240, 140, 160, 300)
_MEANS = (
    "They may have moved, died or left the search. They stay in the list, with what is known,"
    " until their practice says otherwise."
)


@dataclass(frozen=True, slots=True)
class GoneLine:
    """One person, and the first file that no longer named them."""

    name: str
    nhs_number: str
    practice: str
    since: str


def lines_of_file(people: Sequence[Gone], file: str) -> list[GoneLine]:
    """Those whom a file of a preview no longer names."""
    return [GoneLine(each.name, each.nhs_number, each.practice, file) for each in people]


def lines_of_store(people: Sequence[GonePerson]) -> list[GoneLine]:
    """Those whom the files taken in so far no longer name."""
    return [
        GoneLine(each.name, each.nhs_number, each.practice, f"{each.file_name}, {spoken(each.on)}")
        for each in people
    ]


def _name(person: GoneLine) -> str:
    return person.name


def _number(person: GoneLine) -> str:
    return spaced_number(person.nhs_number)


def _practice(person: GoneLine) -> str:
    return person.practice


def _since(person: GoneLine) -> str:
    return person.since


COLUMNS: tuple[Column[GoneLine], ...] = (
    Column("Patient", _name),
    Column("NHS No.", _number),
    Column("Practice", _practice),
    Column("Not in", _since),
)


def _is_same(one: GoneLine, other: GoneLine) -> bool:
    return one.nhs_number == other.nhs_number


class GonePage(QWidget):
    """Who they are, and what that means."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "title", wraps=True)
        self.table: PlainTable[GoneLine] = PlainTable(
            COLUMNS, _WIDTHS, name="People no longer in the extract", wide=3, tone=_tone
        )
        self.back_button = button("Back")
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8, margins=12)
        layout.addWidget(self.heading)
        layout.addWidget(label(_MEANS, "quiet", wraps=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.back_button.clicked.connect(self.left)

    def show_people(self, people: Sequence[GoneLine]) -> None:
        """Show who is gone."""
        number = counted(len(people), "person", "people")
        self.heading.setText(f"{number} no longer in the extract")
        self.table.show_rows(people, _is_same)
        self.table.go_to(0)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _tone(_person: GoneLine, place: int) -> str:
    return "strong" if place == 0 else ""
