"""Many lines where one is usual: every document is made, in a time that grows like them."""

import shutil
import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.platypus import PageBreak

from mdt_app.documents.issuing import document_of
from mdt_app.documents.long_text import LongText
from mdt_app.documents.marking import marked
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import CountingCanvas, Sheets, bold, set_text, words
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.documents.hostile_meeting import hold
from tests.invented import PASSPHRASE, TODAY, USER

MANY = 150


def _lines(count: int, what: str = "line") -> str:
    return "\n".join(f"{what} {number}." for number in range(count))


def _minutes_s(template: Path, folder: Path, count: int) -> float:
    """How long the machine works on minutes with so many lines in every field."""
    shutil.copytree(template, folder)
    with open_store(folder, PASSPHRASE)[0] as vault:
        held = hold(Workspace(vault, USER, lambda: TODAY), _lines(count))
        with vault.reading() as reading:
            document_of(reading, held.meeting.id)  # fonts and tables of it are read once
            before = time.process_time()
            document_of(reading, held.meeting.id)
            return time.process_time() - before


@pytest.mark.slow
def test_twice_the_lines_in_every_field_take_about_twice_as_long(store_template, tmp_path):
    once, twice = (_minutes_s(store_template, tmp_path / str(n), n * MANY) for n in (1, 2))
    assert twice < 3 * once


def _pages(*story, left: str = "", foot: str = "") -> list[str]:
    target = BytesIO()
    furniture = {"left": left, "right": "", "foot": foot}
    Sheets(target, title="T", author="A", **furniture).build(
        list(story), canvasmaker=CountingCanvas
    )
    return [page.extract_text() for page in PdfReader(target).pages]


def test_what_goes_on_over_many_pages_is_all_there_and_in_order():
    text = _lines(300)
    long = words(text)
    assert isinstance(long, LongText)
    said = "\n".join(_pages(long, ruled_table(("What", "Who"), [(text, text)], (0.5, 0.5))))
    assert [said.count(f"line {number}.\n") for number in range(299)] == 299 * [3]
    assert [said.index(f"line {n}.") for n in range(300)] == sorted(
        said.index(f"line {n}.") for n in range(300)
    )


def test_long_lines_in_bold_and_with_a_bullet_are_cut_between_lines():
    text = _lines(100)
    fact = set_text(bold(text), "fact", "!")
    assert isinstance(fact, LongText)
    said = "\n".join(_pages(fact))
    assert said.count("!") == 1
    assert all(f"line {number}." in said for number in range(100))


def test_what_every_page_repeats_is_two_lines_at_most_and_says_that_it_is_cut():
    """Or it would cover what the page is for."""
    left = marked(f"the first {'word ' * 40} and the last")
    for page in _pages(words("one"), PageBreak(), words("two"), left=left, foot="the<br/>foot"):
        there = [each for each in ("the first", "word", "last", "the foot") if each in page]
        assert there == ["the first", "word", "the foot"]
        assert page.count("\N{HORIZONTAL ELLIPSIS}") == 1
