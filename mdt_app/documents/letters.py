"""Letters about one case, as values: to the practice, and in plain English to the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import month_words, spoken
from mdt_app.clinical.reading_ease import ReadingEase, reading_ease
from mdt_app.documents.letter_blocks import Block, Filled, Para, Points, filled, sentences_of
from mdt_app.documents.letter_case import LetterCase, called, identity_words
from mdt_app.documents.letter_parts import (
    action_grid,
    care_blocks,
    decision_blocks,
    fact_points,
    not_known_block,
    plan_blocks,
    present_words,
    record_grid,
)
from mdt_app.documents.plain_words import in_plain_words, is_about_the_person, plain_choice
from mdt_app.meeting.offers import offers_named
from mdt_app.meeting.templates import GP_LETTER, PERSON_LETTER
from mdt_app.meeting.values import ROLES
from mdt_app.register.values import Person

NOT_AGREED_WHO = "Nobody has been named yet."


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: what stands above its words, and the words. `kind` is the template's name."""

    kind: str
    case: int
    network: str
    practice: str
    day: date
    who: str
    """The person's banner; in a letter to the person '' and never printed."""
    to: tuple[str, ...]
    needs: str
    """Language, interpreter and easy read, for whoever prints it."""
    blocks: tuple[Block, ...]
    is_draft: bool = False
    is_large: bool = False
    wants: tuple[str, ...] = ()
    """What somebody should see to before it is sent."""

    @property
    def ease(self) -> ReadingEase | None:
        """How easy it is to read; only a letter to the person is asked."""
        return reading_ease(sentences_of(self.blocks)) if self.kind == PERSON_LETTER else None


def gp_letter(case: LetterCase, body: str) -> Letter:
    """The letter to the person's practice, for filing."""
    person, day = case.person, case.meeting.held_on
    return Letter(
        kind=GP_LETTER,
        case=case.number,
        network=case.network,
        practice=case.practice_name,
        day=day,
        who=f"{person.banner_name}\n{identity_words(person, day)}",
        to=(case.practice_name, "For filing in the record of"),
        needs=needs_words(case),
        blocks=filled(body, _gp_values(case)),
        is_draft=case.is_draft,
        wants=tuple(_wants(case)),
    )


def _gp_values(case: LetterCase) -> Mapping[str, Filled]:
    nomination, person = case.page.nomination, case.person
    decision = case.page.decisions
    differed = [Para(f"Views differed: {d.differed}") for d in decision if d.differed]
    return {
        **common_values(case),
        "person": person.banner_name,
        "question": nomination.question,
        "what_matters": nomination.what_matters or "Not asked, or not recorded.",
        "told_by": told_by(case) or NOT_AGREED_WHO,
        "chair": next((a.name for a in case.present if a.role == "Chair"), ""),
        "present": present_words(case),
        "decision": decision_blocks(case),
        "reasons": fact_points(case),
        "not_known": not_known_block(case),
        "actions": action_grid(case),
        "care": care_blocks(case),
        "joint_plan": plan_blocks(case),
        "coded": record_grid(case),
        "differed": differed,
    }


def common_values(case: LetterCase) -> dict[str, Filled]:
    """What every text about a case may say."""
    return {
        "network": case.network,
        "meeting": case.meeting.title,
        "meeting_day": spoken(case.meeting.held_on),
        "case": str(case.number),
        "practice": case.practice_name,
        "name": called(case.person),
    }


def told_by(case: LetterCase) -> str:
    """Who tells the person, as it was agreed; of two versions none."""
    return case.decision.told_by.strip() if case.decision is not None else ""


def person_letter(case: LetterCase, body: str, *, is_large: bool = False) -> Letter:
    """The letter to the person, in plain English. Nothing of the decision's own words is in it."""
    person = case.person
    return Letter(
        kind=PERSON_LETTER,
        case=case.number,
        network=case.network,
        practice=case.practice_name,
        day=case.meeting.held_on,
        who="",
        to=(called_in_full(person),),
        needs=needs_words(case),
        blocks=filled(body, _person_values(case)),
        is_draft=case.is_draft,
        is_large=is_large,
        wants=tuple(_wants_before_sending(case)),
    )


def _person_values(case: LetterCase) -> Mapping[str, Filled]:
    plan = case.plan
    added = plan.words_for_person if plan is not None else ""
    part = plan.person_does if plan is not None else ""
    matters = case.page.nomination.what_matters
    return {
        **common_values(case),
        "meeting_day": in_full(case.meeting.held_on),
        "what_matters": f"We know that this matters to you: {_quoted(matters)}." if matters else "",
        "told_by": told_by(case) or "Your practice",
        "decision": [Para(sentence) for sentence in _decided_plainly(case)],
        "added": [Para(line) for line in added.split("\n") if line.strip()],
        "actions": _steps(case),
        "offers": _offers(case),
        "your_part": [Points(tuple(_parts(part)))] if part else "",
    }


