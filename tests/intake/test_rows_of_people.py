"""Rows about people before any store is asked: their cells, and what several of them say."""

import string
from datetime import date

import pytest

from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Days, Practices, Unusable
from mdt_app.intake.one_person import another_row_is_held, disagreements, further_rows, joined
from mdt_app.intake.people import PatientChecks, StoredPerson
from mdt_app.intake.sections import PATIENTS
from tests.intake.conftest import ADA
from tests.invented import PRACTICES, TODAY

GOOD = {
    "nhs_number": ADA,
    "surname": "Exemplar",
    "forename": "Ada",
    "born_on": "1950-02-14",
    "sex": "female",
    "practice": "Y00001",
}
EMPTY = ("Empty, and this column is required", "Fill it in.")
EXPORT_ONCE = "Export each person once."
NOTHING_TELLS = "Nothing tells which row is right, so what was known before stays."
SETTLE = ("Another row for this NHS number is held back", "Settle that row and import again.")


def checks(practice=""):
    practices = Practices(PRACTICES)
    practices.given = practice
    return PatientChecks(Days(TODAY), practices, allow_test_numbers=True)


def draft(lacking=(), practice="", batch=1, row=2, **cells):
    """A row about Ada as it is read, some of its cells otherwise."""
    said = GOOD | dict.fromkeys(lacking, "") | cells
    assert set(said) <= set(PATIENTS.readable)
    read = ReadRow(row, tuple(said.get(name, "") for name in PATIENTS.readable))
    block = Block([row], [], lacking=frozenset(lacking))
    return checks(practice).draft(batch, block, read, said["nhs_number"])


def why_not(**cells):
    """Why a row cannot be taken in: column, value, problem, hint, whether it is held."""
    with pytest.raises(Unusable) as refused:
        draft(**cells)
    return said(refused.value)


def said(unusable):
    return (unusable.column, unusable.value, unusable.problem, unusable.hint, unusable.held)


def born(year):
    return date(year, 2, 14).toordinal()


# --- one row ------------------------------------------------------------------------------


def test_a_person_without_a_number_is_held_and_told_what_to_do():
    with pytest.raises(Unusable) as refused:
        checks().number(ReadRow(2, ("",)))
    assert said(refused.value) == (
        "nhs_number",
        "",
        "A person without an NHS number",
        "Add the number in the practice's own system and export again.",
        True,
    )


@pytest.mark.parametrize("column", ["surname", "forename", "sex"])
def test_an_empty_cell_that_is_required_is_named(column):
    assert why_not(**{column: " "}) == (column, "", *EMPTY, False)


@pytest.mark.parametrize(
    ("cell", "problem", "hint"),
    [
        ("", EMPTY[0], "Write dates as 2026-03-31."),
        ("2026-11-27", "A date in the future", "Correct the date."),
    ],
)
def test_a_birth_that_cannot_be_is_named(cell, problem, hint):
    assert why_not(born_on=cell) == ("born_on", cell, problem, hint, False)


def test_a_day_before_birth_is_shown_as_it_was_read():
    assert why_not(died_on="1 Jan 1950")[:3] == (
        "died_on",
        "1950-01-01",
        "A date before the person was born",
    )


@pytest.mark.parametrize("column", ["surname", "forename", "born_on", "sex", "practice"])
def test_a_column_the_file_does_not_have_is_not_known_unless_something_filled_it(column):
    assert not draft(lacking=[column]).values[column]
    filled = draft(lacking=[column], **{column: GOOD[column]}).values[column]
    assert filled == (born(1950) if column == "born_on" else GOOD[column])


def test_a_file_without_practices_is_of_the_one_that_was_named():
    assert draft(lacking=["practice"], practice="Y00003").values["practice"] == "Y00003"


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("interpreter", "Yes", "yes"),
        ("housebound", "no", "no"),
        ("care_home", "TRUE", "yes"),
        ("diabetes_type", "Type II", "type 2"),
        ("frailty", "Mild frailty", "mild"),
        ("deprivation_decile", "1", 1),
        ("deprivation_decile", "10", 10),
        ("diagnosed_on", "14/02/1990", born(1990)),
        ("language", " '=Bengali ", "=Bengali"),
        *(("ethnic_category", letter.casefold(), letter) for letter in "ABCDEFGHJKLMNPRSZ"),
    ],
)
def test_every_optional_cell_is_turned_into_what_is_kept(column, cell, kept):
    ada = draft(**{column: cell})
    assert (ada.values[column], ada.cell_problems) == (kept, [])


