"""What of the panel is out of sight, counted: nothing is hidden without a number."""

from collections import Counter
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QWidget

from mdt_app.ui.parts import column
from mdt_app.ui.runs import Run, RunsText

_ACROSS, _AROUND, _SPARE = 14, 4, 2

Counted = tuple[QWidget, Callable[[int], str]]
"""Something in the panel, and what it is called when so many of it are out of sight."""


class BelowButton(QPushButton):
    """A button whose words wrap."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "more")
        self.setAccessibleName("Nothing is out of sight")
        self.words = RunsText(9)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column(self, spacing=0).addWidget(self.words)
        self.setContentsMargins(_ACROSS, _AROUND, _ACROSS, _AROUND)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """Say what is out of sight."""
        self.words.show_runs(Run(words))
        self.setAccessibleName(words.replace("↑ ", "").replace("↓ ", ""))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.words.heightForWidth(width - 2 * _ACROSS) + 2 * _AROUND

    def sizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(self.width() or 300))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class BelowLine(QObject):
    """Says in its button what lies above and below; the button scrolls on, at the end back."""

    def __init__(self, area: QScrollArea, watched: Callable[[], Iterable[Counted]]) -> None:
        super().__init__(area)
        self.button = BelowButton()
        self.button.hide()
        self._area = area
        self._watched = watched
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._look_soon)
        bar.rangeChanged.connect(self._look_soon)
        if (inside := area.widget()) is not None:
            inside.installEventFilter(self)
        self.button.clicked.connect(self._go_on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._look_soon()
        return super().eventFilter(watched, event)

    def _look_soon(self) -> None:
        self._soon.start()  # not connected itself: it would take the place scrolled to for its time

    def look(self) -> None:
        """Count again what is not wholly in sight."""
        above, below = self._out_of_sight()
        parts = [f"↑ above: {above}" if above else "", f"↓ below: {below}" if below else ""]
        words = "   ".join(filter(None, parts))
        if words != self.button.words.text():
            self.button.say(words)
        self.button.setVisible(bool(words))

    def _out_of_sight(self) -> tuple[str, str]:
        inside = self._area.widget()
        if inside is None or not inside.isVisible():
            return "", ""
        top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        above: Counter[Callable[[int], str]] = Counter()
        below: Counter[Callable[[int], str]] = Counter()
        for widget, words in self._watched():
            if widget.isVisibleTo(inside):
                begins = widget.mapTo(inside, QPoint(0, 0)).y()
                if begins + widget.height() > bottom + _SPARE:
                    below[words] += 1
                elif begins < top - _SPARE:
                    above[words] += 1
        return _said(above), _said(below)

    def _go_on(self) -> None:
        bar = self._area.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum()
        bar.setValue(0 if is_at_end else bar.value() + bar.pageStep() - 20)


def _said(counts: Counter[Callable[[int], str]]) -> str:
    return " · ".join(words(count) for words, count in counts.items())
