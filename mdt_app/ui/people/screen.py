"""People and keys: who can open this store, as what; let in, renewed, removed. By keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QListView, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.looks import pixels, sized
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.parts import button, column, label, scrolling, surface
from mdt_app.ui.people.boxes import (
    CodeBox,
    LetInBox,
    OwnBox,
    PassphraseBox,
    RemoveBox,
    RenewBox,
    ShownOnceBox,
)
from mdt_app.ui.people.controller import Codes, PeopleController
from mdt_app.ui.people.lines import NO_WALL, PersonLine, counted_words
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.wrapping import WrappingRow
from mdt_app.vault.roles import roles_for_people
from mdt_app.vault.workspace import Workspace

_LIST, _DETAIL = 250, 560
_CHOOSE_FIRST = "First choose a passphrase of your own: somebody else has read the one you have."


class _People(QListView):
    """The list, never so narrow that a line cannot be read."""

    def minimumSizeHint(self) -> QSize:
        return QSize(pixels(_LIST), super().minimumSizeHint().height())


class PeopleScreen(Screen):
    """The list of who can open the store, and beside it whoever is looked at."""

    back_asked = Signal()

    def __init__(self, ws: Workspace, runner: TaskRunner) -> None:
        super().__init__()
        self.controller = PeopleController(ws, runner, self)
        self.model: RowsModel[PersonLine] = RowsModel([Column("Person", _listed)], parent=self)
        self.list = _People()
        self.list.setAccessibleName("Who can open this store")
        self.list.setModel(self.model)
        self.list.setSpacing(6)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = label("", "person", wraps=True)
        self.state = label("", "heading", wraps=True)
        self.sentence = label("", wraps=True)
        self.let_in_button = button("Let somebody in…", name="Let somebody in, key N")
        self.renew_button = button("New passphrase or role…", name="New passphrase or role, key G")
        self.remove_button = button("Remove…", name="Remove, key X")
        self.own_button = button("Change your passphrase…", name="Change your passphrase, key P")
        self.code_button = button("Recovery code…", name="Recovery code, key C")
        self.back_button = button("← Everybody", "link", name="Back to everybody")
        self.let_in_box, self.renew_box, self.remove_box = LetInBox(), RenewBox(), RemoveBox()
        self.own_box, self.code_box, self.once_box = OwnBox(), CodeBox(), ShownOnceBox()
        self.code_words = label("", "quiet", wraps=True)
        self._lay_out()
        self._connect()
        self._add_keys()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What can open in place, of which one is open or none."""
        return (*self._asking, self.once_box)

    @property
    def _asking(self) -> tuple[PassphraseBox, ...]:
        return self.let_in_box, self.renew_box, self.remove_box, self.own_box, self.code_box

    @property
    def _buttons(self) -> tuple[QAbstractButton, ...]:
        return (
            *(self.let_in_button, self.renew_button, self.remove_button),
            *(self.own_button, self.code_button),
        )

    def _lay_out(self) -> None:
        paper, line = surface("page"), QWidget()
        across = WrappingRow(line, spacing=8)
        for each in self._buttons:
            across.addWidget(each)
        inner = column(paper, spacing=10, margins=16)
        inner.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.title, self.state, self.sentence, line, *self.boxes, self.code_words):
            inner.addWidget(part)
        inner.addWidget(label("What each role may do", "heading"))
        for role in roles_for_people():
            inner.addWidget(label(f"{role.words}: {role.does}", wraps=True))
        inner.addWidget(label(NO_WALL, "quiet", wraps=True))
        inner.addStretch(1)
        area = scrolling(paper, "Whoever is looked at")
        self.in_sight = InSight(area, paper)
        self.halves = ListAndDetail(self.list, area, _DETAIL)
        sized(area, QWidget.setMinimumWidth, _DETAIL)
        self.halves.setStretchFactor(0, 1)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([420, 860])
        column(self, spacing=0).addWidget(self.halves)
        self.back_button.setVisible(self.halves.is_narrow)

    def _connect(self) -> None:
        controller = self.controller
        controller.listed.connect(self._show_list)
        controller.given.connect(self._show_once)
        controller.told.connect(self._tell)
        controller.busy.connect(self._show_busy)
        controller.failed.connect(self._explain)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._go_to_detail)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.back_button.clicked.connect(self._go_to_list)
        for box, each in zip(self._asking, self._buttons, strict=True):
            each.clicked.connect(partial(self._open, box))
            box.closed.connect(self._close_boxes)
            box.refused.connect(self._refuse)
        self.once_box.closed.connect(self._close_boxes)
        self.once_box.print_asked.connect(self._print)
        self.let_in_box.asked.connect(controller.let_in)
        self.renew_box.asked.connect(controller.renew)
        self.remove_box.asked.connect(controller.remove)
        self.own_box.asked.connect(controller.change_own)
        self.code_box.asked.connect(controller.make_code)

    def _add_keys(self) -> None:
        for letter, each in (
            ("N", self.let_in_button),
            ("G", self.renew_button),
            ("X", self.remove_button),
            ("P", self.own_button),
            ("C", self.code_button),
        ):
            add_letter(self, letter, partial(_press, each))
        add_key(self, "Esc", self._back)

    # -- showing ----------------------------------------------------------------------------

    def activated(self) -> None:
        self.controller.load()
        if self.once_box.isVisibleTo(self):
            self.once_box.begin()
        else:
            self.list.setFocus()

    def left(self) -> None:
        """No passphrase stays in a field. Codes stay until they are said to be written down."""
        if not self.once_box.isVisibleTo(self):
            self._close_boxes()

    def ask_for_own_passphrase(self) -> None:
        """Somebody came in by a passphrase that was read out to them."""
        show_refusal(self, UserError(_CHOOSE_FIRST, "Until then nothing can be entered."))
        self._open(self.own_box)

    def _show_list(self) -> None:
        self.model.show_rows(self.controller.lines)
        for place, line in enumerate(self.controller.lines):
            if line == self.controller.line:
                self.list.setCurrentIndex(self.model.index(place, 0))
        article = "a" if self.controller.has_code else "no"
        self.code_words.setText(f"There is {article} recovery code for this store.")
        for box in (self.let_in_box, self.renew_box):
            box.fields.offer_practices(self.controller.practices)
        self._show()

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and self.model.row_at(index) != self.controller.line:
            self.controller.choose(self.model.row_at(index))
            self._close_boxes()
            self._show()

    def _show(self) -> None:
        line, may = self.controller.line, self.controller.may_change
        assert line is not None  # whoever looks can open the store
        self.title.setText(line.title)
        self.state.setText(line.state)
        self.sentence.setText(line.sentence)
        is_recovery = self.controller.ws.vault.holder.is_recovery
        self.let_in_button.setVisible(may)
        self.renew_button.setVisible(may and not line.is_self)
        self.remove_button.setVisible(may and not line.is_self and not is_recovery)
        self.own_button.setVisible(not is_recovery)
        self.code_button.setVisible(may)
        self.context_changed.emit()

    def _open(self, box: PassphraseBox, *_: object) -> None:
        line = self.controller.line
        assert line is not None
        self._close_boxes()
        self.renew_box.show_line(line)
        others = [o.holder.name for o in self.controller.lines if o != line and not o.is_self]
        self.remove_box.show_line(line, others, has_code=self.controller.has_code)
        self.code_box.show_whether(self.controller.has_code)
        box.show()
        self.halves.show_detail()
        box.begin()
        self.context_changed.emit()

    def _close_boxes(self) -> None:
        at = self.focusWidget()
        was_inside = any(box.isAncestorOf(at) for box in self.boxes) if at is not None else False
        for box in self.boxes:
            box.hide()
        for asking in self._asking:
            asking.empty()
        self.once_box.empty()
        drop_refusal(self)
        if was_inside:
            self._rest()
        self.context_changed.emit()

    def _rest(self) -> None:
        """Put the keyboard where letters are keys again."""
        if self.list.isVisible():
            self.list.setFocus()
        else:
            self._go_to_detail()

    def _go_to_detail(self) -> None:
        self.halves.show_detail()
        for each in self._buttons:
            if each.isVisibleTo(self):
                each.setFocus()
                return

    def _go_to_list(self) -> None:
        self.halves.show_list()
        self.list.setFocus()

    def _back(self) -> None:
        """Out of what is open: a box, the person in a narrow window, the screen. Codes that are
        shown once are hidden by their own button only: a slip of the finger must not lose them."""
        if self.once_box.isVisible():
            self.once_box.begin()
        elif any(box.isVisible() for box in self.boxes):
            self._close_boxes()
        elif not self.list.isVisible():
            self._go_to_list()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            self.back_asked.emit()

    # -- doing ------------------------------------------------------------------------------

    def _show_once(self, heading: str, codes: Codes) -> None:
        self._close_boxes()
        self.once_box.show_codes(heading, codes)
        self.once_box.show()
        self.halves.show_detail()
        self.once_box.begin()
        self.context_changed.emit()

    def _print(self) -> None:
        from mdt_app.ui.people.printing import print_codes

        print_codes(self, self.once_box.heading.text(), self.once_box.shown)

    def _show_busy(self, words: str) -> None:
        for box in self.boxes:
            box.setEnabled(not words)
        self.list.setEnabled(not words)
        self.context_changed.emit()

    def _tell(self, message: str, hint: str) -> None:
        self._close_boxes()
        tell(self, message, hint)
        self.context_changed.emit()

    def _explain(self, error: Exception) -> None:
        if isinstance(error, UserError):
            show_refusal(self, error)  # it goes when it is mended
        else:
            show_error(self, error)
        for box in self._asking:
            if box.isVisible():
                box.secrets[0].setFocus()
                box.secrets[0].selectAll()
        self.context_changed.emit()

    def _refuse(self, error: UserError) -> None:
        show_refusal(self, error)

    # -- around it --------------------------------------------------------------------------

    def context(self) -> Context:
        return Context("People and keys", counted_words(len(self.controller.lines)))

    def lists_people(self) -> bool:
        return False  # colleagues, and nobody's patient

    def keys(self) -> Sequence[Key]:
        keys: tuple[tuple[QWidget, Key], ...] = (
            (self.let_in_button, ("N", "let somebody in")),
            (self.renew_button, ("G", "new passphrase or role")),
            (self.remove_button, ("X", "remove")),
            (self.own_button, ("P", "your passphrase")),
            (self.code_button, ("C", "recovery code")),
        )
        return tuple(key for each, key in keys if not each.isHidden())

    def more_keys(self) -> Sequence[Key]:
        return (("↑ ↓", "who"), ("Enter", "to what can be done"), ("Esc", "close, then back"))

    def status(self) -> str:
        return self.controller.doing

    def unsaved(self) -> str:
        return self.controller.doing


def _press(pressed: QAbstractButton) -> None:
    """What is not offered for whoever is looked at has no key either."""
    if not pressed.isHidden():
        pressed.click()


def _listed(line: PersonLine) -> str:
    return f"{line.title}\n{line.state}"
