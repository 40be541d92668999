"""Rows that were set aside as they are to be taken in: their new cells, file by file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from mdt_app.clinical.nhs_number import bare
from mdt_app.errors import UserError
from mdt_app.intake.blocks import Block, is_cut, shown_cells
from mdt_app.intake.queries.batches import BatchFile, files_of
from mdt_app.intake.queries.set_aside import (
    KeptRow,
    cells_of,
    held_with_people,
    rows_to_mend,
)
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME, PATIENTS
from mdt_app.vault.entries import Rows

_TURNED = ("kind", "value", "unit")
"""What a layout turns; once one of them is mended, what stood in the file is no source of it."""


class MendedRow(NamedTuple):
    """One row with the cells it is to be taken in with, in the order of `Section.readable`."""

    key: int
    section: str
    row: int
    cells: tuple[str, ...]
    raw: str
    inferred: int
    lacking: frozenset[str]
    is_asked: bool
    """Somebody mended this very row; otherwise it waited for its person."""

    @property
    def number(self) -> str:
        """The NHS number of the row, as far as it is one."""
        return bare(self.cells[0])


@dataclass(slots=True)
class MendedFile:
    """The rows of one file that are being mended."""

    file: BatchFile
    rows: list[MendedRow] = field(default_factory=list)

    @property
    def people(self) -> list[MendedRow]:
        """The rows that are about people themselves."""
        return [row for row in self.rows if row.section == PATIENTS.name]

    def tried(self, without: Collection[str]) -> list[MendedRow]:
        """The rows but those that wait for a person whose number is `without`."""
        return [row for row in self.rows if row.is_asked or row.number not in without]

    def blocks(self, section: str, without: Collection[str]) -> Iterator[Block]:
        """The rows of a section, but those that wait for a person whose number is `without`."""
        rows = [row for row in self.tried(without) if row.section == section]
        rows.sort(key=lambda row: (sorted(row.lacking), row.row, row.key))
        for lacking, some in groupby(rows, attrgetter("lacking")):
            alike = list(some)
            yield Block(
                [row.row for row in alike],
                list(zip(*(row.cells for row in alike), strict=True)),
                raws=[row.raw for row in alike],
                inferred=[row.inferred for row in alike],
                lacking=lacking,
            )

    def failed(self, problems: Sequence[Problem]) -> dict[int, Problem]:
        """By row, why it still cannot be used. One row of a file may have said several things."""
        failed: dict[int, Problem] = {}
        for problem in problems:
            for row in self.rows:
                if row.key not in failed and _is_about(problem, row):
                    failed[row.key] = problem
                    break
        return failed


def _is_about(problem: Problem, row: MendedRow) -> bool:
    is_there = (problem.section, problem.row) == (row.section, row.row)
    return is_there and problem.cells in ((), shown_cells(row.cells))


def mended_files(rows: Rows, cells: Mapping[int, Sequence[str]], practice: str) -> list[MendedFile]:
    """The files of the rows named, with all rows that are held back with people among them.

    `practice` is for rows about people whose file and cells name none.
    """
    named = rows_to_mend(rows, cells)
    if len(named) < len(cells):
        raise UserError(
            "A row is not set aside any more, or cannot be mended here.",
            "Look at the list of rows set aside again.",
        )
    mended = [(kept.batch, _mended(kept, cells[kept.key])) for kept in named]
    for _batch, row in mended:
        _refuse_cut(row)
    people = {row.number for _batch, row in mended if row.section == PATIENTS.name} - {""}
    held = [
        key
        for key, cell in held_with_people(rows, {kept.batch for kept in named})
        if key not in cells and bare(cell) in people
    ]
    waiting = [(kept.batch, _mended(kept, None)) for kept in rows_to_mend(rows, held)]
    mended += [(batch, row) for batch, row in waiting if not any(map(is_cut, row.cells))]
    files = {file.batch: MendedFile(file) for file in files_of(rows, {each[0] for each in mended})}
    for batch, row in mended:
        file = files[batch]
        file.rows.append(_with_practice(row, file.file.practice or practice))
    return list(files.values())


def _mended(kept: KeptRow, cells: Sequence[str] | None) -> MendedRow:
    """A row with new cells; with its own where it only waited for its person."""
    names, was = BY_NAME[kept.section].readable, cells_of(kept.cells)
    before = _as_long_as(names, [cell or "" for cell in was])
    after = before if cells is None else _as_long_as(names, cells)
    both = list(zip(names, before, after, strict=True))
    is_turned = any(old != new for name, old, new in both if name in _TURNED)
    missing = {name for name, cell in zip(names, was, strict=False) if cell is None}
    return MendedRow(
        kept.key,
        kept.section,
        kept.row,
        after,
        "" if is_turned else kept.raw,
        kept.inferred,
        frozenset(name for name, _old, new in both if name in missing and not new.strip()),
        cells is not None,
    )


def _refuse_cut(row: MendedRow) -> None:
    """A cell that was kept only in part is not taken in as if it were whole."""
    cut = next((cell for cell in row.cells if is_cut(cell)), "")
    if cut:
        name = BY_NAME[row.section].readable[row.cells.index(cut)]
        raise UserError(
            f"The cell '{name}' of row {row.row} is too long to be mended here.",
            "Write it shorter, or correct the file and import it again.",
        )


def _as_long_as(names: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells[: len(names)]) + ("",) * (len(names) - len(cells))


def _with_practice(row: MendedRow, practice: str) -> MendedRow:
    if row.section != PATIENTS.name or not practice:
        return row
    place = PATIENTS.readable.index("practice")
    if row.cells[place].strip():
        return row
    cells = (*row.cells[:place], practice, *row.cells[place + 1 :])
    return row._replace(cells=cells, lacking=row.lacking - {"practice"})
