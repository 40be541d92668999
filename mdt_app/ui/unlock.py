"""The first thing seen: which store, its passphrase, and one green button.

It must be on the screen before anything else is loaded, so this module imports next to nothing.
Even Qt's own `Qt` namespace waits: making its hundreds of enumerations takes as long as a tenth
of the whole start.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mdt_app.errors import UserError
from mdt_app.ui.looks import sized

if TYPE_CHECKING:
    from mdt_app.ui.tasks import TaskRunner

Opened = tuple[object, str]
"""An unlocked vault and whose passphrase it was; a `Vault`, but that is not loaded yet."""
_WIDTH = 440
_STEP_S = 0.1
_NOT_KEPT = (
    "The disk could not take what was half typed. So that it is not lost, the store stays open"
    " behind this box: unlock it, make room, and lock it again."
)


class UnlockForm(QWidget):
    """Asks for the passphrase of one store."""

    unlock_asked = Signal(str)
    other_asked = Signal()
    new_asked = Signal()
    copy_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heading = _words("title")
        self.store_name = _words("strong")
        self.store_path = _words("small")
        self.passphrase_label = _words("heading")
        self.passphrase_edit = QLineEdit()
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase_edit.setAccessibleName("Passphrase")
        self.message = _words("bad")
        self.message.setMinimumHeight(2 * self.message.fontMetrics().lineSpacing())
        self.unlock_button = _button("Unlock", "primary")
        self.copy_button = _button("Copy to this computer and open", "")
        self.mend_button = _button("Put back a copy…", "")
        self.other_button = _button("Open another store…", "link")
        self.new_button = _button("New store…", "link")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.passphrase_label.setText("Passphrase")
        self.passphrase_label.setBuddy(self.passphrase_edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self.store_name, self.store_path):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self.passphrase_label)
        layout.addWidget(self.passphrase_edit)
        layout.addWidget(self.message)
        layout.addLayout(_side_by_side(self.unlock_button, self.mend_button))
        layout.addLayout(_side_by_side(self.copy_button))
        layout.addSpacing(10)
        layout.addLayout(_side_by_side(self.other_button, self.new_button))
        layout.addStretch(1)

    def _connect(self) -> None:
        self.unlock_button.clicked.connect(self._ask)
        self.copy_button.clicked.connect(self._ask_for_copy)
        self.passphrase_edit.returnPressed.connect(self._ask)
        self.other_button.clicked.connect(self.other_asked)
        self.new_button.clicked.connect(self.new_asked)

    def show_store(self, store: Path | None) -> None:
        """Ask for this store's passphrase, or say that there is none yet."""
        is_known = store is not None
        self.heading.setText("Unlock" if is_known else "Welcome")
        self.store_name.setVisible(is_known)
        self.store_name.setText(store.name if store is not None else "")
        words = "Open the store of your practice or network, or make a new one."
        self.store_path.setText(str(store.parent) if store is not None else words)
        asking = (self.passphrase_label, self.passphrase_edit, self.message, self.unlock_button)
        for part in asking:
            part.setVisible(is_known)
        self.other_button.setText("Open another store…" if is_known else "Open a store…")
        self.other_button.setAccessibleName(self.other_button.text().rstrip("…"))
        self.say("")
        (self.passphrase_edit if is_known else self.other_button).setFocus()

    def say_locked(self) -> None:
        """The store was open a moment ago: say that it waits, with all that was typed."""
        self.heading.setText("Locked")
        kept = "What was half typed is kept: it is there again when you unlock."
        self.store_path.setText(f"{self.store_path.text()}\n{kept}")
        self.passphrase_edit.setAccessibleDescription(f"Locked. {kept}")

    def say_not_kept(self) -> None:
        """What is typed is only in memory: the store stays open behind this box, and says so."""
        self.heading.setText("Locked, with words that are not kept")
        self.store_path.setText(_NOT_KEPT)
        self.say("")
        for part in (self.other_button, self.new_button):
            part.hide()
        self.passphrase_edit.setAccessibleDescription(_NOT_KEPT)
        self.passphrase_edit.setFocus()

    def say(self, words: str) -> None:
        """Put a sentence under the field; it is also what the field is described by."""
        self.message.setText(f"! {words}" if words else "")
        self.passphrase_edit.setAccessibleDescription(words)
        self.copy_button.hide()
        self.mend_button.hide()

    def offer_copy(self) -> None:
        """The store must not be worked on where it is; the passphrase typed opens a copy of it."""
        self.copy_button.show()
        self.copy_button.setFocus()

    def offer_mending(self, words: str) -> None:
        """Offer to put something back, in these words."""
        self.mend_button.setText(words)
        self.mend_button.setAccessibleName(words.rstrip("…"))
        self.mend_button.show()
        self.mend_button.setFocus()

    def show_working(self, is_working: bool) -> None:
        """Unlocking takes a moment on purpose: it makes guessing slow."""
        self.unlock_button.setText("Unlocking…" if is_working else "Unlock")
        for part in (self.unlock_button, self.mend_button, self.other_button, self.new_button):
            part.setEnabled(not is_working)
        self.passphrase_edit.setReadOnly(is_working)

    def _ask_for_copy(self) -> None:
        if self.unlock_button.isEnabled():
            self.copy_asked.emit(self.passphrase_edit.text())

    def _ask(self) -> None:
        if self.unlock_button.isEnabled() and self.passphrase_edit.text():
            self.unlock_asked.emit(self.passphrase_edit.text())
        elif self.unlock_button.isEnabled():
            self.say("Type the passphrase first.")


