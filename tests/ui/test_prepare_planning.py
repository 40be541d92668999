"""The agenda that would make: in order, with its cut line and break, moved by key."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.meetings import current_meeting, plan_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.topics import topics_of
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.planning import closing_words
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.shell import Shell
from tests.invented import TODAY
from tests.ui.network import ADA, BRAM, CLEO, DITA, EMRE, FAYE, nameless, take_everyone_in

CHOSEN = (ADA, BRAM, CLEO, DITA, EMRE)


@pytest.fixture
def screen(ws, two_threads, qtbot, tmp_path):
    """Five chosen at three practices; Faye objects."""
    take_everyone_in(ws, tmp_path / "files")
    for number in CHOSEN:
        nominate(ws, Nomination(number, True, "What next?", "home", asked="agreed"))
    nominate(ws, Nomination(FAYE, True, "What next?", "home", asked="objects"))
    shell = Shell(ws)
    qtbot.addWidget(shell)

    def prepare():
        return PrepareScreen(PrepareController(ws, two_threads.runner, two_threads.saver))

    shell.add_screen("prepare", "Prepare", prepare)
    shell.resize(1366, 768)
    shell.show()
    shell.show_screen("prepare")
    two_threads.settle()
    return shell.screen_shown


@pytest.fixture
def dialog(screen):
    screen.plan()
    yield screen.dialog
    if isValid(screen.dialog):  # it goes when it is agreed or left
        screen.dialog.reject()


def cases(dialog):
    return [row for row in dialog.cases.rows.shown if row.nhs_number]


def numbers(dialog):
    return [row.nhs_number for row in cases(dialog)]


def lines_between(dialog):
    return [
        (place, row.words)
        for place, row in enumerate(dialog.cases.rows.shown)
        if not row.nhs_number
    ]


def on_agenda(ws):
    with ws.vault.reading() as reading:
        meeting = current_meeting(reading)
        return meeting, [item.nhs_number for item in agenda(reading, meeting.id)]


def alt(dialog, key):
    QTest.keyClick(dialog.cases, key, Qt.KeyboardModifier.AltModifier)


def test_it_says_how_full_it_is_and_who_is_left_out(dialog):
    said = dialog.summary.text()
    assert said.startswith("5 people, 25 of 75 minutes for cases.")
    assert "1 chosen but objecting, so left out" in said
    assert FAYE not in numbers(dialog)
    assert nameless(dialog) == []


def test_a_shorter_meeting_draws_the_cut_line_at_once(dialog):
    dialog.fields.minutes_edit.setText("30")
    assert dialog.summary.text().startswith("5 people, 25 of 20 minutes for cases; 1 do not fit")
    assert lines_between(dialog) == [(4, "No time from here on")]
    assert [row.fits for row in cases(dialog)] == [True] * 4 + [False]
    dialog.fields.minutes_edit.setText("90")
    dialog.fields.places_edit.setText("3")
    assert lines_between(dialog) == [(3, "No time from here on")]


def test_the_break_is_proposed_at_its_time(ws, screen, dialog):
    for number in CHOSEN:
        screen._controller.choosing.set_minutes(number, 14)
    dialog.reject()
    screen.plan()
    screen.dialog.fields.time_edit.setText("13:30")
    assert lines_between(screen.dialog) == [(3, "Break proposed, 5 minutes")]
    assert "break at 14:17" in screen.dialog.summary.text()
    assert [row.begins for row in screen.dialog.cases.rows.shown][:2] == ["13:35", "13:49"]


def test_a_case_moves_by_key_and_the_order_is_kept(ws, screen, dialog, two_threads, qtbot):
    first, second, *others = numbers(dialog)
    alt(dialog, Qt.Key.Key_Down)
    assert numbers(dialog) == [second, first, *others]
    assert dialog.cases.current_number() == first
    assert dialog.fields.order.choice() == "own"
    alt(dialog, Qt.Key.Key_End)
    assert numbers(dialog) == [second, *others, first]
    with qtbot.waitSignal(screen.agenda_built):
        QTest.keyClick(dialog.cases, Qt.Key.Key_Return)  # Enter agrees wherever one is
    two_threads.settle()
    meeting, kept = on_agenda(ws)
    assert kept == [second, *others, first]
    assert meeting.order == "own"
    screen.plan()
    assert numbers(screen.dialog) == kept  # and somebody new comes after them


def test_the_buttons_do_what_the_keys_do(dialog):
    first, second, *_others = numbers(dialog)
    dialog.later_button.click()
    assert numbers(dialog)[:2] == [second, first]
    dialog.earlier_button.click()
    assert numbers(dialog)[:2] == [first, second]


def test_the_order_proposed_comes_back_and_another_can_be_asked_for(dialog):
    proposed = numbers(dialog)
    alt(dialog, Qt.Key.Key_Down)
    dialog.fields.order.segment("complex").click()
    assert numbers(dialog) == proposed
    dialog.fields.order.segment("practice").click()
    by_practice = [row.words.rpartition(" · ")[2] for row in cases(dialog)]
    assert by_practice == sorted(by_practice)


def test_length_places_and_cut_off_are_kept_with_the_meeting(
    ws, screen, dialog, two_threads, qtbot
):
    dialog.fields.minutes_edit.setText("120")
    dialog.fields.places_edit.setText("20")
    dialog.fields.day_edit.setDate(QDate(2026, 12, 10))
    dialog.fields.closes_edit.setDate(QDate(2026, 12, 8))
    with qtbot.waitSignal(screen.agenda_built):
        dialog.agree_button.click()
    two_threads.settle()
    meeting, _kept = on_agenda(ws)
    assert (meeting.minutes, meeting.places) == (120, 20)
    assert (meeting.held_on, meeting.cut_off) == (date(2026, 12, 10), date(2026, 12, 8))
    assert screen.places.places.text() == "5 of 20 places used"
    assert screen.places.minutes.text() == "25 of 105 min"
    assert screen.context().chip == "list closes Tue 8 Dec"


def test_a_list_never_closes_after_its_meeting_and_may_stay_open(dialog):
    dialog.fields.closes_edit.setDate(QDate(2027, 1, 1))
    assert dialog.fields.asked_for().cut_off == dialog.fields.asked_for().held_on
    dialog.fields.closes_box.setChecked(False)
    assert dialog.fields.asked_for().cut_off is None


@pytest.mark.parametrize("typed", ["", "none", "0", "9999", "1.5"])
def test_what_is_no_number_of_minutes_leaves_the_one_before(dialog, typed):
    dialog.fields.minutes_edit.setText(typed)
    assert dialog.fields.asked_for().minutes == 90
    dialog.fields.minutes_edit.editingFinished.emit()
    assert dialog.fields.minutes_edit.text() == "90"


def test_the_arrows_step_through_the_minutes(dialog):
    QTest.keyClick(dialog.fields.minutes_edit, Qt.Key.Key_Up)
    assert dialog.fields.asked_for().minutes == 95
    QTest.keyClick(dialog.fields.minutes_edit, Qt.Key.Key_Down)
    QTest.keyClick(dialog.fields.minutes_edit, Qt.Key.Key_Down)
    assert dialog.fields.asked_for().minutes == 85


def test_escape_leaves_meeting_and_agenda_as_they_were(ws, screen, dialog):
    alt(dialog, Qt.Key.Key_Down)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    with ws.vault.reading() as reading:
        assert current_meeting(reading) is None


def test_why_a_case_stands_there_and_what_is_missing_is_said_beside_it(ws, screen, two_threads):
    screen._controller.choosing.set_asked(BRAM, "")
    two_threads.settle()
    screen.plan()
    row = next(row for row in cases(screen.dialog) if row.nhs_number == BRAM)
    assert "not asked yet to be discussed" in row.missing
    screen.dialog.reject()


def test_the_line_above_says_when_the_list_closes_or_closed():
    meeting = Meeting("", "MDT", TODAY, cut_off=TODAY)
    assert closing_words(meeting, TODAY) == "list closes Thu 26 Nov"
    assert closing_words(meeting, TODAY + timedelta(1)) == "list closed Thu 26 Nov"
    assert closing_words(replace(meeting, cut_off=None), TODAY) == ""


def test_who_is_chosen_after_an_own_order_was_kept_comes_last(ws, screen, two_threads):
    plan_meeting(ws, Meeting("", "MDT", TODAY + timedelta(7)))
    screen.activated()
    screen._controller.choosing.toggle(EMRE)
    two_threads.settle()
    meeting = replace(screen._controller.surroundings.meeting, order="own")
    screen._controller.put_on_agenda(meeting, [DITA, ADA, CLEO, BRAM])
    two_threads.settle()
    screen._controller.choosing.toggle(EMRE)
    two_threads.settle()
    screen.plan()
    assert numbers(screen.dialog) == [DITA, ADA, CLEO, BRAM, EMRE]
    screen.dialog.reject()


def test_another_last_day_makes_others_late_at_once(ws, screen, two_threads):
    plan_meeting(ws, Meeting("", "MDT", TODAY + timedelta(7), cut_off=TODAY))
    screen.activated()
    screen.plan()
    assert "late" not in screen.dialog.summary.text()
    before = TODAY - timedelta(1)
    screen.dialog.fields.closes_edit.setDate(QDate(before.year, before.month, before.day))
    assert "5 late, 5 of them without a reason" in screen.dialog.summary.text()
    assert all("late" in row.why for row in cases(screen.dialog))
    screen.dialog.reject()


def type_topic(dialog, title):
    dialog.topic_button.click()
    QTest.keyClicks(dialog.topic_fields.title_edit, title)
    QTest.keyClick(dialog.topic_fields.title_edit, Qt.Key.Key_Return)


def topics_in(dialog):
    rows = dialog.cases.rows.shown
    return [(place, row.words) for place, row in enumerate(rows) if row.topic is not None]


def test_a_topic_is_added_before_the_case_at_hand_moved_by_key_and_planned(
    ws, screen, dialog, two_threads
):
    dialog.cases.go_to(2)
    type_topic(dialog, "Sick days")
    assert topics_in(dialog) == [(2, "Education: Sick days")]
    dialog.fields.time_edit.setText("13:30")
    begins = [row.begins for row in dialog.cases.rows.shown]
    assert begins == ["13:35", "13:40", "13:45", "13:55", "14:00", "14:05"]
    assert "25 of 65 minutes for cases; 10 minutes for topics" in dialog.summary.text()
    assert nameless(dialog) == []
    dialog.cases.go_to(2)
    alt(dialog, Qt.Key.Key_Up)
    alt(dialog, Qt.Key.Key_Up)
    alt(dialog, Qt.Key.Key_Up)
    assert topics_in(dialog) == [(0, "Education: Sick days")]
    dialog.agree_button.click()
    two_threads.settle()
    meeting, numbers = on_agenda(ws)
    assert len(numbers) == len(CHOSEN)
    with ws.vault.reading() as reading:
        (topic,) = topics_of(reading, meeting.id)
    assert (topic.title, topic.after) == ("Sick days", 0)
    screen.plan()
    assert topics_in(screen.dialog) == [(0, "Education: Sick days")]
    screen.dialog.cases.go_to(0)
    QTest.keyClick(screen.dialog.cases, Qt.Key.Key_Delete)
    assert topics_in(screen.dialog) == []
    screen.dialog.reject()
