"""How far a long import has come, told often enough to be stopped and seldom enough to be free."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from mdt_app.intake.blocks import Block

Progress = Callable[[int, int], None]
"""Told how much is done, of how much; may raise `Cancelled`."""


class Meter:
    """Counts rows as they pass and tells `progress` once a block."""

    def __init__(self, progress: Progress | None, lines: Sequence[int]) -> None:
        self._progress = progress
        self._total = max(sum(lines), 1)
        self._done = 0

    def passing(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The same blocks, counted. A wish to stop is heard between two of them."""
        for block in blocks:
            yield block
            self._done += len(block.rows)
            self._tell()

    def end(self) -> None:
        """Say that everything has been read."""
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)
