"""Whole extracts taken in: what of many files comes to stand in the store."""

import itertools
import json

import pytest

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from tests.intake.conftest import ADA, BEN, CAT, DAN
from tests.intake.emis_extract import (
    BIRCH,
    CODES,
    DIASTOLIC,
    HBA1C,
    ORGANISATIONS,
    PRESSURE,
    SYSTOLIC,
    drug,
    extract,
    patient,
    seen,
)
from tests.intake.extracts import (
    ADMIN_ORGANISATION,
    ADMIN_PATIENT,
    CLINICAL_CODE,
    ELF,
    FAY,
    ISSUE_RECORD,
    SRCODE,
    SRPATIENT,
    written,
)
from tests.intake.test_tpp import coded, person

DIABETES, FOOT, CREATININE, LETTER = "111", "112", "113", "114"
MORE_CODES = [
    {"CodeId": DIABETES, "Term": "Type 2 diabetes mellitus", "SnomedCTConceptId": "44054006"},
    {"CodeId": FOOT, "Term": "Diabetic foot examination", "SnomedCTConceptId": "401191002"},
    {"CodeId": CREATININE, "Term": "Serum creatinine", "SnomedCTConceptId": "1000731000000107"},
    {"CodeId": LETTER, "Term": "Letter received", "ReadTermId": "EMISNQLE12"},
]


@pytest.fixture
def taken(ws, tmp_path):
    """Takes in the files given as text by name, and answers with their reports by name."""

    def taken(files, encoding="utf-8", **wishes):
        paths = []
        for name, text in files.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_bytes(text.encode(encoding))
        report = take_in(ws, paths, Wishes(allow_test_numbers=True, **wishes))
        taken.report = report
        return dict(zip(files, report.files, strict=True))

    return taken


@pytest.fixture
def stored(ws):
    """Rows of a query on the store."""

    def stored(query):
        with ws.vault.reading() as reading:
            return sorted(reading.rows(query))

    return stored


RESULTS = """
    SELECT nhs_number, kind, value, second, comparator, result.row FROM result
    JOIN patient ON patient.id = result.patient_id WHERE superseded_by = 0
"""


# --- EMIS ------------------------------------------------------------------------------------


def pressure(who, systolic, diastolic, **cells):
    whole = seen(who, PRESSURE, **cells)
    parent = {"ParentObservationGuid": whole["ObservationGuid"].lower()}
    return [
        whole,
        seen(who, SYSTOLIC, systolic, NumericUnit="mmHg", **parent, **cells),
        seen(who, DIASTOLIC, diastolic, NumericUnit="mmHg", **parent, **cells),
    ]


def emis():
    """Six people; of the fifth everything is confidential, the sixth was deleted."""
    people = [
        patient("a"),
        patient("b", OrganisationGuid=BIRCH, Sex="M"),
        patient("c", DateOfDeactivation="2026-06-30"),
        patient("d", Sex="I"),
        patient("e", IsConfidential="True", Surname="Canaryson"),
        patient("f", Deleted="True"),
    ]
    observations = [
        seen("a", HBA1C, "58.000", NumericUnit="mmol/mol"),
        *pressure("b", "142.000", "86.000"),
        seen("b", DIABETES, EffectiveDate="2004-05-19"),
        seen("c", DIABETES, EffectiveDate="2001-01-01", ObservationType="Family history"),
        seen("c", LETTER),
        seen("d", CREATININE, "88", NumericUnit="umol/L"),
        seen("d", FOOT, EffectiveDate="2026-02-03"),
        seen("e", HBA1C, "71", NumericUnit="mmol/mol"),
        seen("f", HBA1C, "72", NumericUnit="mmol/mol"),
    ]
    medicine = drug("d")
    issue = {"PatientGuid": medicine["PatientGuid"], "DrugRecordGuid": medicine["DrugRecordGuid"]}
    return extract(
        people,
        observations,
        [medicine, drug("e")],
        [issue | {"IssueRecordGuid": "1", "EffectiveDate": "2026-10-01"}],
        codes=[*CODES, *MORE_CODES],
        organisations=written(ADMIN_ORGANISATION, ORGANISATIONS),
    )


