"""The rule file beside the definition written as plain functions, on invented people."""

import random
from datetime import date, timedelta

import pytest

from mdt_app.clinical.days import months_after, months_before
from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import WORDS, Kind, Setting
from mdt_app.flags.answers import Clear, Raised, Unknown
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import load_pack
from mdt_app.register.values import Event, Medicine, Person, Record, Result
from tests.flags.plain_rules import RULES, plain_answer

DAYS = (date(2026, 5, 31), date(2024, 2, 29), date(2026, 4, 7), date(2025, 12, 31))
NEAR = {
    Kind.HBA1C: (46, 47, 48, 52, 53, 57, 58, 59, 64, 65, 69, 70, 71, 80, 86, 86.5, 87, 98),
    Kind.EGFR: (14, 15, 19, 20, 21, 28, 29, 30, 33, 40, 44, 45, 48, 59, 60, 61, 75, 76, 90, 105),
    Kind.ACR: (1, 1.5, 2.9, 3, 6, 15, 29.9, 30, 30.1, 60, 69.9, 70, 140),
    Kind.CREATININE: (80,),
    Kind.CHOLESTEROL: (4,),
    Kind.LDL: (1.9, 2.0, 2.1),
    Kind.NON_HDL: (2.5, 2.6, 2.7),
    Kind.BMI: (18.4, 18.5, 30),
    Kind.KFRE_5_YEAR: (4.9, 5, 5.1),
    Kind.WEIGHT: (80,),
}
PRESSURES = (120, 124, 125, 129, 130, 134, 135, 139, 140, 144, 145, 149, 150, 179, 180)
LOWER = (70, 74, 75, 79, 80, 84, 85, 89, 90, 119, 120)
CLASSES = (
    "metformin", "sulfonylurea", "glinide", "dpp4", "sglt2", "glp1", "insulin", "statin",
    "other_lipid", "arb", "ace_inhibitor", "metformin+sglt2", "finerenone", "other",
)  # fmt: skip
OUTCOMES = {Raised: "raised", Clear: "clear", Unknown: "unknown"}


def near(chance: random.Random, on: date) -> int:
    """A day close to some boundary before `on`, now and then after it."""
    months = chance.choice([0, 0, 1, 3, 3, 6, 6, 10, 12, 12, 15, 15, 15, 24, 24, 27, 36])
    around = months_before(on, months).toordinal() + chance.choice([-1, 0, 1, 1, 2, 40, 90])
    return min(around, on.toordinal() + 1)


def results_of(chance: random.Random, on: date) -> dict[int, tuple[Result, ...]]:
    found: dict[int, list[Result]] = {}
    comparators = 1 if chance.random() < 0.25 else 0
    if chance.random() < 0.1:
        return {}
    for kind in Kind:
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            row = result_of(chance, kind, near(chance, on), bool(comparators))
            if row is None:
                continue
            comparators -= bool(row.comparator)
            found.setdefault(kind, []).append(row)
            if chance.random() < 0.2 and (again := result_of(chance, kind, row.day, False)):
                found[kind].append(again)
    return {kind: tuple(sorted(rows, key=lambda r: r.day)) for kind, rows in found.items()}


def result_of(chance: random.Random, kind: Kind, day: int, ranged: bool) -> Result | None:
    value, second, word, setting, comparator = 0.0, 0.0, "", Setting.NOT_STATED, ""
    if kind in WORDS:
        word = chance.choice(WORDS[kind])
        if chance.random() < 0.4:
            word = WORDS[kind][0]
    elif kind is Kind.BLOOD_PRESSURE:
        value, second = chance.choice(PRESSURES), chance.choice(LOWER)
        setting = chance.choice([*Setting])
    elif kind in NEAR:
        value = chance.choice(NEAR[kind])
        comparator = chance.choice("<>") if ranged and chance.random() < 0.3 else ""
    else:
        return None
    return Result(kind, day, value, second, word, comparator, setting, "", "", 0, 1, 1)


