"""Which file of an extract is which, what each is of no use without, and what is said of it."""

import pytest

from mdt_app.intake.extracts.emis_bulk import EmisBulk
from mdt_app.intake.extracts.tpp import Tpp
from mdt_app.intake.tables.files import FileRefused
from tests.intake.conftest import ADA, BEN, CAT
from tests.intake.emis_extract import HBA1C, METFORMIN, P, drug, extract, patient, seen
from tests.intake.extracts import (
    SRCODE,
    SRPATIENT,
    column_of,
    rows_in,
    views_in,
    written,
)
from tests.intake.test_tpp import coded, person

# --- EMIS ------------------------------------------------------------------------------------


def without(lacking):
    """An extract of one person with these files, but for the one that is lacking."""
    issues = [{"IssueRecordGuid": "1", "PatientGuid": P["a"], "CodeId": METFORMIN}]
    files = extract([patient("a")], [seen("a", HBA1C, "58")], [drug("a")], issues)
    if "Coding" in lacking:  # failing the one, the other may name medicines
        files.pop("drug_codes")
    files.pop({"Admin_Patient": "patients"}.get(lacking, "codes"))
    return files


@pytest.mark.parametrize(
    ("name", "lacking", "why"),
    [
        ("observations", "Admin_Patient", "names people by identifiers"),
        ("observations", "Coding_ClinicalCode", "writes its codes as numbers"),
        ("drugs", "Admin_Patient", "names people by identifiers"),
        ("drugs", "Coding_DrugCode", "names medicines by numbers"),
        ("issues", "Admin_Patient", "names people by identifiers"),
        ("issues", "Coding_DrugCode", "names medicines by numbers"),
    ],
)
def test_a_file_that_says_nothing_without_another_names_it(emis, name, lacking, why):
    view = emis(without(lacking))[name]
    with pytest.raises(FileRefused) as refused:
        view.check()
    assert refused.value.message == f"{name}.csv {why} that only {lacking} explains."
    assert refused.value.hint == f"Choose the {lacking} file of the same extract together with it."


@pytest.mark.parametrize(
    ("headings", "notice"),
    [
        ("CodeId,Term", "Read for the names of medicines; none of its rows is taken in."),
        ("CodeId,Term,ReadTermId", "Read for what the codes mean; none of its rows is taken in."),
        (
            "CodeId,Term,SnomedCTConceptId",
            "Read for what the codes mean; none of its rows is taken in.",
        ),
        (
            "OrganisationGuid,ODSCode",
            "Read for the codes of the practices; none of its rows is taken in.",
        ),
        ("SlotGuid,ProcessingId", "This file of the extract is not needed, and was not read."),
        (
            "DiaryGuid,PatientGuid,CodeId,EffectiveDate,ProcessingId",
            "This file of the extract is not needed, and was not read.",
        ),
    ],
)
def test_a_file_of_which_no_row_is_taken_in_says_what_it_is_for(emis, headings, notice):
    view = emis({"one": written(headings, [])})["one"]
    assert (view.notices, view.headings, rows_in(view)) == ([notice], (), [])


@pytest.mark.parametrize("headings", ["SlotGuid,Name", "Name,ProcessingId", "CodeId,Name"])
def test_a_file_that_only_looks_a_little_like_it_is_none_of_the_extract(headings):
    assert not EmisBulk().recognises(headings.split(","))


@pytest.mark.parametrize("tells", ["DrugRecordGuid", "Dosage"])
def test_a_medicine_is_known_by_its_dose_or_its_own_identifier(emis, tells):
    headings = f"PatientGuid,CodeId,EffectiveDate,{tells}"
    row = {"PatientGuid": P["a"], "CodeId": METFORMIN, tells: "1"}
    files = extract([patient("a")], None, []) | {"drugs": written(headings, [row])}
    assert column_of(emis(files)["drugs"], "medicine.name") == ["Metformin 500mg tablets"]


def test_clinical_codes_that_name_medicines_are_mentioned(emis):
    files = extract([patient("a")], [], [drug("a", CodeId=HBA1C)])
    del files["drug_codes"]
    view = emis(files)["drugs"]
    view.check()
    view.check()
    assert view.notices == [
        "No Coding_DrugCode file was chosen: medicines have the names that Coding_ClinicalCode"
        " gives them."
    ]


def test_a_file_that_is_broken_off_says_so_though_others_complete_it(emis):
    files = extract([patient("a")], [seen("a", HBA1C, "58"), seen("a", HBA1C, "60")])
    files["observations"] = "Alder Road\r\n\r\n" + files["observations"][:-40]
    view = emis(files)["observations"]
    assert column_of(view, "group.value") == ["58"]
    assert view.heading_row == 3
    assert view.cut_short == ["The last line, row 5, is broken off."]


def test_a_deletion_that_comes_in_the_same_file_is_of_its_own_row(emis):
    row = seen("a", HBA1C, "58")
    found = emis(extract([patient("a")], [row, row | {"Deleted": "True"}]))
    assert column_of(found["observations"], "row.deleted") == ["", "true"]


