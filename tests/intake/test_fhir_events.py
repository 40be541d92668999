"""Conditions, procedures, encounters and medicines: what happened, when, and what did not."""

import pytest

from tests.intake.fhir_files import (
    ICD10,
    LOINC,
    NUMBER,
    SNOMED,
    about,
    concept,
    observation,
    only,
    read,
    refusal,
)

ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def condition(code, system=SNOMED, **more):
    return about(
        "Condition", **({"code": concept(code, system), "onsetDateTime": "2019-05-01"} | more)
    )


def status(code):
    return concept(code, "http://terminology.hl7.org/CodeSystem/condition-clinical")


@pytest.mark.parametrize(
    ("code", "system", "kind"),
    [
        ("46635009", SNOMED, "diagnosis_type_1"),
        ("44054006", SNOMED, "diagnosis_type_2"),
        ("E10.9", ICD10, "diagnosis_type_1"),
        ("E119", "urn:oid:2.16.840.1.113883.6.3", "diagnosis_type_2"),
        ("E10.1", ICD10, "dka"),
        ("420422005", SNOMED, "dka"),
        ("735537007", SNOMED, "hhs"),
        ("E16.2", ICD10, "severe_hypo"),
        ("I21.4", ICD10, "cardiovascular_disease"),
        ("230690007", SNOMED, "cardiovascular_disease"),
        ("I61", ICD10, "haemorrhagic_stroke"),
        ("I50.0", ICD10, "heart_failure"),
        ("I11.0", ICD10, "heart_failure"),
        ("N18.30", ICD10, "ckd_3_to_5"),
        ("433146000", SNOMED, "ckd_3_to_5"),
        ("52448006", SNOMED, "dementia"),
        ("F20", ICD10, "severe_mental_illness"),
        ("110359009", SNOMED, "learning_disability"),
        ("160689007", SNOMED, "housebound"),
        ("77386006", SNOMED, "pregnant"),
    ],
)
def test_a_coded_condition_is_an_event_of_its_kind(tmp_path, code, system, kind):
    cells = only(tmp_path, "events", condition(code, system))
    assert (cells["nhs_number"], cells["kind"], cells["on"]) == (NUMBER, kind, "2019-05-01")


@pytest.mark.parametrize("code", ["I11.9", "N18.2", "E16.8", "I10", "E78.0"])
def test_a_neighbouring_icd_code_is_not_the_kind(tmp_path, code):
    rows, problems, notices = read(tmp_path, condition(code, ICD10))
    assert (len(rows), problems, len(notices)) == (1, [], 1)


def test_the_detail_says_what_it_was(tmp_path):
    stroke = condition("230690007") | {"code": concept("230690007", SNOMED, "Stroke")}
    assert only(tmp_path, "events", stroke)["detail"] == "Stroke"


def test_diabetes_without_its_type_is_listed(tmp_path):
    assert "which type" in refusal(tmp_path, condition("73211009")).problem


def test_a_hypo_is_severe_only_if_somebody_says_so(tmp_path):
    assert "severe" in refusal(tmp_path, condition("237633009")).problem
    severe = condition("237633009", severity=concept("24484000"))
    assert only(tmp_path, "events", severe)["kind"] == "severe_hypo"


def test_an_onset_known_only_by_year_keeps_the_diagnosis_on_the_day_of_recording(tmp_path):
    known = condition("44054006", onsetDateTime="2009", recordedDate="2014-03-02")
    cells = only(tmp_path, "events", known | {"code": concept("44054006", SNOMED, "Type 2")})
    assert (cells["on"], cells["detail"]) == ("2014-03-02", "Type 2 (onset 2009)")


@pytest.mark.parametrize("days", [{}, {"onsetDateTime": "2009"}, {"recordedDate": "2009-01"}])
def test_a_condition_without_any_day_is_set_aside(tmp_path, days):
    unknown = condition("44054006", **({"onsetDateTime": None} | days))
    assert refusal(tmp_path, unknown).column == "on"


@pytest.mark.parametrize(
    ("code", "word", "ending"),
    [
        ("46635009", "resolved", "diabetes_resolved"),
        ("46635009", "remission", "remission"),
        ("44054006", "resolved", "diabetes_resolved"),
        ("44054006", "remission", "remission"),
        ("77386006", "resolved", "pregnancy_ended"),
        ("77386006", "inactive", "pregnancy_ended"),
        ("160689007", "resolved", "not_housebound"),
        ("160689007", "inactive", "not_housebound"),
    ],
)
def test_an_ended_condition_says_when_it_ended(tmp_path, code, word, ending):
    ended = condition(code, clinicalStatus=status(word), abatementDateTime="2024-06-01")
    rows, problems, _ = read(tmp_path, ended)
    assert [row.cells["kind"] for row in rows[2:]] == [ending]
    assert rows[2].cells["on"] == "2024-06-01"
    assert problems == []


