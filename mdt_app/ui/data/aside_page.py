"""Every row that waits for somebody: found, mended in place, taken in, or written out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mdt_app.clinical.nhs_number import bare
from mdt_app.clinical.words import grouped
from mdt_app.ui.data.aside_controller import AsideController
from mdt_app.ui.data.aside_panel import AsidePanel
from mdt_app.ui.data.aside_rows import AsideLine, other_readings
from mdt_app.ui.data.wording import SECTION_WORDS, counted
from mdt_app.ui.list_and_detail import ListAndDetail
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

SEGMENTS = (
    ("all", "All"),
    ("rejected", "Set aside"),
    ("held", "Held back"),
    ("mended", "Mended"),
)
_WIDTHS = (170, 60, 100, 130, 260, 70)
_PROBLEM = 4
_SAME_CHECKS = "Mended rows go through the same checks as the file they came in."
_DETAIL = 500
_FILE, _ABOUT = 0, 2
_ROOM_FOR_FILE, _ROOM_FOR_ABOUT = 620, 760


def _file(line: AsideLine) -> str:
    return line.row.file_name


def _row(line: AsideLine) -> str:
    return grouped(line.row.row)


def _row_number(line: AsideLine) -> int:
    return line.row.row


def _section(line: AsideLine) -> str:
    return SECTION_WORDS.get(line.row.section, "")


def _value(line: AsideLine) -> str:
    return line.row.value or "(empty)"


def _problem(line: AsideLine) -> str:
    problem = line.check.problem if line.check is not None else None
    words = problem.problem if problem is not None else line.row.problem
    return f"{'Held back: ' if line.row.is_held else ''}{words}"


def _state(line: AsideLine) -> str:
    if line.is_mended:
        return "✓ mended"
    return "changed" if line.is_changed else ""


COLUMNS: tuple[Column[AsideLine], ...] = (
    Column("File", _file),
    Column("Row", _row, sort_key=_row_number, to_the_right=True),
    Column("About", _section),
    Column("Value", _value),
    Column("Problem", _problem),
    Column("", _state),
)


def _tone(line: AsideLine, place: int) -> str:
    return "good" if place == len(COLUMNS) - 1 and line.is_mended else ""


def _is_same(one: AsideLine, other: AsideLine) -> bool:
    return one.row.id == other.row.id


def matching(lines: Sequence[AsideLine], segment: str, words: str) -> list[AsideLine]:
    """The rows of a segment that hold every word typed."""
    found = [line for line in lines if _is_in(line, segment)]
    for word in words.casefold().split():
        found = [line for line in found if word in _haystack(line)]
    return found


def _is_in(line: AsideLine, segment: str) -> bool:
    if segment == "mended":
        return line.is_changed
    return segment in ("all", line.sort)


def _haystack(line: AsideLine) -> str:
    row = line.row
    parts = (row.file_name, str(row.row), row.column, row.value, row.problem, *row.cells)
    return "\n".join(parts).casefold()


class AsidePage(QWidget):
    """The rows on the left, the chosen one's cells on the right."""

    left = Signal()
    save_asked = Signal()

    def __init__(self, controller: AsideController) -> None:
        super().__init__()
        self._controller = controller
        self._has_files = False
        self.heading = label("", "title")
        self.words = ElidedLabel(_SAME_CHECKS, "quiet", fills=False)
        self.segments = SegmentedButtons("Rows shown", SEGMENTS)
        self.filter = QLineEdit(placeholderText="Filter…")
        self.filter.setAccessibleName("Filter rows by file, row, value or reason")
        self.hidden_words = label("", "quiet")
        self.table: PlainTable[AsideLine] = PlainTable(
            COLUMNS, _WIDTHS, name="Rows set aside", wide=_PROBLEM, lines=2, tone=_tone
        )
        self.panel = AsidePanel()
        self.split = ListAndDetail(self._listing(), self.panel, _DETAIL)
        self.all_button = primary_button("Take in all mended")
        self.save_button = button("Save as file…")
        self.back_button = button("Back")
        self.nothing = label("Everything that was read is in the list.", "quiet", wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()

    def _listing(self) -> QWidget:
        made = QWidget()
        layout = column(made, spacing=8)
        layout.setContentsMargins(0, 0, 8, 0)
        controls = wrapping_ground()
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sized(self.filter, QWidget.setFixedWidth, 160)
        line = WrappingRow(controls)
        for part in (self.segments, self.filter, self.hidden_words):
            line.addWidget(part)
        layout.addWidget(controls)
        layout.addWidget(self.table, 1)
        return made

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8, margins=12)
        title = row(spacing=12)
        title.addWidget(self.heading)
        title.addWidget(self.words, 1)
        layout.addLayout(title)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.split, 1)
        buttons = row(spacing=10)
        for part in (self.all_button, self.save_button, self.back_button):
            buttons.addWidget(part)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        source = self._controller
        source.lines_changed.connect(self.refresh)
        source.line_changed.connect(self._show_change)
        self.segments.chosen.connect(self.refresh)
        self.segments.choose("all")
        self.filter.textChanged.connect(self.refresh)
        self.table.selectionModel().currentChanged.connect(self._show_row)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self._begin)
        self.panel.typed.connect(source.type_cells)
        self.panel.take_in_asked.connect(self._take_one_in)
        self.panel.right_asked.connect(self._decide)
        self.panel.put_back_asked.connect(self._put_back)
        self.panel.left.connect(self._to_list)
        self.all_button.clicked.connect(self.take_all_in)
        self.save_button.clicked.connect(self.save_asked)
        self.back_button.clicked.connect(self.left)

    # -- showing -------------------------------------------------------------------------------

    def open(self) -> None:
        """Show what waits, from the top."""
        self.filter.clear()
        self.segments.choose("all")
        self.split.show_list()
        self.refresh()
        self.table.setFocus()

    def refresh(self, *_: object) -> None:
        """Show the rows that pass the filter; the chosen one stays so, or the next in its place."""
        lines = list(self._controller.lines.values())
        segment, words = self.segments.choice() or "all", self.filter.text()
        found = matching(lines, segment, words)
        place = max(0, self.table.currentIndex().row())
        self.table.show_rows(found, _is_same)
        if not self.table.currentIndex().isValid() and found:
            self.table.go_to(min(place, len(found) - 1))
        self._say_counts(lines, len(lines) - len(found))
        self.split.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        if not found:
            self.panel.show_nothing()

    def _say_counts(self, lines: Sequence[AsideLine], hidden: int) -> None:
        rows = counted(len(lines), "row") if lines else "No row"
        self.heading.setText(f"{rows} {'waits' if len(lines) < 2 else 'wait'} for you")
        self.words.setVisible(bool(lines))
        self._has_files = len({line.row.file_name for line in lines}) > 1
        self._give_room()
        for code, words in SEGMENTS:
            self.segments.rename(code, f"{words} {grouped(len(matching(lines, code, '')))}")
        self.hidden_words.setText(f"{counted(hidden, 'row')} hidden" if hidden else "")
        ready = sum(line.is_mended for line in lines)
        self.all_button.setEnabled(bool(ready))
        self.all_button.setText(f"Take in all mended ({grouped(ready)})")
        self.save_button.setEnabled(bool(lines))

    def _show_row(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self.table.rows.row_at(current) if current.isValid() else None
        if line is None:
            self.panel.show_nothing()
            return
        before = self.panel.line
        if before is not None and before.row == line.row:
            return  # its cells are on show, perhaps with the keyboard in one of them
        line = self._controller.lines.get(line.row.id, line)
        aside = [each.row for each in self._controller.lines.values()]
        stored = self._controller.stored(bare(line.row.cells[0])) if line.row.cells else None
        self.panel.show_line(line, other_readings(line.row, aside, stored))

    def _show_change(self, key: int) -> None:
        line = self._controller.lines[key]
        self.table.rows.replace_row(line, lambda old: old.row.id == key)
        self._say_counts(list(self._controller.lines.values()), self._hidden())
        if self.panel.line is not None and self.panel.line.row.id == key:
            self.panel.say(line)

    def _hidden(self) -> int:
        return len(self._controller.lines) - len(self.table.rows.shown)

    # -- doing ---------------------------------------------------------------------------------

    def take_all_in(self) -> None:
        """Take in every row that can be now."""
        self._controller.take_in(self._controller.mended_keys())

    def _take_one_in(self, key: int) -> None:
        self._controller.take_in([key])
        self._to_list()

    def _decide(self, key: int) -> None:
        self._controller.take_in([key], is_decided=True)
        self._to_list()

    def _put_back(self, key: int) -> None:
        self._controller.put_back(key)
        self.panel.line = None
        self._show_row(self.table.currentIndex())
        self.panel.begin()

    def _begin(self, *_: object) -> None:
        self.split.show_detail()
        self.panel.begin()

    def _to_list(self) -> None:
        self.split.show_list()
        self.table.setFocus()

    def _give_room(self) -> None:
        """In a narrow list the reason matters more than where the row is from."""
        width = self.table.width()
        has_room = self._has_files and width >= _ROOM_FOR_FILE
        self.table.show_column(_FILE, is_shown=has_room)
        self.table.show_column(_ABOUT, is_shown=width >= _ROOM_FOR_ABOUT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter or F2 on a row goes to the cell that is at fault."""
        if event.type() == QEvent.Type.Resize:
            self._give_room()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            wanted = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
            if is_plain and event.key() in wanted:
                self._begin()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.panel.isAncestorOf(self.focusWidget() or self) and self.panel.isVisible():
            self._to_list()
        else:
            self.left.emit()
