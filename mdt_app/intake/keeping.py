"""Keeps what a pass over a table said, so that the file need not be read a second time.

People are taken in before everything about them, so a table that tells of both is read twice,
or read once and kept in between: each different cell once, however often it comes. Files too
long for that are read again.
"""

from array import array
from collections.abc import Iterable, Sequence

from mdt_app.intake.blocks import Block

Run = tuple[str, list[Block]]
MOST_ROWS = 700_000
"""Some 70 bytes a row: as much memory as the window may well spare."""


class Keeping:
    """Blocks with equal cells held once. `runs` is None as soon as there are too many rows.

    `lines` is how long the file is: one that is too long is not even begun to be kept.
    """

    def __init__(self, lines: int, most_rows: int = MOST_ROWS) -> None:
        self.runs: list[Run] | None = [] if lines <= most_rows else None
        self._cells: dict[str, str] = {}
        self._most_rows = most_rows
        self._rows = 0

    def add(self, runs: Iterable[Run]) -> None:
        """Keep these too."""
        for section, blocks in runs:
            if self.runs is None:
                continue
            self._rows += sum(len(block.rows) + len(block.problems) for block in blocks)
            if self._rows > self._most_rows:
                self.runs = None
                self._cells = {}
                continue
            self.runs.append((section, [self._held_once(block) for block in blocks]))

    def _held_once(self, block: Block) -> Block:
        return block._replace(
            rows=array("I", block.rows),
            columns=[self._column(cells) for cells in block.columns],
            raws=self._column(block.raws),
            inferred=array("B", block.inferred),
        )

    def _column(self, cells: Sequence[str]) -> Sequence[str]:
        return tuple(map(self._cells.setdefault, cells, cells))
