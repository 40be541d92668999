"""Where a person stands with the condition a pack is about: counted, type, since when."""

from typing import NamedTuple


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
