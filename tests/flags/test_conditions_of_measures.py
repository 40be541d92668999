"""The kinds of condition that measures brought, in rules: three answers, and what shows them."""

import pytest

from mdt_app.flags.answers import Answer, Clear, Raised, Unknown
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import pack_from
from tests.spec.tables import record_from

PACK = """
name = "trial"
title = "A trial pack"
version = "1"
reviewed = 2026-01-01

[register]
name = "diabetes"
type_column = "diabetes_type"
diagnosed_column = "diagnosed_on"
diagnoses = { diagnosis_type_2 = "type 2" }

[[rule]]
id = "trial"
title = "On trial"
severity = "note"
when = WHEN
headline = "on trial"
detail = "{because}"
would_clear = "Nothing."
source = "Here"
reviewed = 2026-01-01
"""
OUTCOMES = {Raised: "raised", Clear: "clear", Unknown: "unknown"}


def answer(when: str, items: str) -> Answer:
    record, on, _ = record_from(items)
    (found,) = answers(pack_from(PACK.replace("WHEN", when), "trial.toml"), record, on)
    return found


HOME_LOWER = '{ blood_pressure_at_most = "140/90", within_months = 12, home_lower_by = 5 }'
TWO_ACR = '{ days_with = "acr", at_least = 3, times = 2, within_months = 12 }'
INVITED = '{ repeated = ["invited"], within_months = 12, days_apart = 7 }'
DONE = '{ done = [{ name = "foot check", events = ["foot_check"] }], within_months = 12 }'
REGISTERED = "{ registered = { within_months = 9 } }"
DIAGNOSED = "{ diagnosed = { within_months = 9 } }"
OFFERED = '{ event_from_diagnosis = ["education_offered"], months = 9 }'
LINES = [
    (HOME_LOWER, "blood_pressure 135/85 home 2026-01-20", "raised"),
    (HOME_LOWER, "blood_pressure 136/85 home 2026-01-20", "clear"),
    (HOME_LOWER, "blood_pressure 135/86 home 2026-01-20", "clear"),
    (HOME_LOWER, "blood_pressure <140/85 home 2026-01-20", "unknown"),
    (HOME_LOWER, "blood_pressure <135/85 home 2026-01-20", "raised"),
    (HOME_LOWER, "blood_pressure 140/90 2025-03-04", "unknown"),
    (TWO_ACR, "acr 3 2025-03-05; acr 3 2026-01-20", "raised"),
    (TWO_ACR, "acr 3 2025-03-04; acr 3 2026-01-20", "clear"),
    (TWO_ACR, "acr <30 2025-03-05; acr 3 2026-01-20", "unknown"),
    (TWO_ACR, "acr <30 2025-03-05; acr <30 2026-01-20", "unknown"),
    (TWO_ACR, "acr <3 2025-03-05; acr 3 2026-01-20", "clear"),
    (TWO_ACR, "", "clear"),
    (INVITED, "invited 2025-03-05; invited 2025-03-12", "raised"),
    (INVITED, "invited 2025-03-05; invited 2025-03-11", "clear"),
    (DONE, "foot_check 2025-03-05", "raised"),
    (DONE, "foot_check 2025-03-04", "clear"),
    (REGISTERED, "registered 2026-03-04", "raised"),
    (REGISTERED, "registered 2025-06-05", "raised"),
    (REGISTERED, "registered 2025-06-04", "clear"),
    (REGISTERED, "registered never", "unknown"),
    (DIAGNOSED, "diagnosed 2026-03-04", "raised"),
    (DIAGNOSED, "diagnosed 2025-06-05", "raised"),
    (DIAGNOSED, "diagnosed 2025-06-04", "clear"),
    (DIAGNOSED, "diagnosed never", "unknown"),
    (OFFERED, "diagnosed 2025-03-10; education_offered 2025-12-10", "raised"),
    (OFFERED, "diagnosed 2025-03-10; education_offered 2025-12-11", "clear"),
    (OFFERED, "diagnosed never; education_offered 2025-12-11", "unknown"),
]


@pytest.mark.parametrize(("when", "items", "expected"), LINES)
def test_each_kind_is_raised_clear_or_unknown(when, items, expected):
    assert OUTCOMES[type(answer(when, items))] == expected


@pytest.mark.parametrize(
    ("when", "items", "because", "evidence"),
    [
        (HOME_LOWER, "blood_pressure 130/80 2026-01-20", "blood pressure 130/80", ["130/80"]),
        (TWO_ACR, "acr 3 2025-09-05; acr 4 2026-01-20", "urine ACR 4 on 20 Jan", ["4", "3"]),
        (INVITED, "invited 2025-05-05; invited 2025-06-12", "invited 12 Jun 2025", ["", ""]),
        (DONE, "foot_check 2025-09-05", "foot check (last 5 Sep 2025)", [""]),
        (REGISTERED, "registered 2025-09-05", "registered 5 Sep 2025", ["5 Sep 2025"]),
        (OFFERED, "diagnosed 2025-03-10; education_offered 2025-05-01", "1 May 2025", [""]),
    ],
)
def test_what_holds_is_said_with_its_evidence(when, items, because, evidence):
    found = answer(when, items)
    assert isinstance(found, Raised)
    assert because in found.detail
    assert [item.value for item in found.evidence] == evidence


@pytest.mark.parametrize(
    ("when", "items", "reason"),
    [
        (HOME_LOWER, "", "no blood pressure within 12 months"),
        (HOME_LOWER, "blood_pressure <150/80 2026-01-20", "cannot answer"),
        (TWO_ACR, "acr <30 2025-09-05; acr 3 2026-01-20", "cannot answer"),
        (REGISTERED, "registered never", "no date of registration"),
        (OFFERED, "diagnosed never", "no date of diagnosis"),
    ],
)
def test_what_is_not_known_says_why(when, items, reason):
    found = answer(when, items)
    assert isinstance(found, Unknown)
    assert reason in found.message
