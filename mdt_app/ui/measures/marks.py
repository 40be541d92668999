"""The marks of the table: practice a ring, network a diamond, target a dash."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from mdt_app.ui.looks import colour, pen

_PAPER, _BLUE = colour("PAPER"), colour("BLUE")
_QUIET = colour("QUIET")
_RING = pen("FIELD_EDGE", 1.5)
_OWN = pen("INK", 2.4)
_NONE = QPen(Qt.PenStyle.NoPen)
_TARGET = pen("GREEN", 2)
_TARGET.setCapStyle(Qt.PenCapStyle.FlatCap)
_TARGET.setDashPattern([1.5, 1])
_BENCHMARK = QPolygonF([QPointF(-4.5, -12), QPointF(4.5, -12), QPointF(0, -5.5)])
_DIAMOND = QPolygonF([QPointF(0, -6), QPointF(6, 0), QPointF(0, 6), QPointF(-6, 0)])


def paint_practice(painter: QPainter, at: QPointF, *, is_own: bool = False) -> None:
    """A ring; one's own is darker and larger."""
    painter.setBrush(_PAPER)
    painter.setPen(_OWN if is_own else _RING)
    size = 5.2 if is_own else 4.5
    painter.drawEllipse(at, size, size)


def paint_network(painter: QPainter, at: QPointF) -> None:
    painter.setPen(_NONE)
    painter.setBrush(_BLUE)
    painter.drawPolygon(_DIAMOND.translated(at))


def paint_target(painter: QPainter, at: QPointF, *, half: float = 9.0) -> None:
    painter.setPen(_TARGET)
    painter.drawLine(QPointF(at.x(), at.y() - half), QPointF(at.x(), at.y() + half))


def paint_benchmark(painter: QPainter, at: QPointF) -> None:
    """A triangle above the axis that points at the figure."""
    painter.setPen(_NONE)
    painter.setBrush(_QUIET)
    painter.drawPolygon(_BENCHMARK.translated(at))
