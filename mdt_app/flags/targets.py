"""Targets: the person's own first, then the pack's default for their frailty."""

from collections.abc import Mapping

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.pack import Pack
from mdt_app.register.values import Record


def targets_for(pack: Pack, frailty: str, own: Mapping[int, float] = {}) -> dict[int, float]:
    """Every target of a pack for one person, by kind of result."""
    found: dict[int, float] = {}
    for kind, target in pack.targets.items():
        default = {"moderate": target.moderate_frailty, "severe": target.severe_frailty}
        found[kind] = own.get(kind) or default.get(frailty, target.default)
    return found


def hba1c_target(pack: Pack, record: Record, own: Mapping[int, float] = {}) -> int:
    """The HbA1c target in mmol/mol: the person's own if agreed, else by frailty.

    0 where the pack has none and none was agreed.
    """
    found = targets_for(pack, record.person.frailty, own).get(Kind.HBA1C) or own.get(Kind.HBA1C)
    return round(found or 0)