def test_an_extract_of_emis_is_taken_in_whole(taken, stored):
    reports = taken(emis())
    assert taken.report.committed
    assert {report.layout for report in reports.values()} == {"emis-bulk"}
    people = "SELECT nhs_number, surname, sex, practice, left_on FROM patient"
    left = 739797
    assert stored(people) == [
        (ADA, "Surnamea", "female", "Y00001", 0),
        (BEN, "Surnameb", "male", "Y00002", 0),
        (CAT, "Surnamec", "female", "Y00001", left),
        (DAN, "Surnamed", "other", "Y00001", 0),
    ]
    assert stored(RESULTS) == [
        (ADA, 1, 58.0, 0.0, "", 2),
        (BEN, 2, 142.0, 86.0, "", 4),
        (DAN, 4, 88.0, 0.0, "", 9),
    ]
    events = "SELECT nhs_number, kind FROM event JOIN patient ON patient.id = patient_id"
    assert stored(events) == [(BEN, "diagnosis_type_2"), (DAN, "foot_check")]
    medicines = """
        SELECT nhs_number, name, classes, dose, started_on, last_issued_on, current FROM medicine
        JOIN patient ON patient.id = patient_id
    """
    assert stored(medicines) == [
        (
            DAN,
            "Metformin 500mg tablets",
            "metformin",
            "One To Be Taken Twice A Day",
            737455,
            739890,
            "yes",
        )
    ]


def test_each_row_that_was_not_taken_in_says_why(taken):
    reports = taken(emis())
    said = {
        name: [(problem.row, problem.column) for problem in report.problems]
        for name, report in reports.items()
    }
    assert said == {
        "patients": [(6, "IsConfidential"), (7, "Deleted")],
        "observations": [(11, ""), (12, "Deleted")],
        "drugs": [(3, "")],
        "codes": [],
        "drug_codes": [],
        "issues": [],
        "organisations": [],
    }
    warnings = " ".join(reports["observations"].warnings)
    assert "1 row passed over: family history" in warnings
    assert "no use for (Letter received)" in warnings


def test_files_that_only_explain_others_say_so(taken):
    files = emis()
    files["locations"] = "LocationGuid,LocationName,ProcessingId\r\n1,x,7\r\n"
    reports = taken(files)
    for name in ("codes", "drug_codes", "organisations"):
        (warning,) = reports[name].warnings
        assert "none of its rows is taken in" in warning
    (warning,) = reports["locations"].warnings
    assert "not needed" in warning


