"""Which diabetes a person has where only coded diagnoses say so."""

from datetime import date

import pytest

from mdt_app.register.diagnosis import with_diagnosis
from mdt_app.register.values import Event, Person

ON = date(2026, 11, 22)


def person(diabetes_type="", diagnosed_on=None):
    born = date(1950, 2, 14)
    return Person(
        1, "9990000018", "Exemplar", "Ada", "", born, "female", "Y00001",
        diabetes_type=diabetes_type, diagnosed_on=diagnosed_on,
    )  # fmt: skip


def coded(*diagnoses):
    return [Event(kind, date.fromisoformat(day).toordinal(), "", 1, 2) for kind, day in diagnoses]


T1, T2 = "diagnosis_type_1", "diagnosis_type_2"
TABLE = [
    # what the row says, coded diagnoses, type, since
    ("", [], "", None),
    ("", [(T2, "2012-03-04")], "type 2", "2012-03-04"),
    ("unknown", [(T2, "2012-03-04")], "type 2", "2012-03-04"),
    ("type 1", [(T2, "2012-03-04")], "type 1", "2012-03-04"),
    ("", [(T2, "2012-03-04"), (T1, "2019-01-01")], "type 1", "2012-03-04"),
    ("", [(T1, "2012-03-04"), (T2, "2012-03-04")], "type 1", "2012-03-04"),
    ("", [(T2, "2026-11-22")], "type 2", "2026-11-22"),
    ("", [(T2, "2026-11-23")], "", None),
    ("", [("foot_check", "2012-03-04")], "", None),
]


@pytest.mark.parametrize(("said", "diagnoses", "kind", "since"), TABLE)
def test_an_empty_type_is_that_of_the_latest_coded_diagnosis(said, diagnoses, kind, since):
    found = with_diagnosis(person(said), coded(*diagnoses), ON)
    assert found.diabetes_type == kind
    assert found.diagnosed_on == (date.fromisoformat(since) if since else None)


def test_a_day_of_diagnosis_on_the_row_goes_before_the_codes():
    found = with_diagnosis(person("", date(2001, 1, 1)), coded((T2, "1999-01-01")), ON)
    assert found.diagnosed_on == date(2001, 1, 1)
