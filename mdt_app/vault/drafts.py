"""Half-typed text, kept in the same encrypted file within a second of a pause."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Draft:
    """Text not yet agreed, and where the caret stood. `place` names meeting, person and field."""

    place: str
    text: str
    caret: int


def keep_draft(vault: Vault, draft: Draft) -> None:
    """Keep or replace what is typed at one place. Empty text forgets the draft."""
    with vault.drafting() as drafting:
        if not draft.text:
            drafting.execute("DELETE FROM draft WHERE place = :p", {"p": draft.place})
            return
        drafting.execute(
            "INSERT INTO draft VALUES (:place, :text, :caret, :at) ON CONFLICT (place)"
            " DO UPDATE SET text = :text, caret = :caret, kept_at = :at",
            {
                "place": draft.place,
                "text": draft.text,
                "caret": draft.caret,
                "at": datetime.now(UTC).isoformat(),
            },
        )


def kept_draft(vault: Vault, place: str) -> Draft | None:
    """What was typed at that place and not yet agreed."""
    with vault.reading() as reading:
        for text, caret in reading.rows(
            "SELECT text, caret FROM draft WHERE place = :p", {"p": place}
        ):
            return Draft(place, text, caret)
    return None
