"""Whatever the bytes: one sentence or a table, and every line of the file is accounted for."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mdt_app.intake.tables import records
from mdt_app.intake.tables.files import FileRefused, inspected
from mdt_app.intake.tables.reading import tables_in
from mdt_app.intake.wishes import Answers
from tests.intake.reading_tables import ADA, BEN, HEADINGS, WORDS, known

_NO_ANSWERS = Answers()
_SAME_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300
)
_MARKED = re.compile(r"t\d+t")
_PIECES = st.sampled_from(
    [*sorted(WORDS), ADA, BEN, "2026-03-01", "Total", "Count", "", " ", '"', '""', "a b", "é", "\0"]
)
_SEPARATORS = st.sampled_from([",", ",", ",", ";", "\t", "\n", "\r\n", "\r", '"', "~", "|"])
_SOUPS = st.lists(st.tuples(_PIECES, _SEPARATORS), max_size=60).map(
    lambda pairs: HEADINGS + "\n" + "".join(piece + end for piece, end in pairs)
)
_ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])


def everything_said(path: Path, answers: Answers = _NO_ANSWERS) -> str:
    """All that a reader is given of a file: its rows, its problems, what was passed over."""
    said = []
    for table in tables_in(inspected(path), answers, "", known):
        said += [*table.headings, *table.labels]
        for rows in table.blocks():
            assert len(rows.columns) == len(table.headings)
            assert {len(column) for column in rows.columns} == {len(rows.numbers)}
            said += rows.preamble
            said += [cell for column in rows.columns for cell in column]
            said += [problem.value for problem in rows.problems]
        said += [*table.notices, *table.cut_short]
    return "\n".join(said)


@_SAME_FOLDER
@given(content=st.binary(max_size=2000))
@example(content=b"\xff\xfe")
@example(content=b"\xff\xfeN")
@example(content=b"\xef\xbb\xbf")
@example(content=b"\xff\xfe\x00\xd8N\0")
@example(content=b"PK\x03\x04" + bytes(40))
@example(content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
def test_no_bytes_make_anything_but_a_table_or_a_refusal(tmp_path, content):
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    _read_or_refused(path, _NO_ANSWERS)


@_SAME_FOLDER
@given(
    content=_SOUPS,
    encoding=_ENCODINGS,
    answers=st.builds(
        Answers,
        encoding=st.sampled_from(["", "utf-8", "utf-16", "cp1252", "x"]),
        delimiter=st.sampled_from(["", ",", ";", "tab", '"']),
        heading_row=st.integers(0, 9),
    ),
)
def test_no_soup_of_a_tables_parts_makes_a_traceback(tmp_path, content, encoding, answers):
    path = tmp_path / "some.csv"
    path.write_bytes(content.encode(encoding, "replace"))
    _read_or_refused(path, answers)


def _read_or_refused(path: Path, answers: Answers) -> None:
    with suppress(FileRefused):
        everything_said(path, answers)


# --- every line ----------------------------------------------------------------------------

_CELLS = st.sampled_from(["", "", "x", "58", "2026-03-01", "Total", "Value", '"a b"', 'y"z'])
_DATA = st.tuples(st.sampled_from([ADA, BEN, "", "no number"]), _CELLS, _CELLS, _CELLS).map(list)
_ODD = st.sampled_from(
    [
        ["Practice: Oak"],
        ["Practice: Oak", "", "", ""],
        ["Total"],
        ["Grand Total", "", "", "2"],
        ["Patient Count: 2"],
        ["Complete results are available"],
        ["End of report"],
        ["Required", "Required. 10 digits", "Optional", "Format YYYY"],
        [ADA, "short"],
        [ADA, "a", "b", "c", "too long"],
        [ADA, '"never closed', "b", "c"],
        [ADA, 'closed"', "b", "c"],
        [ADA, '"two\nlines"', "b", "c"],
        [ADA, '"odd"quote', "b", "c"],
        ["", "", "", ""],
        [""],
        HEADINGS.split(","),
    ]
)


@pytest.mark.slow
@_SAME_FOLDER
@given(
    above=st.lists(st.sampled_from([["Search: all"], ["Run", "today"], [""], ["", "", "L"]])),
    rows=st.lists(st.one_of(_DATA, _ODD), max_size=25),
    end=st.sampled_from(["", "\n"]),
)
def test_every_line_is_a_row_a_problem_or_told(tmp_path, above, rows, end):
    """Each line below the headings carries a mark, but for headings; every mark comes out."""
    marked = []
    for number, cells in enumerate([*above, HEADINGS.split(","), *rows]):
        if any(cells) and cells != HEADINGS.split(","):
            place = (
                1 if cells[0] in (ADA, BEN) else next(at for at, cell in enumerate(cells) if cell)
            )
            place = 4 if len(cells) > 4 else place  # a report shows what is too much
            cells = [*cells[:place], _with_mark(cells[place], number), *cells[place + 1 :]]
        marked.append(",".join(cells))
    content = "\n".join([*marked, f"{ADA},last,,"]) + end
    path = tmp_path / "list.csv"
    path.write_text(content)
    said = set(_MARKED.findall(everything_said(path)))
    _above, below = content.split(HEADINGS, 1)
    assert set(_MARKED.findall(below)) <= said <= set(_MARKED.findall(content))


@pytest.mark.slow
@_SAME_FOLDER
@given(
    rows=st.lists(st.one_of(_DATA, _DATA, _DATA, _ODD), min_size=5, max_size=40),
    end=st.sampled_from(["", "\n"]),
    size=st.sampled_from([1, 40, 100, 300]),
)
def test_it_makes_no_difference_where_blocks_end(tmp_path, rows, end, size):
    path = tmp_path / "list.csv"
    path.write_text("\n".join([HEADINGS, *map(",".join, rows)]) + end)
    whole = outcome_of(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_BLOCK", size)
        assert outcome_of(path) == whole


def outcome_of(path: Path) -> object:
    [table] = tables_in(inspected(path), _NO_ANSWERS, "", known)
    try:
        blocks = list(table.blocks())
    except FileRefused as refused:
        return refused.message
    rows = [
        (number, cells, block.preamble)
        for block in blocks
        for number, cells in zip(block.numbers, zip(*block.columns))
    ]
    problems = [(problem.row, problem.problem) for block in blocks for problem in block.problems]
    return rows, problems, sorted(table.notices), table.cut_short


def _with_mark(cell: str, number: int) -> str:
    """The cell with a mark of its own, before whatever it is known by."""
    if cell.startswith('"'):
        return f'"t{number}t {cell[1:]}'
    return f"{cell} t{number}t" if cell else f"t{number}t"
