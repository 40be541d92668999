"""A meeting with awkward words in it, held in a real store, and ways to read a PDF back."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdt_app.clinical.kinds import Kind
from mdt_app.documents.minutes import Minutes, minutes_of
from mdt_app.documents.minutes_layout import minutes_as_pdf
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Action, AgendaItem, Attendee, Meeting, Nomination
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, put_person

HBA1C = {"2024-11-05": 70.0, "2025-06-10": 79.0, "2026-01-13": 84.0, "2026-11-03": 92.0}
QUESTION = 'Is eGFR <48 & falling? She says "<b>no needles</b>"'
WORDS = "Start dapagliflozin 10 mg; HbA1c ≥ 86 → repeat in 6 weeks (−27 %)."


def text_of(pdf: bytes | Path) -> str:
    """All the text of a PDF, with every run of white space as one space."""
    reader = PdfReader(BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@dataclass(slots=True)
class Held:
    """A meeting being held in a store, and its minutes as they would be now."""

    ws: Workspace
    meeting: Meeting

    def items(self) -> list[AgendaItem]:
        with self.ws.vault.reading() as reading:
            return agenda(reading, self.meeting.id)

    def minutes(self, practice: str = "") -> Minutes:
        with self.ws.vault.reading() as reading:
            return minutes_of(reading, self.meeting.id, practice)

    def text(self, practice: str = "") -> str:
        return text_of(minutes_as_pdf(self.minutes(practice)))

    def decide(self, number: str, words: str, choices: tuple[str, ...] = ()) -> None:
        record_decision(self.ws, self.meeting.id, number, choices, words)

    def agree(self, number: str, words: str, **fields: object) -> Action:
        wanted = Action(meeting=self.meeting.id, nhs_number=number, words=words, **fields)
        return agree_action(self.ws, wanted)


@pytest.fixture
def held(ws: Workspace) -> Held:
    """Three cases of two practices: one decided, one deferred, one still waiting."""
    put_person(ws, ADA, "Exemplar", "Y00001", results={Kind.HBA1C: HBA1C}, title="Mrs")
    put_person(ws, BRAM, "Specimen", "Y00002", forename="Bram", sex="male")
    put_person(ws, CLEO, "Sample", "Y00001", forename="Cleo")
    put_person(ws, DITA, "Absentee", "Y00002", forename="Dita")
    nominate(ws, Nomination(ADA, True, QUESTION, "Her grandchildren", asked="agreed"))
    meeting = plan_meeting(
        ws, Meeting("", "Network 3 MDT", TODAY, "13:30", "Alder Road", ("Y00001", "Y00002"))
    )
    record_attendee(ws, meeting.id, Attendee("", "Dr A. Chair", "Chair", "Y00001"))
    record_attendee(
        ws, meeting.id, Attendee("", "J. Ferreira", "Dietitian", "Diabetes team", False)
    )
    start_meeting(ws, meeting.id)
    build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    return Held(ws, meeting)


@pytest.fixture
def decided(held: Held) -> Held:
    """The same, after its cases were gone through, and ended."""
    by_number = {item.nhs_number: item for item in held.items()}
    held.decide(ADA, WORDS, ("intensify", "refer:renal clinic"))
    held.agree(ADA, "Book eye screening", owner="N. Patel", due_on=date(2026, 11, 28))
    held.agree(ADA, "Foot advice", owner="J. Cole", category="education", audience="person")
    held.agree("", "Teach insulin titration", category="education", audience="practice")
    discussed(held.ws, by_number[ADA])
    defer(held.ws, by_number[BRAM], "bloods awaited")
    end_meeting(held.ws, held.meeting.id)
    return held
