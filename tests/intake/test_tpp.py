"""The SystmOne strategic extract: coded rows, and the people its identifiers stand for."""

import itertools
import tracemalloc

import pytest

from mdt_app.intake.extracts.tpp import Tpp
from mdt_app.intake.tables.files import FileRefused
from tests.intake.conftest import ADA, BEN, CAT, DAN
from tests.intake.extracts import (
    ELF,
    FAY,
    SRCODE,
    SRPATIENT,
    column_of,
    problems_in,
    rows_in,
    views_in,
    written,
)

IDS = {who: f"18{n}00417" for n, who in enumerate("abcdef")}
NUMBERS = dict(zip("abcdef", (ADA, BEN, CAT, DAN, ELF, FAY), strict=True))


def person(who: str, **cells: str) -> dict[str, str]:
    return {
        "RowIdentifier": IDS[who],
        "IDOrganisationVisibleTo": "Y00001",
        "Title": "Mr",
        "FirstName": f"Given{who}",
        "Surname": f"Surname{who}",
        "NHSNumber": NUMBERS[who],
        "DateBirth": "14 Feb 1950 00:00",
        "Gender": "M",
        "TestPatient": "0",
        "RemovedData": "0",
    } | cells


def coded(who: str, value: str = "58", **cells: str) -> dict[str, str]:
    return {
        "RowIdentifier": str(next(_COUNT)),
        "IDOrganisationVisibleTo": "Y00001",
        "DateEventRecorded": "30 Apr 2026 12:00:00",
        "DateEvent": "31 Mar 2026 09:30:00",
        "CTV3Code": "XaPbt",
        "CTV3Text": "HbA1c level (IFCC)",
        "SNOMEDCode": "999791000000106",
        "SNOMEDText": "Haemoglobin A1c level - IFCC standardised",
        "IsNumeric": "1",
        "NumericValue": value,
        "NumericUnit": "mmol/mol",
        "IDEvent": "555001",
        "IDPatient": IDS[who],
        "RemovedData": "0",
    } | cells


_COUNT = itertools.count(90001)


@pytest.fixture
def views(tmp_path):
    def views(codes, people=None, *, encoding="cp1252", headings=SRCODE, turn=str, **more):
        files = {"SRCode": written(headings, codes, turn)}
        if people is not None:
            files["SRPatient"] = written(SRPATIENT, people, turn)
        return views_in(tmp_path, Tpp(), files | more, encoding)

    return views


# --- people ------------------------------------------------------------------------------


def test_people_are_handed_on_by_name_and_birth(views):
    people = [
        person("a", Surname="Renée", DateDeath="01 Jan 2026 00:00"),
        person("b", Gender="Female", IDOrganisationVisibleTo="4711"),
    ]
    found = views([], people)
    assert rows_in(found["SRPatient"]) == [
        {
            "person.nhs_number": ADA,
            "person.surname": "Renée",
            "person.forename": "Givena",
            "person.title": "Mr",
            "person.born_on": "14 Feb 1950 00:00",
            "person.died_on": "01 Jan 2026 00:00",
            "person.sex": "male",
            "person.practice": "Y00001",
        },
        {
            "person.nhs_number": BEN,
            "person.surname": "Surnameb",
            "person.forename": "Givenb",
            "person.title": "Mr",
            "person.born_on": "14 Feb 1950 00:00",
            "person.died_on": "",
            "person.sex": "Female",
            "person.practice": "",
        },
    ]


@pytest.mark.parametrize(
    ("column", "said", "mark"),
    [
        ("RemovedData", "1", "deleted"),
        ("TestPatient", "TRUE", "a test, made up to try things out"),
    ],
)
def test_people_who_were_removed_or_made_up_are_set_aside_with_all_about_them(
    views, column, said, mark
):
    cells = {column: said}
    found = views([coded("a"), coded("b"), coded("b")], [person("a"), person("b", **cells)])
    assert column_of(found["SRPatient"], "person.nhs_number") == [ADA]
    assert column_of(found["SRCode"], "person.nhs_number") == [ADA]
    (own,), about = problems_in(found["SRPatient"]), problems_in(found["SRCode"])
    assert (own.row, own.section, own.value) == (3, "patients", "")
    assert [(one.row, one.section, one.value) for one in about] == [
        (3, "results", ""),
        (4, "results", ""),
    ]
    assert own.problem == f"The record is marked {mark}"
    assert {one.problem for one in about} == {f"About somebody whose record is marked {mark}"}
    assert {(one.column, one.hint) for one in (own, *about)} == {
        (column, "Such records are not taken in.")
    }


def test_organisations_that_are_no_practices_name_none(views):
    view = views([], [person("a", IDOrganisationVisibleTo="4711")])["SRPatient"]
    assert "person.practice" not in view.meanings.values()
    assert column_of(view, "person.nhs_number") == [ADA]


