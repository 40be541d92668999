"""What a pack's file may hold: strict and frozen, and every problem reported at once."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator

from mdt_app.clinical.words import joined
from mdt_app.errors import UserError
from mdt_app.flags.conditions.base import Table
from mdt_app.flags.conditions.logic import (
    CONDITIONS,
    NO_SUCH_CONDITION,
    AnyCondition,
    no_such_condition,
)
from mdt_app.flags.names import KindName, nearest
from mdt_app.flags.register_rule import RegisterRule

EVERYWHERE = {"because"}
"""A placeholder every message may use: what held, as phrases."""


class Rule(Table):
    """One flag: when it is raised, what it says, and who says so."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    severity: Literal["red", "amber", "note"]
    version: int = 1
    unless: tuple[AnyCondition, ...] = ()
    grace: bool = False
    when: AnyCondition
    headline: str
    detail: str
    would_clear: str
    source: str
    reviewed: date

    @model_validator(mode="after")
    def _known_placeholders(self) -> "Rule":
        known = self.when.supplies() | EVERYWHERE
        for name in ("headline", "detail", "would_clear"):
            for used in placeholders(name, getattr(self, name)):
                if used not in known:
                    raise ValueError(
                        f"{name}: nothing supplies '{{{used}}}'{nearest(used, known)}"
                        f" (known here: {joined(sorted(known))})"
                    )
        return self


class Target(Table):
    """The default target of one kind of result, by frailty; a person's own goes first."""

    kind: KindName
    default: float
    moderate_frailty: float
    severe_frailty: float
    source: str


class PackFile(Table):
    """A pack: whom it speaks about, the default targets, the rules in their order."""

    name: str
    title: str
    version: str
    reviewed: date
    register_rule: RegisterRule = Field(alias="register")
    target: tuple[Target, ...] = ()
    rule: tuple[Rule, ...]

    @field_validator("rule")
    @classmethod
    def _each_once(cls, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        seen: set[str] = set()
        for rule in rules:
            if rule.id in seen:
                raise ValueError(f"two rules are called '{rule.id}'")
            seen.add(rule.id)
        return rules


def placeholders(name: str, template: str) -> list[str]:
    """The names between braces: `{hba1c} on {hba1c_on}`."""
    try:
        return [used for _, used, _, _ in Formatter().parse(template) if used is not None]
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def parse_pack(text: str, file_name: str) -> PackFile:
    """A pack from TOML, or one error that lists everything wrong with it."""
    try:
        raw = _frozen(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file_name} is not a readable rule file.", str(error)) from None
    try:
        return PackFile.model_validate(raw)
    except ValidationError as error:
        problems = [_problem(raw, found) for found in error.errors()]
        lines = "\n".join(dict.fromkeys(problems))
        raise UserError(f"{file_name} cannot be used as it is.", lines) from None


def _frozen(raw: Any) -> Any:
    """TOML's lists as tuples, which cannot change either."""
    if isinstance(raw, list):
        return tuple(_frozen(item) for item in raw)
    if isinstance(raw, dict):
        return {name: _frozen(item) for name, item in raw.items()}
    return raw


def _problem(raw: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """One line: where it is, what is wrong, and the nearest known name."""
    place, what = list(found["loc"]), str(found["msg"]).removeprefix("Value error, ")
    if found["type"] == "extra_forbidden":
        name = str(place.pop())
        what = f"'{name}' is not known here{nearest(name, _names_at(place))}"
    elif found["type"] == NO_SUCH_CONDITION:
        what = no_such_condition(found["input"])
    elif found["type"] == "missing":
        what = f"'{place.pop()}' is missing"
    return f"{_where(raw, place)}: {what}"


def _where(raw: Mapping[str, Any], place: Iterable[Any]) -> str:
    """The rule by its id, then the way into it."""
    way = list(place)
    start = "pack"
    if way[:1] == ["rule"] and len(way) > 1:
        rules, number = raw.get("rule", ()), way[1]
        start = f"rule {rules[number].get('id') or number + 1}"
        way = way[2:]
    steps = [str(step + 1) if isinstance(step, int) else step for step in way]
    return " > ".join([start, *steps])


def _names_at(place: list[Any]) -> list[str]:
    """The names a table may hold, by the way that leads to it."""
    models: dict[str, type[BaseModel]] = {
        "rule": Rule,
        "register": RegisterRule,
        "target": Target,
        **CONDITIONS,
    }
    named = [step for step in place if isinstance(step, str) and step in models]
    model = models[named[-1]] if named else PackFile
    return [field.alias or name for name, field in model.model_fields.items()]
