"""The people of a search: their columns turned into those of the plain layout, each person once."""

import pytest

from mdt_app.intake.columns import mapped_people
from mdt_app.intake.columns.layout_file import layout_in
from tests.intake.conftest import ADA, BEN, CAT, lines
from tests.intake.odd_books import row, texts, value, xlsx
from tests.intake.reading_searches import plan_of, read_of

WHO = "NHS Number,Family Name,Given Name,Date of Birth,Gender,Organisation Code"
ADA_IS = f"{ADA},Exemplar,Ada,14/02/1950,Female,Y00001"
BEN_IS = f"{BEN},Specimen,Ben,01/07/1962,Male,Y00002"
EVENTS = "Date,Code Term"
SAID = "01/06/2026,Type 2 diabetes mellitus"


@pytest.fixture
def search(tmp_path):
    """Reads a file with these rows."""

    def search(*rows, layout=None, **answers):
        named = layout_in(layout, "ours.toml") if layout else None
        return read_of(plan_of(tmp_path / "search.csv", lines(*rows), layout=named, **answers))

    return search


def people(read, *names):
    return read.rows("patients", *(names or ("nhs_number",)))


# --- each person once ---


def test_every_row_of_a_list_is_a_person_of_its_own(search):
    read = search(WHO, ADA_IS, BEN_IS, ADA_IS)
    assert people(read) == [(2, ADA), (3, BEN), (4, ADA)]


def test_a_person_of_many_rows_comes_once_for_each_way_of_describing_them(search):
    other = ADA_IS.replace("Exemplar", "Else")
    rows = [f"{who},{SAID}" for who in (BEN_IS, ADA_IS, BEN_IS, other, ADA_IS)]
    read = search(f"{WHO},{EVENTS}", *rows)
    found = people(read, "nhs_number", "surname")
    assert found == [(2, BEN, "Specimen"), (3, ADA, "Exemplar"), (5, ADA, "Else")]


def test_the_first_row_that_describes_a_person_is_theirs_however_many_follow(search):
    rows = [f"{ADA},Exemplar,{SAID}", f"{BEN},Specimen,{SAID}"] * 2000
    assert people(search(f"NHS Number,Family Name,{EVENTS}", *rows)) == [(2, ADA), (3, BEN)]


def test_many_people_come_some_at_a_time_in_the_order_of_the_file(search, monkeypatch):
    monkeypatch.setattr(mapped_people, "_AT_ONCE", 2)
    rows = [f"{who},{SAID}" for who in (CAT + ",,,,,", ADA_IS, BEN_IS)]
    read = search(f"{WHO},{EVENTS}", *rows)
    assert people(read) == [(2, CAT), (3, ADA), (4, BEN)]
    assert [len(block.rows) for section, block in read.blocks if section == "patients"] == [2, 1]


def test_a_search_of_numbers_alone_tells_of_nobody(search):
    assert people(search(f"NHS Number,{EVENTS}", f"{ADA},{SAID}")) == []


# --- their columns ---


def test_a_column_is_called_as_in_the_file_and_what_lacks_is_known(search):
    read = search(
        "NHS No.,Patient Name,DOB,,HbA1c,HbA1c Date",
        f"{ADA},x,y,female,58,z",
        columns={4: "person.sex"},
    )
    ((_, block),) = [each for each in read.blocks if each[0] == "patients"]
    assert block.headings == {
        "nhs_number": "NHS No.",
        "full_name": "Patient Name",
        "born_on": "DOB",
        "sex": "column 4",
    }
    assert block.lacking == {"practice"}


@pytest.mark.parametrize(
    ("headings", "row", "stored"),
    [
        ("Patient Name", "EXEMPLAR Ada (Ms)", ("EXEMPLAR", "Ada", "Ms")),
        ("Patient Name,Surname", '"EXEMPLAR, Ada (Ms)",Other', ("Other", "Ada", "Ms")),
        ("Patient Name,Surname", '"EXEMPLAR, Ada (Ms)",', ("EXEMPLAR", "Ada", "Ms")),
        ("Surname,Forename,Title", " Exemplar , Ada , Dr ", ("Exemplar", "Ada", "Dr")),
    ],
)
def test_a_whole_name_is_taken_apart_where_its_parts_have_no_column(search, headings, row, stored):
    row = row.replace("EXEMPLAR Ada (Ms)", '"EXEMPLAR, Ada (Ms)"')
    read = search(f"NHS Number,{headings}", f"{ADA},{row}")
    ((_row, *found),) = people(read, "surname", "forename", "title")
    assert tuple(found) == stored


@pytest.mark.parametrize(
    ("headings", "row", "stored"),
    [
        ("Ethnic Origin", "White British", "A"),
        ("Ethnic Origin", "Bangladeshi or British Bangladeshi", "K"),
        ("Ethnic Origin,Ethnic Category", "White British,K", "K"),
        ("Ethnic Origin,Ethnic Category", "White British,", ""),
        ("Ethnic Category", "A", "A"),
    ],
)
def test_an_ethnic_origin_is_its_category_where_no_column_has_that(search, headings, row, stored):
    read = search(f"{WHO},{headings}", f"{ADA_IS},{row}")
    assert people(read, "ethnic_category") == [(2, stored)]


