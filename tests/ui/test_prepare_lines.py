"""What a line of the list says about a person, in words."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.flags.answers import Raised, Unknown
from mdt_app.meeting.noted import Proposed
from mdt_app.meeting.prepared import Prepared
from mdt_app.meeting.readiness import Lacking
from mdt_app.meeting.values import Case, Nomination
from mdt_app.register.values import Person
from mdt_app.ui.prepare.columns import spoken_line, trend, why
from mdt_app.ui.prepare.lines import (
    CaseLine,
    Listing,
    line_of,
    proposal_words,
    since,
    why_here,
)
from tests.invented import PRACTICES, TODAY
from tests.ui.network import ADA

HIGH = Raised("hba1c-very-high", "red", "HbA1c 92", "92 on 3 Nov 2026", "86 or less", "NICE", ())
EYES = Raised("eye-overdue", "amber", "eyes overdue", "last 2 Mar 2025", "a screen", "NDA", ())
NO_ACR = Unknown("acr-high", "amber", "No urine ACR", "a urine ACR", "NICE")
PERSON = Person(
    1, ADA, "Begum", "Ada", "Mrs", date(1968, 2, 14), "female", "Y00001", diabetes_type="type 2"
)
CASE = Case(PERSON, (HIGH, EYES), (NO_ACR,), (), 0, None, ((1, 70.0), (9, 92.0)), "flagged", 1, 58)
LISTING = Listing(TODAY, date(2026, 9, 17), PRACTICES)


ASKED = {"is_chosen": True, "question": "What next?", "asked": "agreed"}
LEFT_OUT = {"lane": "not_this_time", "reason": "on holiday"}


def line(case: Case = CASE, **said) -> CaseLine:
    nomination = Nomination(case.person.nhs_number, **said)
    return replace(line_of(case, nomination, LISTING), prepared=Prepared())


def test_a_line_gives_age_on_the_day_and_sex_in_a_letter():
    assert (line().name, line().age_and_sex, line().type) == ("Begum, Ada", "58 F", "T2")


def test_a_sex_that_is_not_known_is_not_guessed():
    assert line(replace(CASE, person=replace(PERSON, sex="unknown"))).age_and_sex == "58"


def test_a_type_that_is_not_known_is_not_taken_for_type_2():
    assert line(replace(CASE, person=replace(PERSON, diabetes_type=""))).type == "?"


def test_who_was_never_discussed_is_new_and_who_was_has_the_day():
    assert since(CASE) == "New"
    assert since(replace(CASE, last_discussed_on=date(2026, 9, 17))) == "17 Sep"
    assert since(replace(CASE, carried=2, last_discussed_on=date(2026, 9, 17))) == "Carried 2×"


def test_the_reasons_for_the_place_are_said_in_the_order_that_decides():
    case = replace(CASE, new=("hba1c-very-high",), last_discussed_on=date(2026, 9, 17))
    assert why_here(case, date(2026, 9, 17)) == (
        "Why here: red flag; 1 new or worse since 17 Sep; 2 flags in all;"
        " last discussed 17 Sep 2026"
    )
    assert why_here(replace(CASE, raised=(EYES,), set_aside=(HIGH,)), None) == (
        "Why here: amber flag; 1 flag in all; 1 set aside; never discussed"
    )


def test_a_record_that_mostly_cannot_answer_says_so_even_with_a_flag():
    case = replace(CASE, raised=(EYES,), lane="not_reached")
    assert why_here(case, None) == (
        "Why here: amber flag; most rules cannot answer; 1 flag in all; never discussed"
    )


def test_nothing_raised_is_said_in_words():
    assert why_here(replace(CASE, raised=()), None) == "Why here: nothing raised; never discussed"


PROPOSED = Proposed(ADA, "checks-due", "only checks are due (eyes overdue)")
AUDIT = replace(PROPOSED, is_audit=True, drawn=3, of=44)


def test_what_is_proposed_is_a_question_until_somebody_decides():
    asked = replace(line(), proposed=PROPOSED)
    assert (asked.lane, asked.is_to_note, asked.is_chosen) == ("Noted?", True, False)
    assert proposal_words(asked) == (
        "Proposed: noted, since only checks are due (eyes overdue). 2 accepts it, 1 or 3 does not."
    )
    for said, lane, is_to_note in (
        ({"is_chosen": True, "lane": "noted"}, "Noted", True),
        ({"is_chosen": True, "lane": "full"}, "Full", False),
        ({"lane": "not_this_time"}, "Not now", False),
    ):
        decided = replace(line(**said), proposed=PROPOSED)
        assert (decided.lane, decided.is_to_note) == (lane, is_to_note)
        assert proposal_words(decided) == ""


def test_who_is_drawn_for_audit_says_so_whatever_was_decided():
    drawn = replace(line(), proposed=AUDIT)
    assert drawn.lane == "Audit"
    words = "For audit: look at this one in full. One of 3 drawn from the 44 proposed as noted"
    assert proposal_words(drawn).startswith(words)
    noted = replace(line(is_chosen=True, lane="noted"), proposed=AUDIT)
    assert noted.lane == "Noted"
    assert proposal_words(noted).startswith(words)


def test_without_a_proposal_nothing_is_said():
    assert (line().lane, line().is_to_note, proposal_words(line())) == ("", False, "")


def test_every_severity_is_said_in_words_beside_its_colour():
    assert why(line()) == "Urgent: HbA1c 92; Attention: eyes overdue"


def test_the_small_line_is_also_said_in_words_with_its_target():
    assert trend(line()) == "70, 92; target 58"
    assert trend(line(replace(CASE, hba1c=()))) == "no HbA1c"


def test_no_hba1c_is_no_value_and_not_zero():
    assert line(replace(CASE, hba1c=())).latest is None


def test_a_line_read_aloud_says_who_why_and_whether_chosen():
    assert spoken_line(line(is_chosen=True)) == (
        "Begum, Ada, 58 F, chosen, Urgent: HbA1c 92; Attention: eyes overdue, Full, question"
    )


@pytest.mark.parametrize(
    ("said", "lane", "ready"),
    [
        ({}, "", ""),
        ({"is_chosen": True}, "Full", "question"),
        ({"is_chosen": True, "question": "What next?"}, "Full", "consent"),
        (ASKED, "Full", "matters"),
        (ASKED | {"what_matters": "her sight"}, "Full", "ready"),
        (ASKED | {"is_matter_not_asked": True}, "Full", "ready"),
        ({"is_chosen": True, "lane": "noted", "asked": "agreed"}, "Noted", "ready"),
        ({"is_chosen": True, "asked": "objects", "question": "What next?"}, "Full", "objects"),
        ({"asked": "objects"}, "", "objects"),
        ({"lane": "not_this_time"}, "Not now", "reason"),
        ({"lane": "not_this_time", "reason": "on holiday"}, "Not now", ""),
        (LEFT_OUT | {"ask_again_on": date(2026, 11, 27)}, "Not now", "till 27 Nov"),
        (LEFT_OUT | {"ask_again_on": TODAY}, "Ask again", ""),
        ({"question": "What next?"}, "", "not chosen"),
    ],
)
def test_lane_and_readiness_say_what_is_still_missing(said, lane, ready):
    assert (line(**said).lane, line(**said).ready) == (lane, ready)


def test_results_that_the_record_lacks_are_named_and_until_it_is_read_nobody_is_ready():
    asked = line(**ASKED, what_matters="her sight")
    assert replace(asked, prepared=None).ready == "…"
    no_acr = replace(asked, prepared=Prepared((Lacking("ACR"),)))
    assert no_acr.ready == "ACR"
    assert [each.words for each in no_acr.missing] == ["ACR date missing, none on the record"]
    two = replace(asked, prepared=Prepared((Lacking("ACR"), Lacking("BP", date(2025, 3, 4)))))
    assert two.ready == "2 results"
    assert two.missing[1].words == "BP date missing, last 4 Mar 2025"
