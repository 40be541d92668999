"""What opens in place on the page: let in, new passphrase, remove, one's own, the code on paper.

No passphrase stays in a field: each is emptied as its box opens, is done with, or is left.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from mdt_app.clinical.words import joined
from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.parts import button, clear_layout, column, label, primary_button, tick_box
from mdt_app.ui.people.lines import REMOVED_STILL, PersonLine
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground
from mdt_app.vault.roles import KeyHolder, roles, roles_for_people

_YOURS = "Your passphrase, once more"
_ONCE = "This is shown once and kept nowhere. Give each to its owner alone."
_WRITTEN_DOWN = "They are written down", "They are written down: hide them"
_NOT_NOW = "Not now", "Not now: nobody is removed, and these open nothing"
_ONE_TIME = "The program makes a passphrase for them. With it they choose one of their own."


class PassphraseBox(Box):
    """A box that asks for passphrases, and keeps none."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.secrets: list[QLineEdit] = []

    def secret(self, words: str) -> QLineEdit:
        """A field whose letters nobody sees, under its words."""
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setAccessibleName(words)
        self.inner.addWidget(label(words, "quiet"))
        self.inner.addWidget(made)
        self.secrets.append(made)
        return made

    def empty(self) -> None:
        """Nothing typed stays."""
        for field in self.secrets:
            field.clear()

    def is_missing(self, field: QLineEdit) -> bool:
        """Whether nothing is typed yet; then the keyboard is there and a sentence says so."""
        if field.text().strip():
            return False
        field.setFocus()
        self.refused.emit(UserError(f"{field.accessibleName()}: still missing."))
        return True


class RoleFields(QWidget):
    """A role with what it does, and the practices where it is for practices."""

    def __init__(self) -> None:
        super().__init__()
        self.role = drop_down("Choose a role", "Role")
        offer(self.role, [(role.code, role.words) for role in roles_for_people()])
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.does = label("", "quiet", wraps=True)
        self.practice_words = label("At", "quiet")
        self.ground = wrapping_ground()
        self._line = WrappingRow(self.ground, spacing=8)
        self.practice_boxes: dict[str, QCheckBox] = {}
        layout = column(self, spacing=6)
        layout.addWidget(label("Role", "quiet"))
        layout.addWidget(self.role, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.does, self.practice_words, self.ground):
            layout.addWidget(part)
        self.role.currentIndexChanged.connect(self._look)
        self._look()

    def offer_practices(self, names: Mapping[str, str]) -> None:
        """The network's practices, to be ticked."""
        clear_layout(self._line)
        self.practice_boxes = {ods: tick_box(f"{name} ({ods})") for ods, name in names.items()}
        for box in self.practice_boxes.values():
            self._line.addWidget(box)

    def show_holder(self, holder: KeyHolder | None) -> None:
        """Somebody as they are, or nobody yet."""
        self.role.setCurrentIndex(max(0, self.role.findData(holder.role if holder else "")))
        for ods, box in self.practice_boxes.items():
            box.setChecked(holder is not None and ods in holder.practices)

    def holder(self, name: str) -> KeyHolder:
        """What is chosen, for somebody of that name."""
        chosen = [ods for ods, box in self.practice_boxes.items() if box.isChecked()]
        return KeyHolder(name, str(self.role.currentData()), tuple(chosen))

    def _look(self, *_: object) -> None:
        role = roles().by_code.get(str(self.role.currentData()))
        self.does.setText(role.does if role is not None else "")
        for part in (self.practice_words, self.ground):
            part.setVisible(role is not None and role.is_for_practices)


class LetInBox(PassphraseBox):
    """A name, a role, and whose practice."""

    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("Let somebody in")
        self.name_edit = QLineEdit(placeholderText="As the minutes should say it")
        self.name_edit.setAccessibleName("Their name")
        self.fields = RoleFields()
        self.inner.addWidget(label("Their name", "quiet"))
        self.inner.addWidget(self.name_edit)
        self.inner.addWidget(self.fields)
        self.inner.addWidget(label(_ONE_TIME, wraps=True))
        self.own_edit = self.secret(_YOURS)
        self.let_in_button = primary_button("Let them in")
        self.add_buttons(self.let_in_button)
        self.name_edit.returnPressed.connect(self.fields.role.setFocus)
        self.own_edit.returnPressed.connect(self._ask)
        self.let_in_button.clicked.connect(self._ask)

    def begin(self) -> None:
        self.name_edit.clear()
        self.fields.show_holder(None)
        self.name_edit.setFocus()

    def _ask(self) -> None:
        if not (self.is_missing(self.name_edit) or self.is_missing(self.own_edit)):
            self.asked.emit(self.fields.holder(self.name_edit.text()), self.own_edit.text())


class RenewBox(PassphraseBox):
    """For somebody who has forgotten theirs, or has another role now."""

    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("A new passphrase, or another role")
        self._name = ""
        self.words = label("", wraps=True)
        self.fields = RoleFields()
        self.inner.addWidget(self.words)
        self.inner.addWidget(self.fields)
        self.own_edit = self.secret(_YOURS)
        self.renew_button = primary_button("Give a new passphrase")
        self.add_buttons(self.renew_button)
        self.own_edit.returnPressed.connect(self._ask)
        self.renew_button.clicked.connect(self._ask)

    def show_line(self, line: PersonLine) -> None:
        self._name = line.holder.name
        self.words.setText(f"{self._name}: the passphrase there is now opens nothing afterwards.")
        self.fields.show_holder(line.holder)

    def begin(self) -> None:
        self.fields.role.setFocus()

    def _ask(self) -> None:
        if not self.is_missing(self.own_edit):
            self.asked.emit(self.fields.holder(self._name), self.own_edit.text())


