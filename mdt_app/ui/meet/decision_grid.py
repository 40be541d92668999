"""The decisions on their number keys, and those found by M; several at a time, some with detail."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mdt_app.meeting.choices import DecisionChoice, choice_named, keyed_choices, vocabulary
from mdt_app.ui.meet.decision_button import DecisionButton
from mdt_app.ui.meet.offered_words import OfferedWords
from mdt_app.ui.parts import column, label, row


class DetailField(QWidget):
    """The line that completes a decision: to where it refers, why nothing is done.

    What the vocabulary knows is offered while typing; anything else can be typed.
    """

    typed = Signal(str, str, str)
    """NHS number, the decision's code, and its detail as it stands."""
    left = Signal()
    done = Signal()

    def __init__(self, choice: DecisionChoice) -> None:
        super().__init__()
        self.choice = choice
        self.nhs_number = ""
        self.edit = QLineEdit(placeholderText=choice.asks)
        self.edit.setAccessibleName(f"{choice.words} {choice.asks}")
        line = row(self, spacing=6)
        line.addWidget(label(f"{choice.words} {choice.asks}", "small"))
        line.addWidget(self.edit, 1)
        known = [detail.words for detail in vocabulary().details_of(choice.code)]
        self._known = known
        self._offered = OfferedWords(self.edit, known)
        self._offered.when_taken(self._say)
        self.edit.textEdited.connect(self._say)
        self.edit.editingFinished.connect(self.left)
        self.edit.returnPressed.connect(self._finish)
        self.edit.installEventFilter(self)
        self.hide()

    def offer_too(self, words: Sequence[str]) -> None:
        """What a network knows of is offered behind what the vocabulary knows."""
        self._offered.offer([*self._known, *words])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc: the keyboard goes on; what is typed stays."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._finish()
            return True
        return super().eventFilter(watched, event)

    def _finish(self) -> None:
        self._offered.close()
        self.done.emit()

    def show_detail(self, nhs_number: str, detail: str) -> None:
        """Show what stands about a person, unless it is just being typed about them."""
        is_typing = self.edit.hasFocus() and nhs_number == self.nhs_number
        if nhs_number != self.nhs_number:
            self._offered.close()
        self.nhs_number = nhs_number
        if not is_typing and self.edit.text() != detail:
            self.edit.setText(detail)

    def _say(self) -> None:
        if self.nhs_number:
            self.typed.emit(self.nhs_number, self.choice.code, self.edit.text())


class DecisionGrid(QWidget):
    """Two columns of decisions, in the order of the keys 1 to 0; what M found stands below."""

    chosen = Signal(str)
    detail_typed = Signal(str, str, str)
    detail_left = Signal()
    done = Signal()
    """A detail is written; the keyboard may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Decision")
        self.buttons: list[DecisionButton] = []
        self.found: dict[str, DecisionButton] = {}
        """Buttons of decisions without a key, made when one is first chosen."""
        self.fields: dict[str, DetailField] = {}
        grid = QGridLayout()
        grid.setSpacing(4)
        self._column = column(self, spacing=4)
        self._column.addLayout(grid)
        for place, choice in enumerate(keyed_choices()):
            button = DecisionButton(choice)
            self.buttons.append(button)
            grid.addWidget(button, place // 2, place % 2)
            button.chosen.connect(self.chosen)
        for choice in keyed_choices():
            self._add_field(choice)

    def _add_field(self, choice: DecisionChoice) -> None:
        if choice.asks:
            field = DetailField(choice)
            self.fields[choice.code] = field
            self._column.addWidget(field)
            field.typed.connect(self.detail_typed)
            field.left.connect(self.detail_left)
            field.done.connect(self.done)

    def press(self, key: str) -> None:
        """A number key: the same as a click on its button."""
        for button in self.buttons:
            if button.choice.key == key:
                button.click()
                if button.isChecked():
                    self.complete(button.choice.code)

    def complete(self, code: str) -> bool:
        """Put the keyboard where a chosen decision is completed; False if it asks for nothing."""
        field = self.fields.get(code)
        if field is None or field.isHidden():
            return False
        field.edit.setFocus()
        return True

    def show_choices(self, nhs_number: str, choices: Sequence[str]) -> None:
        """Show which decisions stand about a person, with their details."""
        details: dict[str, list[str]] = {}
        for code, _, detail in (choice.partition(":") for choice in choices):
            details.setdefault(code, []).append(detail)
        whole = {code: "; ".join(filter(None, parts)) for code, parts in details.items()}
        self._make_found(whole)
        for button in (*self.buttons, *self.found.values()):
            code = button.choice.code
            button.setChecked(code in whole)
            button.show_detail(whole.get(code, ""))
            if code in self.found:
                button.setVisible(code in whole)
            if (field := self.fields.get(code)) is not None:
                field.setVisible(code in whole)
                field.show_detail(nhs_number, whole.get(code, ""))

    def _make_found(self, codes: Iterable[str]) -> None:
        keyed = {button.choice.code for button in self.buttons}
        for code in codes:
            if code not in keyed and code not in self.found:
                choice = choice_named(code)
                self.found[code] = button = DecisionButton(choice)
                button.chosen.connect(self.chosen)
                self._column.addWidget(button)
                self._add_field(choice)
