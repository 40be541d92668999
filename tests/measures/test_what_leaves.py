"""Files that leave the measures: rounded for everyone, named for one's own practice only."""

import csv
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdt_app.documents.measures_report import write_measures_report
from mdt_app.documents.measures_table import write_measures_table
from mdt_app.documents.people_list import Behind, write_nhs_numbers, write_people_list
from mdt_app.errors import UserError
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.measures.conftest import EAST, NUMBERS, OCTOBER

ALDER = Behind(EAST, "hba1c-58", "", "Y00001", TODAY)


def text_of(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def at_alder(ws: Workspace, six_people) -> Workspace:
    choose_own_practice(ws, "Y00001")
    return ws


def test_a_small_network_gives_no_small_count_away(ws, six_people, tmp_path):
    write_measures_table(ws, EAST, OCTOBER, tmp_path / "october.csv")
    text = (tmp_path / "october.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    counts = {int(row[name]) for row in rows for name in ("numerator", "denominator")}
    assert counts == {0, 5}
    assert {row["mean_percent"] for row in rows} == {""}, "a mean of so few"


def test_the_report_of_a_small_network_gives_no_small_count_away(ws, six_people, tmp_path):
    write_measures_report(ws, EAST, None, tmp_path / "report.pdf")
    text = re.sub(r"Page \d+ of \d+", "", text_of(tmp_path / "report.pdf"))
    assert "5 people with type 2 diabetes" in text
    assert not re.search(r"\b[1-46-7] (of \d|people|more)", text)
    assert not re.search("|".join(NUMBERS), text.replace(" ", ""))


def test_the_list_of_who_is_needed_names_only_who_misses_it(at_alder, tmp_path):
    write_people_list(at_alder, ALDER, "missed", tmp_path / "needed.pdf")
    text = text_of(tmp_path / "needed.pdf")
    assert "Still needed: HbA1c ≤ 58 mmol/mol" in text
    assert "SPECIMEN" in text
    assert "EXEMPLAR" not in text
    assert "CONFIDENTIAL" in text
    assert "1 person." in text


def test_a_segment_with_nobody_says_so(at_alder, tmp_path):
    write_people_list(at_alder, ALDER, "left out", tmp_path / "out.pdf")
    assert "Nobody is left out." in text_of(tmp_path / "out.pdf")


def test_the_numbers_for_a_batch_search_are_one_a_line(at_alder, tmp_path):
    write_nhs_numbers(at_alder, ALDER, "missed", tmp_path / "numbers.txt")
    assert (tmp_path / "numbers.txt").read_bytes() == f"{NUMBERS[1]}\r\n".encode()


def test_what_left_is_kept_on_file_without_a_name(at_alder, tmp_path):
    write_nhs_numbers(at_alder, ALDER, "everyone", tmp_path / "numbers.txt")
    write_measures_report(at_alder, EAST, None, tmp_path / "report.pdf")
    with at_alder.vault.reading() as reading:
        kept = [entry.payload for entry in all_entries(reading, "export")]
    assert [payload["files"] for payload in kept] == [["numbers.txt"], ["report.pdf"]]
    assert NUMBERS[0] not in str(kept)


def test_nobody_of_another_practice_is_ever_listed(at_alder, tmp_path):
    other = Behind(EAST, "hba1c-58", "", "Y00002", TODAY)
    for write in (write_people_list, write_nhs_numbers):
        with pytest.raises(UserError):
            write(at_alder, other, "missed", tmp_path / "others")
    assert list(tmp_path.glob("others*")) == []


def test_a_folder_that_is_not_there_is_said_in_one_sentence(at_alder, tmp_path):
    with pytest.raises(UserError, match="could not be written"):
        write_measures_table(at_alder, EAST, OCTOBER, tmp_path / "no" / "table.csv")
