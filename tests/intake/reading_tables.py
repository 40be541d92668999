"""Tables read with few words, by headings that only these tests know."""

from collections.abc import Sequence
from pathlib import Path

from mdt_app.intake.rows import Problem
from mdt_app.intake.tables.files import inspected
from mdt_app.intake.tables.reading import Table, tables_in
from mdt_app.intake.wishes import Answers

HEADINGS = "NHS Number,Family Name,Date,Value"
WORDS = frozenset(
    ("nhs number", "family name", "date", "value", "code term", "organisation", "surname")
)
ADA, BEN, CAT = "9990000018", "9990000026", "9990000034"


def known(cells: Sequence[str]) -> int:
    """How many of these cells are headings."""
    return sum(cell.strip().casefold() in WORDS for cell in cells)


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def tables(path: Path, sheet: str = "", **answers: object) -> list[Table]:
    """All tables of a file, read as `answers` say."""
    return tables_in(inspected(path), Answers(**answers), sheet, known)  # type: ignore[arg-type]


def table_of(path: Path, content: str | bytes, **answers: object) -> Table:
    """The one table of a file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [table] = tables(path, **answers)
    return table


def rows_of(table: Table) -> dict[int, tuple[str, ...]]:
    """Every data row by its number."""
    return {
        number: cells
        for rows in table.blocks()
        for number, cells in zip(rows.numbers, zip(*rows.columns), strict=True)
    }


def problems_of(table: Table) -> list[Problem]:
    return [problem for rows in table.blocks() for problem in rows.problems]


def guess_of(table: Table, what: str) -> str:
    return next(guess.value for guess in table.guesses if guess.what == what)
