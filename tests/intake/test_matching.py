"""What a search is taken for: the layout that knows it, what changed since, what is asked."""

import pytest

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.intake.columns.known_layouts import fingerprint
from mdt_app.intake.columns.layout_file import layout_in, shipped_layouts
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


def test_the_very_headings_that_were_saved_are_known_by_their_places(plan):
    found = plan("NHS Number,Wert,Wann,Wert,Rest", f"{ADA},7.5,01/05/2026,12,", saved=[TWICE])
    assert (found.changes, found.questions) == ([], [])
    assert read_of(found).rows("results", "value", "unit") == [(2, "7.5", "%")]


# --- a layout that was named ---


def test_a_layout_that_was_named_counts_before_one_that_was_saved(plan):
    named = (
        'name = "named"\n[columns]\n"Wert" = "result.weight.value"\n"Wann" = "result.weight.date"\n'
    )
    found = plan("NHS Number,Wert,Wann,Rest", f"{ADA},80,01/05/2026,", layout=named, saved=[OURS])
    assert (found.layout, [group.kind for group in found.groups]) == ("named", ["weight"])


def test_of_a_layout_that_was_named_only_headings_can_be_gone(plan):
    columns = '"#9" = "person.sex"\n"Wert" = "person.age"\n"Eins" = "ignored"\n'
    named = f'name = "named"\n[columns]\n{columns}'
    found = plan("NHS Number,HbA1c,HbA1c Date", f"{ADA},58,01/05/2026", layout=named)
    assert found.changes == ["The column 'Wert' is gone."]
    (question,) = found.questions
    assert question.heading == "This file no longer has 'Wert'. Is it the right one?"


def test_nothing_is_gone_of_a_layout_that_came_with_the_program(tmp_path):
    shipped = shipped_layouts()["npda"]
    text = lines("NHS Number,HbA1c,HbA1c Date", f"{ADA},58,01/05/2026")
    found = plan_of(tmp_path / "search.csv", text, layout=shipped)
    assert (found.layout, found.changes, found.questions) == ("npda", [], [])


@pytest.mark.parametrize(
    ("headings", "layout"),
    [
        (f"{WHO},HbA1c,HbA1c Date", "wide-observations"),
        (f"{WHO},Code Term,Date", "emis-list-report"),
        (f"{WHO},HbA1c Value,HbA1c Unit,HbA1c Date", "emis-triples"),
        (WHO, "emis-patient-list"),
        ("NHS Number,Title", "by-headings"),
    ],
)
def test_a_search_that_nobody_saved_is_known_by_the_headings_it_has(plan, headings, layout):
    assert plan(headings, "," * headings.count(",")).layout == layout


def test_headings_are_the_same_whatever_their_case_and_spaces_and_no_others():
    assert fingerprint(("NHS Number", "HbA1c")) == fingerprint((" nhs_number", "HBA1C "))
    others = ("NHS Number HbA1c",), ("HbA1c", "NHS Number"), ("NHS Number", "HbA1c", "")
    assert len({fingerprint(each) for each in (*others, ("NHS Number", "HbA1c"))}) == 4


# --- what the columns are taken for ---


def test_each_column_says_what_it_was_taken_for_with_some_of_its_cells(plan):
    headings = "NHS Number,Observation Date (Height and weight),Height,Weight,Rest,EMIS Number,Eins"
    cells = [
        f"{ADA},01/05/2026,170,{weight},{'x' * 61}{weight},7," for weight in (80, 80, 81, 82, 83)
    ]
    found = plan(headings, *cells, columns={5: "ignored"})
    assert [column.meaning for column in found.columns] == [
        "person.nhs_number",
        "result.height.date@1+result.weight.date@1",
        "result.height.value@1",
        "result.weight.value@1",
        "ignored",
        "ignored",
        "",
    ]
    assert [column.samples for column in found.columns[3:5]] == [
        ("80", "81", "82"),
        ("x" * 60,) * 3,
    ]


