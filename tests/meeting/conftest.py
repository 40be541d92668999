"""People to meet about: a few invented ones in a real store, and a meeting to discuss them in."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.register.tables import EventRow, ImportBatchRow, PatientRow, ResultRow
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY

ADA, BRAM, CLEO = "9990000018", "9990000026", "9990000034"
DITA, EMRE, FAYE = "9990000042", "9990000050", "9990000069"

BATCH = {
    "import_id": "test",
    "file_name": "invented.csv",
    "digest": "",
    "layout": "plain",
    "imported_at": "2026-11-20T09:00:00+00:00",
    "imported_on": TODAY.toordinal(),
}
PERSON = {
    "forename": "Ada",
    "born_on": date(1968, 2, 14).toordinal(),
    "sex": "female",
    "diabetes_type": "type 2",
    "diagnosed_on": date(2011, 5, 3).toordinal(),
    "row": 2,
}
EVENTS = {"2026-11-03": "retinal_screen_attended", "2025-12-01": "education_attended"}

Results = Mapping[Kind, Mapping[str, float | str]]
AddPerson = Callable[..., None]


def well() -> Results:
    """Results of somebody about whom most rules can answer, and none is raised."""
    return {
        Kind.HBA1C: {"2026-02-03": 50.0, "2026-11-03": 52.0},
        Kind.EGFR: {"2026-02-03": 82.0, "2026-11-03": 80.0},
        Kind.CREATININE: {"2026-11-03": 80.0},
        Kind.ACR: {"2026-02-03": 1.0, "2026-11-03": 1.2},
        Kind.CHOLESTEROL: {"2026-11-03": 3.9},
        Kind.BLOOD_PRESSURE: {"2026-02-03": 128.0, "2026-11-03": 130.0},
        Kind.BMI: {"2026-11-03": 27.0},
        Kind.SMOKING: {"2026-11-03": "never"},
        Kind.FOOT_RISK_LEFT: {"2026-11-03": "low"},
        Kind.FOOT_RISK_RIGHT: {"2026-11-03": "low"},
        Kind.RETINAL_LEFT: {"2026-11-03": "R0 M0"},
        Kind.RETINAL_RIGHT: {"2026-11-03": "R0 M0"},
    }


def put_person(
    ws: Workspace,
    number: str,
    surname: str = "Exemplar",
    practice: str = "Y00001",
    *,
    results: Results | None = None,
    events: Mapping[str, str] | None = None,
    **fields: object,
) -> None:
    """Put a person in the store: results as kind → day → value, events as day → kind.

    Whoever has results was also seen for the eyes and invited to learn about diabetes.
    """
    with ws.vault.writing(ws.user, "person added") as writing:
        batch = ImportBatchRow(**BATCH, imported_by=ws.user)
        writing.session.add(batch)
        writing.session.flush()
        person = PatientRow(
            **{
                **PERSON,
                "nhs_number": number,
                "surname": surname,
                "practice": practice,
                "batch_id": batch.id,
                **fields,
            }
        )
        writing.session.add(person)
        writing.session.flush()
        writing.session.add_all(_results(person, results or {}))
        happened = {**EVENTS, **(events or {})} if results else events or {}
        writing.session.add_all(_events(person, happened))


def _results(person: PatientRow, results: Results) -> Iterator[ResultRow]:
    for kind, by_day in results.items():
        for day, value in by_day.items():
            yield ResultRow(
                patient_id=person.id,
                kind=kind,
                taken_on=date.fromisoformat(day).toordinal(),
                value=value if isinstance(value, float) else 0.0,
                second=80.0 if kind is Kind.BLOOD_PRESSURE else 0.0,
                word=value if isinstance(value, str) else "",
                comparator="",
                setting=0,
                batch_id=person.batch_id,
                row=3,
                last_batch=person.batch_id,
            )


def _events(person: PatientRow, events: Mapping[str, str]) -> Iterator[EventRow]:
    for day, kind in events.items():
        yield EventRow(
            patient_id=person.id,
            kind=kind,
            on=date.fromisoformat(day).toordinal(),
            detail="",
            batch_id=person.batch_id,
            row=4,
            last_batch=person.batch_id,
        )


@pytest.fixture
def add_person(ws: Workspace) -> AddPerson:
    """Puts a person in the test's store; see `put_person`."""
    return partial(put_person, ws)


@pytest.fixture
def six_people(add_person: AddPerson) -> list[str]:
    """Two people at each of three practices."""
    for number, surname, practice in (
        (ADA, "Exemplar", "Y00001"),
        (BRAM, "Specimen", "Y00002"),
        (CLEO, "Sample", "Y00001"),
        (DITA, "Instance", "Y00003"),
        (EMRE, "Pattern", "Y00002"),
        (FAYE, "Model", "Y00003"),
    ):
        add_person(number, surname, practice)
    return [ADA, BRAM, CLEO, DITA, EMRE, FAYE]


@pytest.fixture
def meeting(ws: Workspace) -> Meeting:
    """The meeting of the day, planned."""
    return plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY, "13:30", "Alder Road Surgery"))
