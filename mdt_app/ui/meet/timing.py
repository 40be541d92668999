"""How long this case has taken, and when the meeting will be over. Never stops anybody."""

from collections.abc import Callable
from datetime import datetime, timedelta


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


def finish_at(now: datetime, waiting: int, minutes_per_case: int, spent_s: float) -> datetime:
    """When the waiting cases will be done, this one among them, at so many minutes each."""
    needed = timedelta(minutes=waiting * minutes_per_case) - timedelta(seconds=spent_s)
    return now + max(needed, timedelta())
