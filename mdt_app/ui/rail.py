"""The dark rail on the left: where in the program we are, and where else one can go."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mdt_app.ui import palette
from mdt_app.ui.by_readers import ClickedByReaders
from mdt_app.ui.commands import command_named
from mdt_app.ui.fonts import font
from mdt_app.ui.icons import picture
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.key_words import key_of
from mdt_app.ui.looks import looks
from mdt_app.ui.parts import column, plain_tip, scrolling, set_role, surface
from mdt_app.ui.shortcuts import keys

WIDTH = 64
_HEIGHT = 58
_ICON = 20
_TOP, _LEAST_TOP = 9, 3
_AROUND, _LEAST_AROUND = 20, 12


class RailButton(ClickedByReaders, QAbstractButton):
    """A picture over a word; the chosen one has a yellow edge and a lighter ground."""

    def __init__(self, code: str, words: str, command: str) -> None:
        super().__init__()
        self.code = code
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.hear_readers()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self._command = command
        keys.changed.connect(self._show_key)
        self._show_key()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        looks.changed.connect(self.updateGeometry)

    def _show_key(self) -> None:
        key = key_of(command_named(self._command))
        plain_tip(self, f"{self.text()} ({key})" if key else self.text())

    def sizeHint(self) -> QSize:
        return self._size(_HEIGHT, _AROUND)

    def minimumSizeHint(self) -> QSize:
        """Where the window is low every place still has room, with less around it."""
        return self._size(0, _LEAST_AROUND)

    def _size(self, least: int, around: int) -> QSize:
        words = QFontMetrics(font(8.25, bold=True))
        return QSize(
            max(WIDTH, words.horizontalAdvance(self.text()) + 12),
            max(least, words.height() + _ICON + around),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(palette.RAIL_CHOSEN))
            painter.fillRect(0, 0, 4, self.height(), QColor(palette.AMBER))
        elif self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), QColor(palette.RAIL_HOVER))
        ratio = self.devicePixelRatioF()
        image = picture(self.code, _ICON, palette.ON_RAIL, ratio)
        top = max(_LEAST_TOP, _TOP - max(0, self.sizeHint().height() - self.height()) // 2)
        painter.drawPixmap((self.width() - _ICON) // 2, top, image)
        painter.setPen(QColor(palette.ON_RAIL))
        painter.setFont(font(8.25, bold=self.isChecked()))
        words = QRect(0, top + _ICON, self.width(), self.height() - top - _ICON)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """The buttons, one below the other, in the order of the work."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Screens")
        self.buttons: list[RailButton] = []
        self.at_foot: RailButton | None = None
        ground = surface("rail")
        self.area = scrolling(ground, "Screens")
        ground.setProperty("role", "rail")
        set_role(self.area, "rail")
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.in_sight = InSight(self.area, ground)
        column(self, spacing=0).addWidget(self.area)
        self._column = column(ground, spacing=0)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        widths = [made.sizeHint().width() for made in self.places]
        return QSize(max([WIDTH, *widths]), 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), _HEIGHT)

    def add(self, code: str, words: str) -> RailButton:
        """Add a place below those that are there, unless it is one of them."""
        known = next((button for button in self.buttons if button.code == code), None)
        if known is not None:
            return known
        made = self._made(RailButton(code, words, f"everywhere.place_{len(self.buttons) + 1}"))
        self.buttons.append(made)
        self._column.insertWidget(len(self.buttons) - 1, made)
        return made

    def add_at_foot(self, code: str, words: str, command: str) -> RailButton:
        """Add a place below all others, at the foot of the rail, unless it is there."""
        if self.at_foot is None:
            self.at_foot = self._made(RailButton(code, words, command))
            self._column.addWidget(self.at_foot)
        return self.at_foot

    def _made(self, made: RailButton) -> RailButton:
        made.clicked.connect(self._choose)
        return made

    @property
    def places(self) -> list[RailButton]:
        """Every place, the one at the foot last."""
        return [*self.buttons, self.at_foot] if self.at_foot is not None else self.buttons

    def show_chosen(self, code: str) -> None:
        """Mark a place as the one we are in."""
        for candidate in self.places:
            candidate.setAutoExclusive(False)  # a place that is not on the rail marks none
            candidate.setChecked(candidate.code == code)
            candidate.setAutoExclusive(True)

    def _choose(self) -> None:
        self.chosen.emit(next(b.code for b in self.places if b.isChecked()))
