"""KDIGO categories of kidney function and albumin, as half-open intervals on the raw value."""

from collections.abc import Mapping

_G = ((90, "G1"), (60, "G2"), (45, "G3a"), (30, "G3b"), (15, "G4"))


def g_category(egfr: float) -> str:
    """The G category of an eGFR in mL/min/1.73 m²; 44.9 is G3b and 45 is G3a.

    >>> g_category(90), g_category(45), g_category(44.9), g_category(14.9)
    ('G1', 'G3a', 'G3b', 'G5')
    """
    return next((name for lowest, name in _G if egfr >= lowest), "G5")


def a_category(acr: float) -> str:
    """The A category of a urine ACR in mg/mmol: A2 is 3 to 30, both included (NG203).

    >>> a_category(2.9), a_category(3), a_category(30), a_category(30.1)
    ('A1', 'A2', 'A2', 'A3')
    """
    if acr < 3:
        return "A1"
    return "A2" if acr <= 30 else "A3"


_RISKS: Mapping[str, tuple[str, str, str]] = {
    "G1": ("low", "moderately increased", "high"),
    "G2": ("low", "moderately increased", "high"),
    "G3a": ("moderately increased", "high", "very high"),
    "G3b": ("high", "very high", "very high"),
    "G4": ("very high", "very high", "very high"),
    "G5": ("very high", "very high", "very high"),
}
"""KDIGO 2012, prognosis by G and A category."""


def kdigo_risk(g: str, a: str) -> str:
    """What KDIGO calls the risk of a G and an A category together.

    >>> kdigo_risk("G3a", "A2")
    'high'
    """
    return _RISKS[g][("A1", "A2", "A3").index(a)]
