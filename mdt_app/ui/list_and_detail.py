"""A list and, beside it, what it stands at; in a narrow window one in place of the other."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class ListAndDetail(QSplitter):
    """Side by side where both fit. Where not, the list, until the detail is asked for."""

    def __init__(self, listing: QWidget, detail: QWidget, detail_width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.listing = listing
        self.detail = detail
        self._is_narrow = False
        self._wants_detail = False
        detail.setMinimumWidth(detail_width)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(listing)
        self.addWidget(detail)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([detail_width * 4, detail_width])

    @property
    def is_narrow(self) -> bool:
        """Whether only one of the two is seen at a time."""
        return self._is_narrow

    def show_detail(self) -> None:
        """Let the detail be seen, in place of the list if need be."""
        self._wants_detail = True
        self._settle()

    def show_list(self) -> None:
        """Let the list be seen, in place of the detail if need be."""
        self._wants_detail = False
        self._settle()

    def minimumSizeHint(self) -> QSize:
        one, other = self.listing.minimumSizeHint(), self.detail.minimumSizeHint()
        width = max(one.width(), other.width(), self.detail.minimumWidth())
        return QSize(width, max(one.height(), other.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = self.listing.minimumSizeHint().width() + self.detail.minimumWidth()
        is_narrow = self.width() < both + self.handleWidth()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._settle()

    def _settle(self) -> None:
        self.listing.setVisible(not (self._is_narrow and self._wants_detail))
        self.detail.setVisible(not self._is_narrow or self._wants_detail)
