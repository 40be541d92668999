"""How a text file is read as a table: its letters, its separators, its headings."""

import pytest

from mdt_app.intake.tables.files import FileRefused
from tests.intake.reading_tables import (
    ADA,
    BEN,
    CAT,
    HEADINGS,
    guess_of,
    lines,
    problems_of,
    rows_of,
    table_of,
    tables,
)

ADA_ROW = f"{ADA},Exemplar,2026-03-01,58"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "list.csv"


# --- letters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_names_survive_every_encoding(path, encoding, told):
    content = lines(HEADINGS, f"{ADA},Renée–O’Hara,2026-03-01,58").encode(encoding)
    table = table_of(path, content)
    assert table.headings == tuple(HEADINGS.split(","))
    assert rows_of(table) == {2: (ADA, "Renée–O’Hara", "2026-03-01", "58")}
    assert table.file.encoding == guess_of(table, "encoding") == told


def test_a_byte_that_windows_1252_does_not_have_is_read_as_latin_1_does(path):
    content = lines(HEADINGS, f"{ADA},Ren\xe9e\x96X\x81,2026-03-01,58").encode("latin-1")
    assert rows_of(table_of(path, content))[2][1] == "Renée–X\x81"


def test_a_file_cut_in_the_middle_of_a_letter_keeps_its_encoding_and_says_so(path):
    table = table_of(path, lines(HEADINGS, ADA_ROW).encode() + f"{BEN},Ren".encode() + b"\xc3")
    assert table.file.encoding == "utf-8"
    assert table.cut_short == ["The file ends in the middle of a letter."]


def test_the_user_may_say_which_encoding_it_is(path):
    content = lines(HEADINGS, f"{ADA},Renée,2026-03-01,58").encode()
    table = table_of(path, content, encoding="windows-1252")
    assert rows_of(table)[2][1] == "RenÃ©e"
    assert table.file.encoding == guess_of(table, "encoding") == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "klingon", "rot13"])
def test_an_encoding_that_cannot_read_the_file_refuses_it(path, encoding):
    content = lines(HEADINGS, f"{ADA},Ren\xe9e,2026-03-01,58").encode("latin-1") + b"\xe9"
    with pytest.raises(FileRefused) as refused:
        table_of(path, content, encoding=encoding)
    assert refused.value.column == "encoding"
    assert refused.value.hint


def test_a_mark_at_the_start_does_not_stick_to_the_first_heading(path):
    content = lines(HEADINGS, ADA_ROW).encode("utf-8-sig")
    for encoding in ("", "utf-8"):
        table = table_of(path, content, encoding=encoding)
        assert table.headings[0] == "NHS Number"
        assert table.file.encoding == "utf-8-sig"


@pytest.mark.parametrize("headings", [HEADINGS, HEADINGS + ","])
def test_rows_of_nuls_do_not_make_a_file_utf_16(path, headings):
    table = table_of(path, lines(headings) + "\0\n" * 20_000 + ADA_ROW)
    assert table.file.encoding == "utf-8"
    assert list(rows_of(table)) == [20_002]


# --- separators ----------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "~"])
def test_separators_are_seen_by_the_headings_they_give(path, delimiter):
    cells = (ADA, '"a,b;c|d~e\tf"', "2026-03-01", "58")
    table = table_of(path, lines(HEADINGS.replace(",", delimiter), delimiter.join(cells)))
    assert rows_of(table)[2] == (ADA, "a,b;c|d~e\tf", "2026-03-01", "58")
    assert guess_of(table, "delimiter") == delimiter


def test_a_preamble_full_of_commas_does_not_hide_semicolons(path):
    content = lines("Search, diabetes, all, ages, a, b, c", HEADINGS.replace(",", ";"), "1;2;3;4")
    assert guess_of(table_of(path, content), "delimiter") == ";"


def test_of_two_separators_that_give_as_many_headings_the_more_usual_is_taken(path):
    content = lines("NHS Number,Date", "NHS Number;Date")
    assert guess_of(table_of(path, content), "delimiter") == ","


@pytest.mark.parametrize("said", [";", "semicolon", " Semicolons "])
def test_the_user_may_say_what_separates_cells(path, said):
    content = lines("Date;Value;a,NHS Number,Family Name,Organisation", "1;2;3,4,5,6")
    assert guess_of(table_of(path, content), "delimiter") == ","
    table = table_of(path, content, delimiter=said)
    assert rows_of(table) == {2: ("1", "2", "3,4,5,6")}


