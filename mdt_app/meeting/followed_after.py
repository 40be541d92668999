"""What the records show since of one action, for those who follow actions up."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from mdt_app.meeting.decisions import decisions_about
from mdt_app.meeting.followed import followed
from mdt_app.meeting.meetings import meeting_by_id
from mdt_app.meeting.values import Action, Decision, Followed, PastDecision
from mdt_app.register.queries import record_of
from mdt_app.vault.vault import Reading

_NO_MOMENT = datetime.min.replace(tzinfo=UTC)


def evidence_found(rows: Reading, actions: Iterable[Action], on: date) -> Mapping[str, str]:
    """What shows on the record that an open action was done, by its id; most are not here."""
    found: dict[str, str] = {}
    for action in actions:
        if action.state == "open":
            seen = [each for each in followed_after(rows, action, on) if each.is_seen]
            own = [each.found for each in seen if each.of == action.id]
            if own:
                found[action.id] = "; ".join(own)
    return found


def followed_after(rows: Reading, action: Action, on: date) -> tuple[Followed, ...]:
    """What the records show by the day `on`, of the decision it was agreed with too.

    Nothing for an action of a practice, or of a meeting still to come.
    """
    record = record_of(rows, action.nhs_number) if action.nhs_number else None
    meeting = meeting_by_id(rows, action.meeting)
    if record is None or meeting is None or meeting.held_on > on:
        return ()
    decided = decisions_about(rows, action.nhs_number, action.meeting)
    none = Decision("", action.meeting, action.nhs_number, (), "", _NO_MOMENT, "")
    past = PastDecision(meeting.held_on, decided[-1] if decided else none, (action,))
    return followed(record, on, [past])
