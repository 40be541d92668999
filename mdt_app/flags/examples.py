"""The people of the specification tables, shipped so that the program can show them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.flags.pack import Pack
from mdt_app.resources import resource_path

if TYPE_CHECKING:
    from mdt_app.flags.schema import Rule


class PrintedExample(NamedTuple):
    """One line of a rule's table: what it shows, the record, and the answer."""

    sentence: str
    record: str
    answer: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The tables of a pack by rule, each with the version of the rule it was written for.

    `about` says what every person has unless their line says otherwise.
    """

    about: str = ""
    tables: Mapping[str, tuple[int, Sequence[PrintedExample]]] = field(default_factory=dict)

    def of(self, rule: Rule) -> Sequence[PrintedExample]:
        """The people beside a rule; nobody beside one that a network has changed."""
        version, lines = self.tables.get(rule.id, (rule.version, ()))
        return lines if version == rule.version else ()

    def as_text(self) -> str:
        """As the program ships it: one line for each person."""
        tables = [
            f" {json.dumps(rule)}: [{version}, [\n  {_lines(lines)}\n ]]"
            for rule, (version, lines) in self.tables.items()
        ]
        about = json.dumps(self.about, ensure_ascii=False)
        return f'{{"about": {about},\n"rules": {{\n' + ",\n".join(tables) + "\n}}\n"


def _lines(lines: Sequence[PrintedExample]) -> str:
    return ",\n  ".join(json.dumps(line, ensure_ascii=False) for line in lines)


NO_EXAMPLES = Examples()


def examples_of(pack: Pack) -> Examples:
    """The shipped people of a pack; a network's own has those of the rules it left as they are."""
    return _shipped(pack.based_on.name if pack.based_on else pack.name)


@cache
def _shipped(name: str) -> Examples:
    path = resource_path("rules", "examples", f"{name}.json")
    if not path.is_file():
        return NO_EXAMPLES
    held = json.loads(path.read_text(encoding="utf-8"))
    tables = {
        rule: (version, tuple(PrintedExample(*line) for line in lines))
        for rule, (version, lines) in held["rules"].items()
    }
    return Examples(held["about"], tables)
