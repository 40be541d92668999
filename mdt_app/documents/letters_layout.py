"""How letters look on paper: to the practice on a page, to the person in letters easy to read."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from mdt_app.clinical.days import spoken
from mdt_app.documents.fonts import REGULAR
from mdt_app.documents.letter_blocks import Block, Grid, Heading, Para, Points
from mdt_app.documents.letters import Letter, in_full
from mdt_app.documents.marking import marked
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import INK, CountingCanvas, Sheets, bold, set_text, words
from mdt_app.meeting.templates import PERSON_LETTER

CONFIDENTIAL = "CONFIDENTIAL: patient information"
_FOOT = "For this person's record at this practice. Keep and destroy as a health record."
_NOT_FINAL = "Written before the meeting ended: what was agreed may still change."


def letter_as_pdf(letter: Letter) -> bytes:
    """The document. The same letter gives the same bytes. Nothing about it names the person."""
    target = BytesIO()
    if letter.kind == PERSON_LETTER:
        sheets: Sheets = _PlainSheets(target, **_about(letter))
        story = _to_the_person(letter)
    else:
        sheets = Sheets(target, **_about(letter))
        story = _to_the_practice(letter)
    sheets.build(list(story), canvasmaker=CountingCanvas)
    return target.getvalue()


def _about(letter: Letter) -> dict[str, Any]:
    day = spoken(letter.day)
    draft = " · DRAFT" if letter.is_draft else ""
    return {
        "title": f"Letter, case {letter.case}, {day}",
        "author": letter.network,
        "subject": "Letter about a case",
        "left": bold(CONFIDENTIAL),
        "right": marked(f"{letter.network} · {day} · case {letter.case}{draft}"),
        "foot": marked(_FOOT),
    }


class _PlainSheets(Sheets):
    """Pages with nothing small on them: only the page's number, in letters easy to read."""

    def _furnish(self, canvas: CountingCanvas, _template: Any) -> None:
        canvas.setFont(REGULAR, 16)
        canvas.setFillColor(INK)
        canvas.drawCentredString(A4[0] / 2, 8 * mm, f"Page {canvas.getPageNumber()}")


# -- to the practice ----------------------------------------------------------------------------


def _to_the_practice(letter: Letter) -> Iterator[Flowable]:
    yield words(letter.network, "lead")
    yield words(f"To: {letter.to[0]}", "letter strong")
    yield words(spoken(letter.day), "letter")
    name, _, identity = letter.who.partition("\n")
    yield words(name, "case")
    yield words(f"{identity} · {letter.practice}", "letter")
    yield words(letter.needs, "small")
    yield Spacer(0, 2 * mm)
    if letter.is_draft:
        yield words(_NOT_FINAL, "warning")
    for block in letter.blocks:
        yield from _set(block, "letter")


# -- to the person ------------------------------------------------------------------------------


def _to_the_person(letter: Letter) -> Iterator[Flowable]:
    size = "large letter" if letter.is_large else "plain letter"
    yield words("PRIVATE", f"{size} heading")
    yield words("\n".join(letter.to), size)
    yield words(f"{letter.practice}\n{letter.network}\n{in_full(letter.day)}", size)
    if letter.is_draft:
        yield words(_NOT_FINAL, size)
    for block in letter.blocks:
        yield from _set(block, size)


def _set(block: Block, size: str) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield CondPageBreak(30 * mm)
            yield words(block.words, f"{size} heading")
        case Para():
            yield words(block.words, _style(block, size))
        case Points():
            for item in block.items:
                yield set_text(marked(item), f"{size} point", "•")
        case Grid():
            yield KeepTogether(
                [ruled_table(block.headings, block.rows, block.shares), Spacer(0, 2 * mm)]
            )


def _style(block: Para, size: str) -> str:
    if block.role in ("warning", "small"):
        return block.role
    return f"{size} strong" if block.role == "strong" and size == "letter" else size
