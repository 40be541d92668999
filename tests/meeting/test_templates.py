"""The texts of letters in the network's own words: checked, kept, and never overwritten."""

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.templates import (
    GP_LETTER,
    PERSON_LETTER,
    check_template,
    keep_template,
    return_to_shipped,
    template_kinds,
    template_now,
    versions_of,
)
from mdt_app.vault.entries import all_entries


def now(ws, name=PERSON_LETTER):
    with ws.vault.reading() as reading:
        return template_now(reading, name)


@pytest.mark.parametrize("kind", template_kinds(), ids=lambda kind: kind.name)
def test_every_shipped_text_can_be_filled_in(kind):
    check_template(kind.name, kind.shipped)


def test_without_own_words_the_shipped_ones_hold(ws):
    assert now(ws).is_shipped
    assert now(ws).body.startswith("Dear {name}")


def test_own_words_hold_for_their_text_only(ws):
    keep_template(ws, PERSON_LETTER, "Hello {name}.\n{decision}")
    assert now(ws).body == "Hello {name}.\n{decision}\n"
    assert now(ws).by == ws.user
    assert now(ws, GP_LETTER).is_shipped


def test_earlier_words_stay_and_the_shipped_ones_are_the_last(ws):
    for body in ("One {name}", "Two {name}", "Three {name}"):
        keep_template(ws, PERSON_LETTER, body)
    with ws.vault.reading() as reading:
        bodies = [version.body.split()[0] for version in versions_of(reading, PERSON_LETTER)]
    assert bodies == ["Three", "Two", "One", "Dear"]


def test_the_same_words_again_enter_nothing(ws):
    keep_template(ws, PERSON_LETTER, "Hello {name}")
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
    keep_template(ws, PERSON_LETTER, "  Hello {name} \n")
    with ws.vault.reading() as reading:
        assert len(all_entries(reading)) == before


def test_the_shipped_words_can_hold_again_and_the_own_ones_stay_on_file(ws):
    keep_template(ws, PERSON_LETTER, "Hello {name}")
    return_to_shipped(ws, PERSON_LETTER)
    assert now(ws).body.startswith("Dear {name}")
    with ws.vault.reading() as reading:
        bodies = [version.body.split()[0] for version in versions_of(reading, PERSON_LETTER)]
    assert bodies == ["Dear", "Hello", "Dear"]


def test_an_unknown_placeholder_is_refused_with_the_nearest_that_exists(ws):
    with pytest.raises(UserError, match=r"no placeholder \{practise\}") as refused:
        keep_template(ws, PERSON_LETTER, "Ring {practise}")
    assert "{practice}" in refused.value.hint
    assert now(ws).is_shipped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Meeting day", "{meeting_day}"), ("told by", "{told_by}"), ("decisions", "{decision}")],
)
def test_what_was_probably_meant_is_said(typed, meant):
    with pytest.raises(UserError) as refused:
        check_template(PERSON_LETTER, f"x {{{typed}}}")
    assert meant in refused.value.hint


def test_a_placeholder_like_no_other_is_refused_too():
    with pytest.raises(UserError) as refused:
        check_template(PERSON_LETTER, "{qqqqqqqq}")
    assert "list" in refused.value.hint


@pytest.mark.parametrize("body", ["Dear {name", "Dear name}", "{}", "{{name}}", "{na\nme}"])
def test_a_brace_without_its_partner_is_refused(body):
    with pytest.raises(UserError):
        check_template(PERSON_LETTER, body)


def test_an_empty_text_is_refused():
    with pytest.raises(UserError, match="needs words"):
        check_template(PERSON_LETTER, " \n ")
