"""A table needs no more memory for more rows."""

import tracemalloc

import pytest

from tests.intake.reading_tables import tables

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


def read(table):
    return sum(len(rows.numbers) for rows in table.blocks())


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
