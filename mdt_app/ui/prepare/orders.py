"""The list in the order of each column: made while nobody waits, and kept while it is true."""

from collections.abc import Sequence

from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.lines_made import LinesMade
from mdt_app.ui.prepare.list_filter import RANK_COLUMN, SORT_KEYS, UNKNOWN_LAST

_SAID = (0, 8, 9)
"""Chosen, lane and ready: they rest on what is said about people, which may change at any time."""


class Orders:
    """Places in the list by column. What a column rests on is as it was when it was made."""

    def __init__(self, lines: Sequence[CaseLine]) -> None:
        self._lines = lines
        self._made: dict[int, tuple[list[int], int]] = {}
        """The places in order, and how many have anything to be ordered by."""

    def ordered(self, column: int, *, is_reversed: bool) -> list[int]:
        """The places by a column's key. What is not known stays last in both directions."""
        places, known = self._of(column)
        return [*reversed(places[:known]), *places[known:]] if is_reversed else places

    def make_one(self) -> bool:
        """Make the next order ready; answers whether more wait."""
        waiting = [column for column in range(len(SORT_KEYS)) if column not in self._made]
        if waiting:
            self._of(waiting[0])
        return len(waiting) > 1

    def forget_said(self, lines: Sequence[CaseLine]) -> None:
        """Something else is said about somebody: these are the lines now."""
        self._lines = lines
        for column in _SAID:
            self._made.pop(column, None)

    def _of(self, column: int) -> tuple[list[int], int]:
        made = self._made.get(column)
        if made is None:
            made = self._made[column] = self._sorted(column)
        return made

    def _sorted(self, column: int) -> tuple[list[int], int]:
        lines = self._lines
        if isinstance(lines, LinesMade):
            if column == RANK_COLUMN:
                return list(range(len(lines))), len(lines)  # that is how they come
            lines = lines.all()
        keys = [SORT_KEYS[column](line) for line in lines]
        places = sorted(range(len(keys)), key=keys.__getitem__)
        known = len(places)
        while known and keys[places[known - 1]] == UNKNOWN_LAST:
            known -= 1
        return places, known
