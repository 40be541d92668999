"""The window around every screen: rail, context line, messages, status line, and its keys."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from mdt_app.register.queries import people
from mdt_app.register.values import Person
from mdt_app.ui.commands import COMMANDS, EVERYWHERE, SCREEN_WORDS, Command
from mdt_app.ui.drop_cover import DropCover
from mdt_app.ui.find_person import Command as Found
from mdt_app.ui.find_person import FindPerson
from mdt_app.ui.fitting import show_fitting
from mdt_app.ui.focus_ring import FocusRing
from mdt_app.ui.fonts import font
from mdt_app.ui.icons import program_icon
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.key_words import in_force, key_of
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.messages import MessageBar, tell
from mdt_app.ui.names_shown import HIDDEN_WORDS, SHOWN_WORDS, NamesCover, names
from mdt_app.ui.one_at_a_time import OneAtATime
from mdt_app.ui.parts import (
    ElidedLabel,
    button,
    column,
    key_cap,
    keys_with_words,
    label,
    marked,
    roomy,
    row,
    surface,
)
from mdt_app.ui.rail import Rail
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import KeyShortcut, add_key, keys, screen_code
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.ui.wall.room_window import RoomWindow

CONTEXT_HEIGHT = 44
STATUS_HEIGHT = 28
_LEAST_WORDS = 90
_NARROW_CONTEXT, _WIDE_CONTEXT = 420, 820
_CONTEXT_EDGE, _CONTEXT_GAP = 12, 14
_BETWEEN_NOTES = "&nbsp;&nbsp;&nbsp;&nbsp;"
HOME = "prepare"
SETTINGS = "settings"


class ContextLine(QWidget):
    """What this screen is about, on the left; finding someone and who is working, on the right."""

    def __init__(self, user: str) -> None:
        super().__init__()
        self.title = label("", "title")
        self.subtitle = ElidedLabel("", "quiet", fills=False)
        self.chip = label("", "chip-context")
        self.notes = QLabel()
        self._notes: Sequence[str] = ()
        self.notes.setTextFormat(Qt.TextFormat.RichText)
        self.notes.setProperty("role", "quiet")
        self.notes.setMinimumWidth(1)
        self.right_chip = label("", "chip-context")
        self.room_chip = label("", "chip-context")
        self.room_chip.hide()
        self.names_chip = label(SHOWN_WORDS, "chip-context")
        self.find_button = button("Find patient", "link", name="Find patient, Ctrl+K")
        self.find_keys = QWidget()
        self.find_keys.setAccessibleName("Find patient: its key")
        row(self.find_keys, spacing=3).addWidget(key_cap("Ctrl+K", EVERYWHERE))
        self.user = label(user, "quiet")
        self._lay_out()

    def _lay_out(self) -> None:
        ground = surface("context")
        column(self, spacing=0).addWidget(ground)
        self._around_notes = (
            self.title,
            self.subtitle,
            self.chip,
            self.find_button,
            self.find_keys,
            self.room_chip,
            self.right_chip,
            self.names_chip,
            self.user,
        )
        line = row(ground, spacing=_CONTEXT_GAP)
        line.setContentsMargins(_CONTEXT_EDGE, 0, _CONTEXT_EDGE, 0)
        for widget in (self.title, self.subtitle, self.chip, self.notes):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self.find_button)
        line.addWidget(self.find_keys)
        for chip in (self.room_chip, self.names_chip, self.right_chip):
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.user)
        self.setMinimumHeight(CONTEXT_HEIGHT)
        looks.changed.connect(self._look_at_room)

    def show_context(self, context: Context) -> None:
        """Say what the screen is about now. Only what differs is touched."""
        for widget, words in (
            (self.title, names.plain(context.title)),
            (self.subtitle, names.plain(context.subtitle)),
            (self.chip, context.chip),
            (self.right_chip, context.right_chip),
        ):
            if widget.text() != words:
                widget.setText(words)
            widget.setVisible(bool(words))
        self._notes = context.notes
        self._show_fitting_notes()

    def _show_fitting_notes(self) -> None:
        """As many notes as there is room for; a note is never cut in half."""
        shown = self._notes
        while shown and not self._fits(shown):
            shown = shown[:-1]
        notes = _BETWEEN_NOTES.join(map(marked, shown))
        if self.notes.text() != notes:
            self.notes.setText(notes)
        self.notes.setMinimumWidth(self.notes.sizeHint().width() if shown else 1)
        self.notes.setVisible(bool(shown))

    def _fits(self, notes: Sequence[str]) -> bool:
        """Whether these have room beside everything that is never left out."""
        metrics = QFontMetrics(font(bold=True))
        plain = [words.replace("**", "") for words in notes]
        room = self.width() - 2 * _CONTEXT_EDGE - _CONTEXT_GAP
        for widget in self._around_notes:
            if not widget.isHidden():
                least = widget.minimumSizeHint().width()
                room -= _CONTEXT_GAP + (
                    least if widget is self.subtitle else max(least, widget.sizeHint().width())
                )
        needed = sum(map(metrics.horizontalAdvance, plain))
        return needed + (len(notes) - 1) * metrics.horizontalAdvance(" " * 4) <= room

    def show_room(self, words: str) -> None:
        """Whether the room sees the case; '' where there is no window for the room."""
        self.room_chip.setText(words)
        self.room_chip.setVisible(bool(words))

    def show_names(self) -> None:
        """Whether names are shown, and the key that changes it."""
        is_wide = self.width() >= pixels(_WIDE_CONTEXT)
        words = HIDDEN_WORDS if names.are_hidden else SHOWN_WORDS
        self.names_chip.setText(words if is_wide else words.partition(" · ")[0])
        self.names_chip.setVisible(is_wide or names.are_hidden)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW_CONTEXT, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window who is shown matters more than who is working."""
        super().resizeEvent(event)
        self._look_at_room()

    def _look_at_room(self) -> None:
        is_wide = self.width() >= pixels(_WIDE_CONTEXT)
        self.find_keys.setVisible(is_wide)
        self.user.setVisible(is_wide)
        self.show_names()
        self._show_fitting_notes()


