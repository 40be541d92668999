"""The state behind People and keys: who can open the store, and changes made off the screen."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mdt_app.register.queries import practices
from mdt_app.ui.list_controller import ListController
from mdt_app.ui.people.lines import PersonLine, line_of
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.people import (
    Removal,
    add_person,
    carry_out,
    change_passphrase,
    has_recovery_code,
    make_recovery_code,
    people_of,
    prepare_removal,
    renew_person,
)
from mdt_app.vault.roles import PEOPLE, KeyHolder
from mdt_app.vault.workspace import Workspace

T = TypeVar("T")
Codes = list[tuple[str, str]]
"""Whose, and the code: shown once and kept nowhere."""


class PeopleController(ListController):
    """Knows who can open the store. Every change takes a moment: making keys is slow on purpose."""

    given = Signal(str, object)
    """A heading and the `Codes` to be shown once."""
    needed = Signal(str, object)
    """Who is to be removed, and the `Codes` to be written down before."""

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(ws, runner, parent)
        self.lines: list[PersonLine] = []
        self.practices: dict[str, str] = {}
        self.has_code = False
        self.line: PersonLine | None = None
        self._removal: tuple[str, Removal] | None = None

    @property
    def may_change(self) -> bool:
        """Whether whoever is here may change who can open the store."""
        return self.ws.may(PEOPLE)

    def load(self) -> None:
        """Read again who can open the store; the one looked at stays if they are still there."""
        with self.ws.vault.reading() as reading:
            self.practices = {each.ods: each.name for each in practices(reading)}
        own = self.ws.vault.holder.name
        folder = self.ws.vault.folder
        self.lines = [line_of(each, own, self.practices) for each in people_of(folder)]
        self.has_code = has_recovery_code(folder)
        at = self.line.holder.name if self.line is not None else own
        by_name = {line.holder.name: line for line in self.lines}
        self.line = by_name.get(at) or by_name.get(own) or self.lines[0]
        self.listed.emit()

    def choose(self, line: PersonLine) -> None:
        """Look at somebody else."""
        self.line = line

    def let_in(self, person: KeyHolder, passphrase: str) -> None:
        """Let somebody in, and show the passphrase to give them."""
        vault = self.ws.vault

        def job(_progress: Progress) -> str:
            return add_person(vault, passphrase, person)

        def done(code: str) -> None:
            self.given.emit(f"{person.name} can come in", [(person.name, code)])

        self._start("Letting in…", job, done)

    def renew(self, person: KeyHolder, passphrase: str) -> None:
        """Give somebody another passphrase, and the role named."""
        vault = self.ws.vault

        def job(_progress: Progress) -> str:
            return renew_person(vault, passphrase, person)

        def done(code: str) -> None:
            self.given.emit(f"A new passphrase for {person.name}", [(person.name, code)])

        self._start("Giving a new passphrase…", job, done)

    def remove(self, name: str, passphrase: str) -> None:
        """Show what everybody else will need, and leave somebody outside once it is read."""
        vault = self.ws.vault

        def job(_progress: Progress) -> Removal:
            return prepare_removal(vault, passphrase, name)

        def done(removal: Removal) -> None:
            self._removal = name, removal
            if removal.given.codes:
                self.needed.emit(name, removal.given.codes)
            else:
                self.carry_out_removal()

        self._start("Making new passphrases…", job, done)

    def carry_out_removal(self) -> None:
        """What the others need is written down: put the store under a new key."""
        if self._removal is None:
            return
        vault, (name, removal) = self.ws.vault, self._removal

        def job(_progress: Progress) -> None:
            carry_out(vault, removal)

        def done(_nothing: None) -> None:
            is_given = bool(removal.given.codes)
            then = "Give the others theirs now." if is_given else "Nobody else needs a new one."
            self.told.emit(f"{name} is removed. The store has a new key.", then)

        self._removal = None
        self._start("Putting the store under a new key…", job, done)

    def drop_removal(self) -> None:
        """Nobody is removed, and the new passphrases open nothing."""
        self._removal = None

    def change_own(self, old: str, new: str) -> None:
        """Choose another passphrase for oneself."""
        vault = self.ws.vault

        def job(_progress: Progress) -> None:
            change_passphrase(vault, old, new)

        def done(_nothing: None) -> None:
            self.told.emit(
                "Your passphrase is changed.", "Copies made before still open with the old one."
            )

        self._start("Changing your passphrase…", job, done)

    def make_code(self, passphrase: str) -> None:
        """Make a recovery code, in place of an earlier one."""
        vault = self.ws.vault

        def job(_progress: Progress) -> str:
            return make_recovery_code(vault, passphrase)

        def done(code: str) -> None:
            self.given.emit("A new recovery code", [("Recovery code", code)])

        self._start("Making the code…", job, done)

    def _start(self, words: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        def then(outcome: T) -> None:
            self.load()
            done(outcome)

        super()._start(words, job, then)
