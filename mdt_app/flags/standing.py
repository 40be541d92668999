"""Where a person stands with the condition a pack is about: counted, type, since when."""

from collections.abc import Sequence
from typing import NamedTuple

from mdt_app.register.values import Event


class Standing(NamedTuple):
    """What the register says on one day. `diagnosed` is an ordinal, 0 where not known.

    `why_not_counted` is '' for everybody the pack speaks about; `grace` says why a person
    is too new for some of its rules, or ''.
    """

    why_not_counted: str
    type: str
    types: frozenset[str]
    diagnosed: int
    grace: str
    own_row: tuple[str, str]
    """The column of the person's own row that says the type, and what it says."""
    codes: Sequence[tuple[str, Event]]
    """The type of every diagnosis known by the day, and the event that says so."""
