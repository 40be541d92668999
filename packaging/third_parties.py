"""What the program is made with, read from the packages installed beside it. No network."""

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
OWN = "mdt-app"


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package that the program needs to run."""

    name: str
    version: str
    licence: str
    summary: str
    needs: tuple[str, ...]
    is_direct: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """Something that a package, or the program itself, carries within it."""

    name: str
    inside: str
    licence: str
    version: str


@cache
def said() -> Mapping[str, Any]:
    """What people wrote down: `third_parties.toml`."""
    return tomllib.loads((HERE / "third_parties.toml").read_text(encoding="utf-8"))


def own_version() -> str:
    """The program's own version."""
    return metadata.version(OWN)


def packages() -> list[Package]:
    """Everything the program needs to run, by name; the program itself is not among it."""
    found: dict[str, tuple[str, ...]] = {}
    _walk(OWN, frozenset(), found)
    direct = set(found[OWN])
    return [_package(name, found[name], direct) for name in sorted(found) if name != OWN]


def direct_needs() -> list[str]:
    """The packages the program itself asks for."""
    return sorted(name for name, _extras in _needs(OWN, frozenset()))


def carried() -> list[Carried]:
    """What is within packages, and within the program when it is packaged."""
    return [
        Carried(each["name"], each["inside"], each["licence"], _version(each.get("version", "")))
        for each in said()["inside"]
    ]


def licences_of(expression: str) -> list[str]:
    """The licences an expression names, each with its exception."""
    return [part.strip(" ()") for part in re.split(r"\b(?:AND|OR)\b", expression)]


def texts_of(name: str) -> list[Path]:
    """The licence files that a package brought with it."""
    files = metadata.distribution(name).files or []
    return [
        Path(str(each.locate()))
        for each in files
        if ".dist-info" in str(each) and re.search(r"licen[cs]e|copying|notice", str(each), re.I)
    ]


def plain(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _walk(name: str, extras: frozenset[str], found: dict[str, tuple[str, ...]]) -> None:
    needs = _needs(name, extras)
    found[name] = tuple(sorted({*found.get(name, ()), *(each for each, _extras in needs)}))
    for each, wanted in needs:
        if each not in found or wanted:
            _walk(each, wanted, found)


def _needs(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    needs = []
    for line in metadata.requires(name) or []:
        need = Requirement(line)
        asked = [{"extra": extra} for extra in (*extras, "")]
        if need.marker is None or any(need.marker.evaluate(each) for each in asked):
            needs.append((plain(need.name), frozenset(need.extras)))
    return needs


def _package(name: str, needs: tuple[str, ...], direct: set[str]) -> Package:
    held = metadata.metadata(name)
    licence = said()["licence"].get(name) or str(held.get("License-Expression") or "")
    summary = str(held.get("Summary") or "")
    return Package(name, metadata.version(name), licence, summary, needs, name in direct)


def _version(which: str) -> str:
    return _VERSIONS[which]() if which else ""


def _of_sqlcipher(asked: str) -> str:
    import sqlcipher3.dbapi2 as sqlcipher

    (version,) = sqlcipher.connect(":memory:").execute(asked).fetchone()
    return str(version).split()[0]


def _of_openssl() -> str:
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text().split()[1]


def _of_qt() -> str:
    from PySide6.QtCore import qVersion

    return qVersion()


def _of_harfbuzz() -> str:
    import uharfbuzz

    return str(uharfbuzz.version_string())


_VERSIONS: Mapping[str, Callable[[], str]] = {
    "SQLCipher": lambda: _of_sqlcipher("PRAGMA cipher_version"),
    "SQLite": lambda: _of_sqlcipher("SELECT sqlite_version()"),
    "OpenSSL": _of_openssl,
    "Qt": _of_qt,
    "HarfBuzz": _of_harfbuzz,
    "Python": lambda: ".".join(str(part) for part in sys.version_info[:3]),
}


def unknown_licences() -> Iterator[str]:
    """Packages whose licence nobody has looked at: a release waits until somebody has."""
    allowed = set(said()["allowed"])
    for each in (*packages(), *carried()):
        options = licences_of(each.licence)
        if not each.licence or not set(options) <= allowed:
            yield f"{each.name}: {each.licence or 'no licence said'}"
