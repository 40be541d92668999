"""The EMIS bulk extract: files that only make sense together, joined."""

import itertools
import tracemalloc

import pytest

from mdt_app.intake.emis_bulk import EmisBulk
from mdt_app.intake.files import FileRefused
from tests.intake.conftest import ADA, BEN, CAT, DAN
from tests.intake.extracts import (
    ADMIN_ORGANISATION,
    ADMIN_PATIENT,
    CLINICAL_CODE,
    DRUG_CODE,
    DRUG_RECORD,
    ELF,
    FAY,
    ISSUE_RECORD,
    OBSERVATION,
    column_of,
    names,
    problems_in,
    rows_in,
    views_in,
    written,
)

P = {name: f"{{A{n}0F0000-0000-4000-8000-0000000000E{n}}}" for n, name in enumerate("abcdef", 1)}
NUMBERS = dict(zip("abcdef", (ADA, BEN, CAT, DAN, ELF, FAY), strict=True))
ALDER, BIRCH = "{0C000000-0000-4000-8000-00000000000A}", "{0C000000-0000-4000-8000-00000000000B}"
HBA1C, SYSTOLIC, DIASTOLIC, PRESSURE, LOCAL, METFORMIN = "101", "102", "103", "104", "105", "901"


def patient(who: str, **cells: str) -> dict[str, str]:
    return {
        "PatientGuid": P[who],
        "OrganisationGuid": ALDER,
        "Sex": "F",
        "DateOfBirth": "1950-02-14",
        "Title": "Ms",
        "GivenName": f"Given{who}",
        "Surname": f"Surname{who}",
        "DateOfRegistration": "2001-05-06",
        "NhsNumber": NUMBERS[who],
        "PatientTypeDescription": "Regular",
        "DummyType": "False",
        "Deleted": "False",
        "IsConfidential": "False",
    } | cells


def seen(who: str, code: str, value: str = "", **cells: str) -> dict[str, str]:
    return {
        "ObservationGuid": f"{{0B{next(_COUNT):06}-0000-4000-8000-0000000000AB}}",
        "PatientGuid": P[who],
        "EffectiveDate": "2026-03-31",
        "EffectiveDatePrecision": "YMD",
        "EnteredDate": "2026-04-30",
        "CodeId": code,
        "Value": value,
        "Deleted": "False",
        "IsConfidential": "False",
    } | cells


_COUNT = itertools.count(1)


def drug(who: str, **cells: str) -> dict[str, str]:
    return {
        "DrugRecordGuid": f"{{0D{next(_COUNT):06}-0000-4000-8000-0000000000AB}}",
        "PatientGuid": P[who],
        "EffectiveDate": "2020-01-31",
        "EffectiveDatePrecision": "YMD",
        "CodeId": METFORMIN,
        "Dosage": "One To Be Taken Twice A Day",
        "IsActive": "True",
        "Deleted": "False",
        "IsConfidential": "False",
    } | cells


CODES = [
    {
        "CodeId": HBA1C,
        "Term": "Haemoglobin A1c level - IFCC standardised",
        "ReadTermId": "42W5.00",
        "SnomedCTConceptId": "999791000000106",
    },
    {"CodeId": SYSTOLIC, "Term": "O/E - Systolic BP reading", "SnomedCTConceptId": "271649006"},
    {"CodeId": DIASTOLIC, "Term": "O/E - Diastolic BP reading", "SnomedCTConceptId": "271650006"},
    {"CodeId": PRESSURE, "Term": "O/E - blood pressure reading", "SnomedCTConceptId": "75367002"},
    {"CodeId": LOCAL, "Term": "Letter from\tthe surgery", "ReadTermId": "EMISNQLE12"},
]
DRUGS = [{"CodeId": METFORMIN, "Term": "Metformin 500mg tablets", "DmdProductCodeId": "1"}]
ORGANISATIONS = [
    {"OrganisationGuid": ALDER, "OrganisationName": "Alder Road", "ODSCode": "Y00001"},
    {"OrganisationGuid": BIRCH, "OrganisationName": "Birch Lane", "ODSCode": "Y00002"},
]


def extract(
    patients=(), observations=None, drugs=None, issues=None, *, codes=CODES, turn=str, **more
):
    """Files of an extract, as text by name; those not asked for are left out."""
    files = {"patients": written(ADMIN_PATIENT, patients, turn)}
    if observations is not None:
        files["observations"] = written(OBSERVATION, observations, turn)
        files["codes"] = written(CLINICAL_CODE, codes, turn)
    if drugs is not None:
        files["drugs"] = written(DRUG_RECORD, drugs, turn)
        files["drug_codes"] = written(DRUG_CODE, DRUGS, turn)
    if issues is not None:
        files["issues"] = written(ISSUE_RECORD, issues, turn)
    return files | more


