"""Learning points go to every practice: nothing in them says whose case it was."""

from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.learning import (
    keep_learning_point,
    learning_points,
    learning_points_of,
    withdraw_learning_point,
)
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Meeting
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM, AddPerson

LESSON = "Check ketones before an SGLT2 inhibitor is started again."


@pytest.fixture
def two(ws: Workspace, meeting: Meeting, add_person: AddPerson) -> None:
    add_person(ADA, "Ó Catháin", forename="Ada")
    born = date(1951, 7, 9).toordinal()
    add_person(BRAM, "Young", forename="Bramwell", born_on=born)
    build_agenda(ws, meeting.id, [ADA, BRAM])


def test_a_learning_point_is_kept_for_the_meeting(
    ws: Workspace, meeting: Meeting, two: None
) -> None:
    kept = keep_learning_point(ws, meeting.id, ADA, f"  {LESSON}  ")
    with ws.vault.reading() as reading:
        assert learning_points_of(reading, meeting.id) == [kept] == learning_points(reading)
    assert (kept.words, kept.nhs_number, kept.by) == (LESSON, ADA, ws.user)


def test_the_same_again_is_kept_once(ws: Workspace, meeting: Meeting, two: None) -> None:
    first = keep_learning_point(ws, meeting.id, ADA, LESSON)
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
    assert keep_learning_point(ws, meeting.id, ADA, LESSON) == first
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Ask ada about her feet", "a name"),
        ("O Cathain was glad of it", "a name"),
        ("As with Young, ask first", "a name"),
        ("bramwell's family should come", "a name"),
        ("Look at 999 000 0018 again", "an NHS number"),
        ("Born 14/2/68: ask about feet", "a date of birth"),
        ("For the one born 9 July 1951", "a date of birth"),
        ("Visit E1 4NS together", "a postcode"),
        ("Ada, born 1968-02-14", "a date of birth and a name"),
    ],
)
def test_words_that_say_whose_case_it_was_are_refused_and_not_kept(
    ws: Workspace, meeting: Meeting, two: None, words: str, what: str
) -> None:
    with pytest.raises(UserError) as refused:
        keep_learning_point(ws, meeting.id, ADA, words)
    assert what in refused.value.message
    assert words not in refused.value.message
    with ws.vault.reading() as reading:
        assert learning_points(reading) == []


@pytest.mark.parametrize(
    "words",
    [
        "Young people with type 1 are lost between clinics"[6:],
        "The younger the person, the sooner the call",
        "HbA1c 92 on 14 Feb is no reason to wait",
        "In adamant cases ask the dietitian",
        "Of 10 cases, 6 had no ACR in 2025-26",
    ],
)
def test_words_about_the_practices_are_kept(
    ws: Workspace, meeting: Meeting, two: None, words: str
) -> None:
    assert keep_learning_point(ws, meeting.id, ADA, words).words == words


@pytest.mark.parametrize("words", ["", "   ", "a" * 501])
def test_no_words_and_too_many_are_refused(
    ws: Workspace, meeting: Meeting, two: None, words: str
) -> None:
    with pytest.raises(UserError):
        keep_learning_point(ws, meeting.id, ADA, words)


def test_it_is_taken_back_by_undo_and_struck_out_by_hand(
    ws: Workspace, meeting: Meeting, two: None
) -> None:
    keep_learning_point(ws, meeting.id, ADA, LESSON)
    assert undo_last(ws, meeting.id) is not None
    second = keep_learning_point(ws, meeting.id, ADA, "Write the plan down.")
    withdraw_learning_point(ws, second)
    with ws.vault.reading() as reading:
        assert learning_points(reading) == []
