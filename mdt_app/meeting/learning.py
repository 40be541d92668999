"""Learning points: what a case taught, for the practices, and never whose case it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mdt_app.clinical.identifying import identifying_kinds
from mdt_app.clinical.words import joined
from mdt_app.errors import UserError
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.values import LearningPoint
from mdt_app.meeting.versions import (
    LEARNING_POINT,
    content_of,
    identity_of,
    standing,
    stepping,
    versions_now,
)
from mdt_app.register.queries import person_by_number
from mdt_app.register.values import Person
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

LONGEST = 500


def as_learning_point(entry: Entry) -> LearningPoint:
    """A learning point from the entry that holds it."""
    return LearningPoint(
        identity_of(entry),
        entry.meeting,
        entry.about,
        entry.payload["words"],
        entry.recorded_by,
        entry.recorded_at,
    )


def learning_points_of(rows: Reading, meeting_id: str) -> list[LearningPoint]:
    """What one meeting learned, oldest first."""
    return [as_learning_point(each) for each in standing(rows, LEARNING_POINT, meeting=meeting_id)]


def learning_points_about(rows: Reading, meeting_id: str, nhs_number: str) -> list[LearningPoint]:
    """What came up at one case, oldest first."""
    found = standing(rows, LEARNING_POINT, about=nhs_number, meeting=meeting_id)
    return [as_learning_point(each) for each in found]


def learning_points(rows: Reading) -> list[LearningPoint]:
    """What every meeting learned, oldest first: the education log."""
    return [as_learning_point(each) for each in standing(rows, LEARNING_POINT)]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A learning point with the meeting it came up in, and never whose case it was."""

    held_on: date
    meeting: str
    words: str


def lessons(rows: Reading) -> list[Lesson]:
    """What every meeting learned, the latest meeting first: for everybody to read."""
    held = {each.id: each for each in meetings(rows)}
    points = [each for each in learning_points(rows) if each.meeting in held]
    found = [Lesson(held[p.meeting].held_on, held[p.meeting].title, p.words) for p in points]
    return sorted(found, key=_held_on, reverse=True)


def _held_on(lesson: Lesson) -> date:
    return lesson.held_on


def keep_learning_point(
    ws: Workspace, meeting_id: str, nhs_number: str, words: str
) -> LearningPoint:
    """Keep what a case taught. Words that say whose case it was are refused; the same is kept once.

    `nhs_number` says at which case it came up, and is never shown with it.
    """
    said = " ".join(words.split())
    with ws.vault.reading() as reading:
        _check(reading, meeting_id, nhs_number, said)
        for point in learning_points_of(reading, meeting_id):
            if (point.nhs_number, point.words) == (nhs_number, said):
                return point
    content: dict[str, Any] = {"words": said}
    with stepping(ws, "learning point kept") as step:
        return as_learning_point(
            step.begin(LEARNING_POINT, content, about=nhs_number, meeting=meeting_id)
        )


def withdraw_learning_point(ws: Workspace, point: LearningPoint) -> None:
    """Strike a learning point out. It stays on file."""
    with ws.vault.reading() as reading:
        now = versions_now(reading, point.id)
    if any(not entry.payload.get("undone", False) for entry in now):
        with stepping(ws, "learning point withdrawn") as step:
            step.replace(now, {**content_of(now[-1]), "undone": True})


def identifying_words(people: Sequence[Person], words: str) -> str:
    """What in the words says whose case it was (`a name and a date of birth`), or ''."""
    names = tuple((person.surname, person.forename) for person in people)
    return joined(list(identifying_kinds(words, names, tuple(p.born_on for p in people))))


def people_it_may_name(rows: Reading, meeting_id: str, nhs_number: str) -> list[Person]:
    """The person at whose case it came up, and everybody else on the meeting's agenda."""
    return list(_people(rows, meeting_id, nhs_number))


def _people(rows: Reading, meeting_id: str, nhs_number: str) -> Iterator[Person]:
    numbers = [nhs_number, *(item.nhs_number for item in agenda(rows, meeting_id))]
    for number in dict.fromkeys(filter(None, numbers)):
        if (person := person_by_number(rows, number)) is not None:
            yield person


def _check(rows: Reading, meeting_id: str, nhs_number: str, words: str) -> None:
    if not words:
        raise UserError("A learning point needs words.", "Say what the practices can learn.")
    if len(words) > LONGEST:
        raise UserError(
            "That is too long for a learning point.", f"Say it in {LONGEST} letters or fewer."
        )
    if found := identifying_words(people_it_may_name(rows, meeting_id, nhs_number), words):
        raise UserError(
            f"This may say whose case it was: it has {found} in it.",
            "Learning points go to every practice. Say it without; your words are still here.",
        )
