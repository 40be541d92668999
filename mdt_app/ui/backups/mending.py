"""At the unlock box: a store that does not open is offered a copy, or its key file, to be put back.

Two clicks after the passphrase: what is offered, and the copy that is already marked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.backups.lines import listed
from mdt_app.ui.parts import button, column, label, primary_button
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.wrapping import wrapping_row
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.explaining import NeedsCopyError
from mdt_app.vault.key_file import KeyFileError

if TYPE_CHECKING:
    from mdt_app.ui.tasks import TaskRunner
    from mdt_app.ui.unlock import UnlockWindow

_KEYS, _COPY = "Put back the key file", "Put back a copy…"
_KEYS_HINT = "The latest that was kept can be put back; no data is changed."
_COPY_HINT = "A copy can be put back; the file as it is will be kept."
_WORDS = "The file as it is now is kept among the copies: nothing of it is destroyed."


def offer_mending(window: UnlockWindow, runner: TaskRunner, error: Exception) -> None:
    """Offer what mends the store, if that is what it was refused for and there is a copy."""
    mending = window.findChild(Mending) or Mending(window, runner)
    mending.offer(error)


class Mending(QObject):
    """What is offered under the passphrase, and what is done when it is taken."""

    def __init__(self, window: UnlockWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._is_about_keys = False
        self.form: RestoreForm | None = None
        window.form.mend_button.clicked.connect(self._mend)

    def offer(self, error: Exception) -> None:
        """Show the button that helps against this refusal; none if nothing does."""
        store = self._window.store
        if store is None or not copies_in(store):
            return
        self._is_about_keys = isinstance(error, KeyFileError)
        if isinstance(error, (KeyFileError, NeedsCopyError)):
            form = self._window.form
            form.say(f"{error.message} {_KEYS_HINT if self._is_about_keys else _COPY_HINT}")
            form.offer_mending(_KEYS if self._is_about_keys else _COPY)

    def _mend(self) -> None:
        if self._is_about_keys:
            self._put_back_keys()
        else:
            self._show_copies()

    def _put_back_keys(self) -> None:
        """The data stays as it is; then the passphrase is tried again by itself."""
        store, passphrase = self._asked()
        self._window.form.show_working(True)

        def job(_progress: object) -> None:
            from mdt_app.vault.putting_back_keys import put_back_keys

            put_back_keys(store, passphrase)

        def done(_nothing: None) -> None:
            self._window.unlock(passphrase)

        self._runner.start(job, owner=self, on_done=done, on_error=self._refuse)

    def _refuse(self, error: Exception) -> None:
        form = self._window.form
        form.show_working(False)
        if not isinstance(error, UserError):
            raise error
        form.say(f"{error.message} {error.hint}".strip())
        form.offer_mending(_KEYS)

    def _show_copies(self) -> None:
        store, _passphrase = self._asked()
        self.form = RestoreForm(copies_in(store))
        self.form.asked.connect(self._put_back)
        self.form.given_up.connect(self._leave)
        self._window.pages.addWidget(self.form)
        self._window.pages.setCurrentWidget(self.form)
        self.form.begin()

    def _put_back(self, copy: Copy, then: str) -> None:
        store, passphrase = self._asked()
        form = self.form
        assert form is not None
        form.show_working(True)

        def job(_progress: object) -> None:
            from mdt_app.vault.restoring import restore

            restore(store, copy, passphrase, then=then)

        def done(_nothing: None) -> None:
            self._leave()
            self._window.unlock(passphrase)

        self._runner.start(job, owner=form, on_done=done, on_error=form.refuse)

    def _leave(self) -> None:
        if self.form is not None:
            self._window.pages.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self._window.form.passphrase_edit.setFocus()

    def _asked(self) -> tuple[Path, str]:
        store = self._window.store
        assert store is not None
        return store, self._window.form.passphrase_edit.text()


class RestoreForm(QWidget):
    """The copies of a store that does not open, the newest marked."""

    asked = Signal(object, str)
    """The copy, and the passphrase of its time where that was asked for."""
    given_up = Signal()

    def __init__(self, copies: list[Copy]) -> None:
        super().__init__()
        self.model: RowsModel[Copy] = RowsModel([Column("Copy", listed)], parent=self)
        self.model.show_rows(copies)
        self.list = QListView()
        self.list.setAccessibleName("Copies of the store, the newest first")
        self.list.setModel(self.model)
        self.list.setMinimumHeight(3 * self.list.sizeHintForRow(0))
        self.then_label = label("The passphrase of that time", "heading")
        self.then_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.then_edit.setAccessibleName("The passphrase of that time")
        self.message = label("", "bad", wraps=True)
        self.put_back_button = primary_button("Put it back and open")
        self.back_button = button("Not now")
        self._lay_out()
        newest = next((n for n, copy in enumerate(copies) if not copy.is_replaced), 0)
        self.list.setCurrentIndex(self.model.index(newest, 0))
        self.put_back_button.clicked.connect(self._ask)
        self.list.activated.connect(self.put_back_button.setFocus)
        self.then_edit.returnPressed.connect(self._ask)
        self.back_button.clicked.connect(self.given_up)

    def _lay_out(self) -> None:
        inner = column(self, spacing=8)
        inner.addWidget(label("Put back a copy", "title"))
        inner.addWidget(label(_WORDS, wraps=True))
        inner.addWidget(self.list, 1)
        for part in (self.then_label, self.then_edit, self.message):
            inner.addWidget(part)
            part.hide()
        inner.addWidget(wrapping_row(self.put_back_button, self.back_button))

    def begin(self) -> None:
        """Enter puts back the newest; the arrows choose another after Tab."""
        self.put_back_button.setFocus()

    def show_working(self, is_working: bool) -> None:
        """Putting back takes a moment: the whole copy is read first."""
        self.put_back_button.setText("Putting it back…" if is_working else "Put it back and open")
        for part in (self.put_back_button, self.back_button, self.list):
            part.setEnabled(not is_working)

    def refuse(self, error: Exception) -> None:
        """Say why it was not put back; ask for the passphrase of then if that is missing."""
        from mdt_app.vault.restoring import EarlierKeysError

        self.show_working(False)
        if not isinstance(error, UserError):
            raise error
        self.message.setText(f"! {error.message} {error.hint}".strip())
        self.message.show()
        if isinstance(error, EarlierKeysError):
            self.then_label.show()
            self.then_edit.show()
            self.then_edit.setFocus()
        else:
            self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back_button.isEnabled():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(self.model.row_at(self.list.currentIndex()), self.then_edit.text())
