"""The state behind the page of backups: the copies, the one looked at, and what is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mdt_app.clinical.words import counted
from mdt_app.errors import UserError
from mdt_app.ui.backups.lines import when_words
from mdt_app.ui.list_controller import ListController
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.drill import Proof, last_proof, prove_newest
from mdt_app.vault.restoring import EarlierKeysError, Restored, put_back
from mdt_app.vault.trail import BACKED_UP, Access, note_in
from mdt_app.vault.workspace import Workspace

T = TypeVar("T")


class BackupsController(ListController):
    """Knows the copies; everything long is done off the screen."""

    shown = Signal(object)
    """The `Copy` looked at, or None."""
    checked = Signal(object, object)
    """What a check of the file found, and what of no weight it made again: sentences both."""
    earlier_keys = Signal(object)
    """The copy needs the passphrase of its time; the error says so."""
    restored = Signal(object)
    """A copy is in the place of the store: everything on the screens is of another one."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, parent: QObject | None = None
    ) -> None:
        super().__init__(ws, runner, parent)
        self.copies: list[Copy] = []
        self.copy: Copy | None = None
        self.proof: Proof | None = None
        self._saver = saver

    def load(self) -> None:
        """Look again at what is in the backups folder; the copy looked at stays if it is there."""
        self.copies = copies_in(self.ws.vault.folder)
        self.proof = last_proof(self.ws.vault.folder)
        there = {copy.path: copy for copy in self.copies}
        first = next((copy for copy in self.copies if not copy.is_replaced), None)
        at = self.copy.path if self.copy is not None else None
        self.copy = there.get(at) if at in there else first or next(iter(self.copies), None)
        self.listed.emit()
        self.shown.emit(self.copy)

    def choose(self, copy: Copy) -> None:
        """Look at another copy."""
        if copy != self.copy:
            self.copy = copy
            self.shown.emit(copy)

    def make(self) -> None:
        """Copy the store now."""
        ws = self.ws
        self._saver.finish(LEAVING_S)  # what was just entered is in it

        def job(progress: Progress) -> Copy:
            made = back_up(ws.vault, "asked", progress)
            note_in(ws.vault, ws.user, [Access(BACKED_UP, made.name)])
            return next(copy for copy in copies_in(ws.vault.folder) if copy.path == made)

        def done(made: Copy) -> None:
            self.copy = made
            self.told.emit("The store is copied, and the copy was opened and read.", "")

        self._start("Copying the store…", job, done)

    def prove(self) -> None:
        """Show that the newest copy gives a store."""
        ws = self.ws

        def job(_progress: Progress) -> Proof:
            return prove_newest(ws.vault)

        def done(proof: Proof) -> None:
            entries = counted(proof.entries, "entry", "entries")
            self.told.emit(f"The newest copy is proven: {entries} read in it.", "")

        self._start("Putting the newest copy back beside the store, to prove it…", job, done)

    def check(self) -> None:
        """Check the whole file."""
        ws = self.ws
        self._saver.finish(LEAVING_S)

        def job(progress: Progress) -> tuple[list[str], list[str]]:
            from mdt_app.meeting.made_again import made_again_problems
            from mdt_app.vault.checking import check_store

            problems = check_store(ws.vault)
            return problems, [] if problems else made_again_problems(ws, progress)

        def done(found: tuple[list[str], list[str]]) -> None:
            self.checked.emit(*found)

        self._start("Checking the whole file…", job, done)

    def put_back(self, then: str = "") -> None:
        """Put the copy looked at in the place of the store."""
        ws, copy = self.ws, self.copy
        if copy is None:
            return
        self._saver.finish(LEAVING_S)

        def job(_progress: Progress) -> Restored:
            return put_back(ws.vault, copy, ws.user, then=then)

        words = f"Putting back the copy of {when_words(copy.made_at)}…"
        self._start(words, job, self.restored.emit)

    def _start(self, words: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        if self.doing:
            self.failed.emit(UserError("Something else is being done just now.", self.doing))
            return

        def then(outcome: T) -> None:
            done(outcome)
            self.load()

        super()._start(words, job, then)

    def _could_not(self, error: Exception) -> None:
        if isinstance(error, EarlierKeysError):
            self._is_doing("")
            self.earlier_keys.emit(error)
        else:
            super()._could_not(error)
            self.load()
