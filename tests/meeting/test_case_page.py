"""One person's page: everything about that person, and nothing about anybody else."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.flags.answers import Raised
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.actions import agree_action, complete_action
from mdt_app.meeting.agenda import build_agenda, discussed
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Action, AgendaItem, CasePage, Meeting, Nomination
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM, CLEO, AddPerson, well

JUNE = date(2026, 6, 15)


def _page(ws: Workspace, meeting: Meeting, item: AgendaItem) -> CasePage:
    with ws.vault.reading() as reading:
        return case_page(reading, load_pack(), meeting, item, meeting.held_on)


@pytest.fixture
def june(ws: Workspace, add_person: AddPerson) -> Meeting:
    """A meeting in June that decided about Ada and Bram, and agreed an action for each."""
    for number, surname in ((ADA, "Exemplar"), (BRAM, "Specimen"), (CLEO, "Sample")):
        add_person(
            number,
            surname,
            results={**well(), Kind.HBA1C: {"2026-02-03": 60.0, "2026-11-03": 92.0}},
        )
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", JUNE))
    for number in (ADA, BRAM):
        nominate(ws, Nomination(number, True, f"About {number}?", asked="agreed"))
    for item in build_agenda(ws, held.id):
        number = item.nhs_number
        record_decision(ws, held.id, number, ["intensify"], f"Agreed for {number}")
        agree_action(ws, Action(meeting=held.id, nhs_number=number, words=f"Do for {number}"))
        discussed(ws, item)
    return end_meeting(ws, held.id)


def test_the_page_shows_what_earlier_meetings_decided_and_what_became_of_it(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    page = _page(ws, meeting, item)
    (past,) = page.before
    assert (past.held_on, past.decision.words) == (JUNE, f"Agreed for {ADA}")
    assert [(a.words, a.state) for a in past.actions] == [(f"Do for {ADA}", "open")]
    assert page.meeting_days == (JUNE,)
    complete_action(ws, past.actions[0].id)
    assert _page(ws, meeting, item).before[0].actions[0].state == "done"


def test_the_page_says_which_flags_are_new_since_the_last_meeting(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    page = _page(ws, meeting, item)
    raised = [answer.rule for answer in page.answers if isinstance(answer, Raised)]
    assert "hba1c-very-high" in raised
    assert "hba1c-very-high" in page.new
    at_the_time = _page(ws, june, replace(item, meeting=june.id))
    assert (at_the_time.new, at_the_time.before) == ((), ())


def test_the_page_holds_what_this_meeting_has_said_so_far(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    nominate(ws, Nomination(ADA, True, "And now?", asked="agreed"))
    (item,) = build_agenda(ws, meeting.id)
    assert item.nhs_number == ADA
    decision = record_decision(ws, meeting.id, ADA, ["continue"], "as planned")
    action = agree_action(ws, Action(meeting=meeting.id, nhs_number=ADA, words="Book eyes"))
    page = _page(ws, meeting, discussed(ws, item))
    assert (page.decisions, page.actions) == ((decision,), (action,))
    assert page.nomination.question == "And now?"
    assert page.item.state == "discussed"
    undo_last(ws, meeting.id)
    undo_last(ws, meeting.id)
    page = _page(ws, meeting, item)
    assert (page.item, page.actions) == (item, ())


def test_an_ended_meetings_page_keeps_the_question_it_was_asked(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    nominate(ws, Nomination(ADA, True, "A later question?", asked="agreed"))
    item = AgendaItem("", june.id, ADA, 1)
    assert _page(ws, june, item).nomination.question == f"About {ADA}?"
    (item,) = build_agenda(ws, meeting.id)
    assert _page(ws, meeting, item).nomination.question == "A later question?"


def test_nothing_of_one_person_is_on_the_page_of_another(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    items = build_agenda(ws, meeting.id, [ADA, BRAM, CLEO])
    for item in items:
        record_decision(ws, meeting.id, item.nhs_number, ["continue"], f"For {item.nhs_number}")
    for item in items:
        page, number = _page(ws, meeting, item), item.nhs_number
        assert page.record.person.nhs_number == number
        assert page.item.nhs_number == page.nomination.nhs_number == number
        spoken_of = [*page.decisions, *(past.decision for past in page.before), *page.actions]
        spoken_of += [action for past in page.before for action in past.actions]
        assert {thing.nhs_number for thing in spoken_of} == {number}
        assert all(number in thing.words for thing in spoken_of)


def test_an_action_agreed_without_a_decision_is_not_lost_from_the_page(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    agree_action(ws, Action(meeting=june.id, nhs_number=CLEO, words="Ring her daughter"))
    (item,) = build_agenda(ws, meeting.id, [CLEO])
    (past,) = _page(ws, meeting, item).before
    assert past.decision.choices == ()
    assert [action.words for action in past.actions] == ["Ring her daughter"]


def test_two_rival_decisions_are_both_on_the_page(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "")
    rivals = [
        record_decision(ws, meeting.id, ADA, ["intensify"], words, replaces=[first.id])
        for words in ("one", "two")
    ]
    assert _page(ws, meeting, item).decisions == tuple(rivals)


def test_a_person_whose_file_was_taken_back_is_missing_in_words(
    ws: Workspace, meeting: Meeting
) -> None:
    with pytest.raises(UserError, match="not in the store any more"):
        _page(ws, meeting, AgendaItem("", meeting.id, ADA, 1))


MARCH = date(2026, 3, 12)


def test_a_flag_is_counted_over_the_ended_meetings_that_had_the_person(
    ws: Workspace, add_person: AddPerson, meeting: Meeting
) -> None:
    """The HbA1c has been 92 since February. Only an action agreed is no place on an agenda."""
    add_person(ADA, results={**well(), Kind.HBA1C: {"2026-02-03": 92.0}})
    march = plan_meeting(ws, Meeting("", "Network 3 MDT", MARCH))
    agree_action(ws, Action(meeting=march.id, nhs_number=ADA, words="Ring her"))
    end_meeting(ws, march.id)
    june = plan_meeting(ws, Meeting("", "Network 3 MDT", JUNE))
    (item,) = build_agenda(ws, june.id, [ADA])
    discussed(ws, item)
    june = end_meeting(ws, june.id)
    then = _page(ws, june, item).since["hba1c-very-high"]
    assert (then.nth, then.words) == (1, "as on 12 Mar"), "that meeting does not count itself"
    (now,) = build_agenda(ws, meeting.id, [ADA])
    since = _page(ws, meeting, now).since["hba1c-very-high"]
    assert (since.nth, since.words) == (2, "2nd meeting")
    assert since.full == "2nd meeting; no new HbA1c since 15 Jun 2026."


def test_the_page_says_what_the_records_show_of_what_was_agreed(
    ws: Workspace, june: Meeting, meeting: Meeting
) -> None:
    (item,) = build_agenda(ws, meeting.id, [ADA])
    page = _page(ws, meeting, item)
    assert {since.state for since in page.since.values()} == {"new"}
    assert [each.words for each in page.followed] == [
        "More treatment agreed 15 Jun; no glucose-lowering medicine started since"
    ]
    assert page.followed[0].of == page.before[0].decision.id
