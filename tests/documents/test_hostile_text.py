"""Whatever was written, in every field at once: every document is made and says it as words."""

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from mdt_app.clinical.shown_text import shown, shown_line
from mdt_app.documents.calendar_file import as_ics, days_ahead
from mdt_app.documents.issuing import (
    FORMS,
    addendum_document,
    approve_minutes,
    document_of,
    issue_addendum,
)
from mdt_app.documents.letter_case import LetterCase, case_of
from mdt_app.documents.measures_layout import measures_as_pdf
from mdt_app.documents.measures_report import board_to_leave
from mdt_app.documents.measures_table import measures_as_csv
from mdt_app.documents.outputs import ACTIONS, SUMMARY, Order, as_pdf, write_outputs
from mdt_app.documents.preview import PASTED, preview_of
from mdt_app.documents.searches import write_searches_page
from mdt_app.documents.trail_pdf import write_trail
from mdt_app.intake.exporting import export_store
from mdt_app.meeting.meetings import end_meeting
from mdt_app.meeting.templates import GP_LETTER, PERSON_LETTER
from mdt_app.meeting.trail import Wish
from mdt_app.vault.checking import check_store
from mdt_app.vault.storable import storable
from mdt_app.vault.workspace import Workspace
from tests.documents.accessibility import parsed, problems_of
from tests.documents.conftest import text_of
from tests.documents.hostile_meeting import HostileMeeting, hold
from tests.hostile import HOSTILE, LONG, SHORT, latin_seen
from tests.meeting.conftest import ADA

SET = "nda-2025"
TWO_LINES = 80
"""Letters that stand on two lines of what every page repeats, however wide they are."""
Made = Iterator[tuple[str, str]]


def minutes_of(held: HostileMeeting, whoms: tuple[str, ...] = ("whole", "Y00001")) -> Made:
    """The minutes for each of these, in both forms, as they are read."""
    with held.ws.vault.reading() as reading:
        for whom in whoms:
            for form in FORMS:
                made = document_of(reading, held.meeting.id, whom, form)
                yield f"minutes {whom} {form}", _read(made, form)


def letters_of(held: HostileMeeting) -> Made:
    with held.ws.vault.reading() as reading:
        case = case_of(reading, held.meeting.id, ADA)
        assert isinstance(case, LetterCase)
        for kind in (GP_LETTER, PERSON_LETTER, SUMMARY):
            yield kind, _read(as_pdf(reading, case, kind), "pdf")
            page = preview_of(reading, case, kind).html
            assert set(re.findall(r"<(\w+)", page)) <= {
                *("h3", "p", "b", "ul", "li", "br", "table", "tr", "th", "td")
            }
            yield f"{kind} preview", _visible(page)
        for kind in PASTED:
            yield kind, preview_of(reading, case, kind).text


def lists_of(held: HostileMeeting, folder: Path) -> Made:
    folder.mkdir()
    order = Order(held.meeting.id, (GP_LETTER, PERSON_LETTER, SUMMARY, ACTIONS))
    written = write_outputs(held.ws, order, folder)
    assert all(re.fullmatch(r"[\w-]+\.pdf", path.name) for path in written.files)
    yield "actions", _read((folder / "actions-by-owner.pdf").read_bytes(), "pdf")
    write_trail(held.ws, Wish(person=ADA), folder / "trail.pdf")
    yield "trail", _read((folder / "trail.pdf").read_bytes(), "pdf")
    write_searches_page(folder / "searches.pdf", held.meeting.title)
    said, title = _read((folder / "searches.pdf").read_bytes(), "pdf"), held.meeting.title
    if len(title) <= TWO_LINES:
        yield "searches", said
    else:  # it stands only in what every page repeats, which is cut with a sign
        assert "\N{HORIZONTAL ELLIPSIS}" in said


def issued_of(held: HostileMeeting, text: str) -> Made:
    end_meeting(held.ws, held.meeting.id)
    approve_minutes(held.ws, held.meeting.id, text)
    addendum = issue_addendum(held.ws, held.meeting.id, text, by=text, about=ADA)
    with held.ws.vault.reading() as reading:
        for whom in ("whole", "Y00001"):
            for form in FORMS:
                made = addendum_document(reading, addendum, whom, form)
                assert made is not None
                yield f"addendum {whom} {form}", _read(made, form)
    yield from minutes_of(held)


def _read(made: bytes, form: str) -> str:
    if form == "pdf":
        return text_of(made)
    assert problems_of(made) == []
    assert parsed(made).of("script", "img", "b", "para", "font") == []
    return _visible(made.decode())


