"""What is said of a copy: when and why it was made, how large it is, whether it was proven."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted

if TYPE_CHECKING:
    from mdt_app.vault.copies import Copy
    from mdt_app.vault.drill import Proof

_WHY = {
    "import": "before files were taken in",
    "undo": "before files were taken back",
    "migration": "before a new version of the program",
    "restore": "before a copy was put back",
    "rekey": "before the keys were changed",
    "erasure": "after something was erased",
    "new-key": "after the keys were changed",
    "schedule": "by itself, while people worked",
    "asked": "because somebody asked for it",
    "replaced": "the store itself, kept when a copy took its place",
}


def when_words(moment: datetime) -> str:
    """`20 Nov 2026 14:02`, by this machine's clock."""
    at = moment.astimezone()
    return f"{spoken(at.date())} {at:%H:%M}"


def why_words(copy: Copy) -> str:
    """Why there is this copy; the name's own word where it is not one of ours."""
    return _WHY.get(copy.reason, copy.reason.replace("-", " "))


def size_words(size: int) -> str:
    """The size of a file, in the unit that people compare."""
    return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{max(0.1, size / 1e6):.1f} MB"


def about_words(copy: Copy) -> str:
    """Why there is this copy and how large it is."""
    why = why_words(copy)
    made = f"{why[0].upper()}{why[1:]}" if copy.is_replaced else f"Made {why}"
    return f"{made}. {size_words(copy.size)}."


def listed(copy: Copy) -> str:
    """The copy in a list: two lines."""
    return f"{when_words(copy.made_at)}\n{why_words(copy)}"


def newest_words(copies: Sequence[Copy]) -> str:
    """How recent the newest is."""
    made = [copy for copy in copies if not copy.is_replaced]
    if not made:
        return "There is no copy of this store yet."
    many = f"{len(made)} copies" if len(made) > 1 else "one copy"
    return f"{many.capitalize()}; the newest is of {when_words(made[0].made_at)}."


def proof_words(proof: Proof | None) -> str:
    """When a copy was last shown to give a store."""
    if proof is None:
        return "No copy has been proven yet: put back beside the store, opened and checked whole."
    return (
        f"Proven on {when_words(proof.at)}: the newest copy of then was put back beside the store,"
        f" opened and checked whole, {counted(proof.entries, 'entry', 'entries')}."
    )
