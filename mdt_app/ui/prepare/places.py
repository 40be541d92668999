"""How much of the next meeting the chosen people take up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mdt_app.meeting.nominations import may_be_listed
from mdt_app.meeting.planned import Slot, slot_of
from mdt_app.meeting.values import Meeting, Nomination

USUAL = slot_of(Meeting("", "", date.min))
"""A network's usual meeting, until one is planned."""
PLACES = USUAL.places


@dataclass(frozen=True, slots=True)
class Places:
    """Places and minutes used, of those there are."""

    used: int
    minutes_used: int
    of: int = USUAL.places
    minutes: int = USUAL.for_cases

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


def places_of(nominations: Iterable[Nomination], slot: Slot = USUAL) -> Places:
    """What everyone who may be listed takes up."""
    listed = [nomination for nomination in nominations if may_be_listed(nomination)]
    minutes = sum(nomination.minutes for nomination in listed)
    return Places(len(listed), minutes, slot.places, slot.for_cases)