def test_nothing_of_somebody_confidential_is_kept_or_told(ws, taken):
    taken(emis())
    told = json.dumps(taken.report.as_json())
    with ws.vault.reading() as reading:
        tables = [
            name for (name,) in reading.rows("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        kept = repr([list(reading.rows(f'SELECT * FROM "{name}"')) for name in tables])
    for text in (told, kept):
        for secret in (ELF, "Canaryson", FAY):
            assert secret not in text


def test_what_stands_in_the_store_of_somebody_now_confidential_counts_no_longer(taken, stored):
    files = extract([patient("a")], [seen("a", HBA1C, "58"), seen("a", LETTER)], [drug("a")])
    files["codes"] = written(CLINICAL_CODE, [*CODES, *MORE_CODES])
    taken(files, practice="Y00001")
    assert len(stored(RESULTS)) == 1
    files["patients"] = written(ADMIN_PATIENT, [patient("a", IsConfidential="True")])
    taken(files, practice="Y00001")
    assert taken.report.committed
    assert stored(RESULTS) == []
    assert stored("SELECT name FROM medicine") == []
    assert ADA not in json.dumps(taken.report.as_json())


@pytest.mark.parametrize("place", range(4))
def test_the_order_of_the_files_changes_nothing(taken, stored, place):
    files = emis()
    order = list(itertools.permutations(files))[place * 1250]
    taken({name: files[name] for name in order})
    assert [row[:3] for row in stored(RESULTS)] == [
        (ADA, 1, 58.0),
        (BEN, 2, 142.0),
        (DAN, 4, 88.0),
    ]


def test_the_same_extract_again_changes_nothing(taken, table_contents):
    taken(emis())
    before = table_contents()
    reports = taken(emis())
    assert table_contents() == before
    assert reports["patients"].counts["patients"].same == 4
    assert reports["observations"].counts["results"].same == 3
    assert reports["observations"].counts["events"].same == 2
    assert reports["drugs"].counts["medicines"].same == 1


@pytest.mark.parametrize(
    ("lacking", "named"),
    [("patients", "Admin_Patient"), ("codes", "Coding_ClinicalCode")],
)
def test_a_missing_file_refuses_the_extract_in_one_sentence(taken, stored, lacking, named):
    files = emis()
    del files[lacking]
    reports = taken(files)
    assert not taken.report.committed
    assert named in taken.report.refusal.message
    assert [problem.problem for problem in reports["observations"].problems] == [
        taken.report.refusal.message
    ]
    assert stored("SELECT nhs_number FROM patient") == []


def test_without_the_practices_file_the_practice_is_asked_for(taken, stored):
    files = emis()
    del files["organisations"]
    reports = taken(files)
    assert not taken.report.committed
    assert [question.topic for question in reports["patients"].questions] == ["practice"]
    taken(files, practice="Y00003")
    assert taken.report.committed
    assert {row[0] for row in stored("SELECT practice FROM patient")} == {"Y00003"}


def test_what_the_next_extract_deletes_counts_no_longer(taken, stored):
    first, gone = seen("a", HBA1C, "58"), seen("a", HBA1C, "71", EffectiveDate="2026-01-02")
    taken(extract([patient("a")], [first, gone]), practice="Y00001")
    assert len(stored(RESULTS)) == 2
    taken(extract([patient("a")], [first, gone | {"Deleted": "True"}]), practice="Y00001")
    assert [row[:3] for row in stored(RESULTS)] == [(ADA, 1, 58.0)]


@pytest.mark.parametrize("mark", ["Deleted", "IsConfidential"])
def test_rows_marked_from_the_start_count_nowhere(taken, stored, mark):
    row = seen("a", HBA1C, "58", **{mark: "True"})
    reports = taken(extract([patient("a")], [row]), practice="Y00001")
    assert stored(RESULTS) == []
    assert reports["observations"].counts["results"].new == 0


def test_a_month_is_kept_as_a_month(taken, stored):
    row = seen("a", HBA1C, "58", EffectiveDate="2019-03-01", EffectiveDatePrecision="YM")
    taken(extract([patient("a")], [row]), practice="Y00001")
    assert stored(RESULTS) == []
    assert [row[0] for row in stored("SELECT said FROM undated")] == ["2019-03"]


def test_issues_alone_tell_of_a_medicine(taken, stored):
    issue = drug("d") | {"IssueRecordGuid": "1"}
    issue = {name: cell for name, cell in issue.items() if name in ISSUE_RECORD}
    rows = [issue | {"EffectiveDate": day} for day in ("2026-08-01", "2026-10-01", "2026-09-01")]
    files = extract([patient("d")], None, [], rows)
    del files["drugs"]
    taken(files, practice="Y00001")
    assert stored("SELECT name, started_on, last_issued_on FROM medicine") == [
        ("Metformin 500mg tablets", 0, 739890)
    ]


# --- SystmOne -----------------------------------------------------------------------------------


def systmone():
    people = [person(who, Surname=f"Surnamé{who}") for who in "abcd"]
    ratio = {"SNOMEDText": "Urine albumin:creatinine ratio", "SNOMEDCode": "1023491000000104"}
    systolic = {"SNOMEDText": "O/E - Systolic BP reading", "SNOMEDCode": "271649006"}
    diastolic = {"SNOMEDText": "O/E - Diastolic BP reading", "SNOMEDCode": "271650006"}
    foot = {"SNOMEDText": "Diabetic foot examination", "SNOMEDCode": "401191002"}
    rows = [
        coded("a", "58"),
        coded("a", "1.0", NumericComparator="<", NumericUnit="mg/mmol", **ratio),
        coded("b", "142", NumericUnit="mmHg", IDEvent="7", **systolic),
        coded("b", "86", NumericUnit="mmHg", IDEvent="7", **diastolic),
        coded("c", "99", RemovedData="1"),
        coded("c", "0", IsNumeric="0", **foot),
        coded("d", "-1"),
        coded("e", "60"),
    ]
    return {"SRCode": written(SRCODE, rows), "SRPatient": written(SRPATIENT, people)}


@pytest.mark.parametrize("is_turned", [False, True])
def test_an_extract_of_systmone_is_taken_in_whole(taken, stored, is_turned):
    files = systmone()
    reports = taken(dict(reversed(files.items())) if is_turned else files, "cp1252")
    assert taken.report.committed
    assert stored("SELECT nhs_number, surname, sex, practice, born_on FROM patient") == [
        (number, f"Surnamé{who}", "male", "Y00001", 711902)
        for who, number in zip("abcd", (ADA, BEN, CAT, DAN), strict=True)
    ]
    assert stored(RESULTS) == [
        (ADA, 1, 58.0, 0.0, "", 2),
        (ADA, 5, 1.0, 0.0, "<", 3),
        (BEN, 2, 142.0, 86.0, "", 4),
    ]
    events = "SELECT nhs_number, kind FROM event JOIN patient ON patient.id = patient_id"
    assert stored(events) == [(CAT, "foot_check")]
    assert reports["SRCode"].counts["results"].no_value == 1
    assert 9 in [problem.row for problem in reports["SRCode"].problems]


def test_identifiers_that_are_nhs_numbers_find_the_people_of_the_store(taken, stored):
    taken({"SRPatient": systmone()["SRPatient"]})
    rows = [coded("a", "58", IDPatient=ADA), coded("a", "60", IDPatient=BEN)]
    reports = taken({"SRCode": written(SRCODE, rows)})
    assert taken.report.committed
    assert [row[:3] for row in stored(RESULTS)] == [(ADA, 1, 58.0), (BEN, 1, 60.0)]
    assert any("IDPatient holds NHS numbers" in text for text in reports["SRCode"].warnings)


def test_systmones_own_identifiers_need_the_people_again(taken):
    taken({"SRPatient": systmone()["SRPatient"]})
    taken({"SRCode": systmone()["SRCode"]})
    assert not taken.report.committed
    assert "SRPatient" in taken.report.refusal.message


def test_who_is_not_in_an_extract_of_changes_is_not_gone(taken):
    taken(extract([patient(who) for who in "abcdef"]), practice="Y00001")
    reports = taken(extract([patient("a", Title="Dr")]), practice="Y00001")
    assert reports["patients"].counts["patients"].changed == 1
    assert reports["patients"].gone == []
    assert taken.report.refusal is None


def test_a_file_of_an_extract_whose_other_half_was_not_chosen_is_refused(taken):
    files = extract([patient("a")], [seen("a", HBA1C, "58")])
    del files["codes"]
    taken(files, practice="Y00001")
    assert not taken.report.committed
    assert taken.report.refusal.message.startswith("observations.csv ")
    assert [problem.problem for problem in taken.report.files[1].problems] == [
        taken.report.refusal.message
    ]