@pytest.mark.parametrize(
    ("column", "cell", "problem", "kept"),
    [
        ("interpreter", "perhaps", "Not one of the words of this column", ""),
        ("deprivation_decile", "11", "Not one of the words of this column", 0),
        ("ethnic_category", "I", "Not one of the words of this column", ""),
        (
            "diagnosed_on",
            "2010",
            "Only the year or the month, and this column needs the day",
            0,
        ),
    ],
)
def test_an_optional_cell_that_cannot_be_read_is_not_known(column, cell, problem, kept):
    ada = draft(**{column: cell})
    (odd,) = ada.cell_problems
    assert said(odd)[:3] == (column, cell, problem)
    assert ada.values[column] == kept


def test_no_other_letter_or_sign_is_an_ethnic_category():
    others = set(string.printable) - set("ABCDEFGHJKLMNPRSZabcdefghjklmnprsz")
    assert {draft(ethnic_category=cell).values["ethnic_category"] for cell in others} == {""}


@pytest.mark.parametrize(("age", "known"), [("130", 130), ("131", None), ("", None)])
def test_nobody_is_older_than_130(age, known):
    ada = draft(age=age)
    assert ada.age == known
    assert [said(odd)[:4] for odd in ada.cell_problems] == (
        [("age", "131", "Not an age in years", "Write whole years.")] if age == "131" else []
    )


def test_a_birth_of_two_digits_is_settled_before_its_days_are_looked_at():
    ada = draft(born_on="14-Feb-24", died_on="2030-01-01")
    assert (ada.born, ada.born_choices) == (0, (born(2024), born(1924)))
    assert draft(born_on="29-Feb-00").born_choices == (date(2000, 2, 29).toordinal(),)


@pytest.mark.parametrize(("age", "year"), [("3", 2024), ("1", 2024), ("101", 1924)])
def test_an_age_may_be_one_year_off(age, year):
    ada = draft(born_on="14-Feb-24", age=age)
    checks().settle_birth(ada, 0)
    assert ada.born == born(year)


@pytest.mark.parametrize("age", ["0", "4", "104"])
def test_an_age_that_is_two_years_off_settles_no_birth(age):
    with pytest.raises(Unusable) as refused:
        checks().settle_birth(draft(born_on="14-Feb-24", age=age), 0)
    assert said(refused.value) == (
        "born_on",
        "14-Feb-24",
        "The century of this date of birth is not certain",
        "Write the year of birth with four digits.",
        True,
    )


def test_a_day_before_the_birth_that_was_settled_on_rejects_the_row():
    ada = draft(born_on="14-Feb-50", age="76", registered_on="1949-01-01")
    with pytest.raises(Unusable, match="A date before the person was born"):
        checks().settle_birth(ada, 0)


# --- whether several rows are one person's ------------------------------------------------


def test_rows_that_say_no_birth_disagree_with_none():
    rows = [draft(["born_on"]), draft(row=3), draft(["born_on"], row=4)]
    assert disagreements(rows, None, {1: "list.csv"}) == []
    assert disagreements(rows[:1], StoredPerson(1, rows[1].values), {}) == []


def test_a_row_held_because_of_another_says_so():
    ada = draft()
    held = another_row_is_held(ada)
    assert said(held) == ("nhs_number", ADA, *SETTLE, True)
    told = ada.told(held)
    assert (told.row, told.cells, told.is_cell) == (2, ada.read.cells, False)


@pytest.mark.parametrize(
    ("stored", "hint"),
    [
        (
            {"born_on": born(1951)},
            "The person is unchanged. Find out which of the two dates of birth is right.",
        ),
        (
            {"surname": "Pettigrew", "forename": "Zoe"},
            "Find out in the record whose number this is, and correct it where it is wrong.",
        ),
        ({}, None),
    ],
)
def test_what_to_do_where_the_store_says_otherwise(stored, hint):
    ada = draft()
    found = disagreements([ada], StoredPerson(1, ada.values | stored), {})
    assert [one.hint for one in found] == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("cells", "hint"),
    [
        (
            {"born_on": "1951-02-14"},
            "Find out in the record which of the two dates of birth is right; correct the file.",
        ),
        (
            {"sex": "male"},
            "Find out in the record which is right, correct the file and import it again.",
        ),
    ],
)
def test_what_to_do_where_another_row_says_otherwise(cells, hint):
    rows = [draft(), draft(row=3, **cells)]
    assert {one.hint for one in disagreements(rows, None, {1: "list.csv"})} == {hint}


