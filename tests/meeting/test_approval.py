"""Minutes live as a draft that is amended, are approved once, and stay as they were issued."""

from datetime import date

import pytest

from mdt_app.documents.issuing import document_of
from mdt_app.errors import UserError
from mdt_app.meeting.actions import (
    actions_of,
    agree_action,
    amend_action,
    complete_action,
    reopen_action,
    withdraw_action,
)
from mdt_app.meeting.agenda import agenda, build_agenda, wait
from mdt_app.meeting.approval import (
    APPROVED,
    DRAFT,
    OPEN,
    add_addendum,
    addenda_of,
    amendments_of,
    approval_of,
    approve,
    choose_approval,
    minutes_state,
    next_number,
    readable_head,
    the_approval,
)
from mdt_app.meeting.attendance import attendees, record_attendee, strike_attendee
from mdt_app.meeting.decisions import decisions_of, record_decision, withdraw_decision
from mdt_app.meeting.meetings import (
    change_meeting,
    end_meeting,
    meeting_by_id,
    plan_meeting,
    start_meeting,
)
from mdt_app.meeting.undo import reopen_meeting, undo_last
from mdt_app.meeting.values import Action, Attendee, Meeting
from mdt_app.meeting.versions import APPROVAL
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.issued import NAMED, digests_of, issued_document, keep_issued
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, put_person

CHAIR = "Dr A. Chair"


def pages(issue):
    """A document that says what stands on its pages."""
    return {"whole.pdf": f"{issue.number} {issue.head} {issue.words}".encode()}


@pytest.fixture
def ended(ws: Workspace) -> Meeting:
    """A meeting that has ended, with a decision, an action and an attendee."""
    for number in (ADA, BRAM):
        put_person(ws, number)
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    build_agenda(ws, meeting.id, [ADA, BRAM])
    start_meeting(ws, meeting.id)
    record_decision(ws, meeting.id, ADA, ("continue",), "")
    agree_action(ws, Action(meeting=meeting.id, nhs_number=ADA, words="Eyes", owner="N. Patel"))
    record_attendee(ws, meeting.id, Attendee("", CHAIR, "Chair"))
    return end_meeting(ws, meeting.id)


@pytest.fixture
def approved(ws: Workspace, ended: Meeting) -> Meeting:
    approve(ws, ended.id, CHAIR, pages)
    return ended


def state_of(ws: Workspace, meeting: Meeting):
    with ws.vault.reading() as reading:
        return minutes_state(reading, meeting_by_id(reading, meeting.id))


def the_action(ws: Workspace, meeting: Meeting) -> Action:
    with ws.vault.reading() as reading:
        return actions_of(reading, meeting.id)[0]


def the_decision(ws: Workspace, meeting: Meeting):
    with ws.vault.reading() as reading:
        return decisions_of(reading, meeting.id)[0]


def test_minutes_are_open_then_a_draft_then_approved(ws: Workspace):
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    assert state_of(ws, meeting).state == OPEN
    start_meeting(ws, meeting.id)
    assert state_of(ws, meeting).state == OPEN
    end_meeting(ws, meeting.id)
    assert state_of(ws, meeting).state == DRAFT
    approve(ws, meeting.id, CHAIR, pages)
    assert state_of(ws, meeting).state == APPROVED


def test_approval_says_who_when_and_its_number(ws, ended):
    approval = approve(ws, ended.id, f" {CHAIR} ", pages, on=date(2026, 12, 3))
    assert (approval.number, approval.by, approval.on) == ("2026/01", CHAIR, date(2026, 12, 3))
    assert approval.recorded_by == ws.user


def test_numbers_count_the_approvals_of_a_year(ws, approved):
    for day, number in ((date(2026, 12, 17), "2026/02"), (date(2027, 1, 21), "2027/01")):
        meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", day))
        end_meeting(ws, meeting.id)
        assert approve(ws, meeting.id, CHAIR, pages).number == number
    with ws.vault.reading() as reading:
        assert next_number(reading, approved) == "2026/03"


def test_a_meeting_that_has_not_ended_cannot_be_approved(ws):
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    with pytest.raises(UserError, match="has not ended"):
        approve(ws, meeting.id, CHAIR, pages)


