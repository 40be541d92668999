"""Meet says beside each reason what changed since the last meeting, and what was done since."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.actions import agree_action, complete_action
from mdt_app.meeting.agenda import build_agenda, discussed
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting
from mdt_app.meeting.values import Action, Meeting
from mdt_app.ui.runs import unbroken
from tests.ui.meeting_room import begin, shell_with_meet
from tests.ui.network import ADA, BRAM
from tests.ui.pointing import at_the_keyboard

SEPTEMBER = date(2026, 9, 17)


@pytest.fixture
def meet(ws, tmp_path, two_threads, qtbot):
    """The open meeting, after one in September that decided about Ada."""
    begin(ws, tmp_path / "files")
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", SEPTEMBER))
    (item,) = build_agenda(ws, held.id, [ADA])
    record_decision(ws, held.id, ADA, ["start_sglt2"], "Renal reasons")
    eyes = Action(meeting=held.id, nhs_number=ADA, words="Book eye screening")
    complete_action(ws, agree_action(ws, eyes).id, date(2026, 10, 1))
    discussed(ws, item)
    end_meeting(ws, held.id)
    shell = shell_with_meet(ws, two_threads)
    qtbot.addWidget(shell)
    yield shell.screen_shown
    shell.keep_what_is_typed()
    two_threads.settle()


def _row(meet, headline):
    rows = meet.room.reasons.rows
    return next(row for row in rows if headline in row.words.text())


def test_a_worse_result_is_said_beside_its_reason_and_in_its_spoken_name(meet):
    meet.open_person(ADA)
    row = _row(meet, "HbA1c 92 mmol/mol")
    assert row.when.text().replace("\N{NO-BREAK SPACE}", " ") == "worse: 84 → 92"
    assert row.when_style == "bad"
    assert "Worse since 17 Sep 2026; HbA1c 84 → 92, no more than it varies" in row.accessibleName()


def test_somebody_who_was_not_at_that_meeting_is_not_told_of_a_second(meet):
    meet.open_person(BRAM)
    row = _row(meet, "HbA1c 74 mmol/mol")
    assert row.when.text() == "new"


def test_before_tells_what_the_records_show_of_what_was_agreed(meet):
    meet.open_person(ADA)
    (told, *_others) = [row.text() for row in meet.room.side.before.rows if row.isVisibleTo(meet)]
    assert "Start SGLT2 inhibitor — Renal reasons" in told
    assert "Book eye screening: ✓ done" in told
    assert "– SGLT2 inhibitor agreed 17 Sep; none issued since" in told
    assert "– Agreed 17 Sep: Book eye screening; no attendance recorded since" in told


def test_the_next_person_is_shown_nothing_of_the_last_ones_past(meet):
    meet.open_person(ADA)
    meet.open_person(BRAM)
    told = [row.text() for row in meet.room.side.before.rows if row.isVisibleTo(meet)]
    assert told == ["Not discussed before."]


def test_what_changed_since_last_time_is_said_before_any_reason(meet):
    meet.open_person(ADA)
    line = meet.room.reasons.since
    assert line.text.startswith("Since 17 Sep: ")
    assert "1 worse" in line.text
    assert "agreed done" in line.text
    assert line.geometry().bottom() < meet.room.reasons.rows[0].geometry().top()
    assert line.accessibleName().startswith(line.text)


def test_one_key_opens_all_that_changed_and_the_next_person_finds_it_closed(meet):
    meet.open_person(ADA)
    line, below = meet.room.reasons.since, meet.room.reasons.changed
    line.setFocus()
    assert line.button_words == f"all {len(line.changes.told)} ▾"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert below.isVisible()
    for change in line.changes.told:
        assert unbroken(change.words) in below.text()
    meet.open_person(BRAM)
    assert not below.isVisible()
    assert below.text() == ""
    assert "HbA1c 92" not in line.text


def test_the_arrow_above_the_first_reason_leads_to_what_changed(meet):
    meet.open_person(ADA)
    meet.room.go_to_reasons()
    QTest.keyClick(at_the_keyboard(), Qt.Key.Key_Up)
    assert meet.room.reasons.since.hasFocus()
    QTest.keyClick(at_the_keyboard(), Qt.Key.Key_Down)
    assert meet.room.reasons.rows[0].hasFocus()


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_no_reason_is_squeezed_whatever_is_opened(meet, qtbot, size):
    meet.window().resize(*size)
    meet.open_person(ADA)
    card = meet.room.reasons

    def is_whole():
        shown = [line for line in (*card.rows, card.more, card.since) if line.isVisible()]
        return shown and all(line.height() >= line.sizeHint().height() for line in shown)

    qtbot.waitUntil(is_whole)
    line = card.rows[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.evidence.isVisible() and is_whole())
    assert line.evidence.geometry().bottom() <= line.height()
    card.more.setChecked(True)
    qtbot.waitUntil(is_whole)
    meet.open_person(BRAM)
    qtbot.waitUntil(is_whole)
