"""What clinical codes mean, from the shipped vocabulary, and units in one spelling."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mdt_app.clinical.units import unit_named
from mdt_app.resources import resource_text

SNOMED, LOINC, ICD10, CTV3, READ = "snomed", "loinc", "icd10", "ctv3", "read"
_READ_FAMILY = (CTV3, READ)
_EITHER_READ = "either read"
"""A Read code whose version is not stated: the two share most codes, but not all."""

_SYSTEMS = (SNOMED, LOINC, ICD10, CTV3, READ)
_OIDS: Mapping[str, str] = {
    "2.16.840.1.113883.6.1": LOINC,
    "2.16.840.1.113883.6.3": ICD10,
}
_SNOMED_SHAPE = re.compile(r"\d{6,18}")
_LOINC_SHAPE = re.compile(r"(?:\d{1,7}-\d|LA\d{1,6}-\d)")
_FIVE_BYTES = "|".join(rf"[0-9A-Za-z]{{{n}}}\.{{{5 - n}}}" for n in range(1, 6))
_READ_SHAPE = re.compile(rf"({_FIVE_BYTES})(?:[0-9][0-9A-Z]|-\d{{1,2}})?")
"""Five characters; EMIS and CPRD add which of its terms was chosen: `C109.12`, `C109.-2`."""

_SHORT_READ_SHAPE = re.compile(r"([0-9A-Za-z]{1,5})\.{0,4}(?:-\d{1,2})?")
"""As EMIS writes them, without dots at the end: `C10F`, `C109-2`."""


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
    """What a code means; without a system its shape decides.

    >>> meaning_of("XaPbt").unit, meaning_of("C10F", "Read v2").kind, meaning_of("C10F")
    ('mmol/mol', 'diagnosis_type_2', None)
    """
    found = meanings_of(code, system)
    if len(found) > 1:
        return Meaning("unclear", found[0].kind, word=_TWO_VERSIONS, detail=_SAY_VERSION)
    return found[0] if found else None


_TWO_VERSIONS = "This code means one thing in Read version 2 and another in CTV3"
_SAY_VERSION = "Export the SNOMED CT code or the term beside it."


def meanings_of(code: str, system: str = "") -> tuple[Meaning, ...]:
    """All that a code can mean: more than one where its Read version is not stated and matters."""
    which = _system(system, code)
    if which == ICD10:
        found = _icd10(re.sub(r"[^A-Z0-9]", "", code.upper()))
        return (found,) if found else ()
    known = _vocabulary()
    if which == _EITHER_READ or which in _READ_FAMILY:
        five = _five_bytes(code, is_named=bool(system))
        versions = _READ_FAMILY if which == _EITHER_READ else (which,)
        return tuple(dict.fromkeys(known[key] for one in versions if (key := (one, five)) in known))
    return (known[which, code],) if (which, code) in known else ()


def coded(codings: Iterable[tuple[str, str, str]]) -> list[Coded]:
    """The codings (system, code, term) that mean something here, each meaning once."""
    found: dict[Meaning, Coded] = {}
    for system, code, term in codings:
        meaning = meaning_of(code, system)
        if meaning is not None:
            found.setdefault(meaning, Coded(meaning, code, term))
    return list(found.values())


def _system(written: str, code: str) -> str:
    return _system_named(written) if written else _system_by_shape(code)


@lru_cache(maxsize=256)
def _system_named(written: str) -> str:
    name = written.casefold()
    if oid := _OIDS.get(name.removeprefix("urn:oid:")):
        return oid
    plain = re.sub(r"[^a-z0-9]", "", name)
    for system, names in _NAMES:
        if any(one in plain for one in names):
            return system
    words = re.split(r"[^a-z0-9]+", name)
    return "" if {"read", "readcode", "readcodes"}.isdisjoint(words) else _EITHER_READ


_NAMES = (
    (SNOMED, ("snomed", "2168401113883696")),
    (LOINC, ("loinc",)),
    (ICD10, ("icd10",)),
    (CTV3, ("ctv3", "readv3", "read3", "readcodev3", "readcodesv3", "readcodesversion3")),
    (READ, ("readv2", "read2", "readcodev2", "readcodesv2", "readcodesversion2", "read5byte")),
)
"""How files name a system, once only letters and digits are left."""


def _system_by_shape(code: str) -> str:
    if _SNOMED_SHAPE.fullmatch(code):
        return SNOMED
    if _LOINC_SHAPE.fullmatch(code):
        return LOINC
    return _EITHER_READ


def _five_bytes(code: str, *, is_named: bool) -> str:
    """The five characters of a Read code, without the choice of term; '' for no Read code."""
    code = code.strip()
    if whole := _READ_SHAPE.fullmatch(code):
        return whole[1]
    short = _SHORT_READ_SHAPE.fullmatch(code) if is_named else None
    return short[1].ljust(5, ".") if short else ""


def _icd10(code: str) -> Meaning | None:
    """The longest beginning that is listed: E10.1 before E10."""
    known = _vocabulary()
    return next((known[key] for n in range(5, 2, -1) if (key := (ICD10, code[:n])) in known), None)


@cache
def _vocabulary() -> Mapping[tuple[str, str], Meaning]:
    known: dict[tuple[str, str], Meaning] = {}
    for file in ("results.toml", "events.toml"):
        for role, entry in entries(file):
            known.update((key, meaning_in(role, entry)) for key in _keys(entry))
    return known


def entries(file: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every entry of a vocabulary file, with its role."""
    for role, listed in tomllib.loads(resource_text("vocabulary", file)).items():
        if isinstance(listed, list):
            yield from ((role, entry) for entry in listed)


def meaning_in(role: str, entry: Mapping[str, Any]) -> Meaning:
    """What an entry of the vocabulary means."""
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
