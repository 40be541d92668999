"""What a document about a case would say, before it is written: for the screen, and to copy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mdt_app.clinical.days import spoken
from mdt_app.documents.case_summary import CaseSummary, case_summary
from mdt_app.documents.letter_blocks import Block, Grid, Heading, Para, Points, html_of, lines_of
from mdt_app.documents.letter_case import LetterCase
from mdt_app.documents.letters import Letter, gp_letter, person_letter
from mdt_app.documents.outputs import SUMMARY, why_not, written_before
from mdt_app.documents.paste_block import paste_block
from mdt_app.errors import UserError
from mdt_app.meeting.offers import OFFERS, offers_in
from mdt_app.meeting.templates import (
    GP_LETTER,
    PASTE_EMIS,
    PASTE_SYSTMONE,
    PERSON_LETTER,
    template_now,
)
from mdt_app.meeting.trend_words import sentence
from mdt_app.vault.vault import Reading

PASTED = (PASTE_EMIS, PASTE_SYSTMONE)
_SHARES = (0.3, 0.4, 0.3)
_BEYOND_LATIN = 0x250
_SOME_NOT_PRINTED = "Some letters cannot be printed and come out as �: write them by hand."


@dataclass(frozen=True, slots=True)
class Preview:
    """`html` is what it says; `text` what a copy of it would be, '' where it is not copied."""

    html: str
    text: str = ""
    ease: str = ""
    """The reading ease of a letter to a person, in words."""
    notes: tuple[str, ...] = ()
    """What to see to before it leaves."""
    before: str = ""
    """When and by whom it was written before."""
    refused: str = ""
    """Why it is not written; '' where it may be."""


def preview_of(rows: Reading, case: LetterCase, kind: str, *, is_large: bool = False) -> Preview:
    """A document of that kind about a case, in the words that hold now."""
    body = "" if kind == SUMMARY else template_now(rows, kind).body
    made = preview_in(case, kind, body, is_large=is_large)
    before = [
        f"Written before: {spoken(each.at.astimezone().date())}, by {each.by}."
        for each in written_before(rows, case.meeting.id, case.person.nhs_number)
        if each.kind == kind
    ]
    return replace(made, before=next(iter(before), ""))


def preview_in(case: LetterCase, kind: str, body: str, *, is_large: bool = False) -> Preview:
    """The same in words that are only tried."""
    if kind == SUMMARY:
        return Preview(html_of(_of_summary(case_summary(case))))
    if kind in PASTED:
        return _of_paste(case, kind, body)
    if kind == OFFERS:
        return _of_offers(body)
    made = gp_letter(case, body) if kind == GP_LETTER else None
    letter = made or person_letter(case, body, is_large=is_large)
    blocks = (*_head(letter), *letter.blocks)
    return Preview(
        html_of(blocks),
        ease=ease_words(letter),
        notes=(*letter.wants, *_not_printed(blocks)),
        refused=_sentence(why_not(case, kind)),
    )


def _not_printed(blocks: Sequence[Block]) -> Sequence[str]:
    """What the fonts of a document cannot draw is said before it is printed."""
    text = "\n".join(lines_of(blocks))
    if not any(each.isalpha() and ord(each) >= _BEYOND_LATIN for each in text):
        return ()  # the fonts need not be loaded for it
    from mdt_app.documents.marking import UNDRAWABLE, marked

    return () if UNDRAWABLE not in marked(text) else (_SOME_NOT_PRINTED,)


def _of_paste(case: LetterCase, kind: str, body: str) -> Preview:
    try:
        text = paste_block(case, kind, body)
    except UserError as error:
        return Preview("", refused=f"{error.message} {error.hint}".strip())
    return Preview(html_of([Para(line) for line in text.splitlines()]), text)


def _of_offers(body: str) -> Preview:
    """The directory as a table; a line that is none is said beside it."""
    try:
        rows = tuple((each.name, each.what, each.how) for each in offers_in(body))
    except UserError as error:
        return Preview("", refused=f"{error.message} {error.hint}".strip())
    return Preview(html_of([Grid(("Offer", "What it is", "How to reach it"), rows, _SHARES)]))


def ease_words(letter: Letter) -> str:
    """`Reading ease 88: easy`, and below plain English what to do; '' for other letters."""
    ease = letter.ease
    if letter.kind != PERSON_LETTER or ease is None:
        return ""
    advice = "" if ease.is_plain else ". Shorter words and sentences read more easily"
    return f"Reading ease {ease.score:.0f}: {ease.band}{advice}."


def _head(letter: Letter) -> Sequence[Block]:
    if letter.kind == PERSON_LETTER:
        return [Para("\n".join(letter.to), "strong"), Para(letter.needs)]
    name, _, identity = letter.who.partition("\n")
    return [
        Para(f"To: {letter.to[0]}"),
        Para(name, "strong"),
        Para(identity),
        Para(letter.needs),
    ]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _of_summary(summary: CaseSummary) -> Sequence[Block]:
    """The page's words; its charts are their sentences here."""
    reasons = tuple(" — ".join(filter(None, each[1:])) for each in summary.reasons)
    decided = [Para(words) for each in summary.decisions for words in each if words]
    tasks = Grid(("What", "Who", "By"), summary.tasks, (0.6, 0.24, 0.16))
    return [
        Para(summary.who, "strong"),
        Para(f"{summary.identity} · {summary.practice}"),
        Para(f"Question: {summary.question or 'none was asked'}"),
        Para(f"What matters to the person: {summary.what_matters or 'not asked'}"),
        Heading("Why this case"),
        Points(reasons or ("No flag was raised.",)),
        Heading("Trends, as six charts"),
        Points(tuple(sentence(trend) for trend in summary.trends)),
        Heading("Medicines"),
        Points(summary.medicines or ("No current medicine is on the record.",)),
        Heading("Decision"),
        *(decided or [Para("No decision was recorded.")]),
        *([Para(summary.beside)] if summary.beside else []),
        *([tasks] if summary.tasks else []),
    ]
