"""One line of the page for each meeting that is kept, and for who died or left long ago."""

from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import counted, joined
from mdt_app.meeting.erasing import Erasable
from mdt_app.meeting.retention import Gone, Review, gone_for_long, reviews
from mdt_app.register.queries import person_by_number
from mdt_app.vault.old_copies import put_back_since
from mdt_app.vault.vault import Reading

MEETING, PERSON = "meeting", "person"


@dataclass(frozen=True, slots=True)
class KeptLine:
    """What is kept: a meeting, or all there is about a person. `id` is an id or an NHS number."""

    what: str
    id: str
    title: str
    state: str
    is_due: bool = False
    sentence: str = ""

    @property
    def is_meeting(self) -> bool:
        return self.what == MEETING


def kept_lines(rows: Reading, today: date) -> list[KeptLine]:
    """What is due first, then who died or left long ago, then what is due later."""
    meetings = [_meeting(review, today) for review in reviews(rows)]
    people = [_gone(gone) for gone in gone_for_long(rows, today)]
    due = [line for line in meetings if line.is_due]
    return [*due, *people, *(line for line in meetings if not line.is_due)]


def line_of_number(rows: Reading, nhs_number: str) -> KeptLine:
    """Somebody chosen by number, whether files brought them or only entries name them."""
    person = person_by_number(rows, nhs_number)
    title = person.banner_name if person is not None else f"NHS {spaced(nhs_number)}"
    return KeptLine(PERSON, nhs_number, title, "Chosen by NHS number", sentence=_NEXT_FILE)


def _meeting(review: Review, today: date) -> KeptLine:
    meeting = review.meeting
    is_due = review.is_due(today)
    state = f"Due since {spoken(review.on)}" if is_due else f"Until {spoken(review.on)}"
    longer = f" Kept longer by {review.by}: {review.reason}" if review.reason else ""
    sentence = (
        f"{counted(review.cases, 'case')} on its agenda. Look at it again:"
        f" keep it longer with a reason, or erase it.{longer}"
        if is_due
        else f"{counted(review.cases, 'case')} on its agenda. Nobody need look at it yet.{longer}"
    )
    return KeptLine(
        MEETING, meeting.id, f"{meeting.title}, {spoken(meeting.held_on)}", state, is_due, sentence
    )


_NEXT_FILE = (
    "Their practice's next file brings them in again while they are in it, and an objection of"
    " theirs is gone too. Words about others that mention them stay."
)


def _gone(gone: Gone) -> KeptLine:
    state = f"{gone.why.capitalize()} on {spoken(gone.on)}"
    return KeptLine(
        PERSON, gone.person.nhs_number, gone.person.banner_name, state, True, _NEXT_FILE
    )


def kept_words(rows: Reading, years: int) -> str:
    """For how long meetings are kept, and what an older copy may have brought back."""
    words = (
        f"Meetings are looked at again after {counted(years, 'year')}. Nothing is erased by itself."
    )
    if (put_back := put_back_since(rows)) is None:
        return words
    made, at = (spoken(moment.astimezone().date()) for moment in put_back)
    return (
        f"{words} On {at} this store was put back from a copy of {made}: whatever was erased"
        " between is here again. Erase it again."
    )


def would_go(counts: Erasable) -> str:
    """What an erasure would take, in a sentence."""
    parts = [counted(counts.entries, "entry", "entries")]
    if counts.documents:
        parts.append(counted(counts.documents, "issued document"))
    brought = counts.brought
    for number, one in (
        (brought.results, "result"),
        (brought.medicines, "medicine"),
        (brought.events, "event"),
        (brought.set_aside, "row set aside"),
    ):
        if number:
            many = "rows set aside" if one == "row set aside" else f"{one}s"
            parts.append(counted(number, one, many))
    still = (
        f" {counted(counts.open_actions, 'action')} among them still open."
        if counts.open_actions
        else ""
    )
    return f"This would go: {joined(parts)}.{still}"


def copies_words(copies: int) -> str:
    """What to do about the backups."""
    which = "older backup" if copies == 1 else f"{copies} older backups"
    return f"Delete the {which} that may hold it too"
