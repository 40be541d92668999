"""The files of one command while they are being read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mdt_app.intake.cells import Days, Practices
from mdt_app.intake.progress import Meter
from mdt_app.intake.rows import FileReport
from mdt_app.intake.sources import Source
from mdt_app.intake.tally import Tally


class Mended(NamedTuple):
    """The batch in which the rows of a source were set aside, and the practice named for it."""

    batch: int
    practice: str
    of_file: frozenset[int] = frozenset()
    """That batch and those of rows of it that were mended before."""


@dataclass(slots=True)
class Command:
    """All files named together, with what their rows are read by."""

    sources: list[Source]
    reports: list[FileReport]
    days: Days
    practices: Practices
    meter: Meter
    allow_test_numbers: bool
    mends: list[Mended] = field(default_factory=list)
    """For each source, if these are rows that were set aside and have been mended."""
    numbers: frozenset[str] | None = None
    """The only NHS numbers that rows name; None: nobody knows before they are read."""
    is_decided: bool = False
    """Somebody has said that these rows are right where they differ from the person stored."""
    tallies: dict[int, Tally] = field(default_factory=dict)
    """By batch, in the order of the sources, once each file has been given its batch."""
    being_read: FileReport | None = None
    """The file that is to blame if reading fails now."""

    def files(self) -> Iterator[tuple[Source, Tally]]:
        """Each file in turn, noted as the one being read."""
        for source, tally in zip(self.sources, self.tallies.values(), strict=True):
            self.being_read = tally.report
            yield source, tally
        self.being_read = None

    @property
    def first_batch(self) -> int:
        return next(iter(self.tallies))
