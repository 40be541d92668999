"""Searches with a column for each result, event and medicine: which rows they become."""

import pytest

from mdt_app.register.values import Inferred
from tests.intake.conftest import ADA


def ours(**columns):
    """The lines of a layout that say of these headings what they mean."""
    return "".join(f'"{name}" = "{meaning}"\n' for name, meaning in columns.items())


# --- results ---


def test_a_result_is_its_own_cells_and_nobody_elses(search):
    columns = ours(Ort="result.hba1c.setting", Kode="result.hba1c.code")
    read = search(
        "HbA1c,HbA1c Unit,HbA1c Date,Ort,Kode",
        " 58 , mmol/mol , 01/05/2026 ,home,XaPbt",
        columns=columns,
    )
    ((section, block),) = [each for each in read.blocks if each[0] != "patients"]
    assert section == "results"
    (row,) = block.each()
    assert row.cells == (ADA, "hba1c", "01/05/2026", "58", "mmol/mol", "home", "XaPbt")
    assert (row.row, row.raw, row.inferred) == (2, "", 0)
    assert block.headings == {
        "nhs_number": "NHS Number",
        "value": "HbA1c",
        "unit": "HbA1c Unit",
        "taken_on": "HbA1c Date",
        "setting": "Ort",
        "code": "Kode",
    }


def test_a_home_reading_is_one_unless_its_own_column_says_where(search):
    columns = ours(Ort="result.blood_pressure.setting")
    headings = "Home Systolic BP,Home Diastolic BP,Home BP Date"
    rows = "132,80,01/05/2026", "134,82,02/05/2026"
    assert search(headings, *rows).rows("results", "value", "setting") == [
        (2, "132/80", "home"),
        (3, "134/82", "home"),
    ]
    read = search(f"{headings},Ort", f"{rows[0]},clinic", f"{rows[1]},", columns=columns)
    assert read.rows("results", "value", "setting") == [
        (2, "132/80", "clinic"),
        (3, "134/82", "home"),
    ]


def test_only_a_number_has_the_unit_of_its_heading_and_its_own_comes_first(search):
    headings = "HbA1c (%),HbA1c Unit,HbA1c Date"
    rows = "7.5,,01/05/2026", "58,mmol/mol,02/05/2026", "not done,,03/05/2026", ",,04/05/2026"
    read = search(headings, *rows)
    assert read.rows("results", "value", "unit") == [
        (2, "7.5", "%"),
        (3, "58", "mmol/mol"),
        (4, "not done", ""),
        (5, "", ""),
    ]


def test_a_day_without_a_value_is_told_unless_several_results_share_the_day(search):
    own = search("HbA1c,HbA1c Date,Weight,Weight Date", ",01/05/2026,80,02/05/2026", ",,,")
    assert own.rows("results", "kind", "value") == [(2, "hba1c", ""), (2, "weight", "80")]
    shared = search("Date,HbA1c,Weight", "01/05/2026,,80", "01/05/2026,58,", "01/05/2026,,")
    assert shared.rows("results", "kind", "value") == [(3, "hba1c", "58"), (2, "weight", "80")]


def test_a_day_is_shared_only_by_those_that_have_no_day_of_their_own(search):
    headings = "HbA1c,HbA1c Date,Date,Weight,Height"
    read = search(headings, ",01/05/2026,02/05/2026,,", ",01/05/2026,02/05/2026,80,170")
    assert read.rows("results", "kind", "taken_on", "value") == [
        (2, "hba1c", "01/05/2026", ""),
        (3, "hba1c", "01/05/2026", ""),
        (3, "weight", "02/05/2026", "80"),
        (3, "height", "02/05/2026", "170"),
    ]


@pytest.mark.parametrize(
    ("headings", "row", "stored"),
    [
        ("HbA1c Unit,HbA1c Date", "%,01/05/2026", [(2, "hba1c", "01/05/2026", "")]),
        ("BP,Systolic BP Date", "142/86,01/05/2026", [(2, "blood_pressure", "", "142/86")]),
    ],
)
def test_a_result_without_its_value_or_its_day_takes_no_other_cell_for_it(
    search, headings, row, stored
):
    assert search(headings, row).rows("results", "kind", "taken_on", "value") == stored


def test_words_of_a_layout_stand_for_values_and_units(search):
    columns = (
        ours(Wert="result.hba1c.value", Wann="result.hba1c.date", Mass="result.hba1c.unit")
        + '[words."result.hba1c.value"]\nNONE = ""\n[words."result.hba1c.unit"]\nI = "mmol/mol"\n'
    )
    rows = "58,01/05/2026,i", "None,02/05/2026,", "7.5,03/05/2026,%"
    read = search("Wert,Wann,Mass", *rows, columns=columns)
    assert read.rows("results", "value", "unit") == [
        (2, "58", "mmol/mol"),
        (3, "", ""),
        (4, "7.5", "%"),
    ]
    raws = [row.raw for _section, block in read.blocks for row in block.each() if row.cells[3:4]]
    assert [raw for raw in raws if raw] == ["None"]


