"""What changed about a person since the last meeting, all of it, in the order it is told. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import near
from mdt_app.flags.answers import Raised
from mdt_app.meeting.since import BETTER, NEW, WORSE
from mdt_app.meeting.values import CasePage, Since

CLEARED, NOT_KNOWN, SEEN, NOT_SEEN = "cleared", "not known now", "done", "not seen"
_COUNTED: Mapping[str, str] = {
    WORSE: "worse",
    NEW: "new",
    BETTER: "better",
    CLEARED: "cleared",
    NOT_KNOWN: "not known any more",
}
_TOLD_FIRST = (SEEN, WORSE, CLEARED, NEW, BETTER, NOT_SEEN, NOT_KNOWN)
"""Of all that changed, what the one line names: that something agreed was done before the rest."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different, in one of the states above; `words` say what."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed; `since` None where there was no meeting before this one."""

    since: date | None
    told: tuple[Change, ...] = ()

    @property
    def foremost(self) -> Change | None:
        """The one thing to say first; None where nothing changed."""
        return min(self.told, key=_rank, default=None)

    def counts(self) -> str:
        """`1 worse, 3 new, 2 cleared, 1 of 2 agreed done`; '' where nothing changed."""
        states = [change.state for change in self.told]
        parts = [f"{states.count(s)} {words}" for s, words in _COUNTED.items() if s in states]
        followed = states.count(SEEN) + states.count(NOT_SEEN)
        if followed:
            parts.append(f"{states.count(SEEN)} of {followed} agreed done")
        return ", ".join(parts)

    def head(self, on: date) -> str:
        """`Since 13 Sep`, or that nothing is different, or that there is no before."""
        if self.since is None:
            return "No meeting before this one: all of it is new"
        return f"{'Since' if self.told else 'Nothing has changed since'} {near(self.since, on)}"


def _rank(change: Change) -> int:
    return _TOLD_FIRST.index(change.state)


def changes_of(page: CasePage) -> Changes:
    """What is worse, new and better, then what cleared, then what became of what was agreed.

    Flags that are set aside are left out; where there was no meeting before, nothing is told.
    """
    if page.last_met is None:
        return Changes(None)
    return Changes(page.last_met, tuple(_told(page)))


def _told(page: CasePage) -> Iterator[Change]:
    raised = [a for a in page.answers if isinstance(a, Raised) and a.rule not in page.set_aside]
    for state in (WORSE, NEW, BETTER):
        for reason in raised:
            since = page.since.get(reason.rule)
            if since is not None and since.state == state:
                yield Change(state, _reason_words(reason, since))
    for each in page.cleared:
        words = f"{each.title}: {each.words}" if each.words else each.title
        yield Change(CLEARED if each.is_known else NOT_KNOWN, words)
    for found in page.followed:
        yield Change(SEEN if found.is_seen else NOT_SEEN, found.words)


def _reason_words(reason: Raised, since: Since) -> str:
    return f"{reason.headline}, {since.change}" if since.change else reason.headline
