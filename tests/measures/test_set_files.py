"""A measure set with mistakes is refused with all of them, and the nearest known names."""

import pytest

from mdt_app.errors import UserError
from mdt_app.measures.sets import load_set, set_called, set_from, set_names
from mdt_app.resources import resource_text

HEAD = """
name = "trial"
title = "A trial set"
short = "Trial"
version = "1"
source = "Here"
reviewed = 2026-01-01
in_force_from = 2026-01-01
pack = "diabetes-england-2026"
people = "people with diabetes"
aged_at_least = 17
window_months = 15

[[exclusion]]
name = "declined"
when = { event = ["declined_monitoring"], within_months = 15 }
"""
MEASURE = """
[[measure]]
id = "hba1c-58"
words = "HbA1c at 58"
denominator = { recorded = ["hba1c"], within_months = 15 }
denominator_words = "with an HbA1c"
numerator = { result = "hba1c", within_months = 15, at_most = 58 }
numerator_words = "an HbA1c at or below 58"
exclusions = ["declined"]
target = 60
target_source = "Ours"
"""


def hint_of(text: str) -> str:
    with pytest.raises(UserError, match=r"trial\.toml cannot be used") as refused:
        set_from(text, "trial.toml")
    return refused.value.hint


def test_a_right_file_is_read():
    read = set_from(HEAD + MEASURE, "trial.toml")
    assert [measure.id for measure in read.measures] == ["hba1c-58"]
    assert [each.name for each in read.measures[0].exclusions] == ["declined"]


SLIPS = """
["hba1c"], within_months = 15 | ["hba1c"], within_months = 0 | it must be greater than 0
at_most = | at_mots = | numerator > result: 'at_mots' is not known here; did you mean 'at_most'?
result = "hba1c" | result = "hba1k" | is called 'hba1k'; did you mean 'hba1c'?
s = ["declined"] | s = ["declind"] | is called 'declind'; did you mean 'declined'?
numerator = | numerater = | 'numerater' is not known here; did you mean 'numerator'?
15, at_most | 14, at_most | numerator: looks back 14 months, the measure 15
["hba1c"], within_months = 15 | ["hba1c"], within_months = 12 | denominator: looks back 12 months
target_source = "Ours" | | a target and its target_source belong together
denominator_words = "with an HbA1c" | | a denominator and denominator_words belong together
name = "declined" | name = "missed" | 'missed' is what is said of people who are counted
numerator = { | mean_of = "hba1c"; numerator = { | needs a numerator or a mean_of, and not both
target = 60 | target = 60; thresholds = { points = 3, lower = 90, upper = 40 } | 'lower' must be
target = 60 | target = 60; thresholds = { points = 3, lower = 40, upper = 40 } | 'lower' must be
target = 60 | target = "60" | measure hba1c-58 > target
d-2026" | d-2025" | no pack is called 'diabetes-england-2025'; did you mean 'diabetes-england-2026'?
window_months = 15 | window_monhts = 15 | not known here; did you mean 'window_months'?
"""


@pytest.mark.parametrize("slip", SLIPS.strip().splitlines())
def test_a_slip_is_named_with_its_place_and_the_nearest_name(slip):
    right, wrong, told = (part.strip().replace("; ", "\n") for part in slip.split(" |"))
    text = HEAD + MEASURE
    assert right in text
    hint = hint_of(text.replace(right, wrong, 1))
    assert told.replace("\n", "; ") in hint


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        (
            'id = "hba1c-58"',
            'id = "HbA1c 58"',
            "measure HbA1c 58 > id: write letters and digits, with single hyphens between words",
        ),
        (
            'name = "declined"',
            'name = "not-wanted"',
            "set > exclusion > 1 > name: write small letters, with single underscores"
            " between words",
        ),
    ],
)
def test_what_a_name_may_be_made_of_is_said(right, wrong, line):
    assert right in HEAD + MEASURE
    assert line in hint_of((HEAD + MEASURE).replace(right, wrong, 1)).splitlines()


def test_every_problem_is_told_at_once():
    text = HEAD + MEASURE.replace("at_most", "at_mots").replace('["declined"]', '["declind"]')
    text += MEASURE.replace("15, at_most", "9, at_most")
    hint = hint_of(text)
    for told in ("at_mots", "declind", "looks back 9 months", "two measures are called 'hba1c-58'"):
        assert told in hint


def test_one_age_cap_or_one_threshold_can_be_changed_in_a_file_of_ones_own(tmp_path):
    text = resource_text("measures", "qof-2026-27.toml")
    own = tmp_path / "own.toml"
    own.write_text(text.replace("at_most = 79", "at_most = 70"), encoding="utf-8")
    assert "aged 70 or less" in set_called(str(own)).measure("DM036").denominator.in_words()


def test_an_unknown_set_is_refused_with_the_names_known():
    with pytest.raises(UserError, match="no measure set called nda-2026") as refused:
        set_called("nda-2026")
    assert "did you mean 'nda-2025'?" in refused.value.hint


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(UserError, match="cannot be read"):
        set_called("nowhere.toml")


def test_the_three_sets_of_diabetes_are_shown_first_each_with_its_source():
    assert set_names()[:3] == ("east-london-2009", "nda-2025", "qof-2026-27")
    titles = [load_set(name).short for name in set_names()[:3]]
    assert titles == ["East London 2009–12", "NDA 2025–26", "QOF 2026–27"]
    for name in set_names():
        read = load_set(name)
        assert read.source
        assert all(measure.source and measure.definition() for measure in read.measures)
        assert all((m.target is None) == (not m.target_source) for m in read.measures)


def test_qof_carries_its_caveat_its_points_and_its_upper_threshold_as_the_target():
    qof = load_set("qof-2026-27")
    assert "secondary readings" in qof.caveat
    assert [(m.thresholds.points, m.thresholds.lower, m.target) for m in qof.measures] == [
        (3, 57, 97), (11, 40, 90), (17, 35, 75), (10, 52, 92),
        (8, 50, 90), (8, 50, 90), (27, 38, 90), (10, 35, 75),
    ]  # fmt: skip


def test_the_incentive_of_east_london_weighs_a_hundred_in_all():
    weights = [m.weight for m in load_set("east-london-2009").measures if m.weight is not None]
    assert weights == [30, 20, 30, 20]


def test_a_mistake_in_a_group_is_told_by_the_groups_name():
    group = '\n[[group]]\nname = "type 1"\nwhen = { typ = ["type 1"] }\n'
    problem = "group type 1 > when: no kind of condition has the word 'typ'; did you mean 'type'?"
    assert hint_of(HEAD + MEASURE + group).splitlines() == [problem]
