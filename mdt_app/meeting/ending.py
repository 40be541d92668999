"""What a meeting would leave behind if it ended now. Nothing is refused; everything is shown."""

from dataclasses import dataclass

from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.decisions import decisions_of
from mdt_app.meeting.values import Action, AgendaItem
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What is unfinished: fix it, or carry it over."""

    undecided: tuple[AgendaItem, ...]
    """Discussed, but with no decision recorded."""
    rivals: tuple[AgendaItem, ...]
    """With two decisions that replace the same one; somebody must settle which holds."""
    waiting: tuple[AgendaItem, ...]
    """Not reached: carried over to the next meeting when this one ends."""
    ownerless: tuple[Action, ...]
    dateless: tuple[Action, ...]

    @property
    def is_nothing(self) -> bool:
        return not any((self.undecided, self.rivals, self.waiting, self.ownerless, self.dateless))


def left_behind(rows: Reading, meeting_id: str) -> LeftBehind:
    """What is still open in the meeting."""
    items = agenda(rows, meeting_id)
    decided = [decision.nhs_number for decision in decisions_of(rows, meeting_id)]
    actions = [action for action in actions_of(rows, meeting_id) if action.state == "open"]
    return LeftBehind(
        undecided=tuple(i for i in items if i.state == "discussed" and i.nhs_number not in decided),
        rivals=tuple(i for i in items if decided.count(i.nhs_number) > 1),
        waiting=tuple(i for i in items if i.state == "waiting"),
        ownerless=tuple(a for a in actions if not a.owner),
        dateless=tuple(a for a in actions if a.due_on is None),
    )
