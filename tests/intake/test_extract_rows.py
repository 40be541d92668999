"""Rows of an EMIS bulk extract: which are marked, what their columns are called, what is said."""

import itertools
from datetime import date

import pytest

from mdt_app.intake.extracts.emis_lookups import dated, full_day, is_partial, plain_read
from mdt_app.intake.extracts.joined import Sieve, is_false, is_true, marked, plain_sex
from mdt_app.intake.extracts.looked_up import first_that_means
from mdt_app.intake.tables.reading import Rows
from tests.intake.emis_extract import (
    CODES,
    HBA1C,
    ORGANISATIONS,
    P,
    drug,
    extract,
    patient,
    seen,
)
from tests.intake.extracts import (
    ADMIN_ORGANISATION,
    DRUG_RECORD,
    OBSERVATION,
    column_of,
    problems_in,
    rows_in,
    written,
)


def test_a_medicine_that_is_confidential_or_deleted_is_marked(emis):
    drugs = [drug("a"), drug("a", IsConfidential="True"), drug("a", Deleted="1")]
    found = emis(extract([patient("a")], drugs=drugs))["drugs"]
    assert column_of(found, "row.confidential") == ["", "true", ""]
    assert column_of(found, "row.deleted") == ["", "", "true"]


def test_columns_are_called_as_in_the_file_or_by_what_they_are_looked_up_by(emis):
    organisations = written(ADMIN_ORGANISATION, ORGANISATIONS)
    found = emis(
        extract([patient("a")], [seen("a", HBA1C)], [drug("a")], organisations=organisations)
    )
    called = {
        "patients": "NhsNumber,Surname,GivenName,Title,DateOfBirth,Sex,DateOfRegistration,"
        "DateOfDeactivation,DateOfDeath,ODSCode by OrganisationGuid",
        "observations": "NhsNumber by PatientGuid,EffectiveDate,"
        "SnomedCTConceptId or ReadTermId by CodeId,Term by CodeId,Value,NumericUnit,"
        "AssociatedText,ParentObservationGuid,Deleted,IsConfidential",
        "drugs": "NhsNumber by PatientGuid,Term by CodeId,Dosage,EffectiveDate,"
        "EffectiveDate of the last issue,CancellationDate,IsActive,Deleted,IsConfidential",
    }
    assert {name: ",".join(found[name].headings) for name in called} == called


def test_whether_a_medicine_is_taken_is_left_open_where_nothing_says_so(emis):
    drugs = [drug("a", IsActive=cell) for cell in ("true", "0", "", "perhaps")]
    found = emis(extract([patient("a")], drugs=drugs))["drugs"]
    assert column_of(found, "medicine.current") == ["yes", "no", "", ""]


def test_a_deletion_that_names_no_row_deletes_none(emis):
    nameless = seen("a", HBA1C, "58", ObservationGuid="")
    later = {"ObservationGuid": "", "PatientGuid": P["a"], "Deleted": "True"}
    found = emis(extract([patient("a")], [nameless], delta=written(OBSERVATION, [later])))
    assert column_of(found["observations"], "row.deleted") == [""]


@pytest.mark.parametrize("left_out", ["SnomedCTConceptId", "ReadTermId"])
def test_codes_of_one_system_are_enough(emis, left_out):
    codes = [{name: cell for name, cell in CODES[0].items() if name != left_out}]
    files = extract([patient("a")], [seen("a", HBA1C, "58")])
    headings = ",".join(("CodeId", "Term", *({"SnomedCTConceptId", "ReadTermId"} - {left_out})))
    found = emis(files | {"codes": written(headings, codes)})
    (row,) = rows_in(found["observations"])
    assert (row["group.value"], bool(row["group.code"])) == ("58", True)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_of_several_registrations_the_one_that_lasts_is_the_person(emis, order):
    several = [
        patient("a", PatientGuid=P["b"], DateOfDeactivation="2020-01-01", Surname="Ended"),
        patient(
            "a",
            PatientGuid=P["c"],
            PatientTypeDescription="Temporary",
            DateOfRegistration="2024-01-01",
            Surname="Passing",
        ),
        patient("a", DateOfRegistration="2015-01-01", Surname="Lasting"),
        patient("a", PatientGuid=P["d"], DateOfRegistration="2014-01-01", Surname="Earlier"),
    ]
    found = emis(extract([several[place] for place in order]))
    assert column_of(found["patients"], "person.surname") == ["Lasting"]


def test_of_two_equal_registrations_the_first_is_the_person(emis):
    two = [patient("a", Surname="First"), patient("a", PatientGuid=P["b"], Surname="Second")]
    found = emis(extract(two))
    assert column_of(found["patients"], "person.surname") == ["First"]


def test_whom_a_row_is_about_is_asked_of_the_same_extract(emis):
    (problem,) = problems_in(emis(extract([patient("a")], [seen("b", HBA1C)]))["observations"])
    assert (problem.column, problem.value) == ("PatientGuid", P["b"])
    assert problem.problem == "Nobody in Admin_Patient has this identifier"
    assert problem.hint == "Choose the Admin_Patient file of the same extract."


def said(problems):
    return {(one.column, one.value, one.problem, one.hint, one.section) for one in problems}


