"""One stretch of a medicine as a bar: where it begins, how far it is known, and how it ends."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from mdt_app.meeting.medicines_shown import Stretch
from mdt_app.ui import palette
from mdt_app.ui.charts.axes import Axes

_FADE = 22.0
_CAP = 2.0
_BEYOND = 4.0
"""As far as a target's band goes beyond the data."""


def paint_bar(painter: QPainter, axes: Axes, stretch: Stretch, is_current: bool | None) -> None:
    """A cap where it started and where it ended; what is not known to go on fades out.

    An open one is whole up to its last issue. Without any issue there is only an outline.
    """
    left, right = axes.inside.left() - _BEYOND, axes.inside.right() + _BEYOND
    first, last = axes.days
    if stretch.until and stretch.until < first:
        return
    started = stretch.started >= first
    start = axes.x(stretch.started) if started else left
    if not stretch.until:
        _outline(painter, _box(axes, start, right))
        return
    end = min(max(axes.x(min(stretch.until, last)), start + 1), right)
    colour = QColor(palette.PRESSED if is_current is not False else palette.RULE)
    painter.fillRect(_box(axes, start, end), colour)
    if stretch.is_open:
        _fade(painter, _box(axes, end, min(end + _FADE, right)), colour)
    else:
        painter.fillRect(_box(axes, end - _CAP, end), QColor(palette.FIELD_EDGE))
    if started:
        painter.fillRect(_box(axes, start, start + _CAP), QColor(palette.BLUE))


def _box(axes: Axes, left: float, right: float) -> QRectF:
    return QRectF(left, axes.inside.top(), right - left, axes.inside.height() - 1)


def _fade(painter: QPainter, box: QRectF, colour: QColor) -> None:
    shades = QLinearGradient(box.topLeft(), box.topRight())
    clear = QColor(colour)
    clear.setAlpha(0)
    shades.setColorAt(0, colour)
    shades.setColorAt(1, clear)
    painter.fillRect(box, QBrush(shades))


def _outline(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(QColor(palette.KEY_EDGE), 1, Qt.PenStyle.DotLine))
    painter.drawRect(box)
