"""Steps on the way of an action are entries beside it; the action stays as agreed."""

from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.actions import actions_of, agree_action
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.progress import progress_by_action, record_progress, strike_progress
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Action, Meeting
from mdt_app.vault.entries import all_entries


@pytest.fixture
def action(ws):
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    return agree_action(ws, Action(meeting=meeting.id, words="Repeat ACR", practice="Y00001"))


def steps(ws, action):
    with ws.vault.reading() as reading:
        return [each.words for each in progress_by_action(reading).get(action.id, ())]


def test_progress_is_kept_in_its_order_and_the_action_stays_as_agreed(ws, action):
    record_progress(ws, action.id, " letter sent ")
    record_progress(ws, action.id, "no answer, second letter sent")
    assert steps(ws, action) == ["letter sent", "no answer, second letter sent"]
    with ws.vault.reading() as reading:
        assert actions_of(reading, action.meeting) == [action]


def test_progress_without_words_or_of_no_action_is_refused_in_words(ws, action):
    with pytest.raises(UserError, match="needs words"):
        record_progress(ws, action.id, "  ")
    with pytest.raises(UserError, match="not in this store"):
        record_progress(ws, "nothing", "letter sent")
    assert steps(ws, action) == []


def test_a_step_noted_by_mistake_is_struck_out_or_undone_and_stays_on_file(ws, action):
    strike_progress(ws, record_progress(ws, action.id, "letter sent"))
    record_progress(ws, action.id, "telephoned")
    assert str(undo_last(ws, action.meeting)) == "progress noted"
    assert steps(ws, action) == []
    with ws.vault.reading() as reading:
        kept = [entry.payload["words"] for entry in all_entries(reading, "action_progress")]
    assert kept == ["letter sent", "letter sent", "telephoned", "telephoned"]
