"""Everything a meeting can choose: found by two letters, with an owner, a day and what is done."""

from datetime import date

import pytest

from mdt_app.clinical.working_days import is_working_day
from mdt_app.meeting.choice_search import found_choices
from mdt_app.meeting.choices import (
    choice_named,
    choice_words,
    decision_choices,
    lacks_reason,
    parse_vocabulary,
    vocabulary,
)
from mdt_app.meeting.tiers import care
from tests.invented import TODAY


def words_found(typed: str) -> list[str]:
    return [found.words for found in found_choices(typed)]


def test_two_letters_find_the_sglt2_inhibitor_first() -> None:
    assert words_found("sg")[0] == "Start SGLT2 inhibitor"
    assert found_choices("sg")[0].group == "Medicines"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("no ch", "No change"),
        ("ren", "Refer to renal clinic"),
        ("dapa", "Start SGLT2 inhibitor"),
        ("tirz", "Start GLP-1 RA"),
        ("SMR", "Medicines review"),
        ("desm", "Structured education: DESMOND"),
        ("audit", "Audit task…"),
        ("discharge", "Return to practice…"),
        ("carry", "Carry forward…"),
    ],
)
def test_a_choice_is_found_by_its_words_and_by_others(typed: str, found: str) -> None:
    assert found in words_found(typed)[:2]


def test_what_no_choice_is_called_finds_nothing() -> None:
    assert found_choices("xylophone") == []


def test_every_choice_is_found_by_its_own_words_and_nothing_typed_finds_all() -> None:
    for choice in decision_choices():
        assert choice.label in words_found(choice.words), choice.code
    assert len(found_choices("")) == len(decision_choices()) + len(vocabulary().details)


def test_an_active_foot_is_seen_within_one_working_day_and_christmas_is_none() -> None:
    foot = choice_named("refer:multidisciplinary foot service, active foot")
    assert foot.due_on(date(2026, 12, 24)) == date(2026, 12, 29)  # two days and a weekend between
    assert foot.due_on(TODAY) == date(2026, 11, 27)


def test_no_day_is_offered_on_which_nobody_works() -> None:
    for choice in decision_choices():
        for day in range(1, 15):
            due = choice.due_on(date(2026, 12, day))
            assert due is None or choice.due_days == 0 or is_working_day(due), choice.code


def test_a_typed_destination_keeps_what_the_referral_offers() -> None:
    typed = choice_named("refer:the eye clinic at the corner")
    assert (typed.owner_role, typed.due_days) == ("GP", 14)
    assert choice_words("refer:the eye clinic at the corner").endswith(
        "to the eye clinic at the corner"
    )


def test_a_code_from_elsewhere_says_itself_and_offers_nothing() -> None:
    unknown = choice_named("teleport:mars")
    assert (choice_words("teleport:mars"), unknown.due_on(TODAY)) == ("teleport: mars", None)


@pytest.mark.parametrize("code", ["watch", "no_action", "discharge"])
def test_doing_nothing_needs_a_reason_in_its_detail_or_in_words(code: str) -> None:
    assert lacks_reason([code], "") == choice_words(code)
    assert not lacks_reason([code], "HbA1c falls by itself")
    assert not lacks_reason([f"{code}:HbA1c falls by itself"], "")
    assert not lacks_reason(["no_change", "intensify"], "")


def test_every_remit_of_a_destination_is_one_that_exists() -> None:
    remits = {remit.code for remit in care().remits}
    named = {detail.remit for detail in vocabulary().details if detail.remit}
    assert named == remits


def test_education_is_for_the_person_and_for_the_practice() -> None:
    education = [choice for choice in decision_choices() if choice.category == "education"]
    assert {choice.audience for choice in education} == {"person", "practice"}


def test_a_broken_vocabulary_is_refused_with_every_problem() -> None:
    broken = """
        colour = "blue"
        [[choice]]
        key = "11"
        code = "hope"
        words = "Hope"
        group = "Hopes"
        category = "hoping"
        audience = "everybody"
        owner_role = "Nobody"
        done_when = "never"
        due_days = "soon"
        needs_reason = true
        wish = 1
        [[detail]]
        of = "hope"
        words = "spring; summer"
        owner_role = "Nobody"
    """
    with pytest.raises(ValueError) as error:
        parse_vocabulary(broken)
    for problem in (
        "colour is not known",
        "hope: key",
        "hope: category",
        "hope: audience",
        "hope: owner_role",
        "hope: due_days",
        "hope: needs_reason without asks",
        "hope: wish is not known",
        "spring; summer: of names no choice that asks",
        "spring; summer: owner_role",
        "spring; summer: a semicolon parts two details",
    ):
        assert problem in str(error.value)
