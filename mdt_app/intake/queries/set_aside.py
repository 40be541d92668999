"""Rows set aside: kept with their reasons, settled when they have been mended, opened again."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from mdt_app.intake.queries.batches import among, keep_replaced
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_REASON = ("column", "value", "problem", "hint", "is_held", "cells", "raw", "inferred")
_REASON_COLUMNS = ", ".join(f'"{name}"' for name in _REASON)
_STANDING_FILES = (
    "SELECT max(id) FROM import_batch WHERE undone_at = '' AND mends = 0"
    " GROUP BY digest, layout, practice"
)
_PLACED = (
    'SELECT b.digest, b.layout, b.practice, s.section, s."row", row_number() OVER'
    ' (PARTITION BY s.batch_id, s.section, s."row" ORDER BY s.id) AS place,'
    ' s.id, s.batch_id, b.file_name, b.imported_on, s."column", s.value, s.problem, s.hint,'
    " s.is_held, s.cells, s.settled_by FROM set_aside s JOIN import_batch b ON b.id = s.batch_id"
    " WHERE b.undone_at = ''"
)
"""Rows set aside; the first six columns are the same when the same file comes again."""
_OF_THE_FILE = 6


def add_set_aside(writing: Writing, batch: int, problems: Iterable[Problem]) -> None:
    """Keep rows that were rejected or held back, with their reasons."""
    marks = ", ".join("?" * (len(_REASON) + 3))
    writing.executemany(
        f'INSERT INTO set_aside (batch_id, section, "row", {_REASON_COLUMNS}) VALUES ({marks})',
        ((batch, problem.section, problem.row, *_reason(problem)) for problem in problems),
    )


def _reason(problem: Problem) -> tuple[str | int, ...]:
    return (
        problem.column,
        problem.value,
        problem.problem,
        problem.hint,
        int(problem.is_held),
        _written_cells(problem),
        problem.raw,
        problem.inferred,
    )


def _written_cells(problem: Problem) -> str:
    """The row as JSON; null for a column that its file does not have at all."""
    if not problem.cells:
        return ""
    cells: list[str | None] = list(problem.cells)
    for place, name in enumerate(BY_NAME[problem.section].readable):
        if name in problem.lacking and not cells[place]:
            cells[place] = None
    return json.dumps(cells)


def cells_of(written: str) -> tuple[str | None, ...]:
    """The cells of a row as they were kept; none where the row has none."""
    return tuple(json.loads(written)) if written else ()


class KeptRow(NamedTuple):
    """A row set aside, as far as it is needed to take it in."""

    batch: int
    key: int
    section: str
    row: int
    cells: str
    raw: str
    inferred: int


def open_rows(rows: Rows) -> list[tuple[Any, ...]]:
    """Every row that is still set aside, the latest file first.

    A file that came twice is told once, and without the rows that were mended the first time.
    """
    settled = {
        row[:_OF_THE_FILE] for row in rows.rows(f"SELECT * FROM ({_PLACED}) WHERE settled_by != 0")
    }
    found = rows.rows(
        f"SELECT * FROM ({_PLACED}) WHERE settled_by = 0 AND batch_id IN ({_STANDING_FILES})"
        ' ORDER BY batch_id DESC, "row", id'
    )
    return [row[3:] for row in found if row[:_OF_THE_FILE] not in settled]


def rows_to_mend(rows: Rows, keys: Collection[int]) -> list[KeptRow]:
    """Those of the rows that are still set aside and have cells."""
    return [
        KeptRow(*row)
        for row in rows.rows(
            'SELECT s.batch_id, s.id, s.section, s."row", s.cells, s.raw, s.inferred'
            " FROM set_aside s JOIN import_batch b ON b.id = s.batch_id"
            f" WHERE s.id IN {among(sorted(keys))} AND s.settled_by = 0 AND b.undone_at = ''"
            " AND s.cells != '' ORDER BY s.batch_id, s.id"
        )
    ]


def held_with_people(rows: Rows, batches: Collection[int]) -> list[tuple[int, str]]:
    """Key and number cell of every row held because its person was, in the same imports."""
    return list(
        rows.rows(
            "SELECT s.id, s.value FROM set_aside s JOIN import_batch b ON b.id = s.batch_id"
            " WHERE s.is_held != 0 AND s.settled_by = 0 AND s.cells != ''"
            " AND s.section != 'patients' AND b.undone_at = '' AND b.import_id IN"
            f" (SELECT import_id FROM import_batch WHERE id IN {among(sorted(batches))})"
        )
    )


def settle(writing: Writing, keys: Iterable[int], batch: int) -> None:
    """These rows have been taken in by that batch."""
    writing.executemany(
        "UPDATE set_aside SET settled_by = ? WHERE id = ?", ((batch, key) for key in keys)
    )


def rewrite(writing: Writing, key: int, batch: int, problem: Problem) -> None:
    """A row was mended and still fails: its new cells and reason.

    What they were before is kept to undo the batch, if there is one.
    """
    found = writing.rows(f"SELECT {_REASON_COLUMNS} FROM set_aside WHERE id = :key", {"key": key})
    if batch:
        keep_replaced(writing, batch, "set_aside", key, list(next(found)))
    write_reason(writing, key, _reason(problem))


def write_reason(writing: Writing, key: int, reason: Sequence[str | int]) -> None:
    """Why a row is set aside, and its cells, over what was kept of it."""
    assignments = ", ".join(f'"{name}" = ?' for name in _REASON)
    writing.executemany(f"UPDATE set_aside SET {assignments} WHERE id = ?", [(*reason, key)])


def open_again(writing: Writing, batches: Sequence[int]) -> None:
    """What these batches took in is set aside again."""
    writing.execute(f"UPDATE set_aside SET settled_by = 0 WHERE settled_by IN {among(batches)}")
