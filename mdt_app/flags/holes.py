"""Holes between rules of one family: numbers that lie between two bands and raise neither."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from typing import NamedTuple

from mdt_app.clinical.words import kind_words
from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.conditions.results import LatestResult
from mdt_app.flags.names import kind_of
from mdt_app.flags.schema import Rule
from mdt_app.flags.shown import number_words


class _Band(NamedTuple):
    """The numbers one rule speaks about; an end is in or out."""

    low: float
    starts_after: bool
    high: float
    ends_before: bool
    rule: str
    kind: str


def holes(rules: Iterable[Rule]) -> Iterator[str]:
    """Each hole in a sentence: which two rules, and the numbers between them."""
    bands: dict[tuple[str, str, int], list[_Band]] = {}
    for rule in rules:
        found = _latest(rule.when) if rule.family else None
        if found is not None and found.above != "own target":
            key = (rule.family, found.result, found.within_months)
            bands.setdefault(key, []).append(_band(rule.id, found))
    for side_by_side in bands.values():
        for one, other in pairwise(sorted(side_by_side)):
            if _leaves_a_hole(one, other):
                what = kind_words(kind_of(one.kind))
                low, high = number_words(one.high), number_words(other.low)
                yield (
                    f"rules {one.rule} and {other.rule}: neither speaks of {what} between {low}"
                    f" and {high}; move both limits, or add a rule"
                )


def _latest(condition: Condition) -> LatestResult | None:
    """The one limit on a latest result that a rule has, by itself or among other parts."""
    joining, parts = condition.parts()
    every = parts if joining == "all of:" else (condition,)
    found = [part for part in every if isinstance(part, LatestResult)]
    return found[0] if len(found) == 1 else None


def _band(rule: str, found: LatestResult) -> _Band:
    low = found.above if found.above is not None else found.at_least
    high = found.below if found.below is not None else found.at_most
    return _Band(
        -inf if low is None else float(low),
        found.above is not None,
        inf if high is None else high,
        found.below is not None,
        rule,
        found.result,
    )


def _leaves_a_hole(one: _Band, other: _Band) -> bool:
    is_apart = one.high < other.low
    return is_apart or (one.high == other.low and one.ends_before and other.starts_after)
