"""From what is said of people to figures: every cell, pooled, means rounded, exclusions by name."""

from dataclasses import replace
from datetime import date

import pytest

from mdt_app.measures.engine import Said, Tally, figures, prepared, said_of
from mdt_app.measures.means import mean_hba1c
from mdt_app.measures.sets import load_set, set_names
from mdt_app.measures.values import Mean
from tests.spec.tables import TODAY, record_from


def record(items: str):
    return record_from(items)[0]


def test_every_measure_and_group_has_every_practice_and_the_network():
    measure_set = load_set("nda-2025")
    found = figures(measure_set, [record("type 1")], TODAY, ["Y2", "Y1"])
    practices = ["Y2", "Y1", "A00001", ""]
    assert [(f.measure, f.group, f.practice) for f in found] == [
        (measure.id, group, practice)
        for measure in measure_set.measures
        for group in ("type 1", "type 2 and other")
        for practice in practices
    ]


def test_a_practice_with_nobody_has_no_percentage_and_no_mean():
    found = figures(load_set("east-london-2009"), [], TODAY, ["Y1"])
    assert {(f.numerator, f.denominator, f.percent, f.mean) for f in found} == {(0, 0, None, None)}


def test_people_left_out_are_in_no_denominator_and_counted_by_name():
    people = [record("declined_monitoring 2025-09-01"), record("declined_monitoring 2025-09-01"),
              record("unsuitable 2025-09-01"), record("hba1c 90 2026-01-20"),
              record("hba1c 50 2026-01-20")]  # fmt: skip
    found = figures(load_set("qof-2026-27"), people, TODAY)
    figure = next(f for f in found if (f.measure, f.practice) == ("DM020", ""))
    assert (figure.numerator, figure.denominator) == (1, 2)
    assert figure.excluded == {"declined": 2, "unsuitable": 1}


def test_a_mean_counts_the_same_people_above_and_below():
    people = [record(f"hba1c {value} 2026-01-20") for value in ("60", "63", "<20")]
    found = figures(load_set("east-london-2009"), people, TODAY)
    figure = next(f for f in found if (f.measure, f.practice) == ("hba1c-mean", ""))
    assert (figure.numerator, figure.denominator, figure.mean) == (2, 2, Mean(61.5, 7.78))


def test_a_mean_may_be_of_some_people_only():
    measure_set = load_set("east-london-2009")
    retinal, mean = measure_set.measure("retinal-attended"), measure_set.measure("hba1c-mean")
    screened = replace(measure_set, measures=(replace(mean, denominator=retinal.numerator),))
    people = [record("hba1c 60 2026-01-20; retinal_screen_attended 2025-06-01"),
              record("hba1c 90 2026-01-20")]  # fmt: skip
    figure = figures(screened, people, TODAY)[-1]
    assert (figure.denominator, figure.mean) == (1, Mean(60.0, 7.64))


@pytest.mark.parametrize(
    ("values", "mmol_mol", "percent"),
    [
        ([60, 60, 60, 61], 60.3, 7.66),  # 60.25: a half goes up
        ([60, 60.5], 60.3, 7.66),
        ([60, 60.4], 60.2, 7.66),
        ([62], 62.0, 7.82),
        ([0.1, 0.2], 0.2, 2.17),  # 0.15, which binary numbers hold as less
    ],
)
def test_a_mean_is_rounded_from_the_whole_mean_and_a_half_goes_up(values, mmol_mol, percent):
    assert mean_hba1c(values) == Mean(mmol_mol, percent)


def test_nobody_has_no_mean():
    assert mean_hba1c([]) is None


def test_one_person_in_a_stream_and_alone_is_told_the_same():
    everybody = [record("hba1c 58 2026-01-20"), record("type 1"), record("aged 16")]
    for name in set_names():
        measure_set = load_set(name)
        ready, tally = prepared(measure_set, TODAY), Tally(measure_set)
        for each in everybody:
            tally.add(each.person.practice, said_of(ready, each))
        assert tally.figures() == figures(measure_set, everybody, TODAY)


def test_a_value_goes_with_a_mean_only():
    said = said_of(prepared(load_set("east-london-2009"), TODAY), record("hba1c 58 2026-01-20"))
    assert said["hba1c-mean"] == Said("", "achieved", 58)
    assert said["hba1c-58"] == Said("", "achieved", None)


def test_the_same_person_is_asked_about_any_day():
    plan = record("care_plan_agreed 2025-03-05")
    measure_set = load_set("east-london-2009")
    told = [
        said_of(prepared(measure_set, on), plan)["care-plan"].outcome
        for on in (date(2025, 3, 4), date(2025, 3, 5), TODAY, date(2026, 3, 5))
    ]
    assert told == ["missed", "achieved", "achieved", "missed"]
