"""Stubs: what an erasure leaves, each held by a digest in the entry of the erasure.

What stood there is gone, so its own digest cannot be worked out again. It stays in the stub, so
that the chain goes on over it, and the erasure's digest covers everything that is left.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from mdt_app.vault.entries import ERASURE, Rows, entry_digest

Seals = Mapping[str, frozenset[str]]
"""The digests that erasures give for what is left, by what it is left of."""


def erased_entries(rows: Rows) -> Seals:
    """The digests of stubs of entries, by the entry's id."""
    return _seals(rows, "entries")


def erased_lines(rows: Rows) -> Seals:
    """The digests of stubs of lines of the trail, by `origin/number`."""
    return _seals(rows, "lines")


def erased_documents(rows: Rows) -> Seals:
    """The digests of documents that erasures took away, by `entry/name`."""
    return _seals(rows, "documents")


def is_stub(key: str, row: Sequence[Any], seals: Seals) -> bool:
    """Whether the row is what an erasure left of it, unchanged since."""
    return key in seals and entry_digest(row) in seals[key]


def _seals(rows: Rows, part: str) -> Seals:
    found: dict[str, set[str]] = defaultdict(set)
    for key, seal in rows.rows(
        f"SELECT s.key, s.value FROM entry e, json_each(e.payload, '$.{part}') s"
        " WHERE e.kind = :kind",
        {"kind": ERASURE},
    ):
        found[key].add(seal)
    return {key: frozenset(seals) for key, seals in found.items()}