class UnlockWindow(QWidget):
    """The window of a locked store. It unlocks off the GUI thread and then says so."""

    unlocked = Signal(object, str)
    closing = Signal()

    def __init__(self, store: Path | None, runner: Callable[[], TaskRunner]) -> None:
        """`runner` gives the thread to unlock on; it is not needed before that."""
        super().__init__()
        self.store = store
        self._runner = runner
        self.is_open_behind = False
        """The store is still open, and nothing but the passphrase is asked for."""
        self.setWindowTitle("MDT")
        self.form = UnlockForm()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.form)
        self._lay_out()
        self.form.unlock_asked.connect(self.unlock)
        self.form.copy_asked.connect(self.copy_and_open)
        self.form.other_asked.connect(self.choose_store)
        self.form.new_asked.connect(self.show_new_store)
        self.form.show_store(store)

    def _lay_out(self) -> None:
        title = _words("person")
        title.setText("Diabetes network MDT")
        paper = QFrame()
        paper.setProperty("role", "card")
        sized(paper, QFrame.setMaximumWidth, _WIDTH)
        inner = QVBoxLayout(paper)
        inner.setContentsMargins(28, 24, 28, 24)
        inner.addWidget(title)
        inner.addWidget(self.pages)
        upright = QVBoxLayout()
        upright.addStretch(1)
        upright.addWidget(paper)
        upright.addStretch(1)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addLayout(upright, 4)
        across.addStretch(1)
        self.resize(1366, 768)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def unlock(self, passphrase: str) -> None:
        """Try the passphrase. The window stays alive meanwhile."""
        store = self.store
        if store is None:
            return
        is_beside = self.is_open_behind
        self.form.show_working(True)
        self.form.say("")

        def job(progress: Callable[[int, int], None]) -> Opened:
            from mdt_app.vault.store import open_store

            def wait(seconds: float) -> None:
                until = monotonic() + seconds
                while monotonic() < until:
                    progress(0, 0)  # the end of the program cuts it short
                    sleep(_STEP_S)

            return open_store(store, passphrase, exclusive=not is_beside, wait=wait)

        self._runner().start(job, owner=self, on_done=self._let_in, on_error=self._refuse)

    def _let_in(self, opened: Opened) -> None:
        self.form.show_working(False)
        self.form.passphrase_edit.clear()
        self.unlocked.emit(*opened)

    def _refuse(self, error: Exception) -> None:
        self.form.show_working(False)
        if not isinstance(error, UserError):
            raise error
        self.form.say(f"{error.message} {error.hint}".strip())
        self.form.passphrase_edit.selectAll()
        self.form.passphrase_edit.setFocus()
        from mdt_app.vault.places import PlaceError

        if isinstance(error, PlaceError):
            self.form.offer_copy()
            return
        from mdt_app.ui.backups.mending import offer_mending

        offer_mending(self, self._runner(), error)

    def copy_and_open(self, passphrase: str) -> None:
        """Copy the store to this computer's own disk and open that; the first one stays."""
        store = self.store
        if store is None:
            return
        self.form.show_working(True)
        self.form.say("")

        def job(_progress: object) -> tuple[Path, Opened]:
            from mdt_app.vault.local_copy import copy_here
            from mdt_app.vault.store import open_store

            copy = copy_here(store, passphrase)
            return copy, open_store(copy, passphrase)

        def done(made: tuple[Path, Opened]) -> None:
            self.show_store(made[0])
            self._let_in(made[1])

        self._runner().start(job, owner=self, on_done=done, on_error=self._refuse)

    def choose_store(self) -> None:
        """Ask for the folder of another store."""
        from PySide6.QtWidgets import QFileDialog

        start = str(self.store.parent if self.store else Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "The folder that holds data.db", start)
        if chosen:
            self.show_store(Path(chosen))

    def show_store(self, store: Path) -> None:
        """Ask for this store's passphrase."""
        self.store = store
        self.form.show_store(store)
        self.pages.setCurrentWidget(self.form)

    def show_new_store(self) -> None:
        """Ask what is needed to make a store."""
        from mdt_app.ui.new_store import NewStoreForm

        if self.pages.count() == 1:
            made = NewStoreForm(self._runner())
            made.given_up.connect(self._back)
            made.store_made.connect(self._enter_new)
            self.pages.addWidget(made)
        self.pages.setCurrentIndex(1)

    def _back(self) -> None:
        self.pages.setCurrentWidget(self.form)

    def _enter_new(self, store: Path, vault: object, user: str) -> None:
        self.show_store(store)
        self.unlocked.emit(vault, user)


def _words(role: str) -> QLabel:
    """A label that never reads a folder's name as markup."""
    made = QLabel()
    made.setProperty("textFormat", 0)  # Qt.TextFormat.PlainText, without the namespace
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


def _button(words: str, role: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", role)
    made.setAutoDefault(True)  # Enter presses the button that has the keyboard
    made.setAccessibleName(words.rstrip("…"))
    return made


def _side_by_side(*parts: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made