def test_approval_needs_a_name_and_happens_once(ws, ended):
    with pytest.raises(UserError, match="needs a name"):
        approve(ws, ended.id, "  ", pages)
    approve(ws, ended.id, CHAIR, pages)
    with pytest.raises(UserError, match="approved already, as 2026/01"):
        approve(ws, ended.id, CHAIR, pages)


def test_the_head_on_the_pages_is_the_entry_that_the_approval_follows(ws, ended):
    approval = approve(ws, ended.id, CHAIR, pages)
    with ws.vault.reading() as reading:
        entry = next(e for e in all_entries(reading, "minutes_approval"))
        kept = issued_document(reading, approval.id, "whole.pdf")
    assert entry.previous == approval.head
    assert approval.head in kept.decode()
    assert check_store(ws.vault) == []


def test_what_is_entered_while_the_documents_are_made_is_in_them(ws, ended):
    tries = []

    def slow(issue):
        if not tries:
            record_decision(ws, ended.id, BRAM, (), "just in time")
        tries.append(issue.head)
        return pages(issue)

    approval = approve(ws, ended.id, CHAIR, slow)
    assert len(tries) == 2
    assert approval.head == tries[1] != tries[0]
    with ws.vault.reading() as reading:
        assert "minutes approved" not in [entry.act for entry in all_entries(reading, "act")]


def test_documents_that_cannot_be_made_leave_a_draft(ws, ended):
    def broken(_issue):
        raise UserError("No font.", "")

    with pytest.raises(UserError, match="No font"):
        approve(ws, ended.id, CHAIR, broken)
    assert state_of(ws, ended).state == DRAFT


CHANGES = {
    "a decision": lambda ws, m: record_decision(ws, m.id, ADA, (), "other words"),
    "a new decision": lambda ws, m: record_decision(ws, m.id, BRAM, (), "later thought"),
    "a withdrawal": lambda ws, m: withdraw_decision(ws, the_decision(ws, m)),
    "a new action": lambda ws, m: agree_action(ws, Action(meeting=m.id, words="More")),
    "an action": lambda ws, m: amend_action(
        ws, Action(the_action(ws, m).id, m.id, ADA, "Eyes", "Somebody else")
    ),
    "attendance": lambda ws, m: record_attendee(ws, m.id, Attendee("", "Late Comer", "GP")),
    "a strike": lambda ws, m: strike_attendee(ws, _attendee(ws, m)),
    "the agenda": lambda ws, m: wait(ws, _item(ws, m)),
    "the meeting's place": lambda ws, m: change_meeting(ws, m),
    "a reopening": lambda ws, m: reopen_meeting(ws, m.id),
}


def _attendee(ws, meeting):
    with ws.vault.reading() as reading:
        return attendees(reading, meeting.id)[0]


def _item(ws, meeting):
    with ws.vault.reading() as reading:
        return agenda(reading, meeting.id)[0]


@pytest.mark.parametrize("what", CHANGES)
def test_nothing_that_approved_minutes_say_can_be_changed(ws, approved, what):
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
    with pytest.raises(UserError, match="approved, as 2026/01") as refused:
        CHANGES[what](ws, approved)
    assert "addendum" in refused.value.hint
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before


def test_nothing_is_undone_behind_an_approval(ws, ended):
    record_decision(ws, ended.id, ADA, (), "after the end")
    approve(ws, ended.id, CHAIR, pages)
    with pytest.raises(UserError, match="approved, as"):
        undo_last(ws, ended.id)
    assert the_decision(ws, ended).words == "after the end"


def test_what_becomes_of_an_action_is_still_kept(ws, approved):
    action = the_action(ws, approved)
    assert complete_action(ws, action.id, note="attended").state == "done"
    assert reopen_action(ws, action.id).state == "open"
    assert withdraw_action(ws, action.id, "moved away").state == "withdrawn"
    assert str(undo_last(ws, approved.id)) == "action withdrawn"


def test_another_meeting_is_not_locked(ws, approved):
    other = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 12, 17)))
    assert record_decision(ws, other.id, ADA, (), "next time").words == "next time"


