"""What letters to professionals hold: decision, facts, actions, care from now on, joint plan."""

from collections.abc import Iterator, Sequence

from mdt_app.clinical.days import spoken
from mdt_app.documents.letter_blocks import Block, Grid, Para, Points
from mdt_app.documents.letter_case import LetterCase, people_present
from mdt_app.documents.record_terms import code_words, term_of
from mdt_app.flags.answers import Raised, Unknown
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.tiers import RETURNED, care, remit_words
from mdt_app.meeting.values import Action, Decision

NO_OWNER, NO_DAY = "no owner yet", "no day yet"
TWO_STAND = "Two versions of this decision stand. Both are here; settle which one holds."


def decision_blocks(case: LetterCase) -> Sequence[Block]:
    """What was decided, word for word."""
    decisions = case.page.decisions
    if not decisions:
        return [Para("No decision was recorded.")]
    found: list[Block] = [Para(TWO_STAND, "warning")] if len(decisions) > 1 else []
    for decision in decisions:
        if decision.choices:
            found.append(Para(" · ".join(map(choice_words, decision.choices)), "strong"))
        if decision.words:
            found.append(Para(decision.words))
    return found


def record_grid(case: LetterCase) -> Sequence[Block]:
    """What the record calls each decision, for whoever files the letter."""
    choices = case.decision.choices if case.decision is not None else ()
    rows = tuple((choice_words(each), code_words(each)) for each in choices if term_of(each))
    return [Grid(("Decision", "Code for the record"), rows, (0.36, 0.64))] if rows else []


def fact_points(case: LetterCase) -> Sequence[Block]:
    """Each flag that was raised, with its facts and their days; what was set aside is left out."""
    facts = tuple(
        answer.message
        for answer in case.page.answers
        if isinstance(answer, Raised) and answer.rule not in case.page.set_aside
    )
    return [Points(facts)] if facts else [Para("No flag was raised on the day.")]


def not_known_block(case: LetterCase) -> Sequence[Block]:
    """What the record could not answer, each reason once."""
    messages = (a.message for a in case.page.answers if isinstance(a, Unknown))
    reasons = (message.partition(": not known, ")[2] or message for message in messages)
    each = dict.fromkeys(one for reason in reasons for one in reason.split("; "))
    return [Para(f"Not known on the day: {'; '.join(each)}", "small")] if each else []


def action_grid(case: LetterCase) -> Sequence[Block]:
    """Who does what by when."""
    rows = tuple((what(a), a.owner or NO_OWNER, due(a)) for a in case.actions)
    if not rows:
        return [Para("No action was agreed.")]
    return [Grid(("What", "Who", "By"), rows, (0.56, 0.26, 0.18))]


def what(action: Action) -> str:
    """The action, and what became of it before the letter was written."""
    if action.state != "done":
        return action.words
    day = f" {spoken(action.done_on)}" if action.done_on else ""
    return f"{action.words} (done{day})"


def due(action: Action) -> str:
    return spoken(action.due_on) if action.due_on else NO_DAY


def care_blocks(case: LetterCase) -> Sequence[Block]:
    """Where the person is looked after from now on, and what changes that."""
    return [block for d in case.page.decisions for block in _care_of(d)]


def _care_of(decision: Decision) -> Iterator[Block]:
    tier = next((each for each in care().tiers if each.code == decision.tier), None)
    if any(choice.partition(":")[0] == RETURNED for choice in decision.choices):
        yield Para("Returned to the practice. The practice can ask again at any time.", "strong")
    if tier is not None:
        yield Para(f"Tier: {tier.words}.", "strong")
        yield Para(f"Somebody comes into it when: {_ended(tier.entry)}.")
        yield Para(f"Somebody leaves it when: {_ended(tier.exit)}.")
    if decision.remit:
        yield Para(f"Specialist remit: {remit_words(decision.remit)}.")
    if decision.coordinator:
        yield Para(f"Co-ordinator: {_ended(decision.coordinator)}.")


def _ended(words: str) -> str:
    return words.strip().rstrip(".")


def plan_blocks(case: LetterCase) -> Sequence[Block]:
    """The joint plan, if one was kept: who agreed it, who does what, and when it is reviewed."""
    plan = case.plan
    if plan is None or not plan.is_plan:
        return []
    rows = (
        ("Specialist", plan.specialist or "not named", plan.specialist_does or "nothing agreed"),
        ("GP", plan.gp or "not named", plan.gp_does or "nothing agreed"),
        ("The person", "", plan.person_does or "nothing agreed"),
    )
    day = spoken(plan.review_on) if plan.review_on else "no day agreed"
    return [
        Para(f"Agreed {spoken(case.meeting.held_on)}. Review: {day}."),
        Grid(("", "Who", "Does what"), rows, (0.16, 0.26, 0.58)),
    ]


def present_words(case: LetterCase) -> str:
    """Who was in the meeting."""
    return ", ".join(people_present(case)) or "Nobody was recorded as present."
