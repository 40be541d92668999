"""Whom a row may be about: people in the store, or taken in by the same command."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mdt_app.intake.cells import Unusable, nhs_number

_MOST_CELLS = 200_000
NEVER = date.max.toordinal() + 1


class Who(NamedTuple):
    """A person as one row needs them, or why the row cannot be used.

    `has_results` says that the store held results of theirs before this import.
    """

    key: int
    born: int
    has_results: bool
    problem: str = ""
    hint: str = ""
    held: bool = False


NOBODY = Who(0, NEVER, False, "Not looked up yet")
"""Born after every day there is, so that no row can be about them."""


class KnownPeople:
    """Answers whom a cell names, each way of writing a number only once."""

    def __init__(
        self, people: Mapping[str, Who], held: Collection[str], *, allow_test_numbers: bool
    ) -> None:
        self._people = people
        self._held = held
        self._allow_test_numbers = allow_test_numbers
        self._by_cell: dict[str, Who] = {}
        self.good: dict[str, Who] = {}
        """Cells that named somebody whose rows can be used."""

    def who(self, cell: str) -> Who:
        """The person the cell names; `problem` is filled where there is none."""
        known = self._by_cell.get(cell)
        if known is None:
            if len(self._by_cell) > _MOST_CELLS:
                self._by_cell.clear()
                self.good.clear()
            known = self._by_cell[cell] = self._look_up(cell)
            if not known.problem:
                self.good[cell] = known
        return known

    def learn(self, cells: Iterable[str]) -> None:
        """Look up every cell not met before, so that `good` has all that can be used."""
        for cell in set(cells).difference(self.good):
            self.who(cell)

    def required(self, cell: str) -> Who:
        """The person the cell names. Raises `Unusable` where the row cannot be used."""
        who = self.who(cell)
        if who.problem:
            raise Unusable("nhs_number", cell, who.problem, who.hint, who.held)
        return who

    def _look_up(self, cell: str) -> Who:
        try:
            number = nhs_number(cell, allow_test_numbers=self._allow_test_numbers)
        except Unusable as unusable:
            return Who(0, 0, False, unusable.problem, unusable.hint)
        if not number:
            return Who(0, 0, False, "No NHS number", "Fill in whom the row is about.")
        if number in self._held:
            return Who(
                0,
                0,
                False,
                "The person is held back for a decision, and this row with them",
                "Settle the person's own row and import again.",
                held=True,
            )
        return self._people.get(number) or Who(
            0,
            0,
            False,
            "Nobody in the store or in these files has this number",
            "Import the practice's patients together with this file.",
        )
