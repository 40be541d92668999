"""Patients, and who a reference means: never the wrong person, and nobody made up."""

import pytest

from mdt_app.intake.fhir.reading import combined, read_fhir, references_in
from tests.intake.fhir_files import (
    NHS,
    NUMBER,
    ODS,
    OTHER_NUMBER,
    SNOMED,
    as_json,
    concept,
    observation,
    patient,
    quantity,
    read,
    split,
    write,
    write_bundle,
    write_lines,
)

HBA1C = observation("4548-4", valueQuantity=quantity("7.5", "%"))


def cells_of(tmp_path, person, *others):
    rows, problems, _ = split(read_fhir(write_bundle(tmp_path, person, *others)))
    assert problems == []
    (row,) = [row for row in rows if row.section == "patients"]
    return row.cells


def about(reference):
    return HBA1C | {"subject": reference}


def people_of_results(rows):
    return [row.cells["nhs_number"] for row in rows if row.section == "results"]


# --- the person ---


def test_a_patient_is_a_row_of_people(tmp_path):
    person = patient(
        managingOrganization={"identifier": {"system": ODS, "value": "Y00001"}},
        deceasedDateTime="2026-02-03T05:46:40+00:00",
    )
    assert cells_of(tmp_path, person) == {
        "nhs_number": NUMBER,
        "surname": "Testperson",
        "forename": "Ada",
        "title": "Mrs",
        "born_on": "1968-02-14",
        "sex": "female",
        "practice": "Y00001",
        "ethnic_category": "",
        "language": "",
        "interpreter": "",
        "died_on": "2026-02-03",
    }


def test_the_older_nhs_number_system_counts_and_spaces_do_not(tmp_path):
    older = {"system": "http://fhir.nhs.net/Id/nhs-number", "value": "999 000 0018"}
    assert cells_of(tmp_path, patient(identifier=[older]))["nhs_number"] == NUMBER


def test_a_number_of_another_system_is_no_nhs_number(tmp_path):
    hospital = {"system": "https://example.org/mrn", "value": NUMBER}
    assert cells_of(tmp_path, patient(identifier=[hospital]))["nhs_number"] == ""


def test_the_present_official_name_is_taken(tmp_path):
    names = [
        {"use": "old", "family": "Former", "given": ["Ada"]},
        {"use": "official", "family": "Ended", "given": ["Ada"], "period": {"end": "2020-01-01"}},
        {"use": "usual", "family": "Usual", "given": ["Ada"]},
        {"use": "official", "family": "Abe604", "given": ["Ada", "Mary"]},
    ]
    cells = cells_of(tmp_path, patient(name=names))
    assert (cells["surname"], cells["forename"]) == ("Abe604", "Ada Mary")


def test_a_name_in_one_text_is_split_at_its_comma_only(tmp_path):
    assert cells_of(tmp_path, patient(name=[{"text": "TESTPERSON, Ada"}]))["forename"] == "Ada"
    assert cells_of(tmp_path, patient(name=[{"text": "Ada Testperson"}]))["forename"] == ""


def test_a_sex_that_is_not_stated_is_unknown(tmp_path):
    assert cells_of(tmp_path, patient(gender=None))["sex"] == "unknown"


def test_a_partial_birth_date_is_set_aside_with_its_reason(tmp_path):
    rows, problems, _ = split(read_fhir(write_bundle(tmp_path, patient(birthDate="1968-02"))))
    assert rows == []
    assert (problems[0].column, problems[0].value) == ("born_on", "1968-02")


def test_a_death_without_a_day_is_not_passed_over(tmp_path):
    assert cells_of(tmp_path, patient(deceasedBoolean=True))["died_on"] == "died, day not stated"
    assert cells_of(tmp_path, patient(deceasedBoolean=False))["died_on"] == ""


def test_the_gp_practice_comes_before_the_managing_organisation(tmp_path):
    practice = {
        "resourceType": "Organization",
        "id": "surgery",
        "identifier": [{"system": ODS, "value": "Y00002"}],
    }
    person = patient(
        generalPractitioner=[{"reference": "Organization/surgery"}],
        managingOrganization={"identifier": {"system": ODS, "value": "RYJ"}},
    )
    assert cells_of(tmp_path, person, practice)["practice"] == "Y00002"


