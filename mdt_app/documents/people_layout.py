"""How the list of people behind a measure looks on paper: a line each, with room to tick."""

from collections.abc import Iterator
from io import BytesIO

from reportlab.platypus import Flowable

from mdt_app.clinical.days import banner_day, spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import counted
from mdt_app.documents.marking import marked
from mdt_app.documents.people_list import PeopleList
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import CountingCanvas, Sheets, bold, words
from mdt_app.measures.values import PersonLine

_CONFIDENTIAL = "CONFIDENTIAL: patient information"
_FOOT = "For this practice only. Keep and destroy as a health record."
_SHARES = (0.05, 0.29, 0.17, 0.17, 0.32)


def people_as_pdf(listed: PeopleList) -> bytes:
    """The document. The same list gives the same bytes."""
    target, day = BytesIO(), spoken(listed.on)
    sheets = Sheets(
        target,
        title=f"{listed.title}, {listed.practice}, {day}",
        author=listed.practice,
        left=bold(_CONFIDENTIAL),
        right=marked(f"{listed.practice} · {day}"),
        foot=marked(_FOOT),
        subject="People behind a measure",
    )
    sheets.build(list(_story(listed)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(listed: PeopleList) -> Iterator[Flowable]:
    yield words(listed.title, "sheet title")
    yield words(f"{listed.practice} · {listed.set_title} · {spoken(listed.on)}", "lead")
    yield words(listed.definition)
    if not listed.people:
        yield words(listed.nobody)
        return
    yield words(f"{counted(len(listed.people), 'person', 'people')}.")
    headings = ("", "Person", "Born", "NHS No.", "Why")
    yield ruled_table(headings, map(_row, listed.people), _SHARES)


def _row(person: PersonLine) -> tuple[str, ...]:
    born = f"{banner_day(person.born)} ({person.age}y)"
    return ("☐", person.name, born, spaced(person.nhs_number), person.words)
