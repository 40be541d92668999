"""The incentive: what a network earns by its pooled figures, and what N more people would bring.

Weights and thresholds are data of the set. A measure with one threshold earns all of its weight
at or above it and nothing below; with two, it earns in proportion between them. Reckoned in
fractions, so that the threshold itself is never missed by a float.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mdt_app.clinical.words import grouped
from mdt_app.measures.needed import exact
from mdt_app.measures.values import Earned, Figure


@dataclass(frozen=True, slots=True)
class Terms:
    """What one measure can earn: `weight` at `upper` per cent, nothing at `lower` or below.

    Without `lower` it is all or nothing.
    """

    measure: str
    words: str
    weight: float
    upper: float
    lower: float | None = None
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be earned if so many more people reached one measure."""

    more: int
    """As asked, or all who miss it where there are fewer."""
    lines: tuple[Earned, ...]
    total: float
    words: str
    """`If 97 more people reach BP and cholesterol: 80 %`."""


def share_earned(terms: Terms, figure: Figure | None) -> Fraction:
    """From 0 to 1. Nobody who counts earns nothing."""
    if figure is None or not figure.denominator:
        return Fraction(0)
    percent = Fraction(100 * figure.numerator, figure.denominator)
    upper = exact(terms.upper)
    if percent >= upper:
        return Fraction(1)
    if terms.lower is None or percent <= exact(terms.lower):
        return Fraction(0)
    return (percent - exact(terms.lower)) / (upper - exact(terms.lower))


def earned(terms: Sequence[Terms], figures: Mapping[str, Figure]) -> tuple[Earned, ...]:
    """Each measure's line; `figures` are the network's, by measure."""
    return tuple(
        Earned(
            each.measure,
            each.words,
            each.weight,
            float(exact(each.weight) * share_earned(each, figures.get(each.measure))),
            _threshold(each),
            each.unit,
        )
        for each in terms
    )


def total_earned(terms: Sequence[Terms], figures: Mapping[str, Figure]) -> float:
    """The sum over the measures, exact until the end."""
    shares = (exact(each.weight) * share_earned(each, figures.get(each.measure)) for each in terms)
    return float(sum(shares, Fraction(0)))


def what_if(
    terms: Sequence[Terms], figures: Mapping[str, Figure], measure: str, more: int
) -> WhatIf:
    """What would be earned if `more` of those who miss the measure reached it."""
    now = figures[measure]
    reaching = max(0, min(more, now.denominator - now.numerator))
    then = {**figures, measure: replace(now, numerator=now.numerator + reaching)}
    words = next(each.words for each in terms if each.measure == measure)
    total = total_earned(terms, then)
    people = "person reaches" if reaching == 1 else "people reach"
    unit = next(iter(terms)).unit
    said = f"If {grouped(reaching)} more {people} {words}: {plain(total)} {unit}"
    return WhatIf(reaching, earned(terms, then), total, said)


def _threshold(terms: Terms) -> str:
    if terms.lower is None:
        return f"≥ {plain(terms.upper)} %"
    return f"{plain(terms.lower)}–{plain(terms.upper)} %"


def plain(number: float) -> str:
    """At most one decimal, and none where it says nothing: `80`, `12.5`."""
    return f"{number:.1f}".removesuffix(".0")
