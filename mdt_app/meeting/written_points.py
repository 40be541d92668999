"""How a value of a trend is written: its digits, its unit, its KDIGO category, its sign."""

from mdt_app.clinical.kidney import a_category, g_category
from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.series import Point

UNITS = {
    Kind.HBA1C: "mmol/mol",
    Kind.BLOOD_PRESSURE: "mmHg",
    Kind.EGFR: "mL/min/1.73 m²",
    Kind.CREATININE: "µmol/L",
    Kind.ACR: "mg/mmol",
    Kind.CHOLESTEROL: "mmol/L",
    Kind.HDL: "mmol/L",
    Kind.NON_HDL: "mmol/L",
    Kind.WEIGHT: "kg",
    Kind.HEIGHT: "cm",
}
_LIMITS_END_IN = {
    Kind.HBA1C: (".0",),
    Kind.EGFR: (".0",),
    Kind.ACR: (".0",),
    Kind.CHOLESTEROL: (".0",),
    Kind.BMI: (".0", ".5"),
}
"""How the limits end that a value of the kind is held against."""
_ONE_PLACE = {Kind.CHOLESTEROL, Kind.HDL, Kind.NON_HDL}


def number(value: float, kind: Kind) -> str:
    """A value as it is written for its kind; never rounded across a limit it is held against.

    >>> number(92.0, Kind.HBA1C), number(4.0, Kind.CHOLESTEROL), number(4.04, Kind.CHOLESTEROL)
    ('92', '4.0', '4.04')
    """
    words = f"{value:.1f}"
    if words.endswith(_LIMITS_END_IN.get(kind, ())) and round(value, 2) != float(words):
        return f"{value:.2f}"
    return words if kind in _ONE_PLACE else words.removesuffix(".0")


def bare(point: Point, kind: Kind) -> str:
    """A point without its unit: `92`, `152/88`, `<3`."""
    words = point.comparator + number(point.value, kind)
    return f"{words}/{number(point.second, kind)}" if kind is Kind.BLOOD_PRESSURE else words


def signed(value: float, digits: int) -> str:
    """With a sign, and a true minus.

    >>> signed(-27, 0), signed(2.61, 1)
    ('−27', '+2.6')
    """
    return f"{value:+.{digits}f}".replace("-", "−")


def kidney_category(point: Point) -> str:
    """The G category of an eGFR (KDIGO, NG203); '' where a limit leaves it open."""
    if point.comparator.startswith(">"):
        return "G1" if point.value >= 90 else ""
    if point.comparator.startswith("<"):
        return "G5" if _is_under(point, 15) else ""
    return g_category(point.value)


def albumin_category(point: Point) -> str:
    """The A category of a urine ACR (KDIGO, NG203); '' where a limit leaves it open."""
    if point.comparator.startswith("<"):
        return "A1" if _is_under(point, 3) else ""
    if point.comparator.startswith(">"):
        is_over = point.value > 30 or (point.value == 30 and point.comparator == ">")
        return "A3" if is_over else ""
    return a_category(point.value)


def _is_under(point: Point, limit: float) -> bool:
    """Whether `<n` or `<=n` is below the limit for certain."""
    return point.value < limit or (point.value == limit and point.comparator == "<")
