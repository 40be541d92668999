"""Every column of one file: what stands in it, what it was taken for, and what it is instead."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mdt_app.intake.columns.meanings import IGNORED
from mdt_app.intake.rows import ColumnRead, FileReport
from mdt_app.ui.data.chooser import Chooser
from mdt_app.ui.data.column_answers import column_letters, numbered
from mdt_app.ui.data.meanings import column_choices, meaning_words
from mdt_app.ui.data.wording import counted, file_line
from mdt_app.ui.looks import sized
from mdt_app.ui.parts import (
    ElidedLabel,
    SegmentedButtons,
    button,
    column,
    label,
    primary_button,
    row,
    surface,
)
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

SEGMENTS = (("all", "All"), ("used", "Used"), ("unused", "Not used"))
_WIDTHS = (64, 190, 300, 230)
_HEADING, _SAMPLES, _MEANING = 1, 2, 3
_WIDE = 900
_LEAST_NAME = 260
_LEAST_HEIGHT = 250


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column, and what it is to be taken for if that was changed here."""

    read: ColumnRead
    chosen: str = ""

    @property
    def meaning(self) -> str:
        return self.chosen or self.read.meaning

    @property
    def is_used(self) -> bool:
        return self.meaning not in ("", IGNORED)


def _place(line: ColumnLine) -> str:
    return f"{line.read.place} {column_letters(line.read.place)}"


def _place_number(line: ColumnLine) -> int:
    return line.read.place


def _heading(line: ColumnLine) -> str:
    return line.read.heading or "(no heading)"


def _samples(line: ColumnLine) -> str:
    return " · ".join(" ".join(sample.split()) for sample in line.read.samples) or "(empty)"


def _meaning(line: ColumnLine) -> str:
    return f"{meaning_words(line.meaning)}{' · changed' if line.chosen else ''}"


COLUMNS: tuple[Column[ColumnLine], ...] = (
    Column("Column", _place, sort_key=_place_number),
    Column("Heading", _heading),
    Column("In the file", _samples),
    Column("Is taken for", _meaning),
)


def _tone(line: ColumnLine, place: int) -> str:
    if place == 1:
        return "strong"
    if place == 3 and line.chosen:
        return "strong"
    return "" if place == 3 and line.is_used else "quiet"


def _is_same(one: ColumnLine, other: ColumnLine) -> bool:
    return one.read.place == other.read.place


