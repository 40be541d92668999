"""The person on the screen, as values: everything shown carries whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mdt_app.clinical.filtration import DEFAULT_EQUATION, Equation
from mdt_app.flags.answers import Raised, Unknown
from mdt_app.flags.pack import Pack
from mdt_app.meeting.beside import NOTHING_BESIDE, Beside, beside_of
from mdt_app.meeting.care_processes import Process
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.values import PROMPTS, Action, CasePage, Decision
from mdt_app.ui.meet.agreement_draft import Waiting


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is being agreed: choices, words and what is beside them, and how far they are kept.

    `saved_at` is when the decision that says exactly this was recorded, None if none does;
    `kept_at` when the words were last kept as a draft.
    """

    choices: tuple[str, ...] = ()
    words: str = ""
    caret: int = 0
    saved_at: datetime | None = None
    kept_at: datetime | None = None
    beside: Beside = NOTHING_BESIDE

    @property
    def is_empty(self) -> bool:
        """Whether nothing is agreed. Something may stand beside it all the same."""
        return not self.choices and not self.words.strip()

    def says_the_same_as(self, decision: Decision | None) -> bool:
        """Whether nothing would change if this were recorded."""
        if decision is None:
            return self.is_empty and self.beside == NOTHING_BESIDE
        is_same = self.choices == decision.choices and self.words.strip() == decision.words
        return is_same and _trimmed(self.beside) == beside_of(decision)


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
    trends: tuple[Trend, ...] = ()
    """The six trends, with an eGFR that nobody reported worked out by `equation`."""
    equation: Equation = DEFAULT_EQUATION

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


def agreement_of(
    decision: Decision | None,
    draft_text: str | None,
    caret: int,
    waiting: Waiting = (None, None),
) -> Agreement:
    """What stands to be agreed when a case is shown: the decision, and what is newer as a draft."""
    choices, beside = waiting
    if decision is None:
        return Agreement(choices or (), draft_text or "", caret, beside=beside or NOTHING_BESIDE)
    words = decision.words if draft_text is None else draft_text
    beside = beside or beside_of(decision)
    chosen = decision.choices if choices is None else choices
    stands = Agreement(chosen, words, caret, beside=beside)
    if not stands.says_the_same_as(decision):
        return stands
    return replace(
        stands, words=decision.words, caret=len(decision.words), saved_at=decision.recorded_at
    )


def _trimmed(beside: Beside) -> Beside:
    """As it is recorded."""
    return replace(
        beside,
        considered=tuple(prompt for prompt in PROMPTS if prompt in beside.considered),
        told_by=beside.told_by.strip(),
        differed=beside.differed.strip(),
    )
