"""Results: loaded, compared with what is stored, superseded and brought back."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from mdt_app.intake.good_results import GoodResults
from mdt_app.intake.queries.batches import among, keep_replaced
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_KEY = ("patient_id", "kind", "taken_on", "value", "second", "word", "comparator", "setting")
_DAY = ("patient_id", "kind", "taken_on", "setting")
_STAGED = f"{', '.join(_KEY)}, raw, code, inferred, batch_id, row"
_KEY_OF_R = ", ".join(f"r.{name}" for name in _KEY)
_KEY_IS = " AND ".join(f"{name} = ?" for name in _KEY)


def _same(names: Sequence[str], one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in names)


# The order of the joins is told: without it, every stored result is compared with a single one.
_BESIDE = (
    "FROM staged_result s CROSS JOIN import_batch now CROSS JOIN result r CROSS JOIN patient p"
    " WHERE now.id = s.batch_id AND p.id = r.patient_id AND "
)
"""What waits, its batch, what the store has and whose it is; the rest says how they meet."""
_LOADED = (
    'patient_id, taken_on, "row", kind, value, second, word, comparator, setting, raw, code,'
    " inferred"
)
_VALUES_A_ROW = 12
_ROWS_AT_ONCE = 256
"""Several rows a statement: the table is sought once for all of them."""


def add_results(writing: Writing, batch: int, results: GoodResults) -> int:
    """Put in results of people who had none before; says how many were not there twice."""
    into = f"INSERT OR IGNORE INTO result ({_LOADED}, batch_id, last_batch, superseded_by) VALUES "
    return _load(writing, into, f", {int(batch)}, {int(batch)}, 0)", results)


def stage_results(writing: Writing, batch: int, results: GoodResults) -> int:
    """Set results beside those already stored, to be compared at the end of the import."""
    into = f"INSERT OR IGNORE INTO staged_result ({_LOADED}, batch_id) VALUES "
    return _load(writing, into, f", {int(batch)})", results)


def _load(writing: Writing, into: str, end: str, results: GoodResults) -> int:
    marks, values = f"({', '.join('?' * _VALUES_A_ROW)}{end}", results.flat()
    full, rest = divmod(len(results), _ROWS_AT_ONCE)
    added = 0
    for rows, times in ((_ROWS_AT_ONCE, full), (1, rest)):
        if times:
            sql = into + ", ".join([marks] * rows)
            width = rows * _VALUES_A_ROW
            added += writing.executemany(sql, (list(islice(values, width)) for _ in range(times)))
    return added


def has_staged(rows: Rows) -> bool:
    """Whether any result waits to be compared."""
    return any(rows.rows("SELECT 1 FROM staged_result LIMIT 1"))


def staged_and_new(writing: Writing) -> list[tuple[int, int]]:
    """For each batch: how many of the waiting results the store does not have.

    A superseded result that a file brings again counts as one the store does not have.
    Only these are grouped: grouping everything would hold millions of rows in memory.
    """
    return list(
        writing.rows(
            "SELECT s.batch_id, count(*) FROM staged_result s WHERE NOT EXISTS (SELECT 1 FROM"
            f" result r WHERE {_same(_KEY, 'r', 's')} AND r.superseded_by = 0) GROUP BY s.batch_id"
        )
    )


def supersede_corrected(writing: Writing) -> list[tuple[int, int]]:
    """Mark values that a file of the same layout and practice has replaced: batch, how many.

    The earlier file had another value for that person, kind, day and setting, and none of the
    import's files has that value any more. Mended rows are only some of their file's, so they
    replace nothing; and a value that was mended is not replaced by its own file.
    """
    corrected = list(
        writing.rows(
            f"SELECT min(s.batch_id), {_KEY_OF_R} {_BESIDE} {_same(_DAY, 'r', 's')}"
            " AND now.mends = 0 AND r.superseded_by = 0 AND NOT EXISTS"
            f" (SELECT 1 FROM staged_result k WHERE {_same(_KEY, 'k', 'r')})"
            f" AND ({_brought_by_same('r.batch_id')} OR {_brought_by_same('r.last_batch')})"
            f" GROUP BY {_KEY_OF_R}"
        )
    )
    writing.executemany(f"UPDATE result SET superseded_by = ? WHERE {_KEY_IS}", corrected)
    counts: dict[int, int] = {}
    for batch, *_key in corrected:
        counts[batch] = counts.get(batch, 0) + 1
    return list(counts.items())


def _brought_by_same(column: str) -> str:
    """Whether the batch in `column` had the layout and practice of the batch `now`.

    A file's practice is the one named for the import or, if none was, the person's own since
    the batch that put them there.
    """
    return (
        "EXISTS (SELECT 1 FROM import_batch b"
        f" WHERE b.id = {column} AND b.layout = now.layout AND b.undone_at = ''"
        " AND (b.mends = 0 OR b.digest != now.digest)"
        " AND CASE WHEN b.practice != '' THEN b.practice"
        "  WHEN b.id >= p.practice_since THEN p.practice ELSE '' END"
        " = CASE WHEN now.practice != '' THEN now.practice ELSE p.practice END)"
    )


def bring_back_superseded(writing: Writing) -> None:
    """A superseded value that a file brings again is current again; its mark is kept for undo."""
    again = list(
        writing.rows(
            f"SELECT s.batch_id, r.superseded_by, {_KEY_OF_R} {_BESIDE} {_same(_KEY, 'r', 's')}"
            " AND r.superseded_by != 0"
        )
    )
    for batch, mark, *key in again:
        keep_replaced(writing, batch, "result", key, {"superseded_by": mark})
        write_result(writing, key, {"superseded_by": 0})


def note_other_layouts(writing: Writing) -> None:
    """Remember that a value was also brought by a file of another layout or practice."""
    others = list(
        writing.rows(
            f"SELECT s.batch_id, r.last_batch, {_KEY_OF_R} {_BESIDE} {_same(_KEY, 'r', 's')}"
            f" AND NOT {_brought_by_same('r.batch_id')}"
            f" AND NOT {_brought_by_same('r.last_batch')}"
        )
    )
    for batch, last, *key in others:
        keep_replaced(writing, batch, "result", key, {"last_batch": last})
        write_result(writing, key, {"last_batch": batch})


def write_result(writing: Writing, key: Sequence[Any], values: Mapping[str, int]) -> None:
    """Set marks of one stored result."""
    assignments = ", ".join(f"{name} = ?" for name in values)
    writing.executemany(
        f"UPDATE result SET {assignments} WHERE {_KEY_IS}", [(*values.values(), *key)]
    )


def supersede(writing: Writing, key: Sequence[Any], batch: int, but: Sequence[int]) -> bool:
    """Mark one result as taken back, unless the running import, its batches `but`, has it."""
    again = f"SELECT 1 FROM staged_result s WHERE {_same(_KEY, 's', 'result')}"
    return bool(
        writing.executemany(
            f"UPDATE result SET superseded_by = ? WHERE {_KEY_IS} AND superseded_by = 0"
            f" AND batch_id NOT IN {among(but)} AND NOT EXISTS ({again})",
            [(batch, *key)],
        )
    )


def add_staged(writing: Writing) -> None:
    """Put in what was staged and is not there yet, and leave the staging table empty."""
    writing.execute(
        f"INSERT OR IGNORE INTO result ({_STAGED}, last_batch, superseded_by)"
        f" SELECT {_STAGED}, batch_id, 0 FROM staged_result WHERE true"
    )
    writing.execute("DELETE FROM staged_result")


def unmark_superseded_by(writing: Writing, batches: Sequence[int]) -> None:
    """What these batches superseded is current again."""
    writing.execute(f"UPDATE result SET superseded_by = 0 WHERE superseded_by IN {among(batches)}")
