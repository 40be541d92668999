"""What there is to erase about one person or one meeting: entries, issued documents, drafts."""

import re
from collections.abc import Collection, Iterable, Iterator

from mdt_app.vault.entries import ERASED, ERASURE, Rows
from mdt_app.vault.erasing import ToErase

_OF_MEETING = """
    WITH RECURSIVE chosen (id) AS (
        SELECT id FROM entry
            WHERE id = :meeting OR meeting = :meeting AND kind NOT IN ({kept}, {never})
        UNION SELECT r.replaced_id FROM replacement r JOIN chosen ON r.entry_id = chosen.id)
    SELECT e.id FROM chosen JOIN entry e ON e.id = chosen.id WHERE e.kind NOT IN ({never})
"""
"""With every earlier version of what was entered in the meeting: what was prepared for it."""
_NEVER = f"'{ERASED}', '{ERASURE}'"
_WHOLE, _NETWORK = "whole", "network"


def of_meeting(rows: Rows, meeting_id: str, kept_kinds: Collection[str]) -> ToErase:
    """Everything entered in a meeting and issued of it, but for kinds that outlast a meeting."""
    kept = ", ".join(f"'{kind}'" for kind in sorted(kept_kinds))
    found = rows.rows(_OF_MEETING.format(kept=kept, never=_NEVER), {"meeting": meeting_id})
    ids = frozenset(entry_id for (entry_id,) in found)
    documents = frozenset(named for each in sorted(ids) for named in _issued_with(rows, each))
    return ToErase(ids, documents, frozenset([meeting_id]))


def about_person(rows: Rows, nhs_number: str) -> ToErase:
    """Everything entered about a person, and every issued document that tells of them."""
    found = list(
        rows.rows(
            f"SELECT id, meeting FROM entry WHERE about = :number AND kind NOT IN ({_NEVER})",
            {"number": nhs_number},
        )
    )
    ids = frozenset(entry_id for entry_id, _meeting in found)
    meetings = sorted({meeting for _id, meeting in found if meeting})
    issued = frozenset(_telling_of(rows, meetings, nhs_number))
    own = (named for each in sorted(ids) for named in _issued_with(rows, each))
    return ToErase(ids, issued | frozenset(own), nhs_number=nhs_number)


def _issued_with(rows: Rows, entry_id: str) -> Iterator[tuple[str, str]]:
    found = rows.rows(
        "SELECT name FROM issued_document WHERE entry_id = :id ORDER BY name", {"id": entry_id}
    )
    yield from ((entry_id, name) for (name,) in found)


def _telling_of(rows: Rows, meetings: Iterable[str], nhs_number: str) -> Iterator[tuple[str, str]]:
    """Documents of these meetings in which the number stands, and the copies without names.

    A PDF is packed, so its page beside it is read; what has none is taken to tell of them.
    """
    for meeting in meetings:
        for (issuer,) in rows.rows(
            "SELECT DISTINCT d.entry_id FROM issued_document d JOIN entry e ON e.id = d.entry_id"
            " WHERE e.meeting = :meeting ORDER BY d.entry_id",
            {"meeting": meeting},
        ):
            named = [name for _entry, name in _issued_with(rows, issuer)]
            told = _whom_it_tells(rows, issuer, named, nhs_number)
            for name in named:
                if name.rpartition(".")[0] in told:
                    yield issuer, name


def _whom_it_tells(rows: Rows, issuer: str, named: list[str], nhs_number: str) -> set[str]:
    written = re.compile(
        r"\D{0,8}".join((nhs_number[:3], nhs_number[3:6], nhs_number[6:])).encode()
    )
    told = {name.rpartition(".")[0] for name in named}
    for name, content in rows.rows(
        "SELECT name, content FROM issued_document WHERE entry_id = :id AND name LIKE '%.html'",
        {"id": issuer},
    ):
        if written.search(content) is None:
            told.discard(name.rpartition(".")[0])
    return told | {_NETWORK} if _WHOLE in told else told
