"""Half-typed text, kept in the same encrypted file within a second of a pause."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.storable import storable
from mdt_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Draft:
    """Text not yet agreed, and where the caret stood. `place` names meeting, person and field."""

    place: str
    text: str
    caret: int


def keep_draft(vault: Vault, draft: Draft) -> bool:
    """Keep or replace what is typed at one place. Empty text forgets the draft.

    False if a long change, such as an import, holds the file: typing does not wait for it, so
    keep the draft again at the next pause.
    """
    if not draft.text:
        return forget_draft(vault, draft.place)
    return _drafted(
        vault,
        "INSERT INTO draft (place, text, caret, kept_at) VALUES (:place, :text, :caret, :at)"
        " ON CONFLICT (place) DO UPDATE SET text = :text, caret = :caret, kept_at = :at",
        place=draft.place,
        text=storable(draft.text),
        caret=draft.caret,
        at=datetime.now(UTC).isoformat(),
    )


def forget_draft(vault: Vault, place: str) -> bool:
    """Forget what was typed at one place: it was agreed, or thrown away. False as above."""
    return _drafted(vault, "DELETE FROM draft WHERE place = :place", place=place)


def kept_draft(vault: Vault, place: str) -> Draft | None:
    """What was typed at that place and not yet agreed."""
    with vault.reading() as reading:
        for text, caret in reading.rows(
            "SELECT text, caret FROM draft WHERE place = :place", {"place": place}
        ):
            return Draft(place, text, caret)
    return None


def is_kept(vault: Vault, place: str, text: str) -> bool:
    """Whether what is typed at that place is in the file as it stands."""
    draft = kept_draft(vault, place)
    return (draft.text if draft is not None else "") == storable(text)


def drafts_of(vault: Vault, prefix: str) -> list[Draft]:
    """Every draft whose place begins so, the latest first: what a crash left to be taken up."""
    with vault.reading() as reading:
        found = reading.rows(
            "SELECT place, text, caret FROM draft"
            " WHERE substr(place, 1, length(:prefix)) = :prefix ORDER BY kept_at DESC",
            {"prefix": prefix},
        )
        return [Draft(*row) for row in found]


def _drafted(vault: Vault, sql: str, **parameters: str | int) -> bool:
    try:
        with vault.drafting() as drafting:
            drafting.execute(sql, parameters)
    except StoreBusyError:
        return False
    return True