def test_addenda_are_numbered_and_say_who_and_about_whom(ws, approved):
    for words, about in (("The dose was 5 mg.", ADA), ("Dr Late came at three.", "")):
        add_addendum(ws, approved.id, words, pages, by=CHAIR, about=about)
    with ws.vault.reading() as reading:
        found = addenda_of(reading, approved.id)
        (first,) = [issued_document(reading, a.id, "whole.pdf") for a in found if a.about]
    assert [(a.number, a.words, a.about, a.by, a.on) for a in found] == [
        (1, "The dose was 5 mg.", ADA, CHAIR, TODAY),
        (2, "Dr Late came at three.", "", CHAIR, TODAY),
    ]
    assert b"2026/01" in first
    assert b"The dose was 5 mg." in first
    assert check_store(ws.vault) == []


def test_a_draft_takes_no_addendum_and_an_addendum_needs_words(ws, ended):
    with pytest.raises(UserError, match="not approved yet"):
        add_addendum(ws, ended.id, "More", pages)
    approve(ws, ended.id, CHAIR, pages)
    with pytest.raises(UserError, match="needs words"):
        add_addendum(ws, ended.id, " \n", pages)


def test_only_changes_after_the_end_are_amendments(ws, ended):
    with ws.vault.reading() as reading:
        assert amendments_of(reading, ended.id) == []
    record_decision(ws, ended.id, ADA, (), "as it was really meant")
    complete_action(ws, the_action(ws, ended).id)
    record_attendee(ws, ended.id, Attendee("", "Late Comer", "GP"))
    with ws.vault.reading() as reading:
        found = amendments_of(reading, ended.id)
    assert [(each.what, each.about, each.by) for each in found] == [
        ("decision changed", (ADA,), ws.user),
        ("attendance recorded", (), ws.user),
    ]


def test_amending_by_reopening_is_told_too(ws, ended):
    reopen_meeting(ws, ended.id)
    record_decision(ws, ended.id, BRAM, (), "decided after all")
    end_meeting(ws, ended.id)
    with ws.vault.reading() as reading:
        found = [(each.what, each.about) for each in amendments_of(reading, ended.id)]
    assert found == [
        ("meeting reopened", ()),
        ("decision recorded", (BRAM,)),
        ("meeting ended", ()),
    ]


def test_no_approval_is_no_approval(ws, ended):
    with ws.vault.reading() as reading:
        assert approval_of(reading, ended.id) is None


def test_a_head_can_be_read_out():
    assert readable_head("8f3a91c207de55b0" + "0" * 48) == "8f3a-91c2-07de-55b0"
    assert readable_head("") == ""


def approved_on_another_laptop(ws, meeting, by="Dr B. Other"):
    """What a merged file brings: an approval made without knowing of the first."""
    document = {"whole.pdf": b"the other laptop's"}
    content = {
        "number": "2026/01",
        "by": by,
        "on": TODAY.isoformat(),
        "head": "e" * 64,
        NAMED: digests_of(document),
    }
    with ws.vault.writing(ws.user, "minutes approved") as writing:
        keep_issued(writing, writing.record(APPROVAL, content, meeting=meeting.id), document)


def test_of_two_approvals_neither_wins_until_somebody_chooses(ws, ended):
    approve(ws, ended.id, CHAIR, pages)
    approved_on_another_laptop(ws, ended)
    with ws.vault.reading() as reading:
        state = minutes_state(reading, ended)
        assert [each.by for each in state.rivals] == [CHAIR, "Dr B. Other"]
        with pytest.raises(UserError, match="approved 2 times, apart"):
            the_approval(reading, ended.id)
        with pytest.raises(UserError, match="approved 2 times"):
            document_of(reading, ended.id)
    with pytest.raises(UserError, match="approved 2 times"):
        add_addendum(ws, ended.id, "More", pages)
    choose_approval(ws, state.rivals[1])
    with ws.vault.reading() as reading:
        settled = minutes_state(reading, ended)
        assert (settled.rivals, settled.approval.by) == ((), "Dr B. Other")
        assert [each.by for each in settled.set_aside] == [CHAIR]
        assert document_of(reading, ended.id) == b"the other laptop's"
    assert check_store(ws.vault) == []


def test_a_choice_needs_two_and_the_minutes_stay_locked_meanwhile(ws, ended):
    approval = approve(ws, ended.id, CHAIR, pages)
    with pytest.raises(UserError, match="nothing to choose"):
        choose_approval(ws, approval)
    approved_on_another_laptop(ws, ended)
    with pytest.raises(UserError, match="approved, as"):
        record_decision(ws, ended.id, ADA, (), "changed")
