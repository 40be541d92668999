"""What the minutes of a meeting say, as values: everything entered, and the facts it rested on.

Minutes for one practice hold that practice's people only; the numbers of the cases stay those
of the meeting. Nothing that was recorded is left out because its case was taken off the agenda.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from mdt_app.clinical.days import spoken
from mdt_app.documents.minutes_case import (
    NO_RECORD,
    OFF_THE_AGENDA,
    PROMPT_WORDS,
    CaseTeller,
    Told,
)
from mdt_app.documents.minutes_network import network_copy, without_people
from mdt_app.documents.minutes_values import (
    NO_DATE,
    NO_OWNER,
    Agreed,
    Amended,
    Fact,
    Minutes,
    MinutesCase,
    MinutesTopic,
    Present,
    Task,
)
from mdt_app.errors import UserError
from mdt_app.meeting.approval import Issue, amendments_of, approval_of
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.breaks import breaks_of
from mdt_app.meeting.learning import learning_points_of
from mdt_app.meeting.meetings import meeting_by_id, meetings, pack_of_meeting
from mdt_app.meeting.topics import topics_of
from mdt_app.meeting.values import Attendee, Meeting
from mdt_app.register.queries import network_name, practices
from mdt_app.register.values import Person
from mdt_app.vault.vault import Reading

__all__ = [
    "NO_DATE",
    "NO_OWNER",
    "NO_RECORD",
    "OFF_THE_AGENDA",
    "Agreed",
    "Amended",
    "Fact",
    "Minutes",
    "MinutesCase",
    "MinutesWriter",
    "Present",
    "Task",
    "minutes_of",
]
_HERE = ZoneInfo("Europe/London")


def minutes_of(
    rows: Reading,
    meeting_id: str,
    practice: str = "",
    *,
    is_network_copy: bool = False,
    issue: Issue | None = None,
) -> Minutes:
    """The minutes of a meeting as it stands; for one practice if its ODS code is given.

    `is_network_copy` takes out whatever says who the people are. `issue` is what stands on the
    pages of minutes that are being approved; of approved ones it is known.
    """
    writer = MinutesWriter(rows, meeting_id, issue)
    return writer.network_copy() if is_network_copy else writer.minutes(practice)


class MinutesWriter:
    """Reads a meeting once, and writes its minutes for whom they are wanted."""

    def __init__(self, rows: Reading, meeting_id: str, issue: Issue | None) -> None:
        self._rows = rows
        self._meeting = _meeting(rows, meeting_id)
        self._names = {each.ods: each.name for each in practices(rows)}
        self._pack = pack_of_meeting(rows, meeting_id)
        self._issue = issue or _issue_of(rows, meeting_id)
        self._teller = CaseTeller(rows, self._meeting, self._names, self._pack)
        self._told = self._teller.cases()

    def practices(self) -> list[str]:
        """The practices that minutes are issued to: those of the meeting, and of its cases."""
        invited = self._meeting.practices or tuple(self._names)
        of_cases = (told.practice for told in self._told if told.practice)
        return list(dict.fromkeys((*invited, *of_cases)))

    def minutes(self, practice: str) -> Minutes:
        """The minutes for everybody, or for one practice."""
        meeting, names = self._meeting, self._names
        told = [each for each in self._told if practice in ("", each.practice)]
        seats = [
            (Present(a.name, a.role, names.get(a.practice, a.practice), _times(a)), a.is_present)
            for a in attendees(self._rows, meeting.id)
        ]
        tasks = self._teller.practice_tasks(practice)
        tasks = tuple(replace(t, words=self.words_for(practice, t.words)) for t in tasks)
        return Minutes(
            network=network_name(self._rows),
            title=meeting.title,
            held_on=meeting.held_on,
            starts_at=meeting.starts_at,
            place=meeting.place,
            practices=self._invited(),
            only_practice=names.get(practice, practice),
            is_draft=self._issue is None,
            present=tuple(seat for seat, came in seats if came),
            apologies=tuple(seat for seat, came in seats if not came),
            cases=tuple(each.case for each in told),
            for_practices=tasks,
            rules=self._pack.called.words,
            has_ended=meeting.state == "ended",
            topics=tuple(self._topics(practice, tasks)),
            learning=tuple(self.words_for(practice, words) for words in self._learning()),
            breaks=tuple(self._breaks()),
            amended=tuple(self._amended(told, is_whole=not practice)),
            considered=tuple(_considered(told)),
            next_meeting=self._next_meeting(),
            issue=self._issue,
        )

    def network_copy(self) -> Minutes:
        """The minutes without anything that says who the people are."""
        people = {told.case.number: told.person for told in self._told}
        return network_copy(self.minutes(""), people, self._meeting.held_on)

    def _invited(self) -> tuple[str, ...]:
        invited = tuple(self._names.get(ods, ods) for ods in self._meeting.practices)
        return invited or tuple(self._names.values())

    def words_for(self, practice: str, words: str) -> str:
        """Words that go to one practice too, without the other practices' people; '' is all."""
        if not practice:
            return words
        told = [each for each in self._told if each.practice != practice]
        return without_people(words, _people(told))

    def words_for_network(self, words: str) -> str:
        """Words without anybody's name, number or date of birth."""
        return without_people(words, _people(self._told))

    def _topics(self, practice: str, tasks: Sequence[Task]) -> Iterator[MinutesTopic]:
        has_ended = self._meeting.state == "ended"
        for topic in topics_of(self._rows, self._meeting.id):
            is_done = topic.state == "done"
            yield MinutesTopic(
                self.words_for(practice, topic.called),
                topic.presenter,
                "Spoken about" if is_done else "Not reached" if has_ended else "To come",
                self.words_for(practice, topic.words),
                tuple(task for task in tasks if task.topic == topic.id),
            )

    def _learning(self) -> Iterator[str]:
        for point in learning_points_of(self._rows, self._meeting.id):
            yield point.words

    def _breaks(self) -> Iterator[str]:
        for one in breaks_of(self._rows, self._meeting.id):
            yield _stretch(one.began_at, one.ended_at)

    def _amended(self, told: Sequence[Told], *, is_whole: bool) -> Iterator[Amended]:
        """What was changed since the end; in a practice's minutes only what concerns it."""
        numbers = {each.nhs_number: each.case.number for each in told}
        for each in amendments_of(self._rows, self._meeting.id):
            cases = tuple(numbers[number] for number in each.about if number in numbers)
            if cases or not each.about or is_whole:
                yield Amended(each.what, cases, each.at.astimezone(_HERE).date(), each.by)

    def _next_meeting(self) -> str:
        later = (m for m in meetings(self._rows) if _is_next(m, self._meeting))
        for meeting in later:
            when = spoken(meeting.held_on) + (f", {meeting.starts_at}" if meeting.starts_at else "")
            return " · ".join(filter(None, (meeting.title, when, meeting.place)))
        return ""


