"""Backups: the copies of the store, made, proven and put back; and the check of its file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.backups.controller import BackupsController
from mdt_app.ui.backups.lines import about_words, listed, newest_words, proof_words, when_words
from mdt_app.ui.list_page import ListPage
from mdt_app.ui.messages import drop_refusal, show_error, tell
from mdt_app.ui.parts import add_all, button, card, column, label, set_role
from mdt_app.ui.rows_model import Column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key
from mdt_app.ui.shortcuts import add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.wrapping import wrapping_row
from mdt_app.vault.copies import Copy
from mdt_app.vault.roles import RESTORE, may
from mdt_app.vault.workspace import Workspace

_WHAT_HAPPENS = (
    "Put back, the store is what it was at that moment. Everything as it is now is kept among the"
    " copies and can be put back in the same way. The window locks, and opens with your passphrase."
)
_MAY_NOT = "Your role does not include putting a copy back: Settings, People and keys, says whose."
_NO_COPY = "Choose a copy on the left."
_SOUND = "Checked: nothing is wrong with the store."


class BackupsScreen(ListPage[Copy]):
    """The list of copies, and beside it what is known of them and can be done."""

    controller: BackupsController
    lock_asked = Signal()
    """The store was replaced: nothing on the screens is true any more."""

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__(
            Column("Copy", listed),
            "Copies of the store, the newest first",
            "The copies and the file",
            ("← Copies", "Back to the copies"),
            gap=12,
        )
        self.controller = BackupsController(ws, runner, saver, self)
        self.newest = label("", "heading", wraps=True)
        self.proof = label("", wraps=True)
        self.found = label("", wraps=True)
        self.make_button = button("Copy now", name="Copy now, key C")
        self.prove_button = button("Prove the newest copy", name="Prove the newest copy, key V")
        self.check_button = button("Check file", name="Check file, key K")
        self.title = label("", "title", wraps=True)
        self.state = label("", wraps=True)
        self.sentence = label(_WHAT_HAPPENS, wraps=True)
        self.then_label = label("The passphrase of that time", "heading")
        self.then_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.then_edit.setAccessibleName("The passphrase of that time")
        self.put_back_button = button("Put this copy back", name="Put this copy back, key P")
        self._lay_out()
        self._connect()

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        return self.put_back_button, self.make_button, self.prove_button, self.check_button

    def _lay_out(self) -> None:
        add_all(self.paper, (self._about_all(), self._about_one()))
        self.paper.addStretch(1)
        self._ask_passphrase(is_asked=False)

    def _about_all(self) -> QWidget:
        made = card()
        asked = wrapping_row(self.make_button, self.prove_button, self.check_button)
        inner = column(made, spacing=8, margins=12)
        add_all(inner, (self.newest, self.proof, self.found, asked))
        self.found.hide()
        return made

    def _about_one(self) -> QWidget:
        made = card()
        inner = column(made, spacing=8, margins=12)
        add_all(inner, (self.title, self.state, self.sentence, self.then_label, self.then_edit))
        inner.addWidget(self.put_back_button, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _connect(self) -> None:
        controller = self.controller
        self._follow(controller)
        controller.shown.connect(self._show)
        controller.checked.connect(self._show_found)
        controller.earlier_keys.connect(self._ask_for_then)
        controller.restored.connect(self.lock_asked)
        self.make_button.clicked.connect(controller.make)
        self.prove_button.clicked.connect(controller.prove)
        self.check_button.clicked.connect(controller.check)
        self.put_back_button.clicked.connect(self._put_back)
        self.then_edit.returnPressed.connect(self.put_back_button.click)
        self._let_press("C", self.make_button)
        self._let_press("V", self.prove_button)
        self._let_press("K", self.check_button)
        add_letter(self, "P", self._go_to_detail)  # the button puts it back, and no letter alone

    # -- showing ----------------------------------------------------------------------------

    def left(self) -> None:
        """No passphrase stays in a field."""
        self._ask_passphrase(is_asked=False)

    def _show_list(self) -> None:
        self._show_lines(self.controller.copies, self.controller.copy)
        self.newest.setText(newest_words(self.controller.copies))
        self.proof.setText(proof_words(self.controller.proof))

    def _choose(self, line: Copy) -> None:
        self.controller.choose(line)

    def _show(self, copy: Copy | None) -> None:
        self._ask_passphrase(is_asked=False)
        drop_refusal(self)
        is_allowed = may(self.controller.ws.vault.holder, RESTORE)
        self.title.setText(when_words(copy.made_at) if copy is not None else "")
        self.state.setText(about_words(copy) if copy is not None else _NO_COPY)
        self.sentence.setText(_WHAT_HAPPENS if is_allowed else _MAY_NOT)
        for part in (self.title, self.sentence):
            part.setVisible(copy is not None)
        self.put_back_button.setVisible(copy is not None and is_allowed)
        self.prove_button.setEnabled(any(not each.is_replaced for each in self.controller.copies))
        self.context_changed.emit()

    def show_found(self, problems: Sequence[str], made_again: Sequence[str] = ()) -> None:
        """Say what a look at the file found."""
        lines = [f"! {problem}" for problem in problems]
        hint = "Put back the newest copy below: what is there now is kept."
        self.found.setText("\n".join([*lines, hint] if problems else [f"✓ {_SOUND}", *made_again]))
        self.found.setAccessibleName(self.found.text())
        set_role(self.found, "bad" if problems else "good")
        self.found.show()

    def _show_found(self, problems: Sequence[str], made_again: Sequence[str]) -> None:
        self.show_found(problems, made_again)
        if problems:
            show_error(self, UserError("Something is wrong with the store's file.", problems[0]))
        else:
            tell(self, _SOUND, " ".join(made_again))

    def _ask_passphrase(self, *, is_asked: bool) -> None:
        self.then_edit.clear()
        self.then_label.setVisible(is_asked)
        self.then_edit.setVisible(is_asked)

    # -- doing ------------------------------------------------------------------------------

    def _put_back(self) -> None:
        self.controller.put_back(self.then_edit.text())

    def _ask_for_then(self, error: UserError) -> None:
        self._ask_passphrase(is_asked=True)
        self._refuse(error)
        self.then_edit.setFocus()

    # -- around it --------------------------------------------------------------------------

    def lists_people(self) -> bool:
        return False

    def context(self) -> Context:
        return Context("Backups", newest_words(self.controller.copies))

    def keys(self) -> Sequence[Key]:
        return (("C", "copy now"), ("V", "prove"), ("K", "check file"), ("P", "put back"))

    def more_keys(self) -> Sequence[Key]:
        return (
            ("↑ ↓", "the copies"),
            ("Enter", "to what can be done with the copy"),
            ("Esc", "back"),
        )
