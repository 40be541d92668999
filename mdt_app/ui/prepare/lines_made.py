"""Everybody's lines by place in the list, each made when it is first looked at."""

from collections.abc import Callable, Mapping, Sequence
from typing import overload

from mdt_app.ui.prepare.lines import CaseLine


class LinesMade(Sequence[CaseLine]):
    """It never changes for whoever holds it: other lines are another one."""

    __slots__ = ("_lines", "_make", "_waiting")

    def __init__(self, count: int, make: Callable[[int], CaseLine]) -> None:
        """`make` makes the line of a place; asked again it would make an equal one."""
        self._lines: list[CaseLine | None] = [None] * count
        self._make = make
        self._waiting = count

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> CaseLine: ...
    @overload
    def __getitem__(self, at: slice) -> list[CaseLine]: ...
    def __getitem__(self, at: int | slice) -> CaseLine | list[CaseLine]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self._lines)))]
        line = self._lines[at]
        if line is None:
            place = at if at >= 0 else at + len(self._lines)
            line = self._lines[place] = self._make(place)
            self._waiting -= 1
        return line

    def all(self) -> Sequence[CaseLine]:
        """All of them, made now where they were not: quicker to go through than one by one."""
        if self._waiting:
            for place in range(len(self._lines)):
                self[place]
        return self._lines  # type: ignore[return-value]  # none is waiting

    def with_others(self, others: Mapping[int, CaseLine]) -> "LinesMade":
        """The same, but for these places."""
        made = LinesMade(0, self._make)
        made._lines = self._lines.copy()
        made._waiting = self._waiting
        for place, line in others.items():
            made._waiting -= made._lines[place] is None
            made._lines[place] = line
        return made
