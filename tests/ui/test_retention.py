"""Keeping and erasing in the window, by keyboard: listed, kept longer, counted, erased."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.retention import retention_years, review_of
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import person_by_number
from mdt_app.vault.backups import back_up
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import ERASED, all_entries
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.trail import RESTORED, Access, note_in
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import put_person
from tests.ui.every_state import State
from tests.ui.meeting_room import desk_open
from tests.ui.pointing import at_the_keyboard
from tests.ui.sweeping import SMALL_AND_LARGE, cut_off, must_hold, wrong_by_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ADA, BRAM, CLEO = "9990000018", "9990000026", "9990000034"


def hold(ws, on):
    """A meeting about Bram, held and ended on that day."""
    then = Workspace(ws.vault, ws.user, lambda: on)
    meeting = plan_meeting(then, Meeting("", "Network 3 MDT", on))
    start_meeting(then, meeting.id)
    build_agenda(then, meeting.id, [BRAM])
    record_decision(then, meeting.id, BRAM, ("continue",), "Repeat bloods")
    return end_meeting(then, meeting.id)


@pytest.fixture
def held(ws):
    """One meeting that is due, one that is not, and somebody who died long ago."""
    put_person(ws, ADA, "Exemplar", died_on=date(2015, 3, 1).toordinal())
    put_person(ws, BRAM, "Specimen", "Y00002", forename="Bram")
    put_person(ws, CLEO, "Sample", forename="Cleo")
    back_up(ws.vault, "before")
    return [hold(ws, date(2018, 3, 8)), hold(ws, date(2025, 6, 5))]


@pytest.fixture
def desk(ws, held, two_threads, qtbot):
    with desk_open(ws, two_threads, qtbot) as made:
        QTest.keyClick(made.shell, Qt.Key.Key_E, CTRL | SHIFT)
        two_threads.settle()
        yield made


@pytest.fixture
def page(desk):
    return desk.shell.screen_shown


@pytest.fixture
def settle(desk, two_threads, qtbot):
    """Wait until everything asked for is saved, counted or erased, and told."""

    def wait():
        qtbot.waitUntil(lambda: not desk.saver.is_saving)
        two_threads.settle()

    return wait


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifiers)


def write(words):
    QTest.keyClicks(at_the_keyboard(), words)


def lines(page):
    return [(line.title, line.state) for line in page.controller.lines]


def erased(ws):
    with ws.vault.reading() as reading:
        return all_entries(reading, ERASED)


def test_what_is_due_comes_first_and_nothing_is_done_by_itself(ws, page):
    assert lines(page) == [
        ("Network 3 MDT, 8 Mar 2018", "Due since 8 Mar 2026"),
        ("EXEMPLAR, Ada", "Died on 1 Mar 2015"),
        ("Network 3 MDT, 5 Jun 2025", "Until 5 Jun 2033"),
    ]
    assert page.list.hasFocus()
    assert "after 8 years" in page.years.text()
    assert erased(ws) == []


def test_after_an_older_copy_was_put_back_it_says_that_erased_things_are_here_again(ws, desk, page):
    note_in(ws.vault, ws.user, [Access(RESTORED, "data-20260301T120000Z-schedule.db")])
    page.controller.load()
    assert "put back from a copy of 1 Mar 2026" in page.years.text()
    assert "Erase it again" in page.years.text()


def test_it_is_found_by_its_words_and_from_the_settings_and_esc_leads_back(desk, page):
    desk.shell.show_screen("settings")
    settings = desk.shell.screen_shown
    settings.retention_button.click()
    assert desk.shell.screen_shown is page
    press(Qt.Key.Key_Escape)
    assert desk.shell.screen_shown is settings
    press(Qt.Key.Key_K, CTRL)
    write("keeping and")
    press(Qt.Key.Key_Return)
    assert desk.shell.screen_shown is page


def test_a_meeting_is_kept_longer_by_keyboard(ws, held, page, settle):
    press(Qt.Key.Key_L)
    write("1 Jan 2029")
    press(Qt.Key.Key_Return)
    write("An inquiry is going on.")
    press(Qt.Key.Key_Return)
    settle()
    with ws.vault.reading() as reading:
        review = review_of(reading, held[0].id)
    assert (review.on, review.reason) == (date(2029, 1, 1), "An inquiry is going on.")
    assert page.state.text() == "Until 1 Jan 2029"
    assert "Kept longer by N. Patel: An inquiry is going on." in page.sentence.text()
    assert not page.longer_box.isVisible()


def test_a_day_that_is_none_is_told(ws, held, desk, page, expected_warnings):
    expected_warnings.append("shown to user")
    press(Qt.Key.Key_L)
    write("soon")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert "not a day" in desk.shell.message_bar.message.text()
    assert page.longer_box.isVisible()


def test_a_meeting_is_erased_only_with_a_reason_and_the_word_typed(ws, page, settle):
    press(Qt.Key.Key_E)
    settle()
    assert "This would go:" in page.erase_box.words.text()
    assert not page.erase_box.erase_button.isEnabled()
    press(Qt.Key.Key_Space)
    assert not page.erase_box.erase_button.isEnabled()
    page.erase_box.word_edit.setFocus()
    write("eras")
    assert not page.erase_box.erase_button.isEnabled()
    write("e")
    assert page.erase_box.erase_button.isEnabled()
    press(Qt.Key.Key_Return)
    assert erased(ws) == []
    press(Qt.Key.Key_Return)
    settle()
    assert len(erased(ws)) > 3
    assert check_store(ws.vault) == []
    assert lines(page)[0][0] == "EXEMPLAR, Ada"


def test_escape_erases_nothing_and_forgets_the_word(ws, page, settle):
    press(Qt.Key.Key_E)
    settle()
    page.erase_box.because.segment("mistake").click()
    page.erase_box.word_edit.setFocus()
    write("erase")
    press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    press(Qt.Key.Key_E)
    settle()
    assert page.erase_box.word_edit.text() == ""
    assert not page.erase_box.erase_button.isEnabled()
    assert erased(ws) == []


def test_a_reason_that_does_not_hold_is_refused_in_words(ws, desk, page, settle, expected_warnings):
    expected_warnings.append("shown to user")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_E)
    settle()
    page.erase_box.because.segment("retention").click()
    page.erase_box.word_edit.setText("erase")
    page.erase_box.erase_button.click()
    settle()
    assert "has not come" in desk.shell.message_bar.message.text()
    assert erased(ws) == []
    assert page.list.isEnabled()


def test_somebody_is_found_by_number_and_erased_with_the_older_copies(ws, desk, page, settle):
    press(Qt.Key.Key_N)
    write("999 000 0026")
    press(Qt.Key.Key_Return)
    assert page.title.text() == "SPECIMEN, Bram"
    assert not page.longer_button.isVisible()
    press(Qt.Key.Key_E)
    settle()
    assert page.erase_box.copies_box.isVisible()
    page.erase_box.copies_box.setChecked(True)
    page.erase_box.because.segment("asked").click()
    page.erase_box.word_edit.setText("erase")
    page.erase_box.erase_button.click()
    settle()
    assert "Erased, as number 1" in desk.shell.message_bar.message.text()
    with ws.vault.reading() as reading:
        assert person_by_number(reading, BRAM) is None
    assert len(list((ws.vault.folder / "backups").glob("*.db"))) == 1
    assert "SPECIMEN, Bram" not in [title for title, _state in lines(page)]


def test_what_is_no_number_is_told_and_nobody_stays_on_the_page(desk, page, expected_warnings):
    expected_warnings.append("shown to user")
    press(Qt.Key.Key_N)
    write("123")
    press(Qt.Key.Key_Return)
    assert "not an NHS number" in desk.shell.message_bar.message.text()
    page.controller.choose_number(CLEO)
    assert page.title.text() == "SAMPLE, Cleo"
    desk.shell.show_screen("prepare")
    desk.shell.show_screen("retention")
    assert "SAMPLE, Cleo" not in [title for title, _state in lines(page)]


def trail_about(ws, number):
    with ws.vault.reading() as reading:
        return list(reading.rows("SELECT kind, detail FROM access WHERE about = :n", {"n": number}))


def test_whom_it_shows_is_on_the_trail_and_gone_from_it_with_the_person(ws, desk, page, settle):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_E)
    settle()
    page.erase_box.because.segment("retention").click()
    page.erase_box.word_edit.setText("erase")
    page.erase_box.erase_button.click()
    settle()
    desk.shell.show_screen("prepare")
    settle()
    desk.saver.finish()
    assert trail_about(ws, ADA) == []
    with ws.vault.reading() as reading:
        lines = list(reading.rows("SELECT about, kind FROM access WHERE detail LIKE 'Keeping%'"))
    assert ("", "seen") in lines
    assert check_store(ws.vault) == []


def test_who_may_not_erase_is_told_so_at_once(ws, desk, page, expected_warnings):
    expected_warnings.append("shown to user")
    ws.vault.holder = KeyHolder("N. Patel", "coordinator")
    press(Qt.Key.Key_E)
    assert "may not erase" in desk.shell.message_bar.message.text()
    assert not page.erase_box.isVisible()


def test_how_long_meetings_are_kept_is_said_once_for_the_store(
    ws, desk, page, settle, expected_warnings
):
    expected_warnings.append("shown to user")
    press(Qt.Key.Key_Y)
    write("10")
    press(Qt.Key.Key_Return)
    settle()
    with ws.vault.reading() as reading:
        assert retention_years(reading) == 10
    assert lines(page)[0] == ("Network 3 MDT, 8 Mar 2018", "Until 8 March 2028") or (
        lines(page)[0][0] == "EXEMPLAR, Ada"
    )
    press(Qt.Key.Key_Y)
    write("for ever")
    press(Qt.Key.Key_Return)
    assert "no number of years" in desk.shell.message_bar.message.text()


def states(desk, hands):
    """The page, then each box that its letters open."""
    desk.shell.show_screen("retention")
    page = desk.shell.screen_shown
    hands.look(60)
    yield State("Keeping", desk.shell), page
    for letter in "LENY":
        hands.press(letter)
        hands.look(60)
        assert any(box.isVisible() for box in page.boxes), letter
        yield State(f"Keeping, {letter}", desk.shell), page
        hands.press("Escape")


def test_every_control_has_a_name_and_tab_comes_to_it_in_reading_order(desk, hands):
    found = [
        each for state, page in states(desk, hands) for each in wrong_by_keys(state, page, hands)
    ]
    must_hold(found)


@pytest.mark.parametrize("drawn_at", SMALL_AND_LARGE, indirect=True)
def test_no_word_is_cut_off_in_any_state(desk, hands, drawn_at):
    must_hold([each for state, page in states(desk, hands) for each in cut_off(state, page)])
