"""Ctrl+K: a name or a number, Enter, and that person is shown; or what else can be opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mdt_app.clinical.days import banner_day
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import grouped
from mdt_app.register.values import Person
from mdt_app.ui import palette
from mdt_app.ui.looks import pixels
from mdt_app.ui.names_shown import names
from mdt_app.ui.parts import column, label
from mdt_app.ui.rows_model import ROW_ROLE, AnyIndex, Column, RowsModel

_MOST = 50
_WIDTH, _HEIGHT = 460, 380
_PAD = 6
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


@dataclass(frozen=True, slots=True)
class Command:
    """Something that opens over any screen, found by its words."""

    words: str
    act: Callable[[], None]
    key: str = ""
    """The key that does the same."""


def _line(row: Person | Command) -> str:
    return line_of(row) if isinstance(row, Person) else row.words


def line_of(person: Person) -> str:
    """A person in one line: enough to tell two of one name apart."""
    return f"{person.listed_name} · {banner_day(person.born_on)} · {spaced(person.nhs_number)}"


def matching(people: Sequence[Person], typed: str) -> list[Person]:
    """The people whose name or number holds every typed word, at most fifty."""
    words = typed.casefold().replace(",", " ").split()
    digits = typed.replace(" ", "")
    if not words:
        return []
    found: list[Person] = []
    for person in people:
        name = f"{person.surname} {person.forename}".casefold()
        if all(word in name for word in words) or (
            digits.isdigit() and digits in person.nhs_number
        ):
            found.append(person)
            if len(found) == _MOST:
                break
    return found


def commands_for(commands: Sequence[Command], typed: str) -> list[Command]:
    """The commands whose words hold every typed word."""
    words = typed.casefold().split()
    return [c for c in commands if words and all(word in c.words.casefold() for word in words)]


def _said(row: Person | Command) -> str:
    """A line as it is read aloud."""
    if isinstance(row, Command) and row.key:
        return f"{row.words}, key {row.key}"
    return _line(row)


class _LineDelegate(QStyledItemDelegate):
    """The words, and at the right the key that does the same."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: Person | Command = index.data(ROW_ROLE)
        key = row.key if isinstance(row, Command) else ""
        words = QStyleOptionViewItem(option)
        if key:
            room = option.fontMetrics.horizontalAdvance(key) + 2 * _PAD
            words.rect = option.rect.adjusted(0, 0, -room, 0)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, QColor(palette.PALE_BLUE))
        super().paint(painter, words, index)
        if key:
            painter.setPen(QColor(palette.QUIET))
            painter.setFont(option.font)
            painter.drawText(option.rect.adjusted(_PAD, 0, -_PAD, 0), _RIGHT, key)


class FindPerson(QFrame):
    """A box over the window. Esc closes it; nothing in it can be lost."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, commands: Sequence[Command] = ()) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setProperty("role", "popup")
        self.setAccessibleName("Find patient")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._people: Sequence[Person] = ()
        self._came_from: QWidget | None = None
        self.field = QLineEdit(placeholderText="Name or NHS number")
        self.field.setAccessibleName("Name or NHS number")
        columns = [Column("Patient", _line)]
        self.model: RowsModel[Person | Command] = RowsModel(columns, name_of=_said, parent=self)
        self.list = QListView()
        self.list.setAccessibleName("People found")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = label("", "quiet", wraps=True)
        self.heading, self._hint = (
            label("Find patient", "heading"),
            "Enter shows the marked person.",
        )
        layout = column(self, margins=12)
        for widget in (self.heading, self.field, self.list, self.words):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.field.installEventFilter(self)
        self.hide()

    def ask_for(self, heading: str, hint: str) -> None:
        """Say what the person is asked for."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self._hint = hint

    def open_over(
        self, people: Sequence[Person], commands: Sequence[Command] | None = None
    ) -> None:
        """Ask for one of these people, or for a command; without any, those of before."""
        self._people = people
        self._commands = self._commands if commands is None else commands
        self._came_from = self.window().focusWidget()
        window = self.window().size()
        width = min(pixels(_WIDTH), window.width() - 20)
        height = min(pixels(_HEIGHT), window.height() - 60)
        self.setGeometry(window.width() - width - 16, 48, width, height)
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Escape:
                    self._close()
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        commands, people = commands_for(self._commands, typed), matching(self._people, typed)
        # People first: a name typed and Enter must never do a command that only sounds like it.
        found: list[Person | Command] = [*people, *commands]
        self.model.show_rows(found)
        if found:
            self.list.setCurrentIndex(self.model.index(0, 0))
        if names.are_hidden and not found:
            self.words.setText("Names are hidden: nobody is found. F6 shows names again.")
        elif not typed.strip():
            self.words.setText(f"{grouped(len(self._people))} people in this store.")
        elif not found:
            self.words.setText("Nobody of that name or number is in this store.")
        elif len(people) == _MOST:
            self.words.setText("The first 50. Type more to narrow it down.")
        elif commands:
            self.words.setText("Enter opens what is marked.")
        else:
            self.words.setText(self._hint)

    def _move(self, step: int) -> None:
        place = self.list.currentIndex().row() + step
        if 0 <= place < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(place, 0))

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            row = self.model.row_at(index)
            self._close()
            if isinstance(row, Command):
                row.act()
            else:
                self.chosen.emit(row.nhs_number)

    def _close(self) -> None:
        came_from = self._came_from
        self.hide()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus()
