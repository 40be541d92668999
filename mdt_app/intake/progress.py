"""How far a long import has come, told often enough to be stopped and seldom enough to be free."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[int, int], None]
"""Told how much is done, of how much; may raise `Cancelled`."""

_EVERY = 4096
Row = TypeVar("Row")


class Meter:
    """Counts rows as they pass and tells `progress` every few thousand."""

    def __init__(self, progress: Progress | None, lines: Sequence[int]) -> None:
        self._progress = progress
        self._total = max(sum(lines), 1)
        self._done = 0

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, counted."""
        if self._progress is None:
            return iter(rows)
        return self._counted(rows)

    def tell(self) -> None:
        """Say how far it is now; a wish to stop is heard here."""
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)

    def end(self) -> None:
        """Say that everything has been read."""
        self._done = self._total
        self.tell()

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for count, row in enumerate(rows, 1):
            if count % _EVERY == 0:
                self._done += _EVERY
                self.tell()
            yield row
