"""A cohort built to the paper's table gives the paper's figures, in 2009 and in 2012."""

from collections.abc import Iterator
from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.measures.engine import figures
from mdt_app.measures.sets import load_set
from mdt_app.measures.values import Figure
from mdt_app.register.values import Event, Person, Record, Result

BEFORE, AFTER = date(2009, 4, 1), date(2012, 4, 1)
PEOPLE = 1000
PRACTICES = ("Y00001", "Y00001", "Y00001", "Y00001", "Y00002", "Y00002", "Y00003", "Y00004")
"""Of unequal size, so that pooling people is not the mean of the practices."""
TABLE = {
    BEFORE: (100, 720, 353, 62, 260),
    AFTER: (880, 828, 461, 60, 210),
}
"""Of 1,000 people: with a care plan, screened, at both targets; the HbA1c of most, and how many
have one of 61 instead."""


def result(kind: Kind, day: date, value: float, second: float = 0.0) -> Result:
    return Result(kind, day.toordinal(), value, second, "", "", 0, "", "", 0, 1, 1)


def person(number: int, diabetes_type: str = "type 2", born: int = 1950) -> Person:
    practice = PRACTICES[number * len(PRACTICES) // PEOPLE]
    return Person(
        number, str(number), "Exemplar", "Ada", "", date(born, 1, 1), "female", practice,
        diabetes_type=diabetes_type, registered_on=date(2000, 1, 1), diagnosed_on=date(2001, 1, 1),
    )  # fmt: skip


def record(number: int, whose: Person) -> Record:
    """Care plans are written practice by practice; the rest is spread over everybody."""
    events, pressures, cholesterols, hba1cs = [], [], [], []
    for on, (plans, screens, targets, level, at_61) in TABLE.items():
        day = on.replace(year=on.year - 1, month=11)
        if number < plans:
            events.append(Event("care_plan_agreed", day.toordinal(), "", 1, 1))
        if number * 11 % PEOPLE < screens:
            events.append(Event("retinal_screen_attended", day.toordinal(), "", 1, 1))
        is_met = number * 13 % PEOPLE < targets
        pressures.append(result(Kind.BLOOD_PRESSURE, day, 140 if is_met else 141, 80))
        cholesterols.append(result(Kind.CHOLESTEROL, day, 4.0))
        hba1c = 61 if number * 17 % PEOPLE < at_61 else level
        hba1cs.append(result(Kind.HBA1C, day, hba1c))
    results = {
        Kind.BLOOD_PRESSURE: pressures,
        Kind.CHOLESTEROL: cholesterols,
        Kind.HBA1C: hba1cs,
    }
    return Record(whose, results, (), tuple(events))


def cohort() -> Iterator[Record]:
    """A thousand with type 2, and others who are on the register and in no figure."""
    for number in range(PEOPLE):
        yield record(number, person(number))
        if number % 10 == 0:
            yield record(number, person(number, "type 1"))
            yield record(number, person(number, "type 2", born=1999))


def network(on: date) -> dict[str, Figure]:
    found = figures(load_set("east-london-2009"), cohort(), on)
    return {figure.measure: figure for figure in found if not figure.practice}


@pytest.mark.parametrize(
    ("measure", "before", "after"),
    [
        ("care-plan", 10.0, 88.0),
        ("retinal-attended", 72.0, 82.8),
        ("bp-and-cholesterol", 35.3, 46.1),
    ],
)
def test_the_papers_percentages(measure, before, after):
    shown = [network(on)[measure].percent for on in (BEFORE, AFTER)]
    assert shown == pytest.approx([before, after], abs=1e-9)
    assert {network(on)[measure].denominator for on in (BEFORE, AFTER)} == {PEOPLE}


def test_the_papers_mean_hba1c():
    means = [network(on)["hba1c-mean"].mean for on in (BEFORE, AFTER)]
    assert [mean.percent for mean in means] == [7.80, 7.66]
    assert [round(mean.mmol_mol) for mean in means] == [62, 60]
    assert {network(on)["hba1c-mean"].numerator for on in (BEFORE, AFTER)} == {PEOPLE}


def test_a_network_pools_its_people_and_is_not_the_mean_of_its_practices():
    found = figures(load_set("east-london-2009"), cohort(), AFTER)
    plans = [figure for figure in found if figure.measure == "care-plan"]
    practices = [figure for figure in plans if figure.practice]
    assert sum(figure.numerator for figure in practices) == 880
    assert len({figure.denominator for figure in practices}) == 3
    assert sum(figure.percent for figure in practices) / len(practices) != pytest.approx(88.0)
