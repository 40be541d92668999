"""The EMIS bulk extract: its people and their medicines."""

import pytest

from tests.intake.conftest import ADA, BEN, DAN
from tests.intake.emis_extract import (
    BIRCH,
    CODES,
    DRUGS,
    HBA1C,
    METFORMIN,
    ORGANISATIONS,
    P,
    drug,
    extract,
    patient,
    seen,
)
from tests.intake.extracts import (
    ADMIN_ORGANISATION,
    ADMIN_PATIENT,
    DRUG_CODE,
    DRUG_RECORD,
    ISSUE_RECORD,
    column_of,
    problems_in,
    rows_in,
    written,
)

# --- people ------------------------------------------------------------------------------


def test_people_are_handed_on_with_the_code_of_their_practice(emis):
    left = patient("b", OrganisationGuid=BIRCH.lower(), Sex="M", DateOfDeactivation="2026-02-01")
    found = emis(
        extract(
            [patient("a", DateOfDeath="2026-01-02"), left],
            organisations=written(ADMIN_ORGANISATION, ORGANISATIONS),
        )
    )
    assert rows_in(found["patients"]) == [
        {
            "person.nhs_number": ADA,
            "person.surname": "Surnamea",
            "person.forename": "Givena",
            "person.title": "Ms",
            "person.born_on": "1950-02-14",
            "person.sex": "female",
            "person.registered_on": "2001-05-06",
            "person.left_on": "",
            "person.died_on": "2026-01-02",
            "person.practice": "Y00001",
        },
        {
            "person.nhs_number": BEN,
            "person.surname": "Surnameb",
            "person.forename": "Givenb",
            "person.title": "Ms",
            "person.born_on": "1950-02-14",
            "person.sex": "male",
            "person.registered_on": "2001-05-06",
            "person.left_on": "2026-02-01",
            "person.died_on": "",
            "person.practice": "Y00002",
        },
    ]
    assert rows_in(found["organisations"]) == []
    assert any("codes of the practices" in text for text in found["organisations"].notices)


def test_without_its_file_no_practice_is_named(emis):
    view = emis(extract([patient("a")]))["patients"]
    assert "person.practice" not in view.meanings.values()
    assert column_of(view, "person.nhs_number") == [ADA]


def test_a_practice_that_its_file_does_not_list_is_left_empty(emis):
    only_birch = written(ADMIN_ORGANISATION, ORGANISATIONS[1:])
    found = emis(extract([patient("a")], organisations=only_birch))
    assert column_of(found["patients"], "person.practice") == [""]


@pytest.mark.parametrize(
    ("letter", "word"), [("M", "male"), ("F", "female"), ("I", "other"), ("U", "unknown")]
)
def test_letters_for_sex_become_words(emis, letter, word):
    found = emis(extract([patient("a", Sex=letter)]))
    assert column_of(found["patients"], "person.sex") == [word]


def test_confidential_people_are_set_aside_without_their_name(emis):
    found = emis(
        extract(
            [patient("a"), patient("b", IsConfidential="True")],
            [seen("a", HBA1C, "58"), seen("b", HBA1C, "99")],
        )
    )
    assert column_of(found["patients"], "person.nhs_number") == [ADA]
    (problem,) = problems_in(found["patients"])
    assert (problem.row, problem.section) == (3, "patients")
    assert "confidential" in problem.problem
    assert BEN not in repr(problem)
    assert "Surnameb" not in repr(problem)
    assert column_of(found["observations"], "row.confidential") == ["", "true"]


@pytest.mark.parametrize(
    ("cells", "mark"), [({"Deleted": "true"}, "deleted"), ({"DummyType": "1"}, "dummy")]
)
def test_people_who_are_deleted_or_made_up_are_set_aside_with_all_about_them(emis, cells, mark):
    files = extract(
        [patient("a"), patient("b", **cells)],
        [seen("b", HBA1C, "1"), seen("a", HBA1C, "2"), seen("b", HBA1C, "3")],
        [drug("b")],
    )
    found = emis(files)
    assert column_of(found["patients"], "person.nhs_number") == [ADA]
    assert column_of(found["observations"], "group.value") == ["2"]
    said = {name: problems_in(found[name]) for name in ("patients", "observations", "drugs")}
    rows = {name: [problem.row for problem in problems] for name, problems in said.items()}
    assert rows == {"patients": [3], "observations": [2, 4], "drugs": [2]}
    every = [problem for problems in said.values() for problem in problems]
    assert all(mark in problem.problem for problem in every)
    assert [problem.section for problem in every] == ["patients", "results", "results", "medicines"]


