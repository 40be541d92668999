"""What a key says about a person: chosen or not, lane, asked, minutes, when to ask again."""

from collections.abc import Callable
from datetime import date, timedelta

from mdt_app.clinical.days import months_after
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.prepare.lines import FULL, NOT_THIS_TIME
from mdt_app.ui.prepare.sayings import Sayings

NEXT_TIME = "next"
MONTHS_LATER = ("3", "6", "12")
"""When somebody who is left out is asked about again: after the next meeting, or so long after."""


class Choosing:
    """Says it about one person at a time; the sayings show it and save it."""

    def __init__(
        self,
        sayings: Sayings,
        today: Callable[[], date],
    ) -> None:
        self.meeting: Meeting | None = None
        """The meeting that is prepared, if one is planned."""
        self._sayings = sayings
        self._today = today
        self._was_chosen_on: dict[str, date | None] = {}
        """Of whom the choice was taken back here: choosing them again makes nobody late."""

    def toggle(self, nhs_number: str) -> None:
        """Choose a person for the meeting, or not any more."""
        now = self._sayings.about(nhs_number)
        if now.is_chosen:
            self._was_chosen_on[nhs_number] = now.chosen_on
            self._sayings.change(nhs_number, is_chosen=False, chosen_on=None)
            return
        lane = FULL if now.lane == NOT_THIS_TIME else now.lane
        self._choose(now, lane)

    def set_lane(self, nhs_number: str, lane: str) -> None:
        """Put a person in a lane: full or noted chooses them, 'not this time' takes them off."""
        now = self._sayings.about(nhs_number)
        if lane != NOT_THIS_TIME:
            self._choose(now, lane)
            return
        if now.is_chosen:
            self._was_chosen_on[nhs_number] = now.chosen_on
        is_still_to_come = now.ask_again_on is not None and now.ask_again_on > self._today()
        again = now.ask_again_on if is_still_to_come else self.day_to_ask_again(NEXT_TIME)
        self._sayings.change(
            nhs_number, lane=lane, is_chosen=False, chosen_on=None, ask_again_on=again
        )

    def _choose(self, now: Nomination, lane: str) -> None:
        number = now.nhs_number
        chosen_on = now.chosen_on
        if not now.is_chosen:
            chosen_on = self._was_chosen_on.pop(number, None) or self._today()
        self._sayings.change(
            number, lane=lane, is_chosen=True, chosen_on=chosen_on, ask_again_on=None
        )

    def set_asked(self, nhs_number: str, asked: str) -> None:
        """Say that the person agreed or objects, today, or that nobody asked."""
        if asked != self._sayings.about(nhs_number).asked:
            day = self._today() if asked else None
            self._sayings.change(nhs_number, asked=asked, asked_on=day)

    def set_minutes(self, nhs_number: str, minutes: int) -> None:
        self._sayings.change(nhs_number, minutes=minutes)

    def set_matter_not_asked(self, nhs_number: str, is_not_asked: bool) -> None:
        """Say that what matters to the person was not asked, or take that back."""
        self._sayings.change(nhs_number, is_matter_not_asked=is_not_asked)

    def set_easy_read(self, nhs_number: str, is_wanted: bool) -> None:
        """Say that the person needs easy read, or that they do not any more."""
        self._sayings.change(nhs_number, wants_easy_read=is_wanted)

    def ask_again(self, nhs_number: str, when: str) -> None:
        """Ask again about somebody left out: after the next meeting, or so many months on."""
        self._sayings.change(nhs_number, ask_again_on=self.day_to_ask_again(when))

    def day_to_ask_again(self, when: str) -> date:
        """The day that is meant, from today; without a meeting planned, three months on."""
        if when == NEXT_TIME and self.meeting is not None:
            return max(self.meeting.held_on, self._today()) + timedelta(days=1)
        months = int(when) if when in MONTHS_LATER else int(MONTHS_LATER[0])
        return months_after(self._today(), months)
