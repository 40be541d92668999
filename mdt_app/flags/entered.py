"""What people entered about a person that the rules must honour, each with its days.

Days are ordinals; 0 is no day. What is dated later than the day asked does not count yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class OwnTarget(NamedTuple):
    """A target agreed with the person; `until` is its last day. `value` 0 ends the one before."""

    kind: int
    value: float
    agreed: int
    until: int = 0


class AgreedAction(NamedTuple):
    """Something a meeting agreed: the meeting's day, when it is due, and when it was closed."""

    words: str
    agreed: int
    due: int
    closed: int = 0

    def is_overdue(self, on: int) -> bool:
        """Agreed at an earlier meeting, open on the day `on`, and past its date."""
        is_open = not self.closed or self.closed > on
        return is_open and 0 < self.due < on and self.agreed < on


@dataclass(frozen=True, slots=True)
class Entered:
    """Everything entered about one person that a rule may ask for."""

    own_targets: Sequence[OwnTarget] = ()
    actions: Sequence[AgreedAction] = ()

    def targets_on(self, on: int) -> dict[int, float]:
        """The person's own targets that hold on a day, by kind: of several the latest agreed."""
        found: dict[int, float] = {}
        known = [target for target in self.own_targets if target.agreed <= on]
        for target in sorted(known, key=_by_day):
            if target.value and (not target.until or on <= target.until):
                found[target.kind] = target.value
            else:
                found.pop(target.kind, None)
        return found


def _by_day(target: OwnTarget) -> int:
    return target.agreed


NOTHING = Entered()
