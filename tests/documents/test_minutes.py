"""What the minutes say is what was entered, for the people it was entered about."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mdt_app.documents.issuing import approve_minutes
from mdt_app.documents.minutes import NO_DATE, NO_OWNER, NO_RECORD
from mdt_app.errors import UserError
from mdt_app.meeting.actions import complete_action, withdraw_action
from mdt_app.meeting.agenda import add_to_agenda, take_off_agenda
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.beside import Beside
from mdt_app.meeting.breaks import begin_break, end_break
from mdt_app.meeting.decisions import decisions_about, record_decision
from mdt_app.meeting.learning import keep_learning_point
from mdt_app.meeting.meetings import end_meeting, plan_meeting
from mdt_app.meeting.set_aside import set_aside
from mdt_app.meeting.spoken import Spoken, keep_spoken_of
from mdt_app.meeting.values import Attendee, Meeting
from tests.documents.conftest import QUESTION, WORDS, Held
from tests.meeting.conftest import ADA, CLEO, DITA, EMRE, put_person


def test_a_decided_case_holds_question_facts_decision_and_actions(decided: Held):
    case = decided.minutes().discussed[0]
    assert (case.number, case.who, case.nhs_number) == (
        1,
        "EXEMPLAR, Ada (Mrs)",
        "999 000 0018",
    )
    assert case.born == "14-Feb-1968 (58y)"
    assert case.question == QUESTION
    assert case.facts[0].headline.startswith("HbA1c 92")
    assert case.decisions[0].choices == ("Intensify treatment", "Refer to renal clinic")
    assert case.decisions[0].words == WORDS
    assert [task.words for task in case.tasks] == ["Book eye screening", "Foot advice"]


def test_what_was_not_reached_or_deferred_is_carried_over_with_its_reason(decided: Held):
    assert [(c.who, c.reason) for c in decided.minutes().carried_over] == [
        ("SAMPLE, Cleo", "not reached in the meeting"),
        ("SPECIMEN, Bram", "bloods awaited"),
    ]


def test_minutes_for_one_practice_hold_its_people_only(decided: Held):
    minutes = decided.minutes("Y00002")
    assert [case.who for case in minutes.cases] == ["SPECIMEN, Bram"]
    assert minutes.cases[0].number == 3
    assert minutes.only_practice == "Birch Lane"
    assert [task.words for task in minutes.tasks] == ["Teach insulin titration"]


def test_a_missing_owner_and_day_are_said(held: Held):
    held.agree(ADA, "Somebody should do this")
    task = held.minutes().cases[0].tasks[0]
    assert (task.owner, task.due) == (NO_OWNER, NO_DATE)


def test_two_versions_of_a_decision_are_both_there(held: Held):
    held.decide(ADA, "first")
    with held.ws.vault.reading() as reading:
        (first,) = decisions_about(reading, ADA)
    record_decision(held.ws, held.meeting.id, ADA, (), "second", replaces=[first.id])
    record_decision(held.ws, held.meeting.id, ADA, (), "third", replaces=[first.id])
    found = held.minutes().cases[0].decisions
    assert {decision.words for decision in found} == {"second", "third"}


def test_a_decision_is_not_lost_when_its_case_is_taken_off_the_agenda(held: Held):
    held.decide(CLEO, "Agreed before it was taken off")
    take_off_agenda(held.ws, next(i for i in held.items() if i.nhs_number == CLEO))
    case = held.minutes().discussed[-1]
    assert case.who == "SAMPLE, Cleo"
    assert case.decisions[0].words == "Agreed before it was taken off"
    assert "taken off the agenda" in case.reason


def test_a_decision_about_somebody_with_no_record_here_is_still_printed(held: Held):
    held.decide("9990000093", "Agreed on another laptop")
    case = next(case for case in held.minutes().cases if case.decisions)
    assert case.who == NO_RECORD
    assert case.nhs_number == "999 000 0093"
    assert case.decisions[0].words == "Agreed on another laptop"


def test_done_and_withdrawn_actions_say_so_and_are_on_nobodys_list(held: Held):
    done = held.agree(ADA, "Done at once", owner="N. Patel")
    gone = held.agree(ADA, "Not wanted", owner="N. Patel")
    complete_action(held.ws, done.id)
    withdraw_action(held.ws, gone.id, "asked her")
    assert [task.state for task in held.minutes().cases[0].tasks] == [
        "done 26 Nov 2026",
        "withdrawn: asked her",
    ]
    assert held.minutes().tasks == ()


def test_results_after_the_meeting_are_not_facts_of_it(decided: Held):
    sentences = " ".join(decided.minutes().cases[0].sentences)
    assert "HbA1c 92 mmol/mol on 3 Nov 2026" in sentences


def test_minutes_are_a_draft_until_the_chair_has_approved_them(decided: Held):
    assert decided.minutes().is_draft
    approve_minutes(decided.ws, decided.meeting.id, "Dr A. Chair")
    assert not decided.minutes().is_draft


def test_a_meeting_that_does_not_exist_is_said(held: Held):
    from mdt_app.documents.minutes import minutes_of

    with held.ws.vault.reading() as reading, pytest.raises(UserError, match="no such meeting"):
        minutes_of(reading, "nonsense")


def test_a_case_without_results_says_what_is_not_known(decided: Held):
    case = next(case for case in decided.minutes().cases if case.nhs_number == "999 000 0026")
    assert any("no HbA1c" in reason for reason in case.not_known)
    assert len(set(case.not_known)) == len(case.not_known)
    assert "HbA1c: no result recorded." in case.sentences


def test_what_changed_since_the_meeting_before_and_what_it_led_to_are_told(held: Held):
    first = held.minutes().cases[0]
    assert {fact.since for fact in first.facts} == {""}, "at the first meeting nothing is told"
    september = plan_meeting(held.ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    record_decision(held.ws, september.id, ADA, ["start_sglt2"], "")
    end_meeting(held.ws, september.id)
    case = held.minutes().cases[0]
    assert case.facts[0].since == "worse: 84 → 92"
    assert case.followed == ("SGLT2 inhibitor agreed 17 Sep; none issued since",)


def test_a_flag_set_aside_is_printed_last_with_who_and_until_when(held: Held):
    first = held.minutes().cases[0].facts[0]
    number, rule = ADA, "hba1c-very-high"
    set_aside(held.ws, number, rule, "seen by renal clinic", date(2027, 5, 26), held.meeting.id)
    facts = held.minutes().cases[0].facts
    assert facts[-1].headline == first.headline
    assert facts[-1].since == (
        "set aside by N. Patel 26 Nov: seen by renal clinic · ask again 26 May 2027"
    )
    assert not any("set aside" in fact.since for fact in facts[:-1])


def test_what_is_beside_a_decision_is_told_with_it(held: Held):
    beside = Beside(("persons_view", "who_tells"), "Dr S. Rahman", "The GP would wait.")
    record_decision(held.ws, held.meeting.id, ADA, ["continue"], "", beside=beside)
    minutes = held.minutes()
    agreed = minutes.cases[0].decisions[0]
    assert agreed.considered == ("the person's view", "who tells the person")
    assert (agreed.told_by, agreed.differed) == ("Dr S. Rahman", "The GP would wait.")
    assert "Dr S. Rahman tells the person" in agreed.read_back
    assert minutes.considered == ("the person's view in 1", "who tells the person in 1")
    assert "who tells the person in 1 of 1 case discussed" in held.text()


def test_a_late_case_says_so_with_its_reason(held: Held):
    add_to_agenda(held.ws, held.meeting.id, DITA, is_late=True, late_reason="admitted yesterday")
    assert held.minutes().cases[-1].late == "admitted yesterday"


def test_the_next_meeting_is_named(held: Held):
    plan_meeting(held.ws, Meeting("", "Network 3 MDT", date(2027, 1, 14), "13:30", "Alder Road"))
    plan_meeting(held.ws, Meeting("", "Network 3 MDT", date(2026, 12, 17), "13:30", "Birch Lane"))
    plan_meeting(held.ws, Meeting("", "Earlier", date(2026, 11, 1)))
    assert held.minutes().next_meeting == "Network 3 MDT · 17 Dec 2026, 13:30 · Birch Lane"


def test_breaks_and_learning_points_are_told(held: Held):
    began = datetime(2026, 11, 26, 14, 40, tzinfo=UTC)
    one = begin_break(held.ws, held.meeting.id, began)
    end_break(held.ws, one, began + timedelta(minutes=10))
    keep_learning_point(held.ws, held.meeting.id, ADA, "Ask about hypos before driving")
    minutes = held.minutes()
    assert minutes.breaks == ("14:40 to 14:50",)
    assert minutes.learning == ("Ask about hypos before driving",)
    assert held.minutes("Y00002").learning == minutes.learning


def test_language_interpreter_and_easy_read_stand_with_the_person(held: Held):
    known = {"2020-05-01": "learning_disability"}
    put_person(
        held.ws, EMRE, "Pattern", "Y00001", events=known, language="Bengali", interpreter="yes"
    )
    held.decide(EMRE, "Leaflet in Bengali")
    assert held.minutes().cases[-1].needs == (
        "language Bengali, interpreter needed, easy read (learning disability recorded)"
    )


def test_who_left_before_a_case_is_not_in_the_room_for_it(held: Held):
    begin = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
    early = ((begin, begin + timedelta(minutes=10)),)
    stayed = ((begin, None),)
    for name, stays in (("Dr Early", early), ("Dr Long", stayed), ("Dr Longer", stayed)):
        record_attendee(held.ws, held.meeting.id, Attendee("", name, "GP", stays=stays))
    later = begin + timedelta(minutes=30)
    spoken = Spoken(held.meeting.id, ADA, later, later + timedelta(minutes=5))
    keep_spoken_of(held.ws, [spoken])
    minutes = held.minutes()
    assert minutes.cases[0].in_the_room == "everybody present but Dr Early"
    times = {one.name: one.times for one in minutes.present}
    assert times["Dr Early"] == "13:30 to 13:40"
    assert times["Dr Long"] == "13:30 to the end"
    assert "Dr Early GP 13:30 to 13:40" in held.text().replace(" Y00001", "")


def test_a_change_after_the_end_is_listed_with_its_case_and_only_where_it_concerns(decided: Held):
    decided.decide(ADA, "As it was meant")
    assert [(a.what, a.cases, a.by) for a in decided.minutes().amended] == [
        ("decision changed", (1,), "N. Patel")
    ]
    assert decided.minutes("Y00002").amended == ()
