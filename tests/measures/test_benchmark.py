"""A network's own benchmark: taken in whole and right, or refused with every mistake."""

import pytest

from mdt_app.errors import UserError
from mdt_app.measures.benchmark import benchmarks, keep_benchmarks
from mdt_app.measures.board import board
from mdt_app.vault.entries import all_entries
from tests.measures.conftest import EAST, NDA

HEADING = "set,measure,group,percent,source,date\n"
GOOD = "nda-2025,hba1c-58,type 2 and other,66.9,NDA England,2026-03-31\n"


@pytest.fixture
def file_of(tmp_path):
    def written(text, encoding="utf-8"):
        path = tmp_path / "benchmark.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return written


def kept(ws):
    with ws.vault.reading() as reading:
        return benchmarks(reading)


def test_a_benchmark_stands_beside_its_measure_and_group(ws, file_of):
    keep_benchmarks(ws, file_of(HEADING + GOOD))
    lines = {(line.measure.id, line.group): line for line in board(ws, NDA).lines}
    beside = lines["hba1c-58", "type 2 and other"]
    assert beside.benchmark == 66.9
    assert beside.benchmark_source == "NDA England (31 Mar 2026)"
    assert lines["hba1c-58", "type 1"].benchmark is None


def test_the_file_taken_in_last_counts_and_the_first_stays_on_file(ws, file_of):
    keep_benchmarks(ws, file_of(HEADING + GOOD + f"{EAST},bp,,55,Borough,2026-03-31\n"))
    keep_benchmarks(ws, file_of(HEADING + GOOD.replace("66.9", "67.5 %")))
    assert kept(ws)[NDA, "hba1c-58", "type 2 and other"].percent == 67.5
    assert kept(ws)[EAST, "bp", ""].percent == 55
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, "benchmark")) == 2


def test_the_same_file_again_enters_nothing(ws, file_of):
    keep_benchmarks(ws, file_of(HEADING + GOOD))
    keep_benchmarks(ws, file_of(HEADING + GOOD))
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, "benchmark")) == 1


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        ("nda-2026,hba1c-58,,50,S,2026-03-31", "Row 2, set: no set is called “nda-2026”"),
        (f"{NDA},hba1c-59,type 1,50,S,2026-03-31", "Row 2, measure: nda-2025 has no measure"),
        (f"{NDA},hba1c-58,type 2,50,S,2026-03-31", "Row 2, group: “type 2” is not a group"),
        (f"{NDA},hba1c-58,,50,S,2026-03-31", "Row 2, group: it is empty; known: type 1"),
        (f"{EAST},bp,type 1,50,S,2026-03-31", "Row 2, group: this set has no groups"),
        (f"{EAST},bp,,100.1,S,2026-03-31", "Row 2, percent: “100.1” is not a number from 0"),
        (f"{EAST},bp,,nan,S,2026-03-31", "Row 2, percent: “nan” is not a number"),
        (f"{EAST},bp,,,S,2026-03-31", "Row 2, percent: it is empty"),
        (f"{EAST},bp,,50,,2026-03-31", "Row 2, source: it is empty"),
        (f"{EAST},bp,,50,S,31 March", "Row 2, date: “31 March” is not a day"),
        (f"{EAST},bp,,50,S,2026-11-27", "Row 2, date: 27 Nov 2026 lies in the future"),
        (f"{EAST},hba1c-mean,,50,S,2026-03-31", "Row 2, measure: hba1c-mean is a mean"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(ws, file_of, row, mistake):
    with pytest.raises(UserError, match="has 1 mistake; nothing of it was taken in") as said:
        keep_benchmarks(ws, file_of(HEADING + row + "\n"))
    assert said.value.hint.startswith(mistake)
    assert kept(ws) == {}


def test_every_mistake_is_told_and_nothing_is_kept(ws, file_of):
    rows = [GOOD, f"{EAST},bp,,x,S,y\n", "\n", GOOD]
    with pytest.raises(UserError, match="has 3 mistakes") as said:
        keep_benchmarks(ws, file_of(HEADING + "".join(rows)))
    assert said.value.hint.splitlines() == [
        "Row 3, percent: “x” is not a number from 0 to 100",
        "Row 3, date: “y” is not a day; write it as 2026-03-31",
        "Row 5, measure: this measure and group stand above",
    ]
    assert kept(ws) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        (HEADING, "a heading and no figures"),
        ("set,measure,percent\n", "has no column group, source, date"),
        ("a\0b", "is not a CSV file"),
    ],
)
def test_a_file_that_is_none_is_refused(ws, file_of, text, words):
    with pytest.raises(UserError, match=words):
        keep_benchmarks(ws, file_of(text))


def test_a_file_that_is_not_there_is_said(ws, tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        keep_benchmarks(ws, tmp_path / "nothing.csv")


def test_a_file_from_a_spreadsheet_is_read(ws, file_of):
    text = HEADING + f'{EAST},bp,,50,"Borough, “north”",31/03/2026\n'
    keep_benchmarks(ws, file_of(text, "cp1252"))
    assert kept(ws)[EAST, "bp", ""].source == "Borough, “north”"
    keep_benchmarks(ws, file_of(text.replace("50", "51"), "utf-8-sig"))
    assert kept(ws)[EAST, "bp", ""].percent == 51
