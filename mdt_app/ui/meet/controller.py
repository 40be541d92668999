"""The state behind Meet: the agenda, our place in it, the person shown, and every save.

It knows no widgets. Whatever comes back later carries whose it is, and is dropped when somebody
else is on the screen by then.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import UserError
from mdt_app.flags.in_force import name_in_force
from mdt_app.meeting.agenda import (
    agenda,
    come_back_to,
    defer,
    discussed,
    next_to_speak_of,
    park,
    wait,
)
from mdt_app.meeting.breaks import breaks_of, opened_at
from mdt_app.meeting.choices import carried_because, lacks_reason
from mdt_app.meeting.meetings import current_meeting
from mdt_app.meeting.nominations import nominations
from mdt_app.meeting.queries import objecting
from mdt_app.meeting.topics import Topic
from mdt_app.meeting.undo import TakenBack
from mdt_app.meeting.values import AgendaItem, Break, CasePage, Meeting
from mdt_app.register.queries import person_by_number, practices
from mdt_app.register.values import Person
from mdt_app.ui.meet.agenda_lines import Listed
from mdt_app.ui.meet.agreeing import Agreeing
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.reading_ahead import ReadingAhead
from mdt_app.ui.meet.reasons import reasons_of
from mdt_app.ui.meet.saves import Saves
from mdt_app.ui.meet.turning_back import TurningBack
from mdt_app.ui.names_shown import names as names_shown
from mdt_app.ui.saving import Saver
from mdt_app.ui.shortcuts import is_typing
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_NOTHING_TO_COME_BACK_FROM = (
    "This is the last case to go, so there is nothing to park it for.",
    "Agree on it now, or let it wait for the next meeting with W.",
)
_MOVES = {"discussed": discussed, "parked": park, "waiting": wait}


class MeetController(QObject):
    """Steps through the agenda of the open meeting and keeps what is agreed."""

    meeting_changed = Signal(object)
    """The meeting, open or planned, or None."""
    agenda_changed = Signal()
    case_shown = Signal(object)
    """Another person is on the screen: clear, then show this `ShownCase`."""
    case_changed = Signal(object)
    """Something about the person on the screen is different."""
    agenda_finished = Signal()
    stepped = Signal(int)
    """A step led to the case at this place, or past the last one: no jump and no undo."""
    undone = Signal(object)
    """What was taken back or restored, or None where there was nothing."""
    failed = Signal(object)
    nothing_agreed = Signal()
    """The case is to be left, and nothing is agreed: ask how, and decide nothing."""
    refused = Signal(object)
    """What was entered is not taken, and why; it is about the person on the screen."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.ws = ws
        self.meeting: Meeting | None = None
        self.rules = ""
        """The pack of rules that speaks, with its version."""
        self.items: list[AgendaItem] = []
        self.minutes: Mapping[str, int] = {}
        """How many are planned for whom, by NHS number."""
        self.breaks: tuple[Break, ...] = ()
        self.opened_at: datetime | None = None
        self.listed = Listed({}, {}, {})
        self.shown: ShownCase | None = None
        self.saves = Saves(saver, self._explain, self)
        self.agreeing = Agreeing(ws, self.saves, self)
        self.turning = TurningBack(self)
        self._ahead = ReadingAhead(ws, self)
        saver.changed.connect(self._expect_next)
        self._runner = runner
        self.visit = 0
        """Goes up whenever anybody is shown."""

    def look(self) -> None:
        """Read the meeting and its agenda again; go to the first case that waits."""
        self.agreeing.record()
        with self.ws.vault.reading() as reading:
            self.meeting = current_meeting(reading)
            self.rules = name_in_force(reading).words
            self._read_agenda(reading)
        self.meeting_changed.emit(self.meeting)
        if self.meeting is None or self.meeting.state != "open" or not self.items:
            self._show_nobody()
            return
        self.find_reasons()
        known = [item.nhs_number for item in self.items]
        if self.shown is not None and self.shown.nhs_number in known:
            self.show_case(known.index(self.shown.nhs_number))
        else:
            self._show_turn(next_to_speak_of(self.items, -1) or 0)

    def _read_agenda(self, reading: Reading) -> None:
        self.items = agenda(reading, self.meeting.id) if self.meeting is not None else []
        people: dict[str, Person] = {}
        for item in self.items:
            person = person_by_number(reading, item.nhs_number)
            if person is not None:
                people[item.nhs_number] = person
        names = {practice.ods: practice.name for practice in practices(reading)}
        self.listed = Listed(people, names, self.listed.reasons, self.listed.topics)
        if self.meeting is not None:
            found = nominations(reading)
            self.minutes = {number: asked.minutes for number, asked in found.items()}
            self.breaks = breaks_of(reading, self.meeting.id)
            self.opened_at = opened_at(reading, self.meeting.id)
        cases = {item.nhs_number: place for place, item in enumerate(self.items, 1)}
        names_shown.know(cases, people.values())
        self.agenda_changed.emit()

    def show_topics(self, topics: Iterable[Topic]) -> None:
        """These are the topics beside the cases; they change what the list says."""
        found = tuple(topics)
        if found != self.listed.topics:
            self.listed = replace(self.listed, topics=found)
            self.agenda_changed.emit()

    def read_breaks(self) -> None:
        """Which breaks are in the file."""
        if self.meeting is not None:
            with self.ws.vault.reading() as reading:
                self.breaks = breaks_of(reading, self.meeting.id)

    def find_reasons(self) -> None:
        """Work out why each case is listed, behind what is shown."""
        numbers = tuple(item.nhs_number for item in self.items)
        ws, on = self.ws, self.on

        def job(_progress: Progress) -> dict[str, str]:
            return reasons_of(ws, numbers, on)

        self._runner.start(job, owner=self, on_done=self._take_reasons, on_error=self.failed.emit)

    def _take_reasons(self, reasons: dict[str, str]) -> None:
        self.listed = replace(self.listed, reasons=reasons)
        self.agenda_changed.emit()

    @property
    def on(self) -> date:
        """The day every question is asked: the meeting's."""
        return self.meeting.held_on if self.meeting is not None else self.ws.today()

    @property
    def position(self) -> int:
        """Where we are on the agenda, from 0; -1 when nobody is shown."""
        if self.shown is None:
            return -1
        place = self.place_of(self.shown.nhs_number)
        return place if place is not None else self.shown.position - 1  # taken off just now

    def next_case(self) -> None:
        """The next person in the agenda's order."""
        if self.position + 1 < len(self.items):
            self.show_case(self.position + 1)
            self.stepped.emit(self.position)
        elif self.items:
            self.agreeing.record()
            self._finish_agenda()

    def _finish_agenda(self) -> None:
        self.agenda_finished.emit()
        self.stepped.emit(len(self.items))

    def previous_case(self) -> None:
        """The person before."""
        if self.position > 0:
            self.show_case(self.position - 1)

    def show_person(self, nhs_number: str) -> bool:
        """Show this person if they are on the agenda; one who was parked is come back to."""
        position = self.place_of(nhs_number)
        if position is not None:
            self._show_turn(position)
        return position is not None

    def place_of(self, nhs_number: str) -> int | None:
        """Where this person is on the agenda, from 0."""
        numbers = [item.nhs_number for item in self.items]
        return numbers.index(nhs_number) if nhs_number in numbers else None

    def _show_turn(self, position: int) -> None:
        """It is this case's turn, so it is parked no more. Merely stepping past leaves it so."""
        self.show_case(position)
        if self.shown is not None and self.shown.page.item.state == "parked":
            self._become("waiting", "", come_back_to)

    def show_case(self, position: int) -> None:
        """Record what is being agreed, then show another person, read in one go."""
        self.agreeing.record()
        item = self.items[position]
        self.visit += 1
        try:
            shown = self._read_case(position, item)
        except UserError as error:
            self._show_nobody()
            self.failed.emit(error)
            return
        self.agreeing.show(shown.page.item.meeting, item.nhs_number, shown.decision)
        self.shown = shown
        self.case_shown.emit(shown)
        self.agenda_changed.emit()
        self._expect_next()

    def _show_nobody(self) -> None:
        self.shown = None
        self._ahead.forget()
        self.agreeing.clear()
        self.agenda_changed.emit()

    def _read_case(self, position: int, item: AgendaItem) -> ShownCase:
        read = self._ahead.case(self._open_meeting(), item)
        page = read.page
        if self.saves.is_pending(item.nhs_number):
            page = replace(page, item=item)  # further than the file knows yet
        if page.record.person.nhs_number != item.nhs_number:
            raise RuntimeError("a page was read for somebody else")
        return ShownCase(
            self.visit,
            page,
            position,
            len(self.items),
            _practice_name(page, self.listed.practice_names),
            read.processes,
            read.practice_actions,
            read.pack,
            read.trends,
            read.equation,
        )

    def _expect_next(self) -> None:
        """Whoever comes after the person shown is probably asked for next."""
        after = self.position + 1
        if self.shown is not None and not self.saves.is_saving:
            self._ahead.expect(self.meeting, self.items[after] if after < len(self.items) else None)

    def peek_at(self, nhs_number: str) -> ShownCase:
        """Anybody's page, to be looked at only: who is shown here stays who is shown."""
        meeting, place = self._open_meeting(), self.place_of(nhs_number)
        if place is None:
            self._refuse_objecting(nhs_number)
        off_agenda = AgendaItem("", meeting.id, nhs_number, 0)
        return self._read_case(-1, self.items[place] if place is not None else off_agenda)

    def _refuse_objecting(self, nhs_number: str) -> None:
        """Who asked not to be discussed is not shown to the meeting either."""
        with self.ws.vault.reading() as reading:
            if nhs_number in objecting(reading):
                raise UserError(
                    "This person has asked not to be discussed, so their page is not shown here.",
                    "Their own practice can look at it in Prepare, outside the meeting.",
                )

    def _open_meeting(self) -> Meeting:
        if self.meeting is None:
            raise RuntimeError("no meeting is open")
        return self.meeting

    def reload(self) -> None:
        """Read the shown person's page again, after something about them was saved."""
        shown = self.shown
        if shown is None:
            return
        place = self.place_of(shown.nhs_number)
        if place is None:
            self.leave_if_gone()
            return
        self.shown = fresh = self._read_case(place, self.items[place])
        self.agreeing.decision_is(fresh.decision)
        self.case_changed.emit(fresh)

    def agreed_next(self) -> None:
        """What stands is agreed: the case is discussed, and the next one that waits is shown."""
        if self.shown is None:
            return
        agreement = self.agreeing.agreement
        if agreement.is_empty:
            self.nothing_agreed.emit()
        elif lacking := lacks_reason(agreement.choices, agreement.words):
            self.refused.emit(UserError(f"{lacking} needs its reason.", "Say why, in words."))
        elif reason := carried_because(agreement.choices, agreement.words):
            self._leave_as("deferred", reason)
        else:
            self._leave_as("discussed", "")

    def defer(self, reason: str) -> None:
        """Leave the case shown for the next meeting, and go on."""
        if self.shown is not None and reason.strip():
            self._leave_as("deferred", reason.strip())

    def park(self) -> None:
        """Leave the case shown for later in this meeting, and go on; P again takes it back."""
        if self.shown is None:
            return
        if self.shown.page.item.state == "parked":
            self._move("waiting", "")
        elif next_to_speak_of(self.items, self.position) is None:
            self.refused.emit(UserError(*_NOTHING_TO_COME_BACK_FROM))
        else:
            self._leave_as("parked", "")

    def _leave_as(self, state: str, reason: str) -> None:
        position = self.position
        self.agreeing.record()
        self._move(state, reason)
        target = next_to_speak_of(self.items, position)
        if target is None:
            self._finish_agenda()
        else:
            self._show_turn(target)
            self.stepped.emit(target)

    def put_back(self) -> None:
        """The case shown is to be discussed after all."""
        self._move("waiting", "")

    def _move(self, state: str, reason: str) -> None:
        def move(ws: Workspace, item: AgendaItem) -> AgendaItem:
            return defer(ws, item, reason) if state == "deferred" else _MOVES[state](ws, item)

        self._become(state, reason, move)

    def _become(
        self, state: str, reason: str, move: Callable[[Workspace, AgendaItem], AgendaItem]
    ) -> None:
        """The case shown is in another state now; `move` keeps that."""
        if self.shown is None:
            return
        item = self.shown.page.item
        moved = replace(item, state=state, reason=reason)
        self.items = [moved if old.id == item.id else old for old in self.items]
        self.shown = replace(self.shown, page=replace(self.shown.page, item=moved))
        ws = self.ws

        def keep() -> AgendaItem:
            return move(ws, item)

        self.saves.save(item.nhs_number, keep, self._take_moved)
        self.agenda_changed.emit()

    def read_agenda_again(self) -> None:
        """Cases were moved elsewhere: read how far they have come."""
        with self.ws.vault.reading() as reading:
            self._read_agenda(reading)
        if self.shown is not None:
            self.reload()

    def _take_moved(self, moved: AgendaItem) -> None:
        if self.saves.is_pending(moved.nhs_number):
            return  # it was moved again since
        self.items = [moved if old.id == moved.id else old for old in self.items]
        self.agenda_changed.emit()

    def change(
        self, number: str, job: Callable[[], Any], on_failed: Callable[[], None] | None = None
    ) -> None:
        """Save something about a person, then read their page again if they are still shown."""

        def done(_outcome: object) -> None:
            if self.shown is not None and self.shown.nhs_number == number:
                self.reload()

        self.saves.save(number, job, done, on_failed)

    def undo(self) -> None:
        """Take back the last thing entered in this meeting."""
        self.turning.undo()

    def redo(self) -> None:
        """Restore what was taken back last."""
        self.turning.redo()

    def leave_if_gone(self) -> None:
        """Go on from somebody who is not on the list any more; not while words are typed."""
        shown = self.shown
        if shown is not None and self.place_of(shown.nhs_number) is None and not is_typing():
            self.look()

    def show_taken_back(self, taken: TakenBack, *, may_go: bool) -> None:
        """Show what stands after an undo or redo, at the person it was about if we may go there."""
        if self.meeting is None or self.meeting.state != "open":
            self.look()
            return
        with self.ws.vault.reading() as reading:
            self._read_agenda(reading)
        about = [place for number in taken.about if (place := self.place_of(number)) is not None]
        shown = self.shown.nhs_number if self.shown is not None else ""
        if shown and self.place_of(shown) is None:
            self.leave_if_gone()
        elif may_go and about and shown not in taken.about:
            self.show_case(about[0])
        else:
            self.reload()
        self.find_reasons()  # a flag set aside may count again

    @property
    def has_unsaved(self) -> bool:
        """Whether something entered is not in the file yet."""
        return self.agreeing.is_unkept or self.saves.is_saving

    def _explain(self, number: str, error: Exception) -> None:
        self.agreeing.failed_for(number)
        self.failed.emit(error)


def _practice_name(page: CasePage, names: Mapping[str, str]) -> str:
    practice = page.record.person.practice
    return names.get(practice, practice)
