"""What a practice asks about a person, and what is missing before the meeting."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.nominations import (
    may_be_listed,
    nominate,
    nominations,
    nominations_about,
    places_used,
)
from mdt_app.meeting.values import Nomination
from mdt_app.meeting.versions import history_of
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO

ASKED = Nomination(ADA, True, "What next for glucose?", "her grandchildren", asked="agreed")


def test_a_nomination_comes_back_as_it_was_entered_and_says_by_whom(ws: Workspace) -> None:
    kept = nominate(ws, ASKED)
    with ws.vault.reading() as reading:
        assert nominations(reading) == {ADA: kept}
    assert kept.by == ws.user
    assert replace(kept, by="", at=None, id="") == replace(ASKED, chosen_on=TODAY)


def test_a_changed_question_keeps_the_one_before_on_file(ws: Workspace) -> None:
    first = nominate(ws, ASKED)
    second = nominate(ws, replace(ASKED, question="Insulin?"))
    with ws.vault.reading() as reading:
        assert second.id == first.id
        assert nominations(reading)[ADA].question == "Insulin?"
        assert [e.payload["question"] for e in history_of(reading, first.id)] == [
            "What next for glucose?",
            "Insulin?",
        ]


def test_the_same_nomination_again_enters_nothing(ws: Workspace) -> None:
    nominate(ws, ASKED)
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
    nominate(ws, ASKED)
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before


def test_who_is_left_out_this_time_is_not_listed() -> None:
    assert may_be_listed(ASKED)
    assert not may_be_listed(replace(ASKED, lane="not_this_time", reason="in hospital"))


def test_the_day_of_choosing_is_kept_until_the_person_is_not_chosen(ws: Workspace) -> None:
    yesterday = Workspace(ws.vault, ws.user, lambda: TODAY - timedelta(1))
    first = nominate(yesterday, ASKED)
    assert first.chosen_on == TODAY - timedelta(1)
    assert nominate(ws, replace(ASKED, minutes=8)).chosen_on == TODAY - timedelta(1)
    assert nominate(ws, replace(ASKED, is_chosen=False)).chosen_on is None
    assert nominate(ws, ASKED).chosen_on == TODAY


def test_a_nomination_from_before_these_days_were_kept_is_read_and_is_not_late(
    ws: Workspace,
) -> None:
    content = {name: getattr(ASKED, name) for name in _fields()}
    with ws.vault.writing(ws.user, "nomination recorded") as writing:
        writing.record("nomination", content, about=ADA)
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
        found = nominations(reading)[ADA]
    assert (found.chosen_on, found.late_reason, found.ask_again_on) == (None, "", None)
    assert nominate(ws, found).chosen_on is None
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before
    assert nominate(ws, replace(found, minutes=8)).chosen_on is None


def test_what_is_said_about_being_late_and_asking_again_comes_back(ws: Workspace) -> None:
    said = replace(
        ASKED,
        late_reason="seen on Wednesday",
        is_matter_not_asked=True,
        ask_again_on=TODAY + timedelta(90),
    )
    nominate(ws, said)
    with ws.vault.reading() as reading:
        kept = nominations(reading)[ADA]
    assert replace(kept, by="", at=None, id="", chosen_on=None) == said


def test_who_objects_takes_no_place(ws: Workspace) -> None:
    nominate(ws, replace(ASKED, minutes=8))
    nominate(ws, Nomination(BRAM, True, "What now?", asked="objects"))
    nominate(ws, Nomination(CLEO, True, lane="noted", asked="agreed", minutes=3))
    with ws.vault.reading() as reading:
        assert places_used(nominations(reading)) == (2, 11)


def test_two_people_nominating_apart_are_both_shown(ws: Workspace) -> None:
    kept = nominate(ws, ASKED)
    with ws.vault.writing("Dr Elsewhere", "nomination changed") as writing:
        for question in ("One?", "Two?"):
            content = {name: getattr(ASKED, name) for name in _fields()} | {"question": question}
            writing.record("nomination", content | {"id": kept.id}, about=ADA, replaces=[kept.id])
    with ws.vault.reading() as reading:
        assert {n.question for n in nominations_about(reading, ADA)} == {"One?", "Two?"}
    nominate(ws, ASKED)
    with ws.vault.reading() as reading:
        assert [n.question for n in nominations_about(reading, ADA)] == [ASKED.question]


def _fields() -> tuple[str, ...]:
    return ("is_chosen", "question", "what_matters", "lane", "asked", "minutes", "reason")


def test_a_lane_that_does_not_exist_is_our_mistake_and_no_minutes_the_users(
    ws: Workspace,
) -> None:
    with pytest.raises(ValueError, match="lane"):
        nominate(ws, replace(ASKED, lane="urgent"))
    with pytest.raises(UserError, match="minute"):
        nominate(ws, replace(ASKED, minutes=0))


def test_who_asked_stays_with_the_question_whoever_changes_the_rest(ws: Workspace) -> None:
    nurse, chair = Workspace(ws.vault, "N. Patel", ws.today), Workspace(ws.vault, "Chair", ws.today)
    nominate(nurse, Nomination(ADA, is_chosen=True, question="What next?"))
    with ws.vault.reading() as reading:
        stands = nominations(reading)[ADA]
    assert nominate(chair, replace(stands, minutes=8)).by == "N. Patel"
    assert nominate(chair, replace(stands, question="Which insulin?")).by == "Chair"
