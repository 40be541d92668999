"""Body mass index, and what it is called for somebody of that family background (NG246, 1.9.11)."""

from enum import Enum
from typing import NamedTuple

ADULT = 18
"""The bands are for adults; a child's weight is read against centiles."""
_UNDERWEIGHT = 18.5
_LOWER_FOR = frozenset("HJKLRNMPDEF")
"""Indian, Pakistani, Bangladeshi, other Asian, Chinese, Black African, Caribbean, other Black; and
the mixed categories that name one of them, because the guideline speaks of family background.

The 16+1 categories have none for a Middle Eastern background: it is among 'any other'.
"""
_GENERAL_FOR = frozenset("ABC")


class Thresholds(Enum):
    """Which thresholds hold, and whether the ethnic category decides it."""

    GENERAL = "general thresholds"
    LOWER = "lower thresholds for their family background"
    NOT_STATED = "general thresholds, as the ethnic category does not say which"


class _Limits(NamedTuple):
    """Where each band begins, in kg/m²."""

    overweight: float
    obesity: float
    class_2: float
    class_3: float


_GENERAL = _Limits(25, 30, 35, 40)
_LOWER = _Limits(23, 27.5, 32.5, 37.5)
"""Obesity begins 2.5 lower, and so do its classes; overweight begins at 23."""


def body_mass_index(weight_kg: float, height_cm: float) -> float | None:
    """Weight over height squared in kg/m², not rounded; None without both.

    >>> round(body_mass_index(70, 165), 1)
    25.7
    """
    if weight_kg <= 0 or height_cm <= 0:
        return None
    return weight_kg / (height_cm / 100) ** 2


def thresholds_for(ethnic_category: str) -> Thresholds:
    """Which thresholds hold for one of the 16+1 ethnic categories, '' where none is recorded.

    >>> thresholds_for("K").name, thresholds_for("A").name, thresholds_for("Z").name
    ('LOWER', 'GENERAL', 'NOT_STATED')
    """
    if ethnic_category in _LOWER_FOR:
        return Thresholds.LOWER
    return Thresholds.GENERAL if ethnic_category in _GENERAL_FOR else Thresholds.NOT_STATED


def band_of(bmi: float, thresholds: Thresholds) -> str:
    """What an adult's BMI is called. A limit itself belongs to the band above it.

    >>> band_of(27.5, Thresholds.LOWER), band_of(27.5, Thresholds.GENERAL)
    ('obesity class 1', 'overweight')
    """
    limits = _LOWER if thresholds is Thresholds.LOWER else _GENERAL
    if bmi < _UNDERWEIGHT:
        return "underweight"
    if bmi < limits.overweight:
        return "healthy weight"
    if bmi < limits.obesity:
        return "overweight"
    if bmi < limits.class_2:
        return "obesity class 1"
    return "obesity class 2" if bmi < limits.class_3 else "obesity class 3"
