"""A table costs little more than `csv` itself, and no more memory for more rows."""

import csv
import time
import tracemalloc
from itertools import islice

import pytest

from tests.intake.reading_tables import tables

_WIDTH, _ROUNDS, _AT_ONCE = 10, 5, 4096
_HEADINGS = "NHS Number,Organisation,Family Name,Given,Born,Gender,Date,Code Term,Value,Unit"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "list.csv"


def write(path, rows):
    with path.open("w", encoding="utf-8") as file:
        file.write(f"Search,all\n\n{_HEADINGS}\n")
        for number in range(rows):
            who = f"{9990000000 + number},Y00001,Family{number % 3000},Given{number % 500}"
            what = f"{number % 28 + 1:02d}/03/2026,Haemoglobin A1c level,{30 + number % 90}"
            file.write(f"{who},01/02/1950,Female,{what},{'mmol/mol' if number % 3 else ''}\n")


def bare(path):
    """What nobody can do without: the same rows, split and turned into columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        while records := list(islice(reader, _AT_ONCE)):
            if set(map(len, records)) == {_WIDTH}:
                list(zip(*records))


def read(table):
    return sum(len(rows.numbers) for rows in table.blocks())


def least_seconds(work):
    """Of the processor, since others may be using the machine."""
    spent = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


@pytest.mark.slow
def test_a_table_is_read_nearly_as_fast_as_csv_splits_it(path):
    write(path, 60_000)
    [table] = tables(path)
    assert read(table) == 60_000
    assert least_seconds(lambda: read(table)) < 1.6 * least_seconds(lambda: bare(path))


def test_ten_times_the_rows_need_no_more_memory(path):
    peaks = []
    for rows in (10_000, 100_000):
        write(path, rows)
        [table] = tables(path)
        tracemalloc.start()
        assert read(table) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
