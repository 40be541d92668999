"""The state behind the page of minutes: the meetings, the one looked at, and what is done to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mdt_app.clinical.words import counted
from mdt_app.meeting.actions import amend_action
from mdt_app.meeting.approval import Addendum, Approval, choose_approval
from mdt_app.meeting.beside import beside_of
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.undo import reopen_meeting, undo_last
from mdt_app.ui.list_controller import EnteringController
from mdt_app.ui.minutes.lines import Agreed, Details, MinutesLine, details_of, minutes_lines
from mdt_app.ui.minutes.writing import Wanted, write_files
from mdt_app.ui.saving import Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.workspace import Workspace

T = TypeVar("T")
ADDED = "addendum"


class MinutesController(EnteringController):
    """Knows every meeting's minutes; what is asked of the one looked at is done off the screen."""

    shown = Signal(object)
    """The `Details` of the meeting looked at, or None."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(ws, runner, saver, parent)
        self.lines: list[MinutesLine] = []
        self.details: Details | None = None
        self.texts = TypedTexts(ws.vault, saver, "minutes", self)
        self._chosen = ""

    @property
    def chosen(self) -> str:
        """The id of the meeting looked at, or ''."""
        return self._chosen

    @property
    def line(self) -> MinutesLine | None:
        """The meeting looked at, as it is listed."""
        return next((line for line in self.lines if line.meeting.id == self._chosen), None)

    def load(self) -> None:
        """Read the meetings again, and the minutes of the one looked at."""
        with self.ws.vault.reading() as reading:
            self.lines = minutes_lines(reading)
        known = [line.meeting.id for line in self.lines]
        if self._chosen not in known:
            self._chosen = self._to_begin_with()
        self.listed.emit()
        self._show()

    def _to_begin_with(self) -> str:
        """What was approved twice, else the draft that waits the longest, else the latest."""
        doubtful = [line for line in self.lines if line.rivals]
        drafts = [
            line for line in self.lines if line.approval is None and line.meeting.state == "ended"
        ]
        return next((line.meeting.id for line in (*doubtful[-1:], *drafts[-1:], *self.lines)), "")

    def expect(self, meeting_id: str) -> None:
        """Whenever the page is opened next, it is at this meeting: it has just ended."""
        self._chosen = meeting_id

    def choose(self, meeting_id: str) -> None:
        """Look at another meeting's minutes."""
        if meeting_id != self._chosen:
            self._chosen = meeting_id
            self._show()

    def _show(self) -> None:
        with self.ws.vault.reading() as reading:
            self.details = details_of(reading, self._chosen) if self._chosen else None
        self.shown.emit(self.details)

    # -- amending ---------------------------------------------------------------------------

    def amend_decision(self, agreed: Agreed, words: str) -> None:
        """Other words for a decision of the draft; its choices stay."""
        decision, ws = agreed.decision, self.ws
        assert decision is not None

        def amend() -> None:
            record_decision(
                ws,
                decision.meeting,
                decision.nhs_number,
                decision.choices,
                words,
                replaces=[decision.id],
                beside=beside_of(decision),
            )

        self._save(amend, "The draft is amended.")

    def amend_action(self, agreed: Agreed, words: str, owner: str, due_on: date | None) -> None:
        """Other words, another owner or another day for an action of the draft."""
        action, ws = agreed.action, self.ws
        assert action is not None
        changed = replace(action, words=words, owner=owner, due_on=due_on)
        self._save(lambda: amend_action(ws, changed), "The draft is amended.")

    def reopen(self) -> None:
        """Take back the end of the meeting, to amend it in the room."""
        ws, meeting = self.ws, self._chosen
        self._save(lambda: reopen_meeting(ws, meeting), "The meeting is open again. Go to Meet.")

    def undo(self) -> None:
        """Take back the last amendment."""
        ws, meeting = self.ws, self._chosen

        def done(taken: object) -> None:
            self.told.emit(f"Undone: {taken}" if taken else "There is nothing to undo here.", "")
            self.load()

        self.saves.save("", lambda: undo_last(ws, meeting), done)

    # -- approving, adding, writing ---------------------------------------------------------

    def approve(self, by: str) -> None:
        """The chair approves: every form of the minutes is made, kept and locked."""
        ws, meeting = self.ws, self._chosen

        def job(_progress: Progress) -> Approval:
            from mdt_app.documents.issuing import approve_minutes

            return approve_minutes(ws, meeting, by)

        def done(approval: Approval) -> None:
            self.told.emit(
                f"The minutes are approved as {approval.number} and locked.",
                "Write the files now: they print the same for good.",
            )

        self._start("Approving and issuing the minutes…", job, done)

    def choose_approval(self, approval: Approval) -> None:
        """Of two approvals made apart this one holds."""
        ws = self.ws
        words = f"{approval.number} holds. The other stays on file."
        self._save(lambda: choose_approval(ws, approval), words)

    def add(self, words: str, about: str) -> None:
        """Add an addendum to approved minutes."""
        ws, meeting = self.ws, self._chosen

        def job(_progress: Progress) -> Addendum:
            from mdt_app.documents.issuing import issue_addendum

            return issue_addendum(ws, meeting, words, about=about)

        def done(addendum: Addendum) -> None:
            self.texts.take((meeting, ADDED))
            self.saves.save("", self.texts.forgetting((meeting, ADDED)), _nothing)
            self.told.emit(f"Addendum {addendum.number} is issued.", "")

        self._start("Issuing the addendum…", job, done)

    def write(self, wanted: Wanted, folder: Path) -> None:
        """Write files into a folder."""
        ws, meeting = self.ws, self._chosen

        def job(_progress: Progress) -> int:
            return write_files(ws, meeting, wanted, folder)

        def done(count: int) -> None:
            self.told.emit(
                f"{counted(count, 'file')} written. They are about patients.", str(folder)
            )

        self._start("Writing the files…", job, done)

    def _start(self, words: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        def then(outcome: T) -> None:
            done(outcome)
            self.load()

        super()._start(words, job, then)

    def unsaved(self) -> str:
        if self.doing:
            return self.doing
        if self.saves.is_saving:
            return "Saving…"
        return "Typing…" if self.texts.has_unkept else ""


def _nothing(_outcome: object) -> None:
    """Nothing more to do."""
