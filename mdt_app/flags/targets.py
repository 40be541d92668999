"""Targets: the person's own first, then the pack's default for their frailty."""

from collections.abc import Mapping
from datetime import date

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.pack import Pack, load_pack
from mdt_app.register.values import Record


def targets_for(pack: Pack, frailty: str, own: Mapping[int, float] = {}) -> dict[int, float]:
    """Every target of a pack for one person, by kind of result."""
    found: dict[int, float] = {}
    for kind, target in pack.targets.items():
        default = {"moderate": target.moderate_frailty, "severe": target.severe_frailty}
        found[kind] = own.get(kind) or default.get(frailty, target.default)
    return found


def hba1c_target(record: Record, on: date, own: float | None = None) -> int:  # noqa: ARG001
    """The HbA1c target in mmol/mol: the person's own if agreed, else by frailty."""
    if own:
        return round(own)
    return round(targets_for(load_pack(), record.person.frailty)[Kind.HBA1C])
