"""What a practice's record calls a decision once it is done: a vocabulary, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache

from mdt_app.resources import resource_text

NO_CODE = "no code"


@dataclass(frozen=True, slots=True)
class RecordTerm:
    """The term and its SNOMED CT code. `detail` begins what was said with the decision."""

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


def code_words(choice: str) -> str:
    """`when done: Structured medication review, SNOMED 1239511000000100`, or that there is none."""
    term = term_of(choice)
    return f"when done: {term.term}, SNOMED {term.snomed}" if term is not None else NO_CODE
