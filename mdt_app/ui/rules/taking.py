"""Lets a network's own rules speak, or the shipped ones again: read first, then taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mdt_app.errors import UserError
from mdt_app.flags.in_force import texts_in_force
from mdt_app.flags.own_packs import read_own_pack, take_own_pack, use_shipped_pack
from mdt_app.flags.pack_changes import changes_page
from mdt_app.flags.rule_page import plain
from mdt_app.ui.parts import button, label, primary_button, row
from mdt_app.vault.workspace import Workspace


class PackTaking(QWidget):
    """A line under the book's head while a file is looked at: take it, or leave it."""

    page_made = Signal(str)
    """A page to read: what a file would change, or what is wrong with it."""
    left = Signal()
    """Back to the rules as they are."""
    taken = Signal()
    """Other rules speak now."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        self._file: Path | None = None
        self.dialog: QFileDialog | None = None
        self.words = label("", "strong", wraps=True)
        self.take_button = primary_button("Let these rules speak")
        self.leave_button = button("Leave it", name="Leave the file, change nothing")
        line = row(self, spacing=10)
        line.addWidget(self.words, 1)
        line.addWidget(self.take_button)
        line.addWidget(self.leave_button)
        self.take_button.clicked.connect(self.take)
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    def menu(self) -> QMenu:
        """What can be done about the network's own rules now."""
        made = QMenu("The network's own rules", self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction("Take a file of the network's own…").triggered.connect(self.choose_file)
        back = made.addAction("Back to the shipped rules")
        back.triggered.connect(self.use_shipped)
        with self._ws.vault.reading() as reading:
            back.setEnabled(texts_in_force(reading) is not None)
        return made

    def choose_file(self) -> None:
        """Ask for the pack's file."""
        home = str(Path.home())
        self.dialog = QFileDialog(self, "A file of the network's own rules", home, "TOML (*.toml)")
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self._look_at)
        self.dialog.open()

    def _look_at(self, chosen: str) -> None:
        self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Say what a file would change, or everything that is wrong with it."""
        self._file = path
        try:
            page = changes_page(read_own_pack(path))
        except UserError as error:
            self._refuse(error)
            return
        self.page_made.emit(page)
        self._ask(f"{path.name}: nothing is changed yet.", can_take=True)

    def _refuse(self, error: UserError) -> None:
        problems = [f"- {plain(line)}" for line in error.hint.splitlines()]
        page = [f"## {plain(error.message)}", "", *problems, "", "Nothing of it was used."]
        self.page_made.emit("\n".join(page))
        self._ask("Mend the file and take it again.", can_take=False)

    def _ask(self, words: str, *, can_take: bool) -> None:
        self.words.setText(words)
        self.take_button.setVisible(can_take)
        self.show()
        (self.take_button if can_take else self.leave_button).setFocus()

    def take(self) -> None:
        """Let the file's rules speak from now on."""
        if self._file is not None:
            file = self._file
            self._enter(lambda: take_own_pack(self._ws, file))

    def use_shipped(self) -> None:
        """Let the shipped rules speak again."""
        self._enter(lambda: use_shipped_pack(self._ws))

    def _enter(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self._refuse(error)
            return
        self.taken.emit()

    def leave(self) -> None:
        """Change nothing."""
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """No file is looked at any more."""
        self._file = None
        self.hide()
