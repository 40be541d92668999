"""The first thing seen: which store, its passphrase, and one green button.

Nothing heavy is imported here: this box must be on the screen before anything else is loaded.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.focus_ring import FocusRing
from mdt_app.ui.parts import (
    ElidedLabel,
    button,
    card,
    column,
    label,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.tasks import Progress, TaskRunner

_WIDTH = 440
Opened = tuple[object, str]
"""An unlocked vault and whose passphrase it was; a `Vault`, but that is not loaded yet."""
Opening = Callable[[Path, str], Opened]


class UnlockForm(QWidget):
    """Asks for the passphrase of one store."""

    unlock_asked = Signal(str)
    other_asked = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("Unlock", "title")
        self.store_name = label("", "strong")
        self.store_path = ElidedLabel("", "small")
        self.passphrase_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.passphrase_edit.setAccessibleName("Passphrase")
        self.message = label("", "bad", wraps=True)
        self.unlock_button = primary_button("Unlock")
        self.other_button = button("Open another store…", "link")
        self.new_button = button("New store…", "link")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = column(self, spacing=6)
        for part in (self.heading, self.store_name, self.store_path):
            layout.addWidget(part)
        layout.addSpacing(8)
        passphrase_label = label("Passphrase", "heading")
        passphrase_label.setBuddy(self.passphrase_edit)
        layout.addWidget(passphrase_label)
        layout.addWidget(self.passphrase_edit)
        layout.addWidget(self.message)
        layout.addSpacing(4)
        layout.addWidget(self.unlock_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(10)
        others = row(spacing=16)
        others.addWidget(self.other_button)
        others.addWidget(self.new_button)
        others.addStretch(1)
        layout.addLayout(others)

    def _connect(self) -> None:
        self.unlock_button.clicked.connect(self._ask)
        self.passphrase_edit.returnPressed.connect(self._ask)
        self.other_button.clicked.connect(self.other_asked)
        self.new_button.clicked.connect(self.new_asked)

    def show_store(self, store: Path | None) -> None:
        """Ask for this store's passphrase, or say that there is none yet."""
        is_known = store is not None
        self.heading.setText("Unlock" if is_known else "Welcome")
        words = "Open the store of your practice or network, or make a new one."
        self.store_name.setText(store.name if store is not None else words)
        self.store_name.setWordWrap(not is_known)
        self.store_path.setText(str(store.parent) if store is not None else "")
        for part in (self.passphrase_edit, self.unlock_button):
            part.setEnabled(is_known)
        self.say("")
        (self.passphrase_edit if is_known else self.other_button).setFocus()

    def say(self, words: str) -> None:
        """Put a sentence under the field; it is also what the field is described by."""
        self.message.setText(f"! {words}" if words else "")
        self.passphrase_edit.setAccessibleDescription(words)

    def show_working(self, is_working: bool) -> None:
        """Unlocking takes a moment on purpose: it makes guessing slow."""
        self.unlock_button.setText("Unlocking…" if is_working else "Unlock")
        for part in (self.unlock_button, self.other_button, self.new_button):
            part.setEnabled(not is_working)
        self.passphrase_edit.setReadOnly(is_working)

    def _ask(self) -> None:
        if self.unlock_button.isEnabled() and self.passphrase_edit.text():
            self.unlock_asked.emit(self.passphrase_edit.text())
        elif self.unlock_button.isEnabled():
            self.say("Type the passphrase first.")


class UnlockWindow(QWidget):
    """The window of a locked store. It unlocks off the GUI thread and then says so."""

    unlocked = Signal(object, str)
    closing = Signal()

    def __init__(self, store: Path | None, runner: TaskRunner, opening: Opening) -> None:
        super().__init__()
        self.store = store
        self._runner = runner
        self._opening = opening
        self.setWindowTitle("MDT")
        self.form = UnlockForm()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.form)
        self._lay_out()
        self.focus_ring = FocusRing(self)
        self.form.unlock_asked.connect(self.unlock)
        self.form.other_asked.connect(self.choose_store)
        self.form.new_asked.connect(self.show_new_store)
        self.form.show_store(store)

    def _lay_out(self) -> None:
        paper = card()
        inner = column(paper, spacing=10)
        inner.setContentsMargins(28, 24, 28, 24)
        inner.addWidget(label("Diabetes network MDT", "person"))
        inner.addWidget(self.pages)
        paper.setMaximumWidth(_WIDTH)
        ground = surface("page")
        middle = row(ground, spacing=0, margins=16)
        middle.addStretch(1)
        middle.addWidget(paper, 4, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        column(self, spacing=0).addWidget(scrolling(ground, "Unlock"))
        ground.setProperty("role", "page")
        self.resize(1366, 768)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.store is not None:
            self.form.passphrase_edit.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def unlock(self, passphrase: str) -> None:
        """Try the passphrase. The window stays alive meanwhile."""
        store = self.store
        if store is None:
            return
        self.form.show_working(True)
        self.form.say("")
        opening = self._opening

        def job(_progress: Progress) -> Opened:
            return opening(store, passphrase)

        self._runner.start(job, owner=self, on_done=self._let_in, on_error=self._refuse)

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

    def choose_store(self) -> None:
        """Ask for the folder of another store."""
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
            made = NewStoreForm()
            made.given_up.connect(self._back)
            made.made_with.connect(self._make_store)
            self.pages.addWidget(made)
        self.pages.setCurrentIndex(1)

    def _back(self) -> None:
        self.pages.setCurrentWidget(self.form)

    def _make_store(self, asked: object) -> None:
        from mdt_app.ui.new_store import NewStore, NewStoreForm, make_store

        form = self.pages.widget(1)
        if not isinstance(asked, NewStore) or not isinstance(form, NewStoreForm):
            return
        form.show_working(True)

        def job(_progress: Progress) -> Opened:
            return make_store(asked)

        def done(opened: Opened) -> None:
            form.show_working(False)
            self.store = asked.folder
            self._let_in(opened)

        self._runner.start(job, owner=self, on_done=done, on_error=form.refuse)
