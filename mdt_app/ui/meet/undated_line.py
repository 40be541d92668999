"""What is known with only its year or month: one quiet line with its count, below the charts."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.meeting.undated import undated_words
from mdt_app.register.provenance import OfUndated
from mdt_app.register.values import Undated
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.provenance import Value

_BETWEEN = " · "
_PAD = 6
_SPARE = 2
"""Signs from another typeface may be painted a little wider than they measure."""
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class _Piece(NamedTuple):
    """A part of the line, and what it stands for: one fact, or those that are only counted."""

    box: QRect
    words: str
    facts: Sequence[Undated]


class UndatedLine(QWidget):
    """Names as many as there is room for and counts the rest; each says where it is from."""

    def __init__(self) -> None:
        super().__init__()
        self._nhs_number = ""
        self._facts: Sequence[Undated] = ()
        self._font = font(9)
        looks.keep_measured(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def measure(self) -> None:
        """Measure the letters as they are now."""
        self._metrics = QFontMetrics(self._font)

    def sizeHint(self) -> QSize:
        return QSize(200, self._metrics.height() + 4)

    def show_facts(self, facts: Sequence[Undated], nhs_number: str) -> None:
        """Show another person's; with none there is no line."""
        self._facts, self._nhs_number = facts, nhs_number
        self.setVisible(bool(facts))
        if facts:
            self.setAccessibleName(self._head + _BETWEEN.join(map(undated_words, facts)))
        self.update()

    def values(self) -> list[Value]:
        """Every one of them; those there is no room for all stand where they are counted."""
        number = self._nhs_number
        return [
            Value(piece.box, number, tuple(OfUndated(number, fact) for fact in piece.facts))
            for piece in self._pieces()
        ]

    def first_value(self) -> int:
        return 0

    @property
    def _head(self) -> str:
        return f"Day not known ({len(self._facts)}): "

    def _pieces(self) -> list["_Piece"]:
        """As many as fit, one after the other, then how many more there are."""
        left, found = _PAD + self._width(self._head), list[_Piece]()
        for place, fact in enumerate(self._facts):
            words, rest = undated_words(fact), self._facts[place:]
            after = self._width(f"{_BETWEEN}+{len(rest) - 1} more") if len(rest) > 1 else 0
            if place and left + self._width(words) + after > self.width() - _PAD:
                return [*found, self._piece(left, f"+{len(rest)} more", rest)]
            found.append(self._piece(left, words, rest[:1], after))
            left = found[-1].box.right() + 1 + self._width(_BETWEEN)
        return found

    def _piece(self, left: int, words: str, facts: Sequence[Undated], after: int = 0) -> "_Piece":
        width = min(self._width(words), max(0, self.width() - _PAD - left - after))
        return _Piece(QRect(left, 0, width, self.height()), words, facts)

    def _width(self, words: str) -> int:
        return self._metrics.horizontalAdvance(words) + _SPARE

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(palette.QUIET))
        painter.drawText(self.rect().adjusted(_PAD, 0, 0, 0), _MIDDLE, self._head)
        for place, piece in enumerate(self._pieces()):
            if place:
                gap = self._width(_BETWEEN)
                between = QRect(piece.box.left() - gap, 0, gap + 1, self.height())
                painter.drawText(between, _MIDDLE, _BETWEEN)
            words = self._metrics.elidedText(
                piece.words, Qt.TextElideMode.ElideRight, piece.box.width()
            )
            painter.drawText(piece.box, _MIDDLE, words)
