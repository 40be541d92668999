"""What every kind of condition can do: say itself in words, and be asked on a day."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mdt_app.clinical.words import counted
from mdt_app.flags.history import Day
from mdt_app.flags.questions import Question

Count = Annotated[int, Field(gt=0)]
"""A number of days, months or times."""


class Table(BaseModel):
    """A table of a rule file: strict, frozen, nothing unknown allowed."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )


class Condition(Table):
    """One kind of condition. A new kind is one small class here and a spec."""

    def in_words(self) -> str:
        """The condition as the printed specification says it."""
        raise NotImplementedError

    def parts(self) -> tuple[str, tuple["Condition", ...]]:
        """For a condition made of others: how they are joined, and which."""
        return "", ()

    def lacking(self) -> tuple[str, ...]:
        """What the record must lack for the answer to be not known; nothing for most kinds."""
        return ()

    def supplies(self) -> set[str]:
        """The placeholders a message may use when this condition holds."""
        return set()

    def uses_frailty(self) -> bool:
        """Whether the answer may turn on frailty; the evidence then says if it is missing."""
        return False

    def own_targets(self) -> frozenset[str]:
        """The kinds of result whose target the answer turns on; a pack must have a default."""
        return frozenset()

    def ask(self, day: Day) -> Question:
        raise NotImplementedError


def within(months: int | None) -> str:
    """` within 15 months`, or '' where age does not matter."""
    return f" within {counted(months, 'month')}" if months else ""
