"""What a pack's file may hold: strict and frozen, and every problem reported at once."""

from datetime import date
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, field_validator, model_validator

from mdt_app.clinical.words import joined
from mdt_app.flags.conditions.base import Table
from mdt_app.flags.conditions.logic import AnyCondition
from mdt_app.flags.conditions.pressure import two_numbers
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
    family: str = ""
    """Rules of one family take each other's place, as bands of one thing do."""
    follows: KindName | None = None
    """The result that shows whether what is still raised became worse or better."""
    worse_when: Literal["higher", "lower"] | None = None
    when: AnyCondition
    headline: str
    detail: str
    would_clear: str
    source: str
    reviewed: date

    @model_validator(mode="after")
    def _followed_in_a_direction(self) -> "Rule":
        if (self.follows is None) != (self.worse_when is None):
            raise ValueError("'follows' and 'worse_when' are given together, or neither is")
        return self

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


class Wanted(Table):
    """Where charts and sentences want a result to be: of several the first that applies.

    Blood pressure is written with both numbers, and may be lower at home. A target by frailty,
    or the person's own, goes before it.
    """

    kind: KindName
    when: AnyCondition | None = None
    below: float | None = None
    below_both: Annotated[str, AfterValidator(two_numbers)] | None = None
    at_most: float | None = None
    at_least: float | None = None
    home_lower_by: int = 0
    source: str

    @model_validator(mode="after")
    def _one_limit(self) -> "Wanted":
        given = (self.below, self.below_both, self.at_most, self.at_least)
        if sum(limit is not None for limit in given) != 1:
            raise ValueError("needs one of below, below_both, at_most, at_least")
        return self


class PackFile(Table):
    """A pack: whom it speaks about, the default targets, the rules in their order."""

    name: str
    title: str
    version: str
    reviewed: date
    register_rule: RegisterRule = Field(alias="register")
    target: tuple[Target, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    rule: tuple[Rule, ...]

    @model_validator(mode="after")
    def _each_own_target_has_a_default(self) -> "PackFile":
        """Without one nobody without an own target could be asked."""
        asked = {f"rule {rule.id}": (rule.when, *rule.unless) for rule in self.rule}
        asked |= {f"wanted {each.kind}": (each.when,) for each in self.wanted if each.when}
        known = {target.kind for target in self.target}
        for name, conditions in asked.items():
            for kind in {kind for each in conditions for kind in each.own_targets()} - known:
                raise ValueError(f"{name}: the own target of {kind} needs a [[target]] of it")
        return self

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


def pack_tables() -> dict[str, type[BaseModel]]:
    """The models of a pack's tables, by the names they stand under."""
    return {"rule": Rule, "register": RegisterRule, "target": Target, "wanted": Wanted}
