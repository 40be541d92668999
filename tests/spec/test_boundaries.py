"""Every boundary of every rule is tried by its table: on both sides, and where nothing is there."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import pytest

from mdt_app.clinical.days import months_after
from mdt_app.flags.engine import PreparedPack, PreparedRule, prepared
from mdt_app.flags.history import History
from mdt_app.flags.pack import Pack, load_pack, shipped_packs
from mdt_app.flags.schema import Rule
from tests.spec.boundaries import Roots, Subject, untried
from tests.spec.tables import examples_of, record_from
from tests.spec.write_rules import assumed_in, module_of

UNNOTICED = {
    "bp-high-twice": {
        "when: left out: aged 80 or more": "who is 150/90 and younger is above 140/90 too",
        "when: at_least 80.0 → 79.0: aged 80 or more": "who is 79 at 150/90 is above 140/90 too",
    },
}
"""Changes that no record could notice, each with the reason."""
RULES = [(pack, rule.id) for pack in shipped_packs() for rule in load_pack(pack).rules]


def subject_of(pack_name: str, rule_id: str) -> Subject:
    """A rule with its exclusions as conditions by name, and the people of its table."""
    pack = load_pack(pack_name)
    rule = pack.rule(rule_id)
    assert rule is not None
    histories = []
    for line in examples_of(import_module(module_of(pack_name, rule_id)).EXAMPLES):
        record, on, entered = record_from(line.record, assumed_in(pack_name))
        histories.append(prepared(pack, on).history(record, entered))
    roots = {"when": rule.when}
    roots |= {f"unless {n}": each for n, each in enumerate(rule.unless, start=1)}

    def outcomes(given: Roots) -> list[object]:
        return [outcome(rule, given, history) for history in histories]

    return Subject(roots, histories, outcomes)


def outcome(rule: Rule, roots: Roots, history: History) -> object:
    """What the rule would say of somebody with those conditions in place of its own."""
    if history.standing.why_not_counted:
        return False
    unless = [condition for name, condition in roots.items() if name != "when"]
    other = rule.model_copy(update={"when": roots["when"], "unless": tuple(unless)})
    asked = PreparedRule(other, history.day)
    return False if asked.excluded(history) else asked.holds(history)


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_table_tries_every_boundary_of_its_rule(pack, rule):
    assert untried(subject_of(pack, rule)) == list(UNNOTICED.get(rule, {}))


@pytest.mark.parametrize("pack", shipped_packs())
@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("field", ["default", "moderate_frailty", "severe_frailty"])
def test_every_default_target_is_tried_on_both_sides(pack, field, by):
    whole = load_pack(pack)
    asking = [rule.id for rule in whole.rules if rule.when.uses_frailty()]
    for kind, target in whole.targets.items():
        moved = target.model_copy(update={field: getattr(target, field) + by})
        other = replace(whole, targets={**whole.targets, kind: moved})
        assert said_by(pack, other, asking) != said_by(pack, whole, asking), (kind, field, by)


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize(
    ("pack", "rule"), [(pack, rule) for pack, rule in RULES if load_pack(pack).rule(rule).grace]
)
def test_the_first_months_are_tried_to_the_day(pack, rule, by, monkeypatch):
    whole = load_pack(pack)
    told = said_by(pack, whole, [rule])

    def shifted(day: date, months: int) -> date:
        return months_after(day, months) + timedelta(days=by)

    monkeypatch.setattr("mdt_app.flags.register_rule.months_after", shifted)
    assert said_by(pack, whole, [rule]) != told


def said_by(name: str, pack: Pack, rules: list[str]) -> list[tuple[str, str, object]]:
    """What some rules of a pack say of the people in their own tables."""
    found = []
    for rule in (rule for rule in pack.rules if rule.id in rules):
        for line in examples_of(import_module(module_of(name, rule.id)).EXAMPLES):
            record, on, entered = record_from(line.record, assumed_in(name))
            history = PreparedPack(pack, on).history(record, entered)
            roots = {"when": rule.when, **dict(enumerate(rule.unless))}
            found.append((rule.id, line.sentence, outcome(rule, roots, history)))
    return found
