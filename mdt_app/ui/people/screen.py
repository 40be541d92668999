"""People and keys: who can open this store, as what; let in, renewed, removed. By keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListView, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.list_page import ListPage, title_and_state
from mdt_app.ui.parts import add_all, button, label
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
from mdt_app.ui.rows_model import Column
from mdt_app.ui.screen import Context, Key
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.wrapping import wrapping_row
from mdt_app.vault.roles import roles_for_people
from mdt_app.vault.workspace import Workspace

_CHOOSE_FIRST = "First choose a passphrase of your own: somebody else has read the one you have."


class PeopleScreen(ListPage[PersonLine]):
    """The list of who can open the store, and beside it whoever is looked at."""

    controller: PeopleController

    def __init__(self, ws: Workspace, runner: TaskRunner) -> None:
        super().__init__(
            Column("Person", title_and_state),
            "Who can open this store",
            "Whoever is looked at",
            ("← Everybody", "Back to everybody"),
        )
        self.controller = PeopleController(ws, runner, self)
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
        self.let_in_box, self.renew_box, self.remove_box = LetInBox(), RenewBox(), RemoveBox()
        self.own_box, self.code_box, self.once_box = OwnBox(), CodeBox(), ShownOnceBox()
        self.code_words = label("", "quiet", wraps=True)
        self._lay_out()
        self._connect()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What can open in place, of which one is open or none."""
        return (*self._asking, self.once_box)

    @property
    def _asking(self) -> tuple[PassphraseBox, ...]:
        return self.let_in_box, self.renew_box, self.remove_box, self.own_box, self.code_box

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        return (
            *(self.let_in_button, self.renew_button, self.remove_button),
            *(self.own_button, self.code_button),
        )

    @property
    def held(self) -> tuple[QWidget, ...]:
        return (*self.boxes, self.list)

    def _lay_out(self) -> None:
        said = self.title, self.state, self.sentence
        add_all(self.paper, (*said, wrapping_row(*self.buttons), *self.boxes, self.code_words))
        self.paper.addWidget(label("What each role may do", "heading"))
        for role in roles_for_people():
            self.paper.addWidget(label(f"{role.words}: {role.does}", wraps=True))
        self.paper.addWidget(label(NO_WALL, "quiet", wraps=True))
        self.paper.addStretch(1)

    def _connect(self) -> None:
        controller = self.controller
        self._follow(controller)
        controller.given.connect(self._show_once)
        controller.needed.connect(self._show_what_is_needed)
        for letter, asked, box in zip("NGXPC", self.buttons, self._asking, strict=True):
            self._let_open(letter, asked, box)
        self.once_box.print_asked.connect(self._print)
        self.once_box.written_down.connect(self._carry_out)
        self.once_box.closed.connect(controller.drop_removal)
        self.let_in_box.asked.connect(controller.let_in)
        self.renew_box.asked.connect(controller.renew)
        self.remove_box.asked.connect(controller.remove)
        self.own_box.asked.connect(controller.change_own)
        self.code_box.asked.connect(controller.make_code)

    # -- showing ----------------------------------------------------------------------------

    def activated(self) -> None:
        super().activated()
        if self.once_box.isVisibleTo(self):
            self.once_box.begin()

    def left(self) -> None:
        """No passphrase stays in a field. Codes stay until they are said to be written down."""
        if not self.once_box.isVisibleTo(self):
            self._close_boxes()

    def ask_for_own_passphrase(self) -> None:
        """Somebody came in by a passphrase that was read out to them."""
        self._open(self.own_box)
        self._refuse(UserError(_CHOOSE_FIRST, "Until then nothing can be entered."))

    def _show_list(self) -> None:
        self._show_lines(self.controller.lines, self.controller.line)
        article = "a" if self.controller.has_code else "no"
        self.code_words.setText(f"There is {article} recovery code for this store.")
        for box in (self.let_in_box, self.renew_box):
            box.fields.offer_practices(self.controller.practices)
        self._show()

    def _choose(self, line: PersonLine) -> None:
        if line != self.controller.line:
            self.controller.choose(line)
            if not self.once_box.isVisible():
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

    def _open(self, box: Box, *_: object) -> None:
        if self.once_box.isVisible():
            self.once_box.begin()
            return
        line = self.controller.line
        assert line is not None
        self._close_boxes()
        self.renew_box.show_line(line)
        others = [o.holder.name for o in self.controller.lines if o != line and not o.is_self]
        self.remove_box.show_line(line, others, has_code=self.controller.has_code)
        self.code_box.show_whether(self.controller.has_code)
        super()._open(box)

    def _close_boxes(self) -> None:
        super()._close_boxes()
        for asking in self._asking:
            asking.empty()
        self.once_box.empty()

    def _back(self) -> None:
        """Codes that are shown once are hidden by their own button only."""
        if self.once_box.isVisible():
            self.once_box.begin()
        else:
            super()._back()

    # -- doing ------------------------------------------------------------------------------

    def _show_once(self, heading: str, codes: Codes, then: str = "") -> None:
        self._close_boxes()
        self.once_box.show_codes(heading, codes, then=then)
        super()._open(self.once_box)

    def _show_what_is_needed(self, name: str, codes: Codes) -> None:
        heading = f"What the others need once {name} is removed"
        self._show_once(heading, codes, then=f"remove {name}")

    def _carry_out(self) -> None:
        self._close_boxes()
        self.list.setFocus()
        self.controller.carry_out_removal()

    def _print(self) -> None:
        from mdt_app.ui.people.printing import print_codes

        print_codes(self, self.once_box.heading.text(), self.once_box.shown)

    def _explain(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._refuse(error)  # it goes when it is mended
            self.context_changed.emit()
        else:
            super()._explain(error)
        for box in self._asking:
            if box.isVisible():
                box.secrets[0].setFocus()
                box.secrets[0].selectAll()

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