# --- whom a coded row is about --------------------------------------------------------------


def test_the_people_of_the_extract_say_whom_a_row_is_about(views):
    found = views([coded(who) for who in "fedcba"], [person(who) for who in "abcdef"])
    assert column_of(found["SRCode"], "person.nhs_number") == [FAY, ELF, DAN, CAT, BEN, ADA]


def test_rows_about_nobody_are_set_aside_with_the_reason(views):
    found = views([coded("a"), coded("b"), coded("a", IDPatient="-1")], [person("a")])
    problems = problems_in(found["SRCode"])
    assert [(problem.row, problem.column) for problem in problems] == [
        (3, "IDPatient"),
        (4, "IDPatient"),
    ]
    assert {problem.section for problem in problems} == {"results"}
    assert "Nobody in SRPatient" in problems[0].problem
    assert column_of(found["SRCode"], "person.nhs_number") == [ADA]


@pytest.mark.parametrize("heading", ["NHS Number", "NHSNumber", "nhs_number"])
def test_a_column_of_nhs_numbers_needs_no_other_file(views, heading):
    rows = [coded("a") | {heading: "999 000 0018"}]
    found = views(rows, headings=f"{SRCODE},{heading}")
    assert column_of(found["SRCode"], "person.nhs_number") == ["999 000 0018"]
    assert found["SRCode"].notices == []


def test_identifiers_that_are_nhs_numbers_are_read_as_such_and_that_is_said(views):
    rows = [coded("a", IDPatient=number) for number in (ADA, "999 000 0026", CAT)]
    found = views(rows)
    found["SRCode"].check()
    assert column_of(found["SRCode"], "person.nhs_number") == [ADA, "999 000 0026", CAT]
    assert len(found["SRCode"].notices) == 1
    assert "IDPatient holds NHS numbers" in found["SRCode"].notices[0]


@pytest.mark.parametrize("odd", ["9990000019", "99900000", ""])
def test_one_mistyped_number_among_nhs_numbers_does_not_refuse_the_file(views, odd):
    rows = [coded("a", IDPatient=number) for number in (ADA, BEN, CAT, odd)]
    assert column_of(views(rows)["SRCode"], "person.nhs_number") == [ADA, BEN, CAT, odd]


@pytest.mark.parametrize("ids", [["1800417"], ["4000000001", "4000000002", ADA], ["-1"], []])
def test_identifiers_that_are_something_else_refuse_the_file_and_name_the_other(views, ids):
    found = views([coded("a", IDPatient=one) for one in ids])
    with pytest.raises(FileRefused) as refusal:
        found["SRCode"].check()
    assert "SRPatient" in refusal.value.message
    assert "SRPatient" in refusal.value.hint
    with pytest.raises(FileRefused):
        next(found["SRCode"].blocks())


# --- what a coded row says ------------------------------------------------------------------


def one_row(views, **cells):
    (row,) = rows_in(views([coded("a", **cells)], [person("a")])["SRCode"])
    return row


def test_a_coded_row_is_handed_on_whole(views):
    assert one_row(views, NumericComparator="<") == {
        "person.nhs_number": ADA,
        "group.date": "31 Mar 2026 09:30:00",
        "group.code": "999791000000106",
        "group.term": "Haemoglobin A1c level - IFCC standardised",
        "group.comparator": "<",
        "group.value": "58",
        "group.unit": "mmol/mol",
        "group.parent": "555001",
        "row.deleted": "",
    }


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_comparators_are_kept(views, sign):
    assert one_row(views, NumericComparator=sign)["group.comparator"] == sign


@pytest.mark.parametrize("placeholder", ["", "0", "0.0", "-1", "-1.0"])
def test_placeholders_stand_for_nothing(views, placeholder):
    row = one_row(
        views,
        NumericComparator=placeholder,
        SNOMEDCode=placeholder,
        SNOMEDText="",
        IDEvent=placeholder,
        NumericUnit=placeholder,
    )
    assert row["group.comparator"] == ""
    assert (row["group.code"], row["group.term"]) == ("XaPbt", "HbA1c level (IFCC)")
    assert (row["group.parent"], row["group.unit"]) == ("", "")


@pytest.mark.parametrize(
    ("value", "is_numeric", "kept"),
    [
        ("58", "1", "58"),
        ("58", "true", "58"),
        ("58", "", "58"),
        ("58", "0", ""),
        ("58", "False", ""),
        ("0", "true", ""),
        ("0", "", ""),
        ("0.0", "true", ""),
        ("0.1", "true", "0.1"),
        ("-1", "true", ""),
        ("-1.0", "", ""),
        ("", "true", ""),
    ],
)
def test_a_number_is_a_value_only_if_it_is_one(views, value, is_numeric, kept):
    row = one_row(views, value=value, IsNumeric=is_numeric)
    assert row["group.value"] == kept


