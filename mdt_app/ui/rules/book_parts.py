"""The parts of the book of rules: its head with its buttons, and the list of what is found."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton, QWidget

from mdt_app.flags.pack import Pack
from mdt_app.ui import palette
from mdt_app.ui.looks import sized
from mdt_app.ui.parts import add_all, button, column, label, row
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.rules.shelf import Entry

LIST_WIDTH = 240
_PACK_WIDTH, _NARROW_PACK_WIDTH = 330, 130
_SIGNS = {"red": "!", "amber": "–", "note": "i", "": "×", "target": "▸"}
_NOWHERE = QModelIndex()


class BookHead(QWidget):
    """Which pack, what to find, whose rules, and the way to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("Rules", "person")
        self.pack_box = QComboBox()
        self.pack_box.setAccessibleName("Pack of rules")
        self.field = QLineEdit(placeholderText="Find a rule")
        self.field.setAccessibleName("Find a rule: title, source or threshold")
        self.own_button = button("Own rules…", name="The network's own rules")
        self.previous_button = button("← Previous", name="Previous rule")
        self.next_button = button("Next →", name="Next rule")
        self.close_button = button("Close", name="Close the rules")
        line = row(self, spacing=10)
        line.addWidget(self.heading)
        line.addWidget(self.pack_box)
        line.addWidget(self.field, 1)
        add_all(line, self.buttons)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.own_button, self.previous_button, self.next_button, self.close_button

    def show_packs(self, packs: Sequence[Pack]) -> None:
        """Offer these packs, the first one chosen, and find everything in it."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.pack_box.clear()
        for pack in packs:
            self.pack_box.addItem(pack.called.words, pack.name)
        self.pack_box.setVisible(len(packs) > 1)

    def fit(self, *, is_wide: bool) -> None:
        """Leave out what a narrow window has no room for."""
        self.heading.setVisible(is_wide)
        self.pack_box.setMaximumWidth(_PACK_WIDTH if is_wide else _NARROW_PACK_WIDTH)


class FoundRules(QWidget):
    """The rules found, each after the sign of its severity. The keyboard stays in the field."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[Entry] = RowsModel(
            [Column("Rule", _line)], name_of=_name, parent=self
        )
        self.list = QListView()
        self.list.setAccessibleName("Rules found")
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sized(self.list, QWidget.setMinimumWidth, LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(self, spacing=0).addWidget(self.list)

    def mark(self, place: int) -> None:
        """Mark the rule at a place; -1 marks none."""
        self.list.setCurrentIndex(self.model.index(place, 0) if place >= 0 else _NOWHERE)

    def marked(self) -> str:
        """The id of the marked rule, or ''."""
        index = self.list.currentIndex()
        return self.model.row_at(index).id if index.isValid() else ""


def _line(entry: Entry) -> str:
    """The title after its severity's own sign, as in the list of reasons."""
    off = "" if entry.severity else " (switched off)"
    return f"{_SIGNS[entry.severity]}  {entry.title}{off}"


def _name(entry: Entry) -> str:
    words = {**palette.SEVERITY_WORDS, "": "Switched off", "target": "All"}
    return f"{words[entry.severity]}: {entry.title}"
