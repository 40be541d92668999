"""Limits on a number that may be known only as a range."""

from collections.abc import Callable
from functools import cache
from typing import ClassVar, Literal

from pydantic import model_validator

from mdt_app.flags.conditions.base import Table
from mdt_app.flags.shown import number_words

OWN_TARGET: Literal["own target"] = "own target"
Limit = float | Literal["own target"]
Test = Callable[[float, float], bool | None]
"""Whether everything, nothing, or (None) only some of a range from low to high is within."""


class Limits(Table):
    """What a number must be: above, at least, below, at most; together they must all hold."""

    OF_RESULTS: ClassVar[bool] = False
    """Only a result has a target of the person's own."""

    above: Limit | None = None
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _some(self) -> "Limits":
        if not self._given():
            raise ValueError("needs one of above, at_least, below, at_most")
        if self.above == OWN_TARGET and not self.OF_RESULTS:
            raise ValueError("only a latest result or two results have an own target")
        return self

    def _given(self) -> list[tuple[str, Limit]]:
        pairs: list[tuple[str, Limit | None]] = [
            ("above", self.above),
            ("at_least", self.at_least),
            ("below", self.below),
            ("at_most", self.at_most),
        ]
        return [(name, limit) for name, limit in pairs if limit is not None]

    def limits_in_words(self) -> str:
        """`70 or more and 86 or less`."""
        phrases = {"above": "above {}", "at_least": "{} or more", "below": "below {}"}
        return " and ".join(
            phrases.get(name, "{} or less").format(
                limit if isinstance(limit, str) else number_words(limit)
            )
            for name, limit in self._given()
        )

    def first_limit(self, target: float | None = None) -> str:
        """The limit as a message names it."""
        return number_words(_number(self._given()[0][1], target))

    def tests(self) -> Callable[[float | None], Test]:
        """The limits as one test for each own target, each made once."""
        return cache(self.test)

    def test(self, target: float | None = None) -> Test:
        """The limits as one test; `target` stands where a rule says own target."""
        tests = [_TESTS[name](_number(limit, target)) for name, limit in self._given()]
        return tests[0] if len(tests) == 1 else _all(tests)


def _number(limit: Limit, target: float | None) -> float:
    if isinstance(limit, str):
        assert target is not None
        return target
    return limit


def _above(limit: float) -> Test:
    return lambda low, high: True if low > limit else (None if high > limit else False)


def _at_least(limit: float) -> Test:
    return lambda low, high: True if low >= limit else (None if high >= limit else False)


def _below(limit: float) -> Test:
    return lambda low, high: True if high < limit else (None if low < limit else False)


def _at_most(limit: float) -> Test:
    return lambda low, high: True if high <= limit else (None if low <= limit else False)


_TESTS: dict[str, Callable[[float], Test]] = {
    "above": _above,
    "at_least": _at_least,
    "below": _below,
    "at_most": _at_most,
}


def _all(tests: list[Test]) -> Test:
    def test(low: float, high: float) -> bool | None:
        answer: bool | None = True
        for one in tests:
            found = one(low, high)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    return test
