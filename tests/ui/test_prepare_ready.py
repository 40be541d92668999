"""Readiness, being late and asking again on Prepare, as somebody at the keyboard meets them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate, nominations, wants_easy_read
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.messages import tell
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.shell import Shell
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.ui.network import ADA, BRAM, CLEO, nameless, take_everyone_in

CLOSES = TODAY - timedelta(2)
WHOLE = Nomination(ADA, True, "What next?", "her sight", asked="agreed", chosen_on=CLOSES)


@pytest.fixture
def planned(ws):
    """A meeting whose list closed two days ago."""
    return plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY + timedelta(1), cut_off=CLOSES))


@pytest.fixture
def screen(ws, two_threads, qtbot, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    shell = Shell(ws)
    qtbot.addWidget(shell)

    def prepare():
        return PrepareScreen(PrepareController(ws, two_threads.runner, two_threads.saver))

    shell.add_screen("prepare", "Prepare", prepare)
    shell.resize(1366, 768)
    shell.show()
    shell.show_screen("prepare")
    two_threads.settle()
    made = shell.screen_shown
    made.filter_row.segments.segment("everyone").click()
    made.open_person(ADA)
    return made


def press(screen, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(screen.window().focusWidget() or screen, key, modifier)


def saved(ws, number=ADA):
    with ws.vault.reading() as reading:
        return nominations(reading).get(number, Nomination(number))


def line_of(screen, number=ADA):
    return next(line for line in screen.table.rows.shown if line.nhs_number == number)


def test_a_chosen_case_says_at_once_what_it_needs_and_then_what_its_record_lacks(
    screen, two_threads
):
    press(screen, Qt.Key.Key_Space)
    two_threads.settle()
    words = [each.words for each in line_of(screen).missing]
    assert words[:3] == [
        "question missing",
        "not asked yet to be discussed",
        "what matters to the person missing",
    ]
    assert "ACR date missing, none on the record" in words
    assert not any(word.startswith("HbA1c") for word in words)


def test_the_count_opens_what_is_missing_and_enter_goes_there(screen, two_threads):
    press(screen, Qt.Key.Key_Space)
    two_threads.settle()
    assert screen.places.ready_button.text() == "1 of 1 not ready ▸"
    press(screen, Qt.Key.Key_M)
    assert screen.stack.currentWidget() is screen.missing
    assert screen.missing.table.hasFocus()
    assert nameless(screen) == []
    rows = [row.words for row in screen.missing.table.rows.shown]
    assert rows == ["Alder Road: 1 of 1 not ready", "Begum, Ada"]
    press(screen, Qt.Key.Key_Return)
    assert screen.stack.currentIndex() == 0
    assert screen.panel.question_edit.hasFocus()
    assert screen.selected == ADA


def test_escape_and_the_same_key_lead_back_to_the_list(screen):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_M):
        press(screen, Qt.Key.Key_M)
        assert screen.stack.currentWidget() is screen.missing
        press(screen, key)
        assert screen.stack.currentIndex() == 0
        assert screen.table.hasFocus()


def test_the_count_is_by_practice_and_goes_down_while_one_looks(ws, screen, two_threads):
    screen._controller.choosing.toggle(ADA)
    screen._controller.choosing.toggle(CLEO)
    two_threads.settle()
    press(screen, Qt.Key.Key_M)
    said = screen.missing.heading.text()
    assert said.startswith("2 of 2 not ready: question 2, consent 2, matters 2")
    screen._controller.choosing.set_asked(CLEO, "agreed")
    two_threads.settle()
    assert "consent 1" in screen.missing.heading.text()


def test_n_says_that_what_matters_was_not_asked_and_words_say_the_opposite(ws, screen, two_threads):
    press(screen, Qt.Key.Key_Space)
    assert "not asked" in screen.panel.matters_edit.placeholderText()
    press(screen, Qt.Key.Key_N)
    two_threads.settle()
    assert saved(ws).is_matter_not_asked
    assert screen.panel.matters_edit.placeholderText() == ""
    press(screen, Qt.Key.Key_W)
    QTest.keyClicks(screen.panel.matters_edit, "her sight")
    press(screen, Qt.Key.Key_Escape)
    two_threads.settle()
    assert (saved(ws).what_matters, saved(ws).is_matter_not_asked) == ("her sight", False)
    assert not screen.panel.not_asked_box.isEnabled()


def test_somebody_chosen_after_the_list_closed_is_marked_late_and_may_say_why(
    ws, planned, screen, two_threads
):
    screen.activated()
    assert screen.context().chip == "list closed Tue 24 Nov"
    press(screen, Qt.Key.Key_Space)
    two_threads.settle()
    assert line_of(screen).is_late
    assert col.lane(line_of(screen)) == "Full, late"
    assert screen.places.ready_button.text().endswith("not ready · 1 late ▸")
    assert "1 late, 1 of them without a reason" in screen.places.ready_button.accessibleName()
    assert screen.panel.late_heading.text() == "Late: the list closed on 24 Nov 2026."
    press(screen, Qt.Key.Key_L)
    assert screen.panel.late_edit.hasFocus()
    QTest.keyClicks(screen.panel.late_edit, "seen on Wednesday")
    press(screen, Qt.Key.Key_Escape)
    two_threads.settle()
    assert saved(ws).late_reason == "seen on Wednesday"
    assert screen._controller.late_words == "1 late"


def test_space_twice_makes_nobody_late_who_was_chosen_in_time(ws, planned, screen, two_threads):
    nominate(Workspace(ws.vault, ws.user, lambda: CLOSES), WHOLE)
    screen.activated()
    assert not line_of(screen).is_late
    assert not screen.panel.late_edit.isVisible()
    press(screen, Qt.Key.Key_Space)
    press(screen, Qt.Key.Key_Space)
    two_threads.settle()
    assert saved(ws).is_chosen
    assert not line_of(screen).is_late


def test_who_is_left_out_stays_dimmed_until_after_the_next_meeting(
    ws, planned, screen, two_threads
):
    screen.activated()
    press(screen, Qt.Key.Key_3)
    QTest.keyClicks(screen.panel.reason_edit, "in hospital")
    press(screen, Qt.Key.Key_Escape)
    two_threads.settle()
    left_out = line_of(screen)
    assert (left_out.is_left_out, left_out.lane, left_out.ready) == (True, "Not now", "till 28 Nov")
    assert saved(ws).ask_again_on == planned.held_on + timedelta(1)
    assert screen.panel.again.words.text() == "Ask again on 28 Nov 2026"


def test_the_day_to_ask_again_is_chosen_by_key(ws, screen, two_threads):
    press(screen, Qt.Key.Key_3)
    press(screen, Qt.Key.Key_Escape)
    press(screen, Qt.Key.Key_A)
    assert screen.panel.again.when.segment("next").hasFocus()
    screen.panel.again.when.segment("6").click()
    two_threads.settle()
    assert saved(ws).ask_again_on == date(2027, 5, 26)


def test_when_the_day_comes_the_question_is_put_again(ws, screen, two_threads):
    out = replace(WHOLE, is_chosen=False, lane="not_this_time", reason="abroad")
    nominate(ws, replace(out, ask_again_on=TODAY))
    screen.activated()
    asked = line_of(screen)
    assert (asked.asks_again, asked.is_left_out, asked.lane) == (True, False, "Ask again")
    assert screen.panel.proposed.text().startswith("Ask again: left out until 26 Nov 2026, abroad.")
    press(screen, Qt.Key.Key_1)
    two_threads.settle()
    assert saved(ws).is_chosen
    assert saved(ws).ask_again_on is None


def test_leaving_out_again_asks_after_a_later_day(ws, planned, screen, two_threads):
    out = replace(WHOLE, is_chosen=False, lane="not_this_time", reason="abroad")
    nominate(ws, replace(out, ask_again_on=TODAY))
    screen.activated()
    press(screen, Qt.Key.Key_3)
    two_threads.settle()
    assert saved(ws).ask_again_on == planned.held_on + timedelta(1)


def test_an_objection_says_what_it_means_and_takes_the_place_away(ws, screen, two_threads):
    press(screen, Qt.Key.Key_Space)
    assert screen.places.places.text().startswith("1 of")
    press(screen, Qt.Key.Key_O)
    two_threads.settle()
    assert screen.places.places.text().startswith("0 of")
    assert screen.panel.objects_words.isVisible()
    assert line_of(screen).ready == "objects"
    press(screen, Qt.Key.Key_Space)
    two_threads.settle()
    assert line_of(screen).ready == "objects"  # said also of who is not chosen


def test_v_goes_through_the_views_and_back(screen):
    screen.table.setFocus()
    press(screen, Qt.Key.Key_V)
    assert screen.filter_row.segments.choice() == "flagged"
    press(screen, Qt.Key.Key_V)
    assert screen.filter_row.segments.choice() == "chosen"
    screen.filter_row.segments.segment("flagged").setFocus()
    press(screen, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    assert screen.filter_row.segments.choice() == "flagged"


def test_not_choosing_loses_nothing_that_was_said(ws, screen, two_threads):
    nominate(ws, replace(WHOLE, minutes=8))
    screen.activated()
    press(screen, Qt.Key.Key_Space)
    two_threads.settle()
    now = saved(ws)
    assert not now.is_chosen
    assert (now.question, now.what_matters, now.asked, now.minutes) == (
        "What next?",
        "her sight",
        "agreed",
        8,
    )
    assert line_of(screen).ready == "not chosen"


def test_the_person_shown_is_in_sight_again_when_the_filter_is_cleared(screen):
    screen.window().resize(1366, 330)
    press(screen, Qt.Key.Key_F)
    QTest.keyClicks(screen.filter_row.words, BRAM)
    screen.filter_row.words.clear()
    assert screen.selected == BRAM
    index = screen.table.currentIndex()
    shown = screen.table.visualRect(index)
    assert screen.table.viewport().rect().contains(shown.center())


def test_the_day_of_agreeing_is_kept_and_said(ws, screen, two_threads):
    press(screen, Qt.Key.Key_Y)
    two_threads.settle()
    assert saved(ws).asked_on == TODAY
    assert screen.panel.asked_words.text() == "on 26 Nov 2026"
    press(screen, Qt.Key.Key_U)
    two_threads.settle()
    assert saved(ws).asked_on is None
    assert not screen.panel.asked_words.isVisible()


def test_e_goes_to_the_estimated_time(ws, screen, two_threads):
    press(screen, Qt.Key.Key_E)
    assert screen.panel.minutes.segment("5").hasFocus()
    screen.panel.minutes.segment("8").click()
    two_threads.settle()
    assert saved(ws).minutes == 8


@pytest.mark.parametrize("number", [ADA, BRAM, CLEO])
def test_nothing_of_the_panel_is_cut_at_its_right_edge(ws, planned, screen, two_threads, number):
    screen.activated()
    screen.open_person(number)
    for keys in ((Qt.Key.Key_Space,), (Qt.Key.Key_O,), (Qt.Key.Key_3, Qt.Key.Key_Escape)):
        for key in keys:
            press(screen, key)
        two_threads.settle()
        assert screen.panel.body.minimumSizeHint().width() <= screen.panel.area.viewport().width()


def test_the_table_paints_the_current_row_and_dims_who_is_left_out(ws, screen, two_threads):
    nominate(ws, Nomination(BRAM, lane="not_this_time", reason="abroad"))
    screen.activated()
    screen.open_person(ADA)
    two_threads.settle()
    names = {number: pixels_of_name(screen, number) for number in (ADA, BRAM, CLEO)}
    darkest = {number: min(colours) for number, colours in names.items()}
    assert darkest[BRAM] > darkest[CLEO]
    assert names[ADA][0] != names[CLEO][0]  # the ground of the current row


def pixels_of_name(screen, number):
    """How bright the name's cell is, pixel by pixel."""
    table = screen.table
    place = table.rows.place_of(lambda line: line.nhs_number == number)
    box = table.visualRect(table.rows.index(place, col.PATIENT))
    image = table.viewport().grab(box).toImage()
    return [
        image.pixelColor(x, y).lightness()
        for y in range(2, image.height() - 2)
        for x in range(image.width())
    ]


def test_a_message_leaves_the_window_no_higher_than_a_small_screen(screen):
    """At 200 % a screen of 768 lines has 384, and the frame around a window takes some."""
    tell(screen, "Somebody is on the agenda.", "Meet shows them in order.")
    assert screen.window().minimumSizeHint().height() <= 384 - 30


def test_h_says_that_the_person_needs_easy_read_and_it_is_known_at_the_next_meeting(
    ws, screen, two_threads
):
    press(screen, Qt.Key.Key_H)
    two_threads.settle()
    assert saved(ws).wants_easy_read is True
    with ws.vault.reading() as reading:
        assert wants_easy_read(reading, ADA)
        assert not wants_easy_read(reading, CLEO)
    met = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    build_agenda(ws, met.id, [ADA])
    start_meeting(ws, met.id)
    end_meeting(ws, met.id)
    screen.activated()
    two_threads.settle()
    assert screen.panel.nhs_number == ADA
    assert screen.panel.easy_read_box.isChecked()
    press(screen, Qt.Key.Key_H)
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert not wants_easy_read(reading, ADA)
