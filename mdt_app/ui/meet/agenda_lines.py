"""The list on the left as values: practices with their cases, each with its mark and reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from mdt_app.meeting.agenda import to_go
from mdt_app.meeting.topics import Topic
from mdt_app.meeting.values import AgendaItem
from mdt_app.register.values import Person
from mdt_app.ui.meet.words import MARK_WORDS, MARKS, item_line, listed_name
from mdt_app.ui.names_shown import names


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A practice's heading, or one case under it, or a topic by its id."""

    words: str
    detail: str = ""
    mark: str = ""
    said: str = ""
    item: AgendaItem | None = None
    topic: str = ""

    @property
    def is_heading(self) -> bool:
        return self.item is None and not self.topic


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list knows about everyone on the agenda."""

    people: Mapping[str, Person]
    practice_names: Mapping[str, str]
    reasons: Mapping[str, str]
    topics: tuple[Topic, ...] = ()

    def practice_of(self, item: AgendaItem) -> str:
        person = self.people.get(item.nhs_number)
        ods = person.practice if person else ""
        return self.practice_names.get(ods, ods or "Record not in this store")


def agenda_lines(items: Sequence[AgendaItem], listed: Listed) -> list[AgendaLine]:
    """Headings and cases in the agenda's order.

    Cases that come before their practice's own turn stand together at the top, and say whose.
    """
    lines: list[AgendaLine] = []
    runs = [(practice, list(group)) for practice, group in groupby(items, key=listed.practice_of)]
    turn = {practice: place for place, (practice, _cases) in enumerate(runs)}
    early = list(takewhile(lambda run: turn[run[1][0]] != run[0], enumerate(runs)))
    first = [(practice, item) for _place, (practice, cases) in early for item in cases]
    if first:
        lines.append(AgendaLine(f"First · {len(first)}", said=f"To come first, {len(first)}"))
        lines += [_case_line(item, listed, practice) for practice, item in first]
    for practice, cases in runs[len(early) :]:
        lines.append(AgendaLine(f"{practice} · {len(cases)}", said=f"{practice}, {len(cases)}"))
        lines += [_case_line(item, listed) for item in cases]
    return [*lines, *_topic_lines(listed.topics, len(items))]


def _topic_lines(topics: Sequence[Topic], cases: int) -> Iterator[AgendaLine]:
    """What is about no case stands below all cases, and says where it comes."""
    if not topics:
        return
    yield AgendaLine(f"Topics · {len(topics)}", said=f"Topics, {len(topics)}")
    for topic in topics:
        state = "discussed" if topic.state == "done" else "waiting"
        where = f"before case {topic.after + 1}" if topic.after < cases else "after the cases"
        detail = f"{where} · {topic.details}"
        said = f"{MARK_WORDS[state]}: {topic.called}. {detail}"
        yield AgendaLine(topic.called, detail, MARKS[state], said, topic=topic.id)


def _case_line(item: AgendaItem, listed: Listed, practice: str = "") -> AgendaLine:
    person = listed.people.get(item.nhs_number)
    name = listed_name(person) if person else "Record not in this store"
    detail = names.plain(item_line(item, listed.reasons.get(item.nhs_number, "")))
    detail = f"{practice} · {detail}" if practice and detail else detail or practice
    said = f"{MARK_WORDS[item.state]}: {name}. {detail}"
    return AgendaLine(name, detail, MARKS[item.state], said, item)


def progress_words(items: Sequence[AgendaItem]) -> str:
    """`Discussed 3 · deferred 1 · to go 10, 2 of them parked`."""
    counts = {state: sum(item.state == state for item in items) for state in MARKS}
    left = len(to_go(items))
    parked = f", {counts['parked']} of them parked" if counts["parked"] else ""
    return f"Discussed {counts['discussed']} · deferred {counts['deferred']} · to go {left}{parked}"
