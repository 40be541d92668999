"""Keeps count, for one file, of what became of every row."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Unusable
from mdt_app.intake.rows import SECTIONS, Counts, FileReport, Problem
from mdt_app.intake.undated import ONLY_PART, UndatedFact

_SHOWN_WITH_CELLS = 2_000
"""The report of a file with more problems would be as large as the file."""


@dataclass(slots=True)
class Tally:
    """One file's report while it is being read, and the people it is about."""

    report: FileReport
    batch: int
    practice: str = ""
    touched: set[int] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    """NHS numbers in rows about people, of those held or rejected too."""
    newest: int = 0
    """The newest day on which anything in the file is said to have happened."""
    set_aside: list[Problem] = field(default_factory=list)
    """Rows not yet written to the store's list."""
    undated: list[UndatedFact] = field(default_factory=list)
    """Facts without a day that are not yet written."""
    withdrawn: dict[str, set[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(set))
    """By section, what rows say that the practice's system has taken back."""
    notes: Counter[str] = field(default_factory=Counter)
    """Sentences to print once, with how many rows they are true of."""

    def of(self, section: str) -> Counts:
        return self.report.counts[section]

    def saw(self, days: Iterable[int]) -> None:
        """Good rows say that something happened on these days."""
        self.newest = max(self.newest, max(days, default=0))

    def refuse(
        self,
        section: str,
        block: Block,
        read: ReadRow,
        unusable: Unusable,
        *,
        is_cell: bool = False,
    ) -> None:
        """A row that cannot be used because of one cell, or only that cell."""
        problem = unusable.in_row(section, read.row, is_cell=is_cell)
        self.read(section, block.told(problem, read))

    def keep(self, fact: UndatedFact) -> None:
        """A good row, of which only the year or the month is known."""
        self.undated.append(fact)
        self.touched.add(fact.key.patient)
        self.notes[ONLY_PART] += 1

    def read(self, section: str, outcome: Problem) -> None:
        """A row that is set aside, or a cell that is reported and left out."""
        problems = self.report.problems
        is_kept_short = outcome.cells and len(problems) >= _SHOWN_WITH_CELLS
        problems.append(replace(outcome, cells=()) if is_kept_short else outcome)
        if outcome.is_cell:
            return
        self.report.rows += 1
        self.set_aside.append(outcome)
        counts = self.of(outcome.section or section)
        if outcome.is_held:
            counts.held += 1
        else:
            counts.rejected += 1

    def close(
        self, warnings: Sequence[str], rows: int = 0, *, is_only_looked_up: bool = False
    ) -> None:
        """Problems in the order of the rows; what the reader has to say, and what was counted.

        `rows` is how many rows of data the file has, where one row may say several things; none
        are counted of a file that others are only looked up in.
        """
        self.report.rows = rows or self.report.rows
        counted = [_counted(text, count) for text, count in self.notes.items()]
        if not self.report.rows and not is_only_looked_up:
            counted.append("There are no rows below the headings.")
        self.report.problems.sort(key=attrgetter("row"))
        self.report.warnings = [*warnings, *self.report.warnings, *counted]
        self.notes.clear()


def _counted(text: str, count: int) -> str:
    one = text.replace("rows", "row", 1) if count == 1 and text.startswith("rows ") else text
    return f"{count} {one}"


def new_report(name: str, layout: str = "", encoding: str = "") -> FileReport:
    """A report in which nothing has been counted yet."""
    return FileReport(name, layout, encoding, counts={section: Counts() for section in SECTIONS})
