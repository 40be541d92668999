"""The next person is read while nobody waits, and read again as soon as anything was entered."""

import pytest

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Action, Nomination
from mdt_app.ui.meet import reading_ahead
from tests.ui.network import ADA, BRAM, CLEO, write_files

WORSE = """nhs_number,kind,taken_on,value,unit
9990000026,hba1c,2026-11-20,101,mmol/mol
"""


@pytest.fixture
def reads(monkeypatch):
    """Whose page was read from the file, in order."""
    found: list[str] = []
    read = reading_ahead._read

    def counted(reading, meeting, item):
        found.append(item.nhs_number)
        return read(reading, meeting, item)

    monkeypatch.setattr(reading_ahead, "_read", counted)
    return found


@pytest.fixture
def ahead(meet, reads, qtbot):
    """Ada is shown, and Bram has been read."""
    meet.open_person(ADA)
    qtbot.waitUntil(lambda: BRAM in meet.controller._ahead._kept)
    reads.clear()
    return meet


def shown(meet):
    return meet.controller.shown.page


def test_the_next_person_is_not_read_a_second_time(ahead, reads):
    ahead.controller.next_case()
    assert shown(ahead).record.person.nhs_number == BRAM
    assert BRAM not in reads


def test_nor_is_the_one_before(ahead, reads):
    ahead.controller.next_case()
    ahead.controller.previous_case()
    assert shown(ahead).record.person.nhs_number == ADA
    assert ADA not in reads


def _decide(ws, meeting, _folder):
    record_decision(ws, meeting.id, BRAM, ["start_sglt2"], "Renal reasons")


def _ask(ws, _meeting, _folder):
    nominate(ws, Nomination(BRAM, is_chosen=True, question="Another question?"))


def _act_for_the_practice(ws, meeting, _folder):
    agree_action(ws, Action(meeting=meeting.id, practice="Y00001", words="Call everybody"))


def _take_a_result_in(ws, _meeting, folder):
    (_, results) = write_files(folder / "later", results=WORSE)
    assert take_in(ws, [results], Wishes(allow_test_numbers=True)).committed


@pytest.mark.parametrize("enter", [_decide, _ask, _act_for_the_practice, _take_a_result_in])
def test_what_was_entered_since_is_on_the_page(ahead, ws, meeting, tmp_path, enter):
    enter(ws, meeting, tmp_path)
    ahead.controller.next_case()
    on_screen = ahead.controller.shown
    afresh = reading_ahead.ReadingAhead(ws).case(meeting, on_screen.page.item)
    assert on_screen.page == afresh.page
    assert on_screen.practice_actions == afresh.practice_actions
    assert on_screen.trends == afresh.trends


def test_few_pages_are_kept_and_none_after_the_meeting(ahead, two_threads):
    for number in (CLEO, ADA, BRAM, CLEO):
        ahead.open_person(number)
    two_threads.settle()
    assert len(ahead.controller._ahead._kept) <= 3
    ahead.controller._show_nobody()
    assert not ahead.controller._ahead._kept
