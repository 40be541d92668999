"""How long this case has taken, and when the meeting will be over. Never stops anybody."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from mdt_app.meeting.values import Break

WITHOUT_BREAK = timedelta(minutes=60)
_HALF_AT_LEAST = timedelta(minutes=30)
"""A meeting that is half done sooner than this needs no break."""
_NEARLY_DONE = 2
"""With so few cases to go nobody proposes a break any more."""


class CaseClock:
    """Adds up the time each case was on the screen, by NHS number."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._spent: dict[str, float] = {}
        self._shown = ""
        self._since = 0.0

    def show(self, nhs_number: str) -> None:
        """Another case is on the screen now; '' is none."""
        self._spent[self._shown] = self.spent(self._shown)
        self._shown = nhs_number
        self._since = self._seconds()

    def spent(self, nhs_number: str) -> float:
        """Seconds this case has been on the screen."""
        spent = self._spent.get(nhs_number, 0.0)
        if nhs_number and nhs_number == self._shown:
            spent += self._seconds() - self._since
        return spent


def finish_at(
    now: datetime, minutes_of_others: int, minutes_of_this: int, spent_s: float
) -> datetime:
    """When the cases to go will be done; one that has taken its time already ends now."""
    this = timedelta(minutes=minutes_of_this) - timedelta(seconds=spent_s)
    return now + timedelta(minutes=minutes_of_others) + max(this, timedelta())


def break_proposed(
    now: datetime, began_at: datetime, breaks: Sequence[Break], done: int, to_go: int
) -> str:
    """Why a break would do good now, in one quiet line, or ''."""
    if to_go <= _NEARLY_DONE or any(one.ended_at is None for one in breaks):
        return ""
    since = max((one.ended_at for one in breaks if one.ended_at is not None), default=began_at)
    lasting = now - since
    if lasting >= WITHOUT_BREAK:
        return f"{lasting // timedelta(minutes=1)} minutes without a break: B begins one"
    if not breaks and done >= to_go and lasting >= _HALF_AT_LEAST:
        return "Half the cases are done: B begins a break"
    return ""