def test_a_code_that_means_something_goes_before_one_that_does_not(views):
    row = one_row(views, SNOMEDCode="11111111", SNOMEDText="Something else", CTV3Code="271649006")
    assert (row["group.code"], row["group.term"]) == ("271649006", "HbA1c level (IFCC)")
    neither = one_row(views, SNOMEDCode="11111111", SNOMEDText="Something else", CTV3Code="Zzzzz")
    assert (neither["group.code"], neither["group.term"]) == ("11111111", "Something else")


def test_the_term_of_the_other_code_serves_where_one_has_none(views):
    assert one_row(views, SNOMEDText="")["group.term"] == "HbA1c level (IFCC)"


def test_files_without_snomed_columns_are_read_by_ctv3(views):
    columns = [name for name in SRCODE.replace("\n", "").split(",") if "SNOMED" not in name]
    row = {name: cell for name, cell in coded("a").items() if "SNOMED" not in name}
    found = views([row], [person("a")], headings=",".join(columns))
    assert column_of(found["SRCode"], "group.code") == ["XaPbt"]


def test_a_zero_is_no_value_where_the_file_never_says_what_is_numeric(views):
    columns = SRCODE.replace("IsNumeric,", "")
    rows = [{n: c for n, c in coded("a", v).items() if n != "IsNumeric"} for v in ("0", "58")]
    found = views(rows, [person("a")], headings=columns)
    assert column_of(found["SRCode"], "group.value") == ["", "58"]


@pytest.mark.parametrize("mark", ["1", "true", "TRUE", "Y"])
def test_removed_rows_are_marked(views, mark):
    assert one_row(views, RemovedData=mark)["row.deleted"] == "true"
    assert one_row(views, RemovedData="0")["row.deleted"] == ""


def test_the_two_pressures_of_one_event_name_it_both(views):
    rows = [
        coded("a", "142", SNOMEDCode="271649006", NumericUnit="mmHg"),
        coded("a", "86", SNOMEDCode="271650006", NumericUnit="mmHg"),
    ]
    assert column_of(views(rows, [person("a")])["SRCode"], "group.parent") == ["555001"] * 2


def test_a_row_without_a_day_does_not_take_the_day_it_was_typed(views):
    assert one_row(views, DateEvent="")["group.date"] == ""


# --- files ------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [str.upper, str.lower])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_headings_in_other_letters_and_any_encoding_are_known(views, turn, encoding):
    found = views(
        [coded("a", CTV3Text="naïve – “text”", SNOMEDText="")],
        [person("a")],
        turn=turn,
        encoding=encoding,
    )
    assert column_of(found["SRCode"], "person.nhs_number") == [ADA]
    assert column_of(found["SRCode"], "group.term") == ["naïve – “text”"]


def test_the_order_of_the_files_does_not_matter(tmp_path):
    files = {
        "SRPatient": written(SRPATIENT, [person("a")]),
        "SRCode": written(SRCODE, [coded("a")]),
    }
    for order in (files, dict(reversed(files.items()))):
        found = views_in(tmp_path, Tpp(), order)
        assert column_of(found["SRCode"], "person.nhs_number") == [ADA]


def test_other_files_of_the_extract_are_known_and_not_needed(views):
    event = "RowIdentifier,IDOrganisationVisibleTo,DateEventRecorded,DateEvent,IDPatient"
    found = views([coded("a")], [person("a")], SREvent=written(event, []))
    view = found["SREvent"]
    view.check()
    assert (rows_in(view), view.headings) == ([], ())
    assert "not needed" in view.notices[0]


@pytest.mark.parametrize(
    "headings",
    [
        "NHS number,CTV3 code,Event date,Surname,Patient Count",
        "nhs_number,kind,taken_on,value",
        "ObservationGuid,PatientGuid,EffectiveDate,CodeId,Value",
        "",
    ],
)
def test_files_of_other_systems_are_none_of_the_extract(headings):
    assert not Tpp().recognises(headings.split(","))


# --- size -------------------------------------------------------------------------------


def test_many_coded_rows_pass_through_in_little_memory(views, tmp_path):
    text = written(SRCODE, [coded("a")])
    heading, row = text.splitlines()
    identifier, rest = row.split(",", 1)
    many = [heading, *(f"{int(identifier) + n},{rest}" for n in range(200_000))]
    family = Tpp()
    files = {
        "SRCode": "\r\n".join(many) + "\r\n",
        "SRPatient": written(SRPATIENT, [person(who) for who in "abcdef"]),
    }
    view = views_in(tmp_path, family, files)["SRCode"]
    del many, files
    tracemalloc.start()
    count = sum(len(rows.numbers) for rows in view.blocks())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 40_000_000
