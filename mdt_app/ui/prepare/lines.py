"""One line of the list of people: everything it shows and sorts by, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import MONTHS, age_on
from mdt_app.meeting.nominations import readiness
from mdt_app.meeting.values import Case, Nomination

FULL, NOTED, NOT_THIS_TIME = "full", "noted", "not_this_time"
LANE_WORDS = {FULL: "Full", NOTED: "Noted", NOT_THIS_TIME: "Not now"}
READY = "ready"
_SEX_LETTERS = {"female": "F", "male": "M", "other": "X"}
_TYPE_WORDS = {"type 1": "T1", "type 2": "T2", "other": "other", "unknown": "?", "": "?"}


@dataclass(frozen=True, slots=True)
class Listing:
    """What every line needs to know besides its case."""

    today: date
    last_meeting_on: date | None
    practice_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A person on the list. What is shown is worked out when it is painted, not before."""

    nhs_number: str
    case: Case
    nomination: Nomination
    listing: Listing

    @property
    def name(self) -> str:
        person = self.case.person
        return f"{person.surname}, {person.forename}"

    @property
    def age(self) -> int:
        return age_on(self.case.person.born_on, self.listing.today)

    @property
    def age_and_sex(self) -> str:
        """`58 F`; a sex that is not known is left out, not guessed."""
        return f"{self.age} {_SEX_LETTERS.get(self.case.person.sex, '')}".rstrip()

    @property
    def type(self) -> str:
        words = self.case.person.diabetes_type
        return _TYPE_WORDS.get(words, words)

    @property
    def target(self) -> int:
        """HbA1c target in mmol/mol."""
        return self.case.hba1c_target

    @property
    def latest(self) -> float | None:
        """The latest HbA1c in mmol/mol; None is no result, never 0."""
        return self.case.hba1c[-1][1] if self.case.hba1c else None

    @property
    def is_latest_inferred(self) -> bool:
        """Whether the latest HbA1c was not all in its file."""
        return bool(self.case.hba1c) and self.case.hba1c[-1][0] in self.case.hba1c_inferred

    @property
    def since(self) -> str:
        return since(self.case)

    @property
    def practice_name(self) -> str:
        ods = self.case.person.practice
        return self.listing.practice_names.get(ods, ods)

    @property
    def rank(self) -> int:
        return self.case.rank

    @property
    def is_flagged(self) -> bool:
        return bool(self.case.raised)

    @property
    def is_chosen(self) -> bool:
        return self.nomination.is_chosen

    @property
    def is_not_reached(self) -> bool:
        return self.case.lane == "not_reached"

    @property
    def is_new(self) -> bool:
        return bool(self.case.new)

    @property
    def lane(self) -> str:
        """The lane in words, once somebody has put the person in one."""
        nomination = self.nomination
        if nomination.is_chosen or nomination.lane == NOT_THIS_TIME:
            return LANE_WORDS[nomination.lane]
        return ""

    @property
    def ready(self) -> str:
        """`ready`, or the first thing that is missing, or '' for someone nobody spoke of."""
        nomination = self.nomination
        if nomination.is_chosen and nomination.asked == "objects":
            return "objects"
        word = readiness(nomination)
        return word or ("not chosen" if nomination.question.strip() else "")


def line_of(case: Case, nomination: Nomination, listing: Listing) -> CaseLine:
    """The line of one case."""
    return CaseLine(case.person.nhs_number, case, nomination, listing)


def since(case: Case) -> str:
    """Whether the person is new here, was discussed before, or was carried over."""
    if case.carried:
        return f"Carried {case.carried}×"
    if case.last_discussed_on is None:
        return "New" if case.raised else ""
    day = case.last_discussed_on
    return f"{day.day} {MONTHS[day.month - 1]}"


def why_here(case: Case, last_meeting_on: date | None) -> str:
    """The reasons for a person's place on the list, in the order that decides it."""
    reasons = [] if case.raised else ["nothing raised"]
    if case.raised:
        reasons.append(f"{case.severity} flag" if case.severity != "note" else "note")
    if case.new:
        day = last_meeting_on
        reasons.append(
            f"new since {day.day} {MONTHS[day.month - 1]}" if day else "not yet discussed"
        )
    if case.raised:
        reasons.append(_counted(len(case.raised), "flag"))
    if case.lane == "not_reached":
        reasons.append(f"{_counted(len(case.unknown), 'question')} the record cannot answer")
    if case.carried:
        reasons.append(f"carried over {_counted(case.carried, 'time')}")
    return "Why here: " + ", ".join(reasons)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
