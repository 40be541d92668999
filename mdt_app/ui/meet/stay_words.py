"""Arrivals and departures as typed: `13:30–14:10, 14:25–`. Pure: values in, text out, and back."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from mdt_app.errors import UserError
from mdt_app.meeting.presence import is_here
from mdt_app.meeting.values import Attendee

Stays = tuple[tuple[datetime, datetime | None], ...]
_TIME = re.compile(r"(\d{1,2})[:. h]?(\d{2})")
_HINT = "Write 13:30–14:10, 14:25– : arrived, left, and back again. Empty is there throughout."


def here_words(attendee: Attendee) -> str:
    """Whether somebody is in the room, in a word and a time, with its shape: `● here`."""
    if not attendee.is_present:
        return "– apologies"
    if not attendee.stays:
        return "● here"
    arrived, gone = attendee.stays[-1]
    return f"● here since {_clock(arrived)}" if is_here(attendee) else f"○ left {_clock(gone)}"


def stays_text(stays: Stays) -> str:
    """What can be corrected: `13:30–14:10, 14:25–`."""
    return ", ".join(f"{_clock(came)}–{_clock(gone)}" for came, gone in stays)


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone():%H:%M}" if moment is not None else ""


def typed_stays(text: str, day: date) -> Stays:
    """The times as typed, on that day; only the last may have no end."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    found = [_typed_stay(part, day) for part in parts]
    moments = [moment for stay in found for moment in stay if moment is not None]
    if moments != sorted(moments) or any(gone is None for _, gone in found[:-1]):
        raise UserError("These times are not in their order.", _HINT)
    return tuple(found)


def _typed_stay(part: str, day: date) -> tuple[datetime, datetime | None]:
    pieces: Sequence[str] = [piece.strip() for piece in re.split(r"[–—-]|\bto\b", part)]
    if len(pieces) > 2 or not pieces[0]:
        raise UserError(f"“{part}” does not say when somebody came and left.", _HINT)
    gone = _moment(pieces[1], day) if len(pieces) == 2 and pieces[1] else None
    return _moment(pieces[0], day), gone


def _moment(text: str, day: date) -> datetime:
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise UserError(f"“{text}” is not a time.", _HINT)
    return datetime.combine(day, time(int(found[1]), int(found[2]))).astimezone()
