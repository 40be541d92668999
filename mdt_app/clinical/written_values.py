"""A result's value as a cell holds it, turned into the unit its kind is kept in, or refused.

The stated unit is always believed: a value it makes implausible is refused, never re-read
in another unit. Only an HbA1c without any unit is inferred, and marked so.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from mdt_app.clinical.kinds import (
    BLOOD_PRESSURE_UNIT,
    DIASTOLIC_RANGE,
    MEASUREMENTS,
    SYSTOLIC_RANGE,
    WORD_ALIASES,
    WORDS,
    Kind,
    Measurement,
)
from mdt_app.clinical.units import hba1c_unit_of_term, unit_named

_NUMBER = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_VALUE = re.compile(rf"(<=|>=|<|>|≤|≥)?\s*(-?(?:{_NUMBER}))\s*(\D.*)?", re.DOTALL)
_PRESSURE = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})\s*(\D.*)?", re.DOTALL)
_COMPARATORS = {"≤": "<=", "≥": ">="}
_LONGEST = 200
_SMALLEST = 1e-9
"""Nothing measured is smaller, so that every number kept can be written in a short cell."""

HBA1C_PERCENT_RANGE = (4, 18)
"""An HbA1c without a unit is read as % from the one to the other."""


class Reading(NamedTuple):
    """One value in the unit its kind is kept in. `raw` is '' where the cell said just that."""

    value: float
    second: float
    word: str
    comparator: str
    raw: str
    inferred: int
    """1: the unit was inferred as mmol/mol, 2: as %; 0: nothing was inferred."""


class Unreadable(NamedTuple):
    """Why a value cannot be used. `column` is `value` or `unit`."""

    column: str
    problem: str
    hint: str


def plain_number(value: float) -> str:
    """A number as short as it can be and still the same number, never with an exponent.

    >>> plain_number(58.0), plain_number(0.1 + 0.2), plain_number(1e-05)
    ('58', '0.30000000000000004', '0.00001')
    """
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def written_value(kind: Kind, value: float, second: float, word: str, comparator: str) -> str:
    """The value of a cell as an export writes it: `<3`, `142/86`, `R1 M0`."""
    if kind in WORDS:
        return word
    if kind is Kind.BLOOD_PRESSURE:
        return f"{plain_number(value)}/{plain_number(second)}"
    return comparator + plain_number(value)


def read_value(kind: Kind, cell: str, unit: str, term: str = "") -> Reading | Unreadable:
    """What a filled-in value cell says, with the unit of its own column and its code term."""
    cell = cell.strip()
    if len(cell) > _LONGEST:
        return _not_a_value(kind)
    if kind in WORDS:
        return _read_word(kind, cell)
    if kind is Kind.BLOOD_PRESSURE:
        return _read_pressure(cell, unit)
    return _read_number(kind, cell, unit, term)


def _read_word(kind: Kind, cell: str) -> Reading | Unreadable:
    words = " ".join(cell.split()).casefold()
    words = WORD_ALIASES.get(words, words)
    for word in WORDS[kind]:
        if words.replace(" ", "") == word.casefold().replace(" ", ""):
            return Reading(0.0, 0.0, word, "", "" if cell == word else cell, 0)
    return _not_a_value(kind)


def _read_pressure(cell: str, unit: str) -> Reading | Unreadable:
    found = _PRESSURE.fullmatch(cell)
    if found is None:
        return _not_a_value(Kind.BLOOD_PRESSURE)
    stated = _stated_unit(found[3] or "", unit)
    if isinstance(stated, Unreadable):
        return stated
    if stated not in ("", BLOOD_PRESSURE_UNIT):
        return _wrong_unit((BLOOD_PRESSURE_UNIT,))
    systolic, diastolic = float(found[1]), float(found[2])
    if not SYSTOLIC_RANGE[0] <= systolic <= SYSTOLIC_RANGE[1]:
        return _implausible("systolic", *SYSTOLIC_RANGE, BLOOD_PRESSURE_UNIT)
    if not DIASTOLIC_RANGE[0] <= diastolic <= DIASTOLIC_RANGE[1]:
        return _implausible("diastolic", *DIASTOLIC_RANGE, BLOOD_PRESSURE_UNIT)
    if systolic <= diastolic:
        return Unreadable("value", "Systolic is not above diastolic", "Check the two numbers.")
    kept = written_value(Kind.BLOOD_PRESSURE, systolic, diastolic, "", "")
    return Reading(systolic, diastolic, "", "", "" if cell == kept else cell, 0)


def _read_number(kind: Kind, cell: str, unit: str, term: str) -> Reading | Unreadable:
    found = _VALUE.fullmatch(cell)
    if found is None:
        return _not_a_value(kind)
    measurement, number = MEASUREMENTS[kind], float(found[2])
    stated = _stated_unit(found[3] or "", unit)
    if isinstance(stated, Unreadable):
        return stated
    inferred = 0
    if not stated and kind is Kind.HBA1C and not (stated := hba1c_unit_of_term(term)):
        stated, inferred = _infer_hba1c_unit(number, measurement)
        if not inferred:
            return Unreadable(
                "value",
                "HbA1c without a unit that could be neither % nor mmol/mol",
                "Write %, or mmol/mol, in the unit column.",
            )
    value = _in_unit_kept(number, stated, measurement)
    if value is None:
        return _wrong_unit((measurement.unit, *measurement.accepted))
    if not measurement.lowest <= value <= measurement.highest or 0 < value < _SMALLEST:
        return _implausible("value", measurement.lowest, measurement.highest, measurement.unit)
    comparator = _COMPARATORS.get(found[1], found[1] or "")
    kept = comparator + plain_number(value)
    raw = "" if cell == kept else _as_it_came(cell, unit, found[3])
    return Reading(value, 0.0, "", comparator, raw, inferred)


def _as_it_came(cell: str, unit: str, unit_in_cell: str | None) -> str:
    return cell if unit_in_cell or not unit.strip() else f"{cell} {unit.strip()}"


def _infer_hba1c_unit(number: float, measurement: Measurement) -> tuple[str, int]:
    if HBA1C_PERCENT_RANGE[0] <= number <= HBA1C_PERCENT_RANGE[1]:
        return "%", 2
    if measurement.lowest <= number <= measurement.highest:
        return measurement.unit, 1
    return "", 0


def _in_unit_kept(number: float, unit: str, measurement: Measurement) -> float | None:
    if unit in ("", measurement.unit):
        return number
    turn = measurement.accepted.get(unit)
    return turn(number) if turn else None


def _stated_unit(in_cell: str, in_column: str) -> str | Unreadable:
    first, second = unit_named(in_cell), unit_named(in_column)
    if first is None:
        return Unreadable("value", "Not a number with a unit", "Write the number alone.")
    if second is None:
        return Unreadable("unit", "Unit not known", "See the plain layout for the units accepted.")
    if first and second and first != second:
        return Unreadable(
            "unit", "The value's own unit and the unit column differ", "Correct one of them."
        )
    return first or second


def _not_a_value(kind: Kind) -> Unreadable:
    if kind in WORDS:
        return Unreadable("value", "Not a word for this kind", f"Use {', '.join(WORDS[kind])}.")
    if kind is Kind.BLOOD_PRESSURE:
        return Unreadable("value", "Not a blood pressure", "Write systolic/diastolic, as 142/86.")
    return Unreadable("value", "Not a number", "Write a number, if needed with <, <=, > or >=.")


def _wrong_unit(accepted: tuple[str, ...]) -> Unreadable:
    return Unreadable(
        "unit", "This kind is not measured in this unit", f"Use {' or '.join(accepted)}."
    )


def _implausible(what: str, lowest: float, highest: float, unit: str) -> Unreadable:
    return Unreadable(
        "value",
        f"Not plausible: {what} outside {plain_number(lowest)} to {plain_number(highest)} {unit}",
        "Check the number and its unit.",
    )
