"""A case on one page, as a value: who, what was asked, the record, and what was agreed."""

from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.documents.letter_case import LetterCase, identity_words
from mdt_app.documents.letter_parts import due, what
from mdt_app.documents.letters import needs_words, told_by
from mdt_app.flags.answers import Raised, Unknown
from mdt_app.flags.medicines import current_medicines
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.tiers import remit_words, tier_words
from mdt_app.meeting.trends import Trend, trends_of
from mdt_app.meeting.worked_out import chosen_equation
from mdt_app.register.values import Medicine


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """Everything the page may say, in full: what the page has no room for is counted there."""

    case: int
    network: str
    meeting: str
    day: date
    who: str
    identity: str
    practice: str
    needs: str
    question: str
    what_matters: str
    reasons: tuple[tuple[str, str, str], ...]
    """Severity, headline and detail of each flag."""
    not_known: int
    """How many rules could not answer."""
    trends: tuple[Trend, ...]
    medicines: tuple[str, ...]
    decisions: tuple[tuple[str, str], ...]
    """Choices and words of each decision that stands."""
    beside: str
    """Who tells the person, tier and remit."""
    tasks: tuple[tuple[str, str, str], ...]
    is_draft: bool


def case_summary(case: LetterCase) -> CaseSummary:
    """The page of one case."""
    page, day, person = case.page, case.meeting.held_on, case.person
    raised = [a for a in page.answers if isinstance(a, Raised) and a.rule not in page.set_aside]
    return CaseSummary(
        case=case.number,
        network=case.network,
        meeting=case.meeting.title,
        day=day,
        who=person.banner_name,
        identity=identity_words(person, day),
        practice=case.practice_name,
        needs=needs_words(case),
        question=page.nomination.question,
        what_matters=page.nomination.what_matters,
        reasons=tuple((a.severity, a.headline, a.detail) for a in raised),
        not_known=sum(isinstance(answer, Unknown) for answer in page.answers),
        trends=tuple(
            trends_of(
                page.record,
                day,
                own_targets=page.own_targets,
                pack=case.pack,
                equation=chosen_equation(),
            )
        ),
        medicines=tuple(
            _medicine(medicine, is_known, day)
            for medicine, is_known in current_medicines(page.record, day)
        ),
        decisions=tuple(
            (" · ".join(map(choice_words, d.choices)), d.words) for d in page.decisions
        ),
        beside=_beside(case),
        tasks=tuple((what(a), a.owner or "no owner yet", due(a)) for a in case.actions),
        is_draft=case.is_draft,
    )


def _medicine(medicine: Medicine, is_known: bool, on: date) -> str:
    """`Metformin 1 g, twice a day, since Mar 2019`; a doubt about whether it is taken is said."""
    words = [medicine.name, medicine.dose] if medicine.dose else [medicine.name]
    if medicine.started and medicine.started <= on.toordinal():
        words.append(f"since {spoken(date.fromordinal(medicine.started))}")
    return ", ".join(words) + ("" if is_known else " (current?)")


def _beside(case: LetterCase) -> str:
    decision = case.decision
    if decision is None:
        return ""
    parts = [f"Told by {told_by(case)}" if told_by(case) else "Who tells the person: not agreed"]
    parts += [f"Tier: {tier_words(decision.tier)}"] if decision.tier else []
    parts += [f"Co-ordinator: {decision.coordinator}"] if decision.coordinator else []
    parts += [f"Specialist remit: {remit_words(decision.remit)}"] if decision.remit else []
    return " · ".join(parts)


def more(number: int, one: str) -> str:
    """What a page had no room for: `and 3 more medicines`."""
    return f"and {counted(number, f'more {one}')}"