def test_uk_core_says_ethnic_category_language_and_interpreter(tmp_path):
    base = "https://fhir.hl7.org.uk/StructureDefinition/"
    said = [
        {
            "url": base + "Extension-UKCore-EthnicCategory",
            "valueCodeableConcept": concept("K", "https://fhir.hl7.org.uk/CodeSystem/x"),
        },
        {
            "url": base + "Extension-UKCore-NHSCommunication",
            "extension": [
                {"url": "language", "valueCodeableConcept": concept("bn", "x", "Bengali")},
                {"url": "interpreterRequired", "valueBoolean": True},
            ],
        },
    ]
    cells = cells_of(tmp_path, patient(extension=said))
    assert (cells["ethnic_category"], cells["language"], cells["interpreter"]) == (
        "K",
        "Bengali",
        "yes",
    )


def test_the_preferred_language_is_taken(tmp_path):
    spoken = [
        {"language": concept("en", "urn:ietf:bcp:47", "English")},
        {"language": concept("so", "urn:ietf:bcp:47", "Somali"), "preferred": True},
    ]
    assert cells_of(tmp_path, patient(communication=spoken))["language"] == "Somali"


def test_frailty_is_the_latest_that_was_noted(tmp_path):
    severe = observation("925861000000102", SNOMED, effectiveDateTime="2026-01-01")
    mild = observation("925791000000100", SNOMED, effectiveDateTime="2020-01-01")
    withdrawn = observation(
        "925791000000100", SNOMED, effectiveDateTime="2026-02-01", status="entered-in-error"
    )
    rows, problems, notices = read(tmp_path, severe, mild, withdrawn)
    assert rows[0].cells["frailty"] == "severe"
    assert (len(rows), problems, notices) == (1, [], [])


def test_frailty_of_somebody_not_in_the_files_is_listed(tmp_path):
    stranger = observation("925861000000102", SNOMED) | {
        "subject": {"identifier": {"system": NHS, "value": OTHER_NUMBER}}
    }
    rows, problems, _ = read(tmp_path, stranger)
    assert "frailty" not in rows[0].cells
    assert [problem.section for problem in problems] == ["patients"]


# --- whom a reference means ---


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "urn:uuid:0b6a3f"},
        {"reference": "Patient/ada"},
        {"reference": "Patient/ada/_history/3"},
        {"reference": "https://example.org/fhir/Patient/ada"},
        {"reference": f"Patient?identifier={NHS}|{NUMBER}"},
        {"identifier": {"system": NHS, "value": NUMBER}},
        {"reference": "Patient/ada", "identifier": {"system": NHS, "value": NUMBER}},
    ],
)
def test_every_way_to_name_a_person_finds_the_person(tmp_path, subject):
    entries = [
        {"resource": about(subject)},
        {"fullUrl": "urn:uuid:0b6a3f", "resource": patient()},
    ]
    path = write(tmp_path, as_json({"resourceType": "Bundle", "entry": entries}))
    rows, problems, _ = split(read_fhir(path))
    assert people_of_results(rows) == [NUMBER]
    assert problems == []


@pytest.mark.parametrize(
    ("subject", "held"),
    [
        (None, False),
        ({}, False),
        ({"reference": "Patient/nobody"}, False),
        ({"reference": "Group/ada"}, False),
        ({"reference": ["Patient/ada"]}, False),
        ({"reference": "Patient/ada", "identifier": {"system": NHS, "value": OTHER_NUMBER}}, False),
        ({"reference": "Patient/unnumbered"}, True),
    ],
)
def test_what_names_nobody_for_certain_is_given_to_nobody(tmp_path, subject, held):
    unnumbered = patient(id="unnumbered", identifier=[])
    rows, problems, _ = read(tmp_path, unnumbered, about(subject))
    assert people_of_results(rows) == []
    assert [(problem.section, problem.is_held) for problem in problems] == [("results", held)]


def test_a_person_without_nhs_number_comes_as_a_row_without_one(tmp_path):
    assert cells_of(tmp_path, patient(identifier=[]))["nhs_number"] == ""


def test_a_person_with_two_nhs_numbers_is_held_with_everything_about_them(tmp_path):
    two = [{"system": NHS, "value": number} for number in (NUMBER, OTHER_NUMBER)]
    path = write_bundle(tmp_path, patient(identifier=two), HBA1C)
    rows, problems, _ = split(read_fhir(path))
    assert rows == []
    assert [problem.is_held for problem in problems] == [True, True]


