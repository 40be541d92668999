"""Every measure by who people are; nobody falls out, and no small cell leaves."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.measures.board import board
from mdt_app.measures.equity import CUTS, disclosed_cuts, equity, ethnic_group, fifth
from mdt_app.register.values import Person, Record
from tests.invented import TODAY
from tests.measures.conftest import EAST

NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042")


def cut(found, name):
    return {
        each.words: (each.figure.numerator, each.figure.denominator)
        for each in found
        if each.cut == name
    }


def person(**fields):
    return Record(Person(1, "", "", "", "", date(1960, 1, 1), "female", "", **fields))


@pytest.fixture
def found(ws, add):
    """Four people of whom two achieve it, told apart."""
    good, bad = {Kind.HBA1C: {"2026-11-03": 50.0}}, {Kind.HBA1C: {"2026-11-03": 70.0}}
    add(
        NUMBERS[0],
        results=good,
        ethnic_category="K",
        deprivation_decile=1,
        language="Sylheti",
        interpreter="yes",
        housebound="yes",
    )
    add(NUMBERS[1], results=bad, ethnic_category="Z", deprivation_decile=2, language="English")
    add(
        NUMBERS[2],
        results=good,
        sex="male",
        deprivation_decile=10,
        interpreter="no",
        born_on=date(1940, 1, 1).toordinal(),
        events={"2020-01-01": "learning_disability"},
    )
    add(NUMBERS[3], "Elsewhere", "Y00002", events={"2026-01-01": "housebound"})
    return equity(ws, EAST, TODAY, measure="hba1c-58")


def test_people_are_told_apart_by_what_is_recorded(found):
    assert cut(found, "Age") == {"40 to 64": (1, 3), "80 or over": (1, 1)}
    assert cut(found, "Sex") == {"female": (1, 3), "male": (1, 1)}
    assert cut(found, "Ethnic group") == {
        "Asian or Asian British": (1, 1),
        "not stated": (0, 1),
        "not recorded": (1, 2),
    }
    assert cut(found, "Deprivation") == {
        "1, the most deprived fifth": (1, 2),
        "5, the least deprived fifth": (1, 1),
        "not recorded": (0, 1),
    }
    assert cut(found, "Language") == {
        "English": (0, 1),
        "another language": (1, 1),
        "not recorded": (1, 2),
    }
    assert cut(found, "Interpreter") == {
        "needed": (1, 1),
        "not needed": (1, 1),
        "not recorded": (0, 2),
    }
    assert cut(found, "Learning disability or severe mental illness") == {
        "either recorded": (1, 1),
        "neither recorded": (1, 3),
    }
    assert cut(found, "Housebound") == {"housebound": (1, 2), "not recorded": (1, 2)}


def test_nobody_falls_out_of_a_cut(ws, found):
    whole = equity(ws, EAST, TODAY)
    for line in board(ws, EAST).lines:
        for each in CUTS:
            figures = [
                found.figure
                for found in whole
                if (found.cut, found.figure.measure) == (each.name, line.measure.id)
            ]
            assert sum(f.numerator for f in figures) == line.network.numerator
            assert sum(f.denominator for f in figures) == line.network.denominator


def test_what_is_recorded_later_is_not_known_yet(ws, found):
    before = equity(ws, EAST, date(2019, 12, 31), measure="hba1c-58")
    assert set(cut(before, "Learning disability or severe mental illness")) == {"neither recorded"}
    assert cut(before, "Housebound") == {"housebound": (0, 1), "not recorded": (0, 3)}


def test_one_practice_by_itself(ws, found):
    own = equity(ws, EAST, TODAY, practice="Y00002", measure="hba1c-58")
    assert cut(own, "Sex") == {"female": (0, 1)}
    assert {each.figure.practice for each in own} == {"Y00002"}


@pytest.mark.parametrize(
    ("decile", "words"), [(1, "1"), (2, "1"), (3, "2"), (4, "2"), (8, "4"), (9, "5"), (10, "5")]
)
def test_two_tenths_make_a_fifth(decile, words):
    assert fifth(person(deprivation_decile=decile), TODAY).startswith(words)


def test_every_letter_has_its_group_and_not_stated_is_not_unrecorded():
    groups = {letter: ethnic_group(person(ethnic_category=letter), TODAY) for letter in LETTERS}
    assert groups["A"] == groups["B"] == groups["C"] == "White"
    assert groups["G"] == "Mixed"
    assert groups["R"] == groups["S"] == "Chinese or other"
    assert groups["Z"] == "not stated"
    assert "not recorded" not in groups.values()
    assert ethnic_group(person(), TODAY) == "not recorded"


LETTERS = "ABCDEFGHJKLMNPRSZ"


def test_what_leaves_has_no_small_cell(found):
    for each in disclosed_cuts(found):
        assert each.figure.numerator in (0, 5)
        assert each.figure.denominator in (0, 5)


def test_a_mean_of_few_is_withheld(ws, found):
    means = equity(ws, EAST, TODAY, measure="hba1c-mean")
    assert any(each.figure.mean for each in means)
    assert not any(each.figure.mean for each in disclosed_cuts(means))
