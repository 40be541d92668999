"""What every layout turns a file into: rows of the plain layout, still as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SECTIONS = ("patients", "results", "medicines", "events")


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row of one section, in the plain layout's own column names, cells as text.

    `row` is the line a spreadsheet would show, or the resource's place in a FHIR file.
    `raw` is the value as it stood in the file when a layout had to turn it ('' otherwise);
    `inferred` says what a layout had to guess (a unit, a meaning from a term).
    """

    section: str
    row: int
    cells: Mapping[str, str]
    raw: str = ""
    inferred: int = 0
    withdrawn: str = ""
    """Why the row is not taken in, and what it says is taken back: `confidential` …"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row or cell could not be used, and what to do about it."""

    row: int
    column: str
    value: str
    problem: str
    hint: str
    section: str = ""
    is_held: bool = False
    """Held back for a decision (no NHS number, two dates of birth), not rejected."""
    is_cell: bool = False
    """Only this cell: the row was taken in without it."""
    cells: tuple[str, ...] = ()
    """The row in the order of `Section.readable`, so that it can be mended; () if it has none."""
    raw: str = ""
    """What stood in the file where a layout had to turn the row, and what it had to infer."""
    inferred: int = 0
    lacking: frozenset[str] = frozenset()
    """Required columns that the file does not have at all, so that the row does without."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth saying about a file as a whole: one of its warnings."""

    text: str


@dataclass(slots=True)
class Counts:
    """What became of the rows of one section."""

    new: int = 0
    changed: int = 0
    same: int = 0
    superseded: int = 0
    held: int = 0
    rejected: int = 0
    no_value: int = 0

    def add(self, outcome: str) -> None:
        """One more row of this outcome: `new`, `changed`, `same` …"""
        setattr(self, outcome, getattr(self, outcome) + 1)


@dataclass(frozen=True, slots=True)
class Guess:
    """Something worked out about a file as a whole: shown, and changeable where `choices` are."""

    what: str
    """`encoding`, `delimiter`, `heading_row`, `sheet`, `layout`, `filled_down`, `practice`."""
    value: str
    """As `Answers` writes it."""
    words: str
    """`Windows-1252`, `semicolons`, `row 7`, for a reader."""
    choices: tuple[tuple[str, str], ...] = ()
    """Values and words that can be chosen instead."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """What one column of a table was taken for."""

    place: int
    """Counted from 1."""
    heading: str
    meaning: str
    """`person.surname`, `result.hba1c.value@2`, `group.date@1`, `ignored`; '' if unknown."""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the program must be told before a file can be taken in."""

    topic: str
    """`practice`, `sheet`, `columns` or `accept`."""
    column: str
    heading: str
    """What is asked about, in the reader's words."""
    samples: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The question as `import --json` prints it."""
        return {
            "column": self.column,
            "heading": self.heading,
            "samples": list(self.samples),
            "choices": list(self.choices),
        }


@dataclass(frozen=True, slots=True)
class Gone:
    """A person of the practice's last full extract who is not in this one."""

    nhs_number: str
    name: str
    practice: str


@dataclass(slots=True)
class FileReport:
    """What an import says about one file."""

    name: str
    layout: str
    encoding: str = ""
    rows: int = 0
    counts: dict[str, Counts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    """How the headings differ from those of the layout or of last time."""
    gone: list[Gone] = field(default_factory=list)