class RemoveBox(PassphraseBox):
    """What removing does, what it does not do, and one's own passphrase to mean it."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("Remove")
        self._name = ""
        self.words = label("", wraps=True)
        self.inner.addWidget(self.words)
        self.inner.addWidget(label(REMOVED_STILL, wraps=True))
        self.own_edit = self.secret(_YOURS)
        self.remove_button = button("Remove, and make a new key")
        self.add_buttons(self.remove_button)
        self.own_edit.returnPressed.connect(self.remove_button.setFocus)
        self.remove_button.clicked.connect(self._ask)

    def show_line(self, line: PersonLine, others: Sequence[str], *, has_code: bool) -> None:
        self._name = line.holder.name
        self.remove_button.setText(f"Remove {self._name}")
        self.remove_button.setAccessibleName(f"Remove {self._name}, and make a new key")
        new = [*others, *(["the recovery code"] if has_code else [])]
        needed = f" A new passphrase is made for {joined(new)}: be ready to give it." if new else ""
        self.words.setText(f"{self._name} cannot open this store afterwards.{needed}")

    def begin(self) -> None:
        self.own_edit.setFocus()

    def _ask(self) -> None:
        if not self.is_missing(self.own_edit):
            self.asked.emit(self._name, self.own_edit.text())


class OwnBox(PassphraseBox):
    """One's own passphrase: the old one, and twice the new one."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("Change your passphrase")
        advice = "Four words that do not belong together are strong and easy to remember."
        self.inner.addWidget(label(advice, wraps=True))
        self.old_edit = self.secret("The one you came in with")
        self.new_edit = self.secret("The new one")
        self.again_edit = self.secret("The new one again")
        self.change_button = primary_button("Change it")
        self.add_buttons(self.change_button)
        self.old_edit.returnPressed.connect(self.new_edit.setFocus)
        self.new_edit.returnPressed.connect(self.again_edit.setFocus)
        self.again_edit.returnPressed.connect(self._ask)
        self.change_button.clicked.connect(self._ask)

    def begin(self) -> None:
        self.old_edit.setFocus()

    def _ask(self) -> None:
        if any(self.is_missing(each) for each in self.secrets):
            return
        if self.new_edit.text() != self.again_edit.text():
            self.again_edit.setFocus()
            self.again_edit.selectAll()
            self.refused.emit(UserError("The two new passphrases differ.", "Type them again."))
            return
        self.asked.emit(self.old_edit.text(), self.new_edit.text())


class CodeBox(PassphraseBox):
    """The recovery code: for the day on which nobody remembers."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Recovery code")
        self.words = label("", wraps=True)
        self.inner.addWidget(self.words)
        self.own_edit = self.secret(_YOURS)
        self.make_button = primary_button("Make the code")
        self.add_buttons(self.make_button)
        self.own_edit.returnPressed.connect(self._ask)
        self.make_button.clicked.connect(self._ask)

    def show_whether(self, has_code: bool) -> None:
        earlier = " The one there is opens nothing afterwards." if has_code else ""
        self.words.setText(
            "32 letters and digits that open the store and let somebody give new passphrases."
            " They are shown once: write them down or print them, seal them, lock them away."
            + earlier
        )

    def begin(self) -> None:
        self.own_edit.setFocus()

    def _ask(self) -> None:
        if not self.is_missing(self.own_edit):
            self.asked.emit(self.own_edit.text())


class ShownOnceBox(Box):
    """Codes in large letters, until somebody says that they are written down.

    Nothing else hides them: a slip of the finger must not lose what is kept nowhere.
    """

    print_asked = Signal()
    written_down = Signal()
    """What waited for these codes may go on."""

    def __init__(self) -> None:
        super().__init__("Shown this once")
        self.heading = label("", "title", wraps=True)
        self.inner.addWidget(self.heading)
        self._codes = column(spacing=6)
        self.inner.addLayout(self._codes)
        self._once = label("", wraps=True)
        self.inner.addWidget(self._once)
        self.print_button = button("Print…", name="Print what is shown")
        self.go_on_button = primary_button("")
        self.add_buttons(self.go_on_button, self.print_button)
        self.print_button.clicked.connect(self.print_asked)
        self.go_on_button.clicked.connect(self.written_down)
        self.shown: list[tuple[str, str]] = []

    def show_codes(self, heading: str, codes: Sequence[tuple[str, str]], *, then: str = "") -> None:
        """Show each with whose it is. `then` is what waits until they are written down."""
        self.empty()
        self.shown = list(codes)
        self.heading.setText(f"{heading}.")
        self.go_on_button.setVisible(bool(then))
        self.go_on_button.setText(f"They are written down: {then}")
        self._once.setText(f"Nothing is changed yet. {_ONCE}" if then else _ONCE)
        words, hidden = _NOT_NOW if then else _WRITTEN_DOWN
        self.close_button.setText(words)
        self.close_button.setAccessibleName(hidden)
        for name, code in codes:
            shown = label(code, "person", wraps=True)
            shown.setAccessibleName(f"{name}: {' '.join(code)}")
            shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a reader spells it from here
            self._codes.addWidget(label(name, "quiet", wraps=True))
            self._codes.addWidget(shown)

    def begin(self) -> None:
        last = self.close_button if self.go_on_button.isHidden() else self.go_on_button
        last.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def empty(self) -> None:
        """Nothing of it stays in the window."""
        self.shown = []
        self.heading.setText("")
        for place in range(self._codes.count()):
            item = self._codes.itemAt(place)
            shown = item.widget() if item is not None else None
            if isinstance(shown, QLabel):
                shown.setText("")  # it goes only when the window next has time
                shown.setAccessibleName("")
        clear_layout(self._codes)
