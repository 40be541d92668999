"""The lines of one chart: pyqtgraph's curves in a view box that covers the whole chart.

The scene is told when to paint, so that a person costs one painting; axes, grid and menus of
pyqtgraph's own are left out, because the chart writes what lies behind and over its lines itself.
"""

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.series import Point
from mdt_app.ui.charts.axes import Axes
from mdt_app.ui.charts.shapes import line_through

Painting = Callable[[QPainter], None]


class _Curve(pg.PlotCurveItem):  # type: ignore[misc]
    """A curve that lies wherever its view looks, so that nobody works out how far it reaches."""

    def __init__(self) -> None:
        # A line a stretch: stroked as one path it takes ten times as long.
        super().__init__(antialias=True, connect="finite", segmentedLineMode="on")
        self.reach = QRectF()

    def boundingRect(self) -> QRectF:
        return self.reach


class TrendView(pg.GraphicsView):  # type: ignore[misc]
    """One or two curves against time. Made once; each person only brings new data."""

    def __init__(self, parent: QWidget, behind: Painting, over: Painting) -> None:
        """`behind` and `over` paint in the pixels of the chart, below and above its lines."""
        super().__init__(parent, useOpenGL=False, background=None)
        self._behind, self._over = behind, over
        self._range: tuple[float, ...] = ()
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._box.disableAutoRange()
        self.curves = [_Curve() for _ in range(2)]
        for curve in reversed(self.curves):
            self._box.addItem(curve, ignoreBounds=True)
        self.setCentralItem(self._box)
        # Painted when told to: the scene's own updates come a moment later and paint all again.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_lines(
        self, points: Sequence[Point], heights: Sequence[Sequence[float]], pens: Sequence[QPen]
    ) -> None:
        """Draw a line through each of `heights`, broken where results are far apart."""
        for curve, values, pen in zip(self.curves, heights, pens):
            if curve.opts["pen"] is not pen:
                curve.setPen(pen)
            curve.setData(*line_through(points, values))
        for curve in self.curves[len(heights) :]:
            if curve.xData is not None and len(curve.xData):
                curve.setData([], [])

    def lie_on(self, axes: Axes) -> None:
        """Let a day and a value lie where `axes` puts them; the box covers the margins too."""
        inside, width, height = axes.inside, max(1, self.width()), max(1, self.height())
        day = (axes.days[1] - axes.days[0]) / max(1.0, inside.width())
        value = (axes.values[1] - axes.values[0]) / max(1.0, inside.height())
        wanted = (
            axes.days[0] - inside.left() * day,
            axes.days[1] + (width - inside.right()) * day,
            axes.values[0] - (height - inside.bottom()) * value,
            axes.values[1] + inside.top() * value,
        )
        if wanted != self._range:
            self._range = wanted
            for curve in self.curves:
                curve.prepareGeometryChange()
                curve.reach = QRectF(
                    wanted[0], wanted[2], wanted[1] - wanted[0], wanted[3] - wanted[2]
                )
            self._box.setRange(xRange=wanted[:2], yRange=wanted[2:], padding=0)

    def paint_again(self) -> None:
        """Paint what is shown now, once."""
        self.viewport().update()

    def drawBackground(self, painter: QPainter, _rect: QRectF) -> None:
        self._in_pixels(painter, self._behind)

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        self._in_pixels(painter, self._over)

    def _in_pixels(self, painter: QPainter, paint: Painting) -> None:
        painter.save()
        painter.resetTransform()
        paint(painter)
        painter.restore()
