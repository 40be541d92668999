"""The headings of a table, met again further down: the same, or those of something else."""

import re
from collections.abc import Iterable, Sequence

from mdt_app.intake.tables.cell_shapes import filled, is_datum, stripped
from mdt_app.intake.tables.heading_row import HeadingRow, Known

_LEAST_KNOWN = 2
_LEAST_OTHERS = 3
"""Where none is spelt as above: two such words may be what somebody's row says."""
_BETWEEN_LETTERS = re.compile(r"[\W_]+")


class RepeatedHeadings:
    """Knows a table's headings, and the labels above them, when it sees them."""

    def __init__(self, place: HeadingRow, known: Known) -> None:
        self._known = known
        self._labels = place.label_cells
        self._width = len(place.headings)
        own = [heading.casefold() for heading in place.headings]
        self._spelt = _spelt(own)
        self._words = frozenset(filter(None, own))

    def have_one_of(self, cells: Iterable[str]) -> bool:
        """Whether a heading is among these cells, which are in small letters."""
        return not self._words.isdisjoint(cells)

    def are_repeated_in(self, cells: Sequence[str]) -> bool:
        """Whether a row is the headings again."""
        if not self.have_one_of(map(str.casefold, map(str.strip, cells))):
            return False
        words = [cell.casefold() for cell in stripped(cells)]
        is_same = _spelt(words[: self._width]) == self._spelt[: len(words)]
        return is_same and not any(words[self._width :])

    def are_changed_in(self, cells: Sequence[str]) -> bool:
        """Whether a row is other headings, so that what is below it means something else."""
        names = list(dict.fromkeys(filled(cells)))
        own = self._words.intersection(map(str.casefold, names))
        least = _LEAST_KNOWN if own else _LEAST_OTHERS
        if len(names) < least or any(map(is_datum, names)):
            return False
        known = max(self._known(names), len(own))
        return known >= least and 2 * known > len(filled(cells))

    def are_labelled_by(self, cells: Sequence[str]) -> bool:
        """Whether a row is the labels that stand above the headings."""
        return bool(self._labels) and tuple(stripped(cells)) == self._labels


def _spelt(headings: Sequence[str]) -> list[str]:
    """Headings without what practices' systems write now one way, now another."""
    return [_BETWEEN_LETTERS.sub("", heading) for heading in headings]
