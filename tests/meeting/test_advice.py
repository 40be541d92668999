"""Advice between meetings: of one person, with who and when, answered later, counted, undone."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.advice import advice_about, advice_counts, keep_advice
from mdt_app.meeting.agenda import agenda, build_agenda
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.meetings import plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Advice, Meeting, Nomination
from tests.invented import TODAY
from tests.ui.network import ADA, BRAM, take_everyone_in

ASKED = Advice(ADA, "Fasting in Ramadan?", "N. Patel", date(2026, 10, 12))
ANSWER = {
    "answer": "Halve the sulfonylurea",
    "answered_by": "Dr S. Rahman",
    "answered_on": date(2026, 10, 14),
}


@pytest.fixture
def asked(ws, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    return keep_advice(ws, ASKED)


def about(ws, number):
    with ws.vault.reading() as reading:
        return advice_about(reading, number)


def test_a_question_waits_for_its_answer_and_is_about_nobody_else(ws, asked):
    (kept,) = about(ws, ADA)
    assert kept.asked_words == "Asked by N. Patel: Fasting in Ramadan?"
    assert kept.answer_words == "No answer yet"
    assert about(ws, BRAM) == []


def test_the_answer_stands_with_who_gave_it_and_when_and_the_question_stays_on_file(ws, asked):
    keep_advice(ws, replace(asked, **ANSWER))
    (kept,) = about(ws, ADA)
    assert kept.answer_words == "Answered 14 Oct 2026 by Dr S. Rahman: Halve the sulfonylurea"
    assert str(undo_last(ws, "")) == "advice given"
    assert not about(ws, ADA)[0].is_answered


def test_questions_are_counted_by_the_day_they_were_asked(ws, asked):
    keep_advice(ws, replace(asked, **ANSWER))
    keep_advice(ws, replace(ASKED, asked_on=TODAY, question="Pump?"))
    with ws.vault.reading() as reading:
        both = advice_counts(reading, date.min, TODAY)
        late = advice_counts(reading, date(2026, 11, 1), TODAY)
    assert (both.asked, both.answered, both.people) == (2, 1, 1)
    assert (late.asked, late.answered) == (1, 0)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"question": " "}, "question"),
        ({"answer": "Yes", "answered_by": ""}, "Who answered"),
        ({"asked_on": date(2026, 12, 1)}, "still to come"),
        ({**ANSWER, "answered_on": date(2026, 10, 1)}, "before it was asked"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(ws, asked, changed, words):
    with pytest.raises(UserError, match=words):
        keep_advice(ws, replace(asked, **changed))


def test_of_somebody_who_objects_no_question_is_kept(ws, asked):
    nominate(ws, Nomination(BRAM, asked="objects"))
    with pytest.raises(UserError, match="asked not to be discussed"):
        keep_advice(ws, replace(ASKED, nhs_number=BRAM))


def test_the_case_has_it_among_what_was_before(ws, asked):
    from mdt_app.flags.in_force import pack_in_force

    nominate(ws, Nomination(ADA, is_chosen=True))
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    build_agenda(ws, meeting.id, [ADA])
    start_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        (item,) = agenda(reading, meeting.id)
        page = case_page(reading, pack_in_force(reading), meeting, item, TODAY)
    assert page.advice == (asked,)
