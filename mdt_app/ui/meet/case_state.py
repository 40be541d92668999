"""The person on the screen, as values: everything shown carries whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mdt_app.flags.answers import Raised, Unknown
from mdt_app.flags.pack import Pack
from mdt_app.meeting.care_processes import Process
from mdt_app.meeting.values import Action, CasePage, Decision


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is being agreed: choices and words, and how far they are kept.

    `saved_at` is when the decision that says exactly this was recorded, None if none does;
    `kept_at` when the words were last kept as a draft.
    """

    choices: tuple[str, ...] = ()
    words: str = ""
    caret: int = 0
    saved_at: datetime | None = None
    kept_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not self.choices and not self.words.strip()

    def says_the_same_as(self, decision: Decision | None) -> bool:
        """Whether nothing would change if this were recorded."""
        if decision is None:
            return self.is_empty
        return self.choices == decision.choices and self.words.strip() == decision.words


@dataclass(frozen=True, slots=True)
class ShownCase:
    """One person's page and place in the meeting. `visit` differs each time anyone is shown."""

    visit: int
    page: CasePage
    position: int
    total: int
    practice_name: str
    processes: tuple[Process, ...]
    practice_actions: tuple[Action, ...] = ()
    """Actions for this person's practice that are about nobody in particular."""
    pack: Pack | None = None
    """The pack that spoke: its targets are the charts' too."""

    @property
    def nhs_number(self) -> str:
        return self.page.record.person.nhs_number

    @property
    def raised(self) -> Sequence[Raised]:
        return [answer for answer in self.page.answers if isinstance(answer, Raised)]

    @property
    def unknown(self) -> Sequence[Unknown]:
        return [answer for answer in self.page.answers if isinstance(answer, Unknown)]

    @property
    def decision(self) -> Decision | None:
        """The latest decision of this meeting; two would be rivals, and both are shown."""
        return self.page.decisions[-1] if self.page.decisions else None


def agreement_of(decision: Decision | None, draft_text: str | None, caret: int) -> Agreement:
    """What stands to be agreed when a case is shown: the decision, and newer words if typed."""
    if decision is None:
        return Agreement((), draft_text or "", caret)
    if draft_text is None or draft_text.strip() == decision.words:
        words = decision.words
        return Agreement(decision.choices, words, len(words), saved_at=decision.recorded_at)
    return Agreement(decision.choices, draft_text, caret)
