"""Single cells: what each may hold, what is said of one that cannot be used, how it is shown."""

from datetime import date, timedelta

import pytest

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.intake import cells, known
from mdt_app.intake.blocks import Block, ReadRow, blocks_of, is_cut, shown_cells
from mdt_app.intake.cells import (
    Days,
    Practices,
    Unusable,
    defused,
    fitting,
    nhs_number,
    one_of,
    plain_text,
    required_text,
    shortened,
)
from mdt_app.intake.kinds import kind_named
from mdt_app.intake.known import NEVER, NOBODY, KnownPeople, Who
from mdt_app.intake.rows import PlainRow, Problem
from tests.intake.conftest import ADA, BEN, CAT
from tests.invented import TODAY


def refused(what, *arguments, **named):
    with pytest.raises(Unusable) as found:
        what(*arguments, **named)
    return found.value


# --- NHS numbers ---

_FITS_NOT = "Check the number in the record; its last digit does not fit the others."


@pytest.mark.parametrize(
    ("cell", "problem", "hint"),
    [
        ("9990000019", "Not a valid NHS number", _FITS_NOT),
        ("943 476 5918", "Not a valid NHS number", _FITS_NOT),
        ("999000001", "Not an NHS number of ten digits", "Check the number in the record."),
        ("99900000189", "Not an NHS number of ten digits", "Check the number in the record."),
        ("99900000I8", "Not an NHS number of ten digits", "Check the number in the record."),
        (
            "4444444444",
            "Not a valid NHS number",
            "One digit ten times only fills the cell; find the number in the record.",
        ),
        (
            "9.99E+09",
            "Excel has rounded this number: export it again as text",
            "Export it again as text: the last digits are lost and cannot be guessed.",
        ),
        (
            "999000001²",
            "An NHS number in digits of another script",
            "Write it with the digits 0 to 9, and look at the file's other numbers too.",
        ),
    ],
)
def test_a_number_that_is_nobodys_is_refused_with_its_reason(cell, problem, hint):
    said = refused(nhs_number, cell, allow_test_numbers=True)
    assert (said.column, said.value, said.problem, said.hint) == ("nhs_number", cell, problem, hint)
    assert (str(said), said.held) == (problem, False)
    told = said.in_row("patients", 7)
    assert told == Problem(7, "nhs_number", cell, problem, hint, "patients")
    assert (told.is_held, told.is_cell) == (False, False)


def test_a_number_for_testing_needs_leave():
    assert nhs_number("999 000-0018", allow_test_numbers=True) == ADA
    said = refused(nhs_number, ADA, allow_test_numbers=False)
    assert (said.problem, said.hint) == (
        "A number kept for testing",
        "Numbers beginning with 999 belong to no patient; a trial needs --allow-test-numbers.",
    )


# --- words ---


def test_a_text_that_must_be_there_is_asked_for():
    said = refused(required_text, "surname", " ")
    assert (said.problem, said.hint) == ("Empty, and this column is required", "Fill it in.")
    assert required_text("surname", " '=Exemplar ") == "=Exemplar"


def test_the_words_of_a_column_are_named_once_each():
    words = {"": "", "m": "male", "male": "male", "f": "female"}
    assert one_of("sex", " M ", words) == "male"
    assert one_of("sex", "  ", words) == ""
    said = refused(one_of, "sex", "x", words)
    assert (said.problem, said.hint) == ("Not one of the words of this column", "Use male, female.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 200, "a" * 200),
        ("a" * 201, "a" * 199 + "…"),
        (" a \n b ", "a b"),
        (" " * 799 + "ab", "a"),
    ],
)
def test_a_cell_is_shown_on_one_line_and_not_too_long(text, shown):
    assert shortened(text) == shown


def test_a_text_may_be_as_long_as_a_cell_of_a_spreadsheet():
    assert fitting("detail", "a" * 32_767) == "a" * 32_767
    said = refused(fitting, "detail", "a" * 32_768)
    assert (said.problem, said.hint) == (
        "Longer than any cell can be",
        "Check the quotation marks.",
    )


