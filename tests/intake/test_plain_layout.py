"""The plain layout by itself: which file has its headings, and which rows stand below them."""

from dataclasses import replace

import pytest

from mdt_app.intake.plain import is_all_plain, known_to_plain, normal_heading, recognise_plain
from mdt_app.intake.sections import BY_NAME
from mdt_app.intake.tables.files import FileRefused, inspected
from tests.intake.conftest import ADA, EVENTS, MEDICINES, PATIENTS, RESULTS, lines
from tests.intake.odd_books import row, texts, value, xlsx

HINT = "Add the column, or export the search again with it."
_WITHOUT_PRACTICE = PATIENTS.removesuffix(",practice")


@pytest.fixture
def plain(tmp_path):
    """A file with this content as the plain layout knows it."""

    def plain(content, *, practice_given=False):
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return recognise_plain(inspected(path), practice_given=practice_given)

    return plain


def read(plain):
    """Each row's cells by its number, without the empty ones; and what is said of the others."""
    rows, problems = {}, []
    for block in plain.blocks():
        for each in block.each():
            cells = zip(plain.section.readable, each.cells, strict=True)
            rows[each.row] = {name: cell for name, cell in cells if cell}
        problems += [(problem.row, problem.problem, problem.section) for problem in block.problems]
    return rows, problems


def event(day, **more):
    return {"nhs_number": ADA, "kind": "dka", "on": f"2026-01-{day:02d}", **more}


# --- rows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [16, 64, 1 << 16])
def test_every_row_is_read_under_its_number_however_many_are_read_at_once(
    plain, monkeypatch, at_once
):
    monkeypatch.setattr("mdt_app.intake.tables.records._BLOCK", at_once)
    file = plain(
        lines(
            f"{ADA},run,by,somebody",
            "",
            "Kind,NHS Number,Colour,On,Detail,,",
            f"dka,{ADA},red,2026-01-04,four,,",
            f"dka,{ADA},red,2026-01-05,five,,",
            ",,,,,,",
            "Kind,NHS Number,Colour,On,Detail,,",
            f"dka,{ADA},,2026-01-08",
            f"dka,{ADA},,2026-01-09,,x,y",
            f"dka,{ADA},,2026-01-10,ten",
            f"dka,{ADA},,2026-01-11,eleven,  ",
            "dka,,,2026-01-12,",
            "",
            f"dka,{ADA},,2026-01-14,fourteen",
        )
    )
    assert (file.heading_row, file.name, file.delimiter) == (3, "list.csv", ",")
    assert read(file) == (
        {
            4: event(4, detail="four"),
            5: event(5, detail="five"),
            8: event(8),
            10: event(10, detail="ten"),
            11: event(11, detail="eleven"),
            12: {"kind": "dka", "on": "2026-01-12"},
            14: event(14, detail="fourteen"),
        },
        [(9, "More cells than headings", "events")],
    )


@pytest.mark.parametrize("at_once", [16, 1 << 16])
def test_blank_rows_and_headings_as_wide_as_all_others_are_no_rows(plain, monkeypatch, at_once):
    monkeypatch.setattr("mdt_app.intake.tables.records._BLOCK", at_once)
    good = [f"{ADA},dka,2026-01-{day:02d},x" for day in (2, 4, 7)]
    heading = EVENTS.replace(",", " ,").title()
    content = lines(heading, good[0], ",,,", good[1], " ,  ,,", heading, good[2], ",dka,,")
    assert read(plain(content)) == (
        {**{day: event(day, detail="x") for day in (2, 4, 7)}, 8: {"kind": "dka"}},
        [],
    )