class StatusLine(QWidget):
    """Whether all is saved, a few words, and the keys that work here."""

    def __init__(self) -> None:
        super().__init__()
        self.saved = label("All changes saved", "small")
        self.words = ElidedLabel("", "small", fills=False)
        self._keys: tuple[Key, ...] = ()
        self._key_widgets: list[QWidget] = []
        ground = surface("status")
        column(self, spacing=0).addWidget(ground)
        self._line = row(ground, spacing=18)
        self._line.setContentsMargins(12, 0, 12, 0)
        self._line.addWidget(self.saved)
        self._line.addWidget(self.words)
        self._line.addStretch(1)
        self.setMinimumHeight(STATUS_HEIGHT)
        looks.changed.connect(self._show_fitting_keys)

    def show_status(self, screen: Screen) -> None:
        """Say how things stand on this screen."""
        self.saved.setText(screen.unsaved() or "All changes saved")
        self.words.setText(screen.status())
        shown = tuple(in_force(screen_code(screen), (*screen.keys(), ("F1", "keys"))))
        if shown != self._keys:
            self._keys = shown
            self._show_keys()

    def _show_keys(self) -> None:
        for widget in self._key_widgets:
            widget.hide()
            widget.deleteLater()
        self._key_widgets = [keys_with_words(keys, words) for keys, words in self._keys]
        for widget in self._key_widgets:
            self._line.addWidget(widget)
        self._show_fitting_keys()

    def _show_fitting_keys(self) -> None:
        """On a narrow window the first keys go: F1, the last, names them all."""
        room = self.width() - self.saved.sizeHint().width() - _LEAST_WORDS
        for widget in reversed(self._key_widgets):
            room -= widget.sizeHint().width() + self._line.spacing()
            widget.setVisible(room >= 0 or widget is self._key_widgets[-1])

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WORDS, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fitting_keys()


class Shell(QMainWindow):
    """The window of an unlocked store. Screens are made when they are first shown."""

    lock_asked = Signal()
    closing = Signal()
    lock_after_changed = Signal(int)
    """So many minutes without a touch before the lock, from now on."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        self._factories: dict[str, Callable[[], Screen]] = {}
        self._screens: dict[str, Screen] = {}
        self._current, self._before = "", ""
        self.room_window: RoomWindow | None = None
        """What the room sees; it stays on the projector, covered, while the store is locked."""
        self.setWindowTitle("MDT")
        self.setWindowIcon(program_icon())
        self.rail = Rail()
        self.context_line = ContextLine(ws.user)
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
        self._connect()

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
        whole = column(ground, spacing=0)
        whole.addWidget(self.context_line)
        whole.addLayout(below, 1)
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

    def add_screen(self, code: str, words: str, factory: Callable[[], Screen]) -> None:
        """Add a place to the rail; `factory` makes its screen when it is first shown."""
        self._factories[code] = factory
        self.rail.add(code, words)
        place = self.rail.buttons[-1]
        add_key(self, f"Ctrl+{len(self._factories)}", place.click)

    def add_settings(self, factory: Callable[[], Screen]) -> None:
        """Add the place at the foot of the rail where everything is set."""
        self._factories[SETTINGS] = factory
        self.rail.add_at_foot(SETTINGS, "Settings", f"{EVERYWHERE}.settings")

    def add_page(self, code: str, factory: Callable[[], Screen]) -> None:
        """Add a place that is not on the rail."""
        self._factories[code] = factory

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
            self.stack.addWidget(made)
        return self._screens[code]

    def show_screen(self, code: str) -> None:
        """Go to a place; the one we leave keeps what is half done."""
        if code == self._current:
            return
        if self._current:
            self.screen_shown.left()
            self._before = self._current
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
        """Keep what is half typed, then ask to be locked."""
        self.keep_what_is_typed()
        self.lock_asked.emit()

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
        """Let every screen keep what is half done, before a lock or the end."""
        for screen in self._screens.values():
            screen.left()

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
