"""What is pasted into a practice's record about one case: term, code, day and words, as text."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mdt_app.clinical.days import banner_day, spoken
from mdt_app.documents.letter_blocks import Block, Filled, Para, filled, lines_of
from mdt_app.documents.letter_case import LetterCase
from mdt_app.documents.letter_parts import NO_DAY, NO_OWNER, care_blocks, what
from mdt_app.documents.letters import common_values, told_by
from mdt_app.errors import UserError
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.templates import PASTE_EMIS
from mdt_app.resources import resource_text

FROM_WHERE = "Diabetes network MDT"
NO_CODE = "no code"


@dataclass(frozen=True, slots=True)
class RecordTerm:
    """What a record calls a decision once it is done. `detail` begins what was said with it."""

    code: str
    term: str
    snomed: str
    detail: str = ""


@cache
def record_terms() -> tuple[RecordTerm, ...]:
    """The terms that the program ships with."""
    held = tomllib.loads(resource_text("vocabulary", "record_terms.toml"))
    return tuple(RecordTerm(**table) for table in held["term"])


def term_of(choice: str) -> RecordTerm | None:
    """The record's own term for a chosen code, the one for its detail first."""
    code, _, said = choice.partition(":")
    known = [term for term in record_terms() if term.code == code]
    for term in known:
        if term.detail and said.strip().casefold().startswith(term.detail.casefold()):
            return term
    return next((term for term in known if not term.detail), None)


def paste_block(case: LetterCase, template: str, body: str) -> str:
    """The text for one case, in the words of that template, ending in a line's end.

    Raises UserError while nothing is decided, or two versions stand: neither may reach a record.
    """
    if not case.page.decisions:
        raise UserError("No decision is recorded for this case.", "Record what was agreed first.")
    if case.decision is None:
        raise UserError(
            "Two versions of this decision stand.", "Settle which one holds, then copy it."
        )
    day = case.meeting.held_on
    said = banner_day(day) if template == PASTE_EMIS else spoken(day)
    lines = lines_of(filled(body, _values(case, said)))
    return "\r\n".join(lines) + "\r\n"


def _values(case: LetterCase, day: str) -> Mapping[str, Filled]:
    decision = case.decision
    choices, words = (decision.choices, decision.words) if decision is not None else ((), "")
    return {
        **common_values(case),
        "meeting_day": day,
        "question": case.page.nomination.question,
        "told_by": told_by(case),
        "coded": [Para(_coded(choice, day)) for choice in choices],
        "words": [Para(" ".join(line.split())) for line in words.split("\n") if line.strip()],
        "actions": _tasks(case),
        "care": care_blocks(case),
    }


def _coded(choice: str, day: str) -> str:
    """`26-Nov-2026 Medicines review [when done: Structured medication review 1239…] Diabetes…`."""
    term = term_of(choice)
    code = f"when done: {term.term}, SNOMED {term.snomed}" if term is not None else NO_CODE
    return f"{day} {choice_words(choice)} [{code}] {FROM_WHERE}"


def _tasks(case: LetterCase) -> Sequence[Block]:
    return [
        Para(f"{what(a)} - {a.owner or NO_OWNER} - {spoken(a.due_on) if a.due_on else NO_DAY}")
        for a in case.actions
    ]