def test_an_old_nhs_number_does_not_stand_beside_the_present_one(tmp_path):
    numbers = [
        {"system": NHS, "value": OTHER_NUMBER, "use": "old"},
        {"system": NHS, "value": NUMBER},
    ]
    assert cells_of(tmp_path, patient(identifier=numbers))["nhs_number"] == NUMBER


def test_people_and_results_may_be_in_different_files(tmp_path):
    people = write_lines(tmp_path, patient(), name="Patient.ndjson")
    results = write_lines(tmp_path, HBA1C, name="Observation.ndjson")
    known = combined(references_in(path) for path in (results, people))
    rows, problems, _ = split(read_fhir(results, known))
    assert people_of_results(rows) == [NUMBER]
    assert problems == []


def test_one_reference_for_two_people_in_two_files_means_each_files_own(tmp_path):
    first = write_bundle(tmp_path, patient(), HBA1C, name="first.json")
    second = write_bundle(tmp_path, patient(OTHER_NUMBER), HBA1C, name="second.json")
    third = write_bundle(tmp_path, HBA1C, name="third.json")
    found = {path: references_in(path) for path in (first, second, third)}
    everyone = combined(found.values())
    named = {
        path.stem: split(read_fhir(path, everyone.preferring(own))) for path, own in found.items()
    }
    assert people_of_results(named["first"][0]) == [NUMBER]
    assert people_of_results(named["second"][0]) == [OTHER_NUMBER]
    assert people_of_results(named["third"][0]) == []
    assert named["third"][1][0].is_held


def test_one_reference_for_two_people_in_one_file_names_nobody(tmp_path):
    rows, problems, _ = read(tmp_path, patient(OTHER_NUMBER), HBA1C)
    assert people_of_results(rows) == []
    assert [problem.is_held for problem in problems] == [True]


def test_only_the_sections_asked_for_are_read(tmp_path):
    path = write_bundle(tmp_path, patient(), HBA1C, observation("160689007", SNOMED))
    people, _, notices = split(read_fhir(path, sections=("patients",)))
    others, _, _ = split(read_fhir(path, sections=("events",)))
    assert [row.section for row in people] == ["patients"]
    assert [row.section for row in others] == ["events"]
    assert notices == []


def test_a_modifier_nobody_here_knows_is_not_ignored(tmp_path):
    rows, problems, _ = read(tmp_path, HBA1C | {"modifierExtension": [{"url": "https://x"}]})
    assert people_of_results(rows) == []
    assert len(problems) == 1


# --- what else may be written of a person ---


@pytest.mark.parametrize(
    ("names", "surname", "forename", "title"),
    [
        ([{"use": "old", "family": "Before"}], "Before", "", ""),
        ([{"family": "Exemplar", "text": "Somebody, Else"}], "Exemplar", "", ""),
        ([{"given": ["Ada"], "text": "Somebody, Else"}], "", "Ada", ""),
        ([{"text": "Exemplar, Ada"}], "Exemplar", "Ada", ""),
        ([{"family": "E", "given": ["A", "B"], "prefix": ["Prof", "Dr"]}], "E", "A B", "Prof Dr"),
    ],
)
def test_a_name_is_taken_from_where_it_stands(tmp_path, names, surname, forename, title):
    cells = cells_of(tmp_path, patient(name=names))
    assert (cells["surname"], cells["forename"], cells["title"]) == (surname, forename, title)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("official", "usual"),
        ("usual", ""),
        ("", "temp"),
        ("temp", "nickname"),
        ("nickname", "anonymous"),
        ("anonymous", "maiden"),
        ("anonymous", "old"),
    ],
)
def test_of_several_names_the_one_for_official_use_is_the_persons(tmp_path, better, worse):
    names = [{"use": use, "family": f"name for {use}"} for use in (worse, better)]
    assert cells_of(tmp_path, patient(name=names))["surname"] == f"name for {better}".strip()


def test_a_long_name_is_cut_and_that_is_seen(tmp_path):
    for length, shown in ((2000, "x" * 2000), (2001, "x" * 2000 + "…")):
        cells = cells_of(tmp_path, patient(name=[{"family": "x" * length}]))
        assert cells["surname"] == shown