def test_a_code_in_no_dictionary_is_told_with_the_file_to_choose(emis):
    files = extract([patient("a")], [seen("a", "4711")], [drug("a", CodeId=" 4712 ")])
    found = emis(files)
    for name, section, code, other in (
        ("observations", "results", "4711", "Coding_ClinicalCode"),
        ("drugs", "medicines", "4712", "Coding_DrugCode"),
    ):
        problem = f"The code is not in {other}"
        hint = f"Choose the {other} file of the same extract."
        assert said(problems_in(found[name])) == {("CodeId", code, problem, hint, section)}


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        ("IsConfidential", "confidential"),
        ("Deleted", "deleted"),
        ("DummyType", "a dummy, made up to try things out"),
    ],
)
def test_why_somebody_is_left_out_is_said_of_them_and_of_what_is_about_them(emis, column, mark):
    found = emis(extract([patient("a", **{column: "true"})], [seen("a", HBA1C)]))
    hint = "Such records are not taken in."
    person = (column, "", f"The record is marked {mark}", hint, "patients")
    about = (column, "", f"About somebody whose record is marked {mark}", hint, "results")
    assert said(problems_in(found["patients"])) == {person}
    # Of somebody confidential the rows are handed on as such, to be taken back.
    expected = set() if mark == "confidential" else {about}
    assert said(problems_in(found["observations"])) == expected


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31/03/2026", date(2026, 3, 31)),
        ("31/03/26", None),
        ("31-Mar-26", None),
    ],
)
def test_a_day_of_an_extract_has_all_four_digits_of_its_year(cell, day):
    assert full_day(cell) == day


@pytest.mark.parametrize(
    ("precision", "known"),
    [("YM", True), (" y ", True), ("U", True), ("YMD", False), ("YMDT", False), ("", False)],
)
def test_how_much_of_a_day_is_known(precision, known):
    assert is_partial(precision) is known


@pytest.mark.parametrize(
    ("cell", "word"),
    [("M", "male"), (" f ", "female"), ("I", "other"), ("u", "unknown"), ("x", "x")],
)
def test_the_letter_of_a_sex_is_its_word(cell, word):
    assert plain_sex(cell) == word


def test_a_read_code_goes_without_the_number_of_its_synonym():
    written_as = ("44TB.00", "246A-1", "C10", "C10E8...", "EMISNQLE12")
    assert [plain_read(code) for code in written_as] == [
        "44TB.",
        "246A.",
        "C10..",
        "C10E8",
        "EMISNQLE12",
    ]


def test_rows_passed_over_are_counted_and_the_others_kept_with_their_numbers():
    sieve = Sieve()
    rows = Rows([5, 6, 7, 8], [["a", "b", "c", "d"]], [], [])
    verdicts = ["not hers", None, "not hers", "his"]
    kept = sieve.sifted(rows, rows.columns, verdicts.__getitem__)
    assert (list(kept.numbers), list(map(list, kept.columns))) == ([6], [["b"]])
    assert list(sieve.notices()) == ["2 rows passed over: not hers.", "1 row passed over: his."]


def test_each_day_of_a_file_is_as_exact_as_it_is_known(emis):
    rows = [
        seen("a", HBA1C, "58", EffectiveDate="2019-03-01", EffectiveDatePrecision="YM"),
        seen("a", HBA1C, "59", EffectiveDate="2026-03-31", EffectiveDatePrecision="YMD"),
        seen("a", HBA1C, "60", EffectiveDate="2026-03-31", EffectiveDatePrecision="Y"),
    ]
    found = emis(extract([patient("a")], rows))["observations"]
    assert column_of(found, "group.date") == ["2019-03", "2026-03-31", "2026"]


@pytest.mark.parametrize(
    ("cell", "precision", "known"),
    [
        ("2019", "Y", "2019"),
        ("2019-03", "YM", "2019-03"),
        ("2019-03", "Y", "2019"),
        ("31-Mar-19", "Y", ""),
        ("not a day", "YM", ""),
        ("2019-03-01", "U", ""),
        ("2019-03-01", "", "2019-03-01"),
    ],
)
def test_a_day_is_written_as_far_as_it_is_known(cell, precision, known):
    assert dated(cell, precision) == known


@pytest.mark.parametrize("word", ["true", "T", "yes", " y ", "1", "1.0"])
def test_a_mark_may_be_written_in_several_ways(word):
    assert (is_true(word), is_false(word), marked(word)) == (True, False, "true")


@pytest.mark.parametrize("word", ["False", "f", "no", "n", "0", "0.0", "2"])
def test_that_there_is_no_mark_may_be_written_in_several_ways(word):
    assert (is_true(word), is_false(word), marked(word)) == (False, True, "")


@pytest.mark.parametrize("word", ["", "perhaps", "3"])
def test_other_words_say_neither(word):
    assert (is_true(word), is_false(word), marked(word)) == (False, False, "")


@pytest.mark.parametrize("written_as", ["Family history", " FAMILY HISTORY "])
def test_a_row_about_the_family_is_not_the_persons(emis, written_as):
    rows = [seen("a", HBA1C, "58", ObservationType=written_as), seen("a", HBA1C, "59")]
    found = emis(extract([patient("a")], rows))["observations"]
    assert column_of(found, "group.value") == ["59"]


@pytest.mark.parametrize(
    "heading",
    [
        "LastIssueDate",
        "MostRecentIssueDate",
        "DateOfLastIssue",
        "MostRecentIssueDateInCourse",
    ],
)
def test_the_last_issue_may_have_any_of_four_headings(emis, heading):
    drugs = written(f"{DRUG_RECORD},{heading}", [drug("a") | {heading: "2026-07-01"}])
    found = emis(extract([patient("a")], None, []) | {"drugs": drugs})["drugs"]
    assert column_of(found, "medicine.last_issued_on") == ["2026-07-01"]


def test_of_no_codes_none_means_anything():
    assert first_that_means(["", ""], {}.get) == ""
    assert first_that_means(["", "b", "c"], {}.get) == "b"
    assert first_that_means(["", "b", "c"], {"c": "known"}.get) == "c"
