"""What was issued comes back byte for byte, whatever happens afterwards; nobody else is in it."""

import re
from dataclasses import replace

import pytest

from mdt_app.documents.issuing import (
    FORMS,
    NETWORK,
    WHOLE,
    addendum_document,
    approve_minutes,
    document_of,
    issue_addendum,
    issued_to,
)
from mdt_app.errors import UserError
from mdt_app.meeting.actions import actions_of, complete_action
from mdt_app.meeting.approval import approval_of, readable_head
from mdt_app.meeting.undo import reopen_meeting
from mdt_app.register.network import set_up_network
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.issued import digest_of
from tests.documents.conftest import Held, text_of
from tests.meeting.conftest import ADA, BRAM, CLEO

CHAIR = "Dr A. Chair"


def document(held: Held, whom: str = WHOLE, form: str = "pdf") -> bytes:
    with held.ws.vault.reading() as reading:
        return document_of(reading, held.meeting.id, whom, form)


def words_of(page: bytes) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page.decode()).split())


@pytest.fixture
def approved(decided: Held) -> Held:
    approve_minutes(decided.ws, decided.meeting.id, CHAIR)
    return decided


def test_a_draft_is_written_as_it_stands(decided: Held):
    assert "DRAFT" in text_of(document(decided))
    decided.decide(BRAM, "Thought of afterwards")
    assert "Thought of afterwards" in text_of(document(decided))
    assert "Thought of afterwards" in words_of(document(decided, form="html"))


def test_every_form_is_issued_to_everybody_it_concerns(approved: Held):
    with approved.ws.vault.reading() as reading:
        approval = approval_of(reading, approved.meeting.id)
        to = issued_to(reading, approval.id)
    assert to == [WHOLE, NETWORK, "Y00001", "Y00002"]
    head = readable_head(approval.head)
    for whom in to:
        assert head in text_of(document(approved, whom))
        assert head in words_of(document(approved, whom, "html"))
        assert "DRAFT" not in text_of(document(approved, whom))


def test_old_minutes_print_exactly_as_issued_whatever_changes_later(approved: Held):
    with approved.ws.vault.reading() as reading:
        to = issued_to(reading, approval_of(reading, approved.meeting.id).id)
        (eyes, *_) = actions_of(reading, approved.meeting.id)
    before = {(whom, form): document(approved, whom, form) for whom in to for form in FORMS}
    complete_action(approved.ws, eyes.id, note="attended")
    set_up_network(approved.ws, "Another name", {"Y00001": "Renamed Surgery"})
    with approved.ws.vault.writing(approved.ws.user, "corrected") as writing:
        writing.execute("UPDATE patient SET surname = 'Changed'")
    after = {(whom, form): document(approved, whom, form) for whom in to for form in FORMS}
    assert after == before
    assert "EXEMPLAR" in text_of(after[WHOLE, "pdf"])


def test_the_approval_names_the_digest_of_every_document(approved: Held):
    with approved.ws.vault.reading() as reading:
        (entry,) = all_entries(reading, "minutes_approval")
    named = entry.payload["documents"]
    assert len(named) == 8
    for name, digest in named.items():
        whom, _, form = name.rpartition(".")
        assert digest_of(document(approved, whom, form)) == digest
    assert check_store(approved.ws.vault) == []


def test_a_practice_that_was_not_at_the_meeting_has_no_minutes(approved: Held):
    with pytest.raises(UserError, match="No minutes were issued to Y00003"):
        document(approved, "Y00003")


def test_minutes_are_issued_once_and_reopening_is_refused(approved: Held):
    with pytest.raises(UserError, match="approved already"):
        approve_minutes(approved.ws, approved.meeting.id, CHAIR)
    with pytest.raises(UserError, match="approved, as 2026/01"):
        reopen_meeting(approved.ws, approved.meeting.id)


