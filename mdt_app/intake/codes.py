"""What clinical codes mean, from the shipped vocabulary, and units in one spelling."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from mdt_app.clinical.units import unit_named
from mdt_app.resources import resource_text

SNOMED, LOINC, ICD10 = "snomed", "loinc", "icd10"
_SYSTEMS = (SNOMED, LOINC, ICD10)
_SNOMED_SHAPE = re.compile(r"\d{6,18}")
_LOINC_SHAPE = re.compile(r"(?:\d{1,7}-\d|LA\d{1,6}-\d)")


class Meaning(NamedTuple):
    """What one code says.

    `role` is result (a number follows), panel, systolic or diastolic (blood pressure),
    question (a coded answer follows), word (the code is the answer), eye (half of a
    retinal grade), event, trait (a column of the person), or unclear (`word` says why).
    `unit` is what the code implies where a file states none.
    """

    role: str
    kind: str
    word: str = ""
    unit: str = ""
    setting: str = ""
    detail: str = ""


class Coded(NamedTuple):
    """A meaning and the code and term it came from."""

    meaning: Meaning
    code: str
    term: str


# --- codes -------------------------------------------------------------------------------


def meaning_of(code: str, system: str = "") -> Meaning | None:
    """What a code means; without a system its shape decides, for the three never look alike."""
    which = _system(system, code)
    if which == ICD10:
        return _icd10(re.sub(r"[^A-Z0-9]", "", code.upper()))
    return _vocabulary().get((which, code))


def coded(codings: Iterable[tuple[str, str, str]]) -> list[Coded]:
    """The codings (system, code, term) that mean something here, each meaning once."""
    found: dict[Meaning, Coded] = {}
    for system, code, term in codings:
        meaning = meaning_of(code, system)
        if meaning is not None:
            found.setdefault(meaning, Coded(meaning, code, term))
    return list(found.values())


def _system(written: str, code: str) -> str:
    name = written.casefold()
    if "snomed" in name or "2.16.840.1.113883.6.96" in name:
        return SNOMED
    if "loinc" in name or name.removeprefix("urn:oid:") == "2.16.840.1.113883.6.1":
        return LOINC
    if (
        "icd-10" in name
        or "icd10" in name
        or name.removeprefix("urn:oid:") == "2.16.840.1.113883.6.3"
    ):
        return ICD10
    return "" if written else _system_by_shape(code)


def _system_by_shape(code: str) -> str:
    if _SNOMED_SHAPE.fullmatch(code):
        return SNOMED
    return LOINC if _LOINC_SHAPE.fullmatch(code) else ""


def _icd10(code: str) -> Meaning | None:
    """The longest beginning that is listed: E10.1 before E10."""
    known = _vocabulary()
    return next((known[key] for n in range(5, 2, -1) if (key := (ICD10, code[:n])) in known), None)


@cache
def _vocabulary() -> Mapping[tuple[str, str], Meaning]:
    known: dict[tuple[str, str], Meaning] = {}
    for file in ("results.toml", "events.toml"):
        for table, entries in tomllib.loads(resource_text("vocabulary", file)).items():
            for entry in entries:
                known.update((key, _meaning(table, entry)) for key in _keys(entry))
    return known


def _meaning(role: str, entry: Mapping[str, Any]) -> Meaning:
    said = {name: entry[name] for name in Meaning._fields if name in entry}
    return Meaning(**{"role": role, "kind": "", **said})


def _keys(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for system in _SYSTEMS:
        for code in entry.get(system, ()):
            yield system, code.replace(".", "") if system == ICD10 else code


# --- units -------------------------------------------------------------------------------


def plain_unit(written: str) -> str:
    """A unit in the plain layout's spelling, or as it was written if it is not known.

    >>> plain_unit("mL/min/{1.73_m2}"), plain_unit("mm[Hg]"), plain_unit("[lb_av]")
    ('mL/min/1.73m2', 'mmHg', '[lb_av]')
    """
    return unit_named(written) or written.strip()


def is_known_unit(written: str) -> bool:
    """Whether a unit is stated, and one the program knows."""
    return bool(unit_named(written))
