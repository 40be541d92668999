"""Rows of events: checked one by one."""

from collections.abc import Iterator

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text
from mdt_app.intake.kinds import kind_named
from mdt_app.intake.known import KnownPeople
from mdt_app.intake.sections import EVENTS
from mdt_app.intake.tally import Tally
from mdt_app.intake.undated import UndatedFact, UndatedKey, said_part
from mdt_app.intake.withdrawn import withdraw

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
        if block.is_withdrawn:
            withdraw(EVENTS.name, block, tally, self._key)
            return
        for read in block.each():
            try:
                event = self._event(read, tally.batch)
            except Unusable as unusable:
                tally.refuse(EVENTS.name, block, read, unusable)
                continue
            if isinstance(event, UndatedFact):
                tally.keep(event)
                continue
            tally.touched.add(event[0])
            yield event

    def _key(self, read: ReadRow) -> tuple[int | str, ...] | UndatedFact:
        """What makes the row's event the same one when it comes again."""
        event = self._event(read, 0)
        return event if isinstance(event, UndatedFact) else event[:4]

    def _event(self, read: ReadRow, batch: int) -> EventRow | UndatedFact:
        number, kind_cell, on, detail = read.cells
        who = self._people.required(number)
        kind = kind_named(kind_cell, EVENT_KINDS, "event")
        text, is_due = fitting("detail", plain_text(detail)), kind == _DUE
        day = self._days.ordinal(on)
        if day > 0:
            self._days.refuse_impossible("on", on, day, who.born, may_be_future=is_due)
            return who.key, kind, day, text, batch, read.row
        part = said_part(self._days, "on", on, who.born, may_be_future=is_due)
        key = UndatedKey(who.key, EVENTS.name, kind, part, "", "", text)
        return UndatedFact(key, "", "", "", read.inferred, batch, read.row)
