"""Letters of a held meeting, made as the program makes them, for the tests to read."""

from mdt_app.documents.letter_case import LetterCase, case_of
from mdt_app.documents.letters import Letter, gp_letter, person_letter
from mdt_app.meeting.templates import GP_LETTER, PERSON_LETTER, template_now
from tests.documents.conftest import Held


def case_about(held: Held, number: str) -> LetterCase:
    """One case of the meeting, which may be written about."""
    with held.ws.vault.reading() as reading:
        found = case_of(reading, held.meeting.id, number)
    assert isinstance(found, LetterCase)
    return found


def to_practice(held: Held, number: str) -> Letter:
    with held.ws.vault.reading() as reading:
        body = template_now(reading, GP_LETTER).body
    return gp_letter(case_about(held, number), body)


def to_person(held: Held, number: str, *, is_large: bool = False) -> Letter:
    with held.ws.vault.reading() as reading:
        body = template_now(reading, PERSON_LETTER).body
    return person_letter(case_about(held, number), body, is_large=is_large)
