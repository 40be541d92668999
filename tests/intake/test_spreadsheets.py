"""Workbooks of every kind, read as the text file they could have been."""

import threading
from datetime import date, timedelta
from itertools import pairwise

import pytest

from mdt_app.intake.tables.files import FileRefused, inspected
from mdt_app.intake.tables.spreadsheets import excel_day, sheets_in
from mdt_app.intake.wishes import Answers
from tests.intake.files.workbooks import Day, Formula, Sheet, ods
from tests.intake.odd_books import row, text, texts, value, xls, xlsb, xlsx
from tests.intake.reading_tables import (
    ADA,
    BEN,
    HEADINGS,
    guess_of,
    known,
    problems_of,
    rows_of,
    table_of,
    tables,
)

HEADING_CELLS = HEADINGS.split(",")
HEAD = row(1, *texts(*HEADING_CELLS))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "list.xlsx"


def cells_of(path, *cells):
    """The cells of one row under the headings, as text."""
    return rows_of(table_of(path, xlsx({"Results": HEAD + row(2, *cells)})))[2]


# --- cells -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (text("O’Brien &amp; son"), "O’Brien & son"),
        (text("0123"), "0123"),
        (value("9434765919"), "9434765919"),
        (value("9434765919.0"), "9434765919"),
        (value("58.5"), "58.5"),
        (value("0.30000000000000004"), "0.3"),
        (value("0.9999999999999999"), "1"),
        (value("1E+20"), "1e+20"),
        (value("0.075", style=2), "0.075"),
        (value("45000", style=1), "2023-03-15"),
        (value("45000.0", style=3), "2023-03-15"),
        (value("45000.5", style=3), "2023-03-15 12:00:00"),
        (value("2026-03-01T00:00:00", kind="d"), "2026-03-01"),
        (value("2026-03-01T09:05:00", kind="d"), "2026-03-01 09:05:00"),
        (value("0.5", style=4), "12:00:00"),
        (value("1.5", style=5), "36:00:00"),
        (value("0.0424537037", style=5), "1:01:08"),
        (value("1E+999"), ""),
        (value("2026-03-01", kind="d"), "2026-03-01"),
        (value("1", kind="b"), "yes"),
        (value("0", kind="b"), "no"),
        (value("0", kind="s"), "shared"),
        (value("#N/A", kind="e"), ""),
        ('<c r="{at}" t="str"><f>A1</f><v>worked out</v></c>', "worked out"),
        ('<c r="{at}"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="{at}" s="1"/>', ""),
    ],
)
def test_a_cell_is_read_as_the_text_that_it_means(path, cell, read):
    assert cells_of(path, value(ADA), cell) == (ADA, read, "", "")


def test_every_kind_of_workbook_gives_the_same_rows(path):
    rows = [HEADING_CELLS, [int(ADA), "Exemplar", "2026-03-01", 58.5], [int(BEN), "Zoë", "", 7]]
    written = row(2, value(ADA), *texts("Exemplar", "2026-03-01"), value(58.5))
    written += row(3, value(BEN), text("Zoë"), "", value(7))
    books = {
        "xlsx": xlsx({"Results": HEAD + written}),
        "xlsb": xlsb(rows),
        "xls": xls(rows),
        "ods": ods([Sheet("Results", rows)]),
    }
    for kind, content in books.items():
        table = table_of(path, content)
        assert rows_of(table) == {
            2: (ADA, "Exemplar", "2026-03-01", "58.5"),
            3: (BEN, "Zoë", "", "7"),
        }, kind
        assert table.file.encoding == kind
        assert table.name == "list.xlsx · Results"
        assert table.file.lines == 3


def test_dates_and_worked_out_values_of_an_open_document_are_read(path):
    day = date(2026, 3, 1)
    rows = [HEADING_CELLS, [int(ADA), "Exemplar", Day(day), Formula("29*2", 58)]]
    assert rows_of(table_of(path, ods([Sheet("A", rows)])))[2] == (
        ADA,
        "Exemplar",
        "2026-03-01",
        "58",
    )


@pytest.mark.parametrize("write", [xls, xlsb])
def test_errors_in_binary_workbooks_are_empty_and_counted(path, write):
    table = table_of(path, write([HEADING_CELLS, [ADA, ..., "2026-03-01", ...]]))
    assert rows_of(table)[2] == (ADA, "", "2026-03-01", "")
    where = "workbook" if write is xlsb else "sheet “Results”"
    said = f"Cells in the {where} with an error such as #N/A, read as empty: 2."
    assert table.notices == [said]


