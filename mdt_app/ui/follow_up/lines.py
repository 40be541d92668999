"""One agreed action as the list shows it: whom it is for, who owes it, how late it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.meeting.values import Action

SEGMENTS = (
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("evidence", "On the record"),
    ("done", "Done"),
    ("all", "Everything"),
)
NO_OWNER = "no owner"


@dataclass(frozen=True, slots=True)
class Names:
    """What actions only know by number: people, practices, the days of meetings, and today."""

    people: Mapping[str, str]
    practices: Mapping[str, str]
    meeting_days: Mapping[str, date]
    today: date


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with the words around it. `days_late` is None while it is not late."""

    action: Action
    patient: str
    practice: str
    agreed_on: date | None
    days_late: int | None
    today: date
    haystack: str
    evidence: str = ""
    """What shows on the record that it was done, where anything does and it is still open."""

    @property
    def is_open(self) -> bool:
        return self.action.state == "open"

    @property
    def owner(self) -> str:
        return self.action.owner or NO_OWNER

    @property
    def due_words(self) -> str:
        """The day it is due and how late it is; or when it was done."""
        action = self.action
        if action.state == "done":
            return f"done {spoken(action.done_on)}" if action.done_on else "done"
        if action.state == "withdrawn":
            return "will not be done"
        if action.due_on is None:
            return "no day set"
        if self.days_late is not None:
            days = "1 day" if self.days_late == 1 else f"{self.days_late} days"
            return f"{spoken(action.due_on)} · overdue {days}"
        is_today = action.due_on == self.today
        return f"{spoken(action.due_on)} · today" if is_today else spoken(action.due_on)


def line_of(action: Action, names: Names, evidence: str = "") -> ActionLine:
    """The line of one action, with what shows on the record that it was done."""
    patient = "for the practice"
    if action.nhs_number:
        patient = names.people.get(action.nhs_number, "not in this store")
    practice = names.practices.get(action.practice, action.practice)
    words = (action.words, action.owner, patient, practice, action.nhs_number, action.note)
    return ActionLine(
        action,
        patient,
        practice,
        names.meeting_days.get(action.meeting),
        _days_late(action, names.today),
        names.today,
        "\n".join(words).casefold(),
        evidence if action.state == "open" else "",
    )


def _days_late(action: Action, today: date) -> int | None:
    """Days past the day it was due; None on the day itself, before it, or once it is closed."""
    if action.state != "open" or action.due_on is None or action.due_on >= today:
        return None
    return (today - action.due_on).days


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """What the person at the screen wants to see. '' is any."""

    segment: str = "open"
    owner: str = ""
    practice: str = ""
    words: str = ""


_IN_SEGMENT: Mapping[str, Callable[[ActionLine], bool]] = {
    "open": lambda line: line.is_open,
    "overdue": lambda line: line.days_late is not None,
    "evidence": lambda line: bool(line.evidence),
    "done": lambda line: line.action.state == "done",
    "all": lambda _line: True,
}


def count_in(lines: Sequence[ActionLine], segment: str) -> int:
    """How many lines a segment holds, before any other filter."""
    return sum(map(_IN_SEGMENT[segment], lines))


def filtered(lines: Sequence[ActionLine], wanted: ActionFilter) -> list[ActionLine]:
    """The lines that pass, in the order given. Every word typed must be somewhere in a line."""
    found = [line for line in lines if _IN_SEGMENT[wanted.segment](line)]
    if wanted.owner:
        found = [line for line in found if line.owner == wanted.owner]
    if wanted.practice:
        found = [line for line in found if line.action.practice == wanted.practice]
    for word in wanted.words.casefold().split():
        found = [line for line in found if word in line.haystack]
    return found


def owners(lines: Sequence[ActionLine]) -> list[tuple[str, str]]:
    """Everyone who owes or owed something, with how many of theirs are open."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.owner] = found.get(line.owner, 0) + line.is_open
    return [(owner, f"{owner} · {found[owner]} open") for owner in sorted(found)]
