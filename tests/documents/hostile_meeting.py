"""A meeting in which somebody wrote the same awkward text wherever a text can be written."""

from dataclasses import dataclass, replace
from datetime import date

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.meeting.actions import agree_action, complete_action
from mdt_app.meeting.agenda import agenda, build_agenda, defer, discussed
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.beside import Beside
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.joint_plan import JointPlan, keep_plan
from mdt_app.meeting.learning import keep_learning_point
from mdt_app.meeting.meetings import plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.own_targets import agree_target
from mdt_app.meeting.progress import record_progress
from mdt_app.meeting.set_aside import set_aside
from mdt_app.meeting.values import Action, Attendee, Meeting, Nomination
from mdt_app.register.network import set_up_network
from mdt_app.register.tables import MedicineRow
from mdt_app.vault.storable import storable
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, PERSON, put_person

RESULTS = {Kind.HBA1C: {"2025-11-03": 79.0, "2026-11-03": 92.0}, Kind.EGFR: {"2026-11-03": 40.0}}
DUE = date(2026, 12, 4)


@dataclass(frozen=True, slots=True)
class HostileMeeting:
    """The store it was held in, which meeting it was, and who would not take the text."""

    ws: Workspace
    meeting: Meeting
    refused: tuple[str, ...]


def hold(ws: Workspace, text: str) -> HostileMeeting:
    """Two cases: one decided, one deferred. A field that is short by its nature may refuse."""
    filed = storable(text)  # what a file says, or a slot, has come through checks of its own
    ws = replace(ws, user=filed[:60])
    set_up_network(ws, f"N {text[:80]}", {"Y00001": text[:200], "Y00002": "Birch Lane"})
    put_person(ws, ADA, filed, results=RESULTS, forename=filed, title=filed[:40], language=filed)
    put_person(ws, BRAM, "Specimen", "Y00002")
    _medicine(ws, filed)
    nominate(ws, Nomination(ADA, True, text, text, asked="agreed", reason=text, late_reason=text))
    nominate(ws, Nomination(BRAM, True, text))
    meeting = plan_meeting(ws, Meeting("", text, TODAY, text[:20], text, ("Y00001", "Y00002")))
    for present in (True, False):
        record_attendee(ws, meeting.id, Attendee("", text, text, text, present))
    start_meeting(ws, meeting.id)
    build_agenda(ws, meeting.id, [ADA, BRAM])
    return HostileMeeting(ws, meeting, tuple(_speak(ws, meeting.id, text)))


def _medicine(ws: Workspace, text: str) -> None:
    with ws.vault.writing(ws.user, "medicine added") as writing:
        ((person, batch),) = writing.rows(
            "SELECT id, batch_id FROM patient WHERE nhs_number = :n", {"n": ADA}
        )
        writing.session.add(
            MedicineRow(
                patient_id=person, name=text, dose=text, batch_id=batch, row=5,
                started_on=PERSON["born_on"] + 20_000, current="yes",
            )
        )  # fmt: skip


def _speak(ws: Workspace, meeting: str, text: str):
    """Everything that is said of the two cases; yields which fields refused the text."""
    beside = Beside(("persons_view",), told_by=text, differed=text)
    record_decision(ws, meeting, ADA, (f"refer:{text}", "intensify"), text, beside=beside)
    action = agree_action(ws, Action("", meeting, ADA, text, text, DUE))
    record_progress(ws, action.id, text)
    done = agree_action(ws, Action("", meeting, ADA, f"{text}.", text, DUE, practice="Y00001"))
    complete_action(ws, done.id, TODAY, text)
    teach = Action("", meeting, "", text, text, DUE, "education", "practice", "Y00001")
    agree_action(ws, teach)
    keep_plan(ws, JointPlan(ADA, meeting, text, text, text, text, text, DUE, text))
    asked = {
        "own target": lambda: agree_target(
            ws, ADA, Kind.HBA1C, "58", text, TODAY, text, meeting=meeting
        ),
        "setting aside": lambda: set_aside(ws, ADA, "hba1c-high", text, DUE, meeting),
        "learning point": lambda: keep_learning_point(ws, meeting, ADA, text),
    }
    for name, act in asked.items():
        try:
            act()
        except UserError:
            yield name
    with ws.vault.reading() as reading:
        by_number = {item.nhs_number: item for item in agenda(reading, meeting)}
    discussed(ws, by_number[ADA])
    defer(ws, by_number[BRAM], text)
