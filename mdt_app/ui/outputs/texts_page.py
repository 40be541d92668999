"""The texts of letters in the network's own words, with what they look like while one types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSplitter, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.documents.preview import Preview
from mdt_app.errors import UserError
from mdt_app.meeting.templates import (
    TextTemplate,
    check_template,
    template_kind,
    template_kinds,
)
from mdt_app.ui.outputs.paper import Paper
from mdt_app.ui.parts import button, column, key_cap, label, primary_button
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

_LOOK_AFTER_MS = 200
_NARROW = 560
"""Below this width the words and how they look stand above each other."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextsPage(QWidget):
    """Words on the left, how they look on the right. Nothing holds before it is kept."""

    chosen = Signal(str)
    """Another of the texts."""
    typed = Signal(str, str, int)
    """Which text, its words as they stand, and the caret: to be kept as a draft."""
    look_asked = Signal(str, str)
    """Which text, and words to try on an invented person."""
    keep_asked = Signal(str, str)
    shipped_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._is_filling = False
        self.kind_box = QComboBox()
        self.kind_box.setAccessibleName("Which text")
        self.versions_box = QComboBox()
        self.versions_box.setAccessibleName("Versions: the one that holds, and earlier ones")
        self.placeholder_box = QComboBox()
        self.placeholder_box.setAccessibleName("Placeholder to put in, and what it stands for")
        self.put_in_button = button("Put in", name="Put the placeholder in where the caret stands")
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName("The text, with its placeholders in braces")
        self.edit.setTabChangesFocus(True)
        self.problem = label("", "bad", wraps=True)
        self.ease = label("", "strong", wraps=True)
        self.paper = Paper("The text, filled in for an invented person")
        self.keep_button = primary_button("Let it hold")
        self.shipped_button = button("Shipped words", name="Let the shipped words hold again")
        self.said = label("", "small", wraps=True)
        self._versions: Sequence[TextTemplate] = ()
        self._look = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        above = wrapping_ground()
        line = WrappingRow(above, spacing=8)
        for part in (self.kind_box, self.versions_box, self.placeholder_box, self.put_in_button):
            line.addWidget(part)
        for box in (self.kind_box, self.versions_box, self.placeholder_box):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(22)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.edit)
        self.halves.addWidget(self.paper)
        buttons = wrapping_ground()
        below = WrappingRow(buttons, spacing=8)
        for each in (self.keep_button, key_cap("Ctrl"), key_cap("↵"), self.shipped_button):
            below.addWidget(each)
        layout = column(self, spacing=6)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(above)
        layout.addWidget(self.halves, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.ease)
        layout.addWidget(buttons)
        layout.addWidget(self.said)

    def _connect(self) -> None:
        for kind in template_kinds():
            self.kind_box.addItem(kind.title, kind.name)
        self.kind_box.activated.connect(self._choose)
        self.versions_box.activated.connect(self._show_version)
        self.put_in_button.clicked.connect(self.put_in)
        self.edit.textChanged.connect(self._say_typed)
        self.keep_button.clicked.connect(self.keep)
        self.shipped_button.clicked.connect(self._ask_shipped)
        self._look.timeout.connect(self._ask_look)

    @property
    def name(self) -> str:
        """Which text is shown."""
        return str(self.kind_box.currentData())

    def show_text(
        self, name: str, versions: Sequence[TextTemplate], draft: tuple[str, int] | None
    ) -> None:
        """Show one text as it holds now, and over it what was half typed."""
        self._name, self._versions = name, versions
        self._is_filling = True
        self.kind_box.setCurrentIndex(self.kind_box.findData(name))
        self._offer_versions()
        self._offer_placeholders()
        self.edit.setPlainText(draft[0] if draft else versions[0].body)
        if draft:
            place = self.edit.textCursor()
            place.setPosition(min(draft[1], len(draft[0])))
            self.edit.setTextCursor(place)
        self._is_filling = False
        self.say("What was half typed is here again; it does not hold yet." if draft else "")
        self._check()
        self._ask_look()

    def _offer_versions(self) -> None:
        self.versions_box.clear()
        for place, version in enumerate(self._versions):
            now = " (holds now)" if place == 0 else ""
            self.versions_box.addItem(f"{_said_by(version)}{now}")

    def _offer_placeholders(self) -> None:
        self.placeholder_box.clear()
        for name, words in template_kind(self._name).known.items():
            self.placeholder_box.addItem(f"{{{name}}} — {words}", name)
        for part in (self.placeholder_box, self.put_in_button):
            part.setVisible(bool(self.placeholder_box.count()))
        self.placeholder_box.view().setMinimumWidth(
            self.placeholder_box.view().sizeHintForColumn(0) + 32
        )

    def show_look(self, preview: Preview) -> None:
        """What the words look like for an invented person."""
        self.paper.show_html(preview.html)
        self.ease.setText(preview.ease)
        self.ease.setVisible(bool(preview.ease))

    def put_in(self) -> None:
        """Put the chosen placeholder in where the caret stands."""
        self.edit.insertPlainText(f"{{{self.placeholder_box.currentData()}}}")
        self.edit.setFocus()

    def keep(self) -> None:
        """Let the words hold, if they can be filled in."""
        if self._check():
            self.keep_asked.emit(self._name, self.edit.toPlainText())

    def say(self, words: str) -> None:
        """What was done a moment ago."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _choose(self) -> None:
        self.chosen.emit(self.name)

    def _show_version(self, place: int) -> None:
        if 0 <= place < len(self._versions):
            self.edit.setPlainText(self._versions[place].body)

    def _ask_shipped(self) -> None:
        self.shipped_asked.emit(self._name)

    def _say_typed(self) -> None:
        if self._name and not self._is_filling:
            self._look.start()
            self._check()
            text = self.edit.toPlainText()
            self.typed.emit(self._name, text, self.edit.textCursor().position())

    def _check(self) -> bool:
        """Whether the words can be filled in; what is wrong is said while one types."""
        try:
            check_template(self._name, self.edit.toPlainText())
        except UserError as error:
            self.problem.setText(f"{error.message} {error.hint}")
            self.problem.setVisible(True)
            return False
        self.problem.setVisible(False)
        return True

    def _ask_look(self) -> None:
        if self._name:
            self.look_asked.emit(self._name, self.edit.toPlainText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        across = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        self.halves.setOrientation(across)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and is_ctrl:
            self.keep()
        else:
            super().keyPressEvent(event)


def _said_by(version: TextTemplate) -> str:
    if version.at is None:
        return "Shipped words"
    return f"{spoken(version.at.astimezone().date())}, {version.by}"
