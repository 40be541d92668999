"""The list of cases in outline: what a list counts and filters by, without a look at any case."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mdt_app.meeting.values import Case


@dataclass(frozen=True, slots=True)
class Outline:
    """By place in the list. The bytes are 1 where it is so, else 0."""

    numbers: Sequence[str]
    flagged: bytes
    not_reached: bytes
    discussed: bytes
    """Has a day on which they were discussed last."""
    raised: Counter[str]
    """For how many people each rule is raised."""
    set_aside: Counter[str]


def outline_of(cases: Sequence[Case]) -> Outline:
    """The outline of cases that were worked out just now."""
    raised: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    for case in cases:
        raised.update(flag.rule for flag in case.raised)
        aside.update(flag.rule for flag in case.set_aside)
    return Outline(
        [case.person.nhs_number for case in cases],
        bytes([bool(case.raised) for case in cases]),
        bytes([case.lane == "not_reached" for case in cases]),
        bytes([case.last_discussed_on is not None for case in cases]),
        raised,
        aside,
    )
