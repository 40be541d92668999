"""What changed since the last meeting, before anything else: one quiet line that opens to all."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from mdt_app.meeting.changes import Change, Changes
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.names_shown import names
from mdt_app.ui.provenance import Value
from mdt_app.ui.reason_line import ReasonLine
from mdt_app.ui.runs import Run, unbroken

_SIDE, _GAP = 12, 10
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_STYLES = {"worse": "bad", "better": "good", "cleared": "good", "done": "good"}
_SIGNS = {"done": "✓ ", "not seen": "– "}


class SinceLine(ReasonLine):
    """Counts, and the one thing to know first. Enter or a click opens it, the arrows pass by."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.changes = Changes(None)
        self.is_open = False
        self._head, self._counts, self._told = "", "", ""
        self._bold, self._plain = font(9, bold=True), font(9)
        looks.keep_measured(self)
        looks.changed.connect(self.updateGeometry)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def measure(self) -> None:
        """Measure the letters as they are now."""
        self._bold_metrics, self._metrics = QFontMetricsF(self._bold), QFontMetricsF(self._plain)
        self._high = round(self._metrics.height()) + 5

    def sizeHint(self) -> QSize:
        return QSize(200, self._high)

    def rule_to_set_aside(self) -> str:
        return ""

    def show_changes(self, changes: Changes, on: date, nhs_number: str) -> None:
        """Show another person's, closed."""
        self.changes, self._nhs_number, self.is_open = changes, nhs_number, False
        self._head = changes.head(on)
        first = changes.foremost
        self._counts = f": {changes.counts()}" if first is not None else ""
        self._told = names.plain(f" — {_said(first)}") if first is not None else ""
        self.setAccessibleName(f"{self.text}{self._count_words()}")
        self.setAccessibleDescription(names.plain("; ".join(map(_said, changes.told))))
        self.update()

    def _count_words(self) -> str:
        return f". Enter opens all {len(self.changes.told)}" if self.changes.told else ""

    @property
    def text(self) -> str:
        """What it says while it is closed."""
        return f"{self._head}{self._counts}{self._told}"

    @property
    def button_words(self) -> str:
        """`all 5 ▾`; '' where there is nothing behind the line."""
        count = len(self.changes.told)
        if not count:
            return ""
        return "fewer ▴" if self.is_open else f"all {count} ▾"

    def values(self) -> list[Value]:
        """All of it in words: where each comes from is said at the reasons and in the charts."""
        words = tuple(names.plain(f"{_capital(c.state)}: {c.words}") for c in self.changes.told)
        return [Value(self.rect(), self._nhs_number, (), words or (self._head,))]

    def first_value(self) -> int:
        return 0

    def _open(self) -> None:
        if self.changes.told:
            self.is_open = not self.is_open
            self.opened.emit()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._open()
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.PAPER))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.RULE))
        button = self.button_words
        box = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, -1)
        painter.setFont(self._plain)
        painter.setPen(QColor(palette.BLUE))
        painter.drawText(box, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), button)
        box.setRight(box.right() - self._metrics.horizontalAdvance(button) - _GAP)
        for words, letters, metrics, colour in (
            (self._head, self._bold, self._bold_metrics, palette.INK),
            (self._counts, self._plain, self._metrics, palette.INK),
            (self._told, self._plain, self._metrics, palette.QUIET),
        ):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
            painter.setFont(letters)
            painter.setPen(QColor(colour))
            painter.drawText(box, _MIDDLE, shown)
            box.setLeft(box.left() + metrics.horizontalAdvance(shown))


def opened_runs(changes: Changes) -> list[Run]:
    """Everything that changed, a line each, its state in a word."""
    runs: list[Run] = []
    for place, change in enumerate(changes.told):
        head = ("\n" if place else "") + _SIGNS.get(change.state, "") + _capital(change.state)
        style = _STYLES.get(change.state, "strong")
        runs += [Run(f"{head}  ", style), Run(unbroken(change.words), "small")]
    return runs


def _said(change: Change) -> str:
    if change.state in _SIGNS:
        return unbroken(change.words)
    return unbroken(f"{change.state}: {change.words}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
