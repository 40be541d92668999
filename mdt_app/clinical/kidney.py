"""KDIGO categories of kidney function and albumin, as half-open intervals on the raw value."""

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
