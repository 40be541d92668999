"""The many spellings of a unit, brought to the one the program uses."""

import re
from collections.abc import Mapping
from functools import lru_cache

_SPELLINGS: Mapping[str, str] = {
    "mmol/mol": "mmol/mol",
    "mmol/molhb": "mmol/mol",
    "mmol/molhba1c": "mmol/mol",
    "mm/m": "mmol/mol",
    "%": "%",
    "percent": "%",
    "%hb": "%",
    "%hba1c": "%",
    "%totalhb": "%",
    "%oftotalhb": "%",
    "mmhg": "mmHg",
    "mm[hg]": "mmHg",
    "ml/min/1.73m2": "mL/min/1.73m2",
    "ml/min/1.73sqm": "mL/min/1.73m2",
    "ml/min/1.73_m2": "mL/min/1.73m2",
    "ml/min/{1.73m2}": "mL/min/1.73m2",
    "ml/min/{1.73_m2}": "mL/min/1.73m2",
    "ml/minper1.73m2": "mL/min/1.73m2",
    "ml/min": "mL/min",
    "umol/l": "umol/L",
    "umol/litre": "umol/L",
    "micromol/l": "umol/L",
    "micromol/litre": "umol/L",
    "mcmol/l": "umol/L",
    "mg/dl": "mg/dL",
    "mg/100ml": "mg/dL",
    "mg/mmol": "mg/mmol",
    "mg/mmolcreat": "mg/mmol",
    "mg/mmolcreatinine": "mg/mmol",
    "g/mol": "mg/mmol",
    "mg/g": "mg/g",
    "mg/gcreat": "mg/g",
    "mg/gcreatinine": "mg/g",
    "ug/mg": "mg/g",
    "mmol/l": "mmol/L",
    "mmol/litre": "mmol/L",
    "kg": "kg",
    "cm": "cm",
    "m": "m",
    "kg/m2": "kg/m2",
}
_NOTE = re.compile(r"\{[^{}]*\}")
"""What UCUM allows beside a unit, `mmol/mol{Hb}`; the 1.73 m2 of an eGFR is looked up before."""

_IFCC = re.compile(r"mmol/mol|\bmm/m\b|ifcc", re.IGNORECASE)
_DCCT = re.compile(r"%|per ?cent|dcct", re.IGNORECASE)
_HBA1C_CODES: Mapping[str, str] = {
    "999791000000106": "mmol/mol",
    "1049321000000109": "mmol/mol",
    "1049301000000100": "mmol/mol",
    "59261-8": "mmol/mol",
    "1019431000000105": "%",
    "1003671000000109": "%",
    "4548-4": "%",
}
"""SNOMED CT and LOINC codes that name the HbA1c scale (reference: QOF, LOINC)."""


@lru_cache(maxsize=1024)
def unit_named(text: str) -> str | None:
    """The unit a cell names, '' for an empty cell, None for one nobody here knows.

    >>> unit_named("µmol/L"), unit_named("mL/min/1.73 m²"), unit_named(""), unit_named("stone")
    ('umol/L', 'mL/min/1.73m2', '', None)
    """
    folded = text.strip().casefold()
    if not folded:
        return ""
    for old, new in (("µ", "u"), ("μ", "u"), ("²", "2"), ("^", ""), ("*", ""), (" ", "")):
        folded = folded.replace(old, new)
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
