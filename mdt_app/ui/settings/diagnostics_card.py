"""The card that writes a diagnostics file: what it holds is said before it is asked for."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame

from mdt_app.errors import UserError
from mdt_app.ui.data.file_boxes import save_box
from mdt_app.ui.messages import show_error, tell
from mdt_app.ui.parts import button, column, label, row
from mdt_app.vault.vault import Vault

_HOLDS = (
    "For whoever helps when something goes wrong: versions, this computer's kind, these settings,"
    " how much is in the store, and where in the program faults were. No name, no number, no text"
    " of anybody, no name of a file. It is a text: look at it before you send it."
)


class DiagnosticsCard(QFrame):
    """Writes the file where it is asked for; of no store where there is no vault."""

    def __init__(self, vault: Vault | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._vault = vault
        self.dialog: QFileDialog | None = None
        self.write_button = button("Write a diagnostics file…")
        layout = column(self, spacing=8, margins=12)
        layout.addWidget(label("When something goes wrong", "title"))
        layout.addWidget(label(_HOLDS, "quiet", wraps=True))
        line = row()
        line.addWidget(self.write_button)
        line.addStretch(1)
        layout.addLayout(line)
        self.write_button.clicked.connect(self.ask_where)

    def ask_where(self) -> None:
        from mdt_app.diagnostics import PROPOSED_NAME

        self.dialog = save_box(self, "Write the diagnostics file to", PROPOSED_NAME, self.write)

    def write(self, path: str) -> None:
        """Write it, in place of a file of that name."""
        from mdt_app.diagnostics import as_file, diagnostics
        from mdt_app.documents.written import replace_document

        try:
            content = as_file(diagnostics(self._vault))
            replace_document(Path(path), content, "The diagnostics file")
        except UserError as error:
            show_error(self, error)
            return
        tell(self, "The diagnostics file is written.", "It names nobody: look at it all the same.")
