"""How long meetings are kept: each has a day on which somebody looks at it again.

Nothing is ever erased because a day has come. The day is the network's number of years after the
meeting, unless somebody wrote down why it is kept longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import months_after, months_before, spoken
from mdt_app.errors import UserError
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.values import Meeting
from mdt_app.meeting.versions import ITEM, standing
from mdt_app.register.queries import people
from mdt_app.register.values import Person
from mdt_app.vault.entries import current_entries
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

PERIOD, REVIEW = "retention_period", "retention_review"
USUAL_YEARS = 8
LEAST_YEARS, MOST_YEARS = 1, 100


@dataclass(frozen=True, slots=True)
class Review:
    """A meeting that has ended, and the day on which it is looked at again."""

    meeting: Meeting
    on: date
    cases: int
    reason: str = ""
    """Why it is kept longer than usual; '' where it is not."""
    by: str = ""

    def is_due(self, today: date) -> bool:
        return self.on <= today


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who died or left so long ago that the same number of years has passed."""

    person: Person
    on: date
    why: str
    """'died' or 'left'."""


def retention_years(rows: Reading) -> int:
    """For how many years this network keeps a meeting before it is looked at again."""
    for entry in reversed(current_entries(rows, PERIOD)):
        return int(entry.payload["years"])
    return USUAL_YEARS


def keep_for(ws: Workspace, years: int) -> None:
    """Say for how many years meetings are kept; the same again enters nothing."""
    if not LEAST_YEARS <= years <= MOST_YEARS:
        raise UserError(
            f"{years} is no number of years to keep a meeting.",
            f"Give {LEAST_YEARS} to {MOST_YEARS}; {USUAL_YEARS} is usual.",
        )
    with ws.vault.reading() as reading:
        if retention_years(reading) == years:
            return
    with ws.vault.writing(ws.user, "time to keep meetings changed") as writing:
        before = [entry.id for entry in current_entries(writing, PERIOD)]
        writing.record(PERIOD, {"years": years}, replaces=before)


def reviews(rows: Reading) -> list[Review]:
    """Every meeting that has ended, the next to be looked at first."""
    years = retention_years(rows)
    kept = {entry.meeting: entry for entry in current_entries(rows, REVIEW)}
    found = []
    for meeting in meetings(rows):
        if meeting.state != "ended":
            continue
        cases = len({entry.about for entry in standing(rows, ITEM, meeting=meeting.id)})
        if (entry := kept.get(meeting.id)) is not None:
            on = date.fromisoformat(entry.payload["on"])
            why = str(entry.payload["reason"])
            found.append(Review(meeting, on, cases, why, entry.recorded_by))
        else:
            found.append(Review(meeting, months_after(meeting.held_on, 12 * years), cases))
    return sorted(found, key=_by_day)


def _by_day(review: Review) -> tuple[date, date, str]:
    return review.on, review.meeting.held_on, review.meeting.id


def review_of(rows: Reading, meeting_id: str) -> Review | None:
    """When that meeting is looked at again; None if it is not here or has not ended."""
    return next((each for each in reviews(rows) if each.meeting.id == meeting_id), None)


def keep_longer(ws: Workspace, meeting_id: str, on: date, reason: str) -> Review:
    """Keep a meeting until it is looked at again on that day, and say why."""
    if not reason.strip():
        raise UserError("Keeping a meeting longer needs a reason.", "Say in a few words why.")
    if on <= ws.today():
        raise UserError(
            f"{spoken(on)} is not after today.", "Give the day on which to look at it again."
        )
    with ws.vault.writing(ws.user, "meeting kept longer") as writing:
        if review_of(writing, meeting_id) is None:
            raise UserError("There is no such meeting that has ended.", "Choose one of the list.")
        before = [e.id for e in current_entries(writing, REVIEW, meeting=meeting_id)]
        writing.record(
            REVIEW,
            {"on": on.isoformat(), "reason": reason.strip()},
            meeting=meeting_id,
            replaces=before,
        )
    with ws.vault.reading() as reading:
        found = review_of(reading, meeting_id)
    assert found is not None
    return found


def gone_for_long(rows: Reading, on: date) -> Sequence[Gone]:
    """Who died or left as long ago as meetings are kept, the longest first."""
    before = months_before(on, 12 * retention_years(rows))
    found = []
    for person in people(rows):
        day = person.died_on or person.left_on
        if day is not None and day <= before:
            found.append(Gone(person, day, "died" if person.died_on else "left"))
    return sorted(found, key=_by_leaving)


def _by_leaving(gone: Gone) -> tuple[date, str]:
    return gone.on, gone.person.nhs_number
