"""Rows the practice's own system marks deleted, confidential or an error: rejected, with why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Unusable, shortened
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME
from mdt_app.intake.tally import Tally
from mdt_app.intake.undated import UndatedFact

CONFIDENTIAL, IN_ERROR = "confidential", "entered-in-error"
_WHY = {
    "deleted": "Deleted in the practice's system",
    CONFIDENTIAL: "Marked confidential in the practice's system",
    IN_ERROR: "Entered in error in the practice's system",
}
_HINT = "Nothing needs doing: the row was not taken in."
_SHOWN = {"results": "value", "medicines": "name", "events": "kind"}
Key = tuple[Any, ...]


def withdraw(
    section: str, block: Block, tally: Tally, key_of: Callable[[ReadRow], Key | UndatedFact | None]
) -> None:
    """Reject the rows of a block, and note what they say that may be in the store.

    `key_of` answers None where the row says nothing, and raises where it cannot be read.
    """
    for read in block.each():
        tally.read(section, _problem(section, block, read))
        try:
            key = key_of(read)
        except Unusable:
            continue
        if isinstance(key, UndatedFact):
            tally.withdrawn["undated"].add(key.key)
        elif key is not None:
            tally.withdrawn[section].add(key)


def _problem(section: str, block: Block, read: ReadRow) -> Problem:
    """Without the row: what was deleted is not to be mended, and what is confidential not seen."""
    said = withdrawn_row(read.row, read.raw, section)
    if read.raw == CONFIDENTIAL:
        return said
    column = _SHOWN[section]
    value = shortened(read.cells[BY_NAME[section].readable.index(column)])
    return replace(said, column=block.headings.get(column, column), value=value)


def withdrawn_row(row: int, why: str, section: str) -> Problem:
    """What is told of a withdrawn row, without anything of what it says."""
    return Problem(row, "", "", _WHY.get(why, _WHY["deleted"]), _HINT, section)
