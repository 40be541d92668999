"""Records read from a text, block by block, with the numbers of their rows."""

import csv
from dataclasses import replace

import pytest

from mdt_app.intake.tables import records
from mdt_app.intake.tables.files import FileRefused, inspected
from mdt_app.intake.tables.records import BrokenLine, chunks, first_records
from tests.intake.reading_tables import ADA, BEN, CAT


@pytest.fixture
def file_of(tmp_path):
    def file_of(content):
        (tmp_path / "list.csv").write_text(content, newline="")
        return inspected(tmp_path / "list.csv")

    return file_of


def blocks_of(file):
    return [(first, len(found)) for first, found in chunks(file, ",")]


def cells_of(file):
    return [record for _first, found in chunks(file, ",") for record in found]


@pytest.mark.parametrize("block", [9, 12])
@pytest.mark.parametrize("broken", ["", '"x"y'])
def test_blocks_are_whole_lines_with_the_number_of_the_first(file_of, monkeypatch, block, broken):
    monkeypatch.setattr(records, "_BLOCK", block)
    file = file_of(f"{broken}\n" + "a,b\n" * 7)
    assert sum(count for _first, count in blocks_of(file)) == 8
    for number, (first, count) in enumerate(blocks_of(file)[:-1]):
        assert blocks_of(file)[number + 1][0] == first + count
    assert (blocks_of(file)[1][1] if broken else blocks_of(file)[0][1]) == (3 if broken else 4)


def test_the_first_records_may_stand_in_several_blocks(file_of, monkeypatch):
    monkeypatch.setattr(records, "_BLOCK", 8)
    file = file_of("".join(f"a,{number}\n" for number in range(9)))
    assert first_records(file, ",", 5) == [["a", str(number)] for number in range(5)]
    assert len(first_records(file, ",", 99)) == 9


@pytest.mark.parametrize("between", [[], [f"{BEN},x,,2"]])
def test_two_stray_quotation_marks_break_one_line(file_of, between):
    stray, other = f'{ADA},"stray,,1\n', f'{CAT},mark",,3\n'
    file = file_of("a,b,c,d\n" + stray + "".join(f"{row}\n" for row in between) + other)
    assert cells_of(file) == [
        ["a", "b", "c", "d"],
        [stray],
        *[row.split(",") for row in between],
        [CAT, 'mark"', "", "3"],
    ]
    assert [type(record) for record in cells_of(file)][1] is BrokenLine


def test_a_line_mark_inside_one_line_is_no_row_of_its_own(file_of):
    row = f'{ADA},"a\u2028{BEN}",b'
    file = file_of(f'"x"y\n{row}\n')
    assert cells_of(file) == [['"x"y\n'], [ADA, f"a\u2028{BEN}", "b"]]


def test_a_cell_over_lines_is_one_cell_unless_a_number_stands_where_one_stood(file_of):
    apart = f'{ADA},"see\nalso {BEN}",c\n'
    short = f'a,{ADA},"see\nnext"\n'
    file = file_of(apart + short)
    assert cells_of(file) == [[ADA, f"see\nalso {BEN}", "c"], ["a", ADA, "see\nnext"]]


def test_a_long_cell_is_read_whole(file_of):
    csv.field_size_limit(131_072)
    file = file_of("a," + "b" * 140_000 + "\n")
    assert [len(cell) for cell in cells_of(file)[0]] == [1, 140_000]


def test_a_line_that_no_list_has_is_refused(file_of):
    file = file_of("a,b\n")
    assert blocks_of(replace(file, longest_line=8 << 20)) == [(1, 1)]
    with pytest.raises(FileRefused) as refused:
        blocks_of(replace(file, longest_line=(8 << 20) + 1))
    assert refused.value.message == "list.csv has a line of more than 8 MB, as no list has."
    assert refused.value.hint == "Export the search again."


def test_a_file_that_goes_away_is_told(file_of):
    file = file_of("a,b\n")
    file.path.unlink()
    with pytest.raises(FileRefused) as refused:
        blocks_of(file)
    assert refused.value.message == "list.csv changed or went away while it was being read."
    assert refused.value.hint == "Import it again."
