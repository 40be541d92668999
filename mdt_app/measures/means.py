"""The mean of many HbA1c, in both units, rounded as people round: a half goes up."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from mdt_app.measures.values import Mean

_SLOPE, _START = Decimal("0.09148"), Decimal("2.152")
"""NGSP % from IFCC mmol/mol. It is a straight line: the mean of the % is the % of the mean."""


def mean_hba1c(mmol_mol: Sequence[float]) -> Mean | None:
    """The mean of values in mmol/mol: to one decimal, and from the unrounded mean % to two.

    >>> mean_hba1c([60, 61])
    Mean(mmol_mol=60.5, percent=7.69)
    """
    if not mmol_mol:
        return None
    mean = sum((Decimal(str(value)) for value in mmol_mol), Decimal()) / len(mmol_mol)
    return Mean(_rounded(mean, "0.1"), _rounded(_SLOPE * mean + _START, "0.01"))


def _rounded(number: Decimal, step: str) -> float:
    return float(number.quantize(Decimal(step), ROUND_HALF_UP))
