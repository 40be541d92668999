"""What the room may see of a case: plain words and numbers, and nothing that says whose it is.

Every field is text, a number, or a tuple of such: no person, record or result fits into one, and
whatever else is put into one is refused. Only `on_the_wall` makes them from a case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any


class _PlainOnly:
    """Refuses everything but text, numbers, and tuples of them or of each other."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for name, value in _held(self):
            if not _is_plain(value):
                raise TypeError(f"{type(self).__name__}.{name} takes words and numbers only")


def _held(whole: Any) -> Iterator[tuple[str, Any]]:
    return ((field.name, getattr(whole, field.name)) for field in fields(whole))


def _is_plain(value: object) -> bool:
    if type(value) in (str, int, float, bool) or isinstance(value, _PlainOnly):
        return True
    return type(value) is tuple and all(map(_is_plain, value))


@dataclass(frozen=True, slots=True)
class WallReason(_PlainOnly):
    """Why the case is here, in words."""

    severity: str
    headline: str
    detail: str
    since: str


@dataclass(frozen=True, slots=True)
class WallTrend(_PlainOnly):
    """One trend as plain series: the days and values of the last five years.

    `low` and `high` are the ends of what is drawn, as on the chair's charts. `seconds` is the
    diastolic pressure and empty for other kinds. `forms` says what each point is: `o` a result,
    `s` a home reading, `t` and `t1` a limit below and above, `d` worked out.
    `target` is empty or one value.
    """

    title: str
    latest: str
    latest_on: str
    remark: str
    sentence: str
    is_outside: bool
    days: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    seconds: tuple[float, ...] = ()
    forms: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1.0
    target: tuple[float, ...] = ()
    wants_more: bool = False
    target_words: str = ""
    nothing: str = ""
    """What is said where there is nothing to draw."""


@dataclass(frozen=True, slots=True)
class WallAction(_PlainOnly):
    """Something to be done, by a role, by a day."""

    words: str
    owner_role: str
    due: str


@dataclass(frozen=True, slots=True)
class WallDecision(_PlainOnly):
    """What is being agreed, as it is written."""

    choices: tuple[str, ...] = ()
    words: str = ""
    actions: tuple[WallAction, ...] = ()
    read_back: str = ""


@dataclass(frozen=True, slots=True)
class OnTheWall(_PlainOnly):
    """One case as the room may see it. `until` is the meeting's day, where the trends end."""

    case: str
    position: int
    total: int
    age_band: str
    sex: str
    practice: str
    diabetes: str
    question: str
    what_matters: str
    reasons: tuple[WallReason, ...]
    besides: str
    """What no rule can answer, and how many reasons are set aside."""
    trends: tuple[WallTrend, ...]
    medicines: tuple[str, ...]
    decision: WallDecision
    until: int
    time: str = ""
