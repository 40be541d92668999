"""Where a day and a value lie on a drawing area: the charts and the bars below share this."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from mdt_app.ui.charts.ranges import Span
from mdt_app.ui.looks import looks

_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 26.0, 5.0, 18.0
"""Around the data at 100 %: numbers on the left, years below."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The area that data lies in, and the days and values from edge to edge."""

    inside: QRectF
    days: Span
    values: Span = (0.0, 1.0)

    def x(self, day: float) -> float:
        share = (day - self.days[0]) / (self.days[1] - self.days[0])
        return self.inside.left() + share * self.inside.width()

    def y(self, value: float) -> float:
        share = (value - self.values[0]) / (self.values[1] - self.values[0])
        return self.inside.bottom() - share * self.inside.height()


def data_area(around: QRectF, larger: float = 1.0) -> QRectF:
    """What of an area is for data; `larger` is how much larger its letters are than usual."""
    left, right, top, bottom = (
        looks.points(side) * larger for side in (_LEFT, _RIGHT, _TOP, _BOTTOM)
    )
    return around.adjusted(left, top, -right, -bottom)