def _people(told: Sequence[Told]) -> list[Person]:
    return [each.person for each in told if each.person is not None]


def _meeting(rows: Reading, meeting_id: str) -> Meeting:
    meeting = meeting_by_id(rows, meeting_id)
    if meeting is None:
        raise UserError("There is no such meeting in this store.", "Choose one from the list.")
    return meeting


def _is_next(other: Meeting, meeting: Meeting) -> bool:
    return other.state == "planned" and other.held_on > meeting.held_on


def _issue_of(rows: Reading, meeting_id: str) -> Issue | None:
    approval = approval_of(rows, meeting_id)
    if approval is None:
        return None
    return Issue(approval.number, approval.by, approval.on, approval.head)


def _times(attendee: Attendee) -> str:
    return ", ".join(_stretch(came, left) for came, left in attendee.stays)


def _stretch(since: datetime, until: datetime | None) -> str:
    return f"{_clock(since)} to {_clock(until) if until else 'the end'}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(_HERE):%H:%M}"


def _considered(told: Sequence[Told]) -> Iterator[str]:
    """`comorbidity in 9`: how many of the discussed cases each question was asked in."""
    counts: Counter[str] = Counter(
        words
        for each in told
        for words in {word for decision in each.case.decisions for word in decision.considered}
    )
    order: Mapping[str, int] = {words: at for at, words in enumerate(PROMPT_WORDS.values())}
    for words in sorted(counts, key=lambda found: order.get(found, len(order))):
        yield f"{words} in {counts[words]}"
