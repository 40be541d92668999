"""How results move: a change per year, and whether two HbA1c differ by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LEAST_RESULTS = 3
LEAST_SPAN_DAYS = 180
"""Six months."""
LEAST_DAYS_BETWEEN = 56
"""HbA1c follows glucose by some eight weeks: nearer results say nothing of a change."""
_DAYS_PER_YEAR = 365.25
_LEAST_HBA1C_CHANGE = 5


@dataclass(frozen=True, slots=True)
class Slope:
    """A change per year in the unit of the results, and from how many of them."""

    per_year: float
    count: int


def change_per_year(days: Sequence[int], values: Sequence[float]) -> Slope | None:
    """Least-squares change per year; a fall is negative.

    `days` are ordinals. With fewer than three results, or less than 180 days between the first
    and the last, a slope would mislead, so the answer is None. Limits (`<3`) are no values: leave
    out a series that has one.

    >>> change_per_year([0, 1461, 2922], [60.0, 52.0, 44.0])
    Slope(per_year=-2.0, count=3)
    """
    if len(days) < LEAST_RESULTS or max(days) - min(days) < LEAST_SPAN_DAYS:
        return None
    mean_day, mean = sum(days) / len(days), sum(values) / len(values)
    spread = sum((day - mean_day) ** 2 for day in days)
    together = sum((day - mean_day) * (value - mean) for day, value in zip(days, values))
    return Slope(together / spread * _DAYS_PER_YEAR, len(days))


class Hba1cChange(Enum):
    """What two HbA1c results say of the time between them."""

    ROSE = "a real rise"
    FELL = "a real fall"
    WITHIN_VARIATION = "within variation"


def hba1c_change(earlier: float, later: float, days_between: int) -> Hba1cChange | None:
    """Whether an HbA1c in mmol/mol has really changed: by 5 or more, and by a tenth or more.

    None for results under eight weeks apart.

    >>> hba1c_change(60, 66, 90).name, hba1c_change(60, 65, 90).name, hba1c_change(60, 90, 55)
    ('ROSE', 'WITHIN_VARIATION', None)
    """
    if days_between < LEAST_DAYS_BETWEEN:
        return None
    difference = round(later - earlier, 6)
    if abs(difference) < _LEAST_HBA1C_CHANGE or 10 * abs(difference) < earlier:
        return Hba1cChange.WITHIN_VARIATION
    return Hba1cChange.ROSE if difference > 0 else Hba1cChange.FELL
