"""The state behind Measures: which set, which month, which measure, and what was asked about it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mdt_app.clinical.words import grouped
from mdt_app.measures.equity import CutFigure
from mdt_app.measures.incentive import WhatIf
from mdt_app.measures.values import Board, Line
from mdt_app.ui.measures.asked import Asked, Choice, Wanted
from mdt_app.ui.tasks import Progress, TaskRunner

T = TypeVar("T")
_MONTHS_OFFERED = 24
_UPDATING = "Being brought up to date"


class MeasuresController(QObject):
    """Knows no widgets. Everything that takes long runs on the worker and answers by a signal."""

    sets_known = Signal(object)
    """The sets there are, as choices."""
    board_shown = Signal(object)
    """A `Board`: as kept, or as just worked out."""
    line_shown = Signal(object)
    """The `Line` looked at."""
    working_changed = Signal()
    empty_shown = Signal()
    """Nobody is in the store yet."""
    people_found = Signal(object, object)
    """What was wanted, and the people behind it."""
    people_refused = Signal(object, object)
    """What was wanted, and the error that says why there are no names."""
    equity_found = Signal(object, object)
    differing_found = Signal(object, str, object)
    """What was wanted, the other measure, and on whom they differ."""
    others_known = Signal(object)
    """Every measure of the other sets, as choices."""
    meetings_found = Signal(object)
    meeting_cases_found = Signal(object)
    care_found = Signal(object)
    care_cases_found = Signal(object)
    lessons_found = Signal(object)
    advice_found = Signal(object)
    held_found = Signal(object)
    told = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        asked: Asked,
        runner: TaskRunner,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sets: Sequence[Choice] = ()
        self.set_name = ""
        self.month: date | None = last_month_end(today())
        """The month's last day; None is this month so far."""
        self.board: Board | None = None
        """What is on the screen, of this set and month; None while nothing of it is known."""
        self.line: Line | None = None
        self.working = ""
        """What is being worked out, in words; '' when nothing is."""
        self._asked = asked
        self._runner = runner
        self._today = today
        self._kept: dict[tuple[str, date | None], Board] = {}
        self._cuts: dict[tuple[str, date], Sequence[CutFigure]] = {}
        self._serial = 0
        runner.progressed.connect(self._note_progress)

    # -- set and month ------------------------------------------------------------------------

    def load(self) -> None:
        """Show what is kept, and look again whether anything has changed."""
        if self.sets:
            self._ask_for_board()
            return

        def first() -> tuple[Sequence[Choice], bool]:
            return self._asked.sets(), self._asked.is_anybody_here()

        self._say_working("Reading the measures…")
        self._run(first, self._begin)

    def _begin(self, answer: tuple[Sequence[Choice], bool]) -> None:
        sets, is_anybody = answer
        if not is_anybody:
            self._say_working("")
            self.empty_shown.emit()
            return
        self.sets = sets
        self.set_name = self.set_name or sets[0][0]
        self.sets_known.emit(sets)
        self._ask_for_board()

    def show_set(self, name: str) -> None:
        """Show another set, on the same day."""
        if name != self.set_name and any(name == code for code, _words in self.sets):
            self.set_name = name
            self._ask_for_board()

    def show_month(self, month: date | None) -> None:
        """Show the set as it stood at the end of a month, or this month so far."""
        if month != self.month:
            self.month = month
            self._ask_for_board()

    def step_month(self, step: int) -> None:
        """One month earlier or later, as far as there are any."""
        months = self.months()
        place = months.index(self.month) if self.month in months else 0
        wanted = place - step
        if 0 <= wanted < len(months):
            self.show_month(months[wanted])

    def months(self) -> list[date | None]:
        """This month so far, then the months that have ended, the latest first."""
        found: list[date | None] = [None]
        end = last_month_end(self._today())
        for _ in range(_MONTHS_OFFERED):
            found.append(end)
            end = last_month_end(end)
        return found

    def _ask_for_board(self) -> None:
        """What is kept is shown at once; while nothing is, nothing of another set stays."""
        key = (self.set_name, self.month)
        self._serial += 1
        serial = self._serial
        kept = self._kept.get(key)
        if kept is not None:
            self._show(kept)
        else:
            self.board = None
        self._say_working("Looking whether anything has changed…" if kept else "Working it out…")

        def answer(board: Board) -> None:
            if board != self._kept.get(key):
                self._cuts.clear()
            self._kept[key] = board
            if serial != self._serial:
                return
            self._show(board)
            if board.is_stale:
                self._say_working(_UPDATING)
                self._start(lambda report: self._asked.brought_up_to_date(*key, report), settle)
            else:
                self._say_working("")

        def settle(board: Board) -> None:
            self._kept[key] = board
            if serial == self._serial:
                self._say_working("")
                self._show(board)

        self._run(lambda: self._asked.board(*key), answer)

    def _show(self, board: Board) -> None:
        self.board = board
        wanted = (self.line.measure.id, self.line.group) if self.line else ("", "")
        found = [line for line in board.lines if (line.measure.id, line.group) == wanted]
        self.line = next(iter((*found, *board.lines)), None)
        self.board_shown.emit(board)
        self.line_shown.emit(self.line)

    def forget(self) -> None:
        """Something was frozen, chosen or taken in: every board is asked for anew."""
        self._kept.clear()
        self._cuts.clear()
        self._ask_for_board()

    # -- the measure looked at ----------------------------------------------------------------

    def look_at(self, line: Line) -> None:
        """Look at another measure."""
        self.line = line
        self.line_shown.emit(line)

    def wanted(
        self, practice: str = "", month: date | None = None, cut: str = "", kind: str = ""
    ) -> Wanted | None:
        """The measure looked at, in a practice or the network, as a question.

        `month` is another month than the board's; the one that is not over yet ends today.
        """
        if self.board is None or self.line is None:
            return None
        on = min(month, self._today()) if month is not None else self.board.on
        measure = self.line.measure.id
        return Wanted(self.set_name, measure, self.line.group, practice, on, cut, kind)

    def ask_people(self, wanted: Wanted) -> None:
        """Who is behind a number: of one's own practice only."""

        def refused(error: Exception) -> None:
            self.people_refused.emit(wanted, error)

        self._run(
            lambda: self._asked.people(wanted),
            lambda found: self.people_found.emit(wanted, found),
            refused,
        )

    def ask_equity(self, wanted: Wanted) -> None:
        """Who is reached, by age, sex, group and need? Asked once for all measures of a board."""
        key = (wanted.set_name, wanted.on)
        if key in self._cuts:
            self.equity_found.emit(wanted, _of(self._cuts[key], wanted))
            return

        def answer(cuts: Sequence[CutFigure]) -> None:
            self._cuts[key] = cuts
            self.equity_found.emit(wanted, _of(cuts, wanted))

        self._run(lambda: self._asked.equity(*key), answer)

    def ask_others(self) -> None:
        name = self.set_name
        self._run(lambda: self._asked.other_measures(name), self.others_known.emit)

    def ask_differing(self, wanted: Wanted, other: str) -> None:
        """On whom does another set's measure disagree?"""
        self._run(
            lambda: self._asked.differing(wanted, other),
            lambda found: self.differing_found.emit(wanted, other, found),
        )

    def ask_meetings(self) -> None:
        """What the meetings did, where people are looked after, and what was learned."""
        self._run(self._asked.meetings, self.meetings_found.emit)
        self._run(self._asked.care, self.care_found.emit)
        self._run(self._asked.lessons, self.lessons_found.emit)
        self._run(self._asked.advice, self.advice_found.emit)
        self._run(self._asked.held, self.held_found.emit)

    def ask_care_cases(self, month: date) -> None:
        """Who was behind a month's tiers and remits."""
        self._run(lambda: self._asked.care_cases(month), self.care_cases_found.emit)

    def ask_meeting_cases(self, meeting_id: str) -> None:
        """Who was behind the counts of one meeting."""
        self._run(lambda: self._asked.meeting_cases(meeting_id), self.meeting_cases_found.emit)

    def what_if(self, more: int) -> WhatIf:
        """What would be earned if so many more people reached the measure looked at."""
        assert self.board is not None
        assert self.line is not None
        return self._asked.what_if(self.board, self.line, more)

    # -- changing -----------------------------------------------------------------------------

    def freeze(self, months: Sequence[date]) -> None:
        """Keep these months as they are now."""
        name = self.set_name
        self._change(
            lambda: self._asked.freeze(name, months), "Frozen.", "What they say stands from now."
        )

    def restate(self, month: date, reason: str) -> None:
        """Issue a month anew; what was issued before stays on file."""
        name = self.set_name
        self._change(
            lambda: self._asked.restate(name, month, reason),
            "Restated.",
            "What was issued before stays on file.",
        )

    def choose_practice(self, ods: str) -> None:
        """From now on this is one's own practice on this computer."""
        self._change(lambda: self._asked.choose_practice(ods), "Your practice is kept.", "")

    def take_benchmark(self, path: Path) -> None:
        """Take in a file of somebody else's figures to compare with."""

        def settle(words: str) -> None:
            self.told.emit(words, "")
            self.forget()

        self._run(lambda: self._asked.take_benchmark(path), settle)

    def export(self, write: Callable[[], object], words: str) -> None:
        """Write a file off the window's thread and say so."""
        self._run(write, lambda _answer: self.told.emit(words, ""))

    def _change(self, change: Callable[[], None], words: str, hint: str) -> None:
        def settle(_nothing: None) -> None:
            self.told.emit(words, hint)
            self.forget()

        self._run(change, settle)

    def _run(
        self,
        ask: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        self._start(lambda _report: ask(), on_done, on_error)

    def _start(
        self,
        job: Callable[[Progress], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        def fail(error: Exception) -> None:
            self._say_working("")
            self.failed.emit(error)

        self._runner.start(
            job,
            owner=self,
            on_done=on_done,
            on_error=on_error or fail,
            on_cancelled=lambda: self._say_working(""),
        )

    def _note_progress(self, done: int, total: int) -> None:
        if self.working.startswith(_UPDATING):
            self._say_working(f"{_UPDATING}: {grouped(done)} of {grouped(total)} people")

    def _say_working(self, words: str) -> None:
        self.working = words
        self.working_changed.emit()


def _of(cuts: Sequence[CutFigure], wanted: Wanted) -> list[CutFigure]:
    """The cuts of one measure and group."""
    asked = (wanted.measure, wanted.group)
    return [each for each in cuts if (each.figure.measure, each.figure.group) == asked]


def last_month_end(day: date) -> date:
    """The last day of the month before.

    >>> last_month_end(date(2026, 11, 26))
    datetime.date(2026, 10, 31)
    """
    return day.replace(day=1) - timedelta(days=1)
