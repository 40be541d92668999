"""Erasing: what was entered goes, and a stub stays, so that the chains still verify.

An erasure is an entry like any other. It names every stub with a digest over all that is left
of it, the digest of what stood there included. The triggers on the tables let go of nothing
that no erasure names, and what is left of a stub cannot be changed unnoticed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mdt_app.vault.entries import ENTRY_COLUMNS, ERASED, ERASURE, Entry, Rows, entry_digest
from mdt_app.vault.reading import Writing
from mdt_app.vault.trail import ACCESS_COLUMNS


@dataclass(frozen=True, slots=True)
class ToErase:
    """What is to go: entries by id, documents by (entry, name), and an NHS number, if it is one.

    Of the number the lines of the trail lose it, and drafts that name it are forgotten.
    """

    entries: frozenset[str] = frozenset()
    documents: frozenset[tuple[str, str]] = frozenset()
    meetings: frozenset[str] = frozenset()
    nhs_number: str = ""


def erase(writing: Writing, what: ToErase, said: Mapping[str, Any]) -> Entry:
    """Record the erasure and carry it out, in one transaction. `said` must name nobody."""
    entries = [row for row in _entry_rows(writing, what.entries) if row[6] != ERASED]
    documents = _document_rows(writing, what.documents)
    lines = list(_lines_naming(writing, what.nhs_number))
    stubs = [_entry_stub(row) for row in entries]
    changed = [_line_stub(row, what.nhs_number) for row in lines]
    erasure = writing.record(
        ERASURE,
        {
            **said,
            "number": _next_number(writing),
            "entries": {row[0]: entry_digest(row) for row in stubs},
            "documents": {f"{row[0]}/{row[1]}": row[2] for row in documents},
            "lines": {f"{row[0]}/{row[1]}": entry_digest(row) for row in changed},
        },
    )
    writing.executemany(
        "INSERT OR IGNORE INTO erased VALUES (?)",
        [
            *((f"entry/{row[0]}",) for row in stubs),
            *((f"document/{row[0]}/{row[1]}",) for row in documents),
            *((f"line/{row[0]}/{row[1]}",) for row in changed),
        ],
    )
    writing.executemany(
        "UPDATE entry SET kind = ?, about = '', payload = '{}' WHERE id = ?",
        [(ERASED, row[0]) for row in stubs],
    )
    writing.executemany(
        "DELETE FROM issued_document WHERE entry_id = ? AND name = ?",
        [(row[0], row[1]) for row in documents],
    )
    writing.executemany(
        "UPDATE access SET about = ?, people = ? WHERE origin = ? AND sequence = ?",
        [(row[5], row[6], row[0], row[1]) for row in changed],
    )
    _forget_drafts(writing, what)
    return erasure


def _entry_rows(rows: Rows, ids: Collection[str]) -> Iterator[tuple[Any, ...]]:
    for entry_id in sorted(ids):
        yield from rows.rows(
            f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id = :id AND kind != :erasure",
            {"id": entry_id, "erasure": ERASURE},
        )


def _document_rows(rows: Rows, documents: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [
        (entry_id, name, digest)
        for entry_id, name in sorted(documents)
        for (digest,) in rows.rows(
            "SELECT digest FROM issued_document WHERE entry_id = :id AND name = :name",
            {"id": entry_id, "name": name},
        )
    ]


def _lines_naming(rows: Rows, nhs_number: str) -> Iterator[tuple[Any, ...]]:
    if not nhs_number:
        return
    yield from rows.rows(
        f"SELECT {ACCESS_COLUMNS} FROM access WHERE about = :number"
        " OR instr(' ' || people || ' ', ' ' || :number || ' ') > 0 ORDER BY origin, sequence",
        {"number": nhs_number},
    )


def _entry_stub(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:6], ERASED, "", row[8], "{}", *row[10:])


def _line_stub(row: Sequence[Any], nhs_number: str) -> tuple[Any, ...]:
    about = "" if row[5] == nhs_number else row[5]
    people = " ".join(number for number in str(row[6]).split() if number != nhs_number)
    return (*row[:5], about, people, *row[7:])


def _forget_drafts(writing: Writing, what: ToErase) -> None:
    for named in (what.nhs_number, *sorted(what.meetings)):
        if named:
            writing.execute(
                "DELETE FROM draft WHERE instr(place, :named) > 0"
                " OR instr(replace(replace(text, ' ', ''), '-', ''), :named) > 0",
                {"named": named},
            )


def _next_number(rows: Rows) -> int:
    (number,) = next(rows.rows("SELECT count(*) FROM entry WHERE kind = :kind", {"kind": ERASURE}))
    return int(number) + 1