@pytest.mark.parametrize("at_once", [16, 1 << 16])
def test_a_row_that_cannot_be_laid_out_costs_no_other(plain, monkeypatch, at_once):
    monkeypatch.setattr("mdt_app.intake.tables.records._BLOCK", at_once)
    good = [f"{ADA},dka,2026-01-{day:02d}," for day in (2, 3, 4, 5)]
    content = lines(EVENTS, *good[:2], f"{ADA},dka,2026-01-09,a\0b", *good[2:])
    assert read(plain(content)) == (
        {2: event(2), 3: event(3), 5: event(4), 6: event(5)},
        [(4, "The row holds a NUL character", "events")],
    )
    content = lines(EVENTS, *good[:2], f'{ADA},dka,2026-01-09,"ab', *good[2:])
    assert read(plain(content)) == (
        {2: event(2), 3: event(3), 5: event(4), 6: event(5)},
        [(4, "Quotation marks that do not match", "events")],
    )


def test_a_workbook_in_the_plain_layout_is_read_as_its_text_would_be(ws, two_people):
    results = texts("Taken on", "Kind", "NHS number", "Value", "Code")
    report = two_people(
        results=xlsx(
            {
                "Results": row(1, *results)
                + row(2, value(46027), *texts("hba1c"), value(ADA), value(58))
                + row(3, value(46028), *texts("hba1c", ADA, "many"))
            }
        )
    )
    (file,) = report.files
    assert (file.name, file.layout, file.warnings) == ("results.csv", "plain", [])
    assert (file.counts["results"].new, file.counts["results"].rejected) == (1, 1)
    assert [(problem.row, problem.column) for problem in file.problems] == [(3, "value")]
    with ws.vault.reading() as reading:
        found = list(reading.rows('SELECT value, taken_on, "row" FROM result'))
    assert found == [(58.0, 739621, 2)]


def test_a_birth_in_a_workbook_may_be_a_bare_number(take):
    cells = (*texts(ADA, "Exemplar", "Ada"), value(18308), *texts("female", "Y00001"))
    report = take(people=xlsx({"P": row(1, *texts(*PATIENTS.split(","))) + row(2, *cells)}))
    assert (report.files[0].problems, report.files[0].counts["patients"].new) == ([], 1)


@pytest.mark.parametrize(
    ("headings", "sentence", "hint", "column"),
    [
        (
            f"{RESULTS},value",
            "list.csv has two columns of one name: value.",
            "Remove or rename one of them.",
            "value",
        ),
        (
            RESULTS.replace("taken_on,", ""),
            "list.csv has no column taken_on.",
            HINT,
            "taken_on",
        ),
    ],
)
def test_a_workbook_is_refused_as_its_text_would_be(take, headings, sentence, hint, column):
    content = xlsx({"Results": row(1, *texts(*headings.split(","))) + row(2, *texts(ADA))})
    refusal = take(list=content).refusal
    assert (refusal.message, refusal.hint) == (sentence, hint)
    assert (refusal.column, refusal.row) == (column, 1)


def test_the_practice_of_a_workbook_may_be_named_for_the_import(take):
    cells = texts(ADA, "Exemplar", "Ada", "1950-02-14", "female")
    content = xlsx({"P": row(1, *texts(*_WITHOUT_PRACTICE.split(","))) + row(2, *cells)})
    refusal = take(list=content).refusal
    assert refusal.message == "list.csv has no column practice."
    assert take(practice="Y00001", list=content).files[0].counts["patients"].new == 1


# --- headings -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "nhs_number",
        " NHS Number ",
        "nhs-number",
        "\ufeffNHS__number",
        "NHS - number",
        "NHS\tNumber",
    ],
)
def test_a_heading_may_be_written_in_many_ways(written):
    assert normal_heading(written) == "nhs_number"
    assert normal_heading(f"~{written}") != "nhs_number"


@pytest.mark.parametrize(
    ("headings", "is_plain"),
    [
        (["nhs_number", "name"], True),
        (["NHS Number", "", "Name"], True),
        (list(BY_NAME["events"].readable), True),
        (["nhs_number", "name", "colour"], False),
        (["nhs_number"], False),
        (["nhs_number", "HbA1c"], False),
        ([], False),
    ],
)
def test_a_table_is_plain_if_every_heading_is(headings, is_plain):
    assert is_all_plain(headings) is is_plain


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        (["NHS Number", "Kind", "On", "red"], 3),
        (["surname", "kind"], 1),
        (["surname", "surname", "age"], 2),
        (["red", "x" * 300], 0),
    ],
)
def test_headings_of_one_section_are_counted(cells, count):
    assert known_to_plain(cells) == count


