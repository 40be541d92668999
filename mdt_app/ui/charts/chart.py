"""One chart on its card: what it is, the latest value with its day and target, and the plot."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.kinds import Kind
from mdt_app.clinical.words import kind_words
from mdt_app.meeting.beside_words import how_worked_out, inputs_words, shown_beside
from mdt_app.meeting.series import Point
from mdt_app.meeting.trend_changes import compared_with
from mdt_app.meeting.trend_words import TITLES, latest_words, origin_words, remark, sentence
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.written_points import bare
from mdt_app.register.provenance import INFERRED, OfResult
from mdt_app.ui import palette
from mdt_app.ui.charts.plot import Mark, Plot
from mdt_app.ui.charts.ranges import short_day
from mdt_app.ui.charts.trend_view import TrendView
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.provenance import Value

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_PLOT = 68
"""How high a plot is at least, at 100 %: it takes whatever room there is."""


class Heading:
    """The line above a plot: title on the left, the latest value and what it means on the right."""

    def __init__(self, title: str, larger: float = 1.0) -> None:
        self._title = title
        self._value, self._rest, self._is_bad = "", "", False
        self._bold, self._plain = font(9.25 * larger, bold=True), font(9 * larger)
        self.box = QRectF(0, 0, 1, 1)
        self._right: tuple[QRectF, float, str] | None = None
        looks.keep_measured(self)

    def measure(self) -> None:
        """Measure the letters as they are now."""
        self._bold_metrics, self._plain_metrics = (
            QFontMetricsF(self._bold),
            QFontMetricsF(self._plain),
        )
        self.height = round(self._bold_metrics.height()) + 4
        self._title_width = self._bold_metrics.horizontalAdvance(self._title)
        self._right = None

    def place(self, box: QRectF) -> None:
        """Write in this part of the chart from now on."""
        self.box, self._right = box, None

    def show_latest(self, value: str, rest: str, *, is_bad: bool) -> None:
        """Say another latest value; a bad one is red, and the sentence says so."""
        self._value, self._rest, self._is_bad = value, rest, is_bad
        self._right = None

    def paint_title(self, painter: QPainter) -> None:
        painter.setFont(self._bold)
        painter.setPen(QColor(palette.INK))
        painter.drawText(self._inside(), int(_MIDDLE), self.title_shown)

    @property
    def title_shown(self) -> str:
        """As much of the title as the latest value leaves room for."""
        room = self._right_side()[0].left() - self._inside().left() - 4
        if not self._value or room >= self._title_width:
            return self._title
        return self._bold_metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter) -> None:
        """The latest value; the title is on the ground."""
        box, value_width, rest = self._right_side()
        painter.setFont(self._bold)
        painter.setPen(QColor(palette.RED_WORDS if self._is_bad else palette.INK))
        painter.drawText(box, int(_MIDDLE), self._value)
        painter.setFont(self._plain)
        painter.setPen(QColor(palette.QUIET))
        painter.drawText(box.adjusted(value_width, 0, 0, 0), int(_MIDDLE), rest)

    def latest_box(self) -> QRect:
        """Where the latest value and what it means are written."""
        return self._right_side()[0].toAlignedRect()

    def _inside(self) -> QRectF:
        return self.box.adjusted(9, 2, -9, 0)

    def _right_side(self) -> tuple[QRectF, float, str]:
        """The place of the latest value, its width, and as much of the rest as fits after it."""
        if self._right is None:
            box, plain = self._inside(), self._plain_metrics
            room = box.width() - self._title_width - 12
            value_width = self._bold_metrics.horizontalAdvance(self._value) + 4
            rest = plain.elidedText(self._rest, Qt.TextElideMode.ElideRight, room - value_width)
            width = value_width + plain.horizontalAdvance(rest)
            box.setLeft(max(box.left(), box.right() - width))
            self._right = box, value_width, rest
        return self._right


class Chart(QWidget):
    """One trend of the person shown. Its description is the sentence the minutes print.

    The keyboard steps through its points with the arrows; each says where it came from. Enter or
    a double click asks for it enlarged.
    """

    enlarge_asked = Signal(object)
    """The kind of result."""

    def __init__(self, kind: Kind, *, larger: float = 1.0) -> None:
        """`larger` than on the case screen, in everything it writes and marks."""
        super().__init__()
        self.kind = kind
        self.setAccessibleName(f"Chart: {TITLES[kind]}")
        self.heading = Heading(TITLES[kind], larger)
        self.plot = Plot(kind, larger=larger)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Its view paints all of it: nothing under it needs to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.view = TrendView(self, self._paint_behind, self.plot.paint_spots)
        self.trend = Trend(kind, (), None)
        self.marks: Sequence[Mark] = ()
        self._nhs_number = ""
        self._ground = QPixmap()
        self._ground_key: tuple[object, ...] = ()
        looks.changed.connect(self._wear)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heading.height + looks.pixels(_PLOT) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heading.height + looks.pixels(_PLOT) + 2)

    def show_trend(
        self, trend: Trend, on: date, marks: Sequence[Mark], nhs_number: str = ""
    ) -> None:
        """Show another person's trend, or that there is none."""
        self.trend, self._nhs_number, self.marks = trend, nhs_number, marks
        self.heading.show_latest(*heading_words(trend, on), is_bad=trend.is_outside)
        self.plot.show_trend(trend, on, marks)
        self.setAccessibleDescription(sentence(trend))
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())
        self._place()
        self._draw()

    def _place(self) -> None:
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        head = QRectF(inside.left(), inside.top(), inside.width(), self.heading.height)
        self.heading.place(head)
        self.plot.place(inside.adjusted(0, head.height(), 0, 0))

    def _wear(self) -> None:
        self._place()
        self.updateGeometry()
        self._draw()

    def _draw(self) -> None:
        """Give the view its lines and where they lie, and paint once."""
        self.view.lie_on(self.plot.axes)
        self.view.show_lines(*self.plot.lines())
        self.view.paint_again()

    def _paint_behind(self, painter: QPainter) -> None:
        painter.drawPixmap(0, 0, self._ground_now())
        self.heading.paint(painter)
        self.plot.paint_words(painter)

    def _ground_now(self) -> QPixmap:
        """The card, the title and what lies behind the lines: the same for most people."""
        scale = self.devicePixelRatioF()
        size = self.width(), self.height(), scale
        key = (*size, self.heading.title_shown, *self.plot.ground_key)
        if key != self._ground_key:
            self._ground_key = key
            self._ground = QPixmap(round(self.width() * scale), round(self.height() * scale))
            self._ground.setDevicePixelRatio(scale)
            self._ground.fill(QColor(palette.PAPER))
            painter = QPainter(self._ground)
            painter.setPen(QColor(palette.FAINT_LINE))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            self.heading.paint_title(painter)
            self.plot.paint_ground(painter)
            painter.end()
        return self._ground

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enlarge_asked.emit(self.kind)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.enlarge_asked.emit(self.kind)

    def values(self) -> list[Value]:
        """Every point on show, the latest value in the heading, and the sentence under all."""
        found = [
            Value(
                box.toAlignedRect(),
                self._nhs_number,
                self._asked(point, self.kind),
                _worked_out(point, self.kind),
            )
            for box, point in self.plot.places()
        ]
        if self.trend.latest is not None or self.trend.beside is not None:
            box = self.heading.latest_box()
            asked, words = self._said_by_heading()
            found.append(Value(box, self._nhs_number, asked, words))
        ground = Value(self.rect(), self._nhs_number, (), (self.words,), is_stop=False)
        return [*found, ground]

    def first_value(self) -> int:
        """The latest point, or what the heading says where no point is on show."""
        return max(0, len(self.plot.places()) - 1)

    def _asked(self, point: Point, kind: Kind) -> tuple[OfResult, ...]:
        """The results of a point, or those it was worked out from."""
        number = self._nhs_number
        if point.worked_out is None:
            return (OfResult(number, int(kind), point.day, point.is_home),)
        inputs = point.worked_out.inputs
        return tuple(OfResult(number, int(one.kind), one.day, one.is_home) for one in inputs)

    def _said_by_heading(self) -> tuple[tuple[OfResult, ...], tuple[str, ...]]:
        """The latest value, what it is held against, and what stands beside it."""
        told = [(self.trend.latest, self.kind), (compared_with(self.trend), self.kind)]
        told.append(shown_beside(self.trend))
        asked: list[OfResult] = []
        words: list[str] = []
        for point, kind in told:
            if point is not None:
                asked += self._asked(point, kind)
                words += _worked_out(point, kind)
        return tuple(dict.fromkeys(asked)), tuple(words)

    @property
    def words(self) -> str:
        """The sentence that stands for this chart."""
        return self.accessibleDescription()


def heading_words(trend: Trend, on: date) -> tuple[str, str]:
    """The latest value, and what follows it; nothing where nothing was recorded."""
    latest = trend.latest
    if latest is None:
        alone = trend.beside
        return (latest_words(trend), short_day(alone.day, on)) if alone is not None else ("", "")
    value = f"{INFERRED} {latest_words(trend)}" if latest.inferred else latest_words(trend)
    rest = origin_words(trend), short_day(latest.day, on), remark(trend)
    return value, " · ".join(filter(None, rest))


def _worked_out(point: Point, kind: Kind) -> tuple[str, ...]:
    """What to say of a value that is in no file."""
    if point.worked_out is None:
        return ()
    words = f"{kind_words(kind)} {bare(point, kind)} {how_worked_out(point)}"
    return (f"{words} from {inputs_words(point)}",)