def _visible(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


def wanted(text: str) -> str:
    """What a reader must find; a sign that no font has is printed by its name."""
    return latin_seen(shown(text))


def lost(made: Made, text: str) -> list[str]:
    """The documents in which the text is not to be read."""
    return [name for name, said in made if wanted(text) not in latin_seen(said)]


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_every_document_is_made_and_says_what_was_written(ws: Workspace, tmp_path, text: str):
    held = hold(ws, text)
    assert lost(minutes_of(held), text) == []
    assert dict(minutes_of(held, ("network",))).keys()
    assert lost(letters_of(held), text) == []
    assert lost(lists_of(held, tmp_path / "lists"), text) == []
    assert lost(issued_of(held, text), text) == []
    assert check_store(ws.vault) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_calendar_holds_one_meeting_and_its_days(ws: Workspace, text: str):
    held = hold(ws, text)
    with held.ws.vault.reading() as reading:
        made = as_ics(days_ahead(reading, held.meeting.held_on))
    events = Calendar.from_ical(made).walk("VEVENT")
    assert len(events) == 3
    title = shown(held.meeting.title).replace(r"\N", "\n")  # the library reads it so
    assert str(events[0]["SUMMARY"]) == title
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", made)


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_what_is_pasted_is_lines_without_an_order_in_them(ws: Workspace, text: str):
    held = hold(ws, text)
    pasted = {name: said for name, said in letters_of(held) if name in PASTED}
    assert len(pasted) == 2
    for said in pasted.values():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e]", said)
        assert all(line.strip() for line in said.removesuffix("\r\n").split("\r\n"))
        assert shown_line(storable(text)) in shown_line(said)


FORMULAS = {name: text for name, text in SHORT.items() if "formula" in name or "half" in name}


@pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)
def test_no_table_holds_a_formula(ws: Workspace, tmp_path, text: str):
    held = hold(ws, text)
    tables = [path.read_text(encoding="utf-8") for path in export_store(held.ws, tmp_path / "out")]
    board = board_to_leave(held.ws, SET, None)
    tables.append(measures_as_csv(board))
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table)) for cell in row]
    assert any(latin_seen(text)[:80] in latin_seen(cell) for cell in cells)
    for cell in cells:
        assert not re.match(r"\s*[=+@＝＋－＠]|\s*-\D|[\t\r\n]", cell), cell[:80]
    assert text_of(measures_as_pdf(board))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_summary_cuts_what_there_is_no_room_for_and_says_how_much(ws: Workspace, text: str):
    held = hold(ws, text)
    with held.ws.vault.reading() as reading:
        case = case_of(reading, held.meeting.id, ADA)
        assert isinstance(case, LetterCase)
        pages = PdfReader(io.BytesIO(as_pdf(reading, case, SUMMARY))).pages
    assert len(pages) <= 2  # one, unless every field at once is as long as this
    assert "more letters in the minutes" in " ".join(pages[0].extract_text().split())


def test_the_search_itself_finds_what_is_lost():
    made: list[tuple[str, str]] = [("whole", "say <b>x</b> here"), ("bare", "say x here")]
    assert lost(iter(made), "<b>x</b>") == ["bare"]


# -- without each protection the tests above find what it keeps out -------------------------------


def whatever_happens(look: Callable[[], object]) -> object:
    """What a look found, or the error it ended in."""
    try:
        return look()
    except Exception as error:
        return type(error).__name__


def unprotected(monkeypatch, *places: str) -> None:
    for place in places:
        monkeypatch.setattr(place, lambda text, **_: text)


@pytest.mark.parametrize("name", ["mark-up left open", "mark-up closed unasked"])
def test_without_marking_a_paper_fails_or_loses_words(ws: Workspace, monkeypatch, name: str):
    held = hold(ws, SHORT[name])
    unprotected(monkeypatch, "mdt_app.documents.sheets.marked")
    found = whatever_happens(lambda: lost(minutes_of(held), SHORT[name]))
    assert found == "ValueError" or found


def test_without_escaping_a_page_runs_what_was_typed(ws: Workspace, monkeypatch):
    held = hold(ws, SHORT["a script"])
    unprotected(monkeypatch, "mdt_app.documents.html_parts.escape")
    assert whatever_happens(lambda: lost(minutes_of(held), SHORT["a script"])) == "AssertionError"


def test_without_its_door_a_calendar_holds_orders(ws: Workspace, monkeypatch):
    held = hold(ws, SHORT["signs without a look"])
    unprotected(monkeypatch, "mdt_app.documents.calendar_file.shown")
    with held.ws.vault.reading() as reading:
        assert b"\x07" in as_ics(days_ahead(reading, held.meeting.held_on))


def test_without_defusing_a_table_holds_a_formula(ws: Workspace, monkeypatch, tmp_path):
    held = hold(ws, SHORT["a formula"])
    unprotected(monkeypatch, "mdt_app.intake.exporting.defused")
    paths = export_store(held.ws, tmp_path / "out")
    cells = [
        cell
        for path in paths
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        for cell in row
    ]
    assert any(cell.startswith("=") for cell in cells)


def test_without_its_door_into_the_file_half_a_pair_is_a_fault(ws: Workspace, monkeypatch):
    unprotected(monkeypatch, "mdt_app.vault.entries.storable")
    assert whatever_happens(lambda: hold(ws, SHORT["half a pair"])) == "UnicodeEncodeError"
