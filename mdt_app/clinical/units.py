"""The many spellings of a unit, brought to the one the program uses."""

import re
from collections.abc import Mapping
from functools import lru_cache

_LISTED: Mapping[str, str] = {
    "mmol/mol": (
        "mmol/mol mmols/mol mmol/molhb mmol/molhba1c mmol/molifcc mmol/mol(ifcc) mmolpermol"
        " mmol/molehb mm/m millimol/mol"
    ),
    "%": "% percent percentage %hb %hba1c %totalhb %oftotalhb %dcct %(dcct) %ngsp",
    "mmHg": "mmhg mm[hg] mmofhg millimetresofmercury millimetreofmercury",
    "mL/min/1.73m2": (
        "ml/min/1.73m2 mls/min/1.73m2 ml/min/1.73sqm ml/min/1.73msq ml/min/1.73_m2"
        " ml/min/1.73 ml/minute/1.73m2 ml/min/{1.73m2} ml/min/{1.73_m2} ml/minper1.73m2"
        " ml/min/1.73squaremetres ml/min/1.73squaremetre ml/minper1.73squaremetres"
        " ml/min/1.73metresquared ml/min/1.73m2bsa ml/min/(1.73m2)"
    ),
    "mL/min": "ml/min mls/min ml/minute",
    "umol/L": (
        "umol/l umols/l umol/litre micromol/l micromol/litre mcmol/l micmol/l micromoles/l"
        " micromoles/litre"
    ),
    "mg/dL": "mg/dl mg/100ml mg/decilitre",
    "mg/mmol": (
        "mg/mmol mgs/mmol mg/mmolcr mg/mmolcrea mg/mmolcreat mg/mmolcreatinine"
        " mg/mmolofcreatinine mgalb/mmolcreat mgpermmol g/mol"
    ),
    "mg/g": "mg/g mg/gcreat mg/gcreatinine ug/mg",
    "mmol/L": "mmol/l mmols/l mmol/litre mmol/ltr millimol/l millimoles/l mmolperl",
    "kg": "kg kgs kilogram kilograms",
    "cm": "cm cms centimetre centimetres centimeter centimeters",
    "m": "m metre metres meter meters",
    "kg/m2": "kg/m2 kgs/m2 kg/sqm kg/msq kg/m.sq kg/msquared kg/squaremetre kgperm2 kgm-2",
}
"""Each unit and how it is written, in small letters and without spaces.

What is a unit of nothing kept here, stones and inches included, is left out: it is never turned.
"""

_SPELLINGS: Mapping[str, str] = {
    spelling: unit for unit, spellings in _LISTED.items() for spelling in spellings.split()
}
_NOTE = re.compile(r"\{[^{}]*\}")
"""What UCUM allows beside a unit, `mmol/mol{Hb}`; the 1.73 m2 of an eGFR is looked up before."""

_IFCC = re.compile(
    r"mmol/mol|\bmm/m\b|ifcc|international federation of clinical chemistry", re.IGNORECASE
)
_DCCT = re.compile(r"%|per ?cent|dcct|diabetes control and complications trial", re.IGNORECASE)
_HBA1C_CODES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("999791000000106", "1049321000000109", "1049301000000100", "371981000000106"),
            *("59261-8", "XaPbt", "Xaezd", "Xaeze", "42W5.", "42W50", "42W51"),
        ),
        "mmol/mol",
    ),
    **dict.fromkeys(
        (
            *("1019431000000105", "313835008", "4548-4", "4549-2", "17856-6"),
            *("XaERp", "42W4."),
        ),
        "%",
    ),
}
"""Codes that name the HbA1c scale, as in the shipped vocabulary (reference: QOF, LOINC)."""


@lru_cache(maxsize=1024)
def unit_named(text: str) -> str | None:
    """The unit a cell names, '' for an empty cell, None for one nobody here knows.

    >>> unit_named("µmol/L"), unit_named("mL/min/1.73 m²"), unit_named(""), unit_named("stone")
    ('umol/L', 'mL/min/1.73m2', '', None)
    """
    folded = "".join(text.split()).casefold()
    if not folded:
        return ""
    for old, new in (("µ", "u"), ("μ", "u"), ("²", "2"), ("^", ""), ("*", "")):
        folded = folded.replace(old, new)
    folded = folded.rstrip(".")
    return _SPELLINGS.get(folded) or _SPELLINGS.get(_NOTE.sub("", folded))


def hba1c_unit_of_term(term: str) -> str:
    """The HbA1c scale that a code or its term names, or ''.

    >>> hba1c_unit_of_term("HbA1c level (IFCC aligned)"), hba1c_unit_of_term("4548-4")
    ('mmol/mol', '%')
    """
    term = term.strip()
    if known := _HBA1C_CODES.get(term):
        return known
    is_ifcc, is_dcct = bool(_IFCC.search(term)), bool(_DCCT.search(term))
    if is_ifcc == is_dcct:
        return ""
    return "mmol/mol" if is_ifcc else "%"
