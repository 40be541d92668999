"""Searches of somebody's own columns: what is stored of them, and what is said of the rest."""

import csv

import pytest

from mdt_app.intake.exporting import export_store
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.register.values import Inferred
from tests.intake.conftest import ADA, lines

WHO = "NHS Number,Family Name,Given Name,Date of Birth,Gender,"
ADA_IS = f"{ADA},Exemplar,Ada,14/02/1950,Female,"
CODED = "Code,Code Term,Value,Unit,Date"
UPPER, LOWER = ",Systolic blood pressure,{},mmHg,{}", ",Diastolic blood pressure,{},mmHg,{}"


class Taken:
    """What one search left in the store and in its report."""

    def __init__(self, report, ws, folder):
        (self.report,) = report.files
        self.problems = [(each.row, each.column, each.value) for each in self.report.problems]
        self.said = [each.problem for each in self.report.problems]
        self.hints = {each.hint for each in self.report.problems}
        self.rows = {}
        for path in export_store(ws, folder):
            with path.open(encoding="utf-8", newline="") as file:
                self.rows[path.stem] = list(csv.DictReader(file))

    def results(self, *names):
        return [tuple(row[name] for name in names) for row in self.rows["results"]]


@pytest.fixture
def search(take, ws, tmp_path):
    """Takes in a search of columns about Ada, one row after another."""

    def search(headings, *rows):
        text = lines(WHO + headings, *(ADA_IS + row for row in rows))
        report = take(practice="Y00001", search=text)
        assert report.committed, report.refusal
        return Taken(report, ws, tmp_path / "out")

    return search


def test_somebody_whom_rows_of_medicines_describe_in_two_ways_stands_there_by_design(search):
    found = search("Frailty,Drug,Issue Date", "Mild,A,01/10/2026", ",B,02/10/2026")
    assert found.problems == []
    assert [row["frailty"] for row in found.rows["patients"]] == ["mild"]


# --- blood pressures ---


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        (["142", "/86"], ["142/86"]),
        (["/86", "142"], ["142/86"]),
        (["142", "142", "/86", "/86"], ["142/86"]),
        (["142", "/86", "150", "/90"], ["142/86", "150/90"]),
        (["142", "150", "/86", "/90"], []),
        (["142", "150", "/86", "160"], []),
        (["142", "150", "/86", "142"], []),
        (["/86", "/90", "142"], []),
    ],
)
def test_halves_that_could_go_two_ways_stay_alone_in_every_order(search, values, stored):
    rows = [
        LOWER.format(value[1:], "01/06/2026")
        if value[0] == "/"
        else UPPER.format(value, "01/06/2026")
        for value in values
    ]
    found = search(CODED, *rows)
    assert [value for (value,) in found.results("value")] == stored
    if stored:
        assert found.problems == []
        return
    assert [row for row, _, _ in found.problems] == [*range(2, len(values) + 2)]
    assert {column for _, column, _ in found.problems} == {"Value"}
    assert set(found.said) == {
        "Several blood pressures of one day: which numbers belong together is not said"
    }
    assert found.hints == {"Export both numbers of the same reading."}


def test_of_two_equal_halves_the_first_is_taken_and_the_second_told(ws, search):
    day = "01/06/2026"
    found = search(CODED, UPPER.format(142, day), UPPER.format(142, day), LOWER.format(86, day))
    with ws.vault.reading() as reading:
        assert list(reading.rows("SELECT row FROM result")) == [(2,)]
    assert found.problems == [(3, "Value", "142")]
    assert found.said == ["Half a blood pressure: no diastolic goes with it"]


@pytest.mark.parametrize(
    ("headings", "row", "missing"),
    [
        ("Systolic BP,Systolic BP Date,Diastolic BP", "142,01/03/2026,", "diastolic"),
        ("Systolic BP,Systolic BP Date,Diastolic BP", ",01/03/2026,142", "systolic"),
        ("Systolic BP,Systolic BP Date,HbA1c", "142,01/03/2026,", "diastolic"),
        ("Diastolic BP,Diastolic BP Date,HbA1c", "142,01/03/2026,", "systolic"),
    ],
)
def test_half_a_pressure_in_columns_is_set_aside(search, headings, row, missing):
    found = search(headings, row)
    assert found.rows["results"] == []
    names = " and ".join(name for name in headings.split(",") if name.endswith(" BP"))
    assert found.problems == [(2, names, "142")]
    assert found.said == [f"Half a blood pressure: no {missing}"]
    assert found.hints == {"Export both numbers of the same reading."}