def test_a_practice_without_a_code_is_not_the_last_word(tmp_path):
    other = {"system": "https://example.org/codes", "value": "X1"}
    person = patient(
        generalPractitioner=[{"identifier": other}],
        managingOrganization={"identifier": {"system": ODS, "value": "Y00002"}},
    )
    assert cells_of(tmp_path, person)["practice"] == "Y00002"


def test_a_code_of_another_list_is_not_that_of_a_practice(tmp_path):
    several = [
        {"system": "https://example.org/codes", "value": "X1"},
        {"system": "http://fhir.nhs.net/Id/ods-organization-code", "value": "Y00003"},
    ]
    practice = {"resourceType": "Organization", "id": "p", "identifier": several}
    person = patient(managingOrganization={"reference": "https://example.org/Organization/p"})
    rows, _, _ = split(read_fhir(write_bundle(tmp_path, practice, person)))
    assert rows[0].cells["practice"] == "Y00003"


@pytest.mark.parametrize("version", ["", "-1", "-12"])
def test_an_ethnic_category_is_its_letter_whatever_the_version(tmp_path, version):
    codes = [{"code": "92391000000108"}, {"code": "K"}]
    said = {
        "url": f"https://x/Extension-CareConnect-EthnicCategory{version}",
        "valueCodeableConcept": {"coding": codes},
    }
    assert cells_of(tmp_path, patient(extension=[said]))["ethnic_category"] == "K"


@pytest.mark.parametrize(
    "said",
    [
        {"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"}
        | {"valueBoolean": True},
        {
            "url": "https://x/Extension-UKCore-NHSCommunication",
            "extension": [{"url": "interpreterRequired", "valueBoolean": True}],
        },
        {
            "url": "https://x/Extension-CareConnect-NHSCommunication-1",
            "extension": [{"url": "InterpreterRequired", "valueBoolean": True}],
        },
    ],
)
def test_that_an_interpreter_is_needed_may_be_said_in_three_ways(tmp_path, said):
    assert cells_of(tmp_path, patient(extension=[said]))["interpreter"] == "yes"


# --- columns of a person that stand elsewhere ---

SEVERE, MILD = "925861000000102", "925791000000100"


def frail(code, **more):
    return {
        "resourceType": "Condition",
        "subject": {"reference": "Patient/ada"},
        "code": concept(code),
        **more,
    }


def noted(code, day):
    return observation(code, SNOMED, effectiveDateTime=day)


@pytest.mark.parametrize(("later", "earlier"), [(SEVERE, MILD), (MILD, SEVERE)])
@pytest.mark.parametrize(
    "entries",
    [
        lambda later, earlier: [noted(later, "2026-02-01"), noted(earlier, "2026-01-01")],
        lambda later, earlier: [
            frail(later, recordedDate="2026-02-01"),
            frail(earlier, recordedDate="2026-01-01"),
        ],
        lambda later, earlier: [
            frail(later, onsetDateTime="2026-02-01", recordedDate="2025-01-01"),
            frail(earlier, onsetDateTime="2026-01-01", recordedDate="2026-03-01"),
        ],
        lambda later, earlier: [
            noted(later, "2026-01-01"),
            noted(earlier, "2026-02-01") | {"status": "cancelled"},
        ],
        lambda later, earlier: [
            frail(later, recordedDate="2026-01-01", verificationStatus=concept("confirmed")),
            frail(earlier, recordedDate="2026-02-01", verificationStatus=concept("refuted")),
        ],
    ],
)
def test_the_latest_that_counts_is_what_somebody_is(tmp_path, later, earlier, entries):
    for given in (entries(later, earlier), entries(later, earlier)[::-1]):
        rows, problems, _ = read(tmp_path, *given)
        assert rows[0].cells["frailty"] == {SEVERE: "severe", MILD: "mild"}[later]
        assert problems == []


@pytest.mark.parametrize(
    "named",
    [
        {"reference": "https://example.org/fhir/Patient/ada"},
        {"reference": "urn:uuid:ada"},
        {"identifier": {"system": NHS, "value": NUMBER}},
    ],
)
def test_frailty_finds_the_person_however_they_are_named(tmp_path, named):
    rows, _, _ = read(tmp_path, frail(SEVERE, subject=named))
    assert rows[0].cells["frailty"] == "severe"


