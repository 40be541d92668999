"""Words of two sides: either or the worse, how long they are known, and what followed them."""

import pytest
from pydantic import ValidationError

from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

FEET = 'status = ["foot_risk_left", "foot_risk_right"]'
EITHER = f'{{ {FEET}, words = ["high", "moderate"] }}'
ONE_WORD = f'{{ {FEET}, words = ["moderate"] }}'
WORSE = f'{{ {FEET}, which = "the worse", words = ["moderate"] }}'
KNOWN = f'{{ {FEET}, words = ["active"], known_for_months = 24 }}'
SMOKES = '{ status = ["smoking"], words = ["current"], known_for_months = 24 }'
FOLLOWED = f'{{ followed_by = "foot_check", {FEET}, words = ["active"] }}'
LEFT, RIGHT = "foot_risk_left", "foot_risk_right"
LINES = [
    (EITHER, f"{LEFT} low 2020-01-01; {RIGHT} high 2020-01-01", "yes"),
    (EITHER, f"{LEFT} high 2020-01-01; {LEFT} low 2021-01-01", "no"),
    (EITHER, f"{LEFT} active 2020-01-01", "no"),
    (EITHER, "", "not known"),
    (ONE_WORD, f"{LEFT} moderate 2020-01-01; {RIGHT} high 2020-01-01", "yes"),
    (ONE_WORD, "", "not known"),
    (WORSE, "", "not known"),
    (WORSE, f"{LEFT} moderate 2020-01-01; {RIGHT} low 2020-01-01", "yes"),
    (WORSE, f"{LEFT} moderate 2020-01-01; {RIGHT} high 2020-01-01", "no"),
    (WORSE, f"{LEFT} high 2020-01-01; {RIGHT} moderate 2020-01-01", "no"),
    (KNOWN, f"{LEFT} low 2024-03-05", "no"),
    (KNOWN, f"{LEFT} low 2024-03-04", "not known"),
    (KNOWN, f"{LEFT} low 2024-03-05; {RIGHT} low 2020-01-01", "no"),
    (KNOWN, f"{LEFT} active 2020-01-01", "yes"),
    (SMOKES, "smoking current 2020-01-01", "yes"),
    (SMOKES, "smoking ex 2025-01-01", "no"),
    (FOLLOWED, f"{LEFT} active 2025-01-01; foot_check 2025-01-02", "yes"),
    (FOLLOWED, f"{LEFT} active 2025-01-01; foot_check 2025-01-01", "no"),
    (FOLLOWED, f"{LEFT} active 2025-01-01", "no"),
    (FOLLOWED, f"{LEFT} active 2025-01-01; {RIGHT} low 2025-02-01; foot_check 2025-01-02", "yes"),
    (FOLLOWED, f"{LEFT} high 2025-01-01; {RIGHT} low 2025-02-01; foot_check 2025-01-02", "no"),
    (FOLLOWED, f"{LEFT} active 2025-01-01; foot_check 2025-01-02; foot_check 2020-01-01", "yes"),
    (FOLLOWED, "foot_check 2025-01-02", "yes"),
]


@pytest.mark.parametrize(("table", "record", "expected"), LINES)
def test_a_status_is_asked_about(table, record, expected):
    assert answer(table, record) == expected


def test_every_side_with_such_a_word_is_named_and_the_first_leads():
    told = shown(EITHER, f"{LEFT} high 2020-01-01; {RIGHT} moderate 2021-01-01")
    assert told.words == {
        "status": "high",
        "status_on": "1 Jan 2020",
        "status_of": "left foot and right foot",
    }
    assert told.because == "left foot high on 1 Jan 2020; right foot moderate on 1 Jan 2021"
    assert told.values == ["high", "moderate"]
    assert condition(EITHER).supplies() == told.words.keys()


@pytest.mark.parametrize("record", ["", f"{LEFT} low 2020-01-01"])
def test_nothing_is_shown_where_no_side_has_such_a_word(record):
    assert shown(EITHER, record) == NOTHING_SHOWN


@pytest.mark.parametrize(
    ("table", "record", "reason", "cure"),
    [
        (EITHER, "", "no foot status ever", "a foot status"),
        (KNOWN, "", "no foot status ever", "a foot status"),
        (KNOWN, f"{LEFT} low 2020-01-01", "no foot status within 24 months", "a foot status"),
        (SMOKES, "", "no smoking status ever", "a smoking status"),
        (
            SMOKES,
            "smoking ex 2020-01-01",
            "no smoking status within 24 months",
            "a smoking status",
        ),
    ],
)
def test_what_is_lacking_is_named_exactly(table, record, reason, cure):
    assert answer(table, record) == "not known"
    assert gaps(table, record) == [(reason, cure)]


def test_a_status_that_may_be_of_any_age_is_only_lacking_where_there_is_none():
    assert gaps(EITHER, f"{LEFT} low 2020-01-01") == [("no foot status ever", "a foot status")]


@pytest.mark.parametrize(
    ("table", "words", "lacking"),
    [
        (EITHER, "latest foot status of either side is high or moderate", "no foot status ever"),
        (WORSE, "latest foot status of the worse side is moderate", "no foot status ever"),
        (
            SMOKES,
            "latest smoking status of either side is current",
            "no smoking status within 24 months",
        ),
    ],
)
def test_the_condition_is_printed_in_words(table, words, lacking):
    assert condition(table).in_words() == words
    assert condition(table).lacking() == (lacking,)


def test_what_followed_is_named_the_newest_one():
    told = shown(
        FOLLOWED, f"foot_check 2025-01-02 a; foot_check 2024-01-02 b; {LEFT} low 2020-01-01"
    )
    assert told.words == {"event": "foot check", "event_on": "2 Jan 2025"}
    assert (told.because, told.values) == ("foot check since 2 Jan 2025", ["a"])
    assert condition(FOLLOWED).supplies() == told.words.keys()


@pytest.mark.parametrize("also", ["", "; foot_check 2025-01-01", "; foot_check 2020-01-01"])
def test_what_came_before_is_not_named_as_what_followed(also):
    assert shown(FOLLOWED, f"{LEFT} active 2025-01-01{also}") == NOTHING_SHOWN


@pytest.mark.parametrize("table", [EITHER, FOLLOWED])
def test_a_word_that_no_foot_can_have_is_refused(table):
    written = table.replace('["active"]', '["hihg"]').replace("moderate", "hihg")
    wanted = "Value error, 'hihg' is no word of foot_risk_left; did you mean 'high'"
    with pytest.raises(ValidationError, match=wanted):
        condition(written)
