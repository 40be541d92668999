"""Decisions are replaced, never overwritten, and are read back in one sentence."""

from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.choices import keyed_choices, parse_choices
from mdt_app.meeting.decisions import (
    Beside,
    beside_of,
    decisions_about,
    decisions_of,
    read_back,
    record_decision,
    withdraw_decision,
)
from mdt_app.meeting.values import Action, Meeting
from mdt_app.meeting.versions import DECISION, history_of, stepping
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM


def test_the_ten_choices_stand_on_the_keys_1_to_0() -> None:
    assert [(choice.key, choice.label) for choice in keyed_choices()] == [
        ("1", "Intensify treatment"),
        ("2", "De-intensify"),
        ("3", "Start SGLT2 inhibitor"),
        ("4", "Start GLP-1 RA"),
        ("5", "Start insulin"),
        ("6", "Refer…"),
        ("7", "Medicines review"),
        ("8", "Joint clinic review"),
        ("9", "Continue plan"),
        ("0", "Other…"),
    ]


def test_a_vocabulary_with_mistakes_is_refused_with_all_of_them() -> None:
    text = """
        [[choice]]
        key = "1"
        code = "wait"
        words = "Wait"
        category = "waiting"
        owner_role = "Nobody"
        due_days = -1
        done_when = "never"
        [[choice]]
        key = "1"
        code = "hope"
    """
    with pytest.raises(ValueError) as error:
        parse_choices(text)
    for problem in ("wait: category", "wait: owner_role", "wait: due_days", "hope: no words"):
        assert problem in str(error.value)
    assert "key '1' is there twice" in str(error.value)


def test_a_changed_decision_replaces_the_one_before_which_stays_on_file(
    ws: Workspace, meeting: Meeting
) -> None:
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "more")
    second = record_decision(ws, meeting.id, ADA, ["intensify", "refer:renal clinic"], "more")
    with ws.vault.reading() as reading:
        assert decisions_about(reading, ADA) == [second]
        assert decisions_of(reading, meeting.id) == [second]
        assert [entry.payload["choices"] for entry in history_of(reading, first.id)] == [
            ["intensify"],
            ["intensify", "refer:renal clinic"],
        ]


def test_the_same_decision_again_enters_nothing(ws: Workspace, meeting: Meeting) -> None:
    first = record_decision(ws, meeting.id, ADA, ["continue"], "as planned")
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
    assert record_decision(ws, meeting.id, ADA, ["continue"], " as planned ") == first
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before


def test_two_that_replace_the_same_decision_are_both_shown_until_one_replaces_both(
    ws: Workspace, meeting: Meeting
) -> None:
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "")
    one = record_decision(ws, meeting.id, ADA, ["start_insulin"], "", replaces=[first.id])
    two = record_decision(ws, meeting.id, ADA, ["start_glp1"], "", replaces=[first.id])
    with ws.vault.reading() as reading:
        assert decisions_about(reading, ADA) == [one, two]
    settled = record_decision(ws, meeting.id, ADA, ["start_glp1"], "settled")
    with ws.vault.reading() as reading:
        assert decisions_about(reading, ADA) == [settled]


def test_a_decision_never_replaces_one_about_somebody_else(ws: Workspace, meeting: Meeting) -> None:
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "")
    with pytest.raises(ValueError, match="same person"):
        record_decision(ws, meeting.id, BRAM, ["intensify"], "", replaces=[first.id])


def test_an_empty_decision_is_refused_in_words(ws: Workspace, meeting: Meeting) -> None:
    with pytest.raises(UserError, match="choice or words"):
        record_decision(ws, meeting.id, ADA, [], "  ")


def test_a_withdrawn_decision_stays_on_file(ws: Workspace, meeting: Meeting) -> None:
    first = record_decision(ws, meeting.id, ADA, ["intensify"], "")
    withdraw_decision(ws, first)
    with ws.vault.reading() as reading:
        assert decisions_about(reading, ADA) == []
        assert [e.act for e in history_of(reading, first.id)] == [
            "decision recorded",
            "decision withdrawn",
        ]


def test_the_decision_is_read_back_in_one_sentence_with_who_does_what(
    ws: Workspace, meeting: Meeting
) -> None:
    decision = record_decision(
        ws,
        meeting.id,
        ADA,
        ["intensify", "start_sglt2", "refer:renal clinic"],
        "Start dapagliflozin 10 mg; repeat U&E in 6 weeks.",
    )
    actions = [
        Action(words="Start dapagliflozin", owner="Dr S. Rahman", due_on=date(2027, 1, 11)),
        Action(words="Book eye screening"),
        Action(words="Not wanted", owner="N. Patel", state="withdrawn"),
    ]
    assert read_back(decision, actions) == (
        "Agreed: intensify treatment, start SGLT2 inhibitor and refer to renal clinic"
        " — Start dapagliflozin 10 mg; repeat U&E in 6 weeks"
        "; Dr S. Rahman: Start dapagliflozin by 11 Jan 2027"
        "; nobody yet: Book eye screening, no date yet."
    )


def test_what_is_beside_a_decision_is_kept_and_read_back(ws: Workspace, meeting: Meeting) -> None:
    beside = Beside(
        ("who_tells", "comorbidity"), "N. Patel", "insulin now or later.", "specialist", "pump"
    )
    kept = record_decision(ws, meeting.id, ADA, ["refer:insulin pump clinic"], "", beside=beside)
    with ws.vault.reading() as reading:
        (decision,) = decisions_about(reading, ADA)
    assert decision == kept
    assert decision.considered == ("comorbidity", "who_tells")
    assert read_back(decision) == (
        "Agreed: refer to insulin pump clinic; N. Patel tells the person; from now on in"
        " specialist care; specialist remit: insulin pump; views differed: insulin now or later."
    )


def test_an_old_decision_without_what_is_beside_it_is_read_and_not_entered_anew(
    ws: Workspace, meeting: Meeting
) -> None:
    with stepping(ws, "decision recorded") as step:
        old = {"choices": ["continue"], "words": "as planned"}
        step.begin(DECISION, old, about=ADA, meeting=meeting.id)
    with ws.vault.reading() as reading:
        (decision,) = decisions_about(reading, ADA)
        before = len(all_entries(reading))
    assert beside_of(decision) == Beside()
    assert record_decision(ws, meeting.id, ADA, ["continue"], "as planned") == decision
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before


def test_one_tick_more_is_a_new_version_and_the_one_before_stays_on_file(
    ws: Workspace, meeting: Meeting
) -> None:
    first = record_decision(ws, meeting.id, ADA, ["continue"], "")
    record_decision(ws, meeting.id, ADA, ["continue"], "", beside=Beside(("comorbidity",)))
    with ws.vault.reading() as reading:
        said = [entry.payload.get("considered") for entry in history_of(reading, first.id)]
    assert said == [None, ["comorbidity"]]
