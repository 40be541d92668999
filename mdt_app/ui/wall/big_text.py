"""A paragraph in large letters. What does not fit is said in lines, never cut off unsaid."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from mdt_app.ui import palette
from mdt_app.ui.looks import looks
from mdt_app.ui.wall.letters import BODY, letters

Part = tuple[str, str]
"""Words and their style: strong, quiet, bad, or plain."""

_COLOURS = {"": "INK", "strong": "INK", "quiet": "QUIET", "bad": "RED_WORDS"}
_BOLD = {"strong", "bad"}
_LINE_BREAK = "\u2028"


class BigText(QWidget):
    """Shows words in as many lines as it is given: from their beginning, or up to their end."""

    def __init__(self, name: str, *, keeps_end: bool = False) -> None:
        """`name` is said before the words by readers; `keeps_end` is for what is being typed."""
        super().__init__()
        self._name = name
        self._keeps_end = keeps_end
        self._parts: tuple[Part, ...] = ()
        self._points = BODY
        self._lines = 1
        self._layout = QTextLayout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._laid_out = (-1, -1.0)
        self.setAccessibleName(name)
        looks.changed.connect(self._look_again)

    def _look_again(self) -> None:
        """The theme is another one."""
        self._laid_out = (-1, -1.0)
        self.update()

    def show_parts(self, *parts: Part) -> None:
        """Say something else; nothing at all clears it."""
        shown = tuple(part for part in parts if part[0])
        if shown != self._parts:
            self._parts = shown
            self._laid_out = (-1, -1.0)
            self.setAccessibleName(f"{self._name}: {self.text()}" if shown else self._name)
            self.update()

    def text(self) -> str:
        """Everything said, whether or not all of it is in sight."""
        return "".join(words for words, _ in self._parts)

    def lines_wanted(self, width: int, points: float) -> int:
        """How many lines all the words need in that width."""
        if not self._parts:
            return 0
        self._lay_out(width, points)
        return self._layout.lineCount()

    def height_of(self, lines: int, points: float) -> int:
        """How high so many lines are."""
        return ceil(lines * QFontMetricsF(letters(points)).lineSpacing())

    def show_lines(self, lines: int) -> None:
        """Show no more than so many lines."""
        if lines != self._lines:
            self._lines = lines
            self.update()

    def _lay_out(self, width: int, points: float) -> None:
        if (width, points) == self._laid_out:
            return
        self._laid_out = (width, points)
        self._points = points
        self._layout.setFont(letters(points))
        self._layout.setText(self.text().replace("\n", _LINE_BREAK))
        self._layout.setFormats(self._ranges())
        spacing = QFontMetricsF(letters(points)).lineSpacing()
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += spacing
        self._layout.endLayout()

    def _ranges(self) -> list[QTextLayout.FormatRange]:
        found, start = [], 0
        for words, style in self._parts:
            length = _length(words)
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            looks = QTextCharFormat()
            looks.setForeground(QColor(getattr(palette, _COLOURS[style])))
            looks.setFont(letters(self._points, bold=style in _BOLD))
            made.format = looks
            found.append(made)
            start += length
        return found

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_of(1, self._points))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._parts or not self._lines:
            return
        self._lay_out(self.width(), self._points)
        count = self._layout.lineCount()
        painter = QPainter(self)
        if count <= self._lines:
            self._draw(painter, range(count), 0)
            return
        left_out = count - self._lines
        words = f"+{left_out} line{'' if left_out == 1 else 's'}"
        if self._keeps_end:
            self._draw(painter, range(left_out + 1, count), 1)
            self._draw_shortened(painter, left_out, 0, words)
        else:
            self._draw(painter, range(self._lines - 1), 0)
            self._draw_shortened(painter, self._lines - 1, self._lines - 1, words)

    def _draw(self, painter: QPainter, lines: Sequence[int], place: int) -> None:
        spacing = QFontMetricsF(letters(self._points)).lineSpacing()
        for number in lines:
            line = self._layout.lineAt(number)
            line.draw(painter, QPointF(0, place * spacing - line.y()))
            place += 1

    def _draw_shortened(self, painter: QPainter, number: int, place: int, said: str) -> None:
        """A line that makes room at its end for how many lines are not in sight."""
        line = self._layout.lineAt(number)
        start, length = line.textStart(), line.textLength()
        words = _cut(self._layout.text(), start, start + length).strip(f"{_LINE_BREAK} ")
        is_bold = self._style_at(start) in _BOLD
        metrics = QFontMetricsF(letters(self._points, bold=is_bold))
        base = place * metrics.lineSpacing() + metrics.ascent()
        room = self.width() - QFontMetricsF(letters(self._points)).horizontalAdvance(f"  {said}")
        words = metrics.elidedText(f"{words} …", Qt.TextElideMode.ElideRight, room)
        painter.setFont(letters(self._points, bold=is_bold))
        painter.setPen(QColor(getattr(palette, _COLOURS[self._style_at(start)])))
        painter.drawText(QPointF(0, base), words)
        painter.setFont(letters(self._points))
        painter.setPen(QColor(palette.QUIET))
        painter.drawText(QPointF(room, base), f"  {said}")

    def _style_at(self, place: int) -> str:
        end = 0
        for words, style in self._parts:
            end += _length(words)
            if place < end:
                return style
        return ""


def _length(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2  # Qt counts in UTF-16


def _cut(words: str, start: int, end: int) -> str:
    """A piece of text by Qt's own count."""
    return words.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "ignore")
