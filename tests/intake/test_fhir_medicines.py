"""Medicines of a FHIR file: their days, their dose, their names."""

import pytest

from tests.intake.fhir_files import about, only
from tests.intake.test_fhir_events import request

UNTIL = {"validityPeriod": {"start": "2025-11-01", "end": "2026-01-31"}}


@pytest.mark.parametrize(
    ("word", "ended_on"), [("completed", "2026-01-31"), ("stopped", "2026-01-31"), ("active", "")]
)
def test_a_prescription_has_ended_only_if_it_says_so(tmp_path, word, ended_on):
    cells = only(tmp_path, "medicines", request(status=word, dispenseRequest=UNTIL))
    assert cells["ended_on"] == ended_on


@pytest.mark.parametrize("guide", ["UKCore", "CareConnect-GPC"])
def test_a_stopped_medicine_ended_on_the_day_its_status_changed(tmp_path, guide):
    parts = [
        {"url": "statusReason", "valueDateTime": "2020-01-01"},
        {"url": "statusChangeDate", "valueDateTime": "2025-12-24T09:00:00Z"},
    ]
    reason = {"url": f"https://x/Extension-{guide}-MedicationStatusReason", "extension": parts}
    stopped = request(status="stopped", dispenseRequest=UNTIL, extension=[reason])
    assert only(tmp_path, "medicines", stopped)["ended_on"] == "2025-12-24"


@pytest.mark.parametrize("guide", ["UKCore", "CareConnect-GPC"])
def test_a_statement_says_when_it_began_and_was_last_issued(tmp_path, guide):
    issue = {
        "url": f"https://x/Extension-{guide}-MedicationStatementLastIssueDate",
        "valueDateTime": "2026-03-04T09:00:00Z",
    }
    stated = about(
        "MedicationStatement",
        status="active",
        medicationCodeableConcept={"text": "Metformin"},
        effectiveDateTime="2025-01-01",
        effectivePeriod={"start": "2024-01-01"},
        extension=[issue],
    )
    cells = only(tmp_path, "medicines", stated)
    assert (cells["started_on"], cells["last_issued_on"]) == ("2025-01-01", "2026-03-04")


def test_a_dose_is_all_that_is_said_of_it(tmp_path):
    doses = [{"text": "One in the morning"}, {"patientInstruction": "with food"}, {"text": ""}]
    cells = only(tmp_path, "medicines", request(dosageInstruction=doses))
    assert cells["dose"] == "One in the morning; with food"


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ({"reference": "#b"}, "Gliclazide"),
        ({"reference": "Medication/c", "display": "Insulin"}, "Insulin"),
        ({"display": "Insulin"}, "Insulin"),
        ({"reference": "xa"}, ""),
    ],
)
def test_a_medicine_inside_is_the_one_that_is_named(tmp_path, pointer, name):
    inside = [
        {"resourceType": "Medication", "id": "a", "code": {"text": "Metformin"}},
        {"resourceType": "Medication", "id": "b", "code": {"text": "Gliclazide"}},
    ]
    points = request(medicationReference=pointer, contained=inside)
    del points["medicationCodeableConcept"]
    assert only(tmp_path, "medicines", points)["name"] == name


@pytest.mark.parametrize(
    ("word", "current"),
    [
        ("active", "yes"),
        ("on-hold", "no"),
        ("completed", "no"),
        ("stopped", "no"),
        ("not-taken", "no"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_whether_a_medicine_is_taken_is_what_its_status_says(tmp_path, word, current):
    assert only(tmp_path, "medicines", request(status=word))["current"] == current