def test_a_long_half_is_shown_by_its_beginning(search):
    found = search("Systolic BP,Systolic BP Date,Diastolic BP", f"{'9' * 100},01/03/2026,")
    assert found.problems[0][2] == "9" * 80


def test_halves_of_two_days_are_set_aside_and_of_one_day_taken(search):
    headings = "Systolic BP,Systolic BP Date,Diastolic BP,Diastolic BP Date"
    found = search(headings, "142,01/04/2026,86,02/04/2026", "143,,87,03/04/2026")
    assert found.results("taken_on", "value", "code") == [("2026-04-03", "143/87", "")]
    assert found.problems == [(2, "Systolic BP Date", "01/04/2026, 02/04/2026")]


@pytest.mark.parametrize(
    ("headings", "column"),
    [
        ("Systolic BP,Systolic BP Date,Diastolic BP", "Systolic BP Date"),
        ("Systolic BP,Diastolic BP,BP Date", "BP Date"),
    ],
)
def test_a_day_of_a_pressure_that_cannot_be_names_its_own_column(search, headings, column):
    cells = {"Systolic BP": "142", "Diastolic BP": "86", column: "01/03/2036"}
    found = search(headings, ",".join(cells[name] for name in headings.split(",")))
    assert found.problems == [(2, column, "01/03/2036")]


# --- results in columns of their own ---


@pytest.mark.parametrize(
    ("headings", "row", "stored"),
    [
        (
            "HbA1c,HbA1c Date,HbA1c Unit,HbA1c Comparator",
            "58,01/05/2026,mmol/mol,<",
            "<58 mmol/mol",
        ),
        ("HbA1c,HbA1c Date,HbA1c Unit", "7.5,01/05/2026,%", "58 mmol/mol"),
        ("HbA1c (mmol/mol),HbA1c Date", "58,01/05/2026", "58 mmol/mol"),
        ("HbA1c %,HbA1c Date", "7.5,01/05/2026", "58 mmol/mol"),
        ("Creatinine (umol/l),Creatinine Date", ">90,01/05/2026", ">90 umol/L"),
        ("Cholesterol (mg/dl),Cholesterol Date", "193,01/05/2026", "4.990949056115852 mmol/L"),
        ("Smoking Status,Smoking Status Date", "Never smoked tobacco,01/05/2026", "never "),
    ],
)
def test_a_value_is_stored_in_the_unit_and_with_the_sign_its_columns_say(
    search, headings, row, stored
):
    found = search(headings, row)
    assert found.problems == []
    ((value, unit, day, code),) = found.results("value", "unit", "taken_on", "code")
    assert (f"{value} {unit}", day, code) == (stored, "2026-05-01", "")


def test_a_result_of_a_day_to_come_names_the_column_of_its_day(search):
    found = search("HbA1c,HbA1c Date", "58,01/05/2036")
    assert found.problems == [(2, "HbA1c Date", "01/05/2036")]


def test_a_medicine_keeps_each_of_its_days(search):
    found = search(
        "Drug,Dose,Started on,Last issued on,Ended on",
        "Metformin 500mg tablets,One a day,01/02/2025,01/03/2026,01/04/2026",
    )
    (medicine,) = found.rows["medicines"]
    assert medicine["last_issued_on"] == "2026-03-01"


# --- rows whose code or term says what they are ---


@pytest.mark.parametrize(
    ("row", "stored"),
    [
        (",HbA1c level (IFCC),58,,01/06/2026", ("hba1c", "58", "mmol/mol", "")),
        (",HbA1c level (IFCC),58,mmol/mol,01/06/2026", ("hba1c", "58", "mmol/mol", "")),
        (",Blood pressure,142/86,,01/06/2026", ("blood_pressure", "142/86", "mmHg", "")),
        (",Never smoked tobacco,,,01/06/2026", ("smoking", "never", "", "")),
        (",Smoking status,Ex smoker,,01/06/2026", ("smoking", "ex", "", "")),
    ],
)
def test_a_coded_row_is_stored_as_what_its_term_says(ws, search, row, stored):
    found = search(CODED, row)
    assert (found.problems, found.report.warnings) == ([], [])
    assert found.results("kind", "value", "unit", "setting") == [stored]
    with ws.vault.reading() as reading:
        ((bits,),) = reading.rows("SELECT inferred FROM result")
    assert bits & Inferred.MEANING


def test_what_a_code_says_is_not_inferred(ws, search):
    search(CODED, "999791000000106,Haemoglobin A1c level,58,mmol/mol,01/06/2026")
    with ws.vault.reading() as reading:
        ((bits,),) = reading.rows("SELECT inferred FROM result")
    assert not bits & Inferred.MEANING


