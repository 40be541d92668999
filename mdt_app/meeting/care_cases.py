"""Who is behind a month's counts of tiers and remits, named for one's own practice only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mdt_app.meeting.named import name_for
from mdt_app.meeting.tiers import Placed, days_of_meetings, is_returned, placed, remit_words
from mdt_app.meeting.tiers import tier_words as words_of_tier
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class CareCase:
    """A case with a decision, and where its person is looked after from then on, in words."""

    nhs_number: str
    name: str
    held_on: date
    words: str


@dataclass(frozen=True, slots=True)
class CareCases:
    """The cases of one month: those of one practice by name, and how many there are besides."""

    month: date
    own: tuple[CareCase, ...]
    others: int


def cases_of_month(rows: Reading, month: date, practice: str) -> CareCases:
    """The people behind a month's counts, by day; a practice of '' names nobody."""
    first = month.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    own: list[CareCase] = []
    others = 0
    for each in sorted(placed(rows, days_of_meetings(rows, first, last)), key=_by_day):
        if name := name_for(rows, each.nhs_number, practice):
            own.append(CareCase(each.nhs_number, name, each.held_on, _words(each.what)))
        else:
            others += 1
    return CareCases(first, tuple(own), others)


def _by_day(one: Placed) -> date:
    return one.held_on


def _words(what: Mapping[str, Any]) -> str:
    tier, remit = what.get("tier", ""), what.get("remit", "")
    parts = (
        words_of_tier(tier) if tier else "Tier not recorded",
        remit_words(remit) if remit else "",
        "returned to the practice" if is_returned(what) else "",
    )
    return " · ".join(filter(None, parts))
