"""One case in large letters: why it is here, its trends, the question, and what is being agreed."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.wall_values import OnTheWall, WallDecision, WallReason
from mdt_app.ui import palette
from mdt_app.ui.wall.big_text import BigText, Part
from mdt_app.ui.wall.letters import BODY, body_points
from mdt_app.ui.wall.trend_view import TrendView

_TRENDS = 6
_ACROSS = 2
_LEFT_SHARE = 0.56
_MOST_HEAD, _MOST_FOOT = 2, 6
_PLOT_LINES, _GOOD_PLOT_LINES = 3.8, 4.6
"""Lines of words that one trend needs with its plot, and needs to be read at a glance."""
_HEADING_LINES = 1.15
_LEAST_BESIDE_CHARTS = 3
_SIGNS = {"red": "!", "amber": "–", "note": "i"}


class CaseView(QWidget):
    """Everything the room sees of a case. It is cleared before another one is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The case")
        self.head = BigText("Case")
        self.clock = BigText("Time")
        self.reasons = BigText("Why the case is here")
        self.medicines = BigText("Medicines")
        self.trends = [TrendView(f"Trend {number}") for number in range(1, _TRENDS + 1)]
        self.question = BigText("Question")
        self.matters = BigText("What matters to the person")
        self.agreed = BigText("Being agreed", keeps_end=True)
        self.doing = BigText("Actions")
        self.read_back = BigText("Read back", keeps_end=True)
        self.texts = (
            self.head, self.clock, self.reasons, self.medicines, self.question, self.matters,
            self.agreed, self.doing, self.read_back,
        )  # fmt: skip
        parts: tuple[QWidget, ...] = (*self.texts, *self.trends)
        for part in parts:
            part.setParent(self)
        self._case: OnTheWall | None = None
        self._least = BODY
        self._is_all_read_back = False
        self._yellow = QRect()
        self._paper: list[QRect] = []

    def use_least(self, points: float) -> None:
        """Write no smaller than that."""
        if points != self._least:
            self._least = points
            self._arrange()

    def clear(self) -> None:
        """Show nothing of anybody."""
        self._case = None
        for text in self.texts:
            text.show_parts()
        for trend in self.trends:
            trend.show_trend(None, 0)
        self.update()

    def show_case(self, case: OnTheWall) -> None:
        """Show a case, or this one as it has become."""
        self._case = case
        self.head.show_parts(*_head(case))
        self.show_time(case.time)
        self.medicines.show_parts(("Medicines  ", "quiet"), (_listed(case.medicines), ""))
        self.question.show_parts(
            ("Question  ", "strong"), (case.question or "No question was asked.", "")
        )
        self.matters.show_parts(
            ("What matters  ", "strong"), (case.what_matters or "not recorded", "quiet")
        )
        for view, trend in zip(self.trends, case.trends):
            view.show_trend(trend, case.until)
        self.show_decision(case.decision)

    def show_time(self, time: str) -> None:
        """The time of day."""
        self.clock.show_parts((time, "quiet"))

    def show_decision(self, decision: WallDecision) -> None:
        """Show what is being agreed as it is written."""
        self.agreed.show_parts(*_agreed(decision))
        self.doing.show_parts(*_actions(decision))
        self.read_back.show_parts((decision.read_back, "strong"))
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give everything its place: what is being agreed first, the charts what is left."""
        if self._case is None:
            return
        points = body_points(self.size(), self._least)
        line = self.head.height_of(1, points)
        gap = round(line * 0.45)
        whole = self.rect().adjusted(gap, gap, -gap, -gap)
        top = self._arrange_head(whole, points)
        foot = self._arrange_foot(whole, points, line)
        left = QRect(whole.left(), top, round(whole.width() * _LEFT_SHARE), foot - top - gap)
        right = QRect(left.right() + gap, top, whole.right() - left.right() - gap, left.height())
        self._arrange_left(left, points, gap)
        self._arrange_right(right, points, gap)

    def _arrange_head(self, whole: QRect, points: float) -> int:
        room = QRect(whole)
        clock = round(points * 5)
        self._put(self.clock, QRect(whole.right() - clock, whole.top(), clock, 0), points, 1)
        room.setRight(whole.right() - clock - 8)
        lines = min(_MOST_HEAD, self.head.lines_wanted(room.width(), points))
        return self._put(self.head, room, points, lines) + round(points * 0.4)

    def _arrange_foot(self, whole: QRect, points: float, line: int) -> int:
        """What is read back, along the bottom, whole if it can be. Where it begins."""
        most = _MOST_FOOT if whole.height() > 20 * line else _MOST_FOOT - 2
        wanted = self.read_back.lines_wanted(whole.width(), points)
        lines = min(most, wanted)
        self._is_all_read_back = bool(wanted) and lines == wanted
        top = whole.bottom() - self.read_back.height_of(lines, points)
        self._put(self.read_back, QRect(whole.left(), top, whole.width(), 0), points, lines)
        return top

    def _arrange_left(self, box: QRect, points: float, gap: int) -> None:
        line = self.head.height_of(1, points)
        rows = -(-len(self.trends) // _ACROSS)
        room = (box.height() - 2 * gap) / line
        charts = rows * _GOOD_PLOT_LINES
        reasons, medicines = self._lines_of_left(box.width(), points)
        if reasons + medicines > room - charts:  # the charts say the rest of it
            reasons, medicines = self._lines_of_left(box.width(), points, is_brief=True)
            charts = rows * _PLOT_LINES
        if room - charts < _LEAST_BESIDE_CHARTS:  # no room to draw: say the values
            charts = rows * _HEADING_LINES
        given = shared([reasons, medicines], [2, 1], int(room - charts))
        reasons, medicines = given
        top = self._put(self.reasons, box, points, reasons) + gap
        below = QRect(box.left(), top, box.width(), 0)
        top = self._put(self.medicines, below, points, medicines) + gap
        high, wide = (box.bottom() - top) // rows, (box.width() - gap) // _ACROSS
        for place, view in enumerate(self.trends):
            row, across = divmod(place, _ACROSS)
            view.use_points(points)
            view.setGeometry(
                box.left() + across * (wide + gap), top + row * high, wide, high - gap // 2
            )

    def _lines_of_left(
        self, width: int, points: float, *, is_brief: bool = False
    ) -> tuple[int, int]:
        """How many lines the reasons and the medicines take, in full or in headlines."""
        if self._case is not None:
            parts = _reasons(self._case.reasons, self._case.besides, is_brief=is_brief)
            self.reasons.show_parts(*parts)
        return self.reasons.lines_wanted(width, points), self.medicines.lines_wanted(width, points)

    def _arrange_right(self, box: QRect, points: float, gap: int) -> None:
        line, pad = self.head.height_of(1, points), gap // 2
        inner = box.width() - 2 * pad
        texts = (self.agreed, self.question, self.matters, self.doing)
        wanted = [text.lines_wanted(inner, points) for text in texts]
        room = (box.height() - 3 * gap - 8 * pad) // line
        if self._is_all_read_back and sum(wanted) > room:
            wanted[-1] = 0  # what is read back in whole says every action: once is enough
        lines = dict(zip(texts, shared(wanted, [3, 2, 2, 1], room)))
        self._paper = []
        top = box.top()
        for text in (self.question, self.matters, self.agreed, self.doing):
            around = QRect(box.left(), top, box.width(), 2 * pad)
            within = QRect(box.left() + pad, top + pad, inner, 0)
            around.setBottom(self._put(text, within, points, lines[text]) + pad)
            if text is self.question:
                self._yellow = around
            elif text is self.agreed:
                self._paper.append(around)
            top = around.bottom() + gap

    def _put(self, text: BigText, at: QRect, points: float, lines: int) -> int:
        """Give a text so many lines there; where it ends."""
        text.lines_wanted(at.width(), points)
        text.show_lines(lines)
        height = text.height_of(lines, points)
        text.setGeometry(at.left(), at.top(), at.width(), height)
        return at.top() + height

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.PAGE))
        if self._case is None:
            return
        painter.fillRect(self._yellow, QColor(palette.PALE_YELLOW))
        painter.fillRect(QRect(self._yellow).adjusted(0, 0, 4 - self._yellow.width(), 0),
                         QColor(palette.AMBER))  # fmt: skip
        for paper in self._paper:
            painter.fillRect(paper, QColor(palette.PAPER))
            painter.setPen(QColor(palette.FIELD_EDGE))
            painter.drawRect(paper.adjusted(0, 0, -1, -1))


def shared(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Lines for each, the first before the second: first the least of all, then what is left.

    >>> shared([6, 4, 3], [3, 2, 1], 9), shared([2, 0, 1], [3, 2, 1], 9)
    ([6, 2, 1], [2, 0, 1])
    """
    given = [min(want, few) for want, few in zip(wanted, least)]
    left = room - sum(given)
    for place, want in enumerate(wanted):
        more = max(0, min(left, want - given[place]))
        given[place] += more
        left -= more
    return given


