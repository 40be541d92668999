"""What a FHIR file marks confidential or an error counts no more, as in an extract."""

import pytest

from mdt_app.intake.fhir.reading import combined, read_fhir, references_in
from mdt_app.intake.importing import take_in
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from tests.intake.conftest import LISTS
from tests.intake.fhir_files import (
    NHS,
    NUMBER,
    OTHER_NUMBER,
    SNOMED,
    about,
    concept,
    observation,
    patient,
    quantity,
    read,
    split,
    write_bundle,
    write_lines,
)

CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def marked(code="R", system=CONFIDENTIALITY):
    return {"meta": {"security": [{"system": system, "code": code}]}}


HIDDEN = marked()
HBA1C = observation("4548-4", valueQuantity=quantity("7.5", "%"))
DIAGNOSIS = about("Condition", code=concept("44054006"), onsetDateTime="2019-05-01")
METFORMIN = about(
    "MedicationRequest",
    status="active",
    intent="order",
    medicationCodeableConcept={"text": "Metformin 500mg tablets"},
    authoredOn="2025-11-01",
)
UPPER = observation("271649006", SNOMED, valueQuantity=quantity("142", "mm[Hg]"))
LOWER = observation("271650006", SNOMED, valueQuantity=quantity("86", "mm[Hg]"))
FRAIL = observation("925861000000102", SNOMED)
OF_A_YEAR = HBA1C | {"effectiveDateTime": "2019"}
EVERYTHING = (HBA1C, OF_A_YEAR, DIAGNOSIS, METFORMIN, UPPER, LOWER)
BEN = patient(OTHER_NUMBER, id="ben", birthDate="1962-07-01")
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
IN_ERROR = "entered-in-error"
OF_PERSON = ("The record is marked confidential", "Such records are not taken in.")
OF_ROW = (
    "Marked confidential in the practice's system",
    "Nothing needs doing: the row was not taken in.",
)

ERROR = ("Entered in error in the practice's system", OF_ROW[1])


def in_error(resource):
    """The resource as it is sent once it is known that it should never have been."""
    if resource["resourceType"] == "Condition":
        return resource | {"verificationStatus": concept(IN_ERROR, VERIFICATION)}
    return resource | {"status": IN_ERROR}


def told(problems):
    return {(one.column, one.value, one.problem, one.hint, one.cells) for one in problems}


def taken(ws, *paths):
    return take_in(ws, list(paths), Wishes(practice="Y00001", allow_test_numbers=True))


# --- who is confidential ---


@pytest.mark.parametrize("code", ["R", "V"])
@pytest.mark.parametrize(
    "system",
    [
        CONFIDENTIALITY,
        "http://hl7.org/fhir/v3/Confidentiality",
        "urn:oid:2.16.840.1.113883.5.25",
    ],
)
def test_somebody_confidential_is_set_aside_without_their_name(tmp_path, code, system):
    rows, (problem,), _ = split(read_fhir(write_bundle(tmp_path, patient(**marked(code, system)))))
    assert rows == []
    assert (problem.row, problem.section, problem.is_held) == (1, "patients", False)
    assert told([problem]) == {("meta.security", "", *OF_PERSON, ())}


@pytest.mark.parametrize("label", [("N", CONFIDENTIALITY), ("R", "http://example.org/labels")])
def test_any_other_label_hides_nobody(tmp_path, label):
    rows, problems, _ = split(read_fhir(write_bundle(tmp_path, patient(**marked(*label)))))
    assert ([row.section for row in rows], problems) == (["patients"], [])


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/ada"},
        {"reference": "https://example.org/Patient/ada"},
        {"identifier": {"system": NHS, "value": NUMBER}},
    ],
)
def test_whatever_is_about_them_is_handed_on_as_confidential(tmp_path, subject):
    path = write_bundle(tmp_path, patient(**HIDDEN), HBA1C | {"subject": subject}, BEN)
    rows, problems, _ = split(read_fhir(path))
    assert [(row.section, row.withdrawn) for row in rows] == [
        ("results", "confidential"),
        ("patients", ""),
    ]
    assert told(problems) == {("meta.security", "", *OF_PERSON, ())}