def test_errors_formulas_without_values_and_hidden_rows_are_told(path):
    unworked = ('<c r="{at}"><f>1+1</f></c>', '<c r="{at}"><f>1</f><v></v></c>')
    empty_text = '<c r="{at}" t="str"><f>A1</f><v></v></c>'
    rows = row(2, value(ADA), value("#REF!", kind="e"), *unworked)
    rows += row(3, value(BEN), empty_text, value(1), hidden="1")
    table = table_of(path, xlsx({"Results": HEAD + rows}))
    assert rows_of(table) == {2: (ADA, "", "", ""), 3: (BEN, "", "1", "")}
    where = "in the sheet “Results”"
    assert table.notices == [
        f"Cells {where} with an error such as #N/A, read as empty: 1.",
        f"Formulas {where} without a value: 2. Open it in Excel and save it again.",
        f"Hidden rows {where}, read like the others: 1.",
    ]


def test_a_text_that_no_text_file_could_hold_is_set_aside(path):
    table = table_of(path, xls([HEADING_CELLS, [ADA, "a\0b", "", 1], [BEN, "b", "", 2]]))
    assert list(rows_of(table)) == [3]
    assert [problem.row for problem in problems_of(table)] == [2]


def test_rows_are_numbered_as_the_spreadsheet_shows_them(path):
    rows = row(4, *texts("Diabetes register")) + row(6, *texts(*HEADING_CELLS))
    rows += row(9, value(ADA)) + row(12, *texts("Total"), value(1))
    table = table_of(path, xlsx({"Results": rows}))
    assert table.heading_row == 6
    assert list(rows_of(table)) == [9]
    assert next(iter(table.blocks())).preamble == ("Diabetes register",)
    assert any(notice.startswith("Row 12 ") for notice in table.notices)


def test_a_table_that_begins_further_right_is_read_too(path):
    cells = row(1, "", "", *texts(*HEADING_CELLS)) + row(2, "", "", value(ADA), text("Exemplar"))
    table = table_of(path, xlsx({"Results": cells}))
    assert table.headings == tuple(HEADING_CELLS)
    assert rows_of(table)[2] == (ADA, "Exemplar", "", "")


def test_thousands_of_rows_come_in_order(path):
    rows = "".join(row(number, value(ADA), value(number)) for number in range(2, 9_002))
    table = table_of(path, xlsx({"Results": HEAD + rows}))
    found = rows_of(table)
    assert list(found) == list(range(2, 9_002))
    assert all(cells[1] == str(number) for number, cells in found.items())


def test_a_workbook_can_be_read_on_another_thread(path):
    table = table_of(path, xlsx({"Results": HEAD + row(2, value(ADA))}))
    found = []
    thread = threading.Thread(target=lambda: found.append(rows_of(table)))
    thread.start()
    thread.join()
    assert list(found[0]) == [2]


def test_more_columns_than_any_list_has_refuse_a_workbook(path):
    names = [*HEADING_CELLS, *(f"x{number}" for number in range(997))]
    cells = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    with pytest.raises(FileRefused) as refused:
        table_of(path, xlsx({"Results": f'<row r="1">{cells}</row>'}))
    assert refused.value.message == "list.xlsx has 1\xa0001 columns, more than any list of people."


# --- sheets ----------------------------------------------------------------------------------


def several(**states):
    rows = HEAD + row(2, value(ADA))
    notes = row(1, *texts("Ask about the recalls"))
    return xlsx({"Notes": notes, "Results": rows, "More": rows}, **states)


def test_the_one_visible_sheet_with_headings_is_read_and_the_others_are_named(path):
    table = table_of(path, several(More="hidden", Notes="visible"))
    assert table.name == "list.xlsx · Results"
    assert guess_of(table, "sheet") == "Results"
    assert table.notices == [
        "The sheet “Notes” has no headings and was not read.",
        "The sheet “More” is hidden and was not read.",
    ]


def test_an_empty_sheet_is_not_worth_a_word(path):
    table = table_of(path, xlsx({"Results": HEAD + row(2, value(ADA)), "Sheet2": ""}))
    assert table.notices == []


def test_a_very_hidden_sheet_is_named_and_not_read(path):
    table = table_of(path, several(More="veryHidden"))
    assert any("More" in notice and "hidden" in notice for notice in table.notices)


def test_a_hidden_sheet_of_an_old_workbook_is_not_read(path):
    path.write_bytes(xls([HEADING_CELLS, [ADA, "x", "", 1]], is_hidden=True))
    assert tables(path) == []


def test_several_sheets_with_headings_must_be_chosen_from(path):
    with pytest.raises(FileRefused) as refused:
        table_of(path, several())
    assert refused.value.column == "sheet"
    assert refused.value.choices == ("Results", "More", "all")
    assert refused.value.message == "list.xlsx has several sheets with headings: Results, More."
    assert refused.value.hint == "Name one with --sheet NAME, or take all of them with --sheet all."


