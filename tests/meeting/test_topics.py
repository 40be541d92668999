"""Topics: about nobody, planned between cases, spoken about, carried, undone and printed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mdt_app.documents.minutes import minutes_of
from mdt_app.errors import UserError
from mdt_app.meeting.actions import actions_of, agree_action
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.planned import Candidate, Slot, planned
from mdt_app.meeting.queries import entry_counts
from mdt_app.meeting.topics import (
    Topic,
    finish_topic,
    left_topics,
    minutes_for_topics,
    plan_topics,
    say_of_topic,
    topics_of,
)
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Action, Meeting
from tests.invented import TODAY
from tests.ui.network import ADA, CLEO, take_everyone_in

AUDIT = Topic(title="Foot checks, third quarter", kind="audit", presenter="Dr S. Rahman", after=2)
TEACHING = Topic(title="Sick days", kind="education", minutes=15, after=0)


@pytest.fixture
def meeting(ws):
    return plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))


def found(ws, meeting):
    with ws.vault.reading() as reading:
        return topics_of(reading, meeting.id)


def test_topics_stand_in_the_order_of_the_cases_before_them(ws, meeting):
    plan_topics(ws, meeting.id, [AUDIT, TEACHING])
    first, second = found(ws, meeting)
    assert (first.called, first.details) == ("Education: Sick days", "15 min")
    assert (second.called, second.details) == (
        "Audit result: Foot checks, third quarter",
        "10 min · Dr S. Rahman",
    )
    assert minutes_for_topics([first, second]) == 25


def test_the_same_plan_again_enters_nothing_and_another_changes_moves_and_takes_off(ws, meeting):
    first, second = plan_topics(ws, meeting.id, [TEACHING, AUDIT])
    with ws.vault.reading() as reading:
        before = entry_counts(reading)
    plan_topics(ws, meeting.id, [first, second])
    with ws.vault.reading() as reading:
        assert entry_counts(reading) == before
    (left,) = plan_topics(ws, meeting.id, [replace(second, after=5)])
    assert (left.id, left.after) == (second.id, 5)


def test_what_was_said_is_kept_and_one_step_takes_it_back(ws, meeting):
    (topic,) = plan_topics(ws, meeting.id, [AUDIT])
    start_meeting(ws, meeting.id)
    say_of_topic(ws, topic.id, "79 % had a foot check")
    finish_topic(ws, topic.id, "79 % had a foot check")
    assert found(ws, meeting)[0].state == "done"
    assert str(undo_last(ws, meeting.id)) == "topic done"
    assert found(ws, meeting)[0].state == "waiting"
    assert found(ws, meeting)[0].words == "79 % had a foot check"


def test_a_topic_not_come_to_is_offered_to_the_next_meeting_once(ws, meeting):
    audit, teaching = plan_topics(ws, meeting.id, [TEACHING, AUDIT])
    start_meeting(ws, meeting.id)
    finish_topic(ws, audit.id, "said")
    end_meeting(ws, meeting.id)
    later = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY + timedelta(days=28)))
    with ws.vault.reading() as reading:
        (offered,) = left_topics(reading)
    assert (offered.title, offered.carried_from) == (AUDIT.title, teaching.id)
    plan_topics(ws, later.id, [offered])
    with ws.vault.reading() as reading:
        assert left_topics(reading) == []


def test_a_topic_without_a_title_is_refused_in_words(ws, meeting):
    with pytest.raises(UserError, match="needs a title"):
        plan_topics(ws, meeting.id, [Topic(title="  ")])


def test_its_minutes_are_not_there_for_cases_and_put_later_cases_off():
    cases = [Candidate(str(number), "Alder", minutes=10) for number in range(4)]
    plain = planned(cases, Slot(60, 14))
    plan = planned(cases, Slot(60, 14, for_topics=20), [(2, 20)])
    assert [case.begins for case in plain.cases] == [5, 15, 25, 35]
    assert [case.begins for case in plan.cases] == [5, 15, 45, 55]
    assert [case.fits for case in plan.cases] == [True, True, True, False]


def test_the_minutes_say_what_was_said_and_agreed_and_what_was_not_come_to(ws, meeting):
    teaching, audit = plan_topics(ws, meeting.id, [TEACHING, AUDIT])
    start_meeting(ws, meeting.id)
    finish_topic(ws, audit.id, "79 % had a foot check")
    about = Action(meeting=meeting.id, words="Repeat in March", owner="N. Patel", topic=audit.id)
    agree_action(ws, about)
    end_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        (kept,) = actions_of(reading, meeting.id)
        minutes = minutes_of(reading, meeting.id)
    assert kept.topic == audit.id
    first, second = minutes.topics
    assert (first.title, first.outcome) == ("Education: Sick days", "Not reached")
    assert (second.words, second.tasks[0].words) == ("79 % had a foot check", "Repeat in March")
    assert teaching.state == "waiting"


def test_a_name_said_about_a_topic_reaches_no_other_practice_and_not_the_network_copy(
    ws, meeting, tmp_path
):
    take_everyone_in(ws, tmp_path / "files")
    build_agenda(ws, meeting.id, [ADA, CLEO])
    (topic,) = plan_topics(ws, meeting.id, [AUDIT])
    start_meeting(ws, meeting.id)
    finish_topic(ws, topic.id, "79 % had one, Begum has not")
    with ws.vault.reading() as reading:
        own = minutes_of(reading, meeting.id, "Y00001").topics[0].words
        other = minutes_of(reading, meeting.id, "Y00002").topics[0].words
        copy = minutes_of(reading, meeting.id, is_network_copy=True).topics[0].words
    assert "Begum" in own
    assert "Begum" not in other
    assert "Begum" not in copy
    assert "79 %" in other
