"""A pack of rules, loaded from the files the program ships with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mdt_app.resources import resource_text

if TYPE_CHECKING:
    from mdt_app.flags.register_rule import RegisterRule
    from mdt_app.flags.schema import Rule, Target

DEFAULT_PACK = "diabetes-england-2026"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Rules that speak together, with their name and version."""

    name: str
    title: str
    version: str
    register: RegisterRule
    targets: Mapping[int, Target]
    rules: tuple[Rule, ...]

    @property
    def label(self) -> str:
        """The name and version that every answer is given under."""
        return f"{self.name} {self.version}"


def pack_from(text: str, file_name: str) -> Pack:
    """A pack from the text of its file, or a UserError that lists every problem."""
    from mdt_app.clinical.kinds import KIND_BY_CODE
    from mdt_app.flags.schema import parse_pack

    read = parse_pack(text, file_name)
    return Pack(
        read.name,
        read.title,
        read.version,
        read.register_rule,
        {int(KIND_BY_CODE[target.kind]): target for target in read.target},
        read.rule,
    )


@cache
def load_pack(name: str = DEFAULT_PACK) -> Pack:
    """A shipped pack by its name. Slow the first time: it brings the checking library in."""
    file_name = f"{name}.toml"
    return pack_from(resource_text("rules", file_name), file_name)
