"""Which files are to be looked at or taken in, and how they are to be read."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person at the screen asked for. `practice` is an ODS code or ''."""

    paths: tuple[Path, ...] = ()
    practice: str = ""
    allow_test_numbers: bool = False
