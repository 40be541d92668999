"""Every page of letters and lists: each control named and reached by Tab, no word cut off."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from mdt_app.meeting.decisions import record_decision
from mdt_app.ui.outputs.kinds import FOLDER, OF_A_CASE, OF_A_MEETING
from mdt_app.ui.outputs.outputs import open_outputs
from mdt_app.ui.theme import change_looks
from tests.ui.every_state import (
    State,
    clipped,
    is_part_of_another,
    named,
    on_show,
    out_of_order,
    outside,
    said,
    stops,
    stops_wanted,
)
from tests.ui.meeting_room import desk_open
from tests.ui.network import ADA

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
    found = set()
    for state, book in pages(desk, ws, two_threads, hands):
        inside = [each for each in on_show(state.window) if book.isAncestorOf(each)]
        for widget in inside:
            is_control = isinstance(widget, (QAbstractButton, QAbstractItemView))
            is_control = is_control or widget in stops_wanted(state.window)
            if is_control and not is_part_of_another(widget) and not said(widget).strip():
                found.add(f"{state.name}: {named(widget)} has no name")
        book.list.setFocus()
        reached = stops(state, hands)
        for widget in stops_wanted(state.window):
            if book.isAncestorOf(widget) and widget not in reached:
                found.add(f"{state.name}: Tab never comes to {named(widget)}")
        for before, after in out_of_order(reached):
            found.add(f"{state.name}: from {named(before)} back to {named(after)}")
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((683, 384), 100), ((1366, 768), 200)]
)
@pytest.mark.usefixtures("looks_as_before")
def test_no_word_is_cut_off_on_any_page(desk, ws, two_threads, hands, themed, size, percent):
    change_looks(themed, "light", percent)
    desk.shell.resize(*size)
    hands.look(60)
    found = set()
    for state, book in pages(desk, ws, two_threads, hands):
        for widget in on_show(state.window):
            if not book.isAncestorOf(widget):
                continue
            if words := clipped(widget):
                found.add(f"{state.name}: {named(widget)}: {words}")
            elif isinstance(widget, QAbstractButton) and outside(widget):
                found.add(f"{state.name}: {named(widget)} lies outside")
    assert not found, "\n".join(sorted(found))