SEPARATORS = ("commas", "tabs", "semicolons", "bars", "tildes")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        *((said, repr(said)) for said in ('"', "\r", "\n", "\0", " ", "ab", "semicolo", "Tab~")),
        ("x" * 30, repr("x" * 20)),
    ],
)
def test_what_separates_nothing_refuses_the_file(path, said, shown):
    with pytest.raises(FileRefused) as refused:
        table_of(path, lines(HEADINGS, ADA_ROW), delimiter=said)
    assert refused.value.message == f"list.csv cannot be separated by {shown}."
    assert refused.value.hint == "Use one of: commas, tabs, semicolons, bars, tildes."
    assert (refused.value.column, refused.value.choices) == ("delimiter", SEPARATORS)


@pytest.mark.parametrize(
    ("said", "separator"),
    [
        *((";", ";"), ("!", "!"), ("comma", ","), (" Commas ", ","), ("tab", "\t"), ("TABS", "\t")),
        *(("semicolon", ";"), ("semicolons", ";"), ("bar", "|"), ("bars", "|"), ("pipe", "|")),
        *(("pipes", "|"), ("tilde", "~"), ("tildes", "~")),
    ],
)
def test_a_separator_may_be_said_by_its_sign_or_its_name(path, said, separator):
    content = lines(HEADINGS, ADA_ROW).replace(",", separator)
    assert table_of(path, content, delimiter=said).headings == tuple(HEADINGS.split(","))


@pytest.mark.parametrize(("said", "shown"), [(";", "semicolons"), ("!", "!")])
def test_a_separator_that_gives_no_headings_refuses_the_file(path, said, shown):
    with pytest.raises(FileRefused) as refused:
        table_of(path, lines(HEADINGS, ADA_ROW), delimiter=said)
    assert refused.value.message == f"list.csv has no headings when {shown} separate its cells."
    assert refused.value.hint == "Choose another separator, or leave it to the program."
    assert (refused.value.column, refused.value.choices) == ("delimiter", SEPARATORS)


def test_more_columns_than_any_list_has_refuse_the_file(path):
    def headings(count):
        return ",".join([*HEADINGS.split(","), *(f"x{number}" for number in range(count - 4))])

    assert len(table_of(path, lines("", headings(1000))).headings) == 1000
    with pytest.raises(FileRefused) as refused:
        table_of(path, lines("", headings(1001)))
    assert refused.value.message == "list.csv has 1\xa0001 columns, more than any list of people."
    assert refused.value.hint == "Export only the columns that are needed."
    assert refused.value.row == 2


# --- headings ------------------------------------------------------------------------------


def test_headings_are_found_under_a_preamble_of_any_length(path):
    above = [f"Line {number},something" for number in range(150)]
    table = table_of(path, lines(*above, "", HEADINGS, ADA_ROW))
    assert table.heading_row == 152
    assert list(rows_of(table)) == [153]
    assert next(iter(table.blocks())).preamble[0] == "Line 0, something"


def test_row_numbers_are_those_of_a_spreadsheet(path):
    table = table_of(path, lines("", HEADINGS, "", f'{ADA},"a\nb",,1', ",,,", f"{BEN},b,,2"))
    assert list(rows_of(table)) == [4, 6]


def test_a_row_of_data_is_never_the_headings(path):
    assert tables_of(path, lines("Date,Value,2026-03-01,58", "a,b,c,d")) == []
    table = table_of(path, lines(HEADINGS, f"{ADA},Date,Value,NHS Number"))
    assert table.heading_row == 1


def tables_of(path, content):
    path.write_text(content)
    return tables(path)


def test_headings_of_a_later_part_do_not_turn_the_rows_above_into_preamble(path):
    later = HEADINGS + ",Code Term,Organisation"
    table = table_of(path, lines(HEADINGS, ADA_ROW, later, f"{BEN},b,2026-03-01,1,x,y"))
    assert table.heading_row == 1
    with pytest.raises(FileRefused, match="change in row 3"):
        rows_of(table)


def test_a_file_without_known_headings_is_no_table(path):
    assert tables_of(path, lines("first,last", "Jane,Doe")) == []


def test_the_user_may_say_where_the_headings_are(path):
    table = table_of(path, lines(HEADINGS, "who,when,what,why", "1,2,3,4"), heading_row=2)
    assert table.headings == ("who", "when", "what", "why")
    assert list(rows_of(table)) == [3]
    assert guess_of(table, "heading_row") == "2"


def test_a_heading_row_that_is_not_there_refuses_the_file(path):
    with pytest.raises(FileRefused) as refused:
        table_of(path, lines(HEADINGS, ADA_ROW), heading_row=7)
    assert refused.value.message == "list.csv has nothing in row 7."
    assert refused.value.hint == "Choose the row in which the headings are."
    assert refused.value.column == "heading_row"


