"""What leaves a practice about its measures: readable, complete, and nobody given away."""

import csv
import re
from io import StringIO

from mdt_app.documents.measures_layout import measures_as_pdf
from mdt_app.documents.measures_table import HEADINGS, measures_as_csv
from mdt_app.measures.leaving import disclosed_board
from tests.documents.conftest import text_of
from tests.measures.invented_board import board


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(measures_as_csv(disclosed_board(board())))))


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


def test_the_report_says_everything_and_names_nobody():
    text = text_of(measures_as_pdf(disclosed_board(board())))
    for said in (
        "Measures: October 2026",
        "frozen 3 Nov 2026",
        "2 210 people with type 2 diabetes",
        "Historic thresholds.",
        "BP ≤ 140/80 and cholesterol ≤ 4.0",
        "45.9 %",
        "1 015 of 2 210",
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


def test_the_same_board_gives_the_same_bytes():
    leaving = disclosed_board(board())
    assert measures_as_pdf(leaving) == measures_as_pdf(leaving)
