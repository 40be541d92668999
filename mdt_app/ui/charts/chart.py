"""One chart on its card: what it is, the latest value with its day and target, and the plot."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

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
from mdt_app.ui.charts.plot import Mark, TrendPlot
from mdt_app.ui.charts.ranges import short_day
from mdt_app.ui.fonts import font
from mdt_app.ui.parts import column
from mdt_app.ui.provenance import Value

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
        whole, (box, value_width, rest) = self._inside(), self._right_side()
        self._draw(painter, whole, self._title, QColor(palette.INK), is_bold=True)
        colour = palette.RED_WORDS if self._is_bad else palette.INK
        self._draw(painter, box, self._value, QColor(colour), is_bold=True)
        box.setLeft(box.left() + value_width)
        self._draw(painter, box, rest, QColor(palette.QUIET), is_bold=False)

    def latest_box(self) -> QRect:
        """Where the latest value and what it means are written."""
        return self._right_side()[0].toAlignedRect()

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(9, 2, -9, 0)

    def _right_side(self) -> tuple[QRectF, float, str]:
        """The place of the latest value, its width, and as much of the rest as fits after it."""
        box = self._inside()
        bold, plain = QFontMetricsF(self._bold), QFontMetricsF(self._plain)
        room = box.width() - bold.horizontalAdvance(self._title) - 12
        value_width = bold.horizontalAdvance(self._value) + 4
        rest = plain.elidedText(self._rest, Qt.TextElideMode.ElideRight, room - value_width)
        width = value_width + plain.horizontalAdvance(rest)
        box.setLeft(max(box.left(), box.right() - width))
        return box, value_width, rest

    def _draw(
        self, painter: QPainter, box: QRectF, words: str, colour: QColor, *, is_bold: bool
    ) -> None:
        painter.setFont(self._bold if is_bold else self._plain)
        painter.setPen(colour)
        painter.drawText(box, int(_MIDDLE), words)


class Chart(QFrame):
    """One trend of the person shown. Its description is the sentence the minutes print.

    The keyboard steps through its points with the arrows; each says where it came from.
    """

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.setProperty("role", "card")
        self.setAccessibleName(f"Chart: {TITLES[kind]}")
        self.heading = ChartHeading(TITLES[kind])
        self.plot = TrendPlot(kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._trend = Trend(kind, (), None)
        self._nhs_number = ""
        layout = column(self, spacing=0)
        layout.setContentsMargins(1, 2, 1, 1)
        layout.addWidget(self.heading)
        layout.addWidget(self.plot, 1)

    def show_trend(
        self, trend: Trend, on: date, marks: Sequence[Mark], nhs_number: str = ""
    ) -> None:
        """Show another person's trend, or that there is none."""
        self._trend, self._nhs_number = trend, nhs_number
        self.heading.show_latest(*_heading(trend, on), is_bad=trend.is_outside)
        self.plot.show_trend(trend, on, marks)
        self.setAccessibleDescription(sentence(trend))

    def values(self) -> list[Value]:
        """Every point on show, the latest value in the heading, and the sentence under all."""
        found = [
            Value(
                _over(self.plot, box.toAlignedRect()),
                self._nhs_number,
                self._asked(point, self.kind),
                _worked_out(point, self.kind),
            )
            for box, point in self.plot.places()
        ]
        if self._trend.latest is not None or self._trend.beside is not None:
            box = _over(self.heading, self.heading.latest_box())
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
        told = [(self._trend.latest, self.kind), (compared_with(self._trend), self.kind)]
        told.append(shown_beside(self._trend))
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


def _heading(trend: Trend, on: date) -> tuple[str, str]:
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


def _over(part: QWidget, box: QRect) -> QRect:
    """A place on a part of the chart as a place on the chart."""
    return box.translated(part.pos())
