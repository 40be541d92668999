"""Ctrl+,: theme, size of text, locking, the room window and the keys, each at once in force."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from mdt_app.settings import change_settings, read_settings
from mdt_app.ui.commands import EVERYWHERE, SCREEN_WORDS
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.key_words import key_for
from mdt_app.ui.looks import LARGEST, SMALLEST, STEP, looks
from mdt_app.ui.parts import SegmentedButtons, button, card, column, label, roomy, row
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.settings.choices import choose_percent, choose_theme
from mdt_app.ui.settings.diagnostics_card import DiagnosticsCard
from mdt_app.ui.settings.keys_card import KeysCard
from mdt_app.ui.shortcuts import keys
from mdt_app.ui.themes import THEME_WORDS
from mdt_app.vault.vault import Vault

_MINUTES = (2, 5, 10, 15, 20, 30, 60)
_LOCKS = "A line says so a minute before. It is locked too when this computer is locked or sleeps."
_ROOM_SHOWS = (("number", "The number of the case"), ("initials", "Initials"))
_NOT_HERE = "A screen this window is not on"
_TRAIL_WORDS = "Who entered, saw, printed and exported what, about whom"
_BACKUPS_WORDS = "Copies of the store: made, proven, put back; and the check of its file"
_RETENTION_WORDS = "How long meetings are kept in this store, and what is due"
_PEOPLE_WORDS = "Who can open this store, as what, and your own passphrase"
_KEEPS = "Settings are kept for this computer and the person who signs in to it."


class SettingsScreen(Screen):
    """Everything is taken on as it is chosen: there is nothing to save and nothing to lose."""

    def __init__(self, go_back: Callable[[], None], vault: Vault | None = None) -> None:
        super().__init__()
        self._go_back = go_back
        self.diagnostics_card = DiagnosticsCard(vault)
        self.theme = SegmentedButtons("Theme", THEME_WORDS)
        sizes = [(str(size), f"{size} %") for size in range(SMALLEST, LARGEST + 1, STEP)]
        self.text_size = SegmentedButtons("Size of text", sizes)
        self.size_keys = label("", "quiet", wraps=True)
        minutes = [(str(m), f"{m} minutes") for m in _MINUTES]
        self.lock_after = _choice("Lock after", minutes)
        self.lock_in_meeting = _choice("Lock in a meeting after", minutes)
        self.room_shows = SegmentedButtons("The room window calls a person by", _ROOM_SHOWS)
        self.room_screen = _choice("The room window opens on", ())
        self.retention_button = button("Keeping and erasing…")
        self.backups_button = button("Backups…")
        self.people_button = button("People and keys…")
        self.trail_button = button("The trail…")
        self.keys_card = KeysCard(list(SCREEN_WORDS))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = column(inside, spacing=10, margins=12)
        for part in (
            _card("Looks", self.theme, self.text_size, self.size_keys),
            _card(
                "Locking",
                _named("Untouched, lock after", self.lock_after),
                _named("In a meeting, lock after", self.lock_in_meeting),
                label(_LOCKS, "quiet", wraps=True),
            ),
            _card(
                "Room window",
                _named("Call a person by", self.room_shows),
                _named("Open it on", self.room_screen),
            ),
            _card("People and keys", _named(_PEOPLE_WORDS, self.people_button)),
            _card("Backups", _named(_BACKUPS_WORDS, self.backups_button)),
            _card("Keeping and erasing", _named(_RETENTION_WORDS, self.retention_button)),
            _card("The trail", _named(_TRAIL_WORDS, self.trail_button)),
            _card("Keys", self.keys_card),
            self.diagnostics_card,
        ):
            layout.addWidget(part)
        layout.addWidget(label(_KEEPS, "quiet", wraps=True))
        layout.addStretch(1)
        area = roomy(inside, "Settings")
        self.in_sight = InSight(area, inside)
        column(self, spacing=0).addWidget(area)

    def _connect(self) -> None:
        self.theme.chosen.connect(choose_theme)
        self.text_size.chosen.connect(self._choose_size)
        self.lock_after.activated.connect(self._choose_minutes)
        self.lock_in_meeting.activated.connect(self._choose_minutes_in_meeting)
        self.room_shows.chosen.connect(self._choose_what_the_room_sees)
        self.room_screen.activated.connect(self._choose_room_screen)
        self.retention_button.clicked.connect(partial(self.place_asked.emit, "retention"))
        self.backups_button.clicked.connect(partial(self.place_asked.emit, "backups"))
        self.people_button.clicked.connect(partial(self.place_asked.emit, "people"))
        self.trail_button.clicked.connect(partial(self.place_asked.emit, "trail"))
        looks.changed.connect(self._show_looks)
        keys.changed.connect(self._show_looks)

    def context(self) -> Context:
        return Context("Settings", "for this computer")

    def lists_people(self) -> bool:
        return False

    def keys(self) -> Sequence[Key]:
        return (("Tab", "next"), ("← → Space", "choose"), ("Esc", "back"))

    def more_keys(self) -> Sequence[Key]:
        return (("Enter", "on a command: give it another key"),)

    def activated(self) -> None:
        self._show()
        self.theme.segment(self.theme.choice() or "system").setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        """Everything as it is kept."""
        kept = read_settings()
        _choose_minutes_in(self.lock_after, kept.lock_after_minutes)
        _choose_minutes_in(self.lock_in_meeting, kept.lock_in_meeting_after_minutes)
        self.room_shows.choose(kept.room_shows)
        self._offer_screens(kept.room_screen)
        self._show_looks()

    def _show_looks(self) -> None:
        self.theme.choose(read_settings().theme)
        self.text_size.choose(str(looks.percent))
        larger, smaller, usual = (key_for(EVERYWHERE, k) for k in ("Ctrl++", "Ctrl+-", "Ctrl+0"))
        self.size_keys.setText(f"Anywhere: {larger} larger, {smaller} smaller, {usual} 100 %.")

    def _offer_screens(self, chosen: str) -> None:
        self.room_screen.clear()
        self.room_screen.addItem(_NOT_HERE, "")
        for screen in QGuiApplication.screens():
            self.room_screen.addItem(screen.name() or "The only screen", screen.name())
        if chosen and self.room_screen.findData(chosen) < 0:
            self.room_screen.addItem(f"{chosen} (not joined now)", chosen)
        self.room_screen.setCurrentIndex(max(0, self.room_screen.findData(chosen)))

    def _choose_size(self, percent: str) -> None:
        choose_percent(int(percent))

    def _choose_minutes(self) -> None:
        change_settings(lock_after_minutes=int(self.lock_after.currentData()))

    def _choose_minutes_in_meeting(self) -> None:
        minutes = int(self.lock_in_meeting.currentData())
        change_settings(lock_in_meeting_after_minutes=minutes)

    def _choose_what_the_room_sees(self, what: str) -> None:
        change_settings(room_shows=what)

    def _choose_room_screen(self) -> None:
        change_settings(room_screen=str(self.room_screen.currentData()))


def _choice(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for code, words in choices:
        made.addItem(words, code)
    return made


def _choose_minutes_in(choice: QComboBox, minutes: int) -> None:
    if choice.findData(str(minutes)) < 0:
        choice.addItem(f"{minutes} minutes" if minutes else "Never", str(minutes))
    choice.setCurrentIndex(choice.findData(str(minutes)))


def _card(heading: str, *parts: QWidget) -> QFrame:
    made = card()
    layout = column(made, spacing=8, margins=12)
    layout.addWidget(label(heading, "title"))
    for part in parts:
        if isinstance(part, SegmentedButtons):
            layout.addWidget(_named(part.accessibleName(), part))
        else:
            layout.addWidget(part)
    return made


def _named(words: str, part: QWidget) -> QWidget:
    """A control with its words beside it."""
    made = QWidget()
    line = row(made, spacing=10)
    line.addWidget(label(words, wraps=True))
    line.addWidget(part)
    line.addStretch(1)
    return made
