"""Backups: the copies of the store, made, proven and put back; and the check of its file."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.backups.controller import BackupsController
from mdt_app.ui.backups.lines import (
    listed,
    newest_words,
    proof_words,
    size_words,
    when_words,
    why_words,
)
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.looks import pixels, sized
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.parts import button, card, column, label, scrolling, set_role, surface
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.wrapping import WrappingRow
from mdt_app.vault.copies import Copy
from mdt_app.vault.roles import RESTORE, may
from mdt_app.vault.workspace import Workspace

_LIST, _DETAIL = 250, 560
_WHAT_HAPPENS = (
    "Put back, the store is what it was at that moment. Everything as it is now is kept among the"
    " copies and can be put back in the same way. The window locks, and opens with your passphrase."
)
_MAY_NOT = "Your role does not include putting a copy back: Settings, People and keys, says whose."
_NO_COPY = "Choose a copy on the left."
_SOUND = "Checked: nothing is wrong with the store."


class _Copies(QListView):
    """The list of copies, never so narrow that a line cannot be read."""

    def minimumSizeHint(self) -> QSize:
        return QSize(pixels(_LIST), super().minimumSizeHint().height())


class BackupsScreen(Screen):
    """The list of copies, and beside it what is known of them and can be done."""

    back_asked = Signal()
    lock_asked = Signal()
    """The store was replaced: nothing on the screens is true any more."""

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__()
        self.controller = BackupsController(ws, runner, saver, self)
        self.model: RowsModel[Copy] = RowsModel([Column("Copy", listed)], parent=self)
        self.list = _Copies()
        self.list.setAccessibleName("Copies of the store, the newest first")
        self.list.setModel(self.model)
        self.list.setSpacing(6)
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
        self.back_button = button("← Copies", "link", name="Back to the copies")
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        paper = surface("page")
        inner = column(paper, spacing=12, margins=16)
        inner.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self._about_all())
        inner.addWidget(self._about_one())
        inner.addStretch(1)
        area = scrolling(paper, "The copies and the file")
        self.in_sight = InSight(area, paper)
        self.halves = ListAndDetail(self.list, area, _DETAIL)
        sized(area, QWidget.setMinimumWidth, _DETAIL)
        self.halves.setStretchFactor(0, 1)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([420, 860])
        column(self, spacing=0).addWidget(self.halves)
        self.back_button.setVisible(self.halves.is_narrow)
        self._ask_passphrase(is_asked=False)

    def _about_all(self) -> QWidget:
        made, line = card(), QWidget()
        across = WrappingRow(line, spacing=8)
        for each in (self.make_button, self.prove_button, self.check_button):
            across.addWidget(each)
        inner = column(made, spacing=8, margins=12)
        for part in (self.newest, self.proof, self.found, line):
            inner.addWidget(part)
        self.found.hide()
        return made

    def _about_one(self) -> QWidget:
        made = card()
        inner = column(made, spacing=8, margins=12)
        parts = (self.title, self.state, self.sentence, self.then_label, self.then_edit)
        for part in parts:
            inner.addWidget(part)
        inner.addWidget(self.put_back_button, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _connect(self) -> None:
        controller = self.controller
        controller.listed.connect(self._show_list)
        controller.shown.connect(self._show)
        controller.checked.connect(self._show_found)
        controller.told.connect(self._tell)
        controller.busy.connect(self.context_changed)
        controller.failed.connect(self._explain)
        controller.earlier_keys.connect(self._ask_for_then)
        controller.restored.connect(self.lock_asked)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._go_to_put_back)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.back_button.clicked.connect(self._go_to_list)
        self.make_button.clicked.connect(controller.make)
        self.prove_button.clicked.connect(controller.prove)
        self.check_button.clicked.connect(controller.check)
        self.put_back_button.clicked.connect(self._put_back)
        self.then_edit.returnPressed.connect(self.put_back_button.click)

    def _add_keys(self) -> None:
        for letter, each in (
            ("C", self.make_button),
            ("V", self.prove_button),
            ("K", self.check_button),
        ):
            add_letter(self, letter, each.click)
        add_letter(self, "P", self._go_to_put_back)
        add_key(self, "Esc", self._back)

    # -- showing ----------------------------------------------------------------------------

    def activated(self) -> None:
        self.controller.load()
        self.list.setFocus()

    def left(self) -> None:
        """No passphrase stays in a field."""
        self._ask_passphrase(is_asked=False)

    def _show_list(self) -> None:
        self.model.show_rows(self.controller.copies)
        self.newest.setText(newest_words(self.controller.copies))
        self.proof.setText(proof_words(self.controller.proof))
        for place, copy in enumerate(self.controller.copies):
            if copy == self.controller.copy:
                self.list.setCurrentIndex(self.model.index(place, 0))
        self.context_changed.emit()

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.controller.choose(self.model.row_at(index))

    def _show(self, copy: Copy | None) -> None:
        self._ask_passphrase(is_asked=False)
        drop_refusal(self)
        is_allowed = may(self.controller.ws.vault.holder, RESTORE)
        self.title.setText(when_words(copy.made_at) if copy is not None else "")
        state = (
            f"Made {why_words(copy)}. {size_words(copy.size)}." if copy is not None else _NO_COPY
        )
        if copy is not None and copy.is_replaced:
            state = f"{why_words(copy).capitalize()}. {size_words(copy.size)}."
        self.state.setText(state)
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
        show_refusal(self, error)
        self.then_edit.setFocus()

    def _tell(self, message: str, hint: str) -> None:
        tell(self, message, hint)
        self.context_changed.emit()

    def _explain(self, error: Exception) -> None:
        show_error(self, error)
        self.context_changed.emit()

    # -- going about ------------------------------------------------------------------------

    def _go_to_put_back(self) -> None:
        """To the button, which is then pressed: never by one letter."""
        self.halves.show_detail()
        (
            self.put_back_button if self.put_back_button.isVisibleTo(self) else self.make_button
        ).setFocus()

    def _go_to_list(self) -> None:
        self.halves.show_list()
        self.list.setFocus()

    def _back(self) -> None:
        if not self.list.isVisible():
            self._go_to_list()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            self.back_asked.emit()

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

    def status(self) -> str:
        return self.controller.doing

    def unsaved(self) -> str:
        return self.controller.doing


def _said_of(copy: Copy) -> str:
    """Why there is this copy and how large it is."""
    why = why_words(copy)
    made = f"{why[0].upper()}{why[1:]}" if copy.is_replaced else f"Made {why}"
    return f"{made}. {size_words(copy.size)}."