def test_who_is_confidential_in_one_file_is_so_in_all_of_a_command(tmp_path):
    one = write_lines(tmp_path, patient(**HIDDEN), name="one.ndjson")
    other = write_lines(tmp_path, patient(id="x"), HBA1C, name="other.ndjson")
    known = combined(map(references_in, (one, other)))
    rows, problems, _ = split(read_fhir(other, known.preferring(references_in(other))))
    assert [(row.section, row.withdrawn) for row in rows] == [("results", "confidential")]
    assert told(problems) == {("meta.security", "", *OF_PERSON, ())}


def test_an_id_of_another_file_does_not_make_its_namesake_confidential(tmp_path):
    hidden = write_lines(tmp_path, patient(identifier=[], **HIDDEN), name="hidden.ndjson")
    mine = write_lines(tmp_path, patient(), HBA1C, name="mine.ndjson")
    found = {path: references_in(path) for path in (hidden, mine)}
    known = combined(found.values()).preferring(found[mine])
    rows, problems, _ = split(read_fhir(mine, known))
    assert [row.withdrawn for row in rows] == ["", ""]
    assert problems == []


@pytest.mark.parametrize("numbers", [[], [NUMBER, OTHER_NUMBER]])
def test_without_one_number_they_are_not_held_but_left_out_with_all_about_them(tmp_path, numbers):
    identifiers = [{"system": NHS, "value": number} for number in numbers]
    person = patient(identifier=identifiers, **HIDDEN)
    afar = HBA1C | {"subject": {"reference": "https://example.org/Patient/ada"}}
    path = write_bundle(tmp_path, person, HBA1C, afar, FRAIL)
    rows, problems, _ = split(read_fhir(path))
    assert rows == []
    assert [one.is_held for one in problems] == [False] * 4
    assert told(problems) == {("meta.security", "", *OF_PERSON, ()), ("", "", *OF_ROW, ())}


def test_both_numbers_of_somebody_confidential_are(tmp_path):
    both = [{"system": NHS, "value": number} for number in (NUMBER, OTHER_NUMBER)]
    named = HBA1C | {"subject": {"identifier": {"system": NHS, "value": OTHER_NUMBER}}}
    path = write_bundle(tmp_path, patient(identifier=both, **HIDDEN), named)
    rows, _, _ = split(read_fhir(path))
    assert [row.withdrawn for row in rows] == ["confidential"]


@pytest.mark.parametrize(
    "odd",
    [
        HBA1C | {"effectiveDateTime": None},
        HBA1C | {"status": "cancelled"},
        DIAGNOSIS | {"onsetDateTime": None},
        METFORMIN | {"intent": "proposal"},
        UPPER,
        FRAIL,
    ],
)
def test_what_could_not_be_used_anyway_is_told_without_what_it_says(tmp_path, odd):
    _, problems, _ = split(read_fhir(write_bundle(tmp_path, patient(**HIDDEN), odd)))
    assert [one.row for one in problems] == [1, 2]
    assert told(problems[1:]) == {("", "", *OF_ROW, ())}


# --- one entry of somebody who is not ---


def test_a_half_that_is_confidential_makes_no_pressure_with_one_that_is_not(tmp_path):
    rows, problems, _ = read(tmp_path, UPPER | HIDDEN, LOWER)
    assert [row.section for row in rows] == ["patients"]
    assert [(one.row, one.value) for one in problems] == [(2, ""), (3, "86 mm[Hg]")]


def test_a_confidential_entry_about_nobody_known_is_told_without_anything(tmp_path):
    stranger = HBA1C | HIDDEN | {"subject": {"reference": "Patient/eve"}}
    rows, problems, _ = read(tmp_path, stranger)
    assert [row.section for row in rows] == ["patients"]
    assert told(problems) == {("", "", *OF_ROW, ())}


def test_a_confidential_entry_is_told_as_that_whatever_else_forbids_it(tmp_path):
    modified = {"modifierExtension": [{"url": "https://x"}]}
    rows, problems, _ = read(tmp_path, HBA1C | HIDDEN | modified)
    assert ([row.withdrawn for row in rows], problems) == (["", "confidential"], [])


def test_frailty_that_is_confidential_says_nothing_of_the_person(tmp_path):
    (row,), problems, _ = read(tmp_path, FRAIL | HIDDEN)
    assert "frailty" not in row.cells
    assert [one.section for one in problems] == ["patients"]
    assert told(problems) == {("", "", *OF_ROW, ())}


# --- errors ---


ENCOUNTER = about("Encounter", **{"class": {"code": "AMB"}, "period": {"start": "2026-02-02"}})
FOOT_CHECK = about("Procedure", code=concept("401191002"), performedDateTime="2026-01-05")


