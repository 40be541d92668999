"""Documents as they were issued: kept byte for byte with the entry that names their digests.

The entry is in its origin's chain, so a document that was changed, taken away or added later
does not match it any more.
"""

import hashlib
from collections.abc import Iterator, Mapping

from mdt_app.errors import UserError
from mdt_app.vault.entries import Entry, Rows, entry_by_id
from mdt_app.vault.stubs import erased_documents
from mdt_app.vault.vault import Writing

NAMED = "documents"
"""Where an entry's payload names the digest of each document issued with it."""


def digest_of(content: bytes) -> str:
    """SHA-256, as the entry names it."""
    return hashlib.sha256(content).hexdigest()


def digests_of(documents: Mapping[str, bytes]) -> dict[str, str]:
    """The digest of each document by its name: what the entry's payload must hold as `NAMED`."""
    return {name: digest_of(content) for name, content in documents.items()}


def keep_issued(writing: Writing, entry: Entry, documents: Mapping[str, bytes]) -> None:
    """Keep the documents that `entry` names, in the transaction that entered it."""
    digests = digests_of(documents)
    if entry.payload.get(NAMED) != digests:
        raise ValueError("an entry names the digest of each document issued with it")
    writing.executemany(
        "INSERT INTO issued_document VALUES (?, ?, ?, ?)",
        [(entry.id, name, digests[name], content) for name, content in documents.items()],
    )


class ErasedDocumentError(UserError):
    """What was issued named somebody who was erased, so it went with them."""

    def __init__(self) -> None:
        super().__init__(
            "This document was erased with somebody it named.",
            "Copies that were printed or sent are not reached by that.",
        )


def issued_document(rows: Rows, entry_id: str, name: str) -> bytes | None:
    """The document of that name as it was issued; None where none was."""
    entry = entry_by_id(rows, entry_id)
    digest = entry.payload.get(NAMED, {}).get(name) if entry is not None else None
    if digest is None:
        return None
    found = rows.rows(
        "SELECT content FROM issued_document WHERE entry_id = :id AND name = :name",
        {"id": entry_id, "name": name},
    )
    for (content,) in found:
        if digest_of(content) == digest:
            return bytes(content)
    if digest in erased_documents(rows).get(f"{entry_id}/{name}", ()):
        raise ErasedDocumentError()
    raise UserError(
        "This document is not in the store as it was issued.",
        "Keep the folder as it is, and restore a backup to print it.",
    )


def issued_names(rows: Rows, entry_id: str) -> list[str]:
    """The names of the documents issued with an entry, those erased since too."""
    entry = entry_by_id(rows, entry_id)
    return sorted(entry.payload.get(NAMED, ())) if entry is not None else []


def issued_problems(rows: Rows) -> Iterator[str]:
    """Issued documents changed, missing or added since, in sentences that name entries only."""
    named, erased = _named(rows), erased_documents(rows)
    for entry_id, name, content in rows.rows(
        "SELECT entry_id, name, content FROM issued_document ORDER BY entry_id, name"
    ):
        digest = named.pop((entry_id, name), "")
        if not digest:
            yield f"A document is kept that entry {entry_id} did not issue."
        elif digest_of(content) != digest:
            yield f"A document issued with entry {entry_id} has been changed since."
    for (entry_id, name), digest in named.items():
        if digest in erased.get(f"{entry_id}/{name}", ()):
            continue
        yield f"A document issued with entry {entry_id} is missing."


def _named(rows: Rows) -> dict[tuple[str, str], str]:
    found = rows.rows(
        "SELECT e.id, d.key, d.value FROM entry e, json_each(e.payload, '$.documents') d"
        " WHERE e.kind IN ('minutes_approval', 'minutes_addendum')"
    )
    return {(entry_id, name): digest for entry_id, name, digest in found}
