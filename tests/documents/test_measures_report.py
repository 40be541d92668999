"""What leaves a practice about its measures: readable, complete, and nobody given away."""

import csv
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from mdt_app.documents.measures_report import report_of, write_measures_report
from mdt_app.documents.measures_table import HEADINGS, measures_as_csv, write_measures_table
from mdt_app.documents.needed_list import needed_list, write_needed_list, write_nhs_numbers
from mdt_app.errors import UserError
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.documents.conftest import text_of
from tests.measures.invented_board import ALDER, BIRCH, PEOPLE, board


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(measures_as_csv(board()))))


def test_no_count_from_1_to_7_but_5_is_in_the_table():
    counts = [int(row[name]) for row in rows() for name in ("numerator", "denominator")]
    counts += [int(n) for row in rows() for n in re.findall(r"\d+", row["excluded"])]
    assert {count for count in counts if 1 <= count <= 7} == {5}
    assert all(count % 5 == 0 for count in counts)


def test_percentages_follow_from_the_rounded_counts():
    for row in rows():
        if row["percent"]:
            share = 100 * int(row["numerator"]) / int(row["denominator"])
            assert row["percent"] == f"{share:.1f}"


def test_the_table_has_each_month_measure_and_practice_once():
    keys = [(r["month"], r["measure"], r["group"], r["practice"]) for r in rows()]
    assert len(keys) == len(set(keys)) == 18 * 4 + 4
    assert tuple(rows()[0]) == HEADINGS


def test_a_name_cannot_become_a_formula():
    names = {row["practice_name"] for row in rows()}
    assert "'=Cedar Street" in names
    assert not any(name.startswith("=") for name in names)


def test_the_mean_of_fewer_than_8_people_is_withheld():
    found = {
        row["practice"]: row["mean_percent"]
        for row in rows()
        if row["measure"] != "bp-and-cholesterol"
    }
    assert found["Y00003"] == ""
    assert found[""] == "7.66"


def test_the_report_says_everything_and_names_nobody(tmp_path: Path):
    write_measures_report(board(), tmp_path / "report.pdf")
    text = text_of(tmp_path / "report.pdf")
    for said in (
        "Measures: October 2026",
        "frozen 3 Nov 2026",
        "about 2,210 people with type 2 diabetes",
        "Historic thresholds.",
        "BP ≤ 140/80 and cholesterol ≤ 4.0",
        "45.9 %",
        "1,015 of 2,210",
        "about 95 more people",
        "Alder Road",
        "a real shift",
        "60.3 mmol/mol (7.66 %)",
        "withheld: small numbers",
        "benchmark 44.5 % (the borough, October 2026)",
        "Counts are rounded",
        "Hull and others 2014",
    ):
        assert said in text, said
    assert "EXEMPLAR" not in text
    body = re.sub(r"Page \d+ of \d+", "", text)
    assert not re.search(r"\b[1-46-7] (of \d|people)", body)
    assert "93" not in text, "the exact count of people needed"


def test_the_sentence_is_about_the_rounded_figures():
    line = report_of(board()).lines[0]
    first, last = line.months[0].figure.percent, line.months[-1].figure.percent
    assert first is not None
    assert last is not None
    assert line.sentence.startswith(f"Up from {first:.1f} % to {last:.1f} % in 18 months")


def test_the_same_board_gives_the_same_bytes(tmp_path: Path):
    for name in ("one.pdf", "two.pdf"):
        write_measures_report(board(), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_list_of_who_is_needed_names_only_who_misses_it(ws: Workspace, tmp_path: Path):
    listed = needed_list(board(), board().lines[0], PEOPLE)
    write_needed_list(ws, listed, tmp_path / "needed.pdf")
    text = text_of(tmp_path / "needed.pdf")
    assert "EXEMPLAR, Ada" in text
    assert "999 000 0018" in text
    assert "BP 152/88 on 3 Nov 2026" in text
    assert "SPECIMEN" not in text
    assert "CONFIDENTIAL" in text
    assert "1 person does not achieve it yet." in text


def test_the_numbers_for_a_batch_search_are_one_a_line(ws: Workspace, tmp_path: Path):
    listed = needed_list(board(), board().lines[0], PEOPLE)
    write_nhs_numbers(ws, listed, tmp_path / "numbers.txt")
    assert (tmp_path / "numbers.txt").read_bytes() == b"9990000018\r\n"
    with ws.vault.reading() as reading:
        kept = all_entries(reading, "export")
    assert [entry.payload["files"] for entry in kept] == [["numbers.txt"]]
    assert "9990000018" not in str([entry.payload for entry in kept])


@pytest.mark.parametrize("own", ["", BIRCH])
def test_nobody_of_another_practice_is_ever_listed(own: str):
    with pytest.raises(UserError, match="own practice"):
        needed_list(board(own), board(own).lines[0], PEOPLE)


def test_a_list_that_cannot_be_written_says_so(tmp_path: Path):
    with pytest.raises(UserError, match="could not be written"):
        write_measures_table(replace(board(), network="N"), tmp_path / "no" / "table.csv")
    assert ALDER in measures_as_csv(board())