def _quoted(words: str) -> str:
    return f"“{words.strip()}”"


def says_anything(case: LetterCase) -> bool:
    """Whether a letter to the person would say what was agreed, in plain or in somebody's words."""
    added = case.plan.words_for_person if case.plan is not None else ""
    return bool(added or _decided_plainly(case))


def _decided_plainly(case: LetterCase) -> Sequence[str]:
    decision = case.decision
    if decision is None:
        return []
    return [plain_choice(c) for c in decision.choices if is_about_the_person(c)]


def _steps(case: LetterCase) -> Sequence[Block]:
    """What happens next: the practice's own tasks about no person are not the person's."""
    wanted = [a for a in case.actions if a.audience == "person" and a.state == "open"]
    steps = [_step(a.words, a.owner, a.due_on) for a in wanted]
    return [Points(tuple(steps))] if steps else []


def _step(words: str, owner: str, due_on: date | None) -> str:
    said = in_plain_words(words).strip().rstrip(".")
    who = _who(owner)
    day = f" This should be done by {in_full(due_on)}." if due_on else ""
    return f"{said[:1].upper()}{said[1:]}. {who} will see to this.{day}"


def _offers(case: LetterCase) -> Sequence[Block]:
    """How to reach what the person is sent to, where the network's offers name it."""
    actions = [a.words for a in case.actions if a.audience == "person" and a.state == "open"]
    choices = case.decision.choices if case.decision is not None else ()
    found = offers_named(case.offers, [*choices, *actions])
    return [Points(tuple(offer.words for offer in found))] if found else []


def _who(owner: str) -> str:
    """Who sees to it, as the person knows them: a name as it is, a role in plain words."""
    if owner == "GP":
        return "Your GP"
    if owner in ROLES:
        return f"The {in_plain_words(owner).lower()}"
    return in_plain_words(owner) or "Your practice"


def _parts(text: str) -> Sequence[str]:
    return [
        in_plain_words(part).strip() for part in text.replace("\n", ";").split(";") if part.strip()
    ]


def in_full(day: date) -> str:
    """A day without an abbreviation: `26 November 2026`."""
    return f"{day.day} {month_words(day)}"


def called_in_full(person: Person) -> str:
    """As an envelope says it: `Mrs Ada Begum`."""
    return " ".join(part for part in (person.title, person.forename, person.surname) if part)


def needs_words(case: LetterCase) -> str:
    """How the person is best written to and spoken with, as the record says it."""
    person = case.person
    language = f"Language: {person.language}" if person.language else "Language not recorded"
    interpreter = {
        True: "interpreter needed",
        False: "no interpreter needed",
        None: "interpreter: not recorded",
    }[person.interpreter]
    parts = [language, interpreter]
    on = case.meeting.held_on.toordinal()
    if any(e.kind == "learning_disability" and e.day <= on for e in case.page.record.events):
        parts.append("learning disability recorded: easy read")
    elif case.page.wants_easy_read:
        parts.append("asks for easy read")
    return " · ".join(parts)


def needs_more_than_a_letter(case: LetterCase) -> bool:
    """Whether a letter in English alone may not reach the person."""
    person = case.person
    is_other = bool(person.language) and person.language.casefold() != "english"
    return is_other or person.interpreter is True or "easy read" in needs_words(case)


def _wants(case: LetterCase) -> Sequence[str]:
    found = []
    if len(case.page.decisions) > 1:
        found.append("Two versions of this decision stand; both are in the letter.")
    if not case.page.decisions:
        found.append("No decision is recorded for this case.")
    if case.decision is not None and not told_by(case):
        found.append("Who tells the person is not agreed yet.")
    if any(not a.owner or a.due_on is None for a in case.actions if a.state == "open"):
        found.append("An action has no owner or no day yet.")
    return found


def _wants_before_sending(case: LetterCase) -> Sequence[str]:
    found = []
    if not told_by(case):
        found.append("Who tells the person is not agreed yet: a letter should not be the first.")
    if case.decision is None or not _decided_plainly(case):
        found.append("There is no decision in it that has plain words.")
    if case.decision is not None and case.decision.words:
        found.append("The decision's own words are not in it: say them plainly yourself.")
    if needs_more_than_a_letter(case):
        found.append(f"It is in English. {needs_words(case)}.")
    return found
