"""The network's copy of minutes: case numbers, age bands and practices; nothing says who it was.

Fields that identify are left behind; free text has names, numbers and dates of birth taken out
of it. A name is hidden as often as it may be one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mdt_app.clinical.days import age_on
from mdt_app.documents.minutes_values import Agreed, Fact, Minutes, MinutesCase, MinutesTopic, Task
from mdt_app.meeting.on_the_wall import age_band
from mdt_app.meeting.unnamed import Unnamed
from mdt_app.register.values import Person

Hide = Callable[[str], str]
_NO_AGE = "age not known"


def without_people(text: str, people: Sequence[Person]) -> str:
    """Words for people who do not know these: without their names, numbers and birthdays."""
    return _hiding(people)(text)


def network_copy(minutes: Minutes, people: Mapping[int, Person | None], on: date) -> Minutes:
    """The minutes without identifiers; `people` are the cases' people by the cases' numbers."""
    hide = _hiding([person for person in people.values() if person is not None])
    return replace(
        minutes,
        is_network_copy=True,
        cases=tuple(_case(case, people.get(case.number), on, hide) for case in minutes.cases),
        for_practices=tuple(_task(task, hide) for task in minutes.for_practices),
        topics=tuple(_topic(topic, hide) for topic in minutes.topics),
        learning=tuple(map(hide, minutes.learning)),
    )


def _hiding(people: Sequence[Person]) -> Hide:
    """Takes everybody's names out as if they were one person's: a surname alone goes too."""
    if not people:
        return str
    everybody = replace(
        people[0],
        surname=" ".join(person.surname for person in people),
        forename=" ".join(person.forename for person in people),
    )
    return Unnamed(everybody, people)


def _case(case: MinutesCase, person: Person | None, on: date, hide: Hide) -> MinutesCase:
    band, told = _NO_AGE, hide
    if person is not None:
        band, hide = age_band(person, on), _own_first(Unnamed(person), hide)
        told = _without_age(hide, age_on(person.born_on, on), band)
    return MinutesCase(
        number=case.number,
        who=f"Case {case.number}",
        born=band,
        sex="",
        nhs_number="",
        practice=case.practice,
        state=case.state,
        reason=hide(case.reason),
        decisions=tuple(_agreed(decision, hide) for decision in case.decisions),
        tasks=tuple(_task(task, hide) for task in case.tasks),
        asked_by=case.asked_by,
        question=hide(case.question),
        what_matters=hide(case.what_matters),
        facts=tuple(
            Fact(f.severity, told(f.headline), told(f.detail), told(f.since)) for f in case.facts
        ),
        not_known=tuple(map(told, case.not_known)),
        cleared=tuple(map(told, case.cleared)),
        followed=tuple(map(told, case.followed)),
        late=hide(case.late),
        in_the_room=case.in_the_room,
    )


def _own_first(own: Hide, others: Hide) -> Hide:
    """Of the person whose case it is the words say 'the person', of others 'another person'."""

    def hide(text: str) -> str:
        return others(own(text))

    return hide


def _without_age(hide: Hide, age: int, band: str) -> Hide:
    """What the program itself says of a person, with no age to the year."""
    exact = re.compile(rf"\b(age|aged) {age}\b")

    def told(text: str) -> str:
        return hide(exact.sub(rf"\1 {band}", text))

    return told


def _agreed(decision: Agreed, hide: Hide) -> Agreed:
    return replace(
        decision,
        choices=tuple(map(hide, decision.choices)),
        words=hide(decision.words),
        told_by=hide(decision.told_by),
        coordinator=hide(decision.coordinator),
        differed=hide(decision.differed),
        read_back=hide(decision.read_back),
    )


def _topic(topic: MinutesTopic, hide: Hide) -> MinutesTopic:
    return replace(
        topic,
        title=hide(topic.title),
        words=hide(topic.words),
        tasks=tuple(_task(task, hide) for task in topic.tasks),
    )


def _task(task: Task, hide: Hide) -> Task:
    return replace(
        task,
        words=hide(task.words),
        owner=hide(task.owner),
        state=hide(task.state),
        note=hide(task.note),
    )
