"""Results that can be stored, column by column, as they go from the checks into the store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import itemgetter
from typing import NamedTuple

from mdt_app.intake.known import Who

_KEY, _HAS_RESULTS = itemgetter(0), itemgetter(2)


class Kept(NamedTuple):
    """What a result's own cells say, in the order of the table after patient, day and row."""

    kind: int
    value: float
    second: float
    word: str
    comparator: str
    setting: int
    raw: str
    code: str
    inferred: int


@dataclass(slots=True)
class GoodResults:
    """Results of one block that can be stored: whom about, on which day, from which row."""

    whos: list[Who] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, who: Who, day: int, row: int, kept: Kept) -> None:
        self.whos.append(who)
        self.days.append(day)
        self.rows.append(row)
        self.kept.append(kept)

    def only(self, chosen: Sequence[object]) -> "GoodResults":
        """The results for which `chosen` says so."""
        return GoodResults(
            list(compress(self.whos, chosen)),
            list(compress(self.days, chosen)),
            list(compress(self.rows, chosen)),
            list(compress(self.kept, chosen)),
        )

    def keys(self) -> Iterator[int]:
        return map(_KEY, self.whos)

    def with_earlier_results(self) -> list[bool]:
        """For each, whether the store held results of that person before this import."""
        return list(map(_HAS_RESULTS, self.whos))

    def flat(self) -> Iterator[int | float | str]:
        """All values one after another: patient, day, row, and the fields of `Kept`."""
        heads = zip(self.keys(), self.days, self.rows, strict=True)
        return chain.from_iterable(chain.from_iterable(zip(heads, self.kept, strict=True)))
