"""One line of the list of people: everything it shows and sorts by, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import MONTHS, age_on, spoken
from mdt_app.meeting.case_list import order_reasons
from mdt_app.meeting.noted import Proposed
from mdt_app.meeting.prepared import Prepared
from mdt_app.meeting.readiness import Missing, missing, ready_word
from mdt_app.meeting.values import Case, Nomination

FULL, NOTED, NOT_THIS_TIME = "full", "noted", "not_this_time"
LANE_WORDS = {FULL: "Full", NOTED: "Noted", NOT_THIS_TIME: "Not now"}
PROPOSED_WORD, AUDIT_WORD, AGAIN_WORD = "Noted?", "Audit", "Ask again"
LATE_WORD = "late"
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
    proposed: Proposed | None = None
    """What the stated rules propose for the person's lane, if anything."""
    prepared: Prepared | None = None
    """What the record of somebody chosen says besides; None is not looked at yet."""
    is_late: bool = False
    """Chosen after the list closed."""

    @property
    def name(self) -> str:
        return self.case.person.listed_name

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
    def rules(self) -> tuple[str, ...]:
        """The rules raised, those that are set aside too."""
        return tuple([flag.rule for flag in (*self.case.raised, *self.case.set_aside)])

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
    def is_spoken_for(self) -> bool:
        """Whether somebody has put the person in a lane, and it holds today."""
        return self.nomination.is_chosen or self.is_left_out

    @property
    def is_left_out(self) -> bool:
        """Not this time, with the day to ask again still to come, or none given."""
        again = self.nomination.ask_again_on
        is_out = self.nomination.lane == NOT_THIS_TIME and not self.nomination.is_chosen
        return is_out and (again is None or self.listing.today < again)

    @property
    def asks_again(self) -> bool:
        """Left out until a day that has come."""
        return self.nomination.lane == NOT_THIS_TIME and not self.is_spoken_for

    @property
    def is_to_note(self) -> bool:
        """Noted, or proposed to be while nobody has said otherwise."""
        if self.is_spoken_for:
            return self.nomination.lane == NOTED
        return self.proposed is not None

    @property
    def lane(self) -> str:
        """The lane in words, once somebody has put the person in one; else what is proposed."""
        if self.is_spoken_for:
            return LANE_WORDS[self.nomination.lane]
        if self.asks_again:
            return AGAIN_WORD
        if self.proposed is None:
            return ""
        return AUDIT_WORD if self.proposed.is_audit else PROPOSED_WORD

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Everything that keeps the person from being ready, as far as it is known."""
        return missing(self.nomination, self.prepared.lacking if self.prepared else ())

    @property
    def ready(self) -> str:
        """`ready`, or the first thing that is missing, or '' for someone nobody spoke of."""
        nomination = self.nomination
        if nomination.lane == FULL and not nomination.is_chosen and nomination.asked != "objects":
            return "not chosen" if nomination.question.strip() else ""  # nearly everybody
        if self.asks_again:
            return ""
        lacking = self.prepared.lacking if self.prepared is not None else None
        if word := ready_word(nomination, lacking):
            return word
        again = nomination.ask_again_on
        if self.is_left_out:
            return f"till {day_and_month(again)}" if again else ""
        return "not chosen" if nomination.question.strip() else ""


def day_and_month(day: date) -> str:
    """`26 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def line_of(
    case: Case, nomination: Nomination, listing: Listing, proposed: Proposed | None = None
) -> CaseLine:
    """The line of one case."""
    return CaseLine(case.person.nhs_number, case, nomination, listing, proposed)


def since(case: Case) -> str:
    """Whether the person is new here, was discussed before, or was carried over."""
    if case.carried:
        return f"Carried {case.carried}×"
    if case.last_discussed_on is None:
        return "New" if case.raised else ""
    return day_and_month(case.last_discussed_on)


def why_here(case: Case, last_meeting_on: date | None) -> str:
    """The reasons for a person's place on the list, in the order that decides it."""
    return f"Why here: {order_reasons(case, last_meeting_on)}"


def proposal_words(line: CaseLine) -> str:
    """What is proposed about a person's lane, by which rule, and what to press; '' for nothing."""
    if line.asks_again:
        again = line.nomination.ask_again_on
        until = f"left out until {spoken(again)}" if again else "left out"
        why = f", {reason}" if (reason := line.nomination.reason.strip()) else ""
        return f"Ask again: {until}{why}. 1 or 2 chooses, 3 leaves out again."
    proposed = line.proposed
    if proposed is None:
        return ""
    if proposed.is_audit:
        drawn = f"{proposed.drawn} drawn from the {proposed.of} proposed as noted"
        return f"For audit: look at this one in full. One of {drawn}: {proposed.words}."
    if line.is_spoken_for:
        return ""
    return f"Proposed: noted, since {proposed.words}. 2 accepts it, 1 or 3 does not."
