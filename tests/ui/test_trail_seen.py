"""Whom the window shows is on the trail, once for each showing; nobody takes it for a change."""

from dataclasses import replace
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.documents.preview import PASTE_EMIS
from mdt_app.errors import UserError
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.listed import made_for
from mdt_app.meeting.process_cases import MeetingCase, MeetingCases
from mdt_app.meeting.queries import entry_counts, head_of_chain
from mdt_app.meeting.undo import undo_and_redo_words
from mdt_app.meeting.values import Action
from mdt_app.ui.data.gone_page import GoneLine
from mdt_app.ui.saving import Saver
from mdt_app.ui.trail.seen import Seen
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.refusals import remember_refusal
from mdt_app.vault.trail import EXPORTED, Access
from tests.ui.meeting_room import desk_open
from tests.ui.network import ADA, BRAM, CLEO, DITA, EVERYONE, collected


def lines(ws):
    """Kind, place and person of every line, in the order of the trail."""
    with ws.vault.reading() as reading:
        found = reading.rows("SELECT kind, detail, about, noted_by FROM access ORDER BY sequence")
        rows = list(found)
    assert {row[3] for row in rows} <= {ws.user}
    return [tuple(row[:3]) for row in rows]


def seen(ws, place):
    return [about for kind, detail, about in lines(ws) if (kind, detail) == ("seen", place)]


def kept(desk):
    """Everything that waits is on the trail."""
    desk.watching.seen.keep()
    assert desk.saver.finish(20)


@pytest.fixture
def desk(ws, meeting, two_threads, qtbot):
    with desk_open(ws, two_threads, qtbot) as made:
        two_threads.settle()
        yield made


@pytest.fixture
def meet(desk):
    return desk.shell.screen_of("meet")


def test_stepping_through_the_agenda_leaves_one_line_for_each_showing(ws, desk, meet):
    controller = meet.controller
    numbers = [item.nhs_number for item in controller.items]
    assert set(numbers) == set(EVERYONE)
    for _ in range(5):
        controller.next_case()
    for _ in range(2):
        controller.previous_case()
    kept(desk)
    assert seen(ws, "Meet") == [*numbers, numbers[4], numbers[3]]
    assert check_store(ws.vault) == []


def test_the_same_showing_is_one_line_however_often_it_is_read_again(ws, desk, meet, two_threads):
    controller = meet.controller
    controller.reload()
    controller.look()
    controller.show_case(controller.position)
    two_threads.settle()
    kept(desk)
    assert seen(ws, "Meet") == [controller.shown.nhs_number]


def test_coming_back_to_a_screen_is_another_showing(ws, desk, meet):
    shown = meet.controller.shown.nhs_number
    desk.shell.show_screen("prepare")
    desk.shell.show_screen("meet")
    kept(desk)
    assert seen(ws, "Meet") == [shown, shown]


def test_who_is_read_ahead_has_not_been_seen(ws, desk, meet, qtbot):
    qtbot.wait(400)  # whatever is read while nobody waits
    kept(desk)
    assert seen(ws, "Meet") == [meet.controller.shown.nhs_number]


def test_looking_at_somebody_beside_the_case_is_a_line_of_its_own(ws, desk, meet):
    meet.peeking.look_at(DITA)
    meet.peeking.look_at(CLEO)
    QTest.keyClick(meet.peeking.page, Qt.Key.Key_Escape)
    meet.peeking.look_at(CLEO)
    kept(desk)
    assert seen(ws, "Meet, looked at beside the case") == [DITA, CLEO, CLEO]


def test_stepping_down_the_list_of_prepare_leaves_one_line_a_person(ws, desk, two_threads):
    desk.shell.show_screen("prepare")
    two_threads.settle()
    controller = desk.shell.screen_shown._controller
    first = controller.selected
    others = [number for number in EVERYONE if number != first]
    for number in others:
        controller.select(number)
    kept(desk)
    assert seen(ws, "Prepare") == [first, *others]


def test_a_line_says_the_moment_somebody_was_shown_not_when_it_was_written(ws, desk, meet, qtbot):
    meet.controller.next_case()
    qtbot.waitUntil(lambda: len(seen(ws, "Meet")) == 2, timeout=10_000)
    with ws.vault.reading() as reading:
        moments = [at for (at,) in reading.rows("SELECT noted_at FROM access ORDER BY sequence")]
    assert moments == sorted(moments)


def _known(ws):
    """All that the meeting's own logic goes by."""
    with ws.vault.reading() as reading:
        return (
            all_entries(reading),
            entry_counts(reading),
            head_of_chain(reading),
            made_for(reading, ws.today()),
        )


def test_nothing_in_the_meeting_takes_a_view_for_a_change(ws, desk, meet, two_threads):
    case_list(ws, ws.today())
    meeting_id = meet.controller.meeting.id
    before = (_known(ws), undo_and_redo_words(ws, meeting_id))
    changed = collected(desk.saver.changed)
    looked_again = collected(meet.controller.case_changed)
    for _ in range(5):
        meet.controller.next_case()
        kept(desk)
        assert not desk.saver.is_saving
        assert not meet.controller.has_unsaved
    two_threads.settle()
    assert len(seen(ws, "Meet")) == 6
    assert changed == []
    assert looked_again == []
    assert (_known(ws), undo_and_redo_words(ws, meeting_id)) == before


