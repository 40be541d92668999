"""The window around every screen: rail, context line, messages, status line, and its keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from mdt_app.register.queries import people
from mdt_app.register.values import Person
from mdt_app.ui.commands import COMMANDS, EVERYWHERE, SCREEN_WORDS, Command
from mdt_app.ui.context_line import ContextLine
from mdt_app.ui.drop_cover import DropCover
from mdt_app.ui.find_person import Command as Found
from mdt_app.ui.find_person import FindPerson
from mdt_app.ui.fitting import show_fitting
from mdt_app.ui.focus_ring import FocusRing
from mdt_app.ui.icons import program_icon
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.key_words import key_of
from mdt_app.ui.keyboard_in_sight import KeyboardInSight
from mdt_app.ui.messages import MessageBar, tell
from mdt_app.ui.names_shown import NamesCover, names
from mdt_app.ui.one_at_a_time import OneAtATime
from mdt_app.ui.parts import (
    column,
    roomy,
    row,
    surface,
)
from mdt_app.ui.rail import Rail
from mdt_app.ui.screen import Screen
from mdt_app.ui.shortcuts import KeyShortcut, add_key, keys
from mdt_app.ui.status_line import StatusLine
from mdt_app.ui.tab_order import tab_next
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.ui.wall.room_window import RoomWindow

HOME = "prepare"
SETTINGS = "settings"
PLACES = (
    ("prepare", "Prepare"),
    ("meet", "Meet"),
    ("follow_up", "Follow up"),
    ("measures", "Measures"),
    ("data", "Data"),
)
"""The places on the rail, in the order of the work."""


class Shell(QMainWindow):
    """The window of an unlocked store. Screens are made when they are first shown."""

    lock_asked = Signal()
    """The last moment to let go of what is shown or copied."""
    lock_ready = Signal()
    """Everybody has let go: lock now."""
    cover_asked = Signal()
    """What is typed could not be kept: hide everything, and end nothing."""
    closing = Signal()
    left = Signal(str)
    """A place is not shown any more."""

    _ws: Workspace

    def __init__(self, ws: Workspace | None = None) -> None:
        """Without a store nothing may be shown until `belong_to` was told of one."""
        super().__init__()
        self.keep_all: Callable[[], bool] = self._ask_screens_to_keep
        """Keeps what is half typed before a lock; False where it cannot be kept."""
        self._factories: dict[str, Callable[[], Screen]] = {}
        self._screens: dict[str, Screen] = {}
        self._current, self._before = "", ""
        self.room_window: RoomWindow | None = None
        """What the room sees; it stays on the projector, covered, while the store is locked."""
        self.setWindowTitle("MDT")
        self.setWindowIcon(program_icon())
        self.rail = Rail()
        self.context_line = ContextLine()
        self.message_bar = MessageBar()
        self.stack = OneAtATime()
        self.status_line = StatusLine()
        self._names_cover = NamesCover()
        self._lay_out()
        self.find_box = FindPerson(self)
        self.find_box.ask_for("Find patient or command", "Enter shows the marked person.")
        self.find_box.field.setPlaceholderText("Name, NHS number, or what to do")
        self.drop_cover = DropCover(self)
        self.setAcceptDrops(True)
        self.focus_ring = FocusRing(self)
        KeyboardInSight(self.stack)
        self._connect()
        if ws is not None:
            self.belong_to(ws)

    def belong_to(self, ws: Workspace) -> None:
        """Be the window of this store."""
        self._ws = ws
        self.context_line.user.setText(ws.user)

    def _lay_out(self) -> None:
        ground = surface("page")
        body = column(spacing=0)
        body.addWidget(self.message_bar)
        area = roomy(self.stack, "Screen")
        self.in_sight = InSight(area, self.stack)
        body.addWidget(area, 1)
        body.addWidget(self.status_line)
        below = row(spacing=0)
        below.addWidget(self.rail)
        below.addLayout(body, 1)
        self._whole = column(ground, spacing=0)
        self._whole.addWidget(self.context_line)
        self._whole.addLayout(below, 1)
        self.setCentralWidget(ground)
        self.resize(1366, 768)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.find_box.chosen.connect(self.open_person)
        self.context_line.find_button.clicked.connect(self.find_person)
        for key, act in (
            ("Ctrl+K", self.find_person),
            ("F1", self.list_keys),
            ("Ctrl+R", self.show_rules),
            ("Ctrl+,", self.show_settings),
            ("Ctrl+L", self.lock),
            ("F6", names.show_or_hide),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl++", partial(self.step_text, 1)),
            ("Ctrl+=", partial(self.step_text, 1)),
            ("Ctrl+-", partial(self.step_text, -1)),
            ("Ctrl+0", partial(self.step_text, 0)),
        ):
            add_key(self, key, act)
        keys.changed.connect(self._refresh)
        names.changed.connect(self._names_changed)
        self._names_changed()

    def show_fitting(self) -> None:
        """Show the window, all over a screen that has little room for it."""
        show_fitting(self)

    def add_on_top(self, widget: QWidget) -> None:
        """Show something under the context line, over every screen."""
        self._whole.insertWidget(1, widget)
        tab_next(self.context_line, widget)

    def add_screen(self, code: str, words: str, factory: Callable[[], Screen]) -> None:
        """Add a place to the rail; `factory` makes its screen when it is first shown."""
        self._factories[code] = factory
        place = self.rail.add(code, words)
        add_key(self, f"Ctrl+{len(self._factories)}", place.click)

    def add_settings(self, factory: Callable[[], Screen]) -> None:
        """Add the place at the foot of the rail where everything is set."""
        self._factories[SETTINGS] = factory
        self._add_settings()

    def _add_settings(self) -> None:
        self.rail.add_at_foot(SETTINGS, "Settings", f"{EVERYWHERE}.settings")

    def add_page(
        self,
        code: str,
        key: str,
        factory: Callable[[], Screen],
        show: Callable[[], None] | None = None,
    ) -> None:
        """Add a place that is not on the rail; its key shows it, or does what `show` does."""
        self._factories[code] = factory
        add_key(self, key, show or partial(self.show_screen, code))

    @property
    def screen_shown(self) -> Screen:
        return self._screens[self._current]

    def screen_of(self, code: str) -> Screen:
        """The screen of that place, made now if it was not yet."""
        if code not in self._screens:
            made = self._screens[code] = self._factories[code]()
            made.context_changed.connect(self._refresh)
            made.place_asked.connect(self.show_screen)
            made.person_asked.connect(self.open_person)
            made.back_asked.connect(self.go_back)
            if self.stack.indexOf(made) < 0:
                self.stack.addWidget(made)
        return self._screens[code]

    def keep_ready(self, screen: Screen) -> None:
        """Give a screen its room before it belongs to a place; nobody comes to it yet."""
        self.name_places()  # Tab comes to the rail before any screen
        self.stack.addWidget(screen)

    def name_places(self) -> None:
        """Put the places of the program on the rail."""
        for code, words in PLACES:
            self.rail.add(code, words)
        self._add_settings()

    def show_screen(self, code: str) -> None:
        """Go to a place; the one we leave keeps what is half done."""
        if code == self._current:
            return
        if self._current:
            self.screen_shown.left()
            self._before = self._current
            self.left.emit(self._current)
        screen = self.screen_of(code)
        self._current = code
        self.rail.show_chosen(code)
        self._uncover(screen)
        screen.activated()
        self._refresh()

    def open_person(self, nhs_number: str) -> None:
        """Show a person here if they belong here, else among everyone on Prepare."""
        if self.screen_shown.open_person(nhs_number):
            return
        if HOME in self._factories and self.screen_of(HOME).open_person(nhs_number):
            self.show_screen(HOME)

    def find_person(self) -> None:
        self.find_box.open_over(self._everyone(), self._commands())

    def _commands(self) -> list[Found]:
        """Every command of every screen of this window, with the key it has now."""
        places = {EVERYWHERE, *self._factories}
        return [
            Found(self._words_of(each), partial(self.run, each), key_of(each))
            for each in COMMANDS
            if each.screen in places
        ]

    def _words_of(self, command: Command) -> str:
        """What Ctrl+K shows: the words, and the screen where that is not everywhere."""
        for number, place in enumerate(self.rail.buttons, start=1):
            if command.name == f"{EVERYWHERE}.place_{number}":
                return f"Go to {place.text()}"
        if command.screen == EVERYWHERE:
            return command.words
        return f"{SCREEN_WORDS[command.screen]}: {command.words}"

    def run(self, command: Command) -> None:
        """Do what the command's key does, on the screen it belongs to."""
        ground: QWidget = self
        if command.screen in self._factories:
            self.show_screen(command.screen)
            ground = self.screen_shown
        for shortcut in ground.findChildren(KeyShortcut):
            owner = shortcut.parent()
            if shortcut.command == command and isinstance(owner, QWidget) and owner.isVisible():
                shortcut.asked.emit()
                return
        self.tell("There is nothing here yet to do that with.", f"{command.words}: later.")

    def show_settings(self) -> None:
        """Open the settings, or go back from them."""
        if self._current == SETTINGS:
            self.go_back()
        elif SETTINGS in self._factories:
            self.show_screen(SETTINGS)

    def go_back(self) -> None:
        """To the screen that was shown before this one."""
        self.show_screen(self._before or HOME)

    def step_text(self, steps: int) -> None:
        """Larger or smaller text; 0 is the usual size."""
        from mdt_app.ui.settings.choices import step_text

        self.tell(f"Text at {step_text(steps)} %.")

    def list_keys(self) -> None:
        """Say which keys work here."""
        from mdt_app.ui.keys_list import show_keys

        show_keys(self, self.screen_shown, self.show_rules)

    def show_rules(self) -> None:
        """Open all the rules behind the flags."""
        from mdt_app.ui.rules.rule_book import show_rules

        show_rules(self, self._ws)

    def look_again(self) -> None:
        """What every screen rests on has changed: the one shown looks again."""
        if self._current:
            self.screen_shown.activated()
            self._refresh()

    def lock(self) -> None:
        """Keep what is half typed, then ask to be locked; only covered where it cannot be kept."""
        if self.keep_all():
            self.lock_asked.emit()
            self.lock_ready.emit()
        else:
            self.cover_asked.emit()

    def undo(self) -> None:
        if self._current:
            self.screen_shown.undo()

    def redo(self) -> None:
        """In a text it is the text's own; Ctrl+Z is so without being asked."""
        typed_in = QApplication.focusWidget()
        if isinstance(typed_in, (QLineEdit, QPlainTextEdit, QTextEdit)):
            typed_in.redo()
        elif self._current:
            self.screen_shown.redo()

    def tell(self, message: str, hint: str = "") -> None:
        tell(self, message, hint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drop_cover.come_up(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_cover.go_unless_entered()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_cover.dropEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_what_is_typed()
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.find_box.hide()

    def keep_what_is_typed(self) -> None:
        """Let every screen keep what is half done, before the end."""
        for screen in self._screens.values():
            screen.left()

    def keep_for_lock(self) -> None:
        """Let every screen keep what is half typed as it stands."""
        for screen in self._screens.values():
            screen.keep_for_lock()

    def is_kept(self) -> bool:
        """Whether the file has all that was half typed."""
        return all(screen.is_kept() for screen in self._screens.values())

    def go_on(self) -> None:
        """Show everything again as it was left."""
        self.show_fitting()
        self.activateWindow()
        for screen in self._screens.values():
            screen.go_on()

    def _ask_screens_to_keep(self) -> bool:
        self.keep_for_lock()
        return True

    def _everyone(self) -> list[Person]:
        if names.are_hidden:
            return []
        with self._ws.vault.reading() as reading:
            return sorted(people(reading), key=lambda person: (person.surname, person.forename))

    def _uncover(self, screen: Screen) -> None:
        """Show the screen; while names are hidden a cover in place of one that lists people."""
        is_covered = names.are_hidden and screen.lists_people()
        if is_covered and self.stack.indexOf(self._names_cover) < 0:
            self.stack.addWidget(self._names_cover)
        self.stack.setCurrentWidget(self._names_cover if is_covered else screen)

    def _names_changed(self) -> None:
        self.context_line.show_names()
        self.find_box.hide()
        self._refresh()

    def _refresh(self) -> None:
        if self._current:
            self._uncover(self.screen_shown)
            self.context_line.show_context(self.screen_shown.context())
            self.status_line.show_status(self.screen_shown)