@pytest.mark.parametrize("entry", [*EVERYTHING[:4], FOOT_CHECK, ENCOUNTER])
def test_an_error_is_handed_on_with_what_it_said_to_be_taken_back(tmp_path, entry):
    rows, problems, _ = read(tmp_path, in_error(entry))
    (as_it_was,), _, _ = split(
        one for one in read_fhir(write_bundle(tmp_path, entry, patient())) if is_about(one)
    )
    (row,) = rows[1:]
    assert (row.withdrawn, problems) == (IN_ERROR, [])
    assert {**row.cells, "current": ""} == {**as_it_was.cells, "current": ""}


def is_about(one):
    return getattr(one, "section", "") not in ("", "patients")


def test_an_error_that_says_too_little_is_told(tmp_path):
    rows, problems, _ = read(tmp_path, in_error(HBA1C) | {"effectiveDateTime": None})
    assert [row.section for row in rows] == ["patients"]
    assert told(problems) == {("", "", *ERROR, ())}


def test_an_error_that_is_confidential_is_told_as_confidential(tmp_path):
    rows, _, _ = read(tmp_path, in_error(HBA1C) | HIDDEN)
    assert [row.withdrawn for row in rows] == ["", "confidential"]


def test_an_error_about_nobody_known_is_told_like_anything_about_them(tmp_path):
    _, (problem,), _ = read(tmp_path, in_error(HBA1C) | {"subject": None})
    assert problem.problem == "It does not say whom it is about"


# --- what stands inside a report ---


@pytest.mark.parametrize(
    ("label", "withdrawn"),
    [(HIDDEN, "confidential"), ({"status": IN_ERROR}, IN_ERROR), ({"status": "final"}, "")],
)
def test_what_forbids_a_report_forbids_the_results_inside_it(tmp_path, label, withdrawn):
    rows, problems, _ = read(tmp_path, about("DiagnosticReport", contained=[HBA1C], **label))
    assert ([row.withdrawn for row in rows], problems) == (["", withdrawn], [])


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ({"status": "cancelled"}, "Its status is cancelled, so it is not a result"),
        (
            {"modifierExtension": [{"url": "https://x"}]},
            "It carries a modifier this program does not know",
        ),
    ],
)
def test_results_of_a_report_that_is_none_are_none(tmp_path, label, problem):
    rows, (said,), _ = read(tmp_path, about("DiagnosticReport", contained=[HBA1C], **label))
    assert [row.section for row in rows] == ["patients"]
    assert said.problem == problem


@pytest.mark.parametrize("status", ["final", "", None])
def test_a_result_inside_a_report_keeps_its_own_status(tmp_path, status):
    report = about("DiagnosticReport", contained=[in_error(HBA1C)], status=status)
    rows, _, _ = read(tmp_path, report)
    assert [row.withdrawn for row in rows] == ["", IN_ERROR]


@pytest.mark.parametrize("own", ["effectiveDateTime", "effectiveInstant", "effectivePeriod"])
def test_a_result_inside_a_report_keeps_its_own_day(tmp_path, own):
    day = {"start": "2026-01-05"} if own == "effectivePeriod" else "2026-01-05"
    inside = {name: said for name, said in HBA1C.items() if name != "effectiveDateTime"}
    report = about("DiagnosticReport", contained=[inside | {own: day}])
    rows, _, _ = read(tmp_path, report | {"effectiveDateTime": "2026-02-01"})
    assert rows[1].cells["taken_on"] == "2026-01-05"


@pytest.mark.parametrize("given", ["effectiveDateTime", "effectiveInstant", "effectivePeriod"])
def test_a_result_without_a_day_has_that_of_its_report(tmp_path, given):
    day = {"start": "2026-02-01"} if given == "effectivePeriod" else "2026-02-01"
    inside = {name: said for name, said in HBA1C.items() if name != "effectiveDateTime"}
    rows, _, _ = read(tmp_path, about("DiagnosticReport", contained=[inside], **{given: day}))
    assert rows[1].cells["taken_on"] == "2026-02-01"


def test_a_report_and_its_result_may_be_about_a_patient_inside_it(tmp_path):
    inside = {name: said for name, said in HBA1C.items() if name != "subject"}
    report = about("DiagnosticReport", contained=[patient(OTHER_NUMBER, id="p"), inside])
    rows, _, notices = read(tmp_path, report | {"subject": {"reference": "#p"}})
    assert [row.cells["nhs_number"] for row in rows] == [NUMBER, OTHER_NUMBER]
    assert notices == []