def test_home_readings_are_known_by_their_code_where_no_column_says_so(search):
    day = "01/06/2026"
    found = search(
        CODED,
        f"413606001,Average home systolic blood pressure,132,mmHg,{day}",
        f"413605002,Average home diastolic blood pressure,80,mmHg,{day}",
        *(half.format(value, day) for half, value in ((UPPER, 150), (LOWER, 90))),
    )
    assert found.results("value", "setting") == [("132/80", "home"), ("150/90", "")]


def test_rows_that_say_too_little_are_told_with_what_to_do(search):
    found = search(CODED, ",,7,,01/06/2026", "73211009,Diabetes,,,01/06/2026", ",,,,01/06/2026")
    assert found.problems == [(2, "Code Term", "7"), (3, "Code Term", "Diabetes")]
    assert found.said == [
        "Neither a code nor a term says what this is",
        "Diabetes is recorded, but not which type",
    ]
    assert found.hints == {
        "Add the code term to the search and export it again.",
        "Correct the code in the practice's system, or export the search again.",
    }


def test_an_event_of_a_day_that_cannot_be_names_the_columns_of_the_file(search):
    found = search(CODED, ",Type 2 diabetes mellitus,,,01/06/1940")
    assert found.problems == [(2, "Date", "01/06/1940")]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (["Nonsense"], "1 row has a code this program has no use for (Nonsense)."),
        (["One", "Two"], "2 rows have a code this program has no use for (One, Two)."),
        (
            ["One", "Two", "Three"],
            "3 rows have a code this program has no use for (One, Two, Three).",
        ),
        (
            ["One", "Two", "Three", "Four", "Five"],
            "5 rows have a code this program has no use for (One, Two, Three and 2 more).",
        ),
    ],
)
def test_what_was_passed_over_is_counted_and_named(search, terms, said):
    found = search(CODED, *(f",{term},1,,01/06/2026" for term in terms))
    assert found.report.warnings == [said]


# --- what codes say of a person ---


@pytest.mark.parametrize(
    ("rows", "frailty"),
    [
        (["mild,,Severe frailty,01/06/2026"], "mild"),
        ([",,Severe frailty,01/06/2026"], "severe"),
        ([",,Mild frailty,01/06/2026", ",,Severe frailty,01/06/2025"], "mild"),
        ([",,Severe frailty,01/06/2025", ",,Mild frailty,01/06/2026"], "mild"),
        ([",,Severe frailty,01/06/2036"], ""),
    ],
)
def test_frailty_is_what_its_column_says_or_the_latest_code(search, rows, frailty):
    found = search("Frailty,Code,Code Term,Date", *rows)
    assert found.rows["patients"][0]["frailty"] == frailty


def test_of_a_code_in_two_systems_the_one_that_is_there_is_counted(search):
    rows = [",XaPbt,58,01/06/2026", ",EMISNQLE12,7,02/06/2026", "195662009,,7,02/06/2026"]
    found = search("SNOMED Code,Read Code,Value,Date", *rows)
    assert found.results("kind", "value", "code") == [("hba1c", "58", "XaPbt")]
    assert found.problems == []
    assert found.report.warnings == [
        "2 rows have a code this program has no use for (EMISNQLE12, 195662009)."
    ]


def test_a_column_may_say_where_a_reading_was_taken(ws, tmp_path):
    (tmp_path / "ours.toml").write_text(
        'name = "ours"\nneeds = [["Ort"]]\n[columns]\n"Ort" = "group.setting"\n'
    )
    day = "01/06/2026"
    rows = [
        f",{UPPER.format(142, day)[1:]},home",
        f",{LOWER.format(86, day)[1:]},home",
        f",{UPPER.format(150, day)[1:]},",
        f",{LOWER.format(90, day)[1:]},",
        f"413606001,Average home systolic blood pressure,132,mmHg,{day[:-1]}5,",
        f"413605002,Average home diastolic blood pressure,80,mmHg,{day[:-1]}5,",
        f",Blood pressure,120/70,mmHg,{day[:-1]}4,home",
    ]
    path = tmp_path / "search.csv"
    path.write_text(lines(WHO + CODED + ",Ort", *(ADA_IS + row for row in rows)))
    wishes = Wishes("Y00001", str(tmp_path / "ours.toml"), allow_test_numbers=True)
    report = take_in(ws, [path], wishes)
    assert report.committed, report.refusal
    found = Taken(report, ws, tmp_path / "out")
    assert found.problems == []
    assert sorted(found.results("value", "setting")) == [
        ("120/70", "home"),
        ("132/80", "home"),
        ("142/86", "home"),
        ("150/90", ""),
    ]
