"""What a search is taken for: the layout that knows it, what changed since, what is asked."""

import pytest

from mdt_app.intake.columns.layout_file import layout_in
from mdt_app.intake.rows import Question
from mdt_app.intake.tables.files import FileRefused
from tests.intake.conftest import ADA, BEN, CAT, lines
from tests.intake.reading_searches import plan_of, read_of

WHO = "NHS Number,Family Name,Given Name,Date of Birth,Gender,Organisation Code"
OURS = """
name = "ours"
headings = ["NHS Number", "Wert", "Wann", "Rest"]
[columns]
"#1" = "person.nhs_number"
"#2" = { is = "result.hba1c.value", unit = "%" }
"#3" = "result.hba1c.date"
"#4" = "ignored"
"""


@pytest.fixture
def plan(tmp_path):
    """The plan for a file with these rows."""

    def plan(*rows, saved=(), layout=None, **answers):
        texts = [layout_in(text, "saved") for text in saved]
        named = layout_in(layout, "ours.toml") if layout else None
        path = tmp_path / "search.csv"
        return plan_of(path, lines(*rows), saved=texts, layout=named, **answers)

    return plan


def headed(plan, **places):
    """The headings of the columns that were taken for these."""
    return {name: plan.table.headings[place - 1] for name, place in places.items()}


def results(plan):
    """Each group's kind and unit, with the heading of each of its columns."""
    return [(each.kind, each.unit, headed(plan, **each.places)) for each in plan.groups]


# --- the column of NHS numbers ---


@pytest.mark.parametrize(
    "headings", ["HbA1c,HbA1c Date,Rest", "Family Name,Given Name,Gender", "Date,Code Term,Value"]
)
def test_a_search_without_nhs_numbers_is_refused_with_what_to_add(plan, headings):
    with pytest.raises(FileRefused) as found:
        plan("Diabetes register", "", headings, "a,b,c", heading_row=0)
    refused = found.value
    assert refused.message == "search.csv has no column of NHS numbers."
    assert refused.hint == "Add the NHS number to the search and export it again."
    assert (refused.column, refused.row) == ("nhs_number", 3)


def test_a_table_that_says_nothing_of_people_is_none_of_ours(plan):
    assert plan("Postcode,Town,Patient Count", "N1 9GU,London,3") is None


def numbered(first, second="", count=3):
    """Rows with so many numbers in the first column, and `second` in the other."""
    return [f"{number},{second or number},58,01/05/2026" for number in (ADA, BEN, CAT)[:count]]


@pytest.mark.parametrize(("heading", "named"), [("Wer", "Wer"), ("", "1")])
def test_a_column_of_nhs_numbers_without_a_name_is_known_by_its_cells(plan, heading, named):
    found = plan(f"{heading},Family Name,HbA1c,HbA1c Date", *numbered(3, "Exemplar"))
    assert found.person == {"nhs_number": 1, "surname": 2}
    assert found.warnings == [
        f"The column '{named}' was read as the NHS number: every number in it passes the check."
    ]


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ("Wer,Family Name,HbA1c,HbA1c Date", numbered(3, "Exemplar", count=2)),
        ("Wer,Whom,HbA1c,HbA1c Date", numbered(3)),
        ("Wer,Family Name,HbA1c,HbA1c Date", [*numbered(3, "Exemplar"), "9990000019,x,1,"]),
        ("Family Name,Code Term,HbA1c,HbA1c Date", numbered(3)),
    ],
)
def test_too_few_or_wrong_numbers_or_two_such_columns_are_nobodys(plan, headings, rows):
    with pytest.raises(FileRefused, match="no column of NHS numbers"):
        plan(headings, *rows)


def test_a_column_that_has_a_name_of_its_own_is_not_taken_for_the_nhs_number(plan):
    found = plan("Wer,Family Name,HbA1c,HbA1c Date", *numbered(3))
    assert found.person == {"nhs_number": 1, "surname": 2}


def test_a_column_of_numbers_beside_the_nhs_number_stays_unknown(plan):
    found = plan("NHS Number,Carer,HbA1c,HbA1c Date", *numbered(3))
    assert found.person == {"nhs_number": 1}
    assert found.warnings == ["The column 'Carer' is not known and was not read."]


# --- a layout that was saved ---


def test_a_saved_layout_is_known_by_its_headings_whatever_their_case(plan):
    found = plan("nhs_number,WERT,wann, Rest ", f"{ADA},7.5,01/05/2026,x", saved=[OURS])
    assert (found.layout, found.changes, found.questions) == ("ours", [], [])
    assert results(found) == [("hba1c", "%", {"value": "WERT", "date": "wann"})]


MOVED = "NHS Number,Kommentar,Wert,Wann,Rest"


def test_columns_that_moved_keep_their_meaning_and_their_unit(plan):
    found = plan(MOVED, f"{ADA},,7.5,01/05/2026,x", saved=[OURS])
    assert found.person == {"nhs_number": 1}
    assert results(found) == [("hba1c", "%", {"value": "Wert", "date": "Wann"})]
    assert read_of(found).rows("results", "value", "unit") == [(2, "7.5", "%")]
    assert found.changes == ["The column 'Kommentar' is new."]
    assert [column.meaning for column in found.columns] == [
        "person.nhs_number",
        "",
        "result.hba1c.value@1",
        "result.hba1c.date@1",
        "ignored",
    ]


