"""A recognised file: what it is, and how its rows are read."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from mdt_app.intake.blocks import Block
from mdt_app.intake.rows import ColumnRead, Guess, Question
from mdt_app.intake.tables.files import InspectedFile

Run = tuple[str, Iterable[Block]]
"""A section's name, and rows of it one after another."""


@dataclass(frozen=True, slots=True)
class Source:
    """Gives rows of one or more of the plain layout's sections, as text."""

    file: InspectedFile
    name: str
    """The file's name; of a workbook with the sheet's."""
    layout: str
    runs: Callable[[Collection[str]], Iterator[Run]]
    """Rows of the sections asked for, in the order of the file."""
    warnings: list[str] = field(default_factory=list)
    """About the file as a whole; reading may add to them."""
    notices: Callable[[], list[str]] = list
    """What the last reading has to say besides, once it has ended."""
    rows: Callable[[], int] = int
    """Rows of data the file has, once read; 0 where every row is counted as what it says."""
    passes: int = 1
    """About how often the lines of the file pass while it is read."""
    headings: tuple[str, ...] = ()
    guesses: list[Guess] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    cut_short: list[str] = field(default_factory=list)
    """Reasons to think that the file is not whole; reading may add to them."""
    repeats_people: bool = False
    """Whether rows name the same person again and again by design."""
    is_only_looked_up: bool = False
    """Whether the file only explains others of the command, and none of its rows is taken in."""
    is_extract: bool = False
    """Whether the file is somebody's whole search, so that who is missing from it is gone."""