def test_a_word_keeps_what_stood_in_the_file(search):
    headings = "Smoking Status,Smoking Status Date"
    read = search(headings, "Never smoked tobacco,01/05/2026", "ex,02/05/2026", "HbA1c,03/05/2026")
    ((_, block),) = [each for each in read.blocks if each[0] == "results"]
    assert [(row.cells[3], row.raw) for row in block.each()] == [
        ("never", "Never smoked tobacco"),
        ("ex", ""),
        ("HbA1c", ""),
    ]


def test_a_word_of_another_kind_is_no_answer(search):
    headings = "Smoking Status,Smoking Status Date"
    read = search(headings, "Foot at low risk,01/05/2026", "Type 2 diabetes mellitus,02/05/2026")
    assert read.rows("results", "value") == [
        (2, "Foot at low risk"),
        (3, "Type 2 diabetes mellitus"),
    ]


# --- blood pressures ---

TWO_DAYS = "Systolic and diastolic are of two different days"


@pytest.mark.parametrize(
    ("row", "stored", "said"),
    [
        ("142,01/05/2026,86,01/05/2026", [(2, "142/86", "01/05/2026")], []),
        ("142,01/05/2026,86,", [(2, "142/86", "01/05/2026")], []),
        ("142,,86,01/05/2026", [(2, "142/86", "01/05/2026")], []),
        ("142,01/05/2026,86,02/05/2026", [], [("01/05/2026, 02/05/2026", TWO_DAYS)]),
        ("142,01/05/2026,,02/05/2026", [], [("01/05/2026, 02/05/2026", TWO_DAYS)]),
        ("142,01/05/2026,,", [], [("142", "Half a blood pressure: no diastolic")]),
        (",,86,01/05/2026", [], [("86", "Half a blood pressure: no systolic")]),
        (",01/05/2026,,02/05/2026", [(2, "", "01/05/2026")], []),
        (",,,", [], []),
    ],
)
def test_two_columns_of_a_pressure_are_one_reading_of_one_day(search, row, stored, said):
    headings = "Systolic BP,Systolic BP Date,Diastolic BP,Diastolic BP Date"
    read = search(headings, row)
    assert read.rows("results", "value", "taken_on") == stored
    assert [(each.value, each.problem) for each in read.problems] == said
    for each in read.problems:
        assert (each.row, each.section) == (2, "results")
        assert each.hint == "Export both numbers of the same reading."


@pytest.mark.parametrize("half", ["Systolic BP", "Diastolic BP"])
def test_a_column_of_one_half_alone_gives_no_reading(search, half):
    read = search(f"{half},{half} Date", f"{'8' * 81},01/05/2026")
    missing = "diastolic" if half == "Systolic BP" else "systolic"
    assert read.rows("results") == []
    assert [(each.column, each.value, each.problem) for each in read.problems] == [
        (half, "8" * 80, f"Half a blood pressure: no {missing}")
    ]


def test_a_half_among_whole_readings_takes_none_of_them_along(search):
    rows = "142,86,01/05/2026", "143,,02/05/2026", "144,88,03/05/2026"
    read = search("Systolic BP,Diastolic BP,BP Date", *rows)
    assert read.rows("results", "value") == [(2, "142/86"), (4, "144/88")]
    assert [each.row for each in read.problems] == [3]


# --- events and medicines ---


def test_an_event_is_on_the_day_its_column_names_and_on_none_without(search):
    columns = ours(Wo="event.foot_check.detail")
    headings = "Foot Assessment / Examination Date,Wo"
    read = search(headings, " 01/05/2026 ,left", ",right", columns=columns)
    assert read.rows("events", "nhs_number", "kind", "on", "detail") == [
        (2, ADA, "foot_check", "01/05/2026", "left")
    ]
    (headings,) = [block.headings for section, block in read.blocks if section == "events"]
    assert headings == {
        "nhs_number": "NHS Number",
        "on": "Foot Assessment / Examination Date",
        "detail": "Wo",
    }


def test_a_medicine_has_its_own_days_without_spaces(search):
    headings = "Drug Name,Dose,Started on,Last issued on,Ended on"
    read = search(headings, '" Metformin, slow ",500 mg, 01/02/2025 , 01/03/2026 , 01/04/2026 ')
    names = "nhs_number", "name", "dose", "started_on", "last_issued_on", "ended_on"
    assert read.rows("medicines", *names) == [
        (2, ADA, "Metformin, slow", "500 mg", "01/02/2025", "01/03/2026", "01/04/2026")
    ]


@pytest.mark.parametrize(
    ("headings", "row", "dose"),
    [
        ("Most Recent Issue Date", "01/03/2026", "One a day"),
        ("Most Recent Issue Date,Dose", "01/03/2026,Two a day", "Two a day"),
    ],
)
def test_a_whole_line_is_a_name_and_behind_its_comma_the_dose(search, headings, row, dose):
    whole = '"Name, Dosage and Quantity"'
    read = search(f"{whole},{headings}", f'"Metformin 500mg , One a day",{row}', ",,")
    assert read.rows("medicines", "name", "dose", "last_issued_on") == [
        (2, "Metformin 500mg", dose, "01/03/2026")
    ]


def test_what_was_worked_out_of_the_columns_is_marked_in_every_row(search):
    read = search("HbA1c,Date,Weight,Date", "58,01/05/2026,80,02/05/2026")
    inferred = [
        row.inferred
        for section, block in read.blocks
        if section == "results"
        for row in block.each()
    ]
    assert inferred == [int(Inferred.COLUMN)] * 2