@pytest.mark.parametrize("said", ["More", " more "])
def test_a_sheet_may_be_named(path, said):
    path.write_bytes(several())
    [table] = tables(path, sheet=said)
    assert table.name == "list.xlsx · More"
    [table] = tables(path, sheet="Results", sheets=(said,))
    assert table.name == "list.xlsx · More"
    assert table.notices == [
        "The sheet “Notes” was not asked for and not read.",
        "The sheet “Results” was not asked for and not read.",
    ]


def test_all_sheets_with_headings_may_be_taken(path):
    path.write_bytes(several())
    for found in (tables(path, sheet="all"), tables(path, sheets=("Results", "More"))):
        assert [table.name for table in found] == ["list.xlsx · Results", "list.xlsx · More"]
    assert found[1].notices == []
    choices = next(guess for guess in found[0].guesses if guess.what == "sheet").choices
    assert choices == (
        ("Notes", "Notes"), ("Results", "Results"), ("More", "More"), ("all", "all sheets")
    )  # fmt: skip


def test_of_one_sheet_there_is_nothing_to_choose(path):
    table = table_of(path, xlsx({"Results": HEAD + row(2, value(ADA))}))
    choices = next(guess for guess in table.guesses if guess.what == "sheet").choices
    assert choices == (("Results", "Results"),)
    table = table_of(path, xlsx({"Results": HEAD, "Notes": row(1, *texts("Ask"))}))
    choices = next(guess for guess in table.guesses if guess.what == "sheet").choices
    assert [name for name, _words in choices] == ["Results", "Notes", "all"]


_NOT_THERE = "Choose one of: Notes, Results, Empty."
_NO_HEADINGS = "Choose another sheet, or the row in which its headings are."


@pytest.mark.parametrize(
    ("asked", "said", "hint"),
    [
        ("Elsewhere", "list.xlsx has no visible sheet Elsewhere.", _NOT_THERE),
        ("x" * 70, f"list.xlsx has no visible sheet {'x' * 60}.", _NOT_THERE),
        ("More", "list.xlsx has no visible sheet More.", _NOT_THERE),
        *(
            (
                name,
                f"The sheet {name} of list.xlsx has no headings that this program knows.",
                _NO_HEADINGS,
            )
            for name in ("Notes", "Empty")
        ),
    ],
)
def test_a_sheet_that_cannot_be_read_refuses_the_file(path, asked, said, hint):
    rows = HEAD + row(2, value(ADA))
    notes = row(1, *texts("Ask about the recalls"))
    sheets = {"Notes": notes, "Results": rows, "Empty": "", "More": rows}
    path.write_bytes(xlsx(sheets, More="hidden"))
    with pytest.raises(FileRefused) as refused:
        tables(path, sheet=asked)
    assert (refused.value.message, refused.value.hint) == (said, hint)
    assert (refused.value.column, refused.value.choices) == ("sheet", ("Notes", "Results", "Empty"))


@pytest.mark.parametrize(("cells", "counts"), [(1, [1, 1, 1]), (8, [2, 1]), (400, [3])])
def test_a_sheet_comes_in_pieces_of_bounded_size(path, monkeypatch, cells, counts):
    monkeypatch.setattr("mdt_app.intake.tables.spreadsheets._CELLS_AT_ONCE", cells)
    path.write_bytes(xlsx({"Results": HEAD + row(2, value(ADA)) + row(3, value(BEN))}))
    [found] = sheets_in(inspected(path), Answers(), "", known).sheets
    assert [len(records) for _first, records in found.chunks()] == counts


def test_the_row_of_the_headings_may_be_said(path):
    rows = HEAD + row(2, *texts("who", "what")) + row(3, value(ADA))
    table = table_of(path, xlsx({"Results": rows}), heading_row=2)
    assert table.headings == ("who", "what")
    assert list(rows_of(table)) == [3]


# --- days as numbers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("60", ""),
        ("61", "1900-03-01"),
        ("45000", "2023-03-15"),
        ("45000.75", "2023-03-15"),
        (" 45000 ", "2023-03-15"),
        ("73050", "2099-12-31"),
        ("73051", ""),
        ("0", ""),
        ("-5", ""),
        ("", ""),
        ("20260301", ""),
        ("٤٥٠٠٠", ""),
        ("4.5e4", ""),
        ("2026-03-01", ""),
    ],
)
def test_a_spreadsheets_number_for_a_day(number, day):
    assert excel_day(number) == day


def test_every_number_from_march_1900_on_is_the_day_after_the_one_before():
    days = [date.fromisoformat(excel_day(str(number))) for number in range(61, 73_051)]
    assert all(after - day == timedelta(days=1) for day, after in pairwise(days))
