"""Several screens in one place, of which one is shown."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class OneAtATime(QStackedWidget):
    """Asks for as much room as the screen shown needs, whatever the others would need."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._ask_again)

    def _ask_again(self) -> None:
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()
