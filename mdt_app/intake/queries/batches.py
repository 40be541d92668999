"""Batches: one row for each file taken in, what was set aside, and what it wrote over."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing


def add_batch(writing: Writing, batch: Mapping[str, Any]) -> int:
    """Note one file; its counts come when it has been read."""
    writing.execute(
        "INSERT INTO import_batch (import_id, file_name, digest, layout, practice, imported_by,"
        " imported_at, imported_on, counts, undone_at, headings, mends) VALUES (:import_id,"
        " :file_name, :digest, :layout, :practice, :imported_by, :imported_at, :imported_on,"
        " '{}', '', :headings, :mends)",
        batch,
    )
    return int(next(iter(writing.rows("SELECT last_insert_rowid()")))[0])


def finish_batch(writing: Writing, batch: int, counts: str, touched: Iterable[int]) -> None:
    """Write what became of a file's rows, and whom it is about."""
    writing.execute(
        "UPDATE import_batch SET counts = :counts WHERE id = :id", {"counts": counts, "id": batch}
    )
    writing.executemany(
        "INSERT INTO batch_person VALUES (?, ?)", ((batch, key) for key in sorted(touched))
    )


def rename_batch(writing: Writing, batch: int, name: str) -> None:
    """Say what a batch was, once that is known."""
    writing.execute(
        "UPDATE import_batch SET file_name = :name WHERE id = :id", {"name": name, "id": batch}
    )


def drop_batch(writing: Writing, batch: int) -> None:
    """Forget a batch that brought nothing."""
    writing.execute("DELETE FROM import_batch WHERE id = :id", {"id": batch})


def keep_replaced(writing: Writing, batch: int, table: str, key: Any, before: Any) -> None:
    """Keep what is about to be written over; None for what was not there before."""
    writing.execute(
        "INSERT INTO replaced (batch_id, table_name, key, before)"
        " VALUES (:batch, :name, :key, :before)",
        {"batch": batch, "name": table, "key": json.dumps(key), "before": json.dumps(before)},
    )


class BatchFile(NamedTuple):
    """A file taken in: enough to take in more of its rows."""

    batch: int
    name: str
    digest: str
    layout: str
    practice: str
    batches: frozenset[int]
    """Its own batch, and those of rows of it that were mended since."""


def files_of(rows: Rows, batches: Iterable[int]) -> list[BatchFile]:
    """The files of these batches, in the order in which they were taken in."""
    wanted = among(sorted(batches))
    own: dict[int, set[int]] = {}
    for batch, mends in rows.rows(
        f"SELECT id, mends FROM import_batch WHERE id IN {wanted} OR mends IN {wanted}"
    ):
        own.setdefault(mends or batch, set()).add(batch)
    found = rows.rows(
        "SELECT id, file_name, digest, layout, practice FROM import_batch"
        f" WHERE id IN {wanted} ORDER BY id"
    )
    return [
        BatchFile(batch, name, digest, layout, practice, frozenset(own[batch]))
        for batch, name, digest, layout, practice in found
    ]


def practices_of(rows: Rows, files: Iterable[BatchFile]) -> set[str]:
    """The practices that files were taken in for, and of everybody who was taken in from them."""
    known = list(files)
    sql = (
        "SELECT DISTINCT p.practice FROM batch_person b JOIN patient p ON p.id = b.patient_id"
        f" WHERE b.batch_id IN {among([file.batch for file in known])}"
    )
    return {file.practice for file in known if file.practice} | {ods for (ods,) in rows.rows(sql)}


def among(batches: Sequence[int]) -> str:
    """A list of batches as SQL writes it."""
    return f"({', '.join(str(int(batch)) for batch in batches)})"


def standing_batches_of(rows: Rows, batch: int | str) -> tuple[str, tuple[int, ...]]:
    """The import a batch or an import's id belongs to, and its batches; none if it was undone."""
    found = list(
        rows.rows(
            "SELECT import_id, id FROM import_batch WHERE undone_at = '' AND import_id ="
            " coalesce((SELECT import_id FROM import_batch WHERE id = :batch), :batch)"
            " ORDER BY id",
            {"batch": batch},
        )
    )
    return (str(found[0][0]), tuple(key for _id, key in found)) if found else ("", ())


def later_files_about_the_same_people(rows: Rows, batches: Sequence[int]) -> list[str]:
    """Names of files taken in since, and standing, that speak of people these batches name.

    Rows of these batches that were mended since are such a file, whomever they speak of; and so
    is a file that says that any of these people is gone.
    """
    people = f"(SELECT patient_id FROM batch_person WHERE batch_id IN {among(batches)})"
    found = rows.rows(
        "SELECT DISTINCT b.id, b.file_name FROM import_batch b"
        " LEFT JOIN batch_person theirs ON theirs.batch_id = b.id"
        f" WHERE b.id > {max(batches)} AND b.undone_at = '' AND (theirs.patient_id IN {people}"
        f" OR b.mends IN {among(batches)}"
        f" OR b.id IN (SELECT batch_id FROM gone WHERE patient_id IN {people})) ORDER BY b.id"
    )
    return [name for _id, name in found]


def replaced(rows: Rows, table: str, batches: Sequence[int]) -> list[tuple[Any, Any]]:
    """Keys and earlier values of what the batches wrote over, the last change first."""
    sql = (
        "SELECT key, before FROM replaced WHERE table_name = :name"
        f" AND batch_id IN {among(batches)} ORDER BY id DESC"
    )
    found = rows.rows(sql, {"name": table})
    return [(json.loads(key), json.loads(before)) for key, before in found]


def delete_brought_by(writing: Writing, table: str, batches: Sequence[int]) -> None:
    """Delete what carries the mark of these batches."""
    writing.execute(f"DELETE FROM {table} WHERE batch_id IN {among(batches)}")


def mark_undone(writing: Writing, batches: Sequence[int], at: str) -> None:
    """The batches stay on file, as undone."""
    writing.execute(
        f"UPDATE import_batch SET undone_at = :at WHERE id IN {among(batches)}", {"at": at}
    )