@pytest.mark.parametrize("of_what", ["result", "event"])
def test_a_kind_is_named_by_its_words(of_what):
    assert kind_named(" Foot Check ", EVENT_KINDS, of_what) == "foot_check"
    empty, other = (refused(kind_named, cell, EVENT_KINDS, of_what) for cell in (" ", "x"))
    assert (empty.column, empty.value, other.column, other.value) == ("kind", "", "kind", "x")
    assert (empty.problem, empty.hint) == ("Empty, and this column is required", "Fill it in.")
    assert (other.problem, other.hint) == (
        f"Not a kind of {of_what}",
        "See the plain layout for the kinds.",
    )


@pytest.mark.parametrize(
    "text", ["=1+1", " -5", "@x", "\t1", "'=1", "''+1", "＝1", "'t Hooft", "x=1"]
)
def test_what_a_spreadsheet_would_work_out_is_written_as_text_and_read_again(text):
    written = defused(text)
    assert written == (text if text in ("'t Hooft", "x=1") else f"'{text}")
    assert plain_text(written) == text.strip()


# --- days ---


def test_a_day_after_the_import_or_before_birth_is_impossible():
    days, tomorrow = Days(TODAY), TODAY + timedelta(1)
    days.refuse_impossible("on", "x", days.last, days.last)
    said = refused(days.refuse_impossible, "on", "x", tomorrow.toordinal(), 0)
    assert (said.problem, said.hint) == ("A date in the future", "Correct the date.")
    days.refuse_impossible("on", "x", tomorrow.toordinal(), 0, may_be_future=True)
    said = refused(days.refuse_impossible, "on", "x", days.last - 1, days.last)
    assert (said.problem, said.hint) == (
        "A date before the person was born",
        "Correct one of the two dates.",
    )


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", "Empty, and this column is required"),
        ("x", "Not a date"),
        ("2019", "Only the year or the month, and this column needs the day"),
    ],
)
def test_a_day_that_must_be_there_is_asked_for(cell, problem):
    said = refused(Days(TODAY).required, "on", cell)
    assert (said.value, said.problem, said.hint) == (cell, problem, "Write dates as 2026-03-31.")


def test_a_cell_that_names_no_day_is_told_from_an_empty_one():
    days = Days(TODAY)
    days.learn(["2026-01-01", "x", " ", "2026-01-01"])
    first = date(2026, 1, 1).toordinal()
    assert days.known == {"": 0, "2026-01-01": first, "x": -1, " ": 0}
    days.refuse_impossible("on", "", 0, first)


def test_days_read_once_are_kept_until_they_are_too_many(monkeypatch):
    monkeypatch.setattr(cells, "_MOST_DAYS", 3)
    days = Days(TODAY)
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        assert days.ordinal(day) == date.fromisoformat(day).toordinal()
    assert set(days.known) == {"", "2026-01-01", "2026-01-02", "2026-01-03"}
    days.ordinal("2026-01-04")
    assert set(days.known) == {"2026-01-04"}
    assert days.ordinal("") == 0


# --- whom and where ---


def who(held=()):
    people = {ADA: Who(1, 7, True), BEN: Who(2, 8, False)}
    return KnownPeople(people, held, allow_test_numbers=True)


@pytest.mark.parametrize(
    ("cell", "problem", "hint", "held"),
    [
        ("", "No NHS number", "Fill in whom the row is about.", False),
        ("9990000019", "Not a valid NHS number", _FITS_NOT, False),
        (
            CAT,
            "Nobody in the store or in these files has this number",
            "Import the practice's patients together with this file.",
            False,
        ),
        (
            BEN,
            "The person is held back for a decision, and this row with them",
            "Settle the person's own row and import again.",
            True,
        ),
    ],
)
def test_a_row_about_nobody_here_is_given_to_nobody(cell, problem, hint, held):
    people = who(held=[BEN])
    found = people.who(cell)
    assert found[:3] == (0, 0, False)
    assert (found.problem, found.hint, found.held) == (problem, hint, held)
    assert people.good == {}
    said = refused(people.required, cell)
    assert (said.column, said.value, said.held) == ("nhs_number", cell, held)


def test_whom_cells_name_is_kept_until_they_are_too_many(monkeypatch):
    monkeypatch.setattr(known, "_MOST_CELLS", 2)
    people = who()
    people.learn([ADA, f" {ADA}", BEN])
    assert people.good == {ADA: Who(1, 7, True), f" {ADA}": Who(1, 7, True), BEN: Who(2, 8, False)}
    assert people.who(f"{BEN} ") == Who(2, 8, False)
    assert people.good == {f"{BEN} ": Who(2, 8, False)}