def test_an_end_without_a_day_is_listed_and_the_condition_kept(tmp_path):
    rows, problems, _ = read(tmp_path, condition("44054006", clinicalStatus=status("resolved")))
    assert [row.cells["kind"] for row in rows[1:]] == ["diagnosis_type_2"]
    assert len(problems) == 1


# --- procedures and coded notes ---


def procedure(code, **more):
    return about(
        "Procedure",
        **(
            {"status": "completed", "code": concept(code), "performedDateTime": "2026-01-05"} | more
        ),
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("401191002", "foot_check"),
        ("134395001", "retinal_screen_attended"),
        ("306741000000104", "education_referred"),
        ("755491000000100", "education_completed"),
        ("417317008", "care_plan_agreed"),
        ("170777000", "annual_review"),
    ],
)
def test_a_procedure_is_an_event_and_so_is_the_same_code_as_a_note(tmp_path, code, kind):
    assert only(tmp_path, "events", procedure(code))["kind"] == kind
    assert only(tmp_path, "events", observation(code, SNOMED))["kind"] == kind


def test_a_declined_process_names_the_process(tmp_path):
    cells = only(tmp_path, "events", observation("412752009", SNOMED))
    assert (cells["kind"], cells["detail"]) == ("process_declined", "foot_check")


def test_a_procedure_of_a_month_says_no_more(tmp_path):
    done = procedure("401191002", performedDateTime="2026-01")
    assert only(tmp_path, "events", done)["on"] == "2026-01"


@pytest.mark.parametrize("code", ["373067005", "260415000", "2667000", "LA32-8", "N", "neg", "NEG"])
def test_a_note_that_denies_is_no_event(tmp_path, code):
    denied = observation("77386006", SNOMED, valueCodeableConcept=concept(code, LOINC))
    assert refusal(tmp_path, denied).problem == "It says that this is not so"


# --- encounters ---


def encounter(where, **more):
    return about(
        "Encounter",
        **(
            {
                "status": "finished",
                "class": {"system": ACT, "code": where},
                "period": {"start": "2026-02-02T08:00:00Z"},
            }
            | more
        ),
    )


def test_a_visit_is_a_contact(tmp_path):
    assert only(tmp_path, "events", encounter("AMB"))["kind"] == "contact"


@pytest.mark.parametrize(
    "emergency",
    [
        {"hospitalization": {"admitSource": concept("emd", "http://admit")}},
        {"priority": concept("EM", "http://priority")},
        {"type": [concept("183452005")]},
        {
            "hospitalization": {
                "extension": [
                    {
                        "url": "https://fhir.hl7.org.uk/StructureDefinition/"
                        "Extension-UKCore-AdmissionMethod",
                        "valueCodeableConcept": concept("21", "https://method"),
                    }
                ]
            }
        },
    ],
)
def test_an_emergency_admission_is_told_from_a_planned_one(tmp_path, emergency):
    assert only(tmp_path, "events", encounter("IMP", **emergency))["kind"] == "emergency_admission"


@pytest.mark.parametrize(
    "other", [encounter("IMP"), encounter("EMER"), encounter("AMB", type=[concept("308646001")])]
)
def test_other_encounters_are_neither(tmp_path, other):
    rows, problems, notices = read(tmp_path, other)
    assert (len(rows), problems, len(notices)) == (1, [], 1)


# --- medicines ---


def request(**more):
    return about(
        "MedicationRequest",
        **(
            {
                "status": "active",
                "intent": "order",
                "medicationCodeableConcept": {"text": "Metformin 500mg tablets"},
                "authoredOn": "2025-11-01T10:00:00Z",
                "dosageInstruction": [{"text": "One twice a day"}],
            }
            | more
        ),
    )


def test_a_prescription_is_a_medicine(tmp_path):
    assert only(tmp_path, "medicines", request()) == {
        "nhs_number": NUMBER,
        "name": "Metformin 500mg tablets",
        "dose": "One twice a day",
        "started_on": "2025-11-01",
        "last_issued_on": "2025-11-01",
        "ended_on": "",
        "current": "yes",
    }


def test_a_stopped_medicine_is_not_current_and_says_when_it_stopped(tmp_path):
    period = {"validityPeriod": {"start": "2025-11-01", "end": "2026-01-31"}}
    stopped = request(status="stopped", dispenseRequest=period)
    cells = only(tmp_path, "medicines", stopped)
    assert (cells["current"], cells["ended_on"]) == ("no", "2026-01-31")


