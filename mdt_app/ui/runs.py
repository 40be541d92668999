"""Text in several weights and colours on wrapping lines, laid out far faster than markup."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.register.provenance import Asked
from mdt_app.ui.fonts import BASE_POINTS, font
from mdt_app.ui.looks import colour, looks
from mdt_app.ui.names_shown import names

_LEAST_WIDTH = 40
_LINE_BREAK = "\u2028"
_OPTION = QTextOption()
_OPTION.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_STYLES: dict[str, tuple[str, bool, float]] = {
    "": ("INK", False, 0),
    "strong": ("INK", True, 0),
    "quiet": ("QUIET", False, 0),
    "bad": ("RED_WORDS", True, 0),
    "good": ("GREEN", False, 0),
    "link": ("BLUE", False, 0),
    "name": ("INK", True, 14),
    "small": ("QUIET", False, 9),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style: strong, quiet, bad, good, link, name, small, or plain.

    `about` is what to ask for where it is a value of the record.
    """

    text: str
    style: str = ""
    about: Asked | None = None


def unbroken(words: str) -> str:
    """With `84 → 92` kept on one line."""
    return words.replace(" → ", "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}")


def _format(style: str, points: float) -> QTextCharFormat:
    return _made_format(style, points, looks.theme, looks.percent)


@cache
def _made_format(style: str, points: float, _theme: str, _percent: int) -> QTextCharFormat:
    name, is_bold, own_points = _STYLES[style]
    made = QTextCharFormat()
    made.setForeground(colour(name))
    made.setFont(font(own_points or points, bold=is_bold))
    return made


class RunsText(QWidget):
    """One paragraph of runs. What it says is also its accessible name."""

    def __init__(self, points: float = BASE_POINTS, *, is_centred: bool = False) -> None:
        """`is_centred` is up and down, beside something higher."""
        super().__init__()
        self._points = points
        self._is_centred = is_centred
        self._runs: tuple[Run, ...] = ()
        self._layout = QTextLayout("", font(points))
        self._layout.setTextOption(_OPTION)
        self._laid_out_for = -1
        self._heights: dict[int, float] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        looks.changed.connect(self._wear)

    def _wear(self) -> None:
        """The same words in the colours and the size of text of now."""
        self._layout.setFont(font(self._points))
        self._layout.setFormats(self._ranges())
        self._laid_out_for = -1
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def show_runs(self, *runs: Run) -> None:
        """Say something else; the same again costs nothing."""
        if names.are_hidden:
            runs = tuple(replace(run, text=names.plain(run.text)) for run in runs)
        looks_same = list(map(_looks, runs)) == list(map(_looks, self._runs))
        self._runs = runs  # the same words may be about somebody else
        if looks_same:
            return
        text = self.text()
        before = self._heights.get(self.width())
        self._layout.setText(text.replace("\n", _LINE_BREAK))
        self._layout.setFormats(self._ranges())
        self._laid_out_for = -1
        self._heights.clear()
        self.setAccessibleName(text)
        if before is None or self._lay_out(self.width()) != before:
            self.updateGeometry()  # only where it matters: it has everything around laid out anew
        self.update()

    def text(self) -> str:
        """Everything said, without its looks."""
        return "".join(run.text for run in self._runs)

    def places(self) -> list[tuple[QRect, Asked]]:
        """Where the values of the record stand: one that is wrapped stands in several places."""
        top, found, start = self._top(), [], 0
        for run in self._runs:
            end = start + _length(run.text)
            if run.about is not None:
                found += [(box, run.about) for box in self._boxes(start, end, top)]
            start = end
        return found

    def _boxes(self, start: int, end: int, top: float) -> Iterator[QRect]:
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _across(line, first), _across(line, last)
                box = QRectF(min(left, right), top + line.y(), abs(right - left), line.height())
                yield box.toAlignedRect()

    def _ranges(self) -> list[QTextLayout.FormatRange]:
        """One for each stretch of one style, however many runs it is made of."""
        found, start = [], 0
        for style, runs in groupby(self._runs, _style):
            length = sum(_length(run.text) for run in runs)
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            made.format = _format(style, self._points)
            found.append(made)
            start += length
        return found

    def _lay_out(self, width: int) -> float:
        if width == self._laid_out_for:
            return self._heights[width]
        self._laid_out_for = width
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        self._heights[width] = height
        return height

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width < _LEAST_WIDTH:  # a layout trying itself out, never how it will be
            return self.minimumSizeHint().height()
        height = self._heights.get(width)
        return ceil(self._lay_out(width) if height is None else height)

    def sizeHint(self) -> QSize:
        width = self.width() or 200
        return QSize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, QFontMetrics(font(self._points)).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._layout.draw(QPainter(self), QPointF(0, self._top()))

    def _top(self) -> float:
        height = self._lay_out(self.width())
        return max(0.0, (self.height() - height) / 2) if self._is_centred else 0.0


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2  # Qt counts in UTF-16


def _across(line: QTextLine, letter: int) -> float:
    found: object = line.cursorToX(letter)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _style(run: Run) -> str:
    return run.style


def _looks(run: Run) -> tuple[str, str]:
    return run.text, run.style
