"""Everything about one person on one screen, from one reading, by one NHS number."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from mdt_app.errors import UserError
from mdt_app.flags.answers import Raised
from mdt_app.meeting.actions import as_action
from mdt_app.meeting.advice import as_advice, in_days
from mdt_app.meeting.agenda import as_item
from mdt_app.meeting.carrying import ended_days, last_before
from mdt_app.meeting.case_list import new_rules
from mdt_app.meeting.decisions import as_decision
from mdt_app.meeting.entered import entered_about
from mdt_app.meeting.followed import followed
from mdt_app.meeting.nominations import as_nomination, says_easy_read
from mdt_app.meeting.own_targets import targets_about
from mdt_app.meeting.queries import latest_about
from mdt_app.meeting.set_aside import set_aside_about
from mdt_app.meeting.since import Asked, Meetings, difference
from mdt_app.meeting.undated import undated_until
from mdt_app.meeting.values import (
    Action,
    AgendaItem,
    CasePage,
    Decision,
    Meeting,
    Nomination,
    PastDecision,
    Since,
)
from mdt_app.meeting.versions import (
    ACTION,
    ADVICE,
    DECISION,
    ITEM,
    NOMINATION,
    is_standing,
)
from mdt_app.register.queries import record_of, undated_of
from mdt_app.vault.entries import Entry
from mdt_app.vault.vault import Reading

if TYPE_CHECKING:
    from mdt_app.flags.pack import Pack

_SHOWN = (DECISION, ACTION, ITEM, NOMINATION, ADVICE)


def case_page(
    rows: Reading, pack: "Pack", meeting: Meeting, item: AgendaItem, on: date
) -> CasePage:
    """The page of the person of `item`, as the records stand on the day `on`.

    `before` holds earlier meetings, the latest first; `meeting_days` are the days on which
    this person was spoken of, for the charts.
    """
    from mdt_app.flags.engine import answers

    record = record_of(rows, item.nhs_number)
    if record is None:
        raise UserError(
            "This person's record is not in the store any more.",
            "Take the practice's file in again, or take the case off the agenda.",
        )
    entries = _entries_about(rows, item.nhs_number)
    days = ended_days(rows)
    entered = entered_about(rows, item.nhs_number)
    given = answers(pack, record, on, entered)
    raised = [answer for answer in given if isinstance(answer, Raised)]
    since = last_before(days.values(), on)
    changed = difference(Asked(pack, record, on, entered), given, _met(entries, days, since, on))
    here = [entry for entry in entries if entry.meeting == meeting.id]
    before = _before(entries, _earlier(days, meeting))
    return CasePage(
        record=record,
        answers=given,
        new=new_rules(pack, record, since, raised, entered),
        own_targets=entered.targets_on(on.toordinal()),
        nomination=_nomination(entries, meeting, item.nhs_number),
        item=_item(here, item),
        decisions=tuple(as_decision(entry) for entry in here if entry.kind == DECISION),
        actions=_actions(here),
        before=before,
        meeting_days=tuple(sorted({past.held_on for past in before})),
        undated=undated_until(undated_of(rows, record.person.key), on),
        agreed_targets=tuple(targets_about(rows, item.nhs_number)),
        set_aside=set_aside_about(rows, item.nhs_number, on),
        since=changed.since,
        cleared=changed.cleared,
        followed=followed(record, on, before),
        last_met=since,
        wants_easy_read=says_easy_read(as_nomination(e) for e in entries if e.kind == NOMINATION),
        advice=tuple(in_days([as_advice(e) for e in entries if e.kind == ADVICE])),
    )


def since_last_time(rows: Reading, pack: "Pack", nhs_number: str, on: date) -> Mapping[str, Since]:
    """How the raised flags of one person stand against the last meeting, by rule."""
    from mdt_app.flags.engine import answers

    record = record_of(rows, nhs_number)
    if record is None:
        return {}
    days, entered = ended_days(rows), entered_about(rows, nhs_number)
    met = _met(_entries_about(rows, nhs_number), days, last_before(days.values(), on), on)
    given = answers(pack, record, on, entered)
    return difference(Asked(pack, record, on, entered), given, met).since


def _entries_about(rows: Reading, nhs_number: str) -> list[Entry]:
    return [entry for entry in latest_about(rows, _SHOWN, nhs_number) if is_standing(entry)]


def _earlier(days: Mapping[str, date], meeting: Meeting) -> dict[str, date]:
    return {
        other: day for other, day in days.items() if other != meeting.id and day <= meeting.held_on
    }


def _met(
    entries: Sequence[Entry], days: Mapping[str, date], last: date | None, on: date
) -> Meetings:
    """The meetings before that day: the network's last, and those that had this person."""
    own = {entry.meeting for entry in entries if entry.kind in (ITEM, DECISION)}
    return Meetings(last, tuple(day for other, day in days.items() if other in own and day < on))


def _nomination(entries: Sequence[Entry], meeting: Meeting, nhs_number: str) -> Nomination:
    """As the meeting had it if it has ended, else the open one; of rivals the latest."""
    place = meeting.id if meeting.state == "ended" else ""
    found = [e for e in entries if e.kind == NOMINATION and e.meeting == place]
    return as_nomination(found[-1]) if found else Nomination(nhs_number)


def _item(here: Sequence[Entry], item: AgendaItem) -> AgendaItem:
    """The item as it stands now, which may be further than the one that was asked for."""
    versions = [as_item(entry) for entry in here if entry.kind == ITEM]
    return next((version for version in reversed(versions) if version.id == item.id), item)


def _actions(entries: Sequence[Entry]) -> tuple[Action, ...]:
    found = [as_action(entry) for entry in entries if entry.kind == ACTION]
    return tuple(sorted(found, key=_by_entry))


def _by_entry(action: Action) -> str:
    return action.id


def _before(entries: Sequence[Entry], days: Mapping[str, date]) -> tuple[PastDecision, ...]:
    found: list[PastDecision] = []
    for meeting, day in sorted(days.items(), key=_by_day, reverse=True):
        there = [entry for entry in entries if entry.meeting == meeting]
        decisions = [as_decision(entry) for entry in there if entry.kind == DECISION]
        actions = _actions(there)
        if actions and not decisions:
            decisions = [_no_decision(meeting, there)]
        found += [
            PastDecision(day, decision, actions if place == 0 else ())
            for place, decision in enumerate(decisions)
        ]
    return tuple(found)


def _by_day(meeting: tuple[str, date]) -> tuple[date, str]:
    return meeting[1], meeting[0]


def _no_decision(meeting: str, there: Sequence[Entry]) -> Decision:
    """Actions that were agreed without a decision are not lost from the page."""
    at: datetime = there[0].recorded_at
    return Decision("", meeting, there[0].about, (), "", at, there[0].recorded_by)
