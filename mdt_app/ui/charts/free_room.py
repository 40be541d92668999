"""Where words find room on a drawing: beside what is drawn, never over it."""

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF

_AROUND_POINT, _AROUND_LINE, _STEP = 5.0, 1.5, 8.0


class FreeRoom:
    """Remembers what is taken of an area."""

    def __init__(self, area: QRectF) -> None:
        self._left, self._right = area.left(), area.right()
        self._taken: list[tuple[float, float, float, float]] = []

    def take_points(self, places: Iterable[QPointF]) -> None:
        for place in places:
            self._take_around(place.x(), place.y(), _AROUND_POINT)

    def take_lines(self, lines: Iterable[QLineF]) -> None:
        for line in lines:
            steps = ceil(line.length() / _STEP)
            for step in range(1, steps):
                place = line.pointAt(step / steps)
                self._take_around(place.x(), place.y(), _AROUND_LINE)

    def take(self, box: QRectF) -> None:
        self._taken.append((box.left(), box.top(), box.right(), box.bottom()))

    def _take_around(self, x: float, y: float, reach: float) -> None:
        self._taken.append((x - reach, y - reach, x + reach, y + reach))

    def first_free(self, boxes: Sequence[QRectF]) -> QRectF | None:
        """The first of these boxes that nothing lies in, now taken; None if there is none."""
        for box in boxes:
            if self._is_free(box):
                self.take(box)
                return box
        return None

    def _is_free(self, box: QRectF) -> bool:
        left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
        if left < self._left or right > self._right:
            return False
        return not any(
            left < far_right and near_left < right and top < low and high < bottom
            for near_left, high, far_right, low in self._taken
        )
