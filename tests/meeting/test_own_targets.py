"""A target agreed with a person holds for its days, in every rule, chart, list and sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.flags.answers import Clear, Raised
from mdt_app.flags.entered import Entered, OwnTarget
from mdt_app.flags.in_force import pack_in_force
from mdt_app.meeting.agenda import agenda, build_agenda
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.entered import entered_about
from mdt_app.meeting.own_targets import (
    agree_target,
    end_target,
    history_words,
    take_back_target,
    target_on,
    target_words,
    targets_about,
)
from mdt_app.meeting.trend_words import sentence
from mdt_app.meeting.trends import trend_of
from mdt_app.meeting.typed_targets import read_target
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import AgreedTarget, CasePage, Meeting
from mdt_app.meeting.versions import OWN_TARGET
from mdt_app.vault.entries import all_entries, current_entries
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, AddPerson

HBA1C = Kind.HBA1C
MARCH = date(2026, 3, 12)
WITH_HER = "the person and N. Patel"


def _agree(ws: Workspace, value: str = "64", on: date = MARCH, **more: object) -> AgreedTarget:
    return agree_target(ws, ADA, HBA1C, value, WITH_HER, on, **more)  # type: ignore[arg-type]


def _found(ws: Workspace, number: str = ADA) -> list[AgreedTarget]:
    with ws.vault.reading() as reading:
        return targets_about(reading, number)


def _value(ws: Workspace, on: date, number: str = ADA) -> float | None:
    """What holds on a day: the screen's answer and the rules' must be the same."""
    now = target_on(_found(ws, number), HBA1C, on)
    with ws.vault.reading() as reading:
        asked = entered_about(reading, number).targets_on(on.toordinal()).get(HBA1C)
    assert asked == (now.value if now else None)
    return asked


def test_it_holds_from_its_day_for_that_person_only(ws: Workspace) -> None:
    _agree(ws)
    assert _value(ws, date(2026, 3, 11)) is None
    assert _value(ws, MARCH) == 64
    assert _value(ws, TODAY) == 64
    assert _value(ws, TODAY, BRAM) is None


def test_its_last_day_counts_and_the_day_after_the_default_is_back(ws: Workspace) -> None:
    _agree(ws, until=date(2026, 6, 1))
    assert _value(ws, date(2026, 6, 1)) == 64
    assert _value(ws, date(2026, 6, 2)) is None


def test_an_ended_one_does_not_bring_back_the_one_before(ws: Workspace) -> None:
    _agree(ws, "60", date(2026, 1, 5))
    _agree(ws, "64", until=date(2026, 6, 1))
    assert _value(ws, date(2026, 6, 2)) is None


def test_ending_it_brings_the_default_back_from_that_day(ws: Workspace) -> None:
    _agree(ws)
    end_target(ws, ADA, HBA1C, date(2026, 9, 1), "frailty better")
    assert _value(ws, date(2026, 8, 31)) == 64
    assert _value(ws, date(2026, 9, 1)) is None
    assert end_target(ws, ADA, HBA1C, date(2026, 10, 1)) is None


def test_one_of_the_same_day_is_a_correction_and_the_first_stays_on_file(ws: Workspace) -> None:
    _agree(ws, "64")
    _agree(ws, "60")
    assert [one.value for one in _found(ws)] == [60]
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, OWN_TARGET)) == 2


def test_the_same_again_enters_nothing(ws: Workspace) -> None:
    _agree(ws)
    _agree(replace(ws, user="B. Chair"))
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, OWN_TARGET)) == 1


def test_two_of_one_day_from_two_laptops_are_settled_by_the_next(ws: Workspace) -> None:
    _agree(ws, "64")
    with ws.vault.reading() as reading:
        (first,) = current_entries(reading, OWN_TARGET)
    with ws.vault.writing("B. Chair", "own target agreed") as writing:
        writing.record(OWN_TARGET, {**first.payload, "value": 70.0, "step": "x"}, about=ADA)
    assert _value(ws, TODAY) == 70
    _agree(ws, "66")
    with ws.vault.reading() as reading:
        (now,) = current_entries(reading, OWN_TARGET)
    assert (now.payload["value"], len(now.replaces)) == (66, 2)


def test_a_mistake_is_taken_back_and_what_held_before_holds_again(ws: Workspace) -> None:
    _agree(ws, "60", date(2026, 1, 5))
    wrong = _agree(ws, "46")
    take_back_target(ws, wrong)
    take_back_target(ws, wrong)
    assert _value(ws, TODAY) == 60


def test_each_of_these_can_be_undone_and_redone(ws: Workspace) -> None:
    _agree(ws, "60", date(2026, 1, 5))
    end_target(ws, ADA, HBA1C, MARCH)
    _agree(ws, "64", date(2026, 4, 1))
    take_back_target(ws, _found(ws)[-1])
    values = [_value(ws, TODAY)]
    while undo_last(ws, "") is not None:
        values.append(_value(ws, TODAY))
    assert values == [None, 64, None, 60, None]
    for _ in range(4):
        redo_last(ws, "")
    assert _value(ws, TODAY) is None
    assert len(_found(ws)) == 2


@pytest.mark.parametrize(
    ("typed", "value", "words"),
    [
        ("58", 58, "58 mmol/mol (7.5 %)"),
        (" 7.5 % ", 58, "58 mmol/mol (7.5 %)"),
        ("7,5", 58, "58 mmol/mol (7.5 %)"),
        ("8%", 64, "64 mmol/mol (8.0 %)"),
        ("48 mmol/mol", 48, "48 mmol/mol (6.5 %)"),
        ("42", 42, "42 mmol/mol (6.0 %)"),
        ("108", 108, "108 mmol/mol (12.0 %)"),
    ],
)
def test_a_target_is_read_in_either_unit_and_said_in_both(
    typed: str, value: float, words: str
) -> None:
    read = read_target(HBA1C, typed)
    assert (read.value, read.words) == (value, words)


@pytest.mark.parametrize(
    "typed", ["", "low", "41", "109", "0", "-58", "58.4", "5 %", "14 %", "580"]
)
def test_what_is_no_target_is_refused_with_a_hint(ws: Workspace, typed: str) -> None:
    with pytest.raises(UserError) as told:
        _agree(ws, typed)
    assert told.value.hint
    assert _found(ws) == []


@pytest.mark.parametrize(("typed", "is_told"), [("47", 1), ("48", 0), ("75", 0), ("76", 1)])
def test_an_unusual_target_is_taken_with_a_word_of_care(typed: str, is_told: bool) -> None:
    assert bool(read_target(HBA1C, typed).care) is bool(is_told)


def test_as_it_was_typed_is_kept_beside_the_value(ws: Workspace) -> None:
    assert _agree(ws, "7.5 %").typed == "7.5 %"
    assert _agree(ws, "58").typed == ""


def test_only_hba1c_has_own_targets_so_far(ws: Workspace) -> None:
    with pytest.raises(UserError, match="HbA1c"):
        agree_target(ws, ADA, Kind.BLOOD_PRESSURE, "140", WITH_HER, MARCH)


def test_who_agreed_is_required_and_days_must_make_sense(ws: Workspace) -> None:
    with pytest.raises(UserError, match="Who agreed"):
        agree_target(ws, ADA, HBA1C, "58", " ", MARCH)
    with pytest.raises(UserError, match="future"):
        _agree(ws, on=date(2026, 11, 27))
    with pytest.raises(UserError, match="before it begins"):
        _agree(ws, until=date(2026, 3, 11))
    with pytest.raises(UserError, match="too long"):
        _agree(ws, why="x" * 300)
    assert _found(ws) == []
    _agree(ws, on=TODAY, until=TODAY)
    assert _value(ws, TODAY) == 64


def test_the_screen_says_what_holds_and_what_has_ended(ws: Workspace) -> None:
    assert target_words(_found(ws), HBA1C, TODAY) == ""
    _agree(ws, "48", until=date(2026, 12, 1))
    said = target_words(_found(ws), HBA1C, TODAY, "her")
    assert said == "own target 48, set 12 Mar with her, until 1 Dec"
    after = target_words(_found(ws), HBA1C, date(2026, 12, 2))
    assert after == "own target 48 ended 1 Dec"
    assert target_words(_found(ws), HBA1C, date(2027, 12, 2)) != ""
    assert target_words(_found(ws), HBA1C, date(2027, 12, 3)) == ""


def test_who_agreed_is_said_where_it_was_not_the_person(ws: Workspace) -> None:
    agree_target(ws, ADA, HBA1C, "48", "Dr S. Rahman", MARCH)
    assert target_words(_found(ws), HBA1C, TODAY) == "own target 48, set 12 Mar by Dr S. Rahman"


def test_an_ended_target_is_said_with_the_day_it_really_ended(ws: Workspace) -> None:
    _agree(ws, "64", until=date(2026, 6, 1))
    with_mark = _found(ws)
    end_target(ws, ADA, HBA1C, date(2026, 5, 4))
    assert target_words(_found(ws), HBA1C, TODAY) == "own target 64 ended 4 May"
    assert target_words(with_mark, HBA1C, TODAY) == "own target 64 ended 1 Jun"


def test_the_history_has_every_agreement_the_latest_first(ws: Workspace) -> None:
    _agree(ws, "64", why="falls", until=date(2027, 3, 1))
    end_target(ws, ADA, HBA1C, date(2026, 9, 1), "falls stopped")
    assert history_words(_found(ws), TODAY) == [
        "ended 1 Sep by N. Patel: falls stopped",
        "64, 12 Mar, the person and N. Patel, until 1 Mar 2027: falls",
    ]


days = st.dates(date(2025, 1, 1), date(2026, 11, 26))
made = st.lists(st.tuples(st.sampled_from([0.0, 48.0, 64.0]), days, st.none() | days), max_size=6)


@given(made, days)
def test_the_screen_and_the_rules_never_disagree(
    agreed: list[tuple[float, date, date | None]], on: date
) -> None:
    at = datetime(2026, 11, 26, tzinfo=UTC)
    found = [AgreedTarget(ADA, HBA1C, v, "x", d, "", until, "x", at) for v, d, until in agreed]
    found.sort(key=lambda one: one.agreed_on)
    asked = Entered(
        tuple(
            OwnTarget(HBA1C, v, d.toordinal(), until.toordinal() if until else 0)
            for v, d, until in agreed
        )
    ).targets_on(on.toordinal())
    now = target_on(found, HBA1C, on)
    assert asked.get(HBA1C) == (now.value if now else None)


def _page(ws: Workspace, meeting: Meeting, on: date) -> CasePage:
    with ws.vault.reading() as reading:
        (item,) = agenda(reading, meeting.id)
        return case_page(reading, pack_in_force(reading), meeting, item, on)


@pytest.fixture
def stalled(ws: Workspace, add_person: AddPerson, meeting: Meeting) -> Meeting:
    """Ada: two HbA1c of 62, above the default of 58 and below an own target of 64."""
    add_person(ADA, results={HBA1C: {"2026-03-02": 62.0, "2026-11-02": 62.0}})
    build_agenda(ws, meeting.id, [ADA])
    return meeting


def test_the_rules_hold_results_against_it_and_say_so(ws: Workspace, stalled: Meeting) -> None:
    def answer() -> object:
        page = _page(ws, stalled, TODAY)
        return next(a for a in page.answers if getattr(a, "rule", "") == "hba1c-stalled")

    assert isinstance(answer(), Raised)
    _agree(ws, "64")
    assert isinstance(answer(), Clear)
    end_target(ws, ADA, HBA1C, TODAY)
    assert isinstance(answer(), Raised)


def test_the_chart_its_sentence_and_the_list_use_it(ws: Workspace, stalled: Meeting) -> None:
    assert case_list(ws, TODAY)[0].hba1c_target == 58
    _agree(ws, "64", until=TODAY)
    assert case_list(ws, TODAY)[0].hba1c_target == 64
    page = _page(ws, stalled, TODAY)
    trend = trend_of(page.record, HBA1C, TODAY, own_targets=page.own_targets)
    assert "within their own target of at most 64" in sentence(trend)
    tomorrow = date(2026, 11, 27)
    assert case_list(ws, tomorrow)[0].hba1c_target == 58
    assert _page(ws, stalled, tomorrow).own_targets == {}
    assert [one.value for one in _page(ws, stalled, tomorrow).agreed_targets] == [64]
