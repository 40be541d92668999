"""Rows of events: checked one by one."""

from collections.abc import Iterator

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text, unreadable_day
from mdt_app.intake.known import KnownPeople
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import EVENTS
from mdt_app.intake.tally import Tally

EventRow = tuple[int, str, int, str, int, int]
"""Patient, kind, day, detail, batch, row."""

_DUE = "retinal_recall_due"


class EventChecks:
    """Checks rows of events."""

    def __init__(self, days: Days, people: KnownPeople) -> None:
        self._days = days
        self._people = people

    def checked(self, block: Block, tally: Tally) -> Iterator[EventRow]:
        """Good rows; everything else goes to the tally."""
        for problem in block.problems:
            tally.read(EVENTS.name, problem)
        for read in block.each():
            outcome = self._event(read, tally.batch)
            if isinstance(outcome, Problem):
                tally.read(EVENTS.name, outcome)
            else:
                tally.touched.add(outcome[0])
                yield outcome

    def _event(self, read: ReadRow, batch: int) -> EventRow | Problem:
        number, kind_cell, on, detail = read.cells
        who = self._people.who(number)
        if who.problem:
            return self._people.problem(EVENTS.name, read.row, number, who)
        try:
            kind = _kind(kind_cell)
            day = self._days.ordinal(on)
            if day <= 0:
                raise unreadable_day("on", on)
            self._days.refuse_impossible("on", on, day, who.born, may_be_future=kind == _DUE)
            text = fitting("detail", plain_text(detail))
        except Unusable as unusable:
            return unusable.in_row(EVENTS.name, read.row)
        return who.key, kind, day, text, batch, read.row


def _kind(cell: str) -> str:
    kind = cell.strip().casefold().replace(" ", "_")
    if not kind:
        raise Unusable("kind", "", "Empty, and this column is required", "Fill it in.")
    if kind not in EVENT_KINDS:
        raise Unusable("kind", cell, "Not a kind of event", "See the plain layout for the kinds.")
    return kind
