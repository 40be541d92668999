"""The list of actions per owner, read back: own practice's people only, and what is overdue."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from mdt_app.documents.action_list import ActionList, action_list
from mdt_app.documents.action_list_layout import actions_as_pdf
from mdt_app.errors import UserError
from mdt_app.meeting.actions import complete_action, withdraw_action
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Nomination
from tests.documents.conftest import QUESTION, Held, text_of
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM


@pytest.fixture
def taken_on(held: Held) -> Held:
    """Actions for two people of two practices, and for a practice."""
    held.agree(ADA, "Book eye screening", owner="N. Patel", due_on=date(2026, 11, 28))
    held.agree(ADA, "Old promise", owner="n. patel", due_on=date(2026, 10, 1))
    held.agree(BRAM, "Call <him> & ask", owner="J. Cole")
    held.agree("", "Teach titration", practice="Y00002", audience="practice", owner="J. Cole")
    held.agree(ADA, "Nobody's yet")
    return held


def listed(held: Held, **asked: str) -> ActionList:
    with held.ws.vault.reading() as reading:
        return action_list(reading, TODAY, **asked)


def text(found: ActionList) -> str:
    return text_of(actions_as_pdf(found))


def test_each_owner_has_a_list_the_earliest_due_first_and_nobodys_comes_last(taken_on: Held):
    found = listed(taken_on)
    assert [(each.owner, [o.words for o in each.owed]) for each in found.owners] == [
        ("J. Cole", ["Call <him> & ask", "Teach titration"]),
        ("n. patel", ["Old promise", "Book eye screening"]),
        ("no owner yet", ["Nobody's yet"]),
    ]


def test_it_says_whom_what_by_when_and_what_is_overdue(taken_on: Held):
    said = text(listed(taken_on, meeting_id=taken_on.meeting.id))
    for words in (
        "Open actions of Network 3 MDT, 26 Nov 2026 · 2 actions, 1 overdue",
        "Book eye screening EXEMPLAR, Ada (Mrs) Born 14-Feb-1968 · NHS No. 999 000 0018",
        "case 1 of 26 Nov 2026",
        "1 Oct 2026 OVERDUE",
        "Call <him> & ask",
        "Birch Lane",
        "no day yet",
    ):
        assert words in said, words


def test_each_owner_begins_a_page_of_their_own(taken_on: Held):
    pages = PdfReader(BytesIO(actions_as_pdf(listed(taken_on)))).pages
    assert len(pages) == 3
    assert "n. patel" not in pages[0].extract_text()


def test_one_practice_has_its_own_people_only(taken_on: Held):
    said = text(listed(taken_on, practice="Y00002"))
    assert "SPECIMEN" in said
    assert "Teach titration" in said
    assert "Birch Lane only" in said
    for words in ("EXEMPLAR", "999 000 0018", "Book eye screening", "Alder Road"):
        assert words not in said, words


def test_one_owners_list_has_nobody_elses(taken_on: Held):
    found = listed(taken_on, owner="N. PATEL")
    assert [each.owner for each in found.owners] == ["n. patel"]


def test_what_is_done_or_withdrawn_is_not_on_it(taken_on: Held):
    with taken_on.ws.vault.reading() as reading:
        before = action_list(reading, TODAY)
    done = taken_on.agree(ADA, "Done already", owner="Zed")
    gone = taken_on.agree(ADA, "Not wanted", owner="Zed")
    complete_action(taken_on.ws, done.id)
    withdraw_action(taken_on.ws, gone.id)
    assert listed(taken_on) == before


def test_who_objects_is_left_out_and_it_is_said_by_case_number(taken_on: Held):
    nominate(taken_on.ws, Nomination(ADA, True, QUESTION, asked="objects"))
    found = listed(taken_on)
    assert [each.why for each in found.left_out] == ["objects to being discussed with others"]
    said = text(found)
    assert f"Left out: case {found.left_out[0].number}: objects to being discussed" in said
    assert "EXEMPLAR" not in said


def test_a_practice_or_meeting_that_is_not_there_is_refused(taken_on: Held):
    with pytest.raises(UserError):
        listed(taken_on, practice="Y99999")
    with pytest.raises(UserError):
        listed(taken_on, meeting_id="nothing")


def test_without_any_open_action_the_page_says_so(held: Held):
    assert "No action is open." in text(listed(held))


def test_a_row_is_never_cut_and_the_headings_come_again(held: Held):
    for number in range(40):
        held.agree(ADA, f"row{number} {'words between ' * 20}end{number}", owner="N. Patel")
    pages = PdfReader(BytesIO(actions_as_pdf(listed(held)))).pages
    assert len(pages) > 2
    for page in pages:
        said = page.extract_text()
        assert "What" in said
        for number in range(40):
            assert (f"row{number} " in said) == (f"end{number}\n" in said + "\n")


def test_the_file_names_nobody(taken_on: Held):
    metadata = PdfReader(BytesIO(actions_as_pdf(listed(taken_on)))).metadata
    assert metadata.title == "Actions, 26 Nov 2026"
    assert "EXEMPLAR" not in str(dict(metadata)).upper()