class ColumnsPage(QWidget):
    """A table, and above it the one column that is being changed. Nothing is read before asked."""

    columns_chosen = Signal(object, object)
    """The report, and by place what its columns are."""
    remember_asked = Signal(object, str)
    """The report, and the name under which its columns are to be kept."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.report: FileReport | None = None
        self._lines: list[ColumnLine] = []
        self.heading = label("", "title")
        self.words = ElidedLabel("", "quiet", fills=False)
        self.segments = SegmentedButtons("Columns shown", SEGMENTS)
        self.table: PlainTable[ColumnLine] = PlainTable(
            COLUMNS, _WIDTHS, name="Columns of the file", wide=_SAMPLES, tone=_tone
        )
        self.which = label("", "strong")
        self.chooser = Chooser("What this column is", column_choices(), letters=22)
        self.look_button = primary_button("Look again")
        self.back_button = button("Back")
        self.reason = ElidedLabel("", "quiet", fills=False)
        self.name = QLineEdit(placeholderText="Name, such as 'Our diabetes search'")
        self.name.setAccessibleName("Name for files with these headings")
        sized(self.name, QWidget.setMinimumWidth, _LEAST_NAME)
        self.remember_button = button("Remember this for files with these headings")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8, margins=12)
        title = row(spacing=12)
        title.addWidget(self.heading)
        title.addWidget(self.words, 1)
        title.addWidget(self.reason)
        layout.addLayout(title)
        layout.addWidget(self._controls())
        layout.addWidget(self.table, 1)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        """One line where there is room: read again, back, and what is to be remembered."""
        made = wrapping_ground()
        line = WrappingRow(made)
        for part in (self.look_button, self.back_button, self.name, self.remember_button):
            line.addWidget(part)
        return made

    def _controls(self) -> QWidget:
        made = wrapping_ground()
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.which.setMinimumHeight(self.chooser.sizeHint().height())
        line = WrappingRow(made)
        for part in (self.segments, self.which, self.chooser):
            line.addWidget(part)
        return made

    def _connect(self) -> None:
        self.segments.chosen.connect(self._refresh)
        self.segments.choose("all")
        self.table.installEventFilter(self)
        self.table.selectionModel().currentChanged.connect(self._show_column)
        self.table.doubleClicked.connect(self._begin)
        self.chooser.picked.connect(self._choose)
        self.name.textChanged.connect(self._allow_remembering)
        self.name.returnPressed.connect(self.remember_button.click)
        self.remember_button.clicked.connect(self._remember)
        self.look_button.clicked.connect(self.look_again)
        self.back_button.clicked.connect(self.left)

    def show_columns(self, report: FileReport) -> None:
        """Show the columns of one file of a preview."""
        self.report = report
        self._lines = [ColumnLine(column) for column in report.columns]
        self.heading.setText(f"Columns of {report.name}")
        self.words.setText(file_line(report))
        self.segments.choose("all")
        self.name.clear()
        self._refresh()
        self.table.go_to(0)
        self.table.setFocus()

    def changed(self) -> dict[int, str]:
        """By place, what was changed here."""
        return {line.read.place: line.chosen for line in self._lines if line.chosen}

    def look_again(self) -> None:
        """Have the file looked at with what was changed."""
        if self.changed():
            self.columns_chosen.emit(self.report, self.changed())

    def _remember(self) -> None:
        self.remember_asked.emit(self.report, self.name.text().strip())

    def forget_name(self, *_: object) -> None:
        """The name has served."""
        self.name.clear()

    def _allow_remembering(self) -> None:
        """What is remembered is what was looked at, never a change that was not tried."""
        is_named = bool(self.name.text().strip())
        self.remember_button.setEnabled(is_named and not self.changed())
        self.remember_button.setToolTip("Look again first" if self.changed() else "")

    def _refresh(self) -> None:
        segment = self.segments.choice() or "all"
        shown = [line for line in self._lines if _is_shown(line, segment)]
        self.table.show_rows(shown, _is_same)
        for code, words in SEGMENTS:
            count = sum(_is_shown(line, code) for line in self._lines)
            self.segments.rename(code, f"{words} {count}")
        changed = len(self.changed())
        self.look_button.setEnabled(bool(changed))
        self.reason.setText(
            f"{counted(changed, 'column')} changed; nothing is taken in yet."
            if changed
            else "Enter on a column says what it is."
        )
        self._show_column(self.table.currentIndex())
        self._allow_remembering()

    def _show_column(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self.table.rows.row_at(current) if current.isValid() else None
        self.which.setText(f"{_heading(line)[:32]} is:" if line else "")
        self.chooser.setEnabled(line is not None)
        if line is not None:
            self.chooser.choose(line.meaning.partition("@")[0])
            self.chooser.field.setAccessibleName(f"What column {_heading(line)} is")

    def _begin(self) -> None:
        self.chooser.setFocus()
        self.chooser.field.selectAll()

    def _choose(self, choice: str) -> None:
        line = self.table.current_row()
        if line is None:
            return
        read = [replace(each.read, meaning=each.meaning) for each in self._lines]
        meaning = numbered(choice, line.read.place, read)
        chosen = "" if meaning == line.read.meaning else meaning
        self._lines = [
            ColumnLine(line.read, chosen) if _is_same(each, line) else each for each in self._lines
        ]
        self._refresh()
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, whole headings; where not, what is said elsewhere goes."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE
        self.words.setVisible(is_wide)
        self.table.setColumnWidth(_HEADING, 260 if is_wide else 180)
        self.table.setColumnWidth(_MEANING, 300 if is_wide else 220)

    def minimumSizeHint(self) -> QSize:
        """Its rows of controls need few lines: Qt would ask how many at the narrowest."""
        return QSize(super().minimumSizeHint().width(), _LEAST_HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, F2 or a letter on a column goes on to say what it is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                self._begin()
                return True
            if event.text().isalnum():
                self._begin()
                self.chooser.field.setText(event.text())
                self.chooser.field.textEdited.emit(event.text())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.chooser.hasFocus():
            self.table.setFocus()
        else:
            self.left.emit()


def _is_shown(line: ColumnLine, segment: str) -> bool:
    return segment == "all" or line.is_used == (segment == "used")
