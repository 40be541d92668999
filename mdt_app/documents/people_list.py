"""Who is behind a measure, above all who is still needed: on paper or for a batch search.

Of one's own practice only: the measures room refuses to name anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mdt_app.documents.written import keep_written, replace_document
from mdt_app.measures.engine import ACHIEVED, MISSED
from mdt_app.measures.people import people_of
from mdt_app.measures.values import PersonLine
from mdt_app.register.queries import practices
from mdt_app.vault.roles import PRINT
from mdt_app.vault.trail import EXPORTED
from mdt_app.vault.workspace import Workspace

LEFT_OUT, EVERYONE = "left out", "everyone"
_TITLES = {
    MISSED: "Still needed",
    ACHIEVED: "Reached",
    LEFT_OUT: "Left out",
    EVERYONE: "Everyone counted",
}
_NOBODY = {
    MISSED: "Everybody who counts has reached it.",
    ACHIEVED: "Nobody has reached it yet.",
    LEFT_OUT: "Nobody is left out.",
    EVERYONE: "Nobody counts here.",
}


@dataclass(frozen=True, slots=True)
class Behind:
    """Which number is asked about: a measure of a set in one practice on a day."""

    set_name: str
    measure: str
    group: str
    practice: str
    on: date


@dataclass(frozen=True, slots=True)
class PeopleList:
    """What the page says: which measure, which practice, and who."""

    title: str
    definition: str
    set_title: str
    practice: str
    on: date
    people: tuple[PersonLine, ...]
    nobody: str


def people_list(ws: Workspace, behind: Behind, segment: str = MISSED) -> PeopleList:
    """The people of one's own practice in a segment: missed, achieved, left out or everyone.

    Raises UserError for a practice that is not one's own.
    """
    from mdt_app.measures.sets import load_set

    measure_set = load_set(behind.set_name)
    measure = measure_set.measure(behind.measure)
    found = people_of(ws, behind.set_name, behind.measure, behind.group, behind.practice, behind.on)
    with ws.vault.reading() as reading:
        names = {each.ods: each.name for each in practices(reading)}
    group = f" ({behind.group})" if behind.group else ""
    return PeopleList(
        title=f"{_TITLES[segment]}: {measure.words}{group}",
        definition=measure.definition(),
        set_title=measure_set.title,
        practice=names.get(behind.practice, behind.practice),
        on=behind.on,
        people=tuple(_in_segment(found, segment)),
        nobody=_NOBODY[segment],
    )


def _in_segment(found: Sequence[PersonLine], segment: str) -> Sequence[PersonLine]:
    if segment == EVERYONE:
        return found
    if segment == LEFT_OUT:
        return [person for person in found if person.outcome not in (MISSED, ACHIEVED)]
    return [person for person in found if person.outcome == segment]


def _must_be_allowed(ws: Workspace, listed: PeopleList) -> None:
    ws.must_be_allowed(PRINT, whom=[person.nhs_number for person in listed.people])


def write_people_list(ws: Workspace, behind: Behind, segment: str, path: Path) -> PeopleList:
    """Write the page as PDF, in place of a file of that name; that it was written is kept."""
    from mdt_app.documents.people_layout import people_as_pdf

    listed = people_list(ws, behind, segment)
    _must_be_allowed(ws, listed)
    replace_document(path, people_as_pdf(listed), "The list")
    what, whom = "list of people behind a measure written", _numbers(listed)
    keep_written(ws, what, path, whom=whom, people=len(whom))
    return listed


def write_nhs_numbers(ws: Workspace, behind: Behind, segment: str, path: Path) -> PeopleList:
    """Write only their NHS numbers, one a line, as a clinical system's batch search takes them."""
    listed = people_list(ws, behind, segment)
    numbers = "".join(f"{person.nhs_number}\r\n" for person in listed.people)
    _must_be_allowed(ws, listed)
    replace_document(path, numbers.encode("ascii"), "The NHS numbers")
    what, whom = "NHS numbers behind a measure written", _numbers(listed)
    keep_written(ws, what, path, whom=whom, kind=EXPORTED, people=len(whom))
    return listed


def _numbers(listed: PeopleList) -> list[str]:
    return [person.nhs_number for person in listed.people]
