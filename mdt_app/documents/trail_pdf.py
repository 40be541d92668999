"""One person's trail on paper: who entered, saw and took out what about them, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.clinical.days import banner_day, spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import counted
from mdt_app.documents.written import replace_document
from mdt_app.errors import UserError
from mdt_app.meeting.trail import Trail, TrailRow, Wish, read_trail, trail_details
from mdt_app.register.queries import network_name
from mdt_app.vault.roles import PRINT
from mdt_app.vault.trail import PRINTED, Access, note_in
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_MOST = 20_000
_CONFIDENTIAL = "CONFIDENTIAL: patient information"
_FOOT = "For the person it is about or who guards these records. Destroy as a health record."
_SHARES = (0.17, 0.16, 0.22, 0.45)
_ABOUT = (
    "Every line was written as it happened and is chained to the one before it. What left is what"
    " this program wrote or copied; it cannot know what was photographed, or read aloud."
)


@dataclass(frozen=True, slots=True)
class TrailPaper:
    """The whole document."""

    network: str
    on: date
    printed_by: str
    trail: Trail
    said: tuple[str, ...]
    """What each row says in full, in the order of the rows."""


def trail_paper(ws: Workspace, wish: Wish) -> TrailPaper:
    """The trail of the person that is asked for. Raises UserError where there is none."""
    if not wish.person:
        raise UserError("A trail is printed for one person.", "Choose a line about them first.")
    with ws.vault.reading() as reading:
        trail = read_trail(reading, wish, _MOST)
        said = tuple(_said(reading, row) for row in trail.rows)
        network = network_name(reading)
    if trail.person is None and not trail.rows:
        raise UserError("Nobody in this store has that NHS number.", "Check the ten digits.")
    return TrailPaper(network, ws.today(), ws.user, trail, said)


def write_trail(ws: Workspace, wish: Wish, path: Path) -> int:
    """Write it as PDF, in place of a file of that name, and say how many lines it has.

    That it was printed is on the trail too, from then on.
    """
    ws.must_be_allowed(PRINT, whom=[wish.person])
    paper = trail_paper(ws, wish)
    replace_document(path, trail_as_pdf(paper), "The trail")
    note_in(ws.vault, ws.user, [Access(PRINTED, f"trail written: {path.name}", wish.person)])
    return len(paper.trail.rows)


def trail_as_pdf(paper: TrailPaper) -> bytes:
    """The document. The same trail gives the same bytes."""
    from mdt_app.documents.marking import marked
    from mdt_app.documents.sheets import CountingCanvas, Sheets, bold

    target, day = BytesIO(), spoken(paper.on)
    sheets = Sheets(
        target,
        title=f"Trail of one person, {day}",
        author=paper.network,
        subject="Who entered, saw and took out what",
        left=bold(_CONFIDENTIAL),
        right=marked(f"{paper.network} · {day}"),
        foot=marked(_FOOT),
    )
    sheets.build(list(_story(paper)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(paper: TrailPaper) -> "Iterator[Flowable]":
    from mdt_app.documents.ruled_table import ruled_table
    from mdt_app.documents.sheets import words

    trail = paper.trail
    yield words("Who saw, entered and took out what", "sheet title")
    yield words(_whose(trail), "lead")
    yield words(_which(paper))
    yield words(_ABOUT, "small")
    if not trail.rows:
        yield words("Nothing is on the trail about this person.")
        return
    headings = ("When", "Who", "What", "Where, or what was said")
    rows = zip(reversed(trail.rows), reversed(paper.said), strict=True)
    yield ruled_table(headings, (_row(*each) for each in rows), _SHARES)


def _whose(trail: Trail) -> str:
    person, number = trail.person, spaced(trail.wish.person)
    if person is None:
        return f"NHS No. {number} (not in the store any more)"
    born = f" · born {banner_day(person.born_on)}" if person.born_on else ""
    return f"{person.banner_name}{born} · NHS No. {number}"


def _which(paper: TrailPaper) -> str:
    wish, trail = paper.trail.wish, paper.trail
    days = [f"from {spoken(wish.since)}" if wish.since else ""]
    days += [f"until {spoken(wish.until)}" if wish.until else ""]
    span = " ".join(filter(None, days)) or "everything there is"
    said = f"{counted(len(trail.rows), 'line')}, {span}, oldest first"
    if trail.total > len(trail.rows):
        said += f"; {trail.total - len(trail.rows)} older ones are left out"
    return f"{said}. Written by {paper.printed_by} on {spoken(paper.on)}."


def _said(rows: Reading, row: TrailRow) -> str:
    """Every field that was entered, by its name; of a list how many it was about."""
    fields = trail_details(rows, row).fields
    said = "; ".join(f"{name}: {words}" for name, words in fields) or row.said
    others = f" (a list of {row.whom})" if len(row.line.people) > 1 else ""
    return f"{said}{others}"


def _row(row: TrailRow, said: str) -> tuple[str, ...]:
    return f"{spoken(row.at.date())} {row.at:%H:%M:%S}", row.line.by, row.what, said
