"""A paragraph in several weights and colours, laid out far faster than markup, on any widget."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import (
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from mdt_app.register.provenance import Asked
from mdt_app.ui.fonts import BASE_POINTS, font
from mdt_app.ui.looks import colour, looks
from mdt_app.ui.names_shown import names

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


class Paragraph:
    """Runs on wrapping lines. It is laid out when its height or place is asked for, and kept."""

    def __init__(self, points: float = BASE_POINTS) -> None:
        self._points = points
        self._runs: tuple[Run, ...] = ()
        self._layout = QTextLayout("", font(points))
        self._layout.setTextOption(_OPTION)
        self._laid_out_for = -1
        self._heights: dict[int, float] = {}

    def wear(self) -> None:
        """The same words in the colours and the size of text of now."""
        self._layout.setFont(font(self._points))
        self._layout.setFormats(self._ranges())
        self._laid_out_for = -1
        self._heights.clear()

    def show_runs(self, *runs: Run) -> bool:
        """Say something else. False if it looks the same, which costs nothing."""
        if names.are_hidden:
            runs = tuple(replace(run, text=names.plain(run.text)) for run in runs)
        looks_same = list(map(_looks, runs)) == list(map(_looks, self._runs))
        self._runs = runs  # the same words may be about somebody else
        if looks_same:
            return False
        self._layout.setText(self.text().replace("\n", _LINE_BREAK))
        self._layout.setFormats(self._ranges())
        self._laid_out_for = -1
        self._heights.clear()
        return True

    def text(self) -> str:
        """Everything said, without its looks."""
        return "".join(run.text for run in self._runs)

    def height_known(self, width: int) -> float | None:
        """How high it is at a width at which it was laid out before, else None."""
        return self._heights.get(width)

    def height(self, width: int) -> float:
        """How high it is at that width."""
        height = self._heights.get(width)
        return self._lay_out(width) if height is None else height

    def rows(self, width: int) -> int:
        """The same in whole pixels."""
        return ceil(self.height(width))

    def draw(self, painter: QPainter, at: QPointF, width: int) -> None:
        """Draw it with its upper left corner there."""
        self._lay_out(width)
        self._layout.draw(painter, at)

    def places(self, top: float, width: int) -> list[tuple[QRect, Asked]]:
        """Where the values of the record stand: one that is wrapped stands in several places."""
        self._lay_out(width)
        found, start = [], 0
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


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2  # Qt counts in UTF-16


def _across(line: QTextLine, letter: int) -> float:
    found: object = line.cursorToX(letter)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _style(run: Run) -> str:
    return run.style


def _looks(run: Run) -> tuple[str, str]:
    return run.text, run.style
