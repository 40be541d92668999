"""Minutes with charts: cases a second, from the store to the file."""

from pathlib import Path

from mdt_app.documents.minutes import minutes_of
from mdt_app.documents.minutes_pdf import write_minutes
from mdt_app.meeting.agenda import agenda, build_agenda, discussed
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import people
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import PRACTICES, TODAY
from tests.bench.measuring import Row, seconds
from tests.bench.stores import make_store, opened

PEOPLE, CASES, GOAL = 3000, 60, 90
_WORDS = "Stop gliclazide, start dapagliflozin 10 mg; repeat U&E and ACR in 6 weeks (eGFR <60)."


def rows(folder: Path) -> list[Row]:
    """One row: the best of three, for a document of 60 cases."""
    with opened(make_store(folder, PEOPLE)) as ws:
        meeting = _held(ws)

        def write() -> None:
            with ws.vault.reading() as reading:
                minutes = minutes_of(reading, meeting)
            write_minutes(minutes, folder / "minutes.pdf")

        write()
        rate = CASES / min(seconds(write) for _ in range(3))
    return [
        Row(
            f"minutes of {CASES} cases with charts, cases a second",
            f"{rate:.0f}",
            "–",
            "–",
            f"≥ {GOAL}",
            rate >= GOAL,
        )
    ]


def _held(ws: Workspace) -> str:
    with ws.vault.reading() as reading:
        numbers = [person.nhs_number for person in people(reading)[:CASES]]
    meeting = plan_meeting(ws, Meeting("", "Bench", TODAY, "13:00", "Here", tuple(PRACTICES)))
    build_agenda(ws, meeting.id, numbers)
    start_meeting(ws, meeting.id)
    for number in numbers:
        record_decision(ws, meeting.id, number, ("intensify", "start_sglt2"), _WORDS)
    with ws.vault.reading() as reading:
        items = agenda(reading, meeting.id)
    for item in items:
        discussed(ws, item)
    end_meeting(ws, meeting.id)
    return meeting.id
