"""What no FHIR file may bring about: somebody else's result, a finding nobody made, silence."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.fhir import stream
from mdt_app.intake.fhir.reading import combined, read_fhir, references_in
from tests.intake.fhir_files import (
    LOINC,
    NHS,
    NUMBER,
    OTHER_NUMBER,
    SNOMED,
    about,
    as_json,
    concept,
    observation,
    only,
    patient,
    pressure,
    quantity,
    read,
    refusal,
    split,
    write,
    write_bundle,
)

SEVERE_FRAILTY = "925861000000102"
HBA1C = observation("4548-4", valueQuantity=quantity("7.5", "%"))
LEFT_OUT = "It is left out on purpose."


# --- frailty, a care home, an interpreter ---


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (
            {"modifierExtension": [{"url": "https://x"}]},
            "It carries a modifier this program does not know",
        ),
        ({"valueBoolean": False}, "It says that this is not so"),
        ({"valueCodeableConcept": concept("373067005")}, "It says that this is not so"),
    ],
)
def test_what_may_not_be_used_says_nothing_of_the_person_either(tmp_path, more, problem):
    rows, (told,), _ = read(tmp_path, observation(SEVERE_FRAILTY, SNOMED, **more))
    assert [row.section for row in rows] == ["patients"]
    assert "frailty" not in rows[0].cells
    assert (told.problem, told.hint, told.section) == (problem, LEFT_OUT, "patients")


def test_what_may_not_be_used_is_said_in_words(tmp_path):
    said = refusal(tmp_path, HBA1C | {"modifierExtension": [{"url": "https://x"}]})
    assert said.problem == "It carries a modifier this program does not know"
    assert (said.hint, said.section) == (LEFT_OUT, "results")


def test_a_trait_of_somebody_elsewhere_names_the_column_of_the_number(tmp_path):
    stranger = observation(SEVERE_FRAILTY, SNOMED) | {
        "subject": {"identifier": {"system": NHS, "value": OTHER_NUMBER}}
    }
    _, (told,), _ = read(tmp_path, stranger)
    assert told.column == "nhs_number"


# --- whom it is about ---


def test_a_contained_patient_is_the_one_whose_whole_id_is_named(tmp_path):
    inside = [
        {"resourceType": "Device", "id": "her"},
        patient(OTHER_NUMBER, id="er"),
        patient(id="her"),
    ]
    mine = HBA1C | {"subject": {"reference": "#her"}, "contained": inside}
    rows, problems, _ = split(read_fhir(write_bundle(tmp_path, mine)))
    assert ([row.cells["nhs_number"] for row in rows], problems) == ([NUMBER], [])


def test_a_contained_device_is_nobody(tmp_path):
    inside = [{"resourceType": "Device", "id": "her", "identifier": patient()["identifier"]}]
    mine = HBA1C | {"subject": {"reference": "#her"}, "contained": inside}
    rows, (told,), _ = split(read_fhir(write_bundle(tmp_path, mine)))
    assert rows == []
    assert told.problem == "The person it is about is not in these files"


def test_a_number_of_another_system_in_a_search_names_nobody(tmp_path):
    asked = f"Patient?identifier=https://example.org/mrn|{OTHER_NUMBER}"
    said = refusal(tmp_path, HBA1C | {"subject": {"reference": asked}})
    assert said.problem == "The person it is about is not in these files"


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        (None, "It does not say whom it is about"),
        ({}, "It does not say whom it is about"),
        ({"display": "Ada"}, "The person it is about is not in these files"),
        ({"reference": "Patient/eve"}, "The person it is about is not in these files"),
    ],
)
def test_why_nobody_is_meant_is_said_as_it_is(tmp_path, subject, problem):
    said = refusal(tmp_path, HBA1C | {"subject": subject})
    assert (said.column, said.problem) == ("nhs_number", problem)


def test_an_id_that_two_people_share_is_nobodys_by_any_way_of_naming_it(tmp_path):
    first = write(tmp_path, as_json(patient(id="x")), "first.json")
    second = write(tmp_path, as_json(patient(OTHER_NUMBER, id="x")), "second.json")
    mine = HBA1C | {"subject": {"reference": "https://example.org/Patient/x"}}
    third = write(tmp_path, as_json(mine), "third.json")
    known = combined(references_in(path) for path in (first, second, third))
    rows, (told,), _ = split(read_fhir(third, known))
    assert rows == []
    assert (told.problem, told.is_held) == ("Two people share the reference it names", True)


# --- a person without much ---


def test_a_person_without_a_name_is_a_row_without_one(tmp_path):
    rows, problems, _ = split(read_fhir(write_bundle(tmp_path, patient(name=None))))
    assert problems == []
    assert {rows[0].cells[part] for part in ("surname", "forename", "title")} == {""}


def test_care_connect_says_ethnic_category_and_that_no_interpreter_is_needed(tmp_path):
    base = "https://fhir.hl7.org.uk/STU3/StructureDefinition/"
    said = [
        {
            "url": base + "Extension-CareConnect-EthnicCategory-1",
            "valueCodeableConcept": concept("K", "https://fhir.hl7.org.uk/CodeSystem/x"),
        },
        {
            "url": base + "Extension-CareConnect-NHSCommunication-1",
            "extension": [{"url": "interpreterRequired", "valueBoolean": False}],
        },
    ]
    rows, _, _ = split(read_fhir(write_bundle(tmp_path, patient(extension=said))))
    assert (rows[0].cells["ethnic_category"], rows[0].cells["interpreter"]) == ("K", "no")


# --- findings and events ---


@pytest.mark.parametrize("word", ["refuted", "unconfirmed", "provisional", "differential"])
def test_a_finding_that_is_not_believed_is_no_result(tmp_path, word):
    system = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    ulcer = about(
        "Condition",
        code=concept("394674001"),
        recordedDate="2026-03-01",
        verificationStatus=concept(word, system),
    )
    said = refusal(tmp_path, ulcer)
    assert (said.column, said.value) == ("value", word)
    assert said.problem == f"Its status is {word}, so it is not a result"
    assert said.hint == "Nothing needs doing if so."


def test_a_finding_that_is_believed_is_one(tmp_path):
    system = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    ulcer = about(
        "Condition",
        code=concept("394674001"),
        recordedDate="2026-03-01",
        verificationStatus=concept("confirmed", system),
    )
    assert only(tmp_path, "results", ulcer)["value"] == "active"


@pytest.mark.parametrize("kind", ["Procedure", "Observation", "Condition"])
def test_a_code_that_says_too_little_is_no_event_whatever_it_stands_in(tmp_path, kind):
    hypo = about(kind, code=concept("302866003"), status="completed", onsetDateTime="2026-03-01")
    said = refusal(tmp_path, hypo | {"performedDateTime": "2026-03-01"})
    assert (said.column, said.value) == ("kind", "302866003")
    assert said.problem == "A hypo is recorded, but not that it was severe"
    assert said.hint == "If somebody else had to help, add it as a severe hypo."


def test_a_finding_that_is_denied_names_the_column_of_the_value(tmp_path):
    said = refusal(tmp_path, observation("77176002", SNOMED, valueBoolean=False))
    assert (said.column, said.problem) == ("value", "It says that this is not so")


def test_codes_of_two_kinds_in_one_result_are_neither(tmp_path):
    both = {"coding": [*concept("4548-4", LOINC)["coding"], *concept("2160-0", LOINC)["coding"]]}
    mixed = observation("4548-4", valueQuantity=quantity("7.5", "%")) | {"code": both}
    said = refusal(tmp_path, mixed)
    assert (said.column, said.value) == ("kind", "4548-4")
    assert said.problem == "Its codes mean different kinds of result"


def test_a_long_value_is_shown_by_its_beginning(tmp_path):
    said = refusal(tmp_path, HBA1C | {"status": "x" * 100})
    assert said.value == "x" * 80


# --- blood pressures ---

UPPER, LOWER = "271649006", "271650006"
HOME_UPPER, HOME_LOWER = "413606001", "413605002"


def half(code: str, value: str, unit: str = "mm[Hg]", **more: object):
    stated = {"valueQuantity": quantity(value, unit)} if value else {}
    return observation(code, SNOMED, effectiveDateTime="2026-03-01T09:00:00Z", **stated, **more)


@pytest.mark.parametrize(("there", "missing"), [("8480-6", "diastolic"), ("8462-4", "systolic")])
def test_which_half_of_a_pressure_is_missing_is_said(tmp_path, there, missing):
    said = refusal(tmp_path, pressure([(there, "86")]))
    assert said.problem == f"Half a blood pressure: the {missing} is missing"


@pytest.mark.parametrize(("there", "missing"), [(UPPER, "diastolic"), (LOWER, "systolic")])
def test_which_half_goes_with_no_other_is_said(tmp_path, there, missing):
    said = refusal(tmp_path, half(there, "86"))
    assert said.problem == f"Half a blood pressure: no {missing} goes with it"


@pytest.mark.parametrize(("upper", "lower"), [("142", ""), ("", "86")])
def test_a_pair_with_one_number_is_half_a_pressure(tmp_path, upper, lower):
    said = refusal(tmp_path, half(UPPER, upper), half(LOWER, lower))
    assert said.problem == "Half a blood pressure: one of its numbers is missing"


def test_a_half_whose_unit_says_two_things_goes_with_nothing(tmp_path):
    unclear = half(UPPER, "142", "mmHg")
    unclear["valueQuantity"]["code"] = "mmol/L"
    rows, problems, _ = read(tmp_path, unclear, half(LOWER, "86"))
    assert [row.section for row in rows] == ["patients"]
    assert (problems[0].column, problems[0].problem) == (
        "unit",
        "Its unit says two different things",
    )


def test_home_halves_stay_home_readings_with_the_code_of_the_upper(tmp_path):
    rows, problems, _ = read(tmp_path, half(HOME_UPPER, "132"), half(HOME_LOWER, "80"))
    cells = rows[1].cells
    assert (cells["value"], cells["setting"], cells["code"]) == ("132/80", "home", HOME_UPPER)
    assert problems == []


def test_components_without_a_panel_bear_the_code_of_the_first(tmp_path):
    bare = pressure() | {"code": concept("99999-9", LOINC)}
    assert only(tmp_path, "results", bare)["code"] == "8480-6"


# --- eyes ---


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("408413000", "R3A of the right eye: the maculopathy (M0 or M1)"),
        ("408411003", "R2 of the right eye: the maculopathy (M0 or M1)"),
        ("860710002", "M0 of the right eye: the grade (R0 to R3)"),
        ("390853009", "R0 of the left eye: the maculopathy (M0 or M1)"),
        ("769245002", "M1 of the left eye: the grade (R0 to R3)"),
    ],
)
def test_which_half_of_which_eye_is_missing_is_said(tmp_path, code, said):
    told = refusal(tmp_path, observation(code, SNOMED)).problem
    assert told == f"{said} of the same day is missing"


def test_a_grade_bears_the_code_it_was_written_with(tmp_path):
    cells = only(
        tmp_path, "results", observation("408411003", SNOMED), observation("860710002", SNOMED)
    )
    assert (cells["value"], cells["code"]) == ("R2 M0", "408411003")


# --- medicines ---


def request(**more: object):
    stated = {"status": "active", "medicationCodeableConcept": {"text": "Metformin"}}
    return about("MedicationRequest", **(stated | more))


@pytest.mark.parametrize(
    ("days", "started_on"),
    [
        ({"authoredOn": "2026-01-01"}, "2026-01-01"),
        ({"bounds": "2026-01-02", "supply": "2026-01-03"}, "2026-01-02"),
        ({"supply": "2026-01-03"}, "2026-01-03"),
        ({}, ""),
    ],
)
def test_a_prescription_starts_when_it_was_written_else_when_it_is_to_be_taken(
    tmp_path, days, started_on
):
    bounds = {"boundsPeriod": {"start": days["bounds"]}} if "bounds" in days else {}
    written = request(
        authoredOn=days.get("authoredOn"),
        dosageInstruction=[{"timing": {"repeat": bounds}}],
        dispenseRequest={"validityPeriod": {"start": days.get("supply")}},
    )
    assert only(tmp_path, "medicines", written)["started_on"] == started_on


# --- what is counted, and what is refused ---


@pytest.mark.parametrize(
    ("resource", "counted"),
    [
        (HBA1C, 0),
        (observation("160689007", SNOMED), 0),
        (observation(SEVERE_FRAILTY, SNOMED), 0),
        (observation("99999-9"), 1),
        (about("Condition", code=concept("44054006"), onsetDateTime="2019-05-01"), 0),
        (about("Condition", code=concept("394674001"), recordedDate="2026-03-01"), 0),
        (about("Condition", code=concept(SEVERE_FRAILTY), recordedDate="2026-03-01"), 0),
        (about("Condition", code=concept("195662009"), onsetDateTime="2019-05-01"), 1),
        (about("Procedure", code=concept("80146002"), performedDateTime="2019-05-01"), 1),
        (about("AllergyIntolerance"), 1),
        ({"resourceType": "Location"}, 0),
        ({"resourceType": "Medication"}, 0),
        ({"resourceType": "Organization"}, 0),
        ({"resourceType": "Practitioner"}, 0),
        ({"resourceType": "PractitionerRole"}, 0),
    ],
)
def test_only_what_is_not_used_is_counted_as_left_out(tmp_path, resource, counted):
    _, problems, notices = read(tmp_path, resource)
    assert (problems, len(notices)) == ([], counted)


@pytest.mark.parametrize(("count", "rest"), [(5, ""), (6, " and 1 more"), (7, " and 2 more")])
def test_five_kinds_of_what_was_left_out_are_named(tmp_path, count, rest):
    kinds = [about(f"Kind{number}") for number in range(count)]
    _, _, (said,) = read(tmp_path, *kinds)
    assert said.startswith(f"{count} resources of types this program does not use were left out (")
    assert said.endswith(f"Kind4: 1{rest}).")


def test_nothing_is_counted_while_only_people_are_read(tmp_path):
    path = write_bundle(tmp_path, patient(), about("AllergyIntolerance"))
    assert split(read_fhir(path, sections=("patients",)))[2] == []
    assert len(split(read_fhir(path, sections=("results", "patients")))[2]) == 1


@pytest.mark.parametrize("blank", ["\n", "  \n", "\ufeff\n", "\ufeff"])
def test_blank_lines_and_marks_between_lines_say_nothing(tmp_path, blank):
    path = write(tmp_path, f"{blank}{as_json(patient())}\n{blank}", "lines.ndjson")
    rows, problems, _ = split(read_fhir(path))
    assert (len(rows), problems) == (1, [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}".encode("utf-16"), "This file is not UTF-8, as FHIR JSON must be."),
        ("{}".encode("utf-16-le"), "This file is not UTF-8, as FHIR JSON must be."),
        (b"<Bundle/>", "This is FHIR as XML; only FHIR as JSON is read."),
        (b"\xef\xbb\xbf<Bundle/>", "This is FHIR as XML; only FHIR as JSON is read."),
        (b'{"resourceType": "Bundle", null: 6}', "This file is cut short or is not JSON."),
        (b'{"resourceType": "Bundle", "entry": [', "This file is cut short or is not JSON."),
    ],
)
def test_what_is_no_json_in_utf_8_is_refused_in_its_words(tmp_path, content, said):
    path = tmp_path / "bundle.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        list(read_fhir(path))
    assert str(refused.value) == said


def test_an_entry_too_large_to_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "LARGEST_VALUE", 1000)
    monkeypatch.setattr(stream, "PIECE", 100)
    path = write_bundle(tmp_path, patient(note="x" * 5000))
    with pytest.raises(UserError, match="an entry too large or too damaged to read"):
        list(read_fhir(path))


@pytest.mark.parametrize("entry", ["null", "5", '"x"', "{}"])
def test_a_bundle_on_one_line_without_a_list_has_no_entries(tmp_path, entry):
    bundle = f'{{"resourceType": "Bundle", "entry": {entry}}}'
    path = write(tmp_path, f"{as_json(patient())}\n{bundle}\n", "lines.ndjson")
    rows, problems, _ = split(read_fhir(path))
    assert (len(rows), problems) == (1, [])


def test_a_quantity_without_a_number_is_no_value(tmp_path):
    empty = observation("4548-4", valueQuantity={"unit": "%", "comparator": "<"})
    rows, problems, _ = read(tmp_path, empty)
    assert (rows[1].cells["value"], rows[1].raw, problems) == ("", "", [])