def test_every_guess_can_be_changed_for_one_of_its_choices(path):
    table = table_of(path, lines("Search,all", HEADINGS, ADA_ROW))
    for guess in table.guesses:
        assert guess.value in dict(guess.choices)
        assert guess.words
    rows = next(guess for guess in table.guesses if guess.what == "heading_row")
    assert (rows.value, rows.words) == ("2", "row 2")
    assert rows.choices == (
        ("1", "row 1: Search, all"),
        ("2", f"row 2: {HEADINGS.replace(',', ', ')}"),
        ("3", f"row 3: {ADA_ROW.replace(',', ', ')}"),
    )


def test_thirty_rows_and_that_of_the_headings_may_be_chosen_from(path):
    above = [f"Line {number}" for number in range(1, 41)]
    table = table_of(path, lines(*above, HEADINGS, ADA_ROW))
    rows = next(guess for guess in table.guesses if guess.what == "heading_row")
    assert [value for value, _words in rows.choices] == [*map(str, range(1, 31)), "41"]


# --- widths --------------------------------------------------------------------------------


@pytest.mark.parametrize(("above", "below"), [(",", ""), ("", ","), (",", ","), (",,,", ",,")])
def test_a_trailing_comma_makes_no_column(path, above, below):
    table = table_of(path, lines(HEADINGS + above, ADA_ROW + below, f"{BEN},b,,{below}"))
    assert table.headings == tuple(HEADINGS.split(","))
    assert rows_of(table)[3] == (BEN, "b", "", "")
    assert not problems_of(table)


def test_a_column_without_a_heading_is_kept_where_rows_have_something_there(path):
    table = table_of(path, lines(HEADINGS + ',"",', ADA_ROW + ",5,", f"{BEN},b,,,7,"))
    assert table.headings == (*HEADINGS.split(","), "")
    assert rows_of(table)[2][-1] == "5"


def test_one_shifted_row_makes_no_column(path):
    table = table_of(path, lines(HEADINGS + ",", ADA_ROW, ADA_ROW, f"{BEN},b,c,2026-03-01,58"))
    assert table.headings == tuple(HEADINGS.split(","))
    assert [problem.row for problem in problems_of(table)] == [4]


def test_shorter_rows_are_padded_and_longer_ones_set_aside(path):
    table = table_of(path, lines(HEADINGS, f"{ADA},a", f"{BEN},b,c,2026-03-01,58", f"{CAT},c,,,,"))
    assert rows_of(table) == {2: (ADA, "a", "", ""), 4: (CAT, "c", "", "")}
    [problem] = problems_of(table)
    assert (problem.row, problem.problem) == (3, "More cells than headings")
    assert problem.hint


def test_labels_above_groups_of_columns_reach_to_the_next(path):
    content = lines("Search,x", ",,HbA1c,,Weight", HEADINGS + ",Date,Value", ADA_ROW + ",,")
    table = table_of(path, content)
    assert table.labels == ("", "", "HbA1c", "HbA1c", "Weight", "Weight")


@pytest.mark.parametrize("above", ["Run by,somebody", "Run,by,them", "", ",,2026-03-01"])
def test_a_line_of_the_preamble_labels_nothing(path, above):
    assert table_of(path, lines(above, HEADINGS, ADA_ROW)).labels == ()


# --- quotation marks -----------------------------------------------------------------------


def test_two_stray_quotation_marks_hide_no_row_between_them(path):
    rows = [f'{ADA},"stray,,1', f"{BEN},b,,2", f'{CAT},mark",,3', ADA_ROW]
    table = table_of(path, lines(HEADINGS, *rows))
    assert {3, 5} <= set(rows_of(table))
    assert [problem.row for problem in problems_of(table)] == [2]


def test_a_long_text_with_line_breaks_is_one_cell(path):
    text = "Seen with family.\nPlan: diet, exercise, metformin, review\nDr X"
    table = table_of(path, lines(HEADINGS, f'{ADA},"{text}",,1', ADA_ROW))
    assert rows_of(table)[2][1] == text
    assert list(rows_of(table)) == [2, 3]


def test_every_pass_gives_the_same_and_says_it_once(path):
    table = table_of(path, lines(HEADINGS, ADA_ROW, "Total,1", f'{BEN},"x', "Grand Total,3"))
    first, notices = list(table.blocks()), list(table.notices)
    assert list(table.blocks()) == first
    assert table.notices == notices
    assert len(notices) == 2
