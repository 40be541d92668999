"""What an Observation, or a component of one, states as its value: text, unit, and as it came."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from mdt_app.intake.fhir.elements import Json, codings, concept_words, element, text
from mdt_app.intake.vocabulary.codes import is_known_unit, plain_unit

_NUMBER_WITH_UNIT = re.compile(
    r"(?P<number>(?:[<>]=?)?\s*-?\d+(?:\.\d+)?(?:\s*/\s*\d+)?)\s*(?P<unit>\D.*)?$"
)
"""A number, or two with a stroke between them, and whatever stands behind."""
_LARGEST_EXPONENT = 20
_DENIALS = frozenset(["373067005", "260415000", "2667000", "LA32-8", "N", "neg", "NEG"])
"""SNOMED CT, LOINC and HL7 codes for no, not detected, absent, negative."""


@dataclass(frozen=True, slots=True)
class Value:
    """A stated value: `unit` in plain spelling, `raw` as it came; a `problem` makes it unusable."""

    value: str = ""
    unit: str = ""
    raw: str = ""
    raw_unit: str = ""
    problem: str = ""


NO_VALUE = Value()


def stated_value(holder: Json) -> Value:
    """The value of an Observation or component, empty where there is none."""
    if "valueQuantity" in holder:
        return _quantity(element(holder["valueQuantity"]))
    for name in ("valueString", "valueInteger"):
        if name in holder:
            return _written(text(holder[name]))
    other = next((name for name in holder if name.startswith("value") and holder[name]), "")
    if not other or holder.get("dataAbsentReason"):
        return NO_VALUE
    words = concept_words(holder[other]) or other.removeprefix("value")
    return Value(words, "", words)


def is_denied(holder: Json) -> bool:
    """Whether the value says no: the code names something that was looked for and is not so."""
    return holder.get("valueBoolean") is False or any(
        found.code in _DENIALS for found in codings(holder.get("valueCodeableConcept"))
    )


def _quantity(quantity: Json) -> Value:
    written = text(quantity.get("value"))
    if not written:
        return NO_VALUE
    comparator = text(quantity.get("comparator"))
    code, words = text(quantity.get("code")), text(quantity.get("unit"))
    value, shown = f"{comparator}{_without_exponent(written)}", words or code
    raw = f"{comparator}{written} {shown}".strip()
    by_code, by_words = plain_unit(code), plain_unit(words)
    if is_known_unit(code) and is_known_unit(words) and by_code != by_words:
        return Value(value, by_words, raw, shown, "Its unit says two different things")
    return Value(value, by_code if is_known_unit(code) else by_words or by_code, raw, shown)


def _without_exponent(written: str) -> str:
    """The number without an exponent, otherwise just as it was written."""
    if "e" not in written.lower():
        return written
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    return f"{number:f}" if abs(number.adjusted()) < _LARGEST_EXPONENT else written


def _written(words: str) -> Value:
    found = _NUMBER_WITH_UNIT.match(words)
    if not found:
        return Value(words, "", words)
    unit = found["unit"] or ""
    return Value(found["number"].replace(" ", ""), plain_unit(unit), words, unit)
