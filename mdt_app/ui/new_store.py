"""Making a store: where, whose, its passphrase, and the network's practices."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.parts import button, column, label, primary_button, row
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class NewStore:
    """What was asked for. `practices` is ODS code → name."""

    folder: Path
    user: str
    passphrase: str
    network: str
    practices: dict[str, str]


def practices_in(text: str) -> dict[str, str]:
    """Practices from lines such as `A12345 Alder Road`.

    >>> practices_in("a12345 Alder Road")
    {'A12345': 'Alder Road'}
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        ods, _, name = line.strip().replace("=", " ", 1).partition(" ")
        if not ods:
            continue
        if not name.strip() or not any(sign.isdigit() for sign in ods):
            raise UserError("A practice needs a code and a name.", "Type: A12345 Alder Road")
        if ods.upper() in found:
            raise UserError(f"{ods.upper()} is there twice.", "Give each practice its own code.")
        found[ods.upper()] = name.strip()
    if not found:
        raise UserError("A network needs a practice.", "Type: A12345 Alder Road")
    return found


def make_store(asked: NewStore) -> tuple[Vault, str]:
    """Make the store and set up its network."""
    from mdt_app.register.network import set_up_network
    from mdt_app.vault.store import create_store
    from mdt_app.vault.workspace import Workspace

    vault = create_store(asked.folder, asked.user, asked.passphrase)
    set_up_network(Workspace(vault, asked.user, date.today), asked.network, asked.practices)
    return vault, asked.user


class NewStoreForm(QWidget):
    """Asks what is needed, says what is missing, and never makes half a store."""

    store_made = Signal(Path, object, str)
    """Where it is, the vault, unlocked, and whose passphrase it was."""
    given_up = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._is_making = False
        self.folder_edit = _field("Folder", "A new one, such as Documents/mdt")
        self.browse_button = button("Choose…", name="Choose the folder")
        self.user_edit = _field("Your name", "As the minutes should say it")
        self.network_edit = _field("Network", "For example Network 3")
        self.practices_edit = QPlainTextEdit(placeholderText="A12345 Alder Road")
        self.practices_edit.setAccessibleName("Practices, one a line: code and name")
        self.practices_edit.setTabChangesFocus(True)
        self.practices_edit.setMaximumHeight(84)
        self.passphrase_edit = _field("Passphrase", "Four words or more", is_secret=True)
        self.again_edit = _field("Passphrase again", "", is_secret=True)
        self.message = label("", "bad", wraps=True)
        self.make_button = primary_button("Make the store")
        self.back_button = button("Back")
        self._lay_out()
        self.browse_button.clicked.connect(self._browse)
        self.make_button.clicked.connect(self._ask)
        for field in self.findChildren(QLineEdit):
            field.returnPressed.connect(self._ask)
        self.back_button.clicked.connect(self.given_up)

    def _lay_out(self) -> None:
        where = row(spacing=6)
        where.addWidget(self.folder_edit, 1)
        where.addWidget(self.browse_button)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(label("Folder", "heading"), where)
        for words, field in (
            ("Your name", self.user_edit),
            ("Network", self.network_edit),
            ("Practices, one a line", self.practices_edit),
            ("Passphrase", self.passphrase_edit),
            ("Passphrase again", self.again_edit),
        ):
            form.addRow(label(words, "heading"), field)
        advice = (
            "There is no way in without the passphrase. Keep it where only you find it, and make"
            " a recovery code for the safe: Settings, People and keys."
        )
        buttons = row()
        buttons.addWidget(self.make_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        layout = column(self, spacing=8)
        layout.addWidget(label("New store", "title"))
        layout.addLayout(form)
        layout.addWidget(label(advice, "small", wraps=True))
        layout.addWidget(self.message)
        layout.addLayout(buttons)

    def refuse(self, error: Exception) -> None:
        """Say why it could not be made; everything typed stays."""
        self.show_working(False)
        if not isinstance(error, UserError):
            raise error
        self.message.setText(f"! {error.message} {error.hint}".strip())

    def show_working(self, is_working: bool) -> None:
        """Making the keys takes a moment."""
        self.make_button.setText("Making it…" if is_working else "Make the store")
        self._is_making = is_working  # a button greyed would hand the keyboard to Back

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "A new or empty folder", str(Path.home()))
        if chosen:
            self.folder_edit.setText(chosen)

    def _ask(self) -> None:
        if self._is_making:
            return
        try:
            asked = self._asked()
        except UserError as error:
            self.refuse(error)
            return
        self.show_working(True)

        def job(_progress: Progress) -> tuple[Vault, str]:
            return make_store(asked)

        def done(made: tuple[Vault, str]) -> None:
            self.show_working(False)
            self.store_made.emit(asked.folder, *made)

        self._runner.start(job, owner=self, on_done=done, on_error=self.refuse)

    def _asked(self) -> NewStore:
        for field in (self.folder_edit, self.user_edit, self.network_edit, self.passphrase_edit):
            if not field.text().strip():
                field.setFocus()
                raise UserError(f"{field.accessibleName()} is still missing.")
        if self.passphrase_edit.text() != self.again_edit.text():
            self.again_edit.setFocus()
            raise UserError("The two passphrases differ.", "Type them again.")
        return NewStore(
            folder_meant(self.folder_edit.text().strip()),
            self.user_edit.text().strip(),
            self.passphrase_edit.text(),
            self.network_edit.text().strip(),
            practices_in(self.practices_edit.toPlainText()),
        )


def folder_meant(typed: str) -> Path:
    """A folder without its beginning is at home, never wherever the program was started."""
    return Path.home() / Path(typed).expanduser()


def _field(name: str, placeholder: str, *, is_secret: bool = False) -> QLineEdit:
    made = QLineEdit(placeholderText=placeholder)
    made.setAccessibleName(name)
    if is_secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