def test_a_table_without_rows_is_known_by_its_headings_alone(plan):
    found = plan("NHS Number,Carer,HbA1c,HbA1c Date")
    assert [column.samples for column in found.columns] == [()] * 4


@pytest.mark.parametrize(
    ("headings", "lacking", "is_usable"),
    [
        (WHO, set(), True),
        ("NHS Number,Full Name,DOB,Sex,Practice Name", set(), True),
        ("NHS Number,Full Name,DOB,Sex", {"practice"}, True),
        ("NHS Number,Surname,DOB,Sex,Practice", {"forename"}, False),
        ("NHS Number,Forename,DOB,Sex,Practice", {"surname"}, False),
        (
            "NHS Number,HbA1c,HbA1c Date",
            {"surname", "forename", "born_on", "sex", "practice"},
            True,
        ),
        ("NHS Number,Date,Value", {"surname", "forename", "born_on", "sex", "practice"}, True),
    ],
)
def test_what_every_person_needs_and_a_search_lacks(plan, headings, lacking, is_usable):
    found = plan(headings, "," * headings.count(","))
    assert (found.lacking, found.is_usable) == (lacking, is_usable)
    assert found.tells_of_people is (len(found.person) > 1)


@pytest.mark.parametrize(
    ("headings", "repeats"),
    [
        ("Date,Code Term", True),
        ("Drug,Issue Date", True),
        ("HbA1c,HbA1c Date", False),
        ("Foot Check Date", False),
    ],
)
def test_a_person_has_several_rows_where_each_is_an_event_or_a_medicine(plan, headings, repeats):
    assert plan(f"NHS Number,{headings}", f"{ADA},,").repeats_people is repeats


# --- what is asked and said ---


def test_a_pair_of_a_day_and_a_value_that_nothing_names_is_asked_about(plan):
    found = plan("NHS Number,Date,Value,Date,Value", f"{ADA},01/05/2026,58,02/05/2026,80")
    assert [question[1:3] for question in map(shown, found.questions)] == [
        ("2", "Date and Value"),
        ("4", "Date and Value"),
    ]
    one, other = found.questions
    assert (one.topic, one.samples, other.samples) == ("columns", ("58",), ("80",))
    assert one.choices == (*KIND_BY_CODE, "ignored")
    assert found.is_asked
    assert not plan("NHS Number,HbA1c,HbA1c Date", f"{ADA},58,01/05/2026").is_asked


def shown(question):
    return question.topic, question.column, question.heading


@pytest.mark.parametrize(
    ("columns", "heading", "samples"),
    [
        (
            {2: "result.blood_pressure.diastolic", 3: "result.blood_pressure.systolic"},
            "Eins and Zwei",
            ("142",),
        ),
        ({2: "result.hba1c.unit"}, "Eins", ("86",)),
        ({3: "result.hba1c.value"}, "Zwei", ("142",)),
    ],
)
def test_what_is_shown_of_columns_asked_about_is_their_value(plan, columns, heading, samples):
    headings = "NHS Number,Eins,Zwei,Weight,Date,Rest,Date,Date"
    row = f"{ADA},86,142,80,01/05/2026,x,02/05/2026,03/05/2026"
    asked = [
        question
        for question in plan(headings, row, columns=columns).questions
        if question.heading != "Weight"
    ]
    assert [(question.heading, question.samples) for question in asked] == [(heading, samples)]


def test_a_column_asked_about_that_has_no_heading_is_named_by_its_place(plan):
    found = plan(
        "NHS Number,,Date,Weight,Rest,Date,Date",
        f"{ADA},58,,,,,",
        columns={2: "result.hba1c.value"},
    )
    assert [question.heading for question in found.questions] == ["column 2", "Weight"]


