"""Who is on the screen: above everything, and never scrolled away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.own_targets import target_on, target_words
from mdt_app.meeting.values import AgreedTarget
from mdt_app.register.diagnosis import with_diagnosis
from mdt_app.register.provenance import Asked
from mdt_app.register.values import Record
from mdt_app.ui import palette
from mdt_app.ui.entering.subject import whom_of
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.meet.words import background_runs, identity_runs, medicine_runs
from mdt_app.ui.parts import column
from mdt_app.ui.provenance import Value
from mdt_app.ui.runs import Run, RunsText

_MARGINS = 36


class Banner(QFrame):
    """The NHS patient banner, then background and medicines. Each can say where it is from."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.nhs_number = ""
        self.identity, self.background, self.medicines = RunsText(), RunsText(), RunsText()
        layout = column(self, spacing=4)
        layout.setContentsMargins(12, 10, 12, 8)
        for line in (self.identity, self.background, self.medicines):
            layout.addWidget(line)
        layout.addStretch(1)
        # Room for two lines of medicines, so that what is below stays in its place.
        looks.changed.connect(self._fit_letters)
        self._fit_letters()

    def _fit_letters(self) -> None:
        self.setMinimumHeight(4 * QFontMetrics(font()).height() + _MARGINS)

    def show_person(
        self,
        record: Record,
        practice_name: str,
        on: date,
        agreed: Sequence[AgreedTarget] = (),
    ) -> None:
        """Show another person, or this one again."""
        person = record.person
        self.nhs_number = person.nhs_number
        self.identity.show_runs(*identity_runs(person, on))
        diagnosed = with_diagnosis(person, record.events, on)
        own = target_runs(agreed, on, whom_of(person))
        self.background.show_runs(*background_runs(diagnosed, practice_name), *own)
        self.medicines.show_runs(*medicine_runs(record, on))
        self.setAccessibleName(f"Patient: {self.identity.text()}")
        self.setAccessibleDescription(f"{self.background.text()}. {self.medicines.text()}")

    def values(self) -> list[Value]:
        """Every field and medicine of the person, line by line."""
        found: list[Value] = []
        met: set[Asked] = set()
        for line in (self.identity, self.background, self.medicines):
            for box, about in line.places():
                place = box.translated(line.pos())
                found.append(Value(place, self.nhs_number, (about,), is_stop=about not in met))
                met.add(about)
        return found

    def first_value(self) -> int:
        return 0

    def clear(self) -> None:
        """Show nobody, so that no mistake can be made about who comes next."""
        self.nhs_number = ""
        for line in (self.identity, self.background, self.medicines):
            line.show_runs()
        self.setAccessibleName("Patient: nobody")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 4), QColor(palette.BLUE))


def target_runs(agreed: Sequence[AgreedTarget], on: date, whom: str) -> list[Run]:
    """What was agreed with the person: `Own target 48, set 12 Mar with her`, or that it ended."""
    words = target_words(agreed, Kind.HBA1C, on, whom)
    if not words:
        return []
    style = "strong" if target_on(agreed, Kind.HBA1C, on) is not None else "quiet"
    return [Run("     ", "quiet"), Run(words[:1].upper() + words[1:], style)]
