"""Every page of letters and lists: each control named and reached by Tab, no word cut off."""

import pytest

from mdt_app.meeting.decisions import record_decision
from mdt_app.ui.outputs.kinds import FOLDER, OF_A_CASE, OF_A_MEETING
from mdt_app.ui.outputs.outputs import open_outputs
from tests.ui.every_state import State
from tests.ui.meeting_room import desk_open
from tests.ui.network import ADA
from tests.ui.sweeping import SMALL_AND_LARGE, cut_off, must_hold, wrong_by_keys

PAGES = [("", each.code) for each in OF_A_MEETING] + [(ADA, each.code) for each in OF_A_CASE]


@pytest.fixture
def desk(ws, meeting, two_threads, qtbot):
    record_decision(ws, meeting.id, ADA, ("start_sglt2", "refer:renal clinic"), "Repeat U&E")
    with desk_open(ws, two_threads, qtbot) as made:
        yield made


def pages(desk, ws, two_threads, hands):
    """Each page in turn, with what it may say shown."""
    outputs = open_outputs(desk.shell, ws, two_threads.runner, two_threads.saver)
    outputs.open_meeting()
    book = outputs.book
    for person, code in PAGES:
        outputs._show_scope(person)
        codes = [each.code for each in (OF_A_CASE if person else OF_A_MEETING)]
        book.list.setCurrentIndex(book.model.index(codes.index(code), 0))
        if code == FOLDER:
            for box in book.folder.boxes.values():
                box.setChecked(True)
        if book.halves.is_narrow:
            book._open_page()
        hands.look(30)
        yield State(code, desk.shell), book
    outputs.close()


def test_every_control_has_a_name_and_tab_comes_to_it_in_reading_order(
    desk, ws, two_threads, hands
):
    found = []
    for state, book in pages(desk, ws, two_threads, hands):
        book.list.setFocus()
        found += wrong_by_keys(state, book, hands)
    must_hold(found)


@pytest.mark.parametrize("drawn_at", SMALL_AND_LARGE, indirect=True)
def test_no_word_is_cut_off_on_any_page(desk, ws, two_threads, hands, drawn_at):
    shown = pages(desk, ws, two_threads, hands)
    must_hold([each for state, book in shown for each in cut_off(state, book)])
