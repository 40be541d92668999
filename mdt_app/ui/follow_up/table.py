"""The table of agreed actions."""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent

from mdt_app.clinical.days import spoken
from mdt_app.register.provenance import OfPerson
from mdt_app.ui.follow_up.lines import ActionLine
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.provenance import Value
from mdt_app.ui.rows_model import Column

_WIDTHS = (124, 144, 92, 250, 140, 112, 92)
DUE, PATIENT, PRACTICE, WHAT, RECORD, OWNER, AGREED = range(7)


def _due(line: ActionLine) -> str:
    return line.due_words.replace(" · ", "\n")


def _due_key(line: ActionLine) -> date | None:
    return line.action.due_on


def _patient(line: ActionLine) -> str:
    return line.patient


def _practice(line: ActionLine) -> str:
    return line.practice


def _what(line: ActionLine) -> str:
    return line.action.words


def _owner(line: ActionLine) -> str:
    return line.owner


def _agreed(line: ActionLine) -> str:
    return spoken(line.agreed_on) if line.agreed_on else ""


def _agreed_key(line: ActionLine) -> date | None:
    return line.agreed_on


def _record(line: ActionLine) -> str:
    return f"✓ {line.evidence}" if line.evidence else ""


def _spoken(line: ActionLine) -> str:
    """A whole line in one breath."""
    seen = f"on the record: {line.evidence}" if line.evidence else ""
    parts = (line.due_words, line.patient, line.practice, line.action.words, seen, line.owner)
    return ", ".join(part for part in parts if part)


def _tone(line: ActionLine, column: int) -> str:
    if column == DUE:
        if line.days_late is not None or (line.is_open and line.action.due_on is None):
            return "bad"
        return "good" if line.action.state == "done" else ""
    if not line.is_open:
        return "quiet"
    if column == OWNER and not line.action.owner:
        return "bad"
    return {PATIENT: "strong", PRACTICE: "quiet", AGREED: "quiet", RECORD: "good"}.get(column, "")


COLUMNS: tuple[Column[ActionLine], ...] = (
    Column("Due", _due, sort_key=_due_key),
    Column("Patient", _patient),
    Column("Practice", _practice),
    Column("What", _what),
    Column("On the record", _record),
    Column("Owner", _owner),
    Column("Agreed", _agreed, sort_key=_agreed_key),
)


class ActionsTable(PlainTable[ActionLine]):
    """One action a row; Space marks it done or open again, D goes on to the note."""

    action_selected = Signal(str)
    mark_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            COLUMNS,
            _WIDTHS,
            name="Agreed actions",
            wide=WHAT,
            lines=2,
            tone=_tone,
            name_of=_spoken,
        )

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.action_selected.emit(self.rows.row_at(current).action.id)

    def values(self) -> list[Value]:
        """Whom the action the keyboard is at is for; the rest was entered here, not taken in."""
        index = self.currentIndex()
        return self._values_of(index.row()) if index.isValid() else []

    def first_value(self) -> int:
        return 0

    def values_at(self, at: QPoint) -> list[Value]:
        """Whom the action under the pointer is for."""
        row = self.rowAt(self.viewport().mapFrom(self, at).y())
        return self._values_of(row) if row >= 0 else []

    def _values_of(self, row: int) -> list[Value]:
        number = self.rows.row_at(self.rows.index(row, 0)).action.nhs_number
        if not number:
            return []
        cell = self.visualRect(self.rows.index(row, PATIENT))
        box = cell.translated(self.viewport().pos())
        return [Value(box, number, (OfPerson(number, "name"), OfPerson(number, "nhs_number")))]

    def viewportEvent(self, event: QEvent) -> bool:
        """What the table does not show in full the screen may explain."""
        if isinstance(event, QHelpEvent) and self.columnAt(event.pos().x()) == PATIENT:
            event.ignore()
            return False
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_row() is not None:
            self.mark_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are the screen's keys; finding is the filter's."""
