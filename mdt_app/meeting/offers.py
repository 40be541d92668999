"""Offers outside medicine: a small directory that the network keeps as one of its texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mdt_app.errors import UserError
from mdt_app.vault.vault import Reading

OFFERS = "offers"
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is, what it is, and how to reach it."""

    name: str
    what: str
    how: str

    @property
    def words(self) -> str:
        """`Walking group: walks on Tuesdays. 020 7946 0000`."""
        return f"{self.name}: {self.what}. {self.how}"


def offers_in(body: str) -> tuple[Offer, ...]:
    """The offers of a text, one a line; what begins with # is a note."""
    lines = [line.strip() for line in body.splitlines()]
    return tuple(_offer(line) for line in lines if line and not line.startswith("#"))


def _offer(line: str) -> Offer:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != _PARTS or not all(parts):
        raise UserError(
            f"“{line[:40]}” is not an offer.", "Write: its name | what it is | how to reach it."
        )
    return Offer(parts[0], parts[1].rstrip("."), parts[2])


def offers_now(rows: Reading) -> tuple[Offer, ...]:
    """What the network offers now."""
    from mdt_app.meeting.templates import template_now

    return offers_in(template_now(rows, OFFERS).body)


def offers_named(offers: Sequence[Offer], said: Iterable[str]) -> tuple[Offer, ...]:
    """Those that are named in any of these words."""
    words = " ".join(said).casefold()
    return tuple(offer for offer in offers if offer.name.casefold() in words)