def test_a_practice_is_a_code_or_a_name_of_the_network():
    practices = Practices({"Y00001": "Alder Road", "Y00002": "Same", "Y00003": "same"})
    assert practices.of(" y00001 ") == practices.of("ALDER road") == "Y00001"
    assert practices.of("b83001") == "B83001"
    assert practices.added == {"B83001": "B83001"}
    for name in ("Same", "Birch Lane", "A" * 13, "A12-3"):
        said = refused(practices.of, name)
        assert (said.column, said.value, said.problem) == ("practice", name, "Not an ODS code")
        assert said.hint == (
            "Write a code such as Y00001, or the practice's name as the network has it."
        )


def test_a_practice_without_a_name_is_named_by_its_code_only():
    practices = Practices({"Y00001": " ", "Y00002": "Birch Lane"})
    assert [practices.named(text) for text in ("", " ", "y00001", "birchlane")] == [
        "",
        "",
        "Y00001",
        "Y00002",
    ]


def test_an_empty_practice_is_the_one_given_or_asked_for():
    practices = Practices({"Y00001": "Alder Road"})
    said = refused(practices.of, " ")
    assert (said.column, said.value) == ("practice", "")
    assert (said.problem, said.hint) == (
        "Empty, and this column is required",
        "Fill in the practice's ODS code, or name it with --practice.",
    )
    practices.given = "Y00001"
    assert practices.of(" ") == "Y00001"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Patients of Alder-Road, 2026", "Y00001"),
        ("Patients of Y00001.", "Y00001"),
        ("Patients of Alder Roads", ""),
        ("Patients of AlderRoad", ""),
        ("Alder Road and Birch Lane", ""),
    ],
)
def test_running_words_name_a_practice_by_whole_words(line, found):
    practices = Practices({"Y00001": "Alder Road", "Y00002": "Birch Lane"})
    assert practices.named_in([line]) == found
    assert practices.named_in(["", line, "Birchlane"]) == found


def test_running_words_go_on_from_line_to_line():
    practices = Practices({"Y00001": "Alder Road"})
    assert practices.named_in(["Patients of Alder", "Road"]) == "Y00001"
    assert practices.named_in([]) == ""


@pytest.mark.parametrize(
    ("cell", "is_whole"),
    [
        ("a" * 300, True),
        ("a" * 299 + "…", False),
        ("a" * 298 + "…", True),
        ("a" * 300 + "…", True),
        ("…", True),
    ],
)
def test_a_cell_of_which_only_the_beginning_was_kept_is_known(cell, is_whole):
    assert is_cut(cell) is not is_whole


def test_rows_that_come_one_by_one_go_on_together():
    problem = Problem(3, "on", "x", "Not a date", "Write it.", "events")
    turned = PlainRow("events", 2, {"kind": "dka", "nhs_number": ADA}, raw="DKA", inferred=2)
    gone = PlainRow("events", 4, {"kind": "dka"}, raw="DKA", withdrawn="confidential")
    (live,) = blocks_of("events", [turned, problem])
    assert list(live.each()) == [ReadRow(2, (ADA, "dka", "", ""), "DKA", 2)]
    assert (live.problems, live.is_withdrawn) == ([problem], False)
    (withdrawn,) = blocks_of("events", [gone])
    assert list(withdrawn.each()) == [ReadRow(4, ("", "dka", "", ""), "confidential")]
    assert withdrawn.is_withdrawn


def test_a_block_says_nothing_more_of_its_rows_than_was_said():
    block = Block([2], [["a"], ["b"]])
    assert list(block.each()) == [block.row_at(0)] == [(2, ("a", "b"), "", 0)]
    assert block.is_withdrawn is False


def test_nobody_is_born_before_any_day():
    assert date.max.toordinal() < NEVER
    assert NOBODY.problem


def test_a_row_is_shown_by_the_beginnings_of_its_cells():
    assert shown_cells(["a" * 300, "a" * 301, "b"]) == ("a" * 300, "a" * 299 + "…", "b")
    assert is_cut(shown_cells(["a" * 301])[0])
