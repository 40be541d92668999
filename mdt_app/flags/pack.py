"""A pack of rules: shipped with the program, or a network's own on top of a shipped one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.clinical.words import joined
from mdt_app.errors import UserError
from mdt_app.resources import resource_path, resource_text

if TYPE_CHECKING:
    from datetime import date

    from mdt_app.flags.register_rule import RegisterRule
    from mdt_app.flags.schema import Rule, Target, Wanted

DEFAULT_PACK = "diabetes-england-2026"


@dataclass(frozen=True, slots=True)
class PackTexts:
    """The files a pack was read from, word for word: its own, and the one it is based on."""

    file_name: str
    text: str
    base_file_name: str = ""
    base_text: str = ""

    @property
    def digest(self) -> str:
        """The same texts under the same names have the same digest, on every laptop."""
        parts = (self.file_name, self.text, self.base_file_name, self.base_text)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class SwitchedOff(NamedTuple):
    """A rule of the pack below that a network does not want, and why."""

    rule: str
    title: str
    reason: str


class PackName(NamedTuple):
    """What a pack calls itself: all that is wanted where no rule is asked."""

    name: str
    title: str
    version: str

    @property
    def words(self) -> str:
        """Title and version, as a page or the minutes give them."""
        return f"{self.title}, version {self.version}"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Rules that speak together, with their name and version.

    `based_on` and what follows it are filled in for a network's own pack: the pack below it
    with its version, the rules switched off, and the version each changed rule had there.
    """

    name: str
    title: str
    version: str
    reviewed: date
    register: RegisterRule
    targets: Mapping[int, Target]
    wanted: tuple[Wanted, ...]
    rules: tuple[Rule, ...]
    texts: PackTexts
    based_on: PackName | None = None
    off: tuple[SwitchedOff, ...] = ()
    changed: Mapping[str, int] = field(default_factory=dict)
    added: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The name and version that every answer is given under."""
        return f"{self.name} {self.version}"

    @property
    def called(self) -> PackName:
        """Its name, title and version."""
        return PackName(self.name, self.title, self.version)

    def rule(self, rule_id: str) -> Rule | None:
        """One of its rules; None where it has none of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def by_id(self) -> dict[str, Rule]:
        """All of its rules."""
        return {rule.id: rule for rule in self.rules}


def pack_from(text: str, file_name: str) -> Pack:
    """A pack from the text of its file, or a UserError that lists every problem."""
    from mdt_app.flags.reading_packs import whole_pack

    return whole_pack(PackTexts(file_name, text))


@lru_cache(maxsize=16)
def pack_of(texts: PackTexts) -> Pack:
    """The pack that these files make, one on top of the other or one alone."""
    from mdt_app.flags.reading_packs import own_pack, whole_pack

    return own_pack(texts) if texts.base_text else whole_pack(texts)


def pack_below(pack: Pack) -> Pack | None:
    """The pack that a network's own is based on, as it was when that was taken."""
    texts = pack.texts
    return pack_of(PackTexts(texts.base_file_name, texts.base_text)) if texts.base_text else None


def shipped_texts(name: str) -> PackTexts:
    """The file of a shipped pack."""
    file_name = f"{name}.toml"
    return PackTexts(file_name, resource_text("rules", file_name))


@cache
def load_pack(name: str = DEFAULT_PACK) -> Pack:
    """A shipped pack by its name. Slow the first time: it brings the checking library in."""
    known = shipped_packs()
    if name not in known:
        from mdt_app.flags.names import nearest

        problem = f"There is no pack called '{name}'{nearest(name, known)}"
        raise UserError(problem, f"Known: {joined(list(known))}.")
    return pack_of(shipped_texts(name))


@cache
def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that the program ships with: the one used without a choice first."""
    names = sorted(path.stem for path in resource_path("rules").glob("*.toml"))
    return tuple(sorted(names, key=lambda name: name != DEFAULT_PACK))


@lru_cache(maxsize=16)
def name_in(text: str) -> PackName:
    """What a readable pack file calls itself, without its rules being read."""
    import tomllib

    head = tomllib.loads(text.partition("\n[")[0])
    return PackName(str(head["name"]), str(head["title"]), str(head["version"]))
