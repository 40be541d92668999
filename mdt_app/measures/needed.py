"""Whole people still needed to reach a target, in whole numbers: no float can be off by one.

The people in the denominator stay as they are: the answer is how many of those who miss it now
would have to reach it.
"""

import math
from fractions import Fraction

from mdt_app.clinical.words import joined
from mdt_app.measures.values import Figure, Line


def exact(number: float) -> Fraction:
    """The number as its file writes it: 57.3 is 573/10, not the float next to it."""
    return Fraction(repr(number))


def needed(figure: Figure, target: float | None, *, higher_is_better: bool = True) -> int | None:
    """How many more people; 0 is reached. None: no target, a mean, or nobody who counts.

    Where lower is better, how many fewer.
    """
    if target is None or figure.mean is not None or not figure.denominator:
        return None
    share = exact(target) / 100 * figure.denominator
    if higher_is_better:
        return max(0, math.ceil(share) - figure.numerator)
    return max(0, figure.numerator - math.floor(share))


def is_reached(
    figure: Figure, target: float | None, *, higher_is_better: bool = True
) -> bool | None:
    """Whether the figure is at its target or better; None where there is no answer."""
    if target is None or not figure.denominator:
        return None
    if figure.mean is not None:
        mean, aim = exact(figure.mean.mmol_mol), exact(target)
        return mean >= aim if higher_is_better else mean <= aim
    return needed(figure, target, higher_is_better=higher_is_better) == 0


def practices_words(line: Line, names: dict[str, str], most: int = 2) -> str:
    """Which practices are furthest from the target by themselves; '' if none is short of it.

    `Birch Lane needs 41 more to reach it itself, Cedar Street 30.`
    """
    short = [(count, ods) for ods, count in line.needed_by_practice.items() if count]
    ordered = sorted(short, key=lambda each: (-each[0], names.get(each[1], each[1])))
    if not ordered:
        return ""
    said = [f"{names.get(ods, ods)} {count}" for count, ods in ordered[:most]]
    count, ods = ordered[0]
    said[0] = f"{names.get(ods, ods)} needs {count} more to reach it itself"
    more = len(ordered) - most
    others = f", and {more} more {'practice' if more == 1 else 'practices'}" if more > 0 else ""
    return f"{joined(said) if not others else ', '.join(said)}{others}."
