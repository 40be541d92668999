"""Export…: what can leave from here, in a small sheet over the screen."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from mdt_app.ui.in_sight import InSight
from mdt_app.ui.measures.exports import KINDS
from mdt_app.ui.parts import button, column, label, row, scrolling

_WIDTH = 400
_MARGIN = 10


class ExportPanel(QFrame):
    """One button for each kind, with what it holds; Esc puts it away."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, offered: Collection[str]) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAccessibleName("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._came_from: QWidget | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.close_button = button("Close", name="Close the export choices")
        self._inside = QWidget()
        self.area = scrolling(self._inside, "What can leave from here")
        self.in_sight = InSight(self.area, self._inside)
        self._lay_out(offered)
        self.close_button.clicked.connect(self.hide_again)
        self.hide()

    def _lay_out(self, offered: Collection[str]) -> None:
        inner = column(self._inside, spacing=4)
        inner.setContentsMargins(3, 3, 10, 3)
        for kind in KINDS:
            if kind.code not in offered:
                continue
            made = button(kind.words, name=f"{kind.words.rstrip('…')}. {kind.hint}")
            made.clicked.connect(partial(self._choose, kind.code))
            self.buttons[kind.code] = made
            inner.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            inner.addWidget(label(kind.hint, "small", wraps=True))
            inner.addSpacing(6)
        if not self.buttons:
            inner.addWidget(label("There is nothing to export yet.", wraps=True))
        inner.addStretch(1)
        heading = row()
        heading.addWidget(label("Export", "heading"))
        heading.addStretch(1)
        heading.addWidget(self.close_button)
        layout = column(self, spacing=8, margins=14)
        layout.addLayout(heading)
        layout.addWidget(self.area, 1)

    def open_under(self, anchor: QWidget) -> None:
        """Stand under the button, on its right edge, as high as there is room."""
        self._came_from = self.window().focusWidget()
        parent = self.parentWidget()
        assert parent is not None
        corner = anchor.mapTo(parent, anchor.rect().bottomRight())
        width = min(_WIDTH, parent.width() - 2 * _MARGIN)
        inner = self._inside.layout()
        assert inner is not None
        wanted = inner.totalHeightForWidth(width - 50) + 80
        height = min(wanted, parent.height() - corner.y() - 2 * _MARGIN)
        left = max(_MARGIN, min(corner.x() - width, parent.width() - width - _MARGIN))
        self.setGeometry(left, corner.y() + 4, width, max(120, height))
        self.show()
        self.raise_()
        (list(self.buttons.values()) or [self.close_button])[0].setFocus()

    def hide_again(self) -> None:
        """Put the sheet away; the keyboard goes back where it was."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def _choose(self, code: str) -> None:
        self.hide_again()
        self.chosen.emit(code)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no key acts on the screen that lies underneath
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.hide_again()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)
