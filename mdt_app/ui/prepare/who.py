"""Who is shown beside the list: born, NHS number, practice, and why they stand where they do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import banner_day
from mdt_app.clinical.nhs_number import spaced
from mdt_app.register.provenance import Asked, OfPerson
from mdt_app.ui.parts import column
from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.provenance import Value
from mdt_app.ui.runs import Run, RunsText


class WhoCard(QWidget):
    """Two lines about one person. The keyboard steps through what they say with the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self._nhs_number = ""
        self.identity, self.place = RunsText(), RunsText(9)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = column(self, spacing=3)
        layout.addWidget(self.identity)
        layout.addWidget(self.place)

    def show_person(self, line: CaseLine, why_here: str) -> None:
        """Show another person, or this one again."""
        self._nhs_number = line.nhs_number
        self.identity.show_runs(*identity_runs(line))
        practice = OfPerson(line.nhs_number, "practice")
        place = Run(line.practice_name, "small", practice)
        self.place.show_runs(place, Run(f" · {why_here}", "small"))
        self.setAccessibleName(f"{self.identity.text()}. {self.place.text()}")

    def values(self) -> list[Value]:
        """Born, NHS number and practice."""
        found: list[Value] = []
        met: set[Asked] = set()
        for line in (self.identity, self.place):
            for box, about in line.places():
                place = box.translated(line.pos())
                found.append(Value(place, self._nhs_number, (about,), is_stop=about not in met))
                met.add(about)
        return found

    def first_value(self) -> int:
        return 0


def identity_runs(line: CaseLine) -> list[Run]:
    """Born, age and number in one line; the number never breaks."""
    number = line.nhs_number
    born = f"{banner_day(line.case.person.born_on)} ({line.age}y)"
    unbroken = spaced(number).replace(" ", "\u00a0")
    return [
        Run("Born ", "quiet"),
        Run(born, "quiet", OfPerson(number, "born_on")),
        Run(" · NHS No. ", "quiet"),
        Run(unbroken, "quiet", OfPerson(number, "nhs_number")),
    ]
