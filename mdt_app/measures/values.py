"""What the measures room hands to screens and documents: figures, months, and the whole board.

Counts here are exact. Whatever leaves a practice goes through `disclosure` first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

NETWORK = ""
"""Stands where a practice's ODS code would: everybody, pooled."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean HbA1c: mmol/mol to one decimal, NGSP % to two."""

    mmol_mol: float
    percent: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one group in one practice, or in the network."""

    measure: str
    group: str
    """`type 1`, `type 2 and other`, or '' where the set has no groups."""
    practice: str
    numerator: int
    denominator: int
    mean: Mean | None = None
    excluded: Mapping[str, int] = field(default_factory=dict)

    @property
    def percent(self) -> float | None:
        """Of the denominator, not rounded; None where nobody is in it."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a measure is, in words: all of it from the set's file."""

    id: str
    words: str
    definition: str
    """One plain sentence or two: who is counted, what counts, in which months."""
    way: str
    """`higher is better`, `lower is better`."""
    source: str
    target: float | None = None
    """In per cent (for a mean in mmol/mol)."""
    target_source: str = ""
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued for a month besides what stands: restated since, or on another laptop."""

    figure: Figure
    words: str
    """`46.0 % (1,146 of 2,491), frozen 3 Oct 2026 by N. Patel, restated since`."""


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month of one measure: as frozen, or as it would be now where it is not frozen yet."""

    month: date
    """The last day of the month."""
    figure: Figure
    frozen_on: date | None
    now: Figure | None = None
    """Only where it is frozen and would be another figure today."""
    why: tuple[str, ...] = ()
    """What came in since that changes it, a sentence each."""
    also: tuple[Issued, ...] = ()
    """Only where another figure was issued for it too: shown openly beside the one that stands."""
    reason: str = ""
    """Why it was restated, where it was."""


@dataclass(frozen=True, slots=True)
class Earned:
    """One line of the incentive: weight in per cent, what is earned, and what it takes."""

    measure: str
    words: str
    weight: float
    earned: float
    threshold: str
    """`≥ 85 %`, `40–90 %`: as the set's file says."""
    unit: str = "%"
    """Of `weight` and `earned`: `%` of the payment, or `points`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure on the board, for the network and each practice."""

    measure: MeasureWords
    group: str
    network: Figure
    practices: tuple[Figure, ...]
    months: tuple[MonthPoint, ...]
    """The network's, the oldest first."""
    practice_months: Mapping[str, tuple[MonthPoint, ...]]
    needed: int | None
    """Whole people the network still needs for the target; 0 is reached, None no target."""
    needed_by_practice: Mapping[str, int]
    benchmark: float | None = None
    benchmark_source: str = ""
    sentence: str = ""
    """The run chart in one sentence, with its rule where one holds."""
    run: str = ""
    """`shift up`, `shift down`, `trend up`, `trend down`, or ''."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the Measures screen shows of one set on one day."""

    set_name: str
    title: str
    caveat: str
    network: str
    on: date
    is_frozen: bool
    frozen_on: date | None
    people: int
    people_words: str
    """`2,487 people with type 2 diabetes`."""
    practices: Mapping[str, str]
    """Names by ODS code, in the order shown."""
    own_practice: str
    """The ODS code whose people may be named here, or ''."""
    lines: tuple[Line, ...]
    incentive: tuple[Earned, ...] = ()
    to_freeze: tuple[date, ...] = ()
    """Months that have ended and are not frozen yet, the oldest first."""
    notices: tuple[str, ...] = ()
    version: str = ""
    """The set's; of a frozen month the one it was frozen under."""
    is_stale: bool = False
    """It shows what was worked out before something came in: ask `board.brought_up_to_date`."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person behind a number, and why they count as they do. Of one's own practice only."""

    nhs_number: str
    name: str
    born: date
    age: int
    practice: str
    outcome: str
    """`achieved`, `missed`, or the name of the exclusion."""
    words: str
    """`BP 152/88 on 3 Nov 2026, above 140/80`; `no HbA1c since 3 Mar 2025`."""
