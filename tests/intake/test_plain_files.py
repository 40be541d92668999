"""Files as people send them: headings, rows, encodings, and what is refused with a sentence."""

from datetime import date, timedelta

import pytest

from mdt_app.intake.wishes import Wishes
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN_ROW,
    EVENTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)


def counts(report, section, place=0):
    return report.files[place].counts[section]


def rejected_rows(report, place=0):
    return [problem.row for problem in report.files[place].problems if not problem.is_cell]


@pytest.mark.parametrize(
    ("heading", "missing"),
    [
        (PATIENTS.replace("surname,", ""), "surname"),
        (RESULTS.replace("taken_on,", ""), "taken_on"),
        (MEDICINES.replace("name,", ""), "name"),
        (EVENTS.replace("on,", ""), "on"),
        (RESULTS.replace("nhs_number,", ""), "nhs_number"),
        (EVENTS.replace("kind,", ""), "kind"),
    ],
)
def test_a_missing_required_column_refuses_the_file_by_its_name(take, heading, missing):
    report = take(file=lines(heading, ",".join("x" for _ in heading.split(","))))
    assert not report.committed
    assert f"no column {missing}" in report.refusal.message
    assert report.files[0].problems[0].column == missing


def test_two_columns_of_one_name_refuse_the_file_with_that_name(take):
    report = take(file=lines(RESULTS + ",value", f"{ADA},acr,2026-01-01,3,,,4"))
    assert not report.committed
    assert "value" in report.refusal.message
    twice = take(file=lines("note,note," + EVENTS, f"a,b,{ADA},dka,2026-01-01,"))
    assert "note" in twice.refusal.message


def test_columns_may_come_in_any_order_and_unknown_ones_are_reported(two_people):
    text = lines("value,unit,colour,taken_on,kind,nhs_number", f"3,,red,2026-01-01,acr,{ADA}")
    report = two_people(file=text)
    assert counts(report, "results").new == 1
    assert any("colour" in warning for warning in report.files[0].warnings)


def test_headings_may_be_written_for_people(take):
    heading = "NHS Number,Surname,Forename,Born on,SEX,Practice "
    assert counts(take(file=lines(heading, ADA_ROW)), "patients").new == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "Office"),
        (b"a,b\0,c\nd,e,f\n", "not a text file"),
        (b"first,last\nJane,Doe\n", "headings"),
        (b"<html></html>", "web page"),
        (b"\x81\x8d\xff", "not a text file"),
        (bytes(range(256)), "not a text file"),
    ],
)
def test_any_other_file_is_refused_by_name_with_a_hint(take, content, said):
    report = take(some_export=content)
    assert not report.committed
    assert said in report.refusal.message
    assert "some_export.csv" in report.refusal.message
    assert report.refusal.hint


def test_a_file_that_is_not_there_is_refused(ws, tmp_path):
    from mdt_app.intake.importing import take_in

    for path in (tmp_path / "missing.csv", tmp_path):
        report = take_in(ws, [path])
        assert not report.committed
        assert "could not be opened" in report.refusal.message


