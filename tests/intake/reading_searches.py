"""Somebody's searches read as far as rows of the plain layout, without a store."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Practices
from mdt_app.intake.columns.headings import known
from mdt_app.intake.columns.layout_file import Layout
from mdt_app.intake.columns.mapped import MappedTable
from mdt_app.intake.columns.matching import plan_for
from mdt_app.intake.columns.plan import Plan
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import ABOUT_PEOPLE, BY_NAME, PATIENTS
from mdt_app.intake.tables.files import inspected
from mdt_app.intake.tables.reading import tables_in
from mdt_app.intake.wishes import Answers
from tests.invented import PRACTICES, TODAY


def plan_of(
    path: Path,
    content: str | bytes,
    *,
    layout: Layout | None = None,
    saved: Sequence[Layout] = (),
    heading_row: int = 1,
    **answers: object,
) -> Plan | None:
    """How the one table of a file with this content is read; row 0: find the headings."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = Answers(heading_row=heading_row, **answers)  # type: ignore[arg-type]
    [table] = tables_in(inspected(path), said, "", known)
    return plan_for(table, said, layout=layout, saved=saved)


class Read(NamedTuple):
    """What a search hands on, block by block, and what it says once it has been read."""

    blocks: list[tuple[str, Block]]
    mapped: MappedTable

    def rows(self, section: str, *names: str) -> list[tuple[object, ...]]:
        """Each row's number in the file, and its cells of these columns of the plain layout."""
        readable = BY_NAME[section].readable
        return [
            (read.row, *(read.cells[readable.index(name)] for name in names))
            for each, block in self.blocks
            if each == section
            for read in block.each()
        ]

    @property
    def problems(self) -> list[Problem]:
        return [problem for _section, block in self.blocks for problem in block.problems]


def read_of(plan: Plan, filled_down: str = "") -> Read:
    """Everything the table says, in the order in which it is taken in."""
    mapped = MappedTable(plan, practices=Practices(PRACTICES), today=TODAY, filled_down=filled_down)
    blocks = [
        (section, block)
        for wanted in ((PATIENTS.name,), ABOUT_PEOPLE)
        for section, several in mapped.runs(wanted)
        for block in several
    ]
    return Read(blocks, mapped)