@pytest.mark.parametrize(
    ("headings", "asked"),
    [
        ("NHS Number,Family Name,Eins,Zwei", ["Eins"]),
        ("NHS Number,Full Name,DOB,Sex,Eins", []),
        ("NHS Number,Eins,HbA1c,HbA1c Date", []),
    ],
)
def test_unknown_columns_are_asked_about_only_where_the_rest_is_of_no_use(plan, headings, asked):
    cells = [ADA if name == "NHS Number" else name for name in headings.split(",")]
    found = plan(headings, ",".join(cells).replace("Zwei", ""))
    assert [question.heading for question in found.questions] == asked
    for question in found.questions:
        assert (question.topic, question.column, question.samples) == ("columns", "3", ("Eins",))
        assert question.choices == (*KIND_BY_CODE, "ignored")


def test_unknown_columns_are_named_once_and_not_too_many(plan):
    def said(*names):
        headings = ",".join(("NHS Number", *names, "HbA1c", "HbA1c Date"))
        return plan(headings, ADA + "," * headings.count(",")).warnings

    names = [f"W{number}" for number in range(10)]
    quoted = [f"'{name}'" for name in names]
    assert said(names[0]) == ["The column 'W0' is not known and was not read."]
    assert said(*names[:2]) == ["The columns 'W0', 'W1' are not known and were not read."]
    for count, tail in ((8, ""), (9, " and 1 more"), (10, " and 2 more")):
        listed = ", ".join(quoted[:8])
        assert said(*names[:count]) == [
            f"The columns {listed}{tail} are not known and were not read."
        ]
    assert said("x" * 61) == [f"The column '{'x' * 60}' is not known and was not read."]


@pytest.mark.parametrize(
    ("headings", "column", "lacks"),
    [
        ("Weight,Drug", "Weight", "date"),
        ("Weight Date,Drug", "Weight Date", "value"),
        ("Code Term,Value", "Code Term", "date"),
        ("Read Code", "Read Code", "date"),
        ("Value,Unit", "Value", "date"),
        ("Eins,Drug", "Eins", "date"),
        (",Drug", "column 2", "date"),
    ],
)
def test_what_only_lacks_a_day_or_a_value_is_said_to_be_passed_over(plan, headings, column, lacks):
    said = {2: "result.weight.value"} if column in ("Eins", "column 2") else {}
    headings = f"NHS Number,{headings},HbA1c,HbA1c Date"
    found = plan(headings, ADA + ",1" * headings.count(","), columns=said)
    assert found.warnings == [f"The column '{column}' has no {lacks} beside it and was not read."]
    assert found.groups[-1].kind == "hba1c"


@pytest.mark.parametrize(
    "headings",
    ["Drug", "Dose", "Comments", "Unit", "Date,Code Term", "Foot Check Date", "Issue Date"],
)
def test_nothing_is_said_of_columns_that_are_read_or_say_too_little_alone(plan, headings):
    headings = f"NHS Number,HbA1c,HbA1c Date,{headings}"
    assert plan(headings, ADA + ",1" * headings.count(",")).warnings == []


@pytest.mark.parametrize(
    ("headings", "is_said"),
    [
        ("NHS Number,Date,Value,Date,Value", True),
        ("NHS Number,Date,Code Term,Date,Code Term", False),
    ],
)
def test_a_label_above_the_headings_says_what_a_group_is_and_that_is_told(plan, headings, is_said):
    labels = ",Latest HbA1c,,Weight,"
    found = plan(labels, headings, f"{ADA},01/05/2026,58,02/05/2026,80", heading_row=2)
    told = ["What each group of columns is was taken from the row above the headings."]
    assert found.warnings == (told if is_said else [])
    kinds = ["hba1c", "weight"] if is_said else ["", ""]
    assert [group.kind for group in found.groups] == kinds


def test_what_was_worked_out_without_a_label_is_not_said_to_come_from_one(plan):
    found = plan("NHS Number,HbA1c,Date,Weight,Date", f"{ADA},58,01/05/2026,80,02/05/2026")
    assert found.warnings == []
    assert all(group.inferred for group in found.groups)