@pytest.fixture
def views(tmp_path):
    def views(files, encoding="utf-8"):
        return views_in(tmp_path, EmisBulk(), files, encoding)

    return views


# --- people ------------------------------------------------------------------------------


def test_people_are_handed_on_with_the_code_of_their_practice(views):
    left = patient("b", OrganisationGuid=BIRCH.lower(), Sex="M", DateOfDeactivation="2026-02-01")
    found = views(
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


def test_without_its_file_no_practice_is_named(views):
    assert column_of(views(extract([patient("a")]))["patients"], "person.practice") == [""]


def test_a_practice_that_its_file_does_not_list_is_left_empty(views):
    only_birch = written(ADMIN_ORGANISATION, ORGANISATIONS[1:])
    found = views(extract([patient("a")], organisations=only_birch))
    assert column_of(found["patients"], "person.practice") == [""]


@pytest.mark.parametrize(
    ("letter", "word"), [("M", "male"), ("F", "female"), ("I", "other"), ("U", "unknown")]
)
def test_letters_for_sex_become_words(views, letter, word):
    found = views(extract([patient("a", Sex=letter)]))
    assert column_of(found["patients"], "person.sex") == [word]


def test_confidential_people_are_set_aside_without_their_name(views):
    found = views(
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
    assert column_of(found["observations"], "group.value") == ["58"]
    assert found["observations"].notices == [
        "1 row passed over: about people whose record is confidential."
    ]


@pytest.mark.parametrize("cells", [{"Deleted": "true"}, {"DummyType": "1"}])
def test_people_who_are_deleted_or_made_up_are_passed_over_and_counted(views, cells):
    found = views(
        extract([patient("a"), patient("b", **cells)], [seen("b", HBA1C, "1") for _ in range(3)])
    )
    assert column_of(found["patients"], "person.nhs_number") == [ADA]
    assert rows_in(found["observations"]) == []
    assert problems_in(found["patients"]) + problems_in(found["observations"]) == []
    assert found["patients"].notices[0].startswith("1 row passed over: about ")
    assert found["observations"].notices[0].startswith("3 rows passed over: about ")


def test_what_was_passed_over_is_said_once_however_often_the_file_is_read(views):
    found = views(extract([patient("a"), patient("b", Deleted="True")]))
    assert rows_in(found["patients"]) == rows_in(found["patients"])
    assert len(found["patients"].notices) == 1


def test_somebody_who_left_and_came_back_has_not_left(views):
    """Each registration is a row of its own; the ended one would say that they have gone."""
    before = patient("a", DateOfDeactivation="2019-09-09", OrganisationGuid=BIRCH)
    again = patient("b", NhsNumber=f"{ADA[:3]} {ADA[3:6]} {ADA[6:]}", Surname="Exemplar")
    found = views(extract([before, again], [seen("a", HBA1C, "58"), seen("b", HBA1C, "60")]))
    assert column_of(found["patients"], "person.left_on") == [""]
    assert column_of(found["patients"], "person.surname") == ["Exemplar"]
    assert found["patients"].notices == [
        "1 row passed over: an ended registration of somebody who is registered again."
    ]
    assert len(rows_in(found["observations"])) == 2


def test_one_number_with_two_births_is_left_to_be_decided(views):
    found = views(extract([patient("a"), patient("b", NhsNumber=ADA, DateOfBirth="1971-01-01")]))
    assert column_of(found["patients"], "person.born_on") == ["1950-02-14", "1971-01-01"]


# --- observations ------------------------------------------------------------------------


def test_an_observation_is_handed_on_with_whom_and_what_it_is_about(views):
    parent = "{0E000000-0000-4000-8000-0000000000AB}"
    row = seen(
        "c", HBA1C, "58.000", NumericUnit="mmol/mol", AssociatedText="fasting, \"at home\"",
        ParentObservationGuid=parent,
    )  # fmt: skip
    found = views(extract([patient("c")], [row]))
    assert rows_in(found["observations"]) == [
        {
            "person.nhs_number": CAT,
            "group.date": "2026-03-31",
            "group.code": "999791000000106",
            "group.term": "Haemoglobin A1c level - IFCC standardised",
            "group.value": "58.000",
            "group.unit": "mmol/mol",
            "group.text": 'fasting, "at home"',
            "group.parent": "0e000000-0000-4000-8000-0000000000ab",
            "row.deleted": "",
            "row.confidential": "",
        }
    ]


@pytest.mark.parametrize(
    ("written_as", "precision", "known"),
    [
        ("2019-03-04", "YMD", "2019-03-04"),
        ("2019-03-04", "YMDT", "2019-03-04"),
        ("2019-03-01", "YM", "2019-03"),
        ("2019-01-01", "Y", "2019"),
        ("2019-01-01", "y", "2019"),
        ("01/03/2019", "YM", "2019-03"),
        ("2019", "Y", "2019"),
        ("not a day", "Y", ""),
        ("1900-01-01", "U", ""),
        ("2019-03-04", "", "2019-03-04"),
    ],
)
def test_a_day_is_as_exact_as_it_is_known_to_be(views, written_as, precision, known):
    row = seen("a", HBA1C, "58", EffectiveDate=written_as, EffectiveDatePrecision=precision)
    found = views(extract([patient("a")], [row]))
    assert column_of(found["observations"], "group.date") == [known]


def test_a_row_without_a_day_does_not_take_the_day_it_was_typed(views):
    found = views(extract([patient("a")], [seen("a", HBA1C, "58", EffectiveDate="")]))
    assert column_of(found["observations"], "group.date") == [""]


def test_the_two_pressures_of_one_reading_name_the_same_parent(views):
    reading = seen("a", PRESSURE)
    parent = reading["ObservationGuid"].strip("{}")
    found = views(
        extract(
            [patient("a")],
            [
                reading,
                seen("a", SYSTOLIC, "142", ParentObservationGuid=parent.upper()),
                seen("a", DIASTOLIC, "86", ParentObservationGuid=f"{{{parent}}}"),
                seen("a", HBA1C, "58"),
            ],
        )
    )
    assert column_of(found["observations"], "group.parent") == [parent.lower()] * 3 + [""]


def test_deleted_and_confidential_rows_are_marked(views):
    rows = [
        seen("a", HBA1C, "58"),
        seen("a", HBA1C, "59", Deleted="True"),
        seen("a", HBA1C, "60", IsConfidential="1"),
    ]
    found = views(extract([patient("a")], rows))
    assert column_of(found["observations"], "row.deleted") == ["", "true", ""]
    assert column_of(found["observations"], "row.confidential") == ["", "", "true"]


def test_a_deleted_row_need_not_say_what_it_was(views):
    row = seen("a", "", Deleted="True", EffectiveDate="")
    found = views(extract([patient("a")], [row]))
    assert column_of(found["observations"], "row.deleted") == ["true"]
    assert problems_in(found["observations"]) == []


def test_a_later_file_deletes_what_an_earlier_one_holds(views):
    kept, gone = seen("a", HBA1C, "58"), seen("a", HBA1C, "59")
    later = {"ObservationGuid": gone["ObservationGuid"].upper(), "PatientGuid": P["a"]}
    delta = written(OBSERVATION, [later | {"Deleted": "True"}])
    found = views(extract([patient("a")], [kept, gone], delta=delta))
    assert column_of(found["observations"], "row.deleted") == ["", "true"]


def test_family_history_is_not_the_persons_own(views):
    rows = [seen("a", HBA1C, "58"), seen("a", HBA1C, ObservationType="Family History")]
    found = views(extract([patient("a")], rows))
    assert column_of(found["observations"], "group.value") == ["58"]
    assert found["observations"].notices == [
        "1 row passed over: family history, not the person's own."
    ]


@pytest.mark.parametrize(
    ("read", "snomed", "code"),
    [
        ("42W5.00", "999791000000106", "999791000000106"),
        ("42W5.00", "", "42W5."),
        ("246A-1", "", "246A."),
        ("C10", "", "C10.."),
        ("EMISNQLE12", "", "EMISNQLE12"),
        ("", "", ""),
    ],
)
def test_the_concept_goes_before_the_read_code(views, read, snomed, code):
    entry = {"CodeId": "7", "Term": "A term", "ReadTermId": read, "SnomedCTConceptId": snomed}
    found = views(extract([patient("a")], [seen("a", "7", "1")], codes=[entry]))
    assert column_of(found["observations"], "group.code") == [code]
    assert column_of(found["observations"], "group.term") == ["A term"]


def test_a_code_that_is_in_no_dictionary_sets_its_row_aside(views):
    rows = [seen("a", HBA1C, "58"), seen("a", "4711", "1"), seen("a", "", "2")]
    found = views(extract([patient("a")], rows))
    assert column_of(found["observations"], "group.value") == ["58"]
    problems = problems_in(found["observations"])
    assert [(problem.row, problem.value) for problem in problems] == [(3, "4711"), (4, "")]
    assert all("Coding_ClinicalCode" in problem.hint for problem in problems)
    assert {problem.section for problem in problems} == {"results"}


def test_rows_about_nobody_are_set_aside_with_the_reason(views):
    found = views(extract([patient("a")], [seen("b", HBA1C, "58")], [drug("b")]))
    for name, section in (("observations", "results"), ("drugs", "medicines")):
        (problem,) = problems_in(found[name])
        assert (problem.column, problem.section) == ("PatientGuid", section)
        assert "Nobody in Admin_Patient" in problem.problem
        assert rows_in(found[name]) == []


def test_a_person_without_a_number_keeps_their_rows_for_the_checks(views):
    found = views(extract([patient("a", NhsNumber="")], [seen("a", HBA1C, "58")]))
    assert column_of(found["patients"], "person.nhs_number") == [""]
    assert column_of(found["observations"], "person.nhs_number") == [""]


def test_identifiers_are_the_same_in_any_letters_with_and_without_braces(views):
    rows = [
        seen("a", HBA1C, "1", PatientGuid=P["a"].strip("{}")),
        seen("a", HBA1C, "2", PatientGuid=P["a"].lower()),
        seen("a", HBA1C, "3", PatientGuid=f" {P['a']} "),
    ]
    found = views(extract([patient("a")], rows))
    assert column_of(found["observations"], "person.nhs_number") == [ADA] * 3


# --- medicines ---------------------------------------------------------------------------


def test_a_medicine_has_its_name_and_its_last_issue(views):
    row = drug("d", CancellationDate="2026-06-01", IsActive="False")
    issue = {"PatientGuid": P["d"], "DrugRecordGuid": row["DrugRecordGuid"].lower()}
    issues = [
        issue | {"EffectiveDate": "2026-05-01", "IssueRecordGuid": "1"},
        issue | {"EffectiveDate": "2026-05-29", "IssueRecordGuid": "2"},
        issue | {"EffectiveDate": "2026-05-30", "IssueRecordGuid": "3", "Deleted": "True"},
        issue | {"EffectiveDate": "2026-04-01", "IssueRecordGuid": "4"},
    ]
    found = views(extract([patient("d")], None, [row, drug("d")], issues))
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


def test_the_last_issue_may_have_a_column_of_its_own(views):
    headings = DRUG_RECORD + ",MostRecentIssueDate"
    files = extract([patient("d")], None, [])
    files["drugs"] = written(headings, [drug("d") | {"MostRecentIssueDate": "2026-07-01"}])
    assert column_of(views(files)["drugs"], "medicine.last_issued_on") == ["2026-07-01"]


def test_issues_tell_of_medicines_where_no_drug_record_does(views):
    issue = {"IssueRecordGuid": "1", "PatientGuid": P["d"], "CodeId": METFORMIN}
    issue |= {"EffectiveDate": "2026-05-01", "Dosage": "1 od", "DrugRecordGuid": "x"}
    files = {
        "issues": written(ISSUE_RECORD, [issue]),
        "patients": written(ADMIN_PATIENT, [patient("d")]),
        "drug_codes": written(DRUG_CODE, DRUGS),
    }
    (row,) = rows_in(views(files)["issues"])
    assert row["medicine.name"] == "Metformin 500mg tablets"
    assert (row["medicine.started_on"], row["medicine.last_issued_on"]) == ("", "2026-05-01")


def test_a_medicine_that_is_in_no_dictionary_is_set_aside(views):
    found = views(extract([patient("d")], None, [drug("d", CodeId="902"), drug("d")]))
    (problem,) = problems_in(found["drugs"])
    assert (problem.value, problem.section) == ("902", "medicines")
    assert "Coding_DrugCode" in problem.hint
    assert len(rows_in(found["drugs"])) == 1


def test_clinical_codes_name_medicines_where_no_drug_codes_were_chosen(views):
    files = extract([patient("d")], [], [drug("d", CodeId=HBA1C)])
    del files["drug_codes"]
    found = views(files)
    assert column_of(found["drugs"], "medicine.name") == [CODES[0]["Term"]]
    assert any("No Coding_DrugCode" in text for text in found["drugs"].notices)


# --- files ------------------------------------------------------------------------------


def whole():
    return extract(
        [patient(who) for who in "abcdef"],
        [seen(who, HBA1C, str(50 + n)) for n, who in enumerate("abcdef")],
        [drug(who) for who in "abc"],
        organisations=written(ADMIN_ORGANISATION, ORGANISATIONS),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_files_does_not_matter(views, seed):
    files = whole()
    orders = list(itertools.permutations(files))
    order = orders[seed * len(orders) // 6]
    found = views({name: files[name] for name in order})
    assert column_of(found["patients"], "person.practice") == ["Y00001"] * 6
    assert column_of(found["observations"], "person.nhs_number") == list(NUMBERS.values())
    assert set(column_of(found["drugs"], "medicine.name")) == {"Metformin 500mg tablets"}


@pytest.mark.parametrize("turn", [str.upper, str.lower])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_headings_in_other_letters_and_any_encoding_are_known(views, turn, encoding):
    files = extract([patient("a", Surname="Renée")], [seen("a", HBA1C, "58")], turn=turn)
    found = views(files, encoding)
    assert column_of(found["patients"], "person.surname") == ["Renée"]
    assert column_of(found["observations"], "person.nhs_number") == [ADA]
    assert found["observations"].headings[1] == turn("EffectiveDate")


@pytest.mark.parametrize("gp", ["UsualGpUserInRoleGuid", "UsusalGpUserInRoleGuid", ""])
def test_misspelt_and_missing_headings_that_are_not_needed_do_not_matter(views, gp):
    columns = [gp if name.startswith("UsualGp") else name for name in names(ADMIN_PATIENT)]
    files = {"patients": written(",".join(filter(None, columns)), [patient("a")])}
    assert column_of(views(files)["patients"], "person.nhs_number") == [ADA]


@pytest.mark.parametrize(
    ("lacking", "named", "refused"),
    [
        ("patients", "Admin_Patient", "observations"),
        ("codes", "Coding_ClinicalCode", "observations"),
        ("patients", "Admin_Patient", "drugs"),
        ("drug_codes", "Coding_DrugCode", "drugs"),
    ],
)
def test_a_file_whose_other_half_is_missing_is_refused_by_its_name(views, lacking, named, refused):
    files = extract([patient("a")], [seen("a", HBA1C, "58")], [drug("a")])
    del files[lacking]
    files.pop("codes", "") if named == "Coding_DrugCode" else None
    view = views(files)[refused]
    for read in (view.check, lambda: next(view.blocks())):
        with pytest.raises(FileRefused) as refusal:
            read()
        assert named in refusal.value.message
        assert named in refusal.value.hint
        assert f"{refused}.csv" in refusal.value.message


def test_other_files_of_the_extract_are_known_and_not_needed(views):
    consultation = "ConsultationGuid,PatientGuid,OrganisationGuid,EffectiveDate,ProcessingId"
    location = "LocationGuid,LocationName,ProcessingId"
    found = views(
        {
            "consultations": written(consultation, [{"PatientGuid": P["a"]}]),
            "locations": written(location, [{"LocationName": "x"}]),
        }
    )
    for view in found.values():
        view.check()
        assert (rows_in(view), view.headings, view.meanings) == ([], (), {})
        assert "not needed" in view.notices[0]


@pytest.mark.parametrize(
    "headings",
    [
        "NHS Number,Surname,Date,Code Term,Value",
        "nhs_number,kind,taken_on,value",
        "RowIdentifier,IDOrganisationVisibleTo,CTV3Code,DateEvent,IDPatient",
        "",
    ],
)
def test_files_of_other_systems_are_none_of_the_extract(headings):
    assert not EmisBulk().recognises(headings.split(","))


def test_rows_keep_their_numbers(views):
    rows = [seen("a", HBA1C, "1"), seen("b", HBA1C, "2"), seen("a", HBA1C, "3")]
    view = views(extract([patient("a")], rows))["observations"]
    assert [number for rows in view.blocks() for number in rows.numbers] == [2, 4]


# --- size -------------------------------------------------------------------------------


def test_many_observations_pass_through_in_little_memory(views, tmp_path):
    files = extract([patient(who) for who in "abcdef"], [seen("a", HBA1C, "58")])
    heading, row = files["observations"].splitlines()
    guid, rest = row.split(",", 1)
    many = [heading, *(f"{guid[:-6]}{number:06},{rest}" for number in range(200_000))]
    files["observations"] = "\r\n".join(many) + "\r\n"
    view = views(files)["observations"]
    assert view.meanings
    del many
    tracemalloc.start()
    count = sum(len(rows.numbers) for rows in view.blocks())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 40_000_000