def test_a_file_with_headings_only_says_so(take):
    report = take(file=PATIENTS + "\n")
    assert report.committed
    assert report.files[0].rows == 0
    assert report.files[0].warnings == ["There are no rows below the headings."]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_accents_survive_every_encoding(ws, take, encoding, named):
    row = ADA_ROW.replace("Exemplar", "Renée–O’Hara")
    report = take(file=lines(PATIENTS, row).encode(encoding))
    assert report.committed
    assert report.files[0].encoding == named
    assert bool(report.files[0].warnings) == (encoding == "cp1252")
    with ws.vault.reading() as reading:
        assert list(reading.rows("SELECT surname FROM patient")) == [("Renée–O’Hara",)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_other_delimiters_are_seen(take, delimiter):
    text = lines(PATIENTS, ADA_ROW, BEN_ROW).replace(",", delimiter)
    assert counts(take(file=text), "patients").new == 2


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_row_numbers_are_those_of_a_spreadsheet(two_people, ending):
    text = lines(
        "",
        RESULTS,
        "",
        f'{ADA},acr,2026-01-01,"x{ending}y",,',
        ",,,,,",
        f"{ADA},acr,2026-01-01,3,,",
        RESULTS,
        f"{ADA},acr,2026-01-01,-3,,",
    ).replace("\n", ending)
    report = two_people(file=text)
    assert rejected_rows(report) == [4, 8]
    assert report.files[0].rows == 3


def test_a_preamble_is_passed_over_and_counted(two_people):
    text = lines("Diabetes search", "Run by,somebody", "", EVENTS, f"{ADA},unheard_of,2026-01-01,")
    assert rejected_rows(two_people(file=text)) == [5]


def test_a_row_with_more_filled_cells_than_headings_is_rejected(two_people):
    report = two_people(
        file=lines(
            EVENTS,
            f"{ADA},dka,2026-01-01,a,b",
            f"{ADA},dka,2026-01-02,a,,",
            f"{ADA},dka,2026-01-03",
        )
    )
    assert rejected_rows(report) == [2]
    assert counts(report, "events").new == 2


def test_a_cell_of_a_megabyte_is_rejected_and_its_neighbours_are_not(two_people):
    big = "x" * 1_000_000
    report = two_people(
        file=lines(
            EVENTS,
            f"{ADA},dka,2026-01-01,{big}",
            f"{big},dka,2026-01-01,",
            f"{ADA},hhs,2026-01-01,ok",
        )
    )
    assert report.committed
    assert rejected_rows(report) == [2, 3]
    assert counts(report, "events").new == 1
    assert all(len(problem.value) <= 200 for problem in report.files[0].problems)


def test_a_nul_inside_a_file_rejects_its_row_only(two_people):
    report = two_people(file=lines(EVENTS, f"{ADA},dka,2026-01-01,a\0b", f"{ADA},hhs,2026-01-01,"))
    assert rejected_rows(report) == [2]
    assert counts(report, "events").new == 1


def test_a_quotation_mark_never_closed_costs_its_own_row_and_no_other(two_people):
    rows = [f'{ADA},dka,2026-01-{day:02d},"a, b"' for day in range(1, 20)]
    odd = f'{ADA},dka,2026-02-01,"oh'
    report = two_people(file=lines(EVENTS, *rows[:9], odd, *rows[9:], odd))
    assert report.committed
    assert rejected_rows(report) == [11, 21 + 1]
    assert counts(report, "events").new == 19


def test_an_odd_quotation_mark_in_a_long_file_is_found_where_it_is(two_people):
    rows = [f"{ADA},contact,{date(2000, 1, 1) + timedelta(days=n)}," for n in range(9000)]
    rows[6000] = f'"{rows[6000]}'
    report = two_people(file=lines(EVENTS, *rows))
    assert rejected_rows(report) == [6002]
    assert counts(report, "events").new == 8999


def test_blank_and_broken_rows_deep_in_a_long_file_are_seen_too(two_people):
    rows = [f"{ADA},contact,{date(2000, 1, 1) + timedelta(days=n)}," for n in range(9000)]
    rows[5000:5000] = [",,,", "", EVENTS, ",dka,2026-01-01,", f"{ADA},dka,2026-01-01,,x"]
    report = two_people(file=lines(EVENTS, *rows))
    assert rejected_rows(report) == [5005, 5006]
    assert report.files[0].rows == 9002
    assert counts(report, "events").new == 9000


def test_a_file_is_recognised_by_its_headings_not_by_its_name(take):
    report = take(medicines=lines(PATIENTS, ADA_ROW))
    assert counts(report, "patients").new == 1


def test_a_layout_may_be_named_and_must_be_known(ws, files):
    from mdt_app.errors import UserError
    from mdt_app.intake.importing import take_in

    paths = files(patients=lines(PATIENTS, ADA_ROW))
    with pytest.raises(UserError, match="no layout"):
        take_in(ws, paths, Wishes(layout="unheard-of"))
    assert not take_in(ws, paths, Wishes(layout="fhir-r4", allow_test_numbers=True)).committed
    assert take_in(ws, paths, Wishes(layout="plain", allow_test_numbers=True)).committed


def test_numbers_kept_for_testing_need_permission(ws, files):
    from mdt_app.intake.importing import take_in

    report = take_in(ws, files(patients=lines(PATIENTS, ADA_ROW)))
    assert counts(report, "patients").rejected == 1
    assert "--allow-test-numbers" in report.files[0].problems[0].hint


@pytest.mark.parametrize(
    "number", ["9990000019", "1111111111", "9.99E+09", "99900000181", "９９９００００018", "x"]
)
def test_a_number_that_is_none_rejects_its_row(take, number):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace(ADA, number)))
    assert counts(report, "patients").rejected == 1


@pytest.mark.parametrize("number", ["999 000 0018", "'9990000018", "999\u00a0000\u00a00018"])
def test_a_number_may_be_spaced(take, number):
    assert counts(take(patients=lines(PATIENTS, ADA_ROW.replace(ADA, number))), "patients").new == 1
