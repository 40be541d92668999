"""The clock of the meeting: calm, and right about breaks, planned minutes and what was said."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.breaks import breaks_of
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Break, Nomination
from mdt_app.ui.meet.times import Times
from mdt_app.ui.meet.timing import break_proposed
from tests.ui.network import ADA, BRAM
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier
START = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


def after(minutes):
    return START + timedelta(minutes=minutes)


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard(), key, modifier)


class Now:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.at = START

    def now(self):
        return self.at

    def seconds(self):
        return self.at.timestamp()

    def on(self, minutes):
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def now():
    return Now()


@pytest.fixture
def times(meet, now):
    """The screen's times, by a clock of the test's own."""
    meet.times.leave()
    meet.times = made = Times(meet.controller, now.seconds, now.now)
    made.show(ADA)
    return made


def items(ws, meeting):
    with ws.vault.reading() as reading:
        return {item.nhs_number: item for item in agenda(reading, meeting.id)}


def breaks(ws, meeting):
    with ws.vault.reading() as reading:
        return breaks_of(reading, meeting.id)


def test_when_a_case_was_before_the_room_is_kept_with_it(
    ws, meeting, meet, two_threads, times, now
):
    now.on(4)
    times.show(BRAM)
    now.on(0.05)
    times.show(ADA)
    now.on(1)
    times.leave()
    two_threads.settle()
    found = items(ws, meeting)
    assert found[ADA].spoken_of == ((after(0), after(4)), (after(4.05), after(5.05)))
    assert found[BRAM].spoken_of == (), "three seconds are only paging past"


def test_a_break_stands_still_and_cuts_what_was_spoken_of(
    ws, meeting, meet, two_threads, times, now
):
    now.on(3)
    times.toggle_break()
    two_threads.settle()
    assert "**Break** since" in times.notes(meet.controller.shown)[0]
    now.on(10)
    times.toggle_break()
    two_threads.settle()
    now.on(1)
    assert times.notes(meet.controller.shown)[0] == "this case **04:00** of 05:00"
    times.leave()
    two_threads.settle()
    assert [(b.began_at, b.ended_at) for b in breaks(ws, meeting)] == [(after(3), after(13))]
    assert items(ws, meeting)[ADA].spoken_of == ((after(0), after(3)), (after(13), after(14)))


def test_a_case_looked_at_in_a_break_is_not_spoken_of(ws, meeting, meet, two_threads, times, now):
    times.toggle_break()
    two_threads.settle()
    times.show(BRAM)
    now.on(5)
    times.show(ADA)
    now.on(5)
    times.toggle_break()
    two_threads.settle()
    now.on(1)
    times.leave()
    two_threads.settle()
    assert items(ws, meeting)[BRAM].spoken_of == ()
    assert items(ws, meeting)[ADA].spoken_of == ((after(10), after(11)),)


def test_b_begins_a_break_says_so_and_undo_takes_it_back(
    ws, meeting, meet_shell, meet, two_threads
):
    press(Qt.Key.Key_B)
    two_threads.settle()
    assert len(breaks(ws, meeting)) == 1
    assert "A break" in meet_shell.message_bar.message.text()
    assert "Break" in meet.context().notes[0]
    press(Qt.Key.Key_Z, CTRL)
    two_threads.settle()
    assert breaks(ws, meeting) == ()
    assert meet_shell.message_bar.message.text() == "Undone: break begun"
    assert meet.context().notes[0].startswith("this case")


def test_the_end_goes_by_the_minutes_planned_for_each(ws, meeting, meet, two_threads, times, now):
    nominate(ws, Nomination(ADA, True, "One?", minutes=10))
    meet.controller.read_agenda_again()
    assert times.notes(meet.controller.shown)[0] == "this case **00:00** of 10:00"
    wanted = (START + timedelta(minutes=10 + 5 * 5 + 5)).astimezone()
    assert times.notes(meet.controller.shown)[1] == f"finish about {wanted:%H:%M}"
    now.on(30)
    overdue = (after(30) + timedelta(minutes=5 * 5 + 5)).astimezone()
    assert times.notes(meet.controller.shown)[1] == f"finish about {overdue:%H:%M}"


def test_a_break_is_proposed_after_an_hour_or_half_way_and_never_pressed():
    def words(minutes, found=(), done=2, left=10):
        return break_proposed(after(minutes), START, found, done, left)

    assert words(59) == ""
    assert words(64) == "64 minutes without a break: B begins one"
    assert words(35, done=7, left=6) == "Half the cases are done: B begins a break"
    assert words(20, done=7, left=6) == "", "too soon for a break"
    assert words(90, done=11, left=2) == "", "nearly done"
    taken = (Break("b", "m", after(30), after(40)),)
    assert words(64, taken) == words(64, taken, done=7, left=6) == ""
    assert words(101, taken) == "61 minutes without a break: B begins one"
    assert words(101, (Break("b", "m", after(100)),)) == "", "one lasts"


def test_the_proposal_is_one_quiet_line_and_opens_nothing(meet, times, now):
    now.at = meet.controller.opened_at + timedelta(minutes=61)
    before = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert meet.status().startswith("61 minutes without a break: B begins one · Discussed 0")
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == before
