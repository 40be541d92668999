"""F1: every key that works, screen by screen, in one sheet over the window."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from mdt_app.ui.key_words import in_force
from mdt_app.ui.looks import pixels
from mdt_app.ui.parts import button, clear_layout, column, key_cap, label, row, scrolling, surface
from mdt_app.ui.screen import Key, Screen
from mdt_app.ui.shortcuts import screen_code

Section = tuple[str, Sequence[Key]]
EVERYWHERE: Sequence[Key] = (
    ("Ctrl+K", "find a patient or a command"),
    ("Ctrl+,", "settings: theme, text size, keys"),
    ("Ctrl++ Ctrl+-", "larger and smaller text"),
    ("Ctrl+0", "text at its usual size"),
    ("Ctrl+R", "all the rules behind the flags"),
    ("Ctrl+M", "minutes of the meetings"),
    ("Ctrl+T", "the trail: who entered, saw and took out what"),
    ("Ctrl+1 … Ctrl+9", "the places on the left, from the top"),
    ("Ctrl+Z Ctrl+Y", "undo and redo"),
    ("Ctrl+L", "lock"),
    ("F5", "show or hide the room window on the projector"),
    ("F2", "cover the room window, or uncover it"),
    ("Shift+F5", "swap the screens of room and chair"),
    ("F6", "hide names on this screen, or show them"),
    ("F1", "this list"),
    ("Tab Shift+Tab", "next and previous control"),
    ("Esc", "close what is over the screen; nothing is discarded"),
)
_WIDTH = 760
_COLUMN = 340
_AROUND = 150
_STEP = 120


def show_keys(
    window: QWidget, current: Screen, show_rules: Callable[[], None] | None = None
) -> None:
    """Open the sheet over `window`: the current screen's keys first, then the others'.

    `show_rules` is what its other button opens; without it there is none.
    """
    sheet = window.findChild(KeysList) or KeysList(window, show_rules)
    if sheet.isVisible():
        sheet.hide_again()
        return
    others = [screen for screen in window.findChildren(Screen) if screen is not current]
    sheet.open_over([section_of(screen) for screen in (current, *others)])


def section_of(screen: Screen) -> Section:
    """A screen's name and all its keys, each once."""
    shown = dict.fromkeys((*screen.keys(), *screen.more_keys()))
    return screen.context().title, in_force(screen_code(screen), list(shown))


class KeysList(QFrame):
    """Lies over the window until Esc, F1 or Close. The keyboard goes back where it was."""

    def __init__(self, parent: QWidget, show_rules: Callable[[], None] | None = None) -> None:
        super().__init__(parent)
        self._show_rules = show_rules
        self.setProperty("role", "popup")
        self.setAccessibleName("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._came_from: QWidget | None = None
        self._sections: list[Section] = []
        self.rules_button = button("All rules", "link", name="All the rules behind the flags")
        self.close_button = button("Close", name="Close the list of keys")
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self.area = scrolling(self._inside, "Keys, screen by screen")
        self._lay_out()
        self.close_button.clicked.connect(self.hide_again)
        self.rules_button.clicked.connect(self._go_to_rules)
        self.rules_button.setVisible(show_rules is not None)
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(16)
        self._grid.setContentsMargins(0, 0, 8, 0)
        heading = row()
        heading.addWidget(label("Keys", "person"))
        heading.addStretch(1)
        heading.addWidget(self.rules_button)
        heading.addWidget(self.close_button)
        layout = column(self, spacing=12, margins=18)
        layout.addLayout(heading)
        layout.addWidget(self.area, 1)
        layout.addWidget(
            label("Single letters and digits never act while you are typing.", "quiet", wraps=True)
        )

    def open_over(self, sections: Iterable[Section]) -> None:
        """Show the keys that work everywhere, then each screen's own."""
        self._sections = [("Everywhere", in_force("everywhere", EVERYWHERE)), *sections]
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._fill()
        self.area.verticalScrollBar().setValue(0)  # this screen's keys come first
        self.show()
        self.raise_()
        self.close_button.setFocus()

    def _fill(self) -> None:
        """Two columns where they fit, else one; as high as needed, never higher than the window."""
        clear_layout(self._grid)
        window = self.window().size()
        columns = 2 if window.width() >= pixels(_WIDTH) + 40 else 1
        for place, (name, keys) in enumerate(self._sections):
            self._grid.addWidget(
                _section(name, keys), place // columns, place % columns, Qt.AlignmentFlag.AlignTop
            )
        self._grid.setRowStretch(len(self._sections), 1)
        width = min(pixels(_WIDTH if columns == 2 else _COLUMN + 60), window.width() - 20)
        height = min(self._grid.totalSizeHint().height() + _AROUND, window.height() - 40)
        left, top = (window.width() - width) // 2, (window.height() - height) // 2
        self.setGeometry(left, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fill()
        return super().eventFilter(watched, event)

    def hide_again(self) -> None:
        """Put the sheet away."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def _go_to_rules(self) -> None:
        self.hide_again()
        if self._show_rules is not None:
            self._show_rules()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no key acts on the screen that lies underneath
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_F1:
                self.hide_again()
            case Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + _STEP)
            case Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - _STEP)


def _section(name: str, keys: Sequence[Key]) -> QWidget:
    made = surface("paper")
    made.setAccessibleName(name)
    layout = column(made, spacing=4)
    layout.addWidget(label(name, "heading"))
    lines = QGridLayout()
    lines.setHorizontalSpacing(12)
    lines.setVerticalSpacing(4)
    lines.setColumnStretch(1, 1)
    for place, (pressed, words) in enumerate(keys):
        caps = row(spacing=3)
        for key in pressed.split():
            caps.addWidget(label("…") if key == "…" else key_cap(key))
        caps.addStretch(1)
        lines.addLayout(caps, place, 0)
        said = label(words, wraps=True)
        said.setAccessibleName(f"{pressed}: {words}")
        lines.addWidget(said, place, 1)
    layout.addLayout(lines)
    return made
