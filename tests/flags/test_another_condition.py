"""Packs are data: a pack about another condition needs no line of Python."""

from dataclasses import replace
from datetime import date

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Clear, Raised, Unknown
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import pack_from
from mdt_app.register.values import Event, Record
from tests.spec.tables import record_from

KIDNEYS = """
name = "kidneys-trial"
title = "Chronic kidney disease"
version = "1"
reviewed = 2026-01-01

[register]
name = "chronic kidney disease"
diagnoses = { ckd_3_to_5 = "CKD" }

[[rule]]
id = "acr-missing"
title = "No urine ACR"
severity = "amber"
when.not = { recorded = ["acr"], within_months = 12 }
headline = "no ACR in 12 months"
detail = ""
would_clear = "A urine ACR."
source = "NICE NG203"
reviewed = 2026-01-01

[[rule]]
id = "bp-above"
title = "Blood pressure above target"
severity = "amber"
when = { blood_pressure = "140/90", within_months = 12 }
headline = "BP {blood_pressure}"
detail = "on {blood_pressure_on}"
would_clear = "A blood pressure below 140/90."
source = "NICE NG203"
reviewed = 2026-01-01
"""
TODAY = date(2026, 3, 4)


def kinds_of(record: Record) -> list[type]:
    return [type(answer) for answer in answers(pack_from(KIDNEYS, "kidneys.toml"), record, TODAY)]


def test_a_pack_about_kidneys_speaks_of_people_with_kidney_disease():
    record, _, _ = record_from("ckd_3_to_5 2020-01-01; acr 3 2026-01-20")
    assert kinds_of(record) == [Unknown, Clear]


def test_it_says_nothing_of_people_without():
    record, _, _ = record_from("blood_pressure 190/100 2026-01-20")
    assert kinds_of(record) == [Clear, Clear]


def test_it_raises_its_own_flags():
    record, _, _ = record_from("ckd_3_to_5 2020-01-01; blood_pressure 150/80 2026-01-20")
    assert kinds_of(record) == [Raised, Raised]


def test_a_code_after_the_day_is_no_code():
    record, _, _ = record_from("acr 3 2020-01-20")
    later = Event("ckd_3_to_5", date(2026, 3, 5).toordinal(), "", 1, 2)
    assert kinds_of(replace(record, events=(later,))) == [Clear, Clear]
    assert Kind.ACR in record.results