def test_somebody_inside_an_entry_may_be_confidential_too(tmp_path):
    inside = patient(OTHER_NUMBER, id="p", **HIDDEN)
    mine = HBA1C | {"subject": {"reference": "#p"}, "contained": [patient(id="q"), inside]}
    rows, problems, _ = read(tmp_path, mine)
    assert ([row.withdrawn for row in rows], problems) == (["", "confidential"], [])


# --- through the import ---


@pytest.fixture
def stored(ws, tmp_path):
    """Ada with all there is, and Ben, taken in from FHIR."""
    report = taken(ws, write_bundle(tmp_path, patient(), *EVERYTHING, BEN, name="before.json"))
    assert (report.committed, report.files[0].problems) == (True, [])


def counts_of(report):
    of_file = report.files[0].counts
    return {name: (counts.new, counts.rejected) for name, counts in of_file.items()}


def test_what_is_an_error_counts_no_more_until_undone(ws, tmp_path, stored, table_contents):
    before = table_contents(*LISTS)
    report = taken(ws, write_bundle(tmp_path, patient(), *map(in_error, EVERYTHING), BEN))
    after = table_contents()
    assert [row for row in after["result"] if not row[-1]] == []
    assert (after["event"], after["medicine"], after["undated"]) == ([], [], [])
    assert counts_of(report) == {
        "patients": (0, 0),
        "results": (0, 3),
        "medicines": (0, 1),
        "events": (0, 1),
    }
    assert [
        (one.column, one.value) for one in sorted(report.files[0].problems, key=lambda one: one.row)
    ] == [
        ("value", "7.5"),
        ("value", "7.5"),
        ("kind", "diagnosis_type_2"),
        ("name", "Metformin 500mg tablets"),
        ("value", "142/86"),
    ]
    assert {(one.problem, one.hint) for one in report.files[0].problems} == {ERROR}
    undo_batch(ws, report.import_id)
    assert table_contents(*LISTS) == before


def test_what_another_entry_still_says_is_not_taken_back(ws, tmp_path, stored, table_contents):
    before = table_contents()
    twice = [entry for each in EVERYTHING[:4] for entry in (in_error(each), each)]
    report = taken(ws, write_bundle(tmp_path, patient(), *twice, *EVERYTHING[4:], BEN))
    after = table_contents()
    assert [after[name] for name in ("result", "event", "medicine", "undated")] == [
        before[name] for name in ("result", "event", "medicine", "undated")
    ]
    assert [one for one in report.files[0].warnings if "taken in before" in one] == []


@pytest.mark.parametrize("how", ["the person", "each entry"])
def test_what_was_taken_in_before_counts_no_more_until_undone(
    ws, tmp_path, stored, table_contents, how
):
    before = table_contents(*LISTS)
    person = patient(**HIDDEN) if how == "the person" else patient()
    entries = EVERYTHING if how == "the person" else [one | HIDDEN for one in EVERYTHING]
    report = taken(ws, write_bundle(tmp_path, person, *entries, BEN))
    after = table_contents()
    assert [row for row in after["result"] if not row[-1]] == []
    assert (after["event"], after["medicine"], after["undated"]) == ([], [], [])
    assert len(after["patient"]) == 2
    is_person = how == "the person"
    assert counts_of(report) == {
        "patients": (0, int(is_person)),
        "results": (0, 3),
        "medicines": (0, 1),
        "events": (0, 1),
    }
    of_person = {("meta.security", "", *OF_PERSON, ())} if is_person else set()
    assert told(report.files[0].problems) == {("", "", *OF_ROW, ()), *of_person}
    assert report.files[0].warnings == [
        "5 rows taken in before that the practice's system has deleted or marked confidential"
        " since: no longer counted."
    ]
    undo_batch(ws, report.import_id)
    assert table_contents(*LISTS) == before


def test_of_somebody_new_and_confidential_nothing_is_kept_but_that_there_were_rows(
    ws, tmp_path, table_contents
):
    report = taken(ws, write_bundle(tmp_path, patient(**HIDDEN), *EVERYTHING))
    assert report.committed
    everything = repr(table_contents(*LISTS))
    assert NUMBER not in everything
    assert "Testperson" not in everything
    with ws.vault.reading() as reading:
        assert {row.cells for row in set_aside_rows(reading)} == {()}
