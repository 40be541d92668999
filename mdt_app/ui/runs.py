"""Text in several weights and colours as a widget: its lines wrap, and it says what it shows."""

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.register.provenance import Asked
from mdt_app.ui.fonts import BASE_POINTS, font
from mdt_app.ui.looks import looks
from mdt_app.ui.paragraph import Paragraph
from mdt_app.ui.paragraph import Run as Run
from mdt_app.ui.paragraph import unbroken as unbroken

_LEAST_WIDTH = 40


class RunsText(QWidget):
    """One paragraph of runs. What it says is also its accessible name."""

    def __init__(self, points: float = BASE_POINTS, *, is_centred: bool = False) -> None:
        """`is_centred` is up and down, beside something higher."""
        super().__init__()
        self._points = points
        self._is_centred = is_centred
        self._paragraph = Paragraph(points)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        looks.changed.connect(self._wear)

    def _wear(self) -> None:
        self._paragraph.wear()
        self.updateGeometry()
        self.update()

    def show_runs(self, *runs: Run) -> None:
        """Say something else; the same again costs nothing."""
        before = self._paragraph.height_known(self.width())
        if not self._paragraph.show_runs(*runs):
            return
        self.setAccessibleName(self.text())
        if before is None or self._paragraph.height(self.width()) != before:
            self.updateGeometry()  # only where it matters: it has everything around laid out anew
        self.update()

    def text(self) -> str:
        """Everything said, without its looks."""
        return self._paragraph.text()

    def places(self) -> list[tuple[QRect, Asked]]:
        """Where the values of the record stand: one that is wrapped stands in several places."""
        return self._paragraph.places(self._top(), self.width())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width < _LEAST_WIDTH:  # a layout trying itself out, never how it will be
            return self.minimumSizeHint().height()
        return self._paragraph.rows(width)

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
        self._paragraph.draw(QPainter(self), QPointF(0, self._top()), self.width())

    def _top(self) -> float:
        height = self._paragraph.height(self.width())
        return max(0.0, (self.height() - height) / 2) if self._is_centred else 0.0
