"""What the page of minutes shows of a meeting, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted, joined
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.approval import (
    APPROVED,
    DRAFT,
    Amendment,
    Approval,
    MinutesState,
    addenda_of,
    approval_of,
    approvals_of,
    minutes_state,
    next_number,
    readable_head,
)
from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.decisions import choice_words, decisions_of
from mdt_app.meeting.meetings import meeting_by_id, meetings
from mdt_app.meeting.values import Action, Decision, Meeting
from mdt_app.register.queries import person_by_number, practices
from mdt_app.vault.vault import Reading

_RECENT = 3


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """One meeting whose minutes can be looked at."""

    meeting: Meeting
    approval: Approval | None
    addenda: int = 0
    rivals: tuple[Approval, ...] = ()
    """Two approvals or more between which nobody has chosen."""

    @property
    def title(self) -> str:
        return f"{self.meeting.title}, {spoken(self.meeting.held_on)}"

    @property
    def state(self) -> str:
        """`Draft, not approved`, `Approved as 2026/03, 1 addendum`."""
        if self.rivals:
            numbers = joined([each.number for each in self.rivals])
            return f"Approved {len(self.rivals)} times, apart: {numbers}"
        if self.approval is not None:
            more = f", {counted(self.addenda, 'addendum', 'addenda')}" if self.addenda else ""
            return f"Approved as {self.approval.number}{more}"
        return "Draft, not approved" if self.meeting.state == "ended" else "The meeting is open"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A decision or an action that a draft can be amended by, with whose it is."""

    label: str
    decision: Decision | None = None
    action: Action | None = None

    @property
    def id(self) -> str:
        found = self.decision or self.action
        return found.id if found is not None else ""


@dataclass(frozen=True, slots=True)
class Details:
    """Everything the page says about the minutes of one meeting."""

    line: MinutesLine
    state: MinutesState
    number: str
    """The number that the minutes have, or would have."""
    chair: str
    cases: tuple[tuple[str, str], ...]
    """NHS number and words of every case, for what an addendum is about."""
    agreed: tuple[Agreed, ...]
    practices: tuple[tuple[str, str], ...]

    @property
    def is_draft(self) -> bool:
        return self.state.state == DRAFT

    @property
    def is_approved(self) -> bool:
        return self.state.state == APPROVED

    @property
    def rivals(self) -> tuple[Approval, ...]:
        """The approvals between which somebody must choose."""
        return self.state.rivals

    @property
    def sentence(self) -> str:
        """How the minutes stand, and what comes next."""
        approval = self.state.approval
        if self.rivals:
            told = "; ".join(approval_words(each) for each in self.rivals)
            return f"Both stand until somebody chooses which holds: {told}."
        if approval is not None:
            return (
                f"Approved on {spoken(approval.on)} by {approval.by}, as {approval.number}."
                f" Record {readable_head(approval.head)}. They stay as they were issued."
            )
        if self.is_draft:
            return "Draft: amend what is wrong, then let the chair approve it."
        return "The meeting has not ended: its minutes are only a first draft."

    @property
    def changes(self) -> Iterator[str]:
        """What was amended and added, one line each."""
        numbers = {number: at for at, (number, _words) in enumerate(self.cases, start=1)}
        for each in self.state.amendments:
            yield _amended(each, numbers)
        for approval in self.state.set_aside:
            yield f"Approved apart too, and not what holds: {approval_words(approval)}"
        for addendum in self.state.addenda:
            who = dict(self.cases).get(addendum.about, "")
            about = f" ({who})" if who else ""
            yield (
                f"Addendum {addendum.number}, {spoken(addendum.on)} by {addendum.by}{about}:"
                f" {addendum.words}"
            )


def approval_words(approval: Approval) -> str:
    """`2026/03, approved on 26 Nov 2026 by Dr A. Chair, record 8f3a-91c2-07de-55b0`."""
    day = spoken(approval.on)
    record = readable_head(approval.head)
    return f"{approval.number}, approved on {day} by {approval.by}, record {record}"


def _line(rows: Reading, meeting: Meeting) -> MinutesLine:
    state = minutes_state(rows, meeting) if len(approvals_of(rows, meeting.id)) > 1 else None
    rivals = state.rivals if state is not None else ()
    addenda = len(addenda_of(rows, meeting.id))
    return MinutesLine(meeting, approval_of(rows, meeting.id), addenda, rivals)


def minutes_lines(rows: Reading) -> list[MinutesLine]:
    """Every meeting that has begun, the latest first."""
    held = [meeting for meeting in meetings(rows) if meeting.state != "planned"]
    return [_line(rows, meeting) for meeting in reversed(held)]


def recent_lines(rows: Reading) -> list[MinutesLine]:
    """The last meetings that have ended, for where one comes from to the next."""
    ended = [meeting for meeting in meetings(rows) if meeting.state == "ended"][-_RECENT:]
    return [_line(rows, meeting) for meeting in reversed(ended)]


def details_of(rows: Reading, meeting_id: str) -> Details | None:
    """The minutes of one meeting as they stand; None where there is no such meeting."""
    meeting = meeting_by_id(rows, meeting_id)
    if meeting is None:
        return None
    state = minutes_state(rows, meeting)
    cases = _cases(rows, meeting_id)
    came = [one for one in attendees(rows, meeting_id) if one.is_present]
    chair = next((one.name for one in came if one.role == "Chair"), "")
    return Details(
        line=MinutesLine(meeting, state.approval, len(state.addenda), state.rivals),
        state=state,
        number=state.approval.number if state.approval else next_number(rows, meeting),
        chair=chair,
        cases=tuple(cases.items()),
        agreed=tuple(_agreed(rows, meeting_id, cases)),
        practices=tuple((each.ods, each.name) for each in practices(rows)),
    )


def _cases(rows: Reading, meeting_id: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, item in enumerate(agenda(rows, meeting_id), start=1):
        person = person_by_number(rows, item.nhs_number)
        who = person.listed_name if person else "no record here"
        found[item.nhs_number] = f"Case {number}, {who}"
    return found


def _agreed(rows: Reading, meeting_id: str, cases: Mapping[str, str]) -> Iterator[Agreed]:
    for decision in decisions_of(rows, meeting_id):
        chosen = [choice_words(choice) for choice in decision.choices]
        words = _shortened([*chosen, decision.words])
        who = cases.get(decision.nhs_number, "Off the agenda")
        yield Agreed(f"{who}: decision, {words}", decision=decision)
    for action in actions_of(rows, meeting_id):
        who = cases.get(action.nhs_number, "For practices")
        yield Agreed(f"{who}: action, {_shortened([action.words])}", action=action)


def _shortened(parts: Sequence[str]) -> str:
    words = " ".join("; ".join(filter(None, parts)).split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _amended(each: Amendment, numbers: Mapping[str, int]) -> str:
    cases = [str(numbers[number]) for number in each.about if number in numbers]
    about = f", case {', '.join(cases)}" if cases else ""
    day = spoken(each.at.astimezone(UTC).date())
    return f"Amended on {day} by {each.by}: {each.what}{about}"
