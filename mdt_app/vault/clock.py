"""This computer's clock, and whether it can be right: nothing was entered later than now.

Order never rests on it: entries stand as they came. It dates what is entered, so people are told.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mdt_app.vault.reading import Writing

_SLACK = timedelta(minutes=2)
"""Clocks that are set by the network step a little."""
_LONG = timedelta(days=183)
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def now() -> datetime:
    """The moment by this computer's clock, in UTC: the hour that summer time repeats is two."""
    return datetime.now(UTC)


def put_back_by(latest: str, moment: datetime) -> timedelta:
    """How far the clock stands before the latest entry; nothing within the usual steps."""
    if not latest:
        return timedelta()
    behind = datetime.fromisoformat(latest) - moment
    return behind if behind > _SLACK else timedelta()


def is_far_ahead(latest: str, moment: datetime) -> bool:
    """Whether nothing was entered for so long that the clock is rather wrong than the store old."""
    return bool(latest) and moment - datetime.fromisoformat(latest) > _LONG


def in_words(length: timedelta) -> str:
    """A length of time in the unit that suits it: `365 days`, `2 hours`, `5 minutes`."""
    for unit, name in ((_DAY, "days"), (_HOUR, "hours")):
        if length >= 2 * unit:
            return f"{round(length / unit)} {name}"
    return f"{round(length / _MINUTE)} min"


def note_put_back(writing: Writing) -> None:
    """Put on the trail, beside what was entered, that the clock was behind the entry before."""
    from mdt_app.vault.trail import CLOCK, Access, note

    if writing.put_back:
        note(writing, Access(CLOCK, f"{in_words(writing.put_back)} behind the entry before"))