@pytest.mark.parametrize("form", FORMS)
def test_the_networks_copy_says_nothing_of_who_the_people_are(held: Held, form: str):
    held.decide(ADA, "Mrs Exemplar agrees; Ada's NHS number is 999 000 0018, born 14/02/1968")
    held.agree(ADA, "Ring Ada Exemplar", owner="Ada's daughter")
    held.agree("", "Tell all about Mr Specimen", category="education", audience="practice")
    made = document(held, NETWORK, form)
    text = text_of(made) if form == "pdf" else words_of(made)
    for hidden in ("Exemplar", "Ada", "Specimen", "Bram", "Sample", "Cleo", "Mrs", "1968", "0018"):
        assert hidden.casefold() not in text.casefold(), hidden
    assert "Case 1" in text
    assert "55–59" in text
    assert "Alder Road" in text
    assert "Ring the person" in text


@pytest.mark.parametrize("form", FORMS)
def test_a_practices_minutes_name_nobody_of_another(held: Held, form: str):
    held.agree("", "Ask Mrs Exemplar to speak", category="education", audience="practice")
    made = document(held, "Y00002", form)
    text = text_of(made) if form == "pdf" else words_of(made)
    assert "SPECIMEN" in text
    for hidden in ("Exemplar", "Sample", "999 000 0018", "9990000018"):
        assert hidden.casefold() not in text.casefold(), hidden
        assert hidden.encode() not in made


def test_an_addendum_about_a_person_goes_to_their_practice_and_names_them_nowhere_else(
    approved: Held,
):
    added = issue_addendum(
        approved.ws, approved.meeting.id, "Ada takes 5 mg, not 10 mg.", by=CHAIR, about=ADA
    )
    with approved.ws.vault.reading() as reading:
        assert issued_to(reading, added.id) == [WHOLE, NETWORK, "Y00001"]
        own = text_of(addendum_document(reading, added, "Y00001"))
        hidden = text_of(addendum_document(reading, added, NETWORK))
        assert addendum_document(reading, added, "Y00002") is None
    assert "Addendum 1 to minutes 2026/01" in own
    assert "Case 1 · EXEMPLAR, Ada (Mrs)" in own
    assert "Ada takes 5 mg, not 10 mg." in own
    assert f"Added on 26 Nov 2026 by {CHAIR}." in own
    assert f"record {readable_head(added.head)}" in own
    assert "the person takes 5 mg" in hidden
    assert "EXEMPLAR" not in hidden


def test_an_addendum_about_nobody_alone_goes_to_every_practice_without_the_others_people(
    approved: Held,
):
    added = issue_addendum(approved.ws, approved.meeting.id, "Mrs Exemplar was thanked.")
    with approved.ws.vault.reading() as reading:
        assert issued_to(reading, added.id) == [WHOLE, NETWORK, "Y00001", "Y00002"]
        own, other = (
            words_of(addendum_document(reading, added, ods, "html")) for ods in ("Y00001", "Y00002")
        )
    assert "Mrs Exemplar was thanked." in own
    assert "Exemplar" not in other


def test_an_addendum_leaves_the_minutes_as_they_were(approved: Held):
    before = document(approved)
    issue_addendum(approved.ws, approved.meeting.id, "More was said.")
    assert document(approved) == before
    assert check_store(approved.ws.vault) == []


def test_the_people_of_a_file_that_was_taken_back_are_still_in_what_was_issued(approved: Held):
    before = document(approved)
    with approved.ws.vault.writing(approved.ws.user, "taken back") as writing:
        writing.execute("DELETE FROM result")
        writing.execute("DELETE FROM event")
        writing.execute("DELETE FROM patient WHERE nhs_number = :n", {"n": CLEO})
    assert document(approved) == before


def test_minutes_of_a_meeting_with_nobody_can_be_approved(ws):
    from mdt_app.meeting.meetings import end_meeting, plan_meeting
    from mdt_app.meeting.values import Meeting
    from tests.invented import TODAY

    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    end_meeting(ws, meeting.id)
    assert approve_minutes(ws, meeting.id, CHAIR).number == "2026/01"
    assert "Minutes 2026/01" in text_of(document(Held(ws, replace(meeting))))
