"""The yearly checks side by side: a tick and its day, or a mark that it is missing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import joined
from mdt_app.meeting.care_processes import Process
from mdt_app.register.provenance import INFERRED, inferred_parts
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.meet.agenda_view import paint_mark
from mdt_app.ui.meet.card_ground import paint_card
from mdt_app.ui.meet.words import short_day
from mdt_app.ui.provenance import Value, asked_of

SHORT = {
    "blood pressure": "BP",
    "total cholesterol": "Chol.",
    "creatinine or eGFR": "Creat.",
    "creatinine": "Creat.",
    "urine ACR": "ACR",
    "foot check": "Foot",
    "smoking status": "Smoking",
    "eye screening": "Eyes",
}
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class ProcessesStrip(QFrame):
    """Nine checks in one look. Read aloud, it names each with its day.

    The keyboard steps through them with the arrows; each says what shows that it was done.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Care processes")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._nhs_number = ""
        self._processes: Sequence[Process] = ()
        self._on = date(2000, 1, 1)
        self._mark, self._name, self._day = font(11, bold=True), font(8.6, bold=True), font(8.6)
        looks.keep_measured(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def measure(self) -> None:
        """Measure the letters as they are now."""
        self._line = QFontMetricsF(self._name).height()
        self._day_metrics = QFontMetricsF(self._day)

    def sizeHint(self) -> QSize:
        return QSize(400, round(3 * self._line + 14))

    def show_processes(self, processes: Sequence[Process], on: date, nhs_number: str = "") -> None:
        """Show another person's checks."""
        self._processes, self._on, self._nhs_number = processes, on, nhs_number
        words = "; ".join(_said(process) for process in processes)
        self.setAccessibleDescription(words)
        self.update()

    def values(self) -> list[Value]:
        """Each check and what shows when it was last done."""
        number, width = self._nhs_number, self.width() / max(1, len(self._processes))
        return [
            Value(
                QRectF(place * width, 0, width, self.height()).toAlignedRect(),
                number,
                asked_of(number, process.evidence),
                (_capital(_said(process)),),
            )
            for place, process in enumerate(self._processes)
        ]

    def first_value(self) -> int:
        return 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, self.rect(), event.rect())
        width = self.width() / max(1, len(self._processes))
        for place, process in enumerate(self._processes):
            self._paint(painter, QRectF(place * width, 5, width, self._line), process)

    def _paint(self, painter: QPainter, box: QRectF, process: Process) -> None:
        if process.is_done:
            paint_mark(painter, box.center(), "✓")
        else:
            painter.setFont(self._mark)
            painter.setPen(QColor(palette.RED_WORDS))
            painter.drawText(box, int(_CENTRE), "!")
        box.translate(0, self._line + 2)
        painter.setFont(self._name)
        painter.setPen(QColor(palette.INK))
        painter.drawText(box, int(_CENTRE), SHORT.get(process.name, process.name))
        box.translate(0, self._line)
        painter.setFont(self._day)
        painter.setPen(QColor(palette.QUIET if process.is_done else palette.RED_WORDS))
        painter.drawText(box, int(_CENTRE), self._day_words(process, box.width()))

    def _day_words(self, process: Process, width: float) -> str:
        """The day; where there is no room for it the month and year, never a day cut in half."""
        mark = f"{INFERRED} " if process.inferred else ""
        day = short_day(process.last_on, self._on) if process.last_on else "never"
        if self._day_metrics.horizontalAdvance(mark + day) > width and process.last_on:
            day = day.partition(" ")[2]
        return mark + day


def _said(process: Process) -> str:
    state = "done" if process.is_done else "missing"
    last = f", last {spoken(process.last_on)}" if process.last_on else ", never recorded"
    worked_out = inferred_parts(process.inferred)
    how = f", {joined(worked_out)} inferred" if worked_out else ""
    return f"{process.name} {state}{last}{how}"


def _capital(words: str) -> str:
    return words if words.startswith("eGFR") else words[:1].upper() + words[1:]