@pytest.mark.parametrize(("names", "says"), [(20, "The name here is"), (21, "More than 20")])
def test_up_to_twenty_names_for_one_number_are_each_held_against_all(names, says):
    """Beyond that nobody compares them: nobody has so many."""
    rows = [draft(), draft(forename="Zoe", row=3)]
    rows += [draft(surname=f"Pettigrew {row}", row=row) for row in range(4, names + 2)]
    found = disagreements(rows, None, {1: "list.csv"})
    assert any(one.problem.startswith(says) for one in found)


# --- what they say together ---------------------------------------------------------------


def test_an_empty_cell_wipes_nothing_that_is_stored():
    before = draft(language="Bengali", frailty="mild", deprivation_decile="1", title="Dr").values
    values, odd = joined([draft(frailty="severe")], StoredPerson(1, before))
    assert values == before | {"frailty": "severe"}
    assert odd == []
    assert joined([draft(["surname"])], StoredPerson(1, before))[0] == before


def test_rows_of_one_file_fill_each_others_gaps():
    rows = [draft(deprivation_decile="1"), draft(sex="unknown", row=3, title="Dr")]
    values, odd = joined(rows, None)
    assert odd == []
    assert (values["deprivation_decile"], values["title"], values["sex"]) == (1, "Dr", "female")


def test_a_sex_that_no_row_knows_is_not_known():
    rows = [draft(sex="unknown"), draft(sex="unknown", row=3)]
    assert joined(rows, None)[0]["sex"] == "unknown"


def test_only_of_a_sex_does_unknown_say_nothing():
    rows = [draft(language="unknown"), draft(language="Bengali", row=3)]
    assert joined(rows, None)[0]["language"] == ""


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("deprivation_decile", "1", "2"),
        ("died_on", "2026-01-01", "2026-01-02"),
        ("frailty", "mild", "severe"),
    ],
)
def test_where_nothing_tells_each_row_is_told_and_nothing_is_taken(column, one, other):
    rows = [draft(**{column: one}), draft(row=3), draft(row=4, **{column: other})]
    values, odd = joined(rows, None)
    assert values[column] == ("" if column == "frailty" else 0)
    says = "says otherwise of the same person:"
    assert [(row.row, *said(unusable)) for row, unusable in odd] == [
        (2, column, one, f"Row 4 {says} {other}", NOTHING_TELLS, False),
        (4, column, other, f"Row 2 {says} {one}", NOTHING_TELLS, False),
    ]


def test_what_was_known_before_stays_where_nothing_tells():
    stored = StoredPerson(1, draft(frailty="moderate").values)
    values, odd = joined([draft(frailty="mild"), draft(row=3, frailty="severe")], stored)
    assert values["frailty"] == "moderate"
    assert [unusable.hint for _row, unusable in odd] == [NOTHING_TELLS] * 2


def test_a_birth_that_no_row_of_a_file_says_is_not_known():
    rows = [draft(["born_on"]), draft(["born_on"], row=3)]
    assert joined(rows, None)[0]["born_on"] == 0


def test_a_row_that_was_not_taken_is_told_what_was():
    rows = [
        draft(registered_on="2021-01-01", left_on="2026-01-01"),
        draft(row=3, registered_on="2020-01-01", left_on="2026-01-02"),
    ]
    values, odd = joined(rows, None)
    assert values["left_on"] == date(2026, 1, 1).toordinal()
    assert [(row.row, unusable.hint) for row, unusable in odd] == [
        (3, f"2021-01-01 was taken in. {EXPORT_ONCE}"),
        (3, f"2026-01-01 was taken in. {EXPORT_ONCE}"),
    ]


def test_of_two_forms_of_a_name_the_fuller_is_taken_where_none_is_stored():
    rows = [draft(), draft(surname="Exemplar-Smith", row=3)]
    assert joined(rows, None)[0]["surname"] == "Exemplar-Smith"
    stored = StoredPerson(1, draft().values)
    assert joined(rows, stored)[0]["surname"] == "Exemplar"


def test_a_person_who_stands_twice_in_a_file_is_told_what_to_do():
    ((row, unusable),) = further_rows([draft(), draft(row=7)])
    assert row.row == 7
    assert unusable.hint == f"The rows were read as one person. {EXPORT_ONCE}"
    assert list(further_rows([draft(), draft(batch=2)])) == []
