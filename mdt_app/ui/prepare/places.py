"""How much of the next meeting the chosen people take up."""

from collections.abc import Iterable
from dataclasses import dataclass

from mdt_app.meeting.nominations import may_be_listed
from mdt_app.meeting.values import Nomination

PLACES = 14
MINUTES = 75
"""A network's usual meeting: 90 minutes less the beginning, the end and a break."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places and minutes used, of those there are."""

    used: int
    minutes_used: int
    of: int = PLACES
    minutes: int = MINUTES

    @property
    def share(self) -> float:
        """The fuller of the two, as a share; over 1 when there is too much."""
        return max(self.used / self.of, self.minutes_used / self.minutes)

    @property
    def is_over(self) -> bool:
        return self.share > 1

    @property
    def places_words(self) -> str:
        return f"{self.used} of {self.of} places used"

    @property
    def minutes_words(self) -> str:
        over = " · too long" if self.is_over else ""
        return f"{self.minutes_used} of {self.minutes} min{over}"


def places_of(nominations: Iterable[Nomination]) -> Places:
    """What everyone who may be listed takes up."""
    listed = [nomination for nomination in nominations if may_be_listed(nomination)]
    return Places(len(listed), sum(nomination.minutes for nomination in listed))
