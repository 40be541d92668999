"""What is pasted into a practice's record about one case: term, code, day and words, as text."""

from collections.abc import Mapping, Sequence

from mdt_app.clinical.days import banner_day, spoken
from mdt_app.documents.letter_blocks import Block, Filled, Para, filled, lines_of
from mdt_app.documents.letter_case import LetterCase
from mdt_app.documents.letter_parts import NO_DAY, NO_OWNER, care_blocks, what
from mdt_app.documents.letters import common_values, told_by
from mdt_app.documents.record_terms import code_words
from mdt_app.errors import UserError
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.templates import PASTE_EMIS

FROM_WHERE = "Diabetes network MDT"


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
    return f"{day} {choice_words(choice)} [{code_words(choice)}] {FROM_WHERE}"


def _tasks(case: LetterCase) -> Sequence[Block]:
    return [
        Para(f"{what(a)} - {a.owner or NO_OWNER} - {spoken(a.due_on) if a.due_on else NO_DAY}")
        for a in case.actions
    ]