@pytest.mark.parametrize(
    ("headings", "row", "practice"),
    [
        ("Practice Name", "birch  LANE", "Y00002"),
        ("Practice Name", "Elsewhere", "Elsewhere"),
        ("Practice Name,Practice Code", "Birch Lane,Y00001", "Y00002"),
        ("Practice Name,Practice Code", "Elsewhere,Y00001", "Y00001"),
        ("Practice Name,Practice Code", ",Y00001", "Y00001"),
        ("Practice Code", "", "Y00003"),
        ("Practice Name", "", "Y00003"),
        ("Title", "Ms", "Y00003"),
    ],
)
@pytest.mark.parametrize("more", ["", f",{EVENTS}"])
def test_a_practice_is_the_one_named_in_the_row_or_above_the_list(
    search, headings, row, practice, more
):
    head = ",".join(WHO.split(",")[:-1])
    who = ",".join(ADA_IS.split(",")[:-1])
    said = f",{SAID}" if more else ""
    preamble = "Patients of Cedar Street", ""
    read = search(*preamble, f"{head},{headings}{more}", f"{who},{row}{said}", heading_row=0)
    assert people(read, "practice") == [(4, practice)]


def test_words_of_a_layout_stand_for_what_people_are(search):
    layout = 'name = "ours"\n[words."person.sex"]\nWeiblich = "female"\n'
    read = search(WHO, ADA_IS.replace("Female", " weiblich "), BEN_IS, layout=layout)
    assert people(read, "sex") == [(2, "female"), (3, "Male")]


# --- what codes say of a person ---

FRAIL = "Mild frailty", "Moderate frailty", "Severe frailty"


@pytest.mark.parametrize(
    ("rows", "frailty"),
    [
        ([("Mild frailty", "26/11/2026")], "mild"),
        ([("Mild frailty", "27/11/2026")], ""),
        ([("Mild frailty", "")], ""),
        ([("Mild frailty", "x"), ("Severe frailty", "01/01/2020")], "severe"),
        ([("Mild frailty", "01/02/2026"), ("Severe frailty", "01/01/2026")], "mild"),
        ([("Severe frailty", "01/01/2026"), ("Mild frailty", "01/02/2026")], "mild"),
        ([("Mild frailty", "01/01/2026"), ("Severe frailty", "01/01/2026")], "severe"),
        ([("Severe frailty", "01/01/2026"), ("Mild frailty", "01/01/2026")], "severe"),
        ([("Type 2 diabetes mellitus", "01/01/2026"), ("Mild frailty", "01/01/2025")], "mild"),
        ([("Type 2 diabetes mellitus", "01/01/2026")], ""),
    ],
)
def test_frailty_is_that_of_the_latest_day_not_after_today(search, rows, frailty):
    coded = [f"{ADA_IS},{day},{term}" for term, day in rows]
    read = search(f"{WHO},{EVENTS}", f"{BEN_IS},{SAID}", *coded)
    assert people(read, "nhs_number", "frailty") == [(2, BEN, ""), (3, ADA, frailty)]


@pytest.mark.parametrize(
    ("day", "problem", "hint"),
    [
        ("", "Empty, and this column is required", "Write dates as 2026-03-31."),
        ("x", "Not a date", "Write dates as 2026-03-31."),
        (
            "2026",
            "Only the year or the month, and this column needs the day",
            "Write dates as 2026-03-31.",
        ),
        ("27/11/2026", "A date in the future", "Correct the date."),
        ("26/11/2026", "", ""),
    ],
)
@pytest.mark.parametrize("heading", ["Event date", ""])
def test_what_a_code_says_of_a_person_without_a_day_is_told(search, day, problem, hint, heading):
    rows = f"{ADA_IS},Severe frailty,{day}", f"{BEN_IS},Type 2 diabetes mellitus,01/06/2026"
    read = search(f"{WHO},Code Term,{heading}", *rows, columns={8: "group.date"})
    told = [each for each in read.problems if each.section == "patients"]
    assert people(read, "frailty") == [(2, "" if problem else "severe"), (3, "")]
    assert [(each.row, each.column, each.value) for each in told] == (
        [(2, heading or "column 8", day)] if problem else []
    )
    assert [(each.problem, each.hint, each.is_cell) for each in told] == (
        [(problem, hint, True)] if problem else []
    )


def test_what_a_code_says_goes_to_its_own_person_and_not_over_their_own_cell(search):
    rows = f"{ADA_IS},mild,", f"{BEN_IS},,"
    coded = [f"{row}01/01/2026,Severe frailty" for row in rows]
    read = search(f"{WHO},Frailty,{EVENTS}", *coded)
    assert people(read, "frailty") == [(2, "mild"), (3, "severe")]


def test_a_search_of_numbers_alone_tells_of_those_whom_a_code_describes(search):
    rows = f"{BEN},{SAID}", f"{ADA},01/01/2026,Severe frailty", f"{CAT},{SAID}"
    assert people(search(f"NHS Number,{EVENTS}", *rows), "nhs_number", "frailty") == [
        (3, ADA, "severe")
    ]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Code,Date", "925861000000102,01/01/2026"),
        ("Read Code,SNOMED Code,Date", "EMISNQLE12,925861000000102,01/01/2026"),
        ("SNOMED Code,Read Code,Date", " 925861000000102 ,,01/01/2026"),
    ],
)
def test_a_code_of_a_person_is_found_in_whichever_column_has_it(search, headings, row):
    read = search(f"NHS Number,{headings}", f"{ADA},{row}")
    assert people(read, "nhs_number", "frailty") == [(2, ADA, "severe")]


def test_a_code_of_a_person_counts_from_a_day_that_a_workbook_left_as_a_number(tmp_path):
    cells = [*texts(ADA, "Severe frailty"), value("45000")]
    rows = row(1, *texts("NHS Number", "Code Term", "Date")) + row(2, *cells)
    read = read_of(plan_of(tmp_path / "search", xlsx({"Search": rows})))
    assert people(read, "frailty") == [(2, "severe")]
