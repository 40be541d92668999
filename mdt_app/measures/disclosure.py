"""Disclosure control: what a figure looks like once it leaves the practice.

Counts 1 to 7 are shown as 5, other counts are rounded to the nearest 5, 0 stays 0, and percentages
follow from the rounded counts. Rounding never turns two counts round, so a numerator stays at or
below its denominator, and the difference of two rounded counts is a multiple of 5 that says
nothing exact. A mean of fewer than 8 people is withheld; where a table would give it away by
subtraction, the next smallest practice's is withheld with it.
Source: reference of the measures, 'What the screen and the report give for each measure'.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mdt_app.measures.values import NETWORK, Figure

FEWEST = 8
"""The smallest count that is rounded like any other, and the fewest people a mean is shown of."""


def disclosed_count(count: int) -> int:
    """A count as it may leave the practice.

    >>> [disclosed_count(n) for n in (0, 1, 7, 8, 12, 13, 2487)]
    [0, 5, 5, 10, 10, 15, 2485]
    """
    if count <= 0:
        return 0
    return 5 if count < FEWEST else (count + 2) // 5 * 5


def disclosed(figure: Figure) -> Figure:
    """A figure as it may leave the practice."""
    return replace(
        figure,
        numerator=disclosed_count(figure.numerator),
        denominator=disclosed_count(figure.denominator),
        mean=figure.mean if figure.denominator >= FEWEST else None,
        excluded={name: disclosed_count(count) for name, count in figure.excluded.items()},
    )


def disclosed_parts(parts: Sequence[Figure]) -> list[Figure]:
    """The parts of one table, whose total may stand beside them: no mean that is withheld can be
    had by subtraction."""
    small = [place for place, part in enumerate(parts) if 0 < part.denominator < FEWEST]
    large = [place for place, part in enumerate(parts) if part.denominator >= FEWEST]
    also = -1
    if 0 < sum(parts[place].denominator for place in small) < FEWEST and large:
        also = min(large, key=lambda place: parts[place].denominator)
    shown = [disclosed(part) for part in parts]
    return [replace(p, mean=None) if place == also else p for place, p in enumerate(shown)]


def disclosed_together(figures: Iterable[Figure]) -> list[Figure]:
    """Figures of several measures, each with its practices and its network, in the same order."""
    listed = list(figures)
    tables: dict[tuple[str, str], list[int]] = defaultdict(list)
    shown = [disclosed(figure) for figure in listed]
    for place, figure in enumerate(listed):
        if figure.practice != NETWORK:
            tables[figure.measure, figure.group].append(place)
    for places in tables.values():
        parts = disclosed_parts([listed[place] for place in places])
        for place, part in zip(places, parts, strict=True):
            shown[place] = part
    return shown
