"""One chart on its card: what it is, the latest value with its day and target, and the plot."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.trend_words import TITLES, remark, sentence, value_words
from mdt_app.meeting.trends import Trend
from mdt_app.ui import palette
from mdt_app.ui.charts.plot import Mark, TrendPlot
from mdt_app.ui.charts.ranges import short_day
from mdt_app.ui.fonts import font
from mdt_app.ui.parts import column

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ChartHeading(QWidget):
    """The line above a plot: title on the left, the latest value and what it means on the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._value, self._rest, self._is_bad = "", "", False
        self._bold, self._plain = font(9.25, bold=True), font(9)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, round(QFontMetricsF(self._bold).height()) + 6)

    def show_latest(self, value: str, rest: str, *, is_bad: bool) -> None:
        """Say another latest value; a bad one is red, and the sentence says so."""
        self._value, self._rest, self._is_bad = value, rest, is_bad
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(9, 2, -9, 0)
        self._draw(painter, box, self._title, QColor(palette.INK), is_bold=True)
        bold, plain = QFontMetricsF(self._bold), QFontMetricsF(self._plain)
        room = box.width() - bold.horizontalAdvance(self._title) - 12
        value_width = bold.horizontalAdvance(self._value) + 4
        rest = plain.elidedText(self._rest, Qt.TextElideMode.ElideRight, room - value_width)
        width = value_width + plain.horizontalAdvance(rest)
        box.setLeft(max(box.left(), box.right() - width))
        colour = palette.RED_WORDS if self._is_bad else palette.INK
        self._draw(painter, box, self._value, QColor(colour), is_bold=True)
        box.setLeft(box.left() + value_width)
        self._draw(painter, box, rest, QColor(palette.QUIET), is_bold=False)

    def _draw(
        self, painter: QPainter, box: QRectF, words: str, colour: QColor, *, is_bold: bool
    ) -> None:
        painter.setFont(self._bold if is_bold else self._plain)
        painter.setPen(colour)
        painter.drawText(box, int(_MIDDLE), words)


class Chart(QFrame):
    """One trend of the person shown. Its description is the sentence the minutes print."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.setProperty("role", "card")
        self.setAccessibleName(f"Chart: {TITLES[kind]}")
        self.heading = ChartHeading(TITLES[kind])
        self.plot = TrendPlot(kind)
        layout = column(self, spacing=0)
        layout.setContentsMargins(1, 2, 1, 1)
        layout.addWidget(self.heading)
        layout.addWidget(self.plot, 1)

    def show_trend(self, trend: Trend, on: date, marks: Sequence[Mark]) -> None:
        """Show another person's trend, or that there is none."""
        latest = trend.latest
        rest = ""
        if latest is not None:
            rest = " · ".join(filter(None, (short_day(latest.day, on), remark(trend))))
        value = value_words(trend) if latest is not None else ""
        self.heading.show_latest(value, rest, is_bad=trend.is_outside)
        self.plot.show_trend(trend, on, marks)
        words = sentence(trend)
        self.setAccessibleDescription(words)
        self.setToolTip(words)

    @property
    def words(self) -> str:
        """The sentence that stands for this chart."""
        return self.accessibleDescription()
