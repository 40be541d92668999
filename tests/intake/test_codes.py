"""The shipped vocabulary: codes are well formed and mean one thing; units have one spelling."""

import re
import tomllib
from collections import Counter

import pytest

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE, MEASUREMENTS, WORDS
from mdt_app.clinical.units import hba1c_unit_of_term
from mdt_app.intake.vocabulary import codes
from mdt_app.intake.vocabulary.codes import (
    Meaning,
    coded,
    is_known_unit,
    meaning_of,
    meanings_of,
    plain_unit,
)
from mdt_app.register.values import Person
from mdt_app.resources import resource_text

TABLES = {
    role: entries
    for file in ("results.toml", "events.toml")
    for role, entries in tomllib.loads(resource_text("vocabulary", file)).items()
}
LISTED = [
    (system, code)
    for entries in TABLES.values()
    for entry in entries
    for system in ("snomed", "loinc", "icd10", "ctv3", "read")
    for code in entry.get(system, ())
]
VERHOEFF_TURN = "1576283094"


def passes_verhoeff(code: str) -> bool:
    """SNOMED CT's check digit, by the dihedral group of ten."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = int(VERHOEFF_TURN[turned])
        check = _in_group(check, turned)
    return check == 0


def _in_group(first: int, second: int) -> int:
    if first < 5:
        return (first + second) % 5 if second < 5 else 5 + (first + second) % 5
    return 5 + (first - second) % 5 if second < 5 else (first - second) % 5


def passes_loinc(code: str) -> bool:
    """LOINC's check digit: Luhn over the digits before the hyphen."""
    body, check = code.split("-")
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return (10 - total % 10) % 10 == int(check)


def test_every_code_passes_the_check_digit_of_its_system():
    assert passes_verhoeff("999791000000106")
    assert not passes_verhoeff("999791000000107")
    wrong = [code for system, code in LISTED if system == "snomed" and not passes_verhoeff(code)]
    wrong += [
        code
        for system, code in LISTED
        if system == "loinc" and code[:2] != "LA" and not passes_loinc(code)
    ]
    wrong += [
        code
        for system, code in LISTED
        if system == "icd10" and not re.fullmatch(r"[A-Z]\d\d(\.\d{1,2})?", code)
    ]
    wrong += [
        code
        for system, code in LISTED
        if system in ("ctv3", "read") and not re.fullmatch(r"(?=.{5}$)[0-9A-Za-z]+\.*", code)
    ]
    assert wrong == []


def test_no_code_is_listed_twice():
    assert [code for code, times in Counter(LISTED).items() if times > 1] == []


def test_every_kind_word_and_unit_is_one_the_program_knows():
    for entry in TABLES["event"]:
        assert entry["kind"] in EVENT_KINDS
    for entry in TABLES["result"]:
        measurement = MEASUREMENTS[KIND_BY_CODE[entry["kind"]]]
        assert entry.get("unit", "") in ("", measurement.unit, *measurement.accepted)
    for entry in TABLES["word"]:
        assert entry["word"] in WORDS[KIND_BY_CODE[entry["kind"]]]
    for entry in TABLES["trait"]:
        assert entry["kind"] in Person.__slots__
    for entry in TABLES["unclear"]:
        assert not entry["word"].endswith(".")
        assert entry["detail"].endswith(".")


@pytest.mark.parametrize(
    ("code", "system", "kind"),
    [
        ("E10.1", "http://hl7.org/fhir/sid/icd-10", "dka"),
        ("E10.65", "http://hl7.org/fhir/sid/icd-10-cm", "diagnosis_type_1"),
        ("e101", "https://fhir.hl7.org.uk/Id/icd-10-uk", "dka"),
        ("44054006", "http://snomed.info/sct", "diagnosis_type_2"),
        ("44054006", "urn:oid:2.16.840.1.113883.6.96", "diagnosis_type_2"),
        ("44054006", "urn:oid:2.16.840.1.113883.6.96|20260401", "diagnosis_type_2"),
        ("E10.1", "urn:oid:2.16.840.1.113883.6.3", "dka"),
        ("4548-4", "http://loinc.org", "hba1c"),
        (
            "44054006",
            "http://snomed.info/sct|http://snomed.info/sct/83821000000107",
            "diagnosis_type_2",
        ),
        ("4548-4", "urn:oid:2.16.840.1.113883.6.1", "hba1c"),
        ("4548-4", "", "hba1c"),
        ("44054006", "", "diagnosis_type_2"),
        ("44054006", "SNOMED CT", "diagnosis_type_2"),
        ("XaPbt", "CTV3", "hba1c"),
        ("XaPbt", "Read v3", "hba1c"),
        ("XaPbt", "http://read.info/ctv3", "hba1c"),
        ("XaPbt", "", "hba1c"),
        ("42W5.", "READ2", "hba1c"),
        ("42W5.", "Read v2", "hba1c"),
        ("42W5.", "http://read.info/readv2", "hba1c"),
        ("42W5.", "Read code", "hba1c"),
        ("42W5.", "", "hba1c"),
        ("42W5", "Read v2", "hba1c"),
        ("42W5.00", "", "hba1c"),
        ("42W5.-1", "", "hba1c"),
        ("C109.12", "", "diagnosis_type_2"),
        ("C10FJ11", "", "diagnosis_type_2"),
        ("C109-2", "READ", "diagnosis_type_2"),
        (" C10E. ", "Read codes", "diagnosis_type_1"),
        (" C10E. ", "", "diagnosis_type_1"),
        ("C10E", "ReadCodes", "diagnosis_type_1"),
        ("C10E", "ReadCode", "diagnosis_type_1"),
        ("e10.9", "ICD-10", "diagnosis_type_1"),
        ("E10.1X1", "ICD-10", "dka"),
        ("2469.", "CTV3", "blood_pressure"),
        ("246A.", "Read v2", "blood_pressure"),
    ],
)
def test_a_code_is_found_under_every_way_to_name_its_system(code, system, kind):
    found = meaning_of(code, system)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("code", "system"),
    [
        ("44054006", "http://loinc.org"),
        ("E10", ""),
        ("", ""),
        ("4548-4", "http://x"),
        ("C10E.", "http://x"),
        ("E1", "icd-10"),
        ("XaPbt", "Read v2"),
        ("XAPBT", ""),
        ("xapbt", "CTV3"),
        ("42w5.", ""),
        ("42W5", ""),
        ("C10F", ""),
        ("42W5.", "SNOMED CT"),
        ("246K.", "Read v2"),
        ("42W1.", "Read v2"),
        ("42W5.000", ""),
        (".....", ""),
    ],
)
def test_a_code_out_of_its_system_means_nothing(code, system):
    assert meaning_of(code, system) is None
    assert meanings_of(code, system) == ()


