"""The agenda before the meeting: its order, who fits into the time, and where a break would go.

Everything here is proposed and nothing is enforced: the chair moves cases as they like, and who
does not fit stays on the agenda. Pure: values in, values out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mdt_app.meeting.values import Meeting, Nomination

OPENING, CLOSING = 5, 5
"""Minutes in which nobody is spoken about: who is here, and what was agreed."""
BREAK = 5
WITHOUT_BREAK = 60
"""Minutes that a meeting may last without a break (BMJ Open 2019, e027303)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The time there is for cases, and how many a network wants to speak about at most."""

    minutes: int
    """From the beginning of the meeting to its end."""
    places: int
    starts_at: str = ""
    for_topics: int = 0
    """Minutes for what is no case."""

    @property
    def has_break(self) -> bool:
        return self.minutes > WITHOUT_BREAK

    @property
    def for_cases(self) -> int:
        """What is left of the minutes without beginning, end, break and topics."""
        rest = OPENING + CLOSING + (BREAK if self.has_break else 0) + self.for_topics
        return max(1, self.minutes - rest)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody chosen, with everything that their place on the agenda rests on."""

    nhs_number: str
    practice: str
    """Its name: practices follow one another by the alphabet."""
    minutes: int = 5
    lane: str = "full"
    carried: int = 0
    complexities: tuple[str, ...] = ()
    """Why the case is complex, in words; none is an ordinary case."""
    is_late: bool = False

    @property
    def comes_first(self) -> bool:
        """Whether it belongs where people are still fresh, and is not to be missed again."""
        return bool(self.carried or (self.complexities and self.lane != "noted"))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it stands where it does, in words; none is its turn within its practice."""
        carried = (f"carried {self.carried}×",) if self.carried else ()
        late = ("late",) if self.is_late else ()
        noted = ("noted",) if self.lane == "noted" else ()
        is_told = self.complexities and not noted
        told = (f"complex: {'; '.join(self.complexities)}",) if is_told else ()
        return (*carried, *told, *late, *noted)


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One case in its place: when it would begin, in minutes after the meeting did."""

    candidate: Candidate
    begins: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The cases in their order, with the two lines that are proposed between them."""

    cases: tuple[PlannedCase, ...]
    slot: Slot
    break_after: int | None = None
    """So many cases before the break; None is no break."""

    @property
    def minutes(self) -> int:
        """All the cases together."""
        return sum(case.candidate.minutes for case in self.cases)

    @property
    def cut(self) -> int | None:
        """The place of the first case that does not fit any more; None where all do."""
        return next((place for place, case in enumerate(self.cases) if not case.fits), None)

    @property
    def late(self) -> int:
        return sum(case.candidate.is_late for case in self.cases)

    def begins_at(self, minutes: int) -> str:
        """`13:35`, where it is known when the meeting begins."""
        start = _clock(self.slot.starts_at)
        if start is None:
            return ""
        return f"{datetime.combine(date.min, start) + timedelta(minutes=minutes):%H:%M}"

    @property
    def break_at(self) -> int | None:
        """The minutes after which the break would begin."""
        if self.break_after is None:
            return None
        before = self.cases[self.break_after - 1]
        return before.begins + before.candidate.minutes


def slot_of(meeting: Meeting, for_topics: int = 0) -> Slot:
    """How much room a meeting has; `for_topics` are the minutes of what is no case."""
    return Slot(meeting.minutes, meeting.places, meeting.starts_at, for_topics)


def in_order(candidates: Iterable[Candidate], order: str) -> list[Candidate]:
    """The order proposed; people of one practice in the order they come.

    By practice: in each the carried first, the noted last. Complex first: who was carried over or
    is complex comes before all others, who came late after them, each part practice by practice.
    """

    def by_practice(one: Candidate) -> tuple[str, bool, int]:
        return one.practice, one.lane == "noted", -one.carried

    def complex_first(one: Candidate) -> tuple[int, str, bool, int]:
        part = 0 if one.comes_first else 2 if one.is_late else 1
        return part, *by_practice(one)

    if order == "complex":
        return sorted(candidates, key=complex_first)
    return list(candidates) if order == "own" else sorted(candidates, key=by_practice)


def planned(
    candidates: Sequence[Candidate], slot: Slot, topics: Sequence[tuple[int, int]] = ()
) -> Plan:
    """Each case in its place, and who still fits: until the minutes or the places run out.

    `topics` are, of each, how many cases come before it, and its minutes.
    """
    break_after = _break_after(candidates, slot)
    cases: list[PlannedCase] = []
    spoken = 0
    for place, one in enumerate(candidates):
        is_after = break_after is not None and place >= break_after
        before = sum(minutes for after, minutes in topics if after <= place)
        begins = OPENING + spoken + before + (BREAK if is_after else 0)
        spoken += one.minutes
        has_room = spoken <= slot.for_cases and place < slot.places
        fits = has_room and all(case.fits for case in cases[-1:])
        cases.append(PlannedCase(one, begins, fits))
    return Plan(tuple(cases), slot, break_after)


def _break_after(candidates: Sequence[Candidate], slot: Slot) -> int | None:
    """After the case with which half of the cases' time is over, or an hour of the meeting."""
    total = min(sum(one.minutes for one in candidates), slot.for_cases)
    if not slot.has_break or OPENING + total <= WITHOUT_BREAK:
        return None
    spoken = 0
    for place, one in enumerate(candidates[:-1], start=1):
        spoken += one.minutes
        if spoken * 2 >= total or OPENING + spoken >= WITHOUT_BREAK:
            return place
    return None


def is_late(nomination: Nomination, cut_off: date | None) -> bool:
    """Whether somebody was chosen after the last day to do so in time."""
    chosen_on = nomination.chosen_on if nomination.is_chosen else None
    return cut_off is not None and chosen_on is not None and chosen_on > cut_off


def moved(numbers: Sequence[str], nhs_number: str, by: int) -> list[str]:
    """The same people with one of them so many places further on; at the ends nothing moves."""
    others = [number for number in numbers if number != nhs_number]
    if len(others) == len(numbers):
        return list(numbers)
    place = min(max(0, list(numbers).index(nhs_number) + by), len(others))
    return [*others[:place], nhs_number, *others[place:]]


def _clock(said: str) -> time | None:
    """A time of day as people write it: `13:30`, `13.30`; None for anything else.

    >>> _clock("13.30"), _clock("after lunch")
    (datetime.time(13, 30), None)
    """
    hours, _, minutes = said.strip().replace(".", ":").partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()):
        return None
    is_day = int(hours) < 24 and int(minutes) < 60
    return time(int(hours), int(minutes)) if is_day else None
