"""The table's headings; the marks of the practices' axis are drawn as they are drawn below."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.measures.board_rows import PRACTICES
from mdt_app.ui.measures.marks import paint_network, paint_practice, paint_target

_GAP = 5.0
Mark = Callable[[QPainter, QPointF], None]
_WHOLE: tuple[tuple[str, Mark], ...] = (
    ("Practices", paint_practice),
    ("network", paint_network),
    ("target", paint_target),
)


class BoardHeader(QHeaderView):
    """Says in one heading what ring, diamond and dash stand for; in little room only shows them."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._letters = font(9, bold=True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        if section == PRACTICES:
            option.text = ""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == PRACTICES:
            painter.save()
            self._paint_marks(painter, rect)
            painter.restore()

    def _paint_marks(self, painter: QPainter, rect: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._letters)
        metrics = QFontMetricsF(self._letters)
        middle, left = rect.center().y(), rect.left() + 6.0
        baseline = middle + metrics.ascent() / 2 - 1
        words = [words for words, _mark in _WHOLE]
        needed = sum(map(metrics.horizontalAdvance, words)) + len(words) * 30
        for place, (said, mark) in enumerate(_WHOLE):
            if needed <= rect.width():
                said = f"· {said}" if place else said
                painter.setPen(QColor(palette.QUIET))
                painter.drawText(QPointF(left, baseline), said)
                left += metrics.horizontalAdvance(said) + _GAP
            mark(painter, QPointF(left + 6, middle))
            left += 12 + _GAP + 2
