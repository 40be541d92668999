"""The invented network is believable, consistent with itself, and the same every time."""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from mdt_app.clinical.kinds import MEASUREMENTS, WORDS, Kind
from mdt_app.clinical.nhs_number import has_valid_check_digit, is_test_number
from mdt_app.demo.bodies import creatinine_for, egfr_of
from mdt_app.demo.cohort import PRACTICES, REGISTER
from mdt_app.demo.extracts import Told, network, write_extracts
from mdt_app.demo.stories import stories

ON = date(2026, 11, 26)


@pytest.fixture(scope="module")
def everyone() -> list[Told]:
    return list(network(ON))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("extracts")
    write_extracts(made, ON)
    return made


def number_of(value: str) -> float:
    return float(value.lstrip("<>"))


def test_every_number_is_kept_for_testing_and_nobody_shares_one(everyone):
    numbers = [each.who.nhs_number for each in everyone]
    assert all(has_valid_check_digit(n) and is_test_number(n) for n in numbers)
    assert len(set(numbers)) == len(numbers) == sum(REGISTER.values()) == 2400


def test_the_registers_have_their_sizes(everyone):
    assert Counter(each.who.practice for each in everyone) == REGISTER


def test_the_same_day_and_seed_give_the_same_files_to_the_byte(folder, tmp_path):
    for path in write_extracts(tmp_path, ON):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_another_day_moves_everybody_with_it():
    later = next(iter(network(date(2027, 3, 1))))
    assert max(day for _, day, *_ in later.history.results) > ON.toordinal()
    assert later.who.born_on.year == 1982


def test_four_years_hold_about_150_results_a_person(everyone):
    mean = sum(len(each.history.results) for each in everyone) / len(everyone)
    assert 120 <= mean <= 170


def test_nothing_is_dated_after_the_export_but_recalls(everyone):
    last = ON.toordinal()
    for each in everyone:
        assert all(row[1] <= last for row in each.history.results)
        assert all(
            on <= last for kind, on, _ in each.history.events if kind != "retinal_recall_due"
        )
        assert all(dose.started <= dose.last_issued <= last for dose in each.history.medicines)


def test_nothing_is_dated_before_birth(everyone):
    for each in everyone:
        born = each.who.born_on.toordinal()
        assert all(row[1] > born for row in each.history.results)
        assert all(on > born for _, on, _ in each.history.events)


def test_every_value_is_plausible_for_its_kind(everyone):
    for each in everyone:
        for kind, _, value, unit, _ in each.history.results:
            known = Kind[kind.upper()]
            if known in WORDS:
                assert value in WORDS[known]
            elif known in MEASUREMENTS and unit != "%":
                limits = MEASUREMENTS[known]
                assert limits.lowest <= number_of(value) <= limits.highest, (kind, value)


def test_egfr_agrees_with_the_creatinine_of_its_day(everyone):
    for each in everyone:
        if each.who.nhs_number in {s.number for s in stories()} or each.who.sex not in (
            "female",
            "male",
        ):
            continue
        found = defaultdict(dict)
        for kind, day, value, _, _ in each.history.results:
            found[day][kind] = value
        for day, values in found.items():
            if {"egfr", "creatinine"} <= values.keys():
                age = int((day - each.who.born_on.toordinal()) / 365.25)
                worked_out = egfr_of(float(values["creatinine"]), age, each.who.sex)
                assert abs(number_of(values["egfr"]) - min(worked_out, 200)) < 4 or (
                    values["egfr"] == ">90" and worked_out > 89
                )


@pytest.mark.parametrize(("egfr", "age", "sex"), [(39.4, 70, "female"), (54.2, 60, "male")])
def test_creatinine_and_egfr_turn_into_each_other(egfr, age, sex):
    assert egfr_of(creatinine_for(egfr, age, sex), age, sex) == pytest.approx(egfr)


def test_weight_height_and_bmi_agree(everyone):
    for each in everyone[:300]:
        rows = each.history.results
        heights = [float(value) for kind, _, value, _, _ in rows if kind == "height"]
        weights = {day: float(value) for kind, day, value, _, _ in rows if kind == "weight"}
        for kind, day, value, _, _ in rows:
            if kind == "bmi" and heights:
                assert float(value) == pytest.approx(
                    weights[day] / (heights[0] / 100) ** 2, abs=0.1
                )


def test_limits_home_readings_pairs_and_percentages_all_occur(everyone):
    values = Counter()
    for each in everyone:
        for (kind, _), group in groupby(sorted(each.history.results), key=lambda row: row[:2]):
            rows = list(group)
            values["pair"] += kind == "blood_pressure" and len(rows) > 1
            values.update((kind, row[2][0]) for row in rows if row[2][:1] in "<>")
            values.update(row[4] for row in rows if row[4])
            values["%"] += any(row[3] == "%" for row in rows)
    for sign in (("egfr", ">"), ("acr", "<"), "home", "clinic", "pair", "%"):
        assert values[sign] > 50, sign


def test_some_people_are_hardly_known(everyone):
    assert sum(len(each.history.results) < 20 for each in everyone) >= 20


def test_the_people_written_by_hand_are_there_as_written(everyone):
    begum = next(
        each for each in everyone if each.who.surname == "Begum" and each.who.forename == "Shahida"
    )
    hba1c = sorted(
        (day, value) for kind, day, value, _, _ in begum.history.results if kind == "hba1c"
    )
    assert [value for _, value in hba1c[-4:]] == ["70", "79", "84", "92"]
    assert begum.who.interpreter == "yes"
    assert begum.who.language == "Sylheti"
    assert sorted(s.agenda for s in stories() if s.agenda) == list(range(1, 15))


def test_nobody_else_bears_the_name_of_somebody_on_the_agenda(everyone):
    names = Counter((each.who.surname, each.who.forename) for each in everyone)
    assert all(names[story.surname, story.forename] == 1 for story in stories())


def test_the_files_have_the_headings_of_the_plain_layout(folder):
    assert len(list(folder.iterdir())) == 4 * len(PRACTICES)
    for path in folder.glob("*-results.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [
                "nhs_number",
                "kind",
                "taken_on",
                "value",
                "unit",
                "setting",
            ]
