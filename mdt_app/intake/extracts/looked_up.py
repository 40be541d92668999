"""What files of a family are looked up in: whom an identifier belongs to, what a code means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from mdt_app.intake.rows import Problem

T = TypeVar("T")


class LookUp(Generic[T]):
    """Answers what cells stand for, each way of writing one looked up only once."""

    def __init__(self, entry: Callable[[str], T | None]) -> None:
        self._entry = entry
        self._known: dict[str, T | None] = {}

    def of(self, cells: Sequence[str]) -> list[T | None]:
        """What each cell stands for; None where nobody knows."""
        for cell in set(cells).difference(self._known):
            self._known[cell] = self._entry(cell)
        return list(map(self._known.__getitem__, cells))


class LeftOut(NamedTuple):
    """Why somebody is not taken in: the mark, and the column it stands in. Never who it is."""

    column: str
    mark: str

    def person(self, row: int) -> Problem:
        """What is said of the person's own row."""
        return self._problem(row, f"The record is marked {self.mark}", "patients")

    def about(self, row: int, section: str) -> Problem:
        """What is said of a row about the person."""
        return self._problem(row, f"About somebody whose record is marked {self.mark}", section)

    def _problem(self, row: int, problem: str, section: str) -> Problem:
        return Problem(row, self.column, "", problem, "Such records are not taken in.", section)


@dataclass(slots=True)
class People:
    """Whom the identifiers of an extract belong to."""

    key: Callable[[str], str]
    """An identifier as it is compared."""
    numbers: dict[str, str] = field(default_factory=dict)
    """NHS numbers by identifier; '' for somebody without one."""
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    """Whose rows are not handed on, and why."""

    def look_up(self) -> LookUp[str]:
        """NHS numbers by identifier, of the people whose rows are handed on."""
        return LookUp(self._number)

    def _number(self, cell: str) -> str | None:
        key = self.key(cell)
        return None if key in self.left_out else self.numbers.get(key)

    def why_left_out(self, cell: str) -> LeftOut | None:
        """Why rows about this person are not handed on; None for nobody known."""
        return self.left_out.get(self.key(cell))


def first_that_means(candidates: Sequence[str], means: Callable[[str], object]) -> str:
    """The first of several codes for one thing that the program knows; else the first there is."""
    written = [code for code in candidates if code]
    known = (code for code in written if means(code) is not None)
    return next(known, written[0] if written else "")