@pytest.mark.parametrize(
    ("content", "section"),
    [
        (lines(MEDICINES), "medicines"),
        ("nhs_number,name\n", "medicines"),
        (lines("", "", EVENTS), "events"),
        (lines("Run by,somebody", "nhs_number,kind,on", "x,y,z"), "events"),
        (lines("Run by,somebody", "nhs_number,kind,detail"), None),
        (lines(*["Run by,somebody"] * 29, EVENTS), "events"),
        (lines(*["Run by,somebody"] * 30, EVENTS), None),
        ("kind\n", None),
        ("first,last\nJane,Doe\n", None),
    ],
)
def test_a_file_is_known_by_its_headings(plain, content, section):
    file = plain(content)
    assert (file.section.name if file else None) == section


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        (lines("By, on, at, for", EVENTS.replace(",", ";")), ";"),
        (lines('"nhs_number"~"kind"~"on"'), "~"),
        (lines("Run by,somebody", "", "nhs_number|kind|on"), "|"),
    ],
)
def test_the_separator_is_the_headings(plain, content, delimiter):
    assert plain(content).delimiter == delimiter


def test_a_file_whose_first_part_ends_within_a_letter_is_known_too(tmp_path):
    (tmp_path / "list.csv").write_text(EVENTS)
    file = inspected(tmp_path / "list.csv")
    assert recognise_plain(replace(file, head=b"\xc3" + file.head), practice_given=False)


def test_what_a_workbook_holds_is_no_text(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(xlsx({"E": row(1, *texts(*EVENTS.split(",")))}))
    assert recognise_plain(inspected(tmp_path / "list.xlsx"), practice_given=False) is None


@pytest.mark.parametrize(
    ("content", "sentence", "hint", "column", "at"),
    [
        (
            "kind,detail\n",
            "list.csv has no column nhs_number and no column on.",
            HINT,
            "nhs_number",
            1,
        ),
        (lines("", "kind,on"), "list.csv has no column nhs_number.", HINT, "nhs_number", 2),
        (
            _WITHOUT_PRACTICE,
            "list.csv has no column practice.",
            "Add the column, or name the practice with --practice ODS.",
            "practice",
            1,
        ),
        (
            f"note,{EVENTS},note",
            "list.csv has two columns of one name: note.",
            "Remove or rename one of them.",
            "note",
            1,
        ),
    ],
)
def test_a_file_that_is_nearly_plain_is_refused_by_what_is_wrong(
    plain, content, sentence, hint, column, at
):
    with pytest.raises(FileRefused) as refused:
        plain(content)
    assert (refused.value.message, refused.value.hint) == (sentence, hint)
    assert (refused.value.column, refused.value.row) == (column, at)


def test_a_practice_named_for_the_import_fills_only_its_own_column(plain):
    assert plain(_WITHOUT_PRACTICE, practice_given=True).section.name == "patients"
    with pytest.raises(FileRefused, match="has no column sex and no column practice"):
        plain(_WITHOUT_PRACTICE.replace(",sex", ""), practice_given=True)


@pytest.mark.parametrize(
    ("content", "warnings"),
    [
        (EVENTS, []),
        (f"{EVENTS},,\n", []),
        (f"{EVENTS},colour", ["The column colour is not part of the layout and was not read."]),
        (
            f"{EVENTS},{'x' * 250}",
            [f"The column {'x' * 200} is not part of the layout and was not read."],
        ),
        (f",{EVENTS}", ["A column without a heading was not read."]),
        (
            f"{EVENTS}\n{ADA},dka,2026-01-01,Zoë\n".encode("cp1252"),
            ["The file is not UTF-8; it was read as Windows-1252. Check accented names."],
        ),
    ],
)
def test_what_is_not_read_is_said(plain, content, warnings):
    assert plain(content).warnings == warnings
