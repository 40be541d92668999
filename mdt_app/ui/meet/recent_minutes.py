"""The last meetings and how far their minutes are, where the next meeting begins."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from mdt_app.ui.minutes.lines import recent_lines
from mdt_app.ui.parts import button, clear_layout, column, label
from mdt_app.vault.workspace import Workspace


class RecentMinutes(QWidget):
    """One line for each of the last meetings; Enter opens its minutes."""

    asked = Signal(str)
    """The meeting whose minutes are wanted."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setAccessibleName("Minutes of the last meetings")
        self.buttons: list[QPushButton] = []
        self._ws = ws
        self._lines = column(spacing=2)
        inner = column(self, spacing=4)
        inner.addWidget(label("Minutes of the last meetings", "heading"))
        inner.addLayout(self._lines)

    def look(self) -> None:
        """Read them again; nothing is shown before the first meeting has ended."""
        with self._ws.vault.reading() as reading:
            found = recent_lines(reading)
        clear_layout(self._lines)
        self.buttons = []
        for line in found:
            made = button(f"{line.title}: {line.state}", "link")
            made.clicked.connect(partial(self._ask, line.meeting.id))
            self._lines.addWidget(made)
            self.buttons.append(made)
        self.setVisible(bool(found))

    def _ask(self, meeting_id: str, *_: object) -> None:
        self.asked.emit(meeting_id)
