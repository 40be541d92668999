"""The state behind Prepare: who is listed, who is shown, and what is asked about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.errors import UserError
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.kept_cases import KeptCases
from mdt_app.meeting.listed import kept_for, made_for
from mdt_app.meeting.nominations import nominations
from mdt_app.meeting.noted import Proposed, proposed_noted
from mdt_app.meeting.outline import outline_of
from mdt_app.meeting.prepared import Prepared
from mdt_app.meeting.queries import last_number
from mdt_app.meeting.readiness import NotReady
from mdt_app.meeting.topics import Topic
from mdt_app.meeting.undo import TakenBack, redo_last, undo_last
from mdt_app.meeting.values import Case, Meeting, Nomination
from mdt_app.register.provenance import Provenance
from mdt_app.ui.entering.subject import whom_of
from mdt_app.ui.prepare.choosing import Choosing
from mdt_app.ui.prepare.entered_about import EnteredAbout, read_entered_about
from mdt_app.ui.prepare.lines import CaseLine, Listing
from mdt_app.ui.prepare.list_filter import ListFilter
from mdt_app.ui.prepare.listed_people import ListedPeople
from mdt_app.ui.prepare.picked import Picked
from mdt_app.ui.prepare.places import Places
from mdt_app.ui.prepare.planning import Proposal, late_words, proposal, put_on_agenda
from mdt_app.ui.prepare.preparing import Preparing
from mdt_app.ui.prepare.sayings import Sayings
from mdt_app.ui.prepare.since_asked import SinceAsked
from mdt_app.ui.prepare.surroundings import Surroundings, read_surroundings
from mdt_app.ui.provenance import Value
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.sources import sources_of
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace

_IDLE_MS = 1
"""Between two small steps of work that can wait, so that every key goes first."""
_QUIET_MS = 250
"""How long nobody narrows or orders the list before that work goes on."""
_PAINTED_MS = 60
"""How long the list has for its first paint before that work begins."""


class PrepareController(QObject):
    """Knows the whole list; tells the screen which lines to show and whom."""

    lines_shown = Signal(object)
    """The lines that pass the filter, in order."""
    line_changed = Signal(object)
    """One line is different now, in place."""
    counts_changed = Signal(object)
    places_changed = Signal(object)
    readiness_changed = Signal()
    """Who of those chosen is ready, or late, is different now."""
    person_shown = Signal(object)
    """The line of the person shown, or None."""
    since_found = Signal(object)
    """The line of the person shown, of whose flags it is known now what changed."""
    surroundings_changed = Signal()
    """Network, practices, meetings, newest file, or the flags there are."""
    progressed = Signal(int, int)
    working_changed = Signal(bool)
    """Whether the list is being worked out."""
    saving_changed = Signal()
    agenda_built = Signal(int)
    """How many cases are on the agenda now."""
    failed = Signal(object)

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.surroundings = Surroundings()
        self.people = ListedPeople()
        self.sayings = Sayings(ws, saver, self)
        self.texts = self.sayings.texts
        self._ws = ws
        self._runner = runner
        self._saver = saver
        self._selected = ""
        with ws.vault.reading() as reading:
            self._since = last_number(reading)
        self._is_working = False
        self._made = ""
        """What the list shown rests on; '' before there is one."""
        self._since_last_time = SinceAsked(ws, runner, self)
        self._preparing = Preparing(ws, runner, self)
        self.choosing = Choosing(self.sayings, ws.today)
        self._idle = QTimer(self, interval=_IDLE_MS)
        self._quiet = QTimer(self, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        self._idle.timeout.connect(self._make_searchable)
        self._quiet.timeout.connect(self._idle.start)
        self._runner.progressed.connect(self.progressed)
        self._saver.changed.connect(self.saving_changed)
        self.texts.changed.connect(self.saving_changed)
        self.sayings.said.connect(self._show_said)
        self._since_last_time.found.connect(self._take_since)
        self._since_last_time.failed.connect(self.failed)
        self._preparing.found.connect(self._take_prepared)
        self._preparing.failed.connect(self.failed)
        self.sayings.not_saved.connect(self._show_what_is_saved)

    # -- the list ---------------------------------------------------------------------------

    @property
    def is_working(self) -> bool:
        return self._is_working

    @property
    def shown(self) -> Picked:
        return self.people.shown

    def line(self, nhs_number: str) -> CaseLine | None:
        return self.people.line(nhs_number)

    def places(self) -> Places:
        return self.sayings.places(self.surroundings.slot)

    def chosen_ready(self) -> list[NotReady]:
        """Everyone chosen, with what is still missing, as far as it is known."""
        return [
            NotReady(line.nhs_number, line.name, line.practice_name, line.missing)
            for line in self.people.chosen()
        ]

    @property
    def late_words(self) -> str:
        """How many of those chosen were chosen after the list closed: see `late_words`."""
        return late_words(line for line in self.people.chosen() if line.is_late)

    def load(self) -> str:
        """Show the list as last worked out, and work it out again if something has changed.

        Answers whose half-typed words a crash left, latest first, or ''.
        """
        today = self._ws.today()
        with self._ws.vault.reading() as reading:
            made = made_for(reading, today)
            is_newer = made != self._made
            cases = kept_for(reading, made) if is_newer else None
        if not is_newer:
            self._say_again()
        elif cases is not None:
            self._show_cases(made, cases)
        else:
            self._read()
            self.surroundings_changed.emit()
            self._work_out()
        return next(iter(self.texts.left_over()), "")

    def _work_out(self) -> None:
        if self._is_working:
            return
        self._set_working(True)
        ws, today = self._ws, self._ws.today()

        def job(progress: Progress) -> tuple[str, Sequence[Case]]:
            with ws.vault.reading() as reading:
                made = made_for(reading, today)
                kept = kept_for(reading, made)  # made meanwhile, while this waited
            return made, kept if kept is not None else case_list(ws, today, progress)

        self._runner.start(
            job,
            owner=self,
            on_done=self._show_worked_out,
            on_error=self._fail,
            on_cancelled=self._stop_working,
        )

    def _show_worked_out(self, answer: tuple[str, Sequence[Case]]) -> None:
        self._is_working = False
        self._show_cases(*answer)
        self.working_changed.emit(False)

    def _stop_working(self) -> None:
        self._set_working(False)

    def _fail(self, error: Exception) -> None:
        self._set_working(False)
        self.failed.emit(error)

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        self.working_changed.emit(is_working)

    def _show_cases(self, made: str, cases: Sequence[Case]) -> None:
        outline = cases.outline() if isinstance(cases, KeptCases) else outline_of(cases)
        self._made = made
        self._since_last_time.forget()
        self._preparing.forget()
        self._read()
        around = self.surroundings
        names = {practice.ods: practice.name for practice in around.practices}
        listing = Listing(self._ws.today(), around.last_meeting_on, names)
        proposed = self._proposed([cases[at] for at, was in enumerate(outline.discussed) if was])
        self.people.list_cases(cases, self.sayings.current, listing, proposed, outline)
        self._idle.stop()
        self._quiet.start(_PAINTED_MS)
        self._show_all()

    def _say_again(self) -> None:
        """Look again at what may have been said about people elsewhere."""
        self._read()
        self.people.say(self.sayings.current, self._proposed(self.people.discussed()))
        self._show_all()

    def _proposed(self, discussed: Iterable[Case]) -> Mapping[str, Proposed]:
        """Who may be noted at the next meeting, and who of them is drawn for audit.

        Only somebody who was discussed before is ever proposed.
        """
        meeting = self.surroundings.meeting
        return proposed_noted(discussed, self._ws.today(), meeting.id if meeting else "")

    def _read(self) -> None:
        with self._ws.vault.reading() as reading:
            self.surroundings = read_surroundings(reading, self._ws.today())
            self.sayings.read(nominations(reading))
        self.people.cut_off = self.surroundings.cut_off
        self.choosing.meeting = self.surroundings.meeting

    def _show_all(self) -> None:
        self.surroundings_changed.emit()
        shown_before = self._selected
        self._show_lines()
        self._tell_numbers()
        if self._selected == shown_before:  # otherwise shown just now
            self._show_selected()

    def _make_searchable(self) -> None:
        if not self.people.make_searchable():
            self._idle.stop()

    # -- filter and order -------------------------------------------------------------------

    def narrow(self, **wanted: Any) -> None:
        """Change part of the filter: segment, words, rule, practice, new_only."""
        self.set_filter(replace(self.people.filter, **wanted))

    def _let_keys_come_first(self) -> None:
        """Somebody is narrowing or ordering the list: what can wait does."""
        if self._idle.isActive() or self._quiet.isActive():
            self._idle.stop()
            self._quiet.start(_QUIET_MS)

    def set_filter(self, wanted: ListFilter) -> None:
        self._let_keys_come_first()
        self.people.narrow(wanted)
        self._show_lines()

    def sort_by(self, column: int) -> bool:
        """Order by a column; the same column again turns the order round. Answers if reversed."""
        self._let_keys_come_first()
        self.people.sort_by(column)
        self._show_lines()
        return self.people.is_reversed

    def _show_lines(self) -> None:
        shown = self.people.shown
        self.lines_shown.emit(shown)
        if not self.people.passes(self._selected):
            self.select(shown[0].nhs_number if shown else "")

    def _tell_numbers(self) -> None:
        self.counts_changed.emit(self.people.counts)
        self.places_changed.emit(self.places())
        self.readiness_changed.emit()
        self._preparing.ask([line.case.person for line in self.people.unprepared()])

    def _take_prepared(self, found: Mapping[str, Prepared]) -> None:
        """The records of some who are chosen were read: say what they lack."""
        for line in self.people.prepare(found):
            self.line_changed.emit(line)
        self.readiness_changed.emit()
        if self._selected in found:
            self.since_found.emit(self.line(self._selected))

    # -- one person -------------------------------------------------------------------------

    @property
    def selected(self) -> str:
        return self._selected

    def select(self, nhs_number: str) -> None:
        """Show a person. What was typed about the one before is recorded as theirs."""
        if nhs_number == self._selected:
            return
        self.sayings.record_texts()
        self._selected = nhs_number
        self._show_selected()

    def reveal(self, nhs_number: str) -> bool:
        """Show a person wherever they are in the list, easing the filter if it hides them."""
        line = self.line(nhs_number)
        if line is None:
            return False
        if not self.people.is_shown(nhs_number):
            self.set_filter(ListFilter(segment="flagged" if line.is_flagged else "everyone"))
        self.select(nhs_number)
        self._show_selected()
        return True

    def sources(self, value: Value) -> list[Provenance | None]:
        """Where a value of somebody on the list is from, asked for when somebody points at it."""
        is_listed = self.line(value.nhs_number) is not None
        return sources_of(self._ws, value, self._ws.today()) if is_listed else []

    @property
    def ws(self) -> Workspace:
        """The store whose people are listed."""
        return self._ws

    @property
    def saver(self) -> Saver:
        """Saves what is entered here, in its turn."""
        return self._saver

    def whose_flags(self) -> tuple[str, date] | None:
        """Who is shown, and the day the rules were asked about; None where nobody is."""
        return (self._selected, self._ws.today()) if self.line(self._selected) else None

    def first_rule(self) -> str:
        """The rule of the first reason of the person shown, or ''."""
        line = self.line(self._selected)
        return line.case.raised[0].rule if line is not None and line.case.raised else ""

    def _show_selected(self) -> None:
        line = self.line(self._selected)
        self.person_shown.emit(line)
        if line is not None and not self._is_working and self.surroundings.last_meeting_on:
            self._since_last_time.ask(line)

    def _take_since(self, nhs_number: str) -> None:
        if nhs_number == self._selected:
            self.since_found.emit(self.line(nhs_number))

    # -- saying something about a person ----------------------------------------------------

    def leave(self) -> None:
        """Record what is typed; wait until it is in the file, but for no import to end."""
        self.sayings.record_texts()
        self._saver.finish(LEAVING_S)

    def undo(self) -> TakenBack | None:
        """Take back the last thing said here since the store was opened; None if nothing was."""
        return self._turn(undo_last)

    def redo(self) -> TakenBack | None:
        """Say again what was taken back last, unless something else was said since."""
        return self._turn(redo_last)

    def _turn(self, turn: Callable[..., TakenBack | None]) -> TakenBack | None:
        self.sayings.record_texts()
        if not self._saver.finish(LEAVING_S):
            raise UserError("What was said last is still being saved.", "Try again in a moment.")
        taken = turn(self._ws, "", since=self._since)
        if taken is not None:
            self.sayings.forget_unsaved()
            self.load()  # the list itself may rest on it: an own target, a flag set aside
        return taken

    def entered_about(self, line: CaseLine) -> EnteredAbout:
        """The person's own target and the flags set aside, as they are now."""
        today, whom = self._ws.today(), whom_of(line.case.person)
        since = self._since_last_time.words_about(line)
        with self._ws.vault.reading() as reading:
            return read_entered_about(reading, line.nhs_number, today, whom, since)

    def take_entered(self, _nhs_number: str) -> None:
        """An own target or a flag set aside is in the file: show it, then work out the list."""
        self._show_selected()
        self.load()

    def _show_said(self, nomination: Nomination) -> None:
        line = self.people.say_about(nomination)
        if line is None:
            return
        self._idle.start()
        self.line_changed.emit(line)
        self._tell_numbers()
        if nomination.nhs_number == self._selected:
            self._show_selected()

    def _show_what_is_saved(self, error: Exception) -> None:
        """Show what is really in the file, and say why; the words typed are still there."""
        self._say_again()
        self.failed.emit(error)

    # -- the agenda -------------------------------------------------------------------------

    def proposal(self) -> Proposal:
        """The next meeting with everyone chosen, as it would be put on the agenda now."""
        self.sayings.record_texts()
        return proposal(self.people.chosen(), self.surroundings, self._ws.today())

    def put_on_agenda(
        self,
        meeting: Meeting,
        numbers: Sequence[str] | None = None,
        topics: Sequence[Topic] | None = None,
    ) -> None:
        """Plan or change that meeting and put people on its agenda, in the order given."""
        ws, proposed = self._ws, self.proposal()
        wanted = proposed.numbers(meeting) if numbers is None else tuple(numbers)
        beside = proposed.topics if topics is None else tuple(topics)

        def job() -> int:
            return put_on_agenda(ws, meeting, proposed.meeting, wanted, beside)

        self._saver.save(job, owner=self, on_done=self._say_built)

    def _say_built(self, count: int) -> None:
        self._say_again()
        self.agenda_built.emit(count)
