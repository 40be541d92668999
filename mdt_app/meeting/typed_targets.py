"""What somebody types as a target, read: its value in the unit kept, and what to say beside it."""

import re
from dataclasses import dataclass

from mdt_app.clinical.kinds import Kind, hba1c_mmol_mol, hba1c_percent
from mdt_app.errors import UserError

LOWEST, HIGHEST = 42, 108
"""What can be a target for HbA1c at all, in mmol/mol."""
_USUAL = (48, 75)
_MOST_PERCENT = 20
_TYPED = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%|mmol/mol)?")
_HINT = f"Type {LOWEST} to {HIGHEST} in mmol/mol, such as 58, or per cent, such as 7.5 %."


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A target as typed: the value kept, the same in both units, and a word of care or ''."""

    value: float
    words: str
    care: str = ""
    typed: str = ""
    """As it was typed, where that was in per cent."""


def read_target(kind: Kind, text: str) -> TypedTarget:
    """Read a target; a number too small for mmol/mol is per cent.

    >>> read_target(Kind.HBA1C, "7.5 %").words
    '58 mmol/mol (7.5 %)'
    """
    if kind is not Kind.HBA1C:
        raise UserError("Only a target for HbA1c can be agreed here.", "Say others in words.")
    found = _TYPED.fullmatch(text.strip().casefold())
    if found is None:
        raise UserError("That is not a target for HbA1c.", _HINT)
    number, unit = float(found[1].replace(",", ".")), found[2]
    is_percent = unit == "%" or (unit is None and number < _MOST_PERCENT)
    value = hba1c_mmol_mol(number) if is_percent else number
    if value != int(value):
        raise UserError("A target in mmol/mol is a whole number.", _HINT)
    if not LOWEST <= value <= HIGHEST:
        raise UserError("That is not a target for HbA1c anybody would agree.", _HINT)
    percent = number if is_percent else hba1c_percent(value)
    words = f"{value:.0f} mmol/mol ({percent:.1f} %)"
    return TypedTarget(value, words, _care(value), text.strip() if is_percent else "")


def _care(value: float) -> str:
    """What is unusual is taken, and said."""
    lowest, highest = _USUAL
    if value < lowest:
        return f"Below {lowest} is lower than usual: keep it if that is what was agreed."
    if value > highest:
        return f"Above {highest} is higher than usual: keep it if that is what was agreed."
    return ""
