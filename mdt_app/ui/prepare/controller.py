"""The state behind Prepare: who is listed, who is shown, and what is asked about them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.meeting.case_list import cached_case_list, case_list
from mdt_app.meeting.listed import made_for
from mdt_app.meeting.nominations import nominate, nominations
from mdt_app.meeting.undo import TakenBack, undo_last
from mdt_app.meeting.values import Case, Meeting, Nomination
from mdt_app.ui.prepare.haystacks import Haystacks
from mdt_app.ui.prepare.lines import FULL, NOT_THIS_TIME, CaseLine, Listing, line_of
from mdt_app.ui.prepare.list_filter import (
    RANK_COLUMN,
    ListFilter,
    SegmentCounts,
    counted,
    filtered,
    in_order,
)
from mdt_app.ui.prepare.places import Places, places_of
from mdt_app.ui.prepare.planning import proposal, put_on_agenda
from mdt_app.ui.prepare.surroundings import Surroundings, read_surroundings
from mdt_app.ui.saving import Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.workspace import Workspace

_IDLE_MS = 5
"""Between two small steps of work that can wait, so that every key goes first."""


class PrepareController(QObject):
    """Knows the whole list; tells the screen which lines to show and whom."""

    lines_shown = Signal(object)
    """The lines that pass the filter, in order."""
    line_changed = Signal(object)
    """One line is different now, in place."""
    counts_changed = Signal(object)
    places_changed = Signal(object)
    person_shown = Signal(object)
    """The line of the person shown, or None."""
    surroundings_changed = Signal(object)
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
        self.filter = ListFilter()
        self.shown: Sequence[CaseLine] = ()
        self.texts = TypedTexts(ws.vault, saver, "prepare", self)
        self._ws = ws
        self._runner = runner
        self._saver = saver
        self._lines: dict[str, CaseLine] = {}
        self._ordered: list[CaseLine] = []
        self._haystacks = Haystacks({})
        self._counts = SegmentCounts()
        self._idle = QTimer(self, interval=_IDLE_MS)
        self._idle.timeout.connect(self._make_haystacks)
        self._sorted_by = RANK_COLUMN
        self._is_reversed = False
        self._selected = ""
        self._said: dict[str, Nomination] = {}
        """What was said about people, also what is not in the file yet."""
        self._unsaved: dict[str, Nomination] = {}
        self._since = datetime.now(UTC)
        self._is_working = False
        self._made = ""
        """What the list shown rests on; '' before there is one."""
        self._listing = Listing(ws.today(), None, {})
        runner.progressed.connect(self.progressed)
        saver.failed.connect(self._show_what_is_saved)
        saver.changed.connect(self.saving_changed)
        self.texts.changed.connect(self.saving_changed)

    # -- the list ---------------------------------------------------------------------------

    @property
    def line_count(self) -> int:
        return len(self._lines)

    @property
    def is_working(self) -> bool:
        return self._is_working

    def line(self, nhs_number: str) -> CaseLine | None:
        return self._lines.get(nhs_number)

    def today(self) -> date:
        return self._ws.today()

    def unsaved(self) -> str:
        """What is not in the file yet, in words; '' when all is."""
        if self._saver.is_saving:
            return "Saving…"
        return "Typing…" if self.texts.has_unkept else ""

    def load(self) -> str:
        """Show the list as last worked out, and work it out again if something has changed.

        Answers whose half-typed words a crash left, latest first, or ''.
        """
        today = self.today()
        with self._ws.vault.reading() as reading:
            made = made_for(reading, today)
            is_newer = made != self._made
            cases = cached_case_list(reading, today) if is_newer else None
        if not is_newer:
            self._refresh_nominations()
        elif cases is not None:
            self._show_cases(made, cases)
        else:
            self._read_surroundings()
            self._work_out()
        return next(iter(self.texts.left_over()), "")

    def _work_out(self) -> None:
        if self._is_working:
            return
        self._set_working(True)
        ws, today = self._ws, self._ws.today()

        def job(progress: Progress) -> tuple[str, list[Case]]:
            with ws.vault.reading() as reading:
                made = made_for(reading, today)
                kept = cached_case_list(reading, today)  # made meanwhile, while this waited
            return made, kept if kept is not None else case_list(ws, today, progress)

        self._runner.start(
            job,
            owner=self,
            on_done=self._show_worked_out,
            on_error=self._fail,
            on_cancelled=self._stop_working,
        )

    def _show_worked_out(self, answer: tuple[str, list[Case]]) -> None:
        self._set_working(False)
        self._show_cases(*answer)

    def _stop_working(self) -> None:
        self._set_working(False)

    def _show_what_is_saved(self) -> None:
        """Something could not be saved, and was said so: show what is really in the file."""
        self._unsaved.clear()
        if self._made:
            self._refresh_nominations()

    def _fail(self, error: Exception) -> None:
        self._set_working(False)
        self.failed.emit(error)

    def _set_working(self, is_working: bool) -> None:
        self._is_working = is_working
        self.working_changed.emit(is_working)

    def _show_cases(self, made: str, cases: Sequence[Case]) -> None:
        self._made = made
        found = self._read_surroundings()
        around = self.surroundings
        self._listing = Listing(
            self._ws.today(),
            around.last_meeting_on,
            {practice.ods: practice.name for practice in around.practices},
        )
        self._lines = {
            number: line_of(case, found.get(number) or Nomination(number), self._listing)
            for number, case in ((case.person.nhs_number, case) for case in cases)
        }
        self._haystacks = Haystacks(self._lines)
        self._idle.start()
        self._reorder()
        self._tell_numbers()
        self._show_selected()

    def _make_haystacks(self) -> None:
        if not self._haystacks.make_some():
            self._idle.stop()

    def _read_surroundings(self) -> dict[str, Nomination]:
        with self._ws.vault.reading() as reading:
            self.surroundings = read_surroundings(reading, self._ws.today())
            found = nominations(reading)
        self._said = {**found, **self._unsaved}  # the file may lag behind what was just said
        self.surroundings_changed.emit(self.surroundings)
        return self._said

    def _refresh_nominations(self) -> None:
        """Look again at what may have been said about people elsewhere."""
        found = self._read_surroundings()
        for number, line in self._lines.items():
            now = found.get(number) or Nomination(number)
            if now != line.nomination:
                self._lines[number] = replace(line, nomination=now)
        self._reorder()
        self._tell_numbers()
        self._show_selected()

    # -- filter and order -------------------------------------------------------------------

    def narrow(self, **wanted: Any) -> None:
        """Change part of the filter: segment, words, rule, practice, new_only."""
        self.set_filter(replace(self.filter, **wanted))

    def set_filter(self, wanted: ListFilter) -> None:
        self.filter = wanted
        self._show_lines()

    def sort_by(self, column: int) -> bool:
        """Order by a column; the same column again turns the order round. Answers if reversed."""
        self._is_reversed = column == self._sorted_by and not self._is_reversed
        self._sorted_by = column
        self._reorder()
        return self._is_reversed

    @property
    def sorted_by(self) -> int:
        return self._sorted_by

    @property
    def is_reversed(self) -> bool:
        return self._is_reversed

    def _reorder(self) -> None:
        self._ordered = in_order(
            self._lines.values(), self._sorted_by, is_reversed=self._is_reversed
        )
        self._show_lines()

    def _show_lines(self) -> None:
        self.shown = filtered(self._ordered, self.filter, self._haystacks)
        self.lines_shown.emit(self.shown)
        if in_lines(self.shown, self._selected) < 0:
            self.select(self.shown[0].nhs_number if self.shown else "")

    def _tell_numbers(self) -> None:
        self._counts = counted(self._lines.values())
        self.counts_changed.emit(self._counts)
        self.places_changed.emit(self.places())

    def places(self) -> Places:
        """How full the next meeting is."""
        return places_of(self._said.values())

    def rules(self) -> list[tuple[str, str]]:
        """The flags raised for anyone: rule, and how many people in words."""
        numbers: dict[str, int] = {}
        for line in self._lines.values():
            for rule in {flag.rule for flag in line.case.raised}:
                numbers[rule] = numbers.get(rule, 0) + 1
        return [(rule, f"{_words_of(rule)} · {numbers[rule]}") for rule in sorted(numbers)]

    # -- one person -------------------------------------------------------------------------

    @property
    def selected(self) -> str:
        return self._selected

    def select(self, nhs_number: str) -> None:
        """Show a person. What was typed about the one before is recorded as theirs."""
        if nhs_number == self._selected:
            return
        self.record_texts()
        self._selected = nhs_number
        self._show_selected()

    def reveal(self, nhs_number: str) -> bool:
        """Show a person wherever they are in the list, easing the filter if it hides them."""
        line = self._lines.get(nhs_number)
        if line is None:
            return False
        if line not in self.shown:
            self.filter = ListFilter(segment="flagged" if line.is_flagged else "everyone")
            self._show_lines()
        self.select(nhs_number)
        self._show_selected()
        return True

    def _show_selected(self) -> None:
        self.person_shown.emit(self._lines.get(self._selected))

    def text_of(self, nhs_number: str, field: str) -> tuple[str, int]:
        """What stands in a field about a person, and the caret: half-typed words come first."""
        typed = self.texts.restore((nhs_number, field))
        if typed is not None:
            return typed
        line = self._lines.get(nhs_number)
        text = str(getattr(line.nomination, field)) if line is not None else ""
        return text, len(text)

    # -- changing ---------------------------------------------------------------------------

    def toggle_chosen(self, nhs_number: str) -> None:
        """Choose a person for the meeting, or not any more."""
        line = self._lines.get(nhs_number)
        if line is None:
            return
        now = line.nomination
        lane = FULL if now.lane == NOT_THIS_TIME and not now.is_chosen else now.lane
        self._change(nhs_number, {"is_chosen": not now.is_chosen, "lane": lane})

    def set_lane(self, nhs_number: str, lane: str) -> None:
        """Put a person in a lane: full or noted chooses them, 'not this time' takes them off."""
        self._change(nhs_number, {"lane": lane, "is_chosen": lane != NOT_THIS_TIME})

    def set_asked(self, nhs_number: str, asked: str) -> None:
        self._change(nhs_number, {"asked": asked})

    def set_minutes(self, nhs_number: str, minutes: int) -> None:
        self._change(nhs_number, {"minutes": minutes})

    def record_text(self, nhs_number: str, field: str) -> None:
        """Record what was typed in a field as that person's."""
        place = (nhs_number, field)
        text = self.texts.take(place)
        if text is not None:
            self._change(nhs_number, {field: text.strip()}, after=self.texts.forgetting(place))

    def record_texts(self) -> None:
        """Record everything typed and not yet recorded."""
        for nhs_number, field in self.texts.places():
            self.record_text(nhs_number, field)

    def leave(self) -> None:
        """Record what is typed and wait until it is in the file."""
        self.record_texts()
        self._saver.finish()

    def undo(self) -> TakenBack | None:
        """Take back the last thing said here since the store was opened; None if nothing was."""
        self.leave()
        taken = undo_last(self._ws, "", since=self._since)
        if taken is not None:
            self._unsaved.clear()
            self._refresh_nominations()
        return taken

    def _change(
        self, nhs_number: str, what: dict[str, Any], after: Callable[[], None] | None = None
    ) -> None:
        line = self._lines.get(nhs_number)
        if line is None:
            return
        now = replace(line.nomination, **what)
        self._keep(now, after)

    def _keep(self, nomination: Nomination, after: Callable[[], None] | None) -> None:
        ws = self._ws

        def job() -> Nomination:
            nominate(ws, nomination)
            if after is not None:
                after()
            return nomination

        self._unsaved[nomination.nhs_number] = nomination
        self._saver.save(job, owner=self, on_done=self._saved)
        self._put(nomination)

    def _saved(self, nomination: Nomination) -> None:
        if self._unsaved.get(nomination.nhs_number) is nomination:
            del self._unsaved[nomination.nhs_number]

    def _put(self, nomination: Nomination) -> None:
        number = nomination.nhs_number
        if number not in self._lines:
            return
        before = self._lines[number]
        line = self._lines[number] = replace(before, nomination=nomination)
        self._said[number] = nomination
        self._ordered = [line if old.nhs_number == number else old for old in self._ordered]
        self.shown = [line if old.nhs_number == number else old for old in self.shown]
        self.line_changed.emit(line)
        chosen = self._counts.chosen + line.is_chosen - before.is_chosen
        self._counts = replace(self._counts, chosen=chosen)
        self.counts_changed.emit(self._counts)
        self.places_changed.emit(self.places())
        if number == self._selected:
            self._show_selected()

    # -- the agenda -------------------------------------------------------------------------

    def chosen(self) -> list[CaseLine]:
        """Everyone chosen, in the order of the ranked list."""
        return in_order(
            (line for line in self._lines.values() if line.is_chosen),
            RANK_COLUMN,
            is_reversed=False,
        )

    def put_on_agenda(self, meeting: Meeting) -> None:
        """Plan or change that meeting and put the chosen people on its agenda."""
        ws, proposed = self._ws, proposal(self.chosen(), self.surroundings, self.today())

        def job() -> int:
            return put_on_agenda(ws, meeting, proposed.meeting, proposed.numbers)

        self._saver.save(job, owner=self, on_done=self._say_built)

    def _say_built(self, count: int) -> None:
        self._refresh_nominations()
        self.agenda_built.emit(count)


def _words_of(rule: str) -> str:
    words = rule.replace("-", " ")
    return words[:1].upper() + words[1:]


def in_lines(lines: Iterable[CaseLine], nhs_number: str) -> int:
    """Where a person stands among lines, or -1."""
    return next((i for i, line in enumerate(lines) if line.nhs_number == nhs_number), -1)
