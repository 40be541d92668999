"""The state behind Follow up: every agreed action, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import UserError
from mdt_app.meeting.actions import (
    all_actions,
    complete_action,
    reopen_action,
    withdraw_action,
)
from mdt_app.meeting.followed_after import evidence_found, followed_after
from mdt_app.meeting.meetings import meetings
from mdt_app.meeting.outcomes import Outcome, outcomes
from mdt_app.meeting.progress import progress_by_action, record_progress, strike_progress
from mdt_app.meeting.values import Action, Followed, Progress
from mdt_app.register.provenance import Provenance
from mdt_app.register.queries import people, practices
from mdt_app.register.values import Practice
from mdt_app.ui.follow_up.lines import ActionFilter, ActionLine, Names, filtered, line_of
from mdt_app.ui.provenance import Value
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.sources import sources_of
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.workspace import Workspace

NOTE = "note"


@dataclass(frozen=True, slots=True)
class _Marked:
    """What became of a mark; `action` is as it was before where there is an error."""

    action: Action
    typed: str
    error: Exception | None = None
    progress: Progress | None = None
    """The step that was noted, where it was no mark."""


class FollowUpController(QObject):
    """Knows every action; tells the screen which to show and which one is looked at."""

    lines_shown = Signal(object)
    """The lines that pass the filter."""
    loaded = Signal()
    """Actions, owners or counts may be different."""
    action_shown = Signal(object)
    """The line looked at, or None."""
    marked = Signal(object)
    """The action as it is now that it was marked done, closed, or open again; or its progress."""
    saving_changed = Signal()
    failed = Signal(object)
    """A mark is not in the file, the error says why; its note is half-typed again."""
    refused = Signal(object)
    """Something is missing in what was asked for; nothing was tried."""
    outcomes_found = Signal(object)
    """What results did after each decision."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.filter = ActionFilter()
        self.lines: list[ActionLine] = []
        self.shown: Sequence[ActionLine] = ()
        self.practices: list[Practice] = []
        self.texts = TypedTexts(ws.vault, saver, "follow up", self)
        self._ws = ws
        self._runner = runner
        self._saver = saver
        self._selected = ""
        self._steps: list[Action | Progress] = []
        """Actions as they were before each step taken here, or what was noted; the latest last."""
        self._undone: list[Action | Progress] = []
        """What each step taken back had made of it, the latest last."""
        self._turned = ""
        """The action of a step being taken back or again: it is looked at once that is done."""
        self._progress: Mapping[str, tuple[Progress, ...]] = {}
        self._evidence: Mapping[str, str] = {}
        saver.changed.connect(self.saving_changed)
        self.texts.changed.connect(self.saving_changed)

    def today(self) -> date:
        return self._ws.today()

    def unsaved(self) -> str:
        if self._saver.is_saving:
            return "Saving…"
        return "Typing…" if self.texts.has_unkept else ""

    def load(self) -> None:
        """Read every action again; filter and selection stay."""
        with self._ws.vault.reading() as reading:
            actions = all_actions(reading)
            self._progress = progress_by_action(reading)
            self.practices = practices(reading)
            names = Names(
                {p.nhs_number: p.listed_name for p in people(reading)},
                {practice.ods: practice.name for practice in self.practices},
                {meeting.id: meeting.held_on for meeting in meetings(reading)},
                self.today(),
            )
        self.lines = [line_of(a, names, self._evidence.get(a.id, "")) for a in actions]
        self.loaded.emit()
        self._show_lines()

    def look_for_evidence(self) -> None:
        """Ask the records what shows that open actions were done; the lines then say it."""
        vault, on = self._ws.vault, self.today()
        actions = [line.action for line in self.lines if line.is_open]

        def job(_report: object) -> Mapping[str, str]:
            with vault.reading() as reading:
                return evidence_found(reading, actions, on)

        self._runner.start(job, owner=self, on_done=self._take_evidence, on_error=self.failed.emit)

    def _take_evidence(self, found: Mapping[str, str]) -> None:
        if found != self._evidence:
            self._evidence = found
            self.load()

    def look_for_outcomes(self) -> None:
        """Ask the records what results did after each decision."""
        vault, on = self._ws.vault, self.today()

        def job(_report: object) -> tuple[Outcome, ...]:
            with vault.reading() as reading:
                return outcomes(reading, on)

        self._runner.start(
            job, owner=self, on_done=self.outcomes_found.emit, on_error=self.failed.emit
        )

    def narrow(self, **wanted: Any) -> None:
        """Change part of the filter: segment, owner, practice, words."""
        self.filter = replace(self.filter, **wanted)
        self._show_lines()

    def set_filter(self, wanted: ActionFilter) -> None:
        self.filter = wanted
        self._show_lines()

    @property
    def selected(self) -> str:
        return self._selected

    def select(self, action_id: str) -> None:
        """Look at an action."""
        self._selected = action_id
        self.action_shown.emit(self.line(action_id))

    def line(self, action_id: str) -> ActionLine | None:
        return next((line for line in self.lines if line.action.id == action_id), None)

    def reveal(self, nhs_number: str) -> bool:
        """Look at a person's first action, easing the filter if it hides them all."""
        theirs = [line for line in self.lines if line.action.nhs_number == nhs_number]
        if not theirs:
            return False
        seen = [line for line in theirs if line in self.shown]
        if not seen:
            self.set_filter(ActionFilter(segment="all"))
        self.select((seen or theirs)[0].action.id)
        return True

    def note_of(self, action_id: str) -> tuple[str, int]:
        """The note half typed about an action, and the caret."""
        return self.texts.restore((action_id, NOTE)) or ("", 0)

    def followed(self, action: Action) -> tuple[Followed, ...]:
        """What the records show since an action was agreed."""
        with self._ws.vault.reading() as reading:
            return followed_after(reading, action, self.today())

    def progress(self, action: Action) -> tuple[Progress, ...]:
        """The steps noted on the way of an action, the earliest first."""
        return self._progress.get(action.id, ())

    def sources(self, value: Value) -> list[Provenance | None]:
        """Where what is shown of a person is from, asked for when somebody points at it."""
        return sources_of(self._ws, value, self.today())

    # -- changing ---------------------------------------------------------------------------

    def mark_done(self, action_id: str, done_on: date | None = None) -> None:
        """The action was done, today unless another day is given, with the note typed."""
        line = self.line(action_id)
        if line is None or not line.is_open:
            return
        note = self.note_of(action_id)[0].strip()
        self._complete(line.action, done_on or self.today(), note)

    def mark_open(self, action_id: str) -> None:
        """The action was not done after all, or is wanted again."""
        line = self.line(action_id)
        if line is not None and not line.is_open:
            self._reopen(line.action)

    def mark_not_to_be_done(self, action_id: str, reason: str) -> None:
        """The action will not be done, for a reason, with the note typed."""
        line = self.line(action_id)
        if line is None or not line.is_open:
            return
        if not reason:
            self.refused.emit(UserError("This needs a reason.", "Choose one, then close it."))
            return
        note = self.note_of(action_id)[0].strip()
        self._withdraw(line.action, f"{reason}: {note}" if note else reason)

    def note_progress(self, action_id: str) -> None:
        """Keep the note typed as a step on the way; the action stays open."""
        line = self.line(action_id)
        if line is None or not line.is_open:
            return
        words = self.note_of(action_id)[0].strip()
        if not words:
            self.refused.emit(UserError("Progress needs words.", "Type what was done so far."))
            return
        self._undone.clear()
        self._note(line.action, words, self.texts.take((action_id, NOTE)) or "")

    def _note(self, action: Action, words: str, typed: str) -> None:
        """`typed` is what stood in the note, '' where the words come from elsewhere."""
        ws, forget = self._ws, self.texts.forgetting((action.id, NOTE))

        def job() -> _Marked:
            noted = record_progress(ws, action.id, words)
            if typed:
                forget()
            return _Marked(action, typed, progress=noted)

        self._attempt(job, _Marked(action, typed))

    def undo(self) -> str:
        """Take back the last step taken here; its words, or '' if there is none."""
        if not self._steps:
            return ""
        before = self._steps.pop()
        self._turned = before.action if isinstance(before, Progress) else before.id
        if isinstance(before, Progress):
            self._undone.append(before)
            self._strike(before)
            return f"progress, {before.words}"
        if (line := self.line(before.id)) is not None:
            self._undone.append(line.action)
        self._make(before)
        return before.words

    def redo(self) -> str:
        """Take the step again that was taken back last; its words, or '' if there is none."""
        if not self._undone:
            return ""
        after = self._undone.pop()
        line = self.line(after.action if isinstance(after, Progress) else after.id)
        if line is None:
            return ""
        self._turned = line.action.id
        if isinstance(after, Progress):
            self._note(line.action, after.words, "")
            return f"progress, {after.words}"
        self._steps.append(line.action)
        self._make(after)
        return after.words

    def _make(self, wanted: Action) -> None:
        """Let an action be as it is in `wanted`, without a step of its own."""
        if wanted.state == "open":
            self._reopen(wanted, is_undo=True)
        elif wanted.state == "withdrawn":
            self._withdraw(wanted, wanted.note, is_undo=True)
        else:
            self._complete(wanted, wanted.done_on or self.today(), wanted.note, is_undo=True)

    def leave(self) -> None:
        """Keep what is half typed; wait until all is in the file, but for no import to end."""
        self.texts.keep()
        self._saver.finish(LEAVING_S)

    def _complete(self, action: Action, day: date, note: str, *, is_undo: bool = False) -> None:
        ws, forget = self._ws, self.texts.forgetting((action.id, NOTE))
        typed = "" if is_undo else self.texts.take((action.id, NOTE)) or ""

        def job() -> Action:
            done = complete_action(ws, action.id, day, note)
            if not is_undo:  # then the note is the old one, and what is half typed stays
                forget()
            return done

        self._save(job, action, typed, is_undo=is_undo)

    def _reopen(self, action: Action, *, is_undo: bool = False) -> None:
        ws = self._ws

        def job() -> Action:
            return reopen_action(ws, action.id, action.note if is_undo else "")

        self._save(job, action, "", is_undo=is_undo)

    def _withdraw(self, action: Action, note: str, *, is_undo: bool = False) -> None:
        ws, forget = self._ws, self.texts.forgetting((action.id, NOTE))
        typed = "" if is_undo else self.texts.take((action.id, NOTE)) or ""

        def job() -> Action:
            closed = withdraw_action(ws, action.id, note)
            if not is_undo:
                forget()
            return closed

        self._save(job, action, typed, is_undo=is_undo)

    def _strike(self, progress: Progress) -> None:
        ws, line = self._ws, self.line(progress.action)

        def job() -> Action:
            strike_progress(ws, progress)
            return before

        if line is not None:
            before = line.action
            self._save(job, before, "", is_undo=True)

    def _save(
        self, job: Callable[[], Action], before: Action, typed: str, *, is_undo: bool
    ) -> None:
        if not is_undo:
            self._steps.append(before)
            self._undone.clear()
        self._attempt(lambda: _Marked(job(), typed), _Marked(before, typed))

    def _attempt(self, job: Callable[[], _Marked], before: _Marked) -> None:
        def attempt() -> _Marked:
            try:
                return job()
            except StoreBusyError:
                raise  # the saving thread waits for its turn and tries again
            except Exception as error:  # not swallowed: told on the GUI thread
                return replace(before, error=error)

        self._saver.save(attempt, owner=self, on_done=self._settle)

    def _settle(self, marked: _Marked) -> None:
        action = marked.action
        self.load()
        if self._turned == action.id:
            self.select(action.id)
        self._turned = ""
        if marked.error is None:
            if marked.progress is not None:
                self._steps.append(marked.progress)
            self.marked.emit(marked.progress or action)
            return
        if action in self._steps:
            self._steps.remove(action)
        if marked.typed and not self.texts.is_typed((action.id, NOTE)):
            self.texts.type((action.id, NOTE), marked.typed, len(marked.typed))
        self.select(self._selected)
        self.failed.emit(marked.error)

    def _show_lines(self) -> None:
        before = self._place()
        self.shown = filtered(self.lines, self.filter)
        self.lines_shown.emit(self.shown)
        if self.shown and self._place() < 0:  # the next one takes the place of one that left
            place = min(max(before, 0), len(self.shown) - 1)
            self.select(self.shown[place].action.id)
        else:
            self.select(self._selected if self.shown else "")

    def _place(self) -> int:
        ids = [line.action.id for line in self.shown]
        return ids.index(self._selected) if self._selected in ids else -1
