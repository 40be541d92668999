"""How results, events and medicines are written in a flag, and named as what it rests on."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.flags.answers import Evidence
from mdt_app.flags.readings import reading_of
from mdt_app.flags.shown import (
    Shown,
    event_evidence,
    medicine_evidence,
    noted,
    number_words,
    result_evidence,
    short_day,
)
from mdt_app.register.values import Event, Medicine, Result

ON = date(2026, 1, 20)
DAY = ON.toordinal()
EARLIER = date(2025, 6, 1)


def result(
    kind: Kind,
    value: float = 0,
    *,
    second: float = 0,
    word: str = "",
    comparator: str = "",
    setting: Setting = Setting.NOT_STATED,
    raw: str = "",
) -> Result:
    return Result(kind, DAY, value, second, word, comparator, setting, raw, "", 0, 3, 14)


def said(*rows: Result) -> str:
    return str(Shown(rows[0].kind, reading_of(rows[0].kind, rows)))


@pytest.mark.parametrize(
    ("value", "words"),
    [(92, "92"), (100, "100"), (0, "0"), (7.5, "7.5"), (86.333333, "86.33"), (0.1, "0.1")],
)
def test_a_number_has_no_more_digits_than_it_needs(value: float, words: str):
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([result(Kind.HBA1C, 92)], "HbA1c 92 on 20 Jan 2026"),
        ([result(Kind.EGFR, 30, comparator="<")], "eGFR <30 on 20 Jan 2026"),
        (
            [result(Kind.HBA1C, 50), result(Kind.HBA1C, 60)],
            "HbA1c 55 (mean of 2) on 20 Jan 2026",
        ),
        (
            [result(Kind.HBA1C, 50), result(Kind.HBA1C, 60), result(Kind.HBA1C, 61)],
            "HbA1c 57 (mean of 3) on 20 Jan 2026",
        ),
        (
            [result(Kind.BLOOD_PRESSURE, 158, second=88, setting=Setting.HOME)],
            "blood pressure 158/88 at home on 20 Jan 2026",
        ),
        (
            [
                result(Kind.BLOOD_PRESSURE, 150, second=80),
                result(Kind.BLOOD_PRESSURE, 160, second=90),
                result(Kind.BLOOD_PRESSURE, 120, second=60, setting=Setting.HOME),
            ],
            "blood pressure 155/85 (mean of 2) on 20 Jan 2026",
        ),
        (
            [result(Kind.FOOT_RISK_LEFT, word="low"), result(Kind.FOOT_RISK_LEFT, word="high")],
            "left foot high on 20 Jan 2026",
        ),
    ],
)
def test_a_day_is_one_phrase(rows: list[Result], words: str):
    assert said(*rows) == words


def test_a_mean_is_of_the_plain_numbers_and_says_of_how_many():
    """What is only known to lie beyond a number is named as evidence and not counted."""
    beyond = result(Kind.EGFR, 90, comparator=">")
    one, two = result(Kind.EGFR, 50), result(Kind.EGFR, 60)
    assert said(one, beyond) == "eGFR 50 on 20 Jan 2026"
    assert said(one, two, beyond) == "eGFR 55 (mean of 2) on 20 Jan 2026"
    shown = Shown(Kind.EGFR, reading_of(Kind.EGFR, [one, beyond]))
    assert [item.value for item in shown.evidence] == ["50", ">90"]


def test_numbers_that_are_only_bounds_are_each_said():
    bounds = [result(Kind.EGFR, 30, comparator="<"), result(Kind.EGFR, 40, comparator="<")]
    assert said(*bounds) == "eGFR <30 and <40 (mean of 2) on 20 Jan 2026"


def test_a_short_day_has_no_year():
    assert short_day(DAY) == "20 Jan"


@pytest.mark.parametrize(
    ("row", "evidence"),
    [
        (result(Kind.HBA1C, 92, raw="92"), Evidence("hba1c", "92", "mmol/mol", ON, 3, 14)),
        (
            result(Kind.HBA1C, 92, raw="10.6 %"),
            Evidence("hba1c", "92", "mmol/mol", ON, 3, 14, "10.6 %"),
        ),
        (
            result(Kind.BLOOD_PRESSURE, 158, second=88, setting=Setting.HOME),
            Evidence("blood_pressure", "158/88 at home", "mmHg", ON, 3, 14),
        ),
        (
            result(Kind.FOOT_RISK_LEFT, word="high"),
            Evidence("foot_risk_left", "high", "", ON, 3, 14),
        ),
    ],
)
def test_a_result_is_named_with_its_file_its_row_and_how_it_came(row: Result, evidence: Evidence):
    assert result_evidence(row.kind, row) == evidence


def test_a_brief_row_is_named_without_a_file():
    brief = result(Kind.HBA1C, 92, setting=Setting.HOME)[:8]
    named = result_evidence(Kind.HBA1C, brief)
    assert named == Evidence("hba1c", "92 at home", "mmol/mol", ON, 0, 0)


def test_an_event_is_named_with_its_file_and_row():
    event = Event("dka", DAY, "Diabetic ketoacidosis", 3, 14)
    assert event_evidence(event) == Evidence("dka", "Diabetic ketoacidosis", "", ON, 3, 14)


@pytest.mark.parametrize(
    ("started", "issued", "on"),
    [(EARLIER, ON, ON), (EARLIER, None, EARLIER), (None, ON, ON), (None, None, None)],
)
def test_a_medicine_is_named_on_the_day_of_its_last_issue_or_else_its_start(
    started: date | None, issued: date | None, on: date | None
):
    days = [day.toordinal() if day else 0 for day in (started, issued)]
    medicine = Medicine("Forxiga", "sglt2", "10 mg", days[0], days[1], 0, "", 0, 3, 14)
    assert medicine_evidence(medicine) == Evidence("medicine", "Forxiga", "", on, 3, 14)
    named = medicine_evidence(medicine, "may already be held")
    assert named.value == "Forxiga (may already be held)"


def test_what_the_persons_own_row_says_is_of_no_file():
    assert noted("frailty", "severe") == Evidence("frailty", "severe", "", None, 0, 0)
