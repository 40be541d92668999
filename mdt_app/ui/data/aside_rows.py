"""A row that waits: its cells by name, which of them is at fault, and what was mended so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import bare
from mdt_app.intake.columns.headings import heading_of, normal
from mdt_app.intake.columns.meanings import ColumnMeaning
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME, PATIENTS
from mdt_app.intake.set_aside import SetAside
from mdt_app.register.values import Person

_CELL_OF_ROLE: Mapping[str, Mapping[str, str]] = {
    "results": {"date": "taken_on", "systolic": "value", "diastolic": "value", "term": "kind"},
    "events": {"date": "on", "term": "kind", "code": "kind", "value": "detail", "text": "detail"},
    "medicines": {"date": "last_issued_on"},
    "patients": {"full_name": "surname", "practice_name": "practice"},
}
"""By section: the cell that a column of another layout fills."""


@dataclass(frozen=True, slots=True)
class Check:
    """What taking a mended row in would say now."""

    problem: Problem | None = None
    """None if it can be taken in."""
    left_out: tuple[str, ...] = ()
    """Reasons for cells that would be left out of the row."""


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A row set aside with what was typed into it."""

    row: SetAside
    typed: tuple[str, ...] | None = None
    check: Check | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        return self.row.cells if self.typed is None else self.typed

    @property
    def is_changed(self) -> bool:
        return self.typed is not None and self.typed != self.row.cells

    @property
    def is_mended(self) -> bool:
        """Whether it would be taken in as it stands now."""
        return self.is_changed and self.check is not None and self.check.problem is None

    @property
    def may_be_mended(self) -> bool:
        return bool(self.row.cells)

    @property
    def sort(self) -> str:
        return "held" if self.row.is_held else "rejected"


def names_of(row: SetAside) -> tuple[str, ...]:
    """The names of a row's cells, in their order."""
    return BY_NAME[row.section].readable if row.section in BY_NAME else ()


def cell_at_fault(row: SetAside, column: str = "", value: str = "") -> int:
    """The place of the cell that is to be looked at; -1 where it is the whole row.

    `column` is what the file calls it, so it is found by name, by meaning, or by its value.
    """
    names, cells = names_of(row), row.cells
    column, value = column or row.column, value or row.value
    name = normal(column).replace(" ", "_")
    if name in names:
        return names.index(name)
    for meaning in heading_of(column).meanings if column else ():
        if (cell := _cell_of(row.section, meaning)) in names:
            return names.index(cell)
    places = [place for place, cell in enumerate(cells) if cell and cell == value]
    return places[0] if len(places) == 1 else -1


def _cell_of(section: str, meaning: ColumnMeaning) -> str:
    return _CELL_OF_ROLE.get(section, {}).get(meaning.role, meaning.role)


def check_of(row: SetAside, report: ImportReport) -> Check:
    """What a trial says of one row."""
    if report.refusal is not None:
        told = report.refusal
        return Check(Problem(row.row, "", "", told.message, told.hint, row.section))
    mine = [
        problem
        for file in report.files
        for problem in file.problems
        if problem.row in (row.row, 0) and problem.section in (row.section, "")
    ]
    stopped = next((problem for problem in mine if not problem.is_cell), None)
    return Check(stopped, tuple(f"{p.problem}. {p.hint}" for p in mine if p.is_cell))


def other_readings(
    row: SetAside, aside: Sequence[SetAside], stored: Person | None
) -> list[tuple[str, tuple[str, ...]]]:
    """What is said of the same person elsewhere: in the store, and in other rows that wait."""
    if row.section != PATIENTS.name or not row.is_held or not row.cells:
        return []
    number = bare(row.cells[0])
    found = [("In the store", cells_of_person(stored))] if stored is not None else []
    for other in aside:
        is_other = other.id != row.id and other.section == row.section and other.cells
        if is_other and number and bare(other.cells[0]) == number:
            found.append((f"Row {other.row}", other.cells))
    return found


def cells_of_person(person: Person) -> tuple[str, ...]:
    """A person of the store, as the cells of a row."""
    return tuple(_said(getattr(person, name, "")) for name in PATIENTS.readable)


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case True | False:
            return "yes" if value else "no"
        case date():
            return spoken(value)
    return str(value)


def summary_of(line: AsideLine) -> str:
    """Which row this is, in a few words: `Row 31 of list.csv`."""
    return f"Row {line.row.row} of {line.row.file_name}"
