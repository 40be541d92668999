"""Looks into FHIR elements without trusting their shape: what is not as it should be is absent."""

import re
from typing import Any, NamedTuple

Json = dict[str, Any]

LONGEST_TEXT = 2000
_NOT_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?$")
_VERSION = re.compile(r"-?\d+$")
_PARTIAL = re.compile(r"\d{4}(?:-\d\d)?$")


class Coding(NamedTuple):
    """A code, the system it belongs to (as written) and how it reads."""

    system: str
    code: str
    display: str


def element(value: Any) -> Json:
    """An object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def elements(value: Any) -> list[Json]:
    """The objects of an array; an object standing alone counts as an array of one."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """A string or number as one clean line; '' for anything else.

    Characters that are no text become U+FFFD, so that they are seen and nothing chokes on them.
    """
    if not isinstance(value, str):
        return ""
    cut = value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + "…"
    return " ".join(_NOT_TEXT.sub("\ufffd", cut).split())


def texts(value: Any) -> list[str]:
    """The strings of an array, empty ones left out."""
    items = value if isinstance(value, list) else [value]
    return [cleaned for item in items if (cleaned := text(item))]


def codings(concept: Any) -> list[Coding]:
    """The codings of a CodeableConcept."""
    return [coding(item) for item in elements(element(concept).get("coding"))]


def coding(value: Any) -> Coding:
    found = element(value)
    return Coding(text(found.get("system")), text(found.get("code")), text(found.get("display")))


def concept_words(concept: Any) -> str:
    """How a CodeableConcept reads: its text, else the first display."""
    said = text(element(concept).get("text"))
    return said or next((found.display for found in codings(concept) if found.display), "")


def code_of(concept: Any) -> str:
    """The first code of a CodeableConcept, or the code itself where a plain one stands."""
    return text(concept) or next((found.code for found in codings(concept) if found.code), "")


def day(value: Any) -> str:
    """The day as written, whatever the time zone; what is no whole day comes back as it is."""
    moment = text(value)
    return moment[:10] if _DAY.match(moment) else moment


def is_partial(written: str) -> bool:
    """Whether a date is only a year, or a year and month."""
    return bool(_PARTIAL.match(written))


def first_day(*candidates: Any) -> str:
    """The first of several moments that is there at all."""
    return next((found for candidate in candidates if (found := day(candidate))), "")


def extension(holder: Json, *names: str) -> Json:
    """The first extension whose URL ends in one of the names, ignoring a version number."""
    for found in elements(holder.get("extension")):
        if _VERSION.sub("", text(found.get("url"))).rpartition("/")[2] in names:
            return found
    return {}