# --- SystmOne --------------------------------------------------------------------------------


@pytest.fixture
def tpp_views(tmp_path):
    def views(codes, people=None, **more):
        files = {"SRCode": written(SRCODE, codes)}
        if people is not None:
            files["SRPatient"] = written(SRPATIENT, people)
        return views_in(tmp_path, Tpp(), files | more)

    return views


def test_codes_whose_people_nobody_explains_name_the_file_to_choose(tpp_views):
    view = tpp_views([coded("a")])["SRCode"]
    with pytest.raises(FileRefused) as refused:
        view.check()
    assert refused.value.message == (
        "SRCode.csv names people by identifiers that only SRPatient explains."
    )
    assert refused.value.hint == "Choose the SRPatient file of the same extract together with it."


def test_identifiers_that_are_nhs_numbers_are_mentioned_once(tpp_views):
    view = tpp_views([coded("a", IDPatient=ADA)])["SRCode"]
    view.check()
    view.check()
    assert view.notices == [
        "The column IDPatient holds NHS numbers, and was read as such: no SRPatient file was"
        " chosen."
    ]


def test_a_file_of_systmone_that_is_not_needed_says_so(tpp_views):
    other = written("RowIdentifier,IDOrganisationVisibleTo", [])
    view = tpp_views([coded("a")], [person("a")], SROther=other)["SROther"]
    assert view.notices == ["This file of the extract is not needed, and was not read."]


def test_columns_of_systmone_are_called_as_in_the_file_or_by_what_they_are_found_by(tpp_views):
    found = tpp_views([coded("a")], [person("a")])
    assert ",".join(found["SRPatient"].headings) == (
        "NHSNumber,Surname,FirstName,Title,DateBirth,DateDeath,Gender,IDOrganisationVisibleTo"
    )
    assert ",".join(found["SRCode"].headings) == (
        "NHSNumber by IDPatient,DateEvent,SNOMEDCode or CTV3Code,SNOMEDText or CTV3Text,"
        "NumericComparator,NumericValue,NumericUnit,IDEvent,RemovedData"
    )


def test_why_somebody_of_systmone_is_left_out_is_said_in_its_words(tpp_views):
    test_patient = person("b", TestPatient="1")
    found = tpp_views([coded("b"), coded("c")], [person("a"), test_patient])
    hint = "Such records are not taken in."
    mark = "marked a test, made up to try things out"
    problems = [
        problem for name in found for rows in found[name].blocks() for problem in rows.problems
    ]
    assert [(one.column, one.value, one.problem, one.hint) for one in problems] == [
        ("TestPatient", "", f"About somebody whose record is {mark}", hint),
        (
            "IDPatient",
            person("c")["RowIdentifier"],
            "Nobody in SRPatient has this identifier",
            "Choose the SRPatient file of the same extract.",
        ),
        ("TestPatient", "", f"The record is {mark}", hint),
    ]


@pytest.mark.parametrize(
    ("headings", "whom"),
    [
        ("NHS Number,DateEvent,SNOMEDCode", "NHS Number"),
        ("IDPatient,DateEvent,CTV3Code", "NHSNumber by IDPatient"),
        ("IDPatient,NHSNumber,DateEvent,SNOMEDCode", "NHSNumber"),
    ],
)
def test_codes_are_known_by_one_system_and_one_way_to_name_people(tmp_path, headings, whom):
    view = views_in(tmp_path, Tpp(), {"SRCode": written(headings, [])})["SRCode"]
    assert view.headings[0] == whom


@pytest.mark.parametrize(
    "headings", ["DateEvent,SNOMEDCode", "IDPatient,SNOMEDCode", "IDPatient,DateEvent"]
)
def test_a_file_that_only_looks_a_little_like_codes_is_none(headings):
    assert not Tpp().recognises(headings.split(","))


def test_people_of_systmone_are_known_by_three_columns(tmp_path):
    people = written("RowIdentifier,NHSNumber,DateBirth", [{"NHSNumber": ADA}])
    view = views_in(tmp_path, Tpp(), {"SRPatient": people})["SRPatient"]
    assert column_of(view, "person.nhs_number") == [ADA]


@pytest.mark.parametrize("count", [2, 3])
def test_identifiers_are_nhs_numbers_if_more_than_half_could_be(tpp_views, count):
    ids = [ADA, BEN, CAT][:count] + ["4000000001", "4000000002", "4000000003"][: 5 - count]
    view = tpp_views([coded("a", IDPatient=one) for one in ids])["SRCode"]
    if count == 3:
        assert column_of(view, "person.nhs_number") == ids
    else:
        with pytest.raises(FileRefused):
            view.check()


@pytest.mark.parametrize(
    ("family", "cells", "count"),
    [
        (EmisBulk(), ("CodeId", "Term", "AnyGuid", "NHS Number", "Postcode", ""), 4),
        (Tpp(), ("Row Identifier", "IDPatient", "NHSNumber", "Postcode", ""), 3),
    ],
)
def test_how_many_headings_of_an_extract_there_are_in_a_row(family, cells, count):
    assert family.knows(cells) == count