def medicines_of(chance: random.Random, on: date) -> tuple[Medicine, ...]:
    if chance.random() < 0.1:
        names = [f"name {number}" for number in range(chance.choice([9, 10, 14, 15]))]
        issued = on.toordinal() - 5
        return tuple(Medicine(n, "other", "", 0, issued, 0, "", 0, 1, 1) for n in names)
    return tuple(
        Medicine(
            f"name {number if chance.random() < 0.8 else 0}",
            chance.choice(CLASSES),
            "",
            chance.choice([0, near(chance, on)]),
            chance.choice([0, near(chance, on), near(chance, on) + 2]),
            chance.choice([0, 0, 0, near(chance, on)]),
            current := chance.choice(["", "", "yes", "no"]),
            near(chance, on) if current else 0,
            1,
            1,
        )
        for number in range(chance.choice([0, 2, 4, 12, 18, 22]))
    )


def events_of(chance: random.Random, on: date) -> tuple[Event, ...]:
    kinds = sorted(EVENT_KINDS)
    found = [
        Event(chance.choice(kinds), near(chance, on), "", 1, 1)
        for _ in range(chance.choice([0, 5, 15, 25]))
    ]
    if chance.random() < 0.3:
        found.append(
            Event("retinal_recall_due", on.toordinal() + chance.randrange(-300, 300), "", 1, 1)
        )
    if chance.random() < 0.8:
        found = [e for e in found if not e.kind.startswith(("diabetes_res", "diagnosis"))]
    return tuple(sorted(found))


def person_of(chance: random.Random, on: date) -> Person:
    birthday = months_before(on, 12 * chance.choice([34, 39, 40, 60, 75, 79, 80]))
    born = birthday + timedelta(days=chance.choice([-1, 0, 1]))
    diagnosed = date.fromordinal(near(chance, on) - chance.choice([0, 0, 4000]))
    return Person(
        1, "9990000018", "EXEMPLAR", "Ada", "", born,
        "female", "A00001",
        registered_on=chance.choice([None, date.fromordinal(near(chance, on)), date(2000, 1, 1)]),
        diabetes_type=chance.choice(["type 2", "type 2", "type 1", "unknown", "", "other"]),
        diagnosed_on=chance.choice([None, diagnosed, date(2010, 1, 1)]),
        frailty=chance.choice(["", "none", "mild", "moderate", "severe"]),
        housebound=chance.choice([None, True, False]),
        care_home=chance.choice([None, True, False]),
        died_on=chance.choice([None] * 19 + [date.fromordinal(near(chance, on))]),
        left_on=chance.choice([None] * 19 + [date.fromordinal(near(chance, on))]),
    )  # fmt: skip


def made(seed: int) -> tuple[Record, date]:
    chance = random.Random(seed)
    on = chance.choice(DAYS)
    medicines = medicines_of(chance, on)
    return Record(
        person_of(chance, on), results_of(chance, on), medicines, events_of(chance, on)
    ), on


@pytest.mark.parametrize("part", range(10))
def test_the_rule_file_answers_as_the_plain_functions_do(part):
    pack = load_pack()
    for seed in range(part * 20, part * 20 + 20):
        record, on = made(seed)
        told = {a.rule: OUTCOMES[type(a)] for a in answers(pack, record, on)}
        plain = {rule: plain_answer(rule, record, on) for rule in RULES}
        differ = {rule: (told[rule], plain[rule]) for rule in RULES if told[rule] != plain[rule]}
        assert not differ, (seed, on)


def test_the_invented_people_raise_clear_and_miss_every_rule_that_can():
    pack, seen = load_pack(), set()
    for seed in range(1500):
        record, on = made(seed)
        seen |= {(a.rule, OUTCOMES[type(a)]) for a in answers(pack, record, on)}
    for rule in RULES:
        assert (rule, "raised") in seen, rule
        assert (rule, "clear") in seen, rule


def test_every_rule_has_its_plain_function():
    of_records = {rule.id for rule in load_pack().rules} - {"action-overdue"}
    assert set(RULES) == of_records, "what meetings agreed is not on the record"
    assert months_after(DAYS[0], 1) == date(2026, 6, 30)