@pytest.fixture
def two_versions(monkeypatch):
    """A code that is HDL in Read version 2 and LDL in CTV3."""
    kinds = {"read": "hdl", "ctv3": "ldl"}
    table = {(system, "44Px."): Meaning("result", kind) for system, kind in kinds.items()}
    monkeypatch.setattr(codes, "_vocabulary", lambda: table)


@pytest.mark.parametrize(
    ("system", "kind"),
    [
        *((name, "ldl") for name in ("CTV3", "Read v3", "Read 3", "Read code v3", "Read codes v3")),
        ("Read codes version 3", "ldl"),
        *((name, "hdl") for name in ("Read v2", "READ2", "Read code v2", "Read codes v2")),
        *((name, "hdl") for name in ("Read codes version 2", "Read (5-byte)")),
    ],
)
def test_each_read_version_is_known_by_every_name_for_it(two_versions, system, kind):
    assert meaning_of("44Px.", system) == Meaning("result", kind)


def test_a_code_that_differs_between_read_versions_is_not_guessed(two_versions):
    assert meaning_of("44Px.", "CTV3").kind == "ldl"
    assert meaning_of("44Px.", "Read v2").kind == "hdl"
    assert meaning_of("44Px.") == Meaning(
        "unclear",
        "ldl",
        word="This code means one thing in Read version 2 and another in CTV3",
        detail="Export the SNOMED CT code or the term beside it.",
    )
    assert {one.kind for one in meanings_of("44Px.", "Read")} == {"hdl", "ldl"}


def test_two_codes_of_one_meaning_count_once():
    both = [("http://loinc.org", "85354-9", ""), ("http://snomed.info/sct", "75367002", "")]
    assert len(coded(both)) == 1


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("mmol/mol{Hb}", "mmol/mol"),
        ("mL/min/1.73.m2", "mL/min/1.73.m2"),
        ("ML/MIN/1.73M2", "mL/min/1.73m2"),
        ("µmol/L", "umol/L"),
        ("μmol/l", "umol/L"),
        ("mm Hg", "mmHg"),
        ("mmHg.", "mmHg"),
        ("kg/m²", "kg/m2"),
        ("Kg/m2", "kg/m2"),
        ("kgs", "kg"),
        ("mmol/mol Hb", "mmol/mol"),
        ("mmols/mol", "mmol/mol"),
        ("mM/M", "mmol/mol"),
        ("mmol/mol.", "mmol/mol"),
        ("mmol per mol", "mmol/mol"),
        ("mmol\u00a0/ mol", "mmol/mol"),
        ("% Hb", "%"),
        ("ml/min/1.73sq m", "mL/min/1.73m2"),
        ("mL/min/1.73m*2", "mL/min/1.73m2"),
        ("mL/min/1.73m^2", "mL/min/1.73m2"),
        ("ml/min/1.73 square metres", "mL/min/1.73m2"),
        ("mg/mmol creat", "mg/mmol"),
        ("stone", "stone"),
        ("lb", "lb"),
        ("st lb", "st lb"),
        ("inches", "inches"),
        ("ft", "ft"),
        ("g/dL", "g/dL"),
        ("mmol", "mmol"),
        ("mol/mmol", "mol/mmol"),
        ("", ""),
    ],
)
def test_a_unit_has_one_spelling(written, plain):
    assert plain_unit(written) == plain


@pytest.mark.parametrize(
    "unit", ["stone", "st", "lb", "lbs", "inches", "in", "ft", "g/dL", "mmol", "g/L", "10*9/L", "."]
)
def test_a_unit_of_nothing_kept_here_stays_unknown(unit):
    assert not is_known_unit(unit)


def test_codes_name_the_same_hba1c_scale_in_both_places():
    for entry in TABLES["result"]:
        if entry["kind"] == "hba1c":
            listed = [
                code for system in ("snomed", "ctv3", "read") for code in entry.get(system, ())
            ]
            assert {hba1c_unit_of_term(code) for code in listed} == {entry.get("unit", "")}


def test_mg_per_g_and_mg_per_mmol_are_not_the_same():
    assert plain_unit("mg/g") != plain_unit("mg/mmol")
    assert not is_known_unit("[lb_av]")
    assert not is_known_unit("")
