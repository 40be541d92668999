"""What has only a year or a month is told in words, and only once it may have been so."""

from datetime import date

import pytest

from mdt_app.meeting.undated import undated_until, undated_words
from mdt_app.register.values import Inferred, Undated

ON = date(2026, 11, 26)


def fact(said, kind="hba1c", value="58", unit="mmol/mol", section="results", **more):
    told = {"setting": "", "code": "", "detail": "", "raw": "", "inferred": 0, "batch": 1, "row": 2}
    return Undated(section, kind, said, value, unit, **{**told, **more})


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (fact("2019"), "HbA1c 58 mmol/mol in 2019"),
        (fact("2019-03", "acr", "<3", "mg/mmol"), "urine ACR <3 mg/mmol in Mar 2019"),
        (fact("2018", "blood_pressure", "130/80", "mmHg", setting="home"),
         "blood pressure 130/80 mmHg at home in 2018"),
        (fact("2018-01", "dka", "", "", "events"), "DKA in Jan 2018"),
        (fact("2019", inferred=Inferred.UNIT), "HbA1c 58 mmol/mol in 2019 ≈ unit inferred"),
    ],
)  # fmt: skip
def test_a_fact_is_told_with_as_much_of_its_day_as_is_known(told, words):
    assert undated_words(told) == words


def test_the_latest_come_first_and_none_that_lies_ahead():
    facts = [fact("2019"), fact("2026-12"), fact("2026-11"), fact("2019-03")]
    assert [one.said for one in undated_until(facts, ON)] == ["2026-11", "2019-03", "2019"]


def test_what_falls_due_ahead_is_told():
    due = fact("2027-03", "retinal_recall_due", "", "", "events")
    assert undated_until([due], ON) == (due,)
