"""Whom each set counts: the condition, the age, alive and registered on the day, and the groups."""

from dataclasses import replace

import pytest

from mdt_app.measures.engine import PreparedSet, said_of
from mdt_app.measures.sets import load_set
from tests.spec.tables import examples_of, record_from

# The group of the audit; then whether East London, which counts type 2 only, counts them.
EVERYBODY = """
type 2 |  | type 2 and other | counted
type 1 | type 1 | type 1
another type | type other | type 2 and other
an unknown type | type unknown | type 2 and other
a diagnosis event alone | type none; diagnosis_type_1 2015-01-01 | type 1
of two diagnosis events, the latest | type none; diagnosis_type_1 2015-01-01; diagnosis_type_2 2016-01-01 | type 2 and other | counted
of two on one day, type 1 | type none; diagnosis_type_1 2015-01-01; diagnosis_type_2 2015-01-01 | type 1
the column goes before the events | type 2; diagnosis_type_1 2020-01-01 | type 2 and other | counted
no code | type none | nobody
resolved later than every diagnosis | diabetes_resolved 2020-01-01 | nobody
resolved after the day | diabetes_resolved 2026-03-05 | type 2 and other | counted
diagnosed again later than resolved | diabetes_resolved 2020-01-01; diagnosis_type_2 2021-01-01 | type 2 and other | counted
in remission | remission 2020-01-01 | type 2 and other | counted
diagnosed on the day | diagnosed 2026-03-04 | type 2 and other | counted
diagnosed after the day | diagnosed 2026-03-05 | nobody
aged 17 | aged 17 | type 2 and other | counted
aged 16 | aged 16 | nobody
17 on the day | born 2009-03-04 | type 2 and other | counted
17 tomorrow | born 2009-03-05 | nobody
died on the day | died 2026-03-04 | nobody
dies tomorrow | died 2026-03-05 | type 2 and other | counted
left on the day | left 2026-03-04 | nobody
leaves tomorrow | left 2026-03-05 | type 2 and other | counted
registered on the day | registered 2026-03-04 | type 2 and other | counted
registers tomorrow | registered 2026-03-05 | nobody
no date of registration | registered never | type 2 and other | counted
"""
LINES = examples_of(EVERYBODY)
IDS = [line.sentence for line in LINES]


def group_of(set_name: str, items: str, least_age: int = 17) -> str:
    record, on, _ = record_from(items)
    changed = replace(load_set(set_name), aged_at_least=least_age)
    said = said_of(PreparedSet(changed, on), record)
    return "nobody" if said is None else next(iter({each.group for each in said.values()}))


@pytest.mark.parametrize("example", LINES, ids=IDS)
def test_the_audit_counts_everybody_in_one_of_two_groups(example):
    assert group_of("nda-2025", example.record) == example.expected


@pytest.mark.parametrize("example", LINES, ids=IDS)
def test_qof_counts_the_same_people_in_one(example):
    expected = "nobody" if example.expected == "nobody" else ""
    assert group_of("qof-2026-27", example.record) == expected


@pytest.mark.parametrize("example", LINES, ids=IDS)
def test_east_london_counts_those_with_type_2(example):
    expected = "" if example.message == "counted" else "nobody"
    assert group_of("east-london-2009", example.record) == expected


@pytest.mark.parametrize("name", ["east-london-2009", "nda-2025", "qof-2026-27"])
@pytest.mark.parametrize("least", [16, 18])
def test_another_least_age_would_be_seen(name, least):
    ages = ["aged 16", "aged 17"]
    assert [group_of(name, age) for age in ages] != [group_of(name, age, least) for age in ages]
