"""Lines over every screen that say what is doubtful about the store or this computer."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.ui.parts import button, column, label, row, set_role
from mdt_app.vault.clock import now
from mdt_app.vault.doubts import PASSING, Doubt, doubts_on_opening, doubts_while_open
from mdt_app.vault.vault import Vault

_LOOK_MS = 60_000


class DoubtLine(QFrame):
    """One doubt: a mark, the words, and a button to close it where it may be closed."""

    def __init__(self, doubt: Doubt, close: Callable[[], None]) -> None:
        super().__init__()
        set_role(self, "message-error")
        self.setAccessibleName(f"{doubt.message} {doubt.hint}")
        self.message = label(doubt.message, "heading", wraps=True)
        words = column(spacing=2)
        words.addWidget(self.message)
        words.addWidget(label(doubt.hint, wraps=True))
        line = row(self, spacing=10)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(label("!", "heading"), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.close_button = button("Close", name=f"Close: {doubt.message}")
        # A click on it must not take the keyboard from where the work goes on.
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setHidden(doubt.lasts)
        self.close_button.clicked.connect(close)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)


class DoubtsBar(QWidget):
    """Looks once as the store is opened and then every minute, without asking the file."""

    def __init__(self, vault: Vault, moment: Callable[[], datetime] = now) -> None:
        super().__init__()
        self._vault = vault
        self._moment = moment
        self._closed: set[str] = set()
        self._lines: dict[str, DoubtLine] = {}
        self._layout = column(self, spacing=1)
        self._opening = doubts_on_opening(vault, moment())
        self.look_again = QTimer(self, interval=_LOOK_MS)
        self.look_again.timeout.connect(self.look)
        if not vault.is_read_only:
            self.look_again.start()
        self._show(self._opening)

    def look(self) -> None:
        """Look at the clock and the disk again; what was there as the store was opened stays."""
        stay = [doubt for doubt in self._opening if doubt.about not in PASSING]
        latest = self._vault.latest_entry_at
        self._show([*stay, *doubts_while_open(self._vault.folder, latest, self._moment())])

    def add(self, doubt: Doubt) -> None:
        """Say something else that was found out about the store; it stays until it is closed."""
        self._opening.append(doubt)
        self.look()

    def settle(self, about: str) -> None:
        """What was said of something is over."""
        self._opening = [doubt for doubt in self._opening if doubt.about != about]
        self.look()

    @property
    def words(self) -> list[str]:
        """What the lines say now."""
        return [line.message.text() for line in self._lines.values()]

    def _show(self, doubts: Iterable[Doubt]) -> None:
        """One line for each; a doubt that was closed comes back only after it had gone."""
        found = {doubt.about: doubt for doubt in doubts}
        self._closed &= set(found)
        wanted = {about: each for about, each in found.items() if about not in self._closed}
        for about in [about for about in self._lines if about not in wanted]:
            self._take_away(about)
        for about, doubt in wanted.items():
            if about not in self._lines:
                self._lines[about] = DoubtLine(doubt, partial(self._close, about))
                self._layout.addWidget(self._lines[about])
        self.setVisible(bool(self._lines))

    def _close(self, about: str) -> None:
        self._closed.add(about)
        self._take_away(about)
        self.setVisible(bool(self._lines))

    def _take_away(self, about: str) -> None:
        line = self._lines.pop(about)
        line.hide()
        line.deleteLater()
