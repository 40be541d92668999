"""What is said of an entry of a FHIR file that cannot be used: where, what, why, what to do."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.fhir.reading import read_fhir, references_in
from tests.intake.fhir_files import (
    LOINC,
    NHS,
    OTHER_NUMBER,
    SNOMED,
    about,
    as_json,
    bundle_of,
    concept,
    observation,
    patient,
    pressure,
    quantity,
    read,
    split,
    write,
    write_bundle,
)

IF_SO = "Nothing needs doing if so."
CORRECT_IT = "Correct it where the file was made, and export again."
ONE_OBSERVATION = "Export blood pressure as one Observation with two components."
ITS_PATIENT = "Import it together with the file that holds its Patient."
ADD_NUMBER = "Add the NHS number where the file was made, and export again."
ADD_DAY = "Add the day where the file was made, and export again."
HBA1C = observation("4548-4", valueQuantity=quantity("7.5", "%"))
FRAIL = observation("925861000000102", SNOMED)


def diabetes(**more):
    return about("Condition", code=concept("44054006", SNOMED, "Type 2"), **more)


def believed(word):
    system = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    return diabetes(onsetDateTime="2019-05-01", verificationStatus=concept(word, system))


def foot_check(**more):
    return about("Procedure", code=concept("401191002"), **more)


def visit(**more):
    return about("Encounter", **{"class": {"code": "AMB"}}, **more)


def request(**more):
    named = {"medicationCodeableConcept": {"text": "Metformin"}}
    return about("MedicationRequest", **({"status": "active"} | named | more))


def parts(upper, lower, upper_unit="mm[Hg]", lower_unit="mm[Hg]"):
    given = [("8480-6", upper, upper_unit), ("8462-4", lower, lower_unit)]
    components = [
        {"code": concept(code, LOINC)} | ({"valueQuantity": quantity(value, unit)} if value else {})
        for code, value, unit in given
    ]
    return observation("85354-9", component=components)


ENDED = {"clinicalStatus": concept("resolved"), "onsetDateTime": "2019-05-01"}
TOO_LONG = "x" * 100


@pytest.mark.parametrize(
    ("resource", "section", "column", "value", "problem", "hint"),
    [
        # results
        (
            HBA1C | {"status": "registered"},
            "results", "value", "registered",
            "Its status is registered, so it is not a result", IF_SO,
        ),
        (
            HBA1C | {"status": TOO_LONG},
            "results", "value", "x" * 80,
            f"Its status is {'x' * 40}, so it is not a result", IF_SO,
        ),
        (
            HBA1C | {"effectiveDateTime": None},
            "results", "taken_on", "", "The day of the result is not stated", CORRECT_IT,
        ),
        (
            observation("4548-4", valueQuantity=quantity("7.5", "%", code="mmol/mol")),
            "results", "unit", "7.5 %", "Its unit says two different things", CORRECT_IT,
        ),
        (
            observation("77176002", SNOMED, valueBoolean=False)
            | {"code": concept("77176002", SNOMED, "Smoker")},
            "results", "value", "Smoker", "It says that this is not so", CORRECT_IT,
        ),
        # blood pressures
        (
            pressure([("8480-6", "142"), ("8480-6", "150"), ("8462-4", "86")]),
            "results", "value", "", "It holds several blood pressures in one", CORRECT_IT,
        ),
        (
            parts("142", ""),
            "results", "value", "142/ mm[Hg]",
            "Half a blood pressure: the diastolic is missing", CORRECT_IT,
        ),
        (
            parts("142", "11.5", "mm[Hg]", "kPa"),
            "results", "unit", "142/11.5 mm[Hg]",
            "The two halves are in different units", CORRECT_IT,
        ),
        (
            observation("85354-9", hasMember=[{"reference": "Observation/x"}]),
            "results", "value", "",
            "The Observations it points to are not in this file", ONE_OBSERVATION,
        ),
        (
            observation("271649006", SNOMED, valueQuantity=quantity("142", "mmHg " + TOO_LONG)),
            "results", "value", f"142 mmHg {'x' * 71}",
            "Half a blood pressure: no diastolic goes with it", ONE_OBSERVATION,
        ),
        # eyes
        (
            observation("408411003", SNOMED),
            "results", "value", "R2",
            "R2 of the right eye: the maculopathy (M0 or M1) of the same day is missing",
            "Export both codes of the screening result.",
        ),
        # events
        (believed("unconfirmed"), "events", "kind", "", "It is not confirmed", IF_SO),
        (believed("provisional"), "events", "kind", "", "It is not confirmed", IF_SO),
        (
            believed("differential"),
            "events", "kind", "", "It is one of several possibilities", IF_SO,
        ),
        (believed("refuted"), "events", "kind", "", "It was refuted", IF_SO),
        (
            diabetes(onsetDateTime="2009"),
            "events", "on", "2009", "The day it happened is not stated", ADD_DAY,
        ),
        (
            diabetes(**ENDED),
            "events", "kind", "",
            "Type 2 is marked resolved, but not since which day",
            "Add the day, and export again.",
        ),
        (
            diabetes(**ENDED, abatementDateTime="2024-06"),
            "events", "kind", "2024-06",
            "Type 2 is marked resolved, but not since which day",
            "Add the day, and export again.",
        ),
        (
            foot_check(status="not-done"),
            "events", "kind", "401191002", "It was not done", IF_SO,
        ),
        (
            foot_check(status="cancelled"),
            "events", "kind", "401191002", "It was cancelled", IF_SO,
        ),
        (
            foot_check(status="preparation"),
            "events", "kind", "401191002", "It has not happened yet", IF_SO,
        ),
        (
            observation("401191002", SNOMED, status="registered"),
            "events", "kind", "401191002", "It has not happened yet", IF_SO,
        ),
        (foot_check(), "events", "on", "", "The day it happened is not stated", ADD_DAY),
        (
            observation("77386006", SNOMED, valueBoolean=False),
            "events", "kind", "77386006", "It says that this is not so", IF_SO,
        ),
        (
            diabetes(onsetDateTime="2019-05-01") | {"code": concept("73211009")},
            "events", "kind", "73211009",
            "Diabetes is recorded, but not which type",
            "Add the type of diabetes to the record, and export again.",
        ),
        (
            visit(status="planned"),
            "events", "kind", "planned", "Its status is planned, so it did not happen", IF_SO,
        ),
        (
            visit(status="cancelled"),
            "events", "kind", "cancelled", "Its status is cancelled, so it did not happen", IF_SO,
        ),
        (visit(), "events", "on", "", "The day it happened is not stated", ADD_DAY),
        # medicines
        (
            request(status="cancelled"),
            "medicines", "current", "cancelled",
            "It was cancelled before anything was given", IF_SO,
        ),
        (
            request(doNotPerform=True),
            "medicines", "current", "active",
            "It says that the medicine is not to be given", IF_SO,
        ),
        (
            request(intent="proposal"),
            "medicines", "current", "active", "It is a proposal, not a prescription", IF_SO,
        ),
        (
            foot_check(status="planned"),
            "events", "kind", "401191002", "It has not happened yet", IF_SO,
        ),
        (
            request(status="draft"),
            "medicines", "current", "draft", "It is a draft", IF_SO,
        ),
        (
            request(status="intended"),
            "medicines", "current", "intended", "It is intended, not begun", IF_SO,
        ),
        (
            request(status=TOO_LONG),
            "medicines", "current", TOO_LONG,
            f"Its status, {'x' * 40}, is not one of FHIR R4", IF_SO,
        ),
        (
            request(intent="option"),
            "medicines", "current", "active", "It is a proposal, not a prescription", IF_SO,
        ),
        # whom it is about
        (
            HBA1C | {"subject": {"reference": "Patient/eve"}},
            "results", "nhs_number", "",
            "The person it is about is not in these files", ITS_PATIENT,
        ),
        (
            HBA1C | {"subject": None},
            "results", "nhs_number", "", "It does not say whom it is about", ITS_PATIENT,
        ),
        (
            HBA1C
            | {
                "subject": {
                    "reference": "Patient/ada",
                    "identifier": {"system": NHS, "value": OTHER_NUMBER},
                }
            },
            "results", "nhs_number", "", "It names two different people", ITS_PATIENT,
        ),
        (
            FRAIL | {"subject": {"identifier": {"system": NHS, "value": OTHER_NUMBER}}},
            "patients", "nhs_number", "",
            "The person it is about is not in these files", ITS_PATIENT,
        ),
        (
            FRAIL | {"subject": {}},
            "patients", "nhs_number", "", "It does not say whom it is about", ITS_PATIENT,
        ),
        # people
        (
            patient(OTHER_NUMBER, id="ben", birthDate="1962-07"),
            "patients", "born_on", "1962-07",
            "The day of birth is not stated, only the year or month",
            "Complete the date of birth where the file was made, and export again.",
        ),
        # the file
        (
            bundle_of([HBA1C]),
            "results", "", "",
            "A bundle inside a bundle is not read", "It is left out on purpose.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_whole(
    tmp_path, resource, section, column, value, problem, hint
):
    _, (told,), _ = read(tmp_path, resource)
    assert (told.section, told.column, told.value) == (section, column, value)
    assert (told.problem, told.hint, told.is_held) == (problem, hint, False)


def test_somebody_with_two_numbers_waits_for_a_decision_with_all_about_them(tmp_path):
    two = [{"system": NHS, "value": number} for number in ("9990000018", OTHER_NUMBER)]
    path = write_bundle(tmp_path, patient(identifier=two), HBA1C)
    _, problems, _ = split(read_fhir(path))
    assert [
        (one.section, one.column, one.value, one.problem, one.hint, one.is_held)
        for one in problems
    ] == [
        (
            "patients", "nhs_number", "", "This person has two NHS numbers",
            "Mark the one that is out of date as old, and export again.", True,
        ),
        (
            "results", "nhs_number", "", "The person it is about has no NHS number, or two",
            ADD_NUMBER, True,
        ),
    ]  # fmt: skip


def test_a_pair_in_two_units_is_told_with_both(tmp_path):
    upper = observation("271649006", SNOMED, valueQuantity=quantity("142", "mmHg"))
    lower = observation("271650006", SNOMED, valueQuantity=quantity("11.5", "kPa"))
    _, (told,), _ = read(tmp_path, upper, lower)
    assert (told.section, told.column, told.value) == ("results", "value", "142/11.5 mmHg")
    assert (told.problem, told.hint) == ("The two halves are in different units", ONE_OBSERVATION)


# --- parts of a file that are no entry -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row", "problem", "hint"),
    [
        (
            '{"cut": ', 2, "This line is not JSON",
            "Export it again; if it was copied, copy it again whole.",
        ),
        ("[1]", 2, "This line is not a FHIR resource", "Export it again as FHIR R4."),
        (
            '{"resourceType": "Bundle", "entry": [5]}', 2, "This entry is not an object",
            "Export it again as FHIR R4.",
        ),
        (
            '{"resourceType": "Bundle", "entry": [{"resource": 5}]}', 2,
            "This entry holds no resource", "Export it again as FHIR R4.",
        ),
    ],
)  # fmt: skip
def test_a_part_that_is_no_entry_is_told_once_with_the_results(tmp_path, text, row, problem, hint):
    path = write(tmp_path, f"{as_json(patient())}\n{text}\n", "lines.ndjson")
    _, (told,), _ = split(read_fhir(path))
    assert (told.row, told.column, told.value, told.section) == (row, "", "", "")
    assert (told.problem, told.hint) == (problem, hint)
    assert split(read_fhir(path, sections=("patients", "events")))[1] == []


# --- whole files that are refused --------------------------------------------------------------

AGAIN = "Export it again; if it was copied, copy it again whole."
AS_R4 = "Export it as a FHIR R4 bundle or NDJSON."
HISTORY = '{"resourceType": "Bundle", "type": "history", "entry": []}'
OLD_VERSIONS = "This bundle is a history: it holds old versions beside the present ones."
PRESENT = "Export the present records as a collection, searchset or transaction."


@pytest.mark.parametrize(
    ("content", "name", "message", "hint"),
    [
        (b"7", "a.json", "This file is not FHIR JSON.", AS_R4),
        (b'{"entry": []}', "a.json",
         "This JSON file is not FHIR: it names no resourceType.", AS_R4),
        (b'{"resourceType": "List of 3"}', "a.json",
         "This JSON file is not FHIR: it names no resourceType.", AS_R4),
        (b'{"entry": [{"resource": {}}], "resourceType": "List"}', "a.json",
         "This FHIR file is not a bundle.", "Export it as a FHIR R4 bundle."),
        (b'{"resourceType": "Bundle"} {}', "a.json",
         "There is more in this file after its JSON ends.", AGAIN),
        (b'{"resourceType": "Bundle" "entry": []}', "a.json",
         "This file is cut short or is not JSON.", AGAIN),
        (b'{"resourceType"= "Bundle"}', "a.json",
         "This file is cut short or is not JSON.", AGAIN),
        (b"nothing\nhere\n", "a.ndjson", "No line of this file can be read as FHIR JSON.", AGAIN),
        (b"nothing\nhere\n", "a.jsonl", "No line of this file can be read as FHIR JSON.", AGAIN),
        (HISTORY.encode(), "a.json", OLD_VERSIONS, PRESENT),
        (HISTORY.encode(), "a.ndjson", OLD_VERSIONS, PRESENT),
        (b'{"resourceType": "Bundle\xe9"}', "a.json", "This file is not UTF-8 text.", AGAIN),
        ("{}".encode("utf-16"), "a.json",
         "This file is not UTF-8, as FHIR JSON must be.", "Export it as UTF-8."),
        (b"<Bundle/>", "a.json",
         "This is FHIR as XML; only FHIR as JSON is read.", "Export it as JSON."),
        (b'{"resourceType": "Bundle", "entry": [' + b'{"a":' * 100_000, "a.json",
         "This file nests too deeply to be FHIR.", AGAIN),
        (b'{"resourceType": "MedicationOrder"}', "a.json",
         "This file is FHIR DSTU2; this program reads FHIR R4.",
         "Ask the system it came from to export it as R4 (version 4.0)."),
    ],
)  # fmt: skip
def test_a_file_that_is_refused_is_refused_in_these_words(tmp_path, content, name, message, hint):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        references_in(path)
    assert (refused.value.message, refused.value.hint) == (message, hint)
