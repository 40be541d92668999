"""Is the file what was written? Pages, references, chains of entries, and issued documents.

The sentences name chains and numbers, never anything that was entered.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterator

import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.entries import ENTRY_COLUMNS, ERASED, Rows, entry_digest
from mdt_app.vault.explaining import StoreError
from mdt_app.vault.issued import issued_problems
from mdt_app.vault.reading import Reading
from mdt_app.vault.seals import seal_problems
from mdt_app.vault.stubs import erased_entries, is_stub
from mdt_app.vault.trail import access_problems
from mdt_app.vault.vault import Vault

_MOST_SHOWN = 20
_TRIES, _PAUSE_S = 10, 0.3


def check_store(vault: Vault) -> list[str]:
    """What is wrong with the store, in sentences; an empty list if nothing is.

    Reads the whole file (0.1 s for 10 MB), so it belongs off the GUI thread.
    """
    try:
        problems = _pages_of(vault)
        with vault.reading() as reading:
            problems += chain_problems(reading)
            reading.let_writers_in()
            problems += access_problems(reading)
            reading.let_writers_in()
            problems += seal_problems(reading)
            reading.let_writers_in()
            return _at_most([*problems, *issued_problems(reading)])
    except StoreError as error:
        return [error.message]


def _pages_of(vault: Vault) -> list[str]:
    """The pages, looked at beside people at work: a change interrupts, and it begins again.

    What it finds may be a change under way, so it is looked at once more while nobody can write.
    """
    for _ in range(_TRIES):
        try:
            with vault.aside() as connection:
                if not list(page_problems(Reading(connection))):
                    return []
                break
        except sqlcipher.OperationalError:  # a change came first
            time.sleep(_PAUSE_S)
        except sqlcipher.Error:
            break
    return pages_held(vault)


def pages_held(vault: Vault) -> list[str]:
    """What is wrong with the pages, looked at while nobody can write."""
    with vault.reading() as reading:
        list(reading.rows("SELECT 1 FROM store LIMIT 1"))  # the look at the pages holds nobody off
        return list(page_problems(reading))


def page_problems(rows: Rows) -> Iterator[str]:
    """Damage that the file shows by itself: pages, structure, references."""
    pages = len(list(rows.rows("PRAGMA cipher_integrity_check")))
    if pages:
        yield f"{pages} page(s) of data.db are damaged."
        return  # what stands on a damaged page cannot be looked at more closely
    answers = [text for (text,) in rows.rows("PRAGMA integrity_check")]
    if answers != ["ok"]:
        yield f"data.db is inconsistent in {len(answers)} place(s)."
    lost = len(list(rows.rows("PRAGMA foreign_key_check")))
    if lost:
        yield f"{lost} row(s) refer to something that is not there."


def chain_problems(rows: Rows) -> Iterator[str]:
    """Entries changed, missing or out of order since they were recorded, by any means."""
    replaced, erased = _replacements(rows), erased_entries(rows)
    ends: dict[str, tuple[int, str]] = {}
    for row in rows.rows(f"SELECT {ENTRY_COLUMNS} FROM entry ORDER BY origin, sequence"):
        entry_id, origin, sequence = row[0], row[1], int(row[2])
        links, previous, digest = row[10], row[11], row[12]
        last, last_digest = ends.get(origin, (0, ""))
        ends[origin] = (sequence, digest)
        kept_links = replaced.pop(entry_id, set())
        where = f"entry {sequence} of chain {origin}"
        if sequence != last + 1:
            yield f"Before {where}, {sequence - last - 1} entries are missing."
        elif previous != last_digest:
            yield f"What {where} was recorded after is not what stands before it now."
        if entry_digest(row[:12]) != digest and not is_stub(entry_id, row, erased):
            yield f"What {where} says has been changed since it was recorded."
        elif set(json.loads(links)) != kept_links:
            yield f"What {where} takes the place of has been changed since."
        if entry_id in erased and row[6] != ERASED:
            yield f"What {where} said was erased, and stands here again."
    if replaced:
        yield f"{len(replaced)} replacement(s) belong to no entry."


def _replacements(rows: Rows) -> dict[str, set[str]]:
    replaced: dict[str, set[str]] = defaultdict(set)
    for entry_id, replaced_id in rows.rows("SELECT entry_id, replaced_id FROM replacement"):
        replaced[entry_id].add(replaced_id)
    return dict(replaced)


def _at_most(problems: list[str]) -> list[str]:
    if len(problems) <= _MOST_SHOWN:
        return problems
    return [*problems[:_MOST_SHOWN], f"And {len(problems) - _MOST_SHOWN} more problems."]
