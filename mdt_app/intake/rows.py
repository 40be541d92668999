"""What every layout turns a file into: rows of the plain layout, still as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SECTIONS = ("patients", "results", "medicines", "events")


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row of one section, in the plain layout's own column names, cells as text.

    `row` is the line a spreadsheet would show, or the resource's place in a FHIR file.
    `raw` is the value as it stood in the file when a layout had to turn it ('' otherwise);
    `inferred` says that a layout had to guess (a unit, a meaning from a term).
    """

    section: str
    row: int
    cells: Mapping[str, str]
    raw: str = ""
    inferred: bool = False


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
    questions: list[dict[str, object]] = field(default_factory=list)