def test_what_was_passed_over_is_said_once_however_often_the_file_is_read(emis):
    ended = patient("b", NhsNumber=ADA, DateOfDeactivation="2019-09-09")
    found = emis(extract([patient("a"), ended]))
    assert rows_in(found["patients"]) == rows_in(found["patients"])
    assert len(found["patients"].notices) == 1


def test_somebody_who_left_and_came_back_has_not_left(emis):
    """Each registration is a row of its own; the ended one would say that they have gone."""
    before = patient("a", DateOfDeactivation="2019-09-09", OrganisationGuid=BIRCH)
    again = patient("b", NhsNumber=f"{ADA[:3]} {ADA[3:6]} {ADA[6:]}", Surname="Exemplar")
    found = emis(extract([before, again], [seen("a", HBA1C, "58"), seen("b", HBA1C, "60")]))
    assert column_of(found["patients"], "person.left_on") == [""]
    assert column_of(found["patients"], "person.surname") == ["Exemplar"]
    assert found["patients"].notices == [
        "1 row passed over: an ended registration of somebody who is registered again."
    ]
    assert len(rows_in(found["observations"])) == 2


def test_one_number_with_two_births_is_left_to_be_decided(emis):
    found = emis(extract([patient("a"), patient("b", NhsNumber=ADA, DateOfBirth="1971-01-01")]))
    assert column_of(found["patients"], "person.born_on") == ["1950-02-14", "1971-01-01"]


# --- medicines ---------------------------------------------------------------------------


def test_a_medicine_has_its_name_and_its_last_issue(emis):
    row = drug("d", CancellationDate="2026-06-01", IsActive="False")
    issue = {"PatientGuid": P["d"], "DrugRecordGuid": row["DrugRecordGuid"].lower()}
    issues = [
        issue | {"EffectiveDate": "2026-05-01", "IssueRecordGuid": "1"},
        issue | {"EffectiveDate": "2026-05-29", "IssueRecordGuid": "2"},
        issue | {"EffectiveDate": "2026-05-30", "IssueRecordGuid": "3", "Deleted": "True"},
        issue | {"EffectiveDate": "2026-04-01", "IssueRecordGuid": "4"},
    ]
    found = emis(extract([patient("d")], None, [row, drug("d")], issues))
    assert rows_in(found["drugs"])[0] == {
        "person.nhs_number": DAN,
        "medicine.name": "Metformin 500mg tablets",
        "medicine.dose": "One To Be Taken Twice A Day",
        "medicine.started_on": "2020-01-31",
        "medicine.last_issued_on": "2026-05-29",
        "medicine.ended_on": "2026-06-01",
        "medicine.current": "no",
        "row.deleted": "",
        "row.confidential": "",
    }
    assert column_of(found["drugs"], "medicine.current") == ["no", "yes"]
    assert column_of(found["drugs"], "medicine.last_issued_on") == ["2026-05-29", ""]
    assert rows_in(found["issues"]) == []


def test_the_last_issue_may_have_a_column_of_its_own(emis):
    headings = DRUG_RECORD + ",MostRecentIssueDate"
    files = extract([patient("d")], None, [])
    files["drugs"] = written(headings, [drug("d") | {"MostRecentIssueDate": "2026-07-01"}])
    assert column_of(emis(files)["drugs"], "medicine.last_issued_on") == ["2026-07-01"]


def test_issues_tell_of_medicines_where_no_drug_record_does(emis):
    issue = {"IssueRecordGuid": "1", "PatientGuid": P["d"], "CodeId": METFORMIN}
    issue |= {"EffectiveDate": "2026-05-01", "Dosage": "1 od", "DrugRecordGuid": "x"}
    files = {
        "issues": written(ISSUE_RECORD, [issue]),
        "patients": written(ADMIN_PATIENT, [patient("d")]),
        "drug_codes": written(DRUG_CODE, DRUGS),
    }
    (row,) = rows_in(emis(files)["issues"])
    assert row["medicine.name"] == "Metformin 500mg tablets"
    assert (row["medicine.started_on"], row["medicine.last_issued_on"]) == ("", "2026-05-01")


def test_a_medicine_that_is_in_no_dictionary_is_set_aside(emis):
    found = emis(extract([patient("d")], None, [drug("d", CodeId="902"), drug("d")]))
    (problem,) = problems_in(found["drugs"])
    assert (problem.value, problem.section) == ("902", "medicines")
    assert "Coding_DrugCode" in problem.hint
    assert len(rows_in(found["drugs"])) == 1


def test_clinical_codes_name_medicines_where_no_drug_codes_were_chosen(emis):
    files = extract([patient("d")], [], [drug("d", CodeId=HBA1C)])
    del files["drug_codes"]
    found = emis(files)
    assert column_of(found["drugs"], "medicine.name") == [CODES[0]["Term"]]
    assert any("No Coding_DrugCode" in text for text in found["drugs"].notices)