def _head(case: OnTheWall) -> tuple[Part, ...]:
    who = " · ".join((f"{case.sex}, {case.age_band}", case.diabetes, case.practice))
    return ((case.case, "strong"), (f" of {case.total}", "quiet"), (f"   {who}", ""))


def _listed(names: Sequence[str]) -> str:
    return " · ".join(names) or "none recorded as current"


def _reasons(reasons: Sequence[WallReason], besides: str, *, is_brief: bool) -> list[Part]:
    """Each on its own line, with the sign of its severity: colour never speaks alone."""
    parts: list[Part] = []
    for reason in reasons:
        style = "bad" if reason.severity == "red" else "strong"
        rest = f" — {reason.detail}" if reason.detail and not is_brief else ""
        since = f" ({reason.since})" if reason.since else ""
        parts.append((f"{_SIGNS.get(reason.severity, '?')} {reason.headline}", style))
        parts.append((f"{rest}{since}\n", ""))
    if not reasons:
        parts.append(("No reason is raised by the rules.\n", "quiet"))
    parts.append((besides, "quiet"))
    if not besides:
        words, style = parts[-2]
        parts[-2] = (words.rstrip("\n"), style)
    return parts


def _agreed(decision: WallDecision) -> list[Part]:
    parts: list[Part] = [("Being agreed", "strong")]
    parts += [(f"\n✓ {choice}", "strong") for choice in decision.choices]
    if decision.words.strip():
        parts.append((f"\n{decision.words.strip()}", ""))
    if len(parts) == 1:
        parts.append(("  nothing yet", "quiet"))
    return parts


def _actions(decision: WallDecision) -> list[Part]:
    parts: list[Part] = []
    for action in decision.actions:
        parts.append((f"{'' if not parts else chr(10)}→ {action.words}", ""))
        parts.append((f" — {action.owner_role}, {action.due}", "quiet"))
    return parts