def test_a_medicine_may_be_a_resource_of_its_own(tmp_path):
    named = {
        "resourceType": "Medication",
        "id": "m",
        "code": {"coding": [{"display": "Gliclazide 80mg tablets"}]},
    }
    points = request(medicationReference={"reference": "Medication/m"})
    del points["medicationCodeableConcept"]
    assert only(tmp_path, "medicines", points, named)["name"] == "Gliclazide 80mg tablets"
    contained = points | {
        "contained": [named],
        "medicationReference": {"reference": "#m"},
    }
    assert only(tmp_path, "medicines", contained)["name"] == "Gliclazide 80mg tablets"


def test_a_statement_is_a_medicine_with_its_period(tmp_path):
    stated = about(
        "MedicationStatement",
        status="completed",
        medicationCodeableConcept={"text": "Atorvastatin 20mg tablets"},
        effectivePeriod={"start": "2024-01-01", "end": "2025-01-01"},
        dosage=[{"text": "One at night"}],
    )
    cells = only(tmp_path, "medicines", stated)
    assert (cells["started_on"], cells["ended_on"], cells["current"], cells["dose"]) == (
        "2024-01-01",
        "2025-01-01",
        "no",
        "One at night",
    )


# --- days that stand elsewhere ---


@pytest.mark.parametrize(
    "resource",
    [
        condition("44054006", onsetDateTime=None, onsetPeriod={"start": "2026-01-05"}),
        procedure("401191002", performedDateTime=None, performedPeriod={"start": "2026-01-05"}),
        observation(
            "401191002", SNOMED, effectiveDateTime=None, effectivePeriod={"start": "2026-01-05"}
        ),
    ],
)
def test_the_day_may_be_the_first_of_a_period(tmp_path, resource):
    assert only(tmp_path, "events", resource)["on"] == "2026-01-05"


def test_a_condition_may_have_ended_with_a_period(tmp_path):
    ended = condition(
        "44054006", clinicalStatus=status("resolved"), abatementPeriod={"end": "2024-06-01"}
    )
    rows, problems, _ = read(tmp_path, ended)
    assert [(row.cells["kind"], row.cells["on"]) for row in rows[2:]] == [
        ("diabetes_resolved", "2024-06-01")
    ]
    assert problems == []


def test_what_is_no_whole_day_is_handed_on_as_it_stands(tmp_path):
    written = "some day in the spring of 2026"
    assert (
        only(tmp_path, "events", procedure("401191002", performedDateTime=written))["on"] == written
    )


# --- words ---


def test_the_words_of_a_code_without_any_are_those_of_the_entry(tmp_path):
    said = procedure("417317008") | {"code": concept("417317008") | {"text": "Plan agreed"}}
    assert only(tmp_path, "events", said)["detail"] == "Plan agreed"


def test_a_visit_is_called_by_its_type(tmp_path):
    types = [{"coding": []}, {"text": "Diabetes review"}]
    assert only(tmp_path, "events", encounter("AMB", type=types))["detail"] == "Diabetes review"


def test_an_emergency_may_be_said_as_care_connect_said_it(tmp_path):
    method = {
        "url": "https://x/Extension-CareConnect-AdmissionMethod-1",
        "valueCodeableConcept": concept("2A", "https://method"),
    }
    found = only(tmp_path, "events", encounter("IMP", extension=[method]))
    assert found["kind"] == "emergency_admission"


# --- words for encounters ---


@pytest.mark.parametrize("where", ["AMB", "HH", "VR", "OBSENC", "amb"])
def test_wherever_somebody_was_seen_is_a_contact(tmp_path, where):
    assert only(tmp_path, "events", encounter(where))["kind"] == "contact"


@pytest.mark.parametrize("where", ["IMP", "ACUTE", "NONAC"])
def test_a_stay_in_an_emergency_is_an_emergency_admission(tmp_path, where):
    urgent = encounter(where, priority=concept("EM", "http://priority"))
    assert only(tmp_path, "events", urgent)["kind"] == "emergency_admission"


METHODS = ["21", "22", "23", "24", "25", "28", "2A", "2B", "2C", "2D"]


@pytest.mark.parametrize("method", [*METHODS, "11", "31"])
def test_the_method_of_admission_says_what_is_an_emergency(tmp_path, method):
    said = {
        "url": "https://x/Extension-UKCore-AdmissionMethod",
        "valueCodeableConcept": concept(method, "https://method"),
    }
    rows, _, _ = read(tmp_path, encounter("IMP", hospitalization={"extension": [said]}))
    kinds = [row.cells["kind"] for row in rows[1:]]
    assert kinds == (["emergency_admission"] if method in METHODS else [])
