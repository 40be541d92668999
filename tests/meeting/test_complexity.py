"""Which cases are complex: stated criteria, said in words, and no score."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.flags.answers import Raised
from mdt_app.meeting.complexity import (
    Complicated,
    complex_criteria,
    complexities,
    parse_complex_criteria,
)
from mdt_app.meeting.values import Case
from mdt_app.register.values import Person
from tests.meeting.conftest import ADA

PERSON = Person(1, ADA, "Exemplar", "Ada", "", date(1968, 2, 14), "female", "Y00001")
RED = Raised("hba1c-very-high", "red", "HbA1c 92", "", "", "NICE", ())
AMBER = Raised("eye-overdue", "amber", "eyes overdue", "", "", "NDA", ())


def test_two_criteria_make_a_case_complex_and_each_is_said() -> None:
    about = Complicated(3, 8, True, frozenset({"heart_failure"}), "severe")
    assert complexities(about) == (
        "3 red flags",
        "heart failure and severe frailty",
        "interpreter",
        "8 minutes asked for",
    )


@pytest.mark.parametrize(
    "about",
    [
        Complicated(),
        Complicated(red_flags=9),
        Complicated(red_flags=1, interpreter=True),
        Complicated(minutes=7, interpreter=True),
        Complicated(frailty="mild", interpreter=True),
    ],
)
def test_one_criterion_alone_makes_none(about: Complicated) -> None:
    assert complexities(about) == ()


def test_what_was_set_aside_and_what_is_amber_counts_for_nothing() -> None:
    case = Case(PERSON, (RED, AMBER), (), (), 0, None, (), "flagged", set_aside=(RED, RED))
    assert Complicated.of(PERSON, case, frozenset(), 5).red_flags == 1
    assert Complicated.of(PERSON, None, frozenset(), 5).red_flags == 0


def test_an_interpreter_who_is_not_known_to_be_needed_is_none() -> None:
    assert not Complicated.of(PERSON, None, frozenset(), 5).interpreter
    assert Complicated.of(replace(PERSON, interpreter=True), None, frozenset(), 5).interpreter


def test_the_file_is_read_and_everything_wrong_with_it_is_said_at_once() -> None:
    assert complex_criteria().at_least == 2
    with pytest.raises(ValueError, match="from is not") as caught:
        parse_complex_criteria(
            'from = 3\n[[criterion]]\nid = "x"\nwords = "x"\nconditions = ["gout"]\n'
            '[[criterion]]\nid = "y"\nwords = "y"\ncolour = 1\n'
        )
    for part in ("x: no event is called gout", "y: colour is not known", "y: nothing is asked"):
        assert part in str(caught.value)
