"""What files of a family are looked up in: whom an identifier belongs to, what a code means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


class LookUp(Generic[T]):
    """Answers what cells stand for, each way of writing one looked up only once."""

    def __init__(self, entry: Callable[[str], T | None]) -> None:
        self._entry = entry
        self._known: dict[str, T] = {}

    def of(self, cells: Sequence[str]) -> list[T | None]:
        """What each cell stands for; None where nobody knows."""
        for cell in set(cells).difference(self._known):
            entry = self._entry(cell)
            if entry is not None:
                self._known[cell] = entry
        return list(map(self._known.get, cells))


@dataclass(slots=True)
class People:
    """Whom the identifiers of an extract belong to."""

    key: Callable[[str], str]
    """An identifier as it is compared."""
    numbers: dict[str, str] = field(default_factory=dict)
    """NHS numbers by identifier; '' for somebody without one."""
    left_out: dict[str, str] = field(default_factory=dict)
    """Whose rows are not handed on, and in which words that is said."""

    def look_up(self) -> LookUp[str]:
        """NHS numbers by identifier, of the people whose rows are handed on."""
        return LookUp(self._number)

    def _number(self, cell: str) -> str | None:
        key = self.key(cell)
        return None if key in self.left_out else self.numbers.get(key)

    def why_left_out(self, cell: str) -> str:
        """In which words rows about this person are passed over; '' for nobody known."""
        return self.left_out.get(self.key(cell), "")


def first_that_means(candidates: Sequence[str], means: Callable[[str], object]) -> str:
    """The first of several codes for one thing that the program knows; else the first there is."""
    written = [code for code in candidates if code]
    known = (code for code in written if means(code) is not None)
    return next(known, written[0] if written else "")
