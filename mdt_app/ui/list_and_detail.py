"""A list and, beside it, what it stands at; in a narrow window one in place of the other."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from mdt_app.ui.looks import sized


class ListAndDetail(QSplitter):
    """Side by side where both fit. Where not, the list, until the detail is asked for."""

    narrowed = Signal(bool)

    def __init__(self, listing: QWidget, detail: QWidget, detail_width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.listing = listing
        self.detail = detail
        self._is_narrow = False
        """Whether only one of the two has room."""
        self._wants_detail = False
        sized(detail, QWidget.setMinimumWidth, detail_width)
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
        self._look_at_room()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the list may need more room than before
            self._look_at_room()
        return done

    def _look_at_room(self) -> None:
        both = self.listing.minimumSizeHint().width() + self.detail.minimumWidth()
        is_narrow = self.width() < both + self.handleWidth()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._settle()
            self.narrowed.emit(is_narrow)

    def _settle(self) -> None:
        self.listing.setVisible(not (self._is_narrow and self._wants_detail))
        self.detail.setVisible(not self._is_narrow or self._wants_detail)
