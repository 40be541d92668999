"""What a chosen case still needs before the meeting, in words, person by person and by practice.

What is asked of people comes first: whether the person agreed, the question, what matters to them
or that it was not asked. Then what the record lacks: a result of the last fifteen months of each
kind that the meeting looks at. Nothing here keeps anybody from being discussed but an objection.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import months_before, spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.words import counted
from mdt_app.flags.readings import DAY
from mdt_app.meeting.values import Nomination
from mdt_app.register.values import Record

WITHIN_MONTHS = 15
OBJECTS, QUESTION, CONSENT, MATTERS, REASON = "objects", "question", "consent", "matters", "reason"
RESULT = "result"
READY, READING = "ready", "…"
_KEY_RESULTS: Mapping[str, tuple[Kind, ...]] = {
    "HbA1c": (Kind.HBA1C,),
    "BP": (Kind.BLOOD_PRESSURE,),
    "eGFR": (Kind.EGFR, Kind.CREATININE),
    "ACR": (Kind.ACR,),
    "cholesterol": (Kind.CHOLESTEROL, Kind.NON_HDL),
    "weight": (Kind.BMI, Kind.WEIGHT),
}
"""As the meeting's charts: any of the kinds named will do for each."""
_WORDS = {
    OBJECTS: "objects to being discussed, so is left out",
    QUESTION: "question missing",
    CONSENT: "not asked yet to be discussed",
    MATTERS: "what matters to the person missing",
    REASON: "reason missing",
}
_SHORT = {
    OBJECTS: "objects",
    QUESTION: "question",
    CONSENT: "consent",
    MATTERS: "matters",
    REASON: "reason",
}


@dataclass(frozen=True, slots=True)
class Lacking:
    """A key result that the record does not have of late, and the day of its last one."""

    name: str
    last_on: date | None = None

    @property
    def words(self) -> str:
        last = f", last {spoken(self.last_on)}" if self.last_on else ", none on the record"
        return f"{self.name} date missing{last}"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a case from being ready: what, a word for it, and in words."""

    what: str
    short: str
    words: str


def missing(nomination: Nomination, lacking: Sequence[Lacking] = ()) -> tuple[Missing, ...]:
    """Everything that is missing about one person, the most pressing first."""
    whats = list(_missing_words(nomination))
    found = [Missing(what, _SHORT[what], _WORDS[what]) for what in whats]
    if nomination.is_chosen and nomination.lane == "full" and OBJECTS not in whats:
        found += [Missing(RESULT, each.name, each.words) for each in lacking]
    return tuple(found)


def _missing_words(nomination: Nomination) -> Iterable[str]:
    if nomination.lane == "not_this_time":
        return () if nomination.reason.strip() else (REASON,)
    if nomination.asked == "objects":
        return (OBJECTS,)
    if not nomination.is_chosen:
        return ()
    is_full = nomination.lane == "full"
    has_matters = nomination.what_matters.strip() or nomination.is_matter_not_asked
    lacks = {
        QUESTION: is_full and not nomination.question.strip(),
        CONSENT: nomination.asked != "agreed",
        MATTERS: is_full and not has_matters,
    }
    return [what for what, is_lacking in lacks.items() if is_lacking]


def lacking_results(record: Record, on: date) -> tuple[Lacking, ...]:
    """The key results without a day in the fifteen months up to `on`."""
    since, today = months_before(on, WITHIN_MONTHS).toordinal(), on.toordinal()
    found: list[Lacking] = []
    for name, kinds in _KEY_RESULTS.items():
        days = [row[DAY] for kind in kinds for row in record.of_kind(kind) if row[DAY] <= today]
        last = max(days, default=0)
        if last <= since:
            found.append(Lacking(name, date.fromordinal(last) if last else None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class NotReady:
    """One person who is not ready, and everything that is missing."""

    nhs_number: str
    name: str
    practice: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class PracticeReady:
    """How far one practice's cases are."""

    practice: str
    chosen: int
    not_ready: tuple[NotReady, ...]

    @property
    def words(self) -> str:
        """`Alder Road: 2 of 5 not ready`."""
        waiting = len(self.not_ready)
        told = f"{waiting} of {self.chosen} not ready" if waiting else "all ready"
        return f"{self.practice}: {told if waiting else f'{told} ({self.chosen})'}"


def by_practice(chosen: Iterable[NotReady]) -> list[PracticeReady]:
    """Everyone chosen, those who are ready too, practice by practice; the least ready first."""
    found: dict[str, list[NotReady]] = {}
    for each in chosen:
        found.setdefault(each.practice, []).append(each)
    practices = [
        PracticeReady(practice, len(everyone), tuple(each for each in everyone if each.missing))
        for practice, everyone in found.items()
    ]

    def least_ready(practice: PracticeReady) -> tuple[int, str]:
        return -len(practice.not_ready), practice.practice

    return sorted(practices, key=least_ready)


def readiness_words(chosen: Sequence[NotReady]) -> str:
    """`2 of 14 not ready: question 1, ACR 1`; '' where nobody is chosen."""
    if not chosen:
        return ""
    waiting = [each for each in chosen if each.missing]
    if not waiting:
        return f"all {len(chosen)} ready" if len(chosen) > 1 else "ready"
    counts: dict[str, int] = {}
    for each in waiting:
        for one in each.missing:
            counts[one.short] = counts.get(one.short, 0) + 1
    told = ", ".join(f"{short} {count}" for short, count in counts.items())
    return f"{len(waiting)} of {len(chosen)} not ready: {told}"


def sentence(each: NotReady) -> str:
    """Everything that is missing about one person: `question missing; ACR date missing, …`."""
    return "; ".join(one.words for one in each.missing)


def ready_word(nomination: Nomination, lacking: Sequence[Lacking] | None) -> str:
    """One word for a table: the first thing missing, `ready`, or '' for who is not to come up.

    `lacking` None is a record that was not looked at yet.
    """
    found = missing(nomination, lacking or ())
    if found:
        results = [one for one in found if one.what == RESULT]
        if len(results) == len(found) > 1:
            return counted(len(results), "result")
        return found[0].short
    if not nomination.is_chosen or nomination.lane == "not_this_time":
        return ""
    return READING if lacking is None and nomination.lane == "full" else READY
