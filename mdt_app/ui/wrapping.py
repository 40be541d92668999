"""A row of controls that goes on in the next line when the window is narrow."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class WrappingRow(QLayout):
    """Items from left to right, line after line, each at the size it asks for."""

    def __init__(self, parent: QWidget, *, spacing: int = 10) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        """Place the items, or only find out how high they would stand together."""
        left, top, line_height = rect.left(), rect.top(), 0
        for item in self._shown():
            size = _size_in(item, rect.width())
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, line_height = rect.left(), top + line_height + self.spacing(), 0
            if not is_trial:
                width = min(size.width(), rect.width())
                item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
            left += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return top + line_height - rect.top()


def _size_in(item: QLayoutItem, width: int) -> QSize:
    """What an item asks for; one that is wider than a whole line may wrap in itself."""
    size = item.sizeHint()
    if size.width() > width > 0 and item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return size


class OneLine(WrappingRow):
    """A wrapping row that would rather be one line: it asks for the width of all its items."""

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max([0, *(size.height() for size in sizes)]))


def wrapping_row(*controls: QWidget, spacing: int = 8) -> QWidget:
    """Controls side by side, and in the next line where there is no room for them."""
    made = QWidget()
    line = WrappingRow(made, spacing=spacing)
    for each in controls:
        line.addWidget(each)
    return made


def wrapping_ground() -> QWidget:
    """A widget for a wrapping row: as high as its lines are at the width it has."""
    made = QWidget()
    make_wrapping(made)
    return made


def make_wrapping(widget: QWidget) -> None:
    """Let a widget that holds a wrapping row be as high as its lines are."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
