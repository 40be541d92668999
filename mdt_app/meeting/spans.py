"""What a trend spans: fixed for its kind, widened in steps only when a value would not fit.

The chair's charts and the room's draw by it, so that both see the same picture.
"""

from collections.abc import Sequence

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.series import Point

Span = tuple[float, float]
_STEPS: dict[Kind, tuple[Span, ...]] = {
    Kind.HBA1C: ((30, 110), (20, 140), (20, 200)),
    Kind.BLOOD_PRESSURE: ((50, 190), (20, 270)),
    Kind.EGFR: ((0, 120), (0, 200)),
    Kind.ACR: ((0, 40), (0, 100), (0, 300), (0, 1000)),
    Kind.CHOLESTEROL: ((2, 8), (0, 12), (0, 30)),
    Kind.WEIGHT: ((50, 110), (70, 130), (90, 150), (30, 90), (40, 160), (20, 250), (20, 400)),
}


def span_of(kind: Kind, points: Sequence[Point]) -> Span:
    """The first step of this kind that holds every value."""
    values = [point.value for point in points]
    values += [point.second for point in points if point.second]
    if not values:
        return _STEPS[kind][0]
    lowest, highest = min(values), max(values)
    for low, high in _STEPS[kind]:
        if low <= lowest and highest <= high:
            return low, high
    return min(lowest, _STEPS[kind][-1][0]), max(highest, _STEPS[kind][-1][1])