def test_a_column_that_is_gone_is_told_as_it_was_written_and_the_new_one_asked_about(plan):
    found = plan("Wann,NHS Number,Rest,Langer Wert", f"01/05/2026,{ADA},x,7.5", saved=[OURS])
    assert found.changes == ["The column 'Wert' is gone.", "The column 'Langer Wert' is new."]
    (question,) = found.questions
    assert (question.topic, question.column, question.heading) == ("columns", "4", "Langer Wert")
    assert question.samples == ("7.5",)


@pytest.mark.parametrize(
    ("headings", "gone"),
    [
        ("NHS Number,Wann,Rest", "'Wert'"),
        ("NHS Number,Rest,Wert", "'Wann'"),
    ],
)
def test_a_search_that_lost_a_column_is_asked_about(plan, headings, gone):
    rows = headings, ADA + "," * headings.count(",")
    found = plan(*rows, saved=[OURS])
    sentence = f"This file no longer has {gone}. Is it the right one?"
    assert found.questions == [Question("accept", "file", sentence, (), ("accept",))]
    assert plan(*rows, saved=[OURS], columns={2: "ignored"}).questions == []


def test_a_column_nobody_needed_may_go_unasked(plan):
    found = plan("NHS Number,Wert,Wann", f"{ADA},7.5,01/05/2026", saved=[OURS])
    assert (found.changes, found.questions) == ([], [])


def test_only_the_first_of_many_columns_gone_are_named(plan):
    ours = [f"W{number}" for number in range(30)]
    columns = "\n".join(f'"{name}" = "group.text"' for name in ours)
    headings = ", ".join(f'"{name}"' for name in ("NHS Number", *ours))
    saved = f'name = "ours"\nheadings = [{headings}]\n[columns]\n{columns}\n'
    rows = ",".join(("NHS Number", *ours[10:])), ADA + "," * 20
    names = ", ".join(f"'W{number}'" for number in range(8))
    (question,) = plan(*rows, saved=[saved]).questions
    assert question.heading == f"This file no longer has {names}. Is it the right one?"


@pytest.mark.parametrize(
    ("headings", "layout"),
    [
        ("NHS Number,Wert,Wann", "ours"),
        ("NHS Number,Wert,HbA1c", "by-headings"),
        ("NHS Number,Wert,Wann,Rest,Eins", "ours"),
        ("NHS Number,Wert,Wann,Eins", "ours"),
        ("NHS Number,Wert,Wann,Eins,Zwei", "by-headings"),
    ],
)
def test_a_saved_layout_is_one_with_three_of_five_headings_alike(plan, headings, layout):
    found = plan(headings, ADA + "," * headings.count(","), saved=[OURS])
    assert found.layout == layout if layout == "ours" else found.layout != "ours"


def test_an_empty_heading_says_nothing_of_likeness(plan):
    saved = 'name = "ours"\nheadings = ["NHS Number", "", ""]\n[columns]\n"#2" = "ignored"\n'
    assert plan("NHS Number,,Family Name", f"{ADA},x,y", saved=[saved]).layout != "ours"
    assert plan(",NHS Number,", f",{ADA},x", saved=[saved]).layout == "ours"


def test_of_two_saved_layouts_the_one_more_alike_and_else_the_first_is_taken(plan):
    longer = OURS.replace('"ours"', '"longer"').replace('"Rest"]', '"Rest", "Eins"]')
    twin = OURS.replace('"ours"', '"twin"')
    rows = "NHS Number,Wert,Wann,Rest,Eins,Zwei", f"{ADA},7.5,01/05/2026,,,"
    for saved, layout in (([OURS, longer], "longer"), ([longer, OURS], "longer")):
        assert plan(*rows, saved=saved).layout == layout
    for saved, layout in (([OURS, twin], "ours"), ([twin, OURS], "twin")):
        assert plan(*rows, saved=saved).layout == layout


TWICE = OURS.replace('"Rest"]', '"Wert", "Rest"]').replace('"#4"', '"#5"')


@pytest.mark.parametrize("saved", [OURS, TWICE])
def test_of_two_columns_of_one_name_neither_is_taken_and_both_are_asked_about(plan, saved):
    headings = "NHS Number,Wert,Wann,Eins,Wert,Rest"
    found = plan(headings, f"{ADA},12,01/05/2026,,7.5,", saved=[saved])
    assert found.layout == "ours"
    assert found.groups == []
    assert "Which column 'Wert' is can no longer be told." in found.changes
    assert [(each.column, each.samples) for each in found.questions] == [
        ("2", ("12",)),
        ("5", ("7.5",)),
    ]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("Rest,NHS Number,,Wann", []),
        ("Rest,,NHS Number,,Wann", ["The column 'column 2' is gone."]),
        ("Rest,NHS Number,Wann", ["The column 'column 2' is gone."]),
    ],
)
def test_a_column_without_a_heading_is_found_again_only_where_there_is_one(plan, headings, said):
    saved = OURS.replace('"Wert"', '""')
    found = plan(headings, "," * headings.count(","), saved=[saved])
    assert found.changes == said
    assert bool(found.groups) is not bool(said)


@pytest.mark.parametrize("place", ["#5", "#9"])
def test_a_place_behind_the_headings_that_were_saved_is_nobodys(plan, place):
    saved = f'{OURS}"{place}" = "person.surname"\n'
    found = plan(MOVED, f"{ADA},,7.5,01/05/2026,x", saved=[saved])
    assert found.person == {"nhs_number": 1}


def test_what_a_saved_layout_says_by_heading_holds_wherever_the_column_stands(plan):
    saved = OURS.replace('"#2"', '"Wert"')
    found = plan(MOVED, f"{ADA},,7.5,01/05/2026,x", saved=[saved])
    assert results(found) == [("hba1c", "%", {"value": "Wert", "date": "Wann"})]
