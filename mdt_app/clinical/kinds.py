"""The kinds of result the program knows: unit kept, units accepted, what is plausible.

The numbers are stored in files people keep: a kind is never renumbered.
Source: docs of the plain layout; limits and conversions as printed there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """One kind of result, with the number it is stored under."""

    HBA1C = 1
    BLOOD_PRESSURE = 2
    EGFR = 3
    CREATININE = 4
    ACR = 5
    CHOLESTEROL = 6
    HDL = 7
    LDL = 8
    NON_HDL = 9
    TRIGLYCERIDES = 10
    WEIGHT = 11
    HEIGHT = 12
    BMI = 13
    KFRE_5_YEAR = 14
    QRISK3 = 15
    SMOKING = 16
    FOOT_RISK_LEFT = 17
    FOOT_RISK_RIGHT = 18
    RETINAL_LEFT = 19
    RETINAL_RIGHT = 20

    @property
    def code(self) -> str:
        """The name used in files: `hba1c`, `foot_risk_left`."""
        return self.name.lower()


class Setting(IntEnum):
    """Where a reading was taken. An empty setting counts as clinic."""

    NOT_STATED = 0
    CLINIC = 1
    HOME = 2


SETTING_WORDS = {Setting.NOT_STATED: "", Setting.CLINIC: "clinic", Setting.HOME: "home"}
KIND_BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in Kind}


def hba1c_mmol_mol(percent: float) -> float:
    """IFCC mmol/mol from NGSP %, rounded to a whole number.

    >>> hba1c_mmol_mol(7.5)
    58.0
    """
    return float(round((percent - 2.152) / 0.09148))


def hba1c_percent(mmol_mol: float) -> float:
    """NGSP % from IFCC mmol/mol, rounded to one place.

    >>> hba1c_percent(58)
    7.5
    """
    return round(0.09148 * mmol_mol + 2.152, 1)


@dataclass(frozen=True, slots=True)
class Measurement:
    """How one numeric kind is kept: its unit, how others turn into it, and its plausible range."""

    unit: str
    lowest: float
    highest: float
    accepted: Mapping[str, Callable[[float], float]]


def _times(factor: float) -> Callable[[float], float]:
    return lambda value: value * factor


def _divided_by(factor: float) -> Callable[[float], float]:
    """Divided as the factor is printed: 193.35 mg/dL is 5, and not a hair below it."""
    return lambda value: value / factor


_SAME = _times(1)
_LIPID = _divided_by(38.67)
MEASUREMENTS: Mapping[Kind, Measurement] = {
    Kind.HBA1C: Measurement("mmol/mol", 20, 195, {"%": hba1c_mmol_mol}),
    Kind.EGFR: Measurement("mL/min/1.73m2", 0, 200, {"mL/min": _SAME}),
    Kind.CREATININE: Measurement("umol/L", 20, 2500, {"mg/dL": _times(88.42)}),
    Kind.ACR: Measurement("mg/mmol", 0, 1000, {"mg/g": _divided_by(8.84)}),
    Kind.CHOLESTEROL: Measurement("mmol/L", 0.5, 30, {"mg/dL": _LIPID}),
    Kind.HDL: Measurement("mmol/L", 0.1, 10, {"mg/dL": _LIPID}),
    Kind.LDL: Measurement("mmol/L", 0.1, 20, {"mg/dL": _LIPID}),
    Kind.NON_HDL: Measurement("mmol/L", 0.1, 25, {"mg/dL": _LIPID}),
    Kind.TRIGLYCERIDES: Measurement("mmol/L", 0.1, 60, {"mg/dL": _divided_by(88.57)}),
    Kind.WEIGHT: Measurement("kg", 20, 400, {}),
    Kind.HEIGHT: Measurement("cm", 60, 230, {"m": _times(100)}),
    Kind.BMI: Measurement("kg/m2", 10, 100, {}),
    Kind.KFRE_5_YEAR: Measurement("%", 0, 100, {}),
    Kind.QRISK3: Measurement("%", 0, 100, {}),
}
BLOOD_PRESSURE_UNIT = "mmHg"
SYSTOLIC_RANGE = (40, 270)
DIASTOLIC_RANGE = (20, 200)

_FOOT = ("low", "moderate", "high", "active")
_MILD, _SEVERE = ("R0", "R1", "R3S"), ("R2", "R3A")
_RETINAL = (
    *(f"{grade} {macula}" for macula in ("M0", "M1") for grade in _MILD),
    *(f"{grade} {macula}" for grade in _SEVERE for macula in ("M0", "M1")),
)
"""What threatens sight (M1, R2, R3A) is worse than what does not."""
WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SMOKING: ("never", "ex", "current"),
    Kind.FOOT_RISK_LEFT: _FOOT,
    Kind.FOOT_RISK_RIGHT: _FOOT,
    Kind.RETINAL_LEFT: _RETINAL,
    Kind.RETINAL_RIGHT: _RETINAL,
}
WORD_ALIASES: Mapping[str, str] = {"increased": "moderate", "ulcerated": "active"}


def unit_of(kind: Kind) -> str:
    """The unit a kind is kept in; words have none.

    >>> unit_of(Kind.BLOOD_PRESSURE), unit_of(Kind.SMOKING)
    ('mmHg', '')
    """
    if kind is Kind.BLOOD_PRESSURE:
        return BLOOD_PRESSURE_UNIT
    measurement = MEASUREMENTS.get(kind)
    return measurement.unit if measurement else ""
