"""How a case looks on its one page. What the page has no room for is said with its count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted, grouped
from mdt_app.documents.case_summary import CaseSummary, more
from mdt_app.documents.marking import marked
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import WIDTH, CountingCanvas, Sheets, bold, set_text, words
from mdt_app.documents.small_chart import SmallCharts

_CONFIDENTIAL = "CONFIDENTIAL: patient information"
_FOOT = "For the care of this person. Keep and destroy as a health record."
_SEVERITY = {"red": "Red", "amber": "Amber", "note": "Note"}
_IN_A_ROW = 3
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each part the page takes: numbers of lines, and letters in a text."""

    reasons: int
    medicines: int
    tasks: int
    letters: int


_ROOMS = (
    Room(reasons=14, medicines=20, tasks=12, letters=1600),
    Room(reasons=9, medicines=14, tasks=8, letters=700),
    Room(reasons=6, medicines=10, tasks=6, letters=350),
    Room(reasons=4, medicines=8, tasks=4, letters=180),
    Room(reasons=2, medicines=4, tasks=2, letters=90),
)


def summary_as_pdf(summary: CaseSummary) -> bytes:
    """The document: as much as one page holds. The same summary gives the same bytes."""
    made = b""
    for room in _ROOMS:
        made, pages = _built(summary, room)
        if pages == 1:
            break
    return made


def _built(summary: CaseSummary, room: Room) -> tuple[bytes, int]:
    target, day = BytesIO(), spoken(summary.day)
    draft = " · DRAFT" if summary.is_draft else ""
    sheets = Sheets(
        target,
        title=f"Summary, case {summary.case}, {day}",
        author=summary.network,
        subject="Summary of a case",
        left=bold(_CONFIDENTIAL),
        right=marked(f"{_cut(summary.meeting, 60)} · {day} · case {summary.case}{draft}"),
        foot=marked(_FOOT),
    )
    sheets.build(list(_story(summary, room)), canvasmaker=CountingCanvas)
    return target.getvalue(), sheets.page


def _story(summary: CaseSummary, room: Room) -> Iterator[Flowable]:
    yield words(_cut(summary.who, 120), "case")
    yield words(f"{summary.identity} · {_cut(summary.practice, 60)}")
    yield words(_cut(summary.needs, 120), "small")
    question = _cut(summary.question, room.letters) or "No question was asked."
    yield set_text(f"{bold('Question:')} {marked(question)}")
    matters = _cut(summary.what_matters, room.letters) or "not asked"
    yield set_text(f"{bold('What matters to the person:')} {marked(matters)}")
    yield from _reasons(summary, room)
    yield from _charts(summary)
    yield from _medicines(summary, room)
    yield from _agreed(summary, room)


def _reasons(summary: CaseSummary, room: Room) -> Iterator[Flowable]:
    yield words("Why this case", "label")
    shown, left = _some(summary.reasons, room.reasons)
    for severity, headline, detail in shown:
        tail = f" \N{EM DASH} {marked(_cut(detail, room.letters))}" if detail else ""
        yield set_text(bold(headline) + tail, "fact", _SEVERITY.get(severity, ""))
    notes = [more(left, "reason")] if left else []
    if not summary.reasons:
        notes.append("No flag was raised.")
    if summary.not_known:
        notes.append(f"{counted(summary.not_known, 'rule')} could not answer")
    if notes:
        yield words("; ".join(notes), "small")


def _charts(summary: CaseSummary) -> Iterator[Flowable]:
    for start in range(0, len(summary.trends), _IN_A_ROW):
        yield Spacer(0, 1.5 * mm)
        yield SmallCharts(summary.trends[start : start + _IN_A_ROW], summary.day, WIDTH)


def _medicines(summary: CaseSummary, room: Room) -> Iterator[Flowable]:
    yield words("Medicines", "label")
    shown, left = _some(summary.medicines, room.medicines)
    said = [_cut(each, 120) for each in shown]
    tail = [more(left, "medicine")] if left else []
    yield words("; ".join([*said, *tail]) or "No current medicine is on the record.", "small")


def _agreed(summary: CaseSummary, room: Room) -> Iterator[Flowable]:
    yield words("Decision", "label")
    if not summary.decisions:
        yield words("No decision was recorded.")
    if len(summary.decisions) > 1:
        yield words("Two versions of this decision stand; settle which one holds.", "warning")
    for choices, said in summary.decisions:
        if choices:
            yield words(_cut(choices, 2 * room.letters), "chosen")
        if said:
            yield words(_cut(said, room.letters))
    if summary.beside:
        yield words(_cut(summary.beside, 300), "small")
    shown, left = _some(summary.tasks, room.tasks)
    if shown:
        rows = [tuple(_cut(cell, room.letters) for cell in row) for row in shown]
        yield ruled_table(("What", "Who", "By"), rows, (0.6, 0.24, 0.16))
    if left:
        yield words(more(left, "action"), "small")


def _some(found: Sequence[_T], most: int) -> tuple[Sequence[_T], int]:
    """As many as there is room for, and how many are left: one alone is never left."""
    if len(found) <= most + 1:
        return found, 0
    return found[:most], len(found) - most


def _cut(text: str, most: int) -> str:
    """Text as it is, or its beginning and how much of it is not here. Lines are run together."""
    text = " ".join(text.split())
    if len(text) <= most + 40:
        return text
    return f"{text[:most].rstrip()}… ({grouped(len(text) - most)} more letters in the minutes)"
