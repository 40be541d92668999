"""Which people pass the filter, and in which order they stand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.meeting.prepared import Prepared
from mdt_app.meeting.values import Nomination
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.haystacks import Haystacks
from mdt_app.ui.prepare.lines import line_of
from mdt_app.ui.prepare.list_filter import (
    SEGMENTS,
    SORT_KEYS,
    UNKNOWN_LAST,
    ListFilter,
    admitted,
    counted,
    holding_all,
    in_segment,
    more_words,
)
from mdt_app.ui.prepare.listed_people import ListedPeople
from mdt_app.ui.prepare.orders import Orders
from tests.ui.network import ADA, BRAM, CLEO, DITA
from tests.ui.test_prepare_lines import CASE, EYES, HIGH, LISTING, PERSON


def a_line(number, rank, surname, chosen=False, **changes):
    person = replace(PERSON, nhs_number=number, surname=surname, key=rank)
    case = replace(CASE, person=person, rank=rank, **changes)
    return line_of(case, Nomination(number, is_chosen=chosen), LISTING)


LINES = [
    a_line(ADA, 1, "Begum", new=("hba1c-very-high",)),
    a_line(BRAM, 2, "Chowdhury", chosen=True, raised=(EYES,), hba1c=()),
    a_line(CLEO, 3, "Ali", raised=(), unknown=(), lane="not_reached", hba1c=((5, 61.0),)),
    a_line(DITA, 4, "Davies", raised=(), lane="clear", hba1c=((1, 90.0), (5, 48.0))),
]


HAYSTACKS = Haystacks(LINES)


@pytest.fixture
def listed():
    made = ListedPeople()
    made.list_cases([line.case for line in LINES], {}, LISTING)
    return made


def names(lines):
    return [line.case.person.surname for line in lines]


def filtered(wanted, order=(0, 1, 2, 3)):
    """The lines that pass, in an order."""
    passes = admitted(LINES, wanted)
    places = [place for place in order if passes[place]]
    return [LINES[place] for place in holding_all(places, wanted.words, HAYSTACKS)]


def in_order(lines, column, *, is_reversed):
    lines = list(lines)
    return [lines[place] for place in Orders(lines).ordered(column, is_reversed=is_reversed)]


def seen(**wanted):
    return names(filtered(ListFilter(**{"segment": "everyone", **wanted})))


def test_each_segment_shows_its_own():
    assert seen(segment="flagged") == ["Begum", "Chowdhury"]
    assert seen(segment="chosen") == ["Chowdhury"]
    assert seen(segment="not_reached") == ["Ali"]
    assert seen() == ["Begum", "Chowdhury", "Ali", "Davies"]


def test_the_counts_beside_the_segments_are_what_the_segments_show():
    counts = counted(LINES)
    for segment in SEGMENTS:
        assert getattr(counts, segment) == len(filtered(ListFilter(segment=segment)))


@pytest.mark.parametrize(
    "words", ["begum", "BEGUM", "ada begum", "begum, ada", "999000 0018", "hba1c 92", "9990000018"]
)
def test_words_are_found_in_name_number_and_flags_however_typed(words):
    assert "Begum" in seen(words=words)


def test_every_word_typed_has_to_be_there():
    assert seen(words="begum eyes") == ["Begum"]
    assert seen(words="begum nobody") == []


def test_a_practice_is_found_by_its_name():
    assert len(seen(words="alder road")) == len(LINES)


def test_flag_practice_and_new_narrow_together():
    assert seen(rule="eye-overdue") == ["Begum", "Chowdhury"]
    assert seen(rule="eye-overdue", new_only=True) == ["Begum"]
    assert seen(practice="Y00002") == []


def test_the_order_given_is_kept():
    found = filtered(ListFilter(segment="everyone"), range(len(LINES))[::-1])
    assert names(found) == names(reversed(LINES))


@given(words=st.text(max_size=12), segment=st.sampled_from(SEGMENTS))
def test_the_filter_never_makes_up_or_repeats_a_person(words, segment):
    found = filtered(ListFilter(segment=segment, words=words))
    assert [line for line in LINES if line in found] == list(found)
    assert all(in_segment(line, segment) for line in found)


def test_the_rank_is_the_order_of_why_flagged():
    assert names(in_order(reversed(LINES), col.WHY, is_reversed=False)) == names(LINES)


def test_by_name_it_is_the_alphabet_and_back():
    assert names(in_order(LINES, col.PATIENT, is_reversed=False)) == [
        "Ali", "Begum", "Chowdhury", "Davies",
    ]  # fmt: skip
    assert names(in_order(LINES, col.PATIENT, is_reversed=True))[0] == "Davies"


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_missing_hba1c_is_last_whichever_way_one_sorts(is_reversed):
    assert names(in_order(LINES, col.LATEST, is_reversed=is_reversed))[-1] == "Chowdhury"


def test_the_highest_hba1c_comes_first():
    assert names(in_order(LINES, col.LATEST, is_reversed=False))[:2] == ["Begum", "Ali"]


def test_the_steepest_rise_comes_first_and_one_result_is_no_trend():
    ordered = names(in_order(LINES, col.TREND, is_reversed=False))
    assert ordered[:2] == ["Begum", "Davies"]
    assert set(ordered[2:]) == {"Chowdhury", "Ali"}


def test_the_chosen_come_first_by_the_tick():
    assert names(in_order(LINES, col.CHOSEN, is_reversed=False))[0] == "Chowdhury"


def test_who_is_not_ready_comes_before_who_is():
    ready = a_line(ADA, 9, "Ready")
    asked = Nomination(ADA, is_chosen=True, question="?", what_matters="home", asked="agreed")
    ready = replace(ready, nomination=asked, prepared=Prepared())
    ordered = names(in_order([*LINES, ready], col.READY, is_reversed=False))
    assert ordered[:2] == ["Chowdhury", "Ready"]


def test_every_column_can_be_sorted_by():
    assert len(SORT_KEYS) == len(col.COLUMNS)
    dated = a_line(ADA, 8, "Dated", last_discussed_on=date(2026, 9, 17), raised=(HIGH,))
    for column in range(len(col.COLUMNS)):
        for is_reversed in (False, True):
            ordered = in_order([*LINES, dated], column, is_reversed=is_reversed)
            assert sorted(names(ordered)) == sorted([*names(LINES), "Dated"])


@pytest.mark.parametrize(
    ("before", "now", "more"),
    [
        ("inv", "inve", "inve"),
        ("invented 1", "invented 12", "12"),
        ("a b", "a bc d", "bc d"),
        ("a ", "a b", "b"),
        ("a ", "a  ", ""),
        ("", "i", ""),
        (" ", " i", ""),
        ("inv", "in", ""),
        ("inv", "xinv", ""),
    ],
)
def test_of_words_typed_on_only_the_last_is_looked_for_again(before, now, more):
    assert more_words(ListFilter(words=before), ListFilter(words=now)) == more


def test_another_segment_or_flag_is_looked_for_among_everybody():
    before = ListFilter(words="inv")
    for other in ({"segment": "everyone"}, {"rule": "x"}, {"practice": "y"}, {"new_only": True}):
        assert more_words(before, replace(before, words="inve", **other)) == ""


def test_typing_on_finds_the_same_as_typing_at_once(listed):
    for words in ("a", "ad", "ada", "ada b", "ada be", "ad", "", "cho", "chow", "chowx"):
        listed.narrow(ListFilter(segment="everyone", words=words))
        typed_on = [line.nhs_number for line in listed.shown]
        listed.sort_by(listed.sorted_by)
        listed.sort_by(listed.sorted_by)
        assert [line.nhs_number for line in listed.shown] == typed_on


def test_somebody_changed_between_two_letters_is_shown_as_they_are_now(listed):
    listed.narrow(ListFilter(segment="everyone", words="be"))
    number = listed.shown[0].nhs_number
    listed.say_about(Nomination(number, is_chosen=True))
    listed.narrow(ListFilter(segment="everyone", words="beg"))
    assert listed.shown[0].is_chosen


def test_an_order_kept_ready_follows_what_is_said(listed):
    while listed.make_searchable():
        pass
    listed.narrow(ListFilter(segment="everyone"))
    listed.sort_by(col.CHOSEN)
    assert listed.shown[0].nhs_number == ADA  # nobody is chosen: by rank
    listed.say_about(Nomination(DITA, is_chosen=True))
    listed.sort_by(col.WHY)
    listed.sort_by(col.CHOSEN)
    assert [line.nhs_number for line in listed.shown][:2] == [DITA, ADA]


@pytest.mark.parametrize("column", range(10))
@pytest.mark.parametrize("is_reversed", [False, True])
def test_orders_kept_ready_are_those_made_at_once(column, is_reversed):
    kept = Orders(LINES)
    while kept.make_one():
        pass
    found = [LINES[place] for place in kept.ordered(column, is_reversed=is_reversed)]
    key = SORT_KEYS[column]
    known = sorted((line for line in LINES if key(line) != UNKNOWN_LAST), key=key)
    unknown = [line for line in LINES if key(line) == UNKNOWN_LAST]
    assert found == [*(reversed(known) if is_reversed else known), *unknown]
