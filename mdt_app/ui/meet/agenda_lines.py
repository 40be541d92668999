"""The list on the left as values: practices with their cases, each with its mark and reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mdt_app.meeting.values import AgendaItem
from mdt_app.register.values import Person
from mdt_app.ui.meet.words import MARK_WORDS, MARKS, NOW_MARK, item_line, listed_name


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A practice's heading (`item` None), or one case under it."""

    words: str
    detail: str = ""
    mark: str = ""
    said: str = ""
    item: AgendaItem | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list knows about everyone on the agenda."""

    people: Mapping[str, Person]
    practice_names: Mapping[str, str]
    reasons: Mapping[str, str]

    def practice_of(self, item: AgendaItem) -> str:
        person = self.people.get(item.nhs_number)
        ods = person.practice if person else ""
        return self.practice_names.get(ods, ods or "Record not in this store")


def agenda_lines(items: Sequence[AgendaItem], now: str, listed: Listed) -> list[AgendaLine]:
    """Headings and cases in the agenda's order; `now` is the NHS number of the case shown."""
    lines: list[AgendaLine] = []
    for practice, group in groupby(items, key=listed.practice_of):
        cases = list(group)
        lines.append(AgendaLine(f"{practice} · {len(cases)}", said=f"{practice}, {len(cases)}"))
        lines += [_case_line(item, now, listed) for item in cases]
    return lines


def _case_line(item: AgendaItem, now: str, listed: Listed) -> AgendaLine:
    person = listed.people.get(item.nhs_number)
    name = listed_name(person) if person else "Record not in this store"
    detail = item_line(item, listed.reasons.get(item.nhs_number, ""))
    is_now = item.nhs_number == now
    mark = NOW_MARK if is_now and item.state == "waiting" else MARKS[item.state]
    state = "Now" if is_now else MARK_WORDS[item.state]
    return AgendaLine(name, detail, mark, f"{state}: {name}. {detail}", item)


def progress_words(items: Sequence[AgendaItem]) -> str:
    """`Discussed 3 · deferred 1 · to go 10`."""
    counts = {state: sum(item.state == state for item in items) for state in MARKS}
    return (
        f"Discussed {counts['discussed']} · deferred {counts['deferred']}"
        f" · to go {counts['waiting']}"
    )
