"""The trail of who saw and took out what: lines in a chain of their own, never changed.

A line is no entry: nothing was decided by looking, so nothing that asks what was entered ever
meets one. Each is held to the latest entry before it, so that a cut at the end of either chain
shows in the other, and their order does not rest on the clock.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_app.vault.entries import Rows, entry_digest
from mdt_app.vault.reading import Writing
from mdt_app.vault.storable import storable
from mdt_app.vault.stubs import erased_lines, is_stub
from mdt_app.vault.vault import Vault

SEEN, PRINTED, EXPORTED = "seen", "printed", "exported"
UNLOCKED, REFUSED, LOCKED = "unlocked", "refused", "locked"
BACKED_UP, RESTORED, MIGRATED = "backed up", "restored", "migrated"
CLOCK, KEYS = "clock", "keys"
KINDS = frozenset(
    [SEEN, PRINTED, EXPORTED, UNLOCKED, REFUSED, LOCKED, BACKED_UP, RESTORED, MIGRATED, CLOCK, KEYS]
)
ACCESS_COLUMNS = (
    "origin, sequence, noted_at, noted_by, kind, about, people, detail, after_entry, previous,"
    " digest"
)
_INSERT = f"INSERT INTO access ({ACCESS_COLUMNS}) VALUES ({', '.join('?' * 11)})"


@dataclass(frozen=True, slots=True)
class Access:
    """What is to be noted. `about` is one NHS number, `people` those of a list; both may be empty.

    `detail` says where or what, in words that name nobody: `Prepare`, `minutes.pdf`. `at` is
    now where it is not given, `by` whoever is using the vault.
    """

    kind: str
    detail: str = ""
    about: str = ""
    people: tuple[str, ...] = ()
    at: datetime | None = None
    by: str = ""


def note(writing: Writing, *accesses: Access) -> None:
    """Add lines to this origin's chain, in the transaction of what they tell of."""
    (origin,) = next(writing.rows("SELECT value FROM store WHERE name = 'origin'"))
    entry, entry_hash = _end_of(writing, "entry", origin)
    sequence, previous = _end_of(writing, "access", origin)
    rows = []
    for access in accesses:
        sequence += 1
        fields = _fields(access, writing.who, origin, sequence, entry)
        digest = _digest([*fields, previous], entry_hash)
        rows.append((*fields, previous, digest))
        previous = digest
    writing.executemany(_INSERT, rows)


def note_in(vault: Vault, who: str, accesses: Sequence[Access], *, wait_s: float = 5) -> None:
    """Add lines to the trail, in a transaction of their own, waiting so long for its turn."""
    if accesses:
        with vault.noting(who, wait_s) as writing:
            note(writing, *accesses)


def access_problems(rows: Rows) -> Iterator[str]:
    """Lines changed, missing or out of order since they were noted, by any means."""
    entries = {
        (origin, number): digest
        for origin, number, digest in rows.rows("SELECT origin, sequence, digest FROM entry")
    }
    erased = erased_lines(rows)
    ends: dict[str, tuple[int, str]] = {}
    for row in rows.rows(f"SELECT {ACCESS_COLUMNS} FROM access ORDER BY origin, sequence"):
        origin, sequence, entry = str(row[0]), int(row[1]), int(row[8])
        last, last_digest = ends.get(origin, (0, ""))
        ends[origin] = (sequence, row[10])
        where = f"line {sequence} of trail {origin}"
        entry_hash = entries.get((origin, entry), "")
        if sequence != last + 1:
            yield f"Before {where}, {sequence - last - 1} lines are missing."
        elif row[9] != last_digest:
            yield f"What {where} was noted after is not what stands before it now."
        if entry and not entry_hash:
            yield f"The entry that {where} was noted after is missing."
        elif is_stub(f"{origin}/{sequence}", row, erased):
            continue
        elif _digest(row[:10], entry_hash) != row[10]:
            yield f"What {where} says, or the entry before it, has been changed since."


def _fields(
    access: Access, who: str, origin: str, sequence: int, entry: int
) -> tuple[str | int, ...]:
    if access.kind not in KINDS:
        raise ValueError(access.kind)
    at = (access.at or datetime.now(UTC)).astimezone(UTC)
    return (
        origin,
        sequence,
        at.isoformat(timespec="milliseconds"),
        storable(access.by or who),
        access.kind,
        access.about,
        " ".join(dict.fromkeys(access.people)),
        storable(access.detail),  # a file's name may be no text at all
        entry,
    )


def _digest(fields: Iterable[str | int], entry_hash: str) -> str:
    return entry_digest([*fields, entry_hash])


def _end_of(rows: Rows, table: str, origin: str) -> tuple[int, str]:
    last = rows.rows(
        f"SELECT sequence, digest FROM {table} WHERE origin = :origin"
        " ORDER BY sequence DESC LIMIT 1",
        {"origin": origin},
    )
    return next(((int(number), str(digest)) for number, digest in last), (0, ""))
