"""A drop-down one can search by typing: any part of a choice's words finds it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from mdt_app.ui.data.meanings import Choice

_LETTERS = 30


class Chooser(QComboBox):
    """Nothing is chosen until somebody chooses. Words that find nothing go when it is left."""

    picked = Signal(str)

    def __init__(self, name: str, choices: Sequence[Choice], *, letters: int = _LETTERS) -> None:
        super().__init__()
        self._letters = letters
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setMaxVisibleItems(14)
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText("Choose, or type to search")
        self.show_choices(choices)
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(14)
        popup = finder.popup()
        assert popup is not None
        popup.setProperty("role", "found")
        self.setCompleter(finder)
        self.activated.connect(self._pick)
        self.field.returnPressed.connect(self._pick_found)

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        field = self.lineEdit()
        assert field is not None
        return field

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; none of them is chosen."""
        self.blockSignals(True)
        self.clear()
        for code, words in choices:
            self.addItem(words, code)
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        self.field.clear()

    def choose(self, code: str) -> None:
        """Show what is chosen without announcing it; a code that is not there: nothing is."""
        self.setCurrentIndex(self.findData(code))
        if self.currentIndex() < 0:
            self.field.clear()

    def choice(self) -> str:
        """The code of what is chosen, or ''."""
        return str(self.currentData() or "") if self.currentIndex() >= 0 else ""

    def _pick(self, place: int) -> None:
        if place >= 0:
            self.picked.emit(str(self.itemData(place)))

    def _pick_found(self) -> None:
        """Enter takes the first choice that holds what was typed."""
        typed = self.field.text().strip().casefold()
        if not typed or typed == self.itemText(self.currentIndex()).casefold():
            return
        for place in range(self.count()):
            if typed in self.itemText(place).casefold():
                self.setCurrentIndex(place)
                self._pick(place)
                return

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and not chosen is not an answer."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.field.setText(self.itemText(self.currentIndex()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over it moves the page, never the choice."""
        event.ignore()
