"""Some people of the list in an order: of twenty thousand only those in sight are looked at."""

from collections.abc import Mapping, Sequence
from typing import overload

from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.lines_made import LinesMade


class Picked(Sequence[CaseLine]):
    """Lines by their places in the whole list. It never changes: another choice is another one."""

    __slots__ = ("_lines", "_place_of", "_places")

    def __init__(
        self, lines: Sequence[CaseLine], place_of: Mapping[str, int], places: Sequence[int]
    ) -> None:
        """`place_of` says by NHS number where in `lines` somebody stands."""
        self._lines = lines
        self._place_of = place_of
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> CaseLine: ...
    @overload
    def __getitem__(self, at: slice) -> "Picked": ...
    def __getitem__(self, at: int | slice) -> "CaseLine | Picked":
        if isinstance(at, slice):
            return Picked(self._lines, self._place_of, self._places[at])
        return self._lines[self._places[at]]

    def row_of(self, nhs_number: str) -> int:
        """Where somebody stands here, or -1."""
        place = self._place_of.get(nhs_number)
        try:
            return self._places.index(place) if place is not None else -1
        except ValueError:
            return -1

    def with_line(self, line: CaseLine) -> "Picked":
        """The same people in the same order, one of them as this line says."""
        other = {self._place_of[line.nhs_number]: line}
        if isinstance(self._lines, LinesMade):
            lines: Sequence[CaseLine] = self._lines.with_others(other)
        else:
            lines = [other.get(place, each) for place, each in enumerate(self._lines)]
        return Picked(lines, self._place_of, self._places)