def test_who_comes_in_and_leaves_is_on_the_trail(ws, meeting, two_threads, qtbot):
    remember_refusal(ws.vault.folder)
    with desk_open(ws, two_threads, qtbot):
        two_threads.settle()
    with ws.vault.reading() as reading:
        first = [kind for (kind,) in reading.rows("SELECT kind FROM access ORDER BY sequence")]
    assert first[:2] == ["refused", "unlocked"]
    assert not (ws.vault.folder / "refused").exists()
    assert first[-1] == "locked"
    assert first.count("locked") == 1


@pytest.fixture
def saver(qapp):
    made = Saver()
    yield made
    made.shut_down()


def test_what_cannot_be_written_is_said_once_and_written_with_the_next(
    ws, saver, qtbot, monkeypatch
):
    full = StoreError("The disk is full.", "Make room.")
    made = Seen(ws, saver)
    failed = collected(made.failed)

    def fail(*_, **_more):
        raise full

    with monkeypatch.context() as patch:
        patch.setattr("mdt_app.ui.trail.seen.note_in", fail)
        for number in (ADA, BRAM):
            made.show("Meet", number)
            made.keep()
            saver.finish()
            qtbot.waitUntil(lambda: len(made._waiting) > 0)
    assert [error.message for error in failed] == [
        "Whom you look at cannot be put on the trail just now."
    ]
    assert isinstance(failed[0], UserError)
    assert failed[0].hint == "Make room."
    made.show("Meet", CLEO)
    made.keep()
    saver.finish()
    assert seen(ws, "Meet") == [ADA, BRAM, CLEO]


def test_nothing_is_written_while_somebody_steps_on_but_not_put_off_for_ever(
    ws, saver, monkeypatch, qtbot
):
    made = Seen(ws, saver)
    made._quiet.setInterval(300)
    made.show("Meet", ADA)
    assert made._quiet.isActive()
    monkeypatch.setattr("mdt_app.ui.trail.seen._LONGEST_S", 0.0)
    made.show("Meet", BRAM)
    assert made._quiet.interval() == 0
    qtbot.waitUntil(lambda: saver.finish() and seen(ws, "Meet") == [ADA, BRAM])


def test_a_list_of_people_is_one_line_that_names_them_all(ws, saver):
    made = Seen(ws, saver)
    made.show("Measures", ADA, BRAM)
    made.show("Measures", ADA, BRAM)
    made.show("Measures")
    made.keep()
    saver.finish()
    with ws.vault.reading() as reading:
        assert [row[0] for row in reading.rows("SELECT people FROM access")] == [f"{ADA} {BRAM}"]


def test_a_store_that_can_only_be_read_keeps_no_trail_and_says_nothing(ws, saver):
    ws.vault.is_read_only = True
    made = Seen(replace(ws), saver)
    failed = collected(made.failed)
    made.come_in()
    made.show("Meet", ADA)
    made.note(Access(EXPORTED, "x"))
    made.keep()
    saver.finish()
    ws.vault.is_read_only = False
    assert failed == []
    assert lines(ws) == []


def test_a_lock_does_not_wait_for_a_line_while_a_long_change_holds_the_file(ws, qapp):
    saver = Saver()
    made = Seen(ws, saver)
    made.show("Meet", ADA)
    made.keep()
    saver.finish()
    begun = monotonic()
    with ws.vault.writing(ws.user, "a long change"):
        made.show("Meet", BRAM)
        saver.shut_down()
    assert monotonic() - begun < 2
    assert seen(ws, "Meet") == [ADA]


def listed(ws, place):
    with ws.vault.reading() as reading:
        found = reading.rows(
            "SELECT people FROM access WHERE detail = :place ORDER BY sequence", {"place": place}
        )
        return [tuple(people.split()) for (people,) in found]


def test_a_list_of_people_on_a_page_is_a_line_each_time_it_is_shown(ws, desk):
    page = desk.shell.screen_of("data").gone_page
    lines = [GoneLine("Begum, Ada", ADA, "Y00001", "x"), GoneLine("Ali, Cleo", CLEO, "Y00002", "x")]
    page.show_people(lines)
    page.show_people(lines)
    page.left.emit()
    page.show_people(lines)
    measures = desk.shell.screen_of("measures").controller
    measures.meeting_cases_found.emit(
        MeetingCases(
            "m1", (MeetingCase(ADA, "A", "decided", ""), MeetingCase(DITA, "D", "decided", "")), 3
        )
    )
    kept(desk)
    assert listed(ws, "Data, people no longer in the extract") == [(ADA, CLEO)] * 2
    assert listed(ws, "Measures, people behind a number") == [(ADA, DITA)]


def test_minutes_on_the_screen_are_about_everybody_in_them(ws, desk, two_threads):
    desk.shell.show_screen("minutes")
    two_threads.settle()
    kept(desk)
    assert [set(people) for people in listed(ws, "Minutes")] == [set(EVERYONE)]


def test_an_action_looked_at_is_about_whom_it_is_for(ws, desk, meeting, two_threads):
    agree_action(ws, Action(meeting=meeting.id, nhs_number=BRAM, words="Ring him", owner="N."))
    desk.shell.show_screen("follow_up")
    two_threads.settle()
    kept(desk)
    assert seen(ws, "Follow up") == [BRAM]


def test_a_letter_read_and_a_text_copied_are_lines(ws, desk, meet, meeting, two_threads):
    record_decision(ws, meeting.id, ADA, ("refer:podiatry",), "Soon")
    meet.controller.reload()
    meet.outputs.open()
    outputs = meet.outputs._outputs
    outputs._show_output(PASTE_EMIS)
    outputs.copy()
    kept(desk)
    assert seen(ws, "Letters and lists") == [ADA]
    assert ("exported", "copied to the clipboard", ADA) in lines(ws)
    outputs.close()
