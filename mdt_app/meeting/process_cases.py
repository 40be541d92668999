"""Who is behind the counts of one meeting: its cases, named for one's own practice only."""

from dataclasses import dataclass

from mdt_app.meeting.agenda import as_item
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.meetings import LEFT_BY_THE_END
from mdt_app.meeting.named import name_for
from mdt_app.meeting.values import AgendaItem, Decision
from mdt_app.meeting.versions import ACTION, ITEM, standing
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class MeetingCase:
    """One case of a meeting. `became` is decided, discussed, deferred or not reached."""

    nhs_number: str
    name: str
    became: str
    words: str
    """What was decided, or the reason it was not."""


@dataclass(frozen=True, slots=True)
class MeetingCases:
    """The cases of one meeting: those of one practice by name, and how many there are besides."""

    meeting: str
    own: tuple[MeetingCase, ...]
    others: int


def cases_of_meeting(rows: Reading, meeting_id: str, practice: str) -> MeetingCases:
    """The people behind a meeting's counts; '' names nobody. In the order of the agenda."""
    items = [as_item(entry) for entry in standing(rows, ITEM, meeting=meeting_id)]
    by_number = {item.nhs_number: item for item in sorted(items, key=_place)}
    decided = {each.nhs_number: each for each in decisions_of(rows, meeting_id)}
    recorded = [e.about for e in standing(rows, ACTION, meeting=meeting_id) if e.about]
    own: list[MeetingCase] = []
    others = 0
    for number in dict.fromkeys((*by_number, *decided, *recorded)):
        if name := name_for(rows, number, practice):
            became, words = _became(by_number.get(number), decided.get(number))
            own.append(MeetingCase(number, name, became, words))
        else:
            others += 1
    return MeetingCases(meeting_id, tuple(own), others)


def _place(item: AgendaItem) -> tuple[int, str]:
    return item.position, item.id


def _became(item: AgendaItem | None, decision: Decision | None) -> tuple[str, str]:
    if decision is not None:
        chosen = "; ".join(choice_words(choice) for choice in decision.choices)
        return "decided", " — ".join(part for part in (chosen, decision.words) if part)
    if item is None or item.state == "discussed":
        return "discussed", ""
    if item.reason in LEFT_BY_THE_END:
        return "not reached", ""
    return item.state, item.reason
