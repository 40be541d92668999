"""Which files are to be looked at or taken in, and how they are to be read."""

from dataclasses import dataclass, field
from pathlib import Path

from mdt_app.intake.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person at the screen asked for."""

    paths: tuple[Path, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
