"""What a new process is told after a lock: where its windows were. Nothing of what they showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_OPEN, _LOCKED, _CHAIR, _ROOM, _NAMELESS = (
    "open",
    "--locked",
    "--chair-on=",
    "--room-on=",
    "--names-hidden",
)


@dataclass(frozen=True, slots=True)
class AfterLock:
    """The store to ask for again, and what its windows looked like from outside."""

    store: Path
    chair_screen: str = ""
    """The name of the screen of the chair's window."""
    room_screen: str | None = None
    """The name of the screen the room window is for; '' beside the chair's, None without one."""
    hides_names: bool = False
    """Whether names were hidden on the chair's own screen."""

    def arguments(self) -> list[str]:
        """What the new process is started with. Other programs can read it."""
        told = [_OPEN, str(self.store), _LOCKED, _CHAIR + self.chair_screen]
        if self.room_screen is not None:
            told.append(_ROOM + self.room_screen)
        return told + [_NAMELESS] * self.hides_names


def after_lock(arguments: Sequence[str]) -> AfterLock | None:
    """What `arguments()` told, or None if this is not how a lock starts the program."""
    if len(arguments) < 3 or arguments[0] != _OPEN or arguments[2] != _LOCKED:
        return None
    told = arguments[3:]
    return AfterLock(
        Path(arguments[1]), _after(_CHAIR, told) or "", _after(_ROOM, told), _NAMELESS in told
    )


def _after(begins: str, told: Sequence[str]) -> str | None:
    return next((each[len(begins) :] for each in told if each.startswith(begins)), None)
