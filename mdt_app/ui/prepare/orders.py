"""The list in the order of each column: made while nobody waits, and kept while it is true."""

from collections.abc import Mapping

from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.list_filter import SORT_KEYS, UNKNOWN_LAST

_SAID = (0, 8, 9)
"""Chosen, lane and ready: they rest on what is said about people, which may change at any time."""


class Orders:
    """NHS numbers by column; of each the lines as they are when they are asked for."""

    def __init__(self, lines: Mapping[str, CaseLine]) -> None:
        self._lines = lines
        self._made: dict[int, tuple[list[str], int]] = {}
        """The numbers in order, and how many have anything to be ordered by."""

    def ordered(self, column: int, *, is_reversed: bool) -> list[CaseLine]:
        """The lines by a column's key. What is not known stays last in both directions."""
        numbers, known = self._of(column)
        if is_reversed:
            numbers = [*reversed(numbers[:known]), *numbers[known:]]
        lines = self._lines
        return [lines[number] for number in numbers]

    def make_one(self) -> bool:
        """Make the next order ready; answers whether more wait."""
        waiting = [column for column in range(len(SORT_KEYS)) if column not in self._made]
        if waiting:
            self._of(waiting[0])
        return len(waiting) > 1

    def forget_said(self) -> None:
        """Something else is said about somebody."""
        for column in _SAID:
            self._made.pop(column, None)

    def _of(self, column: int) -> tuple[list[str], int]:
        made = self._made.get(column)
        if made is None:
            made = self._made[column] = self._sorted(column)
        return made

    def _sorted(self, column: int) -> tuple[list[str], int]:
        key = SORT_KEYS[column]
        keys = {number: key(line) for number, line in self._lines.items()}
        numbers = sorted(keys, key=keys.__getitem__)
        known = len(numbers)
        while known and keys[numbers[known - 1]] == UNKNOWN_LAST:
            known -= 1
        return numbers, known
