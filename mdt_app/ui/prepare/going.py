"""Where a key takes the keyboard beside the list: to a field of the person shown."""

from PySide6.QtWidgets import QWidget

from mdt_app.meeting.readiness import CONSENT, MATTERS, OBJECTS, QUESTION
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.prepare.choosing import NEXT_TIME
from mdt_app.ui.prepare.person_panel import USUAL_MINUTES, PersonPanel


class Going:
    """To one field or another; nowhere while nobody is shown or the field is not."""

    def __init__(self, halves: ListAndDetail, panel: PersonPanel) -> None:
        self._halves = halves
        self._panel = panel

    def to_question(self) -> None:
        self._to(self._panel.question_edit)

    def to_what_matters(self) -> None:
        self._to(self._panel.matters_edit)

    def to_late_reason(self) -> None:
        self._to(self._panel.late_edit)

    def to_ask_again(self) -> None:
        self._to(self._panel.again.when.segment(NEXT_TIME))

    def to_minutes(self) -> None:
        self._to(self._panel.minutes.segment(self._panel.minutes.choice() or USUAL_MINUTES))

    def to_flags(self) -> None:
        if self._panel.nhs_number:
            self._halves.show_detail()
            self._panel.flags.to_first()

    def to_missing(self, what: str) -> None:
        """Where what is missing can be said; a result that is missing can be said nowhere here."""
        fields: dict[str, QWidget] = {
            QUESTION: self._panel.question_edit,
            MATTERS: self._panel.matters_edit,
            CONSENT: self._panel.asked.segment("agreed"),
            OBJECTS: self._panel.asked.segment("objects"),
        }
        if what in fields:
            self._to(fields[what])

    def _to(self, field: QWidget) -> None:
        if self._panel.nhs_number and field.isVisibleTo(self._panel.body):
            self._halves.show_detail()
            field.setFocus()
