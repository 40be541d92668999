"""One chart over the middle of the screen, with its sentence and every value behind it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.chart_table import TableRow, chart_table
from mdt_app.meeting.trend_words import TITLES
from mdt_app.meeting.trends import CHARTED, Trend
from mdt_app.register.provenance import INFERRED
from mdt_app.register.values import Record
from mdt_app.ui.charts.chart import Chart
from mdt_app.ui.charts.plot import Mark
from mdt_app.ui.charts.ranges import days_shown
from mdt_app.ui.parts import button, column, label, row
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.provenance import Value
from mdt_app.ui.rows_model import Column
from mdt_app.ui.runs import Run, RunsText

_LARGER = 1.35
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
FileNames = Callable[[], Mapping[int, str]]
"""The names of the files taken in, read when a chart is enlarged."""


class Drawn(NamedTuple):
    """A trend as its chart shows it, and whose it is."""

    record: Record
    trend: Trend
    on: date
    marks: Sequence[Mark]


def _text(field: str) -> Callable[[TableRow], str]:
    def text(line: TableRow) -> str:
        return str(getattr(line, field))

    return text


def _day(line: TableRow) -> int:
    return line.day


_COLUMNS: Sequence[Column[TableRow]] = (
    Column("Day", _text("day_words"), _day),
    Column("What", _text("what")),
    Column("Value", _text("value"), to_the_right=True),
    Column("Unit", _text("unit")),
    Column("In the file", _text("in_the_file")),
    Column("Where", _text("where")),
    Column("File", _text("file_name")),
    Column("Row", _text("row"), to_the_right=True),
)
_WIDTHS = (92, 96, 66, 104, 150, 76, 120, 46)
_WHAT, _RAW, _WIDE = 1, 4, 6


class ValuesTable(PlainTable[TableRow]):
    """Every value behind a chart; each row says where it is from. ← → go to the other charts."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS, _WIDTHS, name="Values", wide=_WIDE, name_of=_text("sentence"))
        self.nhs_number = ""

    def values(self) -> list[Value]:
        """The value of the row that the keyboard is at."""
        index = self.currentIndex()
        return self._of_row(index.row()) if index.isValid() else []

    def first_value(self) -> int:
        return 0

    def values_at(self, at: QPoint) -> list[Value]:
        """The value of the row under the pointer."""
        place = self.rowAt(self.viewport().mapFrom(self, at).y())
        return self._of_row(place) if place >= 0 else []

    def _of_row(self, place: int) -> list[Value]:
        index = self.rows.index(place, 0)
        box = self.visualRect(index)
        box.setRight(self.visualRect(self.rows.index(place, len(_COLUMNS) - 1)).right())
        box.translate(self.viewport().pos())
        line = self.rows.row_at(index)
        return [Value(box, self.nhs_number, line.asked)]

    def viewportEvent(self, event: QEvent) -> bool:
        """Where a value is from the screen explains."""
        if isinstance(event, QHelpEvent):
            event.ignore()
            return False
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # the page around it goes to another chart
        else:
            super().keyPressEvent(event)


class EnlargedChart(QFrame):
    """Shows one chart of one person. Esc or Z goes back; ← → from the table to other charts."""

    closed = Signal()
    other_asked = Signal(object)
    """The kind of result to enlarge instead."""

    def __init__(self, file_names: FileNames) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.nhs_number = ""
        self.kind = CHARTED[0]
        self._file_names = file_names
        self._charts: dict[Kind, Chart] = {}
        self.place = label("", "quiet")
        self.sentence, self.count = RunsText(), RunsText(9)
        self.table = ValuesTable()
        self.before_button = button("←", name="The chart before, key ←")
        self.after_button = button("→", name="The chart after, key →")
        self.back_button = button("Back", name="Back to all charts, Esc")
        self._lay_out()
        self.before_button.clicked.connect(self._before)
        self.after_button.clicked.connect(self._after)
        self.back_button.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        self._column = column(self, spacing=6, margins=8)
        line = row(spacing=6)
        line.addWidget(self.place, 1)
        for part in (self.before_button, self.after_button, self.back_button):
            line.addWidget(part)
        self._column.addLayout(line)
        self._holder = QWidget()
        column(self._holder, spacing=0)
        self._holder.setMinimumHeight(150)
        self._column.addWidget(self._holder, 3)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self.count)
        self._column.addWidget(self.table, 2)

    def show_chart(self, drawn: Drawn) -> None:
        """Show this chart, large, and put the keyboard at its latest value."""
        record, trend, on, marks = drawn
        self.kind, self.nhs_number = trend.kind, record.person.nhs_number
        chart = self._chart(trend.kind)
        chart.show_trend(trend, on, marks, self.nhs_number)
        for kind, made in self._charts.items():
            made.setVisible(kind is trend.kind)
        title = TITLES[trend.kind]
        self.setAccessibleName(f"Enlarged chart: {title}")
        self.setAccessibleDescription(chart.words)
        self.place.setText(f"Chart {CHARTED.index(trend.kind) + 1} of {len(CHARTED)}")
        self.sentence.show_runs(Run(chart.words))
        self.table.nhs_number = self.nhs_number
        rows = chart_table(record, trend, on, self._file_names())
        self.table.setAccessibleName(f"Values of {title}")
        self.table.show_rows(rows, _is_same)
        self.table.show_column(_WHAT, is_shown=len({line.what for line in rows}) > 1)
        self.table.show_column(_RAW, is_shown=any(line.in_the_file for line in rows))
        self.count.show_runs(Run(_counted(rows, on), "small"))

    def to_the_table(self) -> None:
        """Put the keyboard at the table, at its latest value."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.table.rows.shown and not self.table.currentIndex().isValid():
            self.table.go_to(0)

    def _chart(self, kind: Kind) -> Chart:
        """Made when it is first enlarged, and kept."""
        if kind not in self._charts:
            made = self._charts[kind] = Chart(kind, larger=_LARGER)
            made.enlarge_asked.connect(self.closed)
            layout = self._holder.layout()
            assert layout is not None
            layout.addWidget(made)
        return self._charts[kind]

    @property
    def chart(self) -> Chart:
        """The large chart on show."""
        return self._charts[self.kind]

    def clear(self) -> None:
        """Nothing of anybody stays."""
        self.nhs_number = self.table.nhs_number = ""
        for kind, made in self._charts.items():
            made.show_trend(Trend(kind, (), None), date(2000, 1, 1), ())
        self.table.show_rows((), _is_same)
        for part in (self.sentence, self.count):
            part.show_runs()
        self.setAccessibleName("Enlarged chart")
        self.setAccessibleDescription("")

    def _before(self) -> None:
        self._go(-1)

    def _after(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        self.other_asked.emit(CHARTED[(CHARTED.index(self.kind) + step) % len(CHARTED)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in _STEPS:
            self._go(_STEPS[key])
        else:
            super().keyPressEvent(event)


def _is_same(one: TableRow, other: TableRow) -> bool:
    return one == other


def _counted(rows: Sequence[TableRow], on: date) -> str:
    """How many values there are, how many of them the chart is too short for, and what ≈ means."""
    if not rows:
        return "No value is recorded."
    first = days_shown(on)[0]
    older = sum(line.day < first for line in rows)
    words = [f"{len(rows)} value{'s' * (len(rows) != 1)}, the latest first"]
    if older:
        words.append(f"{older} of them older than the chart shows")
    if any(INFERRED in line.value for line in rows):
        words.append(f"{INFERRED} something was inferred")
    return " · ".join(words)
