"""Rows of events: checked one by one."""

from collections.abc import Iterator

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text
from mdt_app.intake.kinds import kind_named
from mdt_app.intake.known import KnownPeople
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
            try:
                event = self._event(read, tally.batch)
            except Unusable as unusable:
                tally.refuse(EVENTS.name, block, read, unusable)
                continue
            tally.touched.add(event[0])
            yield event

    def _event(self, read: ReadRow, batch: int) -> EventRow:
        number, kind_cell, on, detail = read.cells
        who = self._people.required(number)
        kind = kind_named(kind_cell, EVENT_KINDS, "event")
        day = self._days.required("on", on)
        self._days.refuse_impossible("on", on, day, who.born, may_be_future=kind == _DUE)
        text = fitting("detail", plain_text(detail))
        return who.key, kind, day, text, batch, read.row