@pytest.mark.parametrize(
    ("code", "column", "word"),
    [
        ("160734000", "care_home", "yes"),
        ("315594003", "interpreter", "yes"),
        ("315595002", "interpreter", "no"),
    ],
)
def test_other_columns_that_stand_elsewhere_are_the_persons_too(tmp_path, code, column, word):
    rows, _, _ = read(tmp_path, noted(code, "2026-01-01"))
    assert rows[0].cells[column] == word


@pytest.mark.parametrize("subject", [{"display": "Somebody"}, {}, {"reference": "Patient/"}])
@pytest.mark.parametrize("of", [{}, {"id": ""}])
def test_what_is_said_of_nobody_is_not_said_of_somebody_without_a_number(tmp_path, subject, of):
    unnumbered = patient(identifier=[], **of)
    rows, _, _ = split(
        read_fhir(write_bundle(tmp_path, unnumbered, frail(SEVERE, subject=subject)))
    )
    assert [(row.section, row.cells.get("frailty")) for row in rows] == [("patients", None)]


def test_frailty_is_told_of_only_while_people_are_read(tmp_path):
    stranger = frail(SEVERE, subject={"reference": "Patient/eve"})
    path = write_bundle(tmp_path, patient(), stranger)
    assert len(split(read_fhir(path, sections=("patients",)))[1]) == 1
    assert split(read_fhir(path, sections=("results", "medicines", "events")))[1] == []


# --- what files say for one another ---


@pytest.mark.parametrize("reference", ["Organization/p", "https://example.org/Organization/p"])
def test_practices_and_medicines_may_be_in_another_file(tmp_path, reference):
    practice = {
        "resourceType": "Organization",
        "id": "p",
        "identifier": [{"system": ODS, "value": "Y00002"}],
    }
    metformin = {"resourceType": "Medication", "id": "m", "code": {"text": "Metformin"}}
    request = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "subject": {"reference": "Patient/ada"},
        "medicationReference": {"reference": reference.replace("Organization/p", "Medication/m")},
    }
    said = write_bundle(tmp_path, practice, metformin, name="said.json")
    meant = write_bundle(
        tmp_path, patient(managingOrganization={"reference": reference}), request, name="meant.json"
    )
    found = {path: references_in(path) for path in (meant, said)}
    known = combined(found.values()).preferring(found[meant])
    person, medicine = split(read_fhir(meant, known))[0]
    assert (person.cells["practice"], medicine.cells["name"]) == ("Y00002", "Metformin")


@pytest.mark.parametrize(
    ("reference", "is_meant"),
    [
        ("urn:uuid:ada", True),
        ("Patient/ada/_history/3", True),
        ("ada", False),
        ("oid/ada", False),
        ("Patient/", False),
    ],
)
def test_what_a_reference_without_an_address_means(tmp_path, reference, is_meant):
    path = write_bundle(
        tmp_path, patient(), patient(OTHER_NUMBER, id=""), about({"reference": reference})
    )
    rows, problems, _ = split(read_fhir(path))
    assert people_of_results(rows) == ([NUMBER] if is_meant else [])
    assert len(problems) == (0 if is_meant else 1)


@pytest.mark.parametrize(
    "system",
    [
        f"{NHS}/",
        NHS.replace("https", "http"),
        NHS.upper(),
        "http://fhir.nhs.net/Id/nhs-number",
        "urn:oid:2.16.840.1.113883.2.1.4.1",
    ],
)
def test_the_name_of_a_system_may_be_written_a_little_otherwise(tmp_path, system):
    person = patient(identifier=[{"system": system, "value": "999 000-0018"}])
    assert cells_of(tmp_path, person)["nhs_number"] == NUMBER


def test_the_latest_of_several_files_is_what_somebody_is(tmp_path):
    people = write_bundle(tmp_path, patient(), name="people.json")
    severe = frail(SEVERE, recordedDate="2026-02-01")
    mild = frail(MILD, recordedDate="2026-01-01")
    others = [
        write_bundle(tmp_path, one, name=f"{place}.json")
        for place, one in enumerate((severe, mild))
    ]
    for order in (others, others[::-1]):
        known = combined(references_in(path) for path in (people, *order))
        (row,), _, _ = split(read_fhir(people, known))
        assert row.cells["frailty"] == "severe"
