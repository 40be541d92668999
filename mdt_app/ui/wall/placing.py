"""Which screen the room window is on: the one remembered, full of it; with one screen, none."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from mdt_app.ui.wall.room_window import RoomWindow

_SHARE_OF_ONE_SCREEN = 0.75
_UNPLUGGED_SIZE = (640, 400)


def screen_for_room(
    screens: Sequence[QScreen], of_chair: QScreen, remembered: str
) -> QScreen | None:
    """The remembered screen, or else the first that is not the chair's; None with only one."""
    others = [screen for screen in screens if screen is not of_chair]
    named = [screen for screen in others if screen.name() == remembered]
    return next(iter([*named, *others]), None)


class Placing(QObject):
    """Puts the window on a screen, and takes it off one that goes away."""

    lost = Signal()
    """The room's screen went away: the window is covered, small, and on the chair's screen."""
    found = Signal()
    """A screen for the room came back: the window is on it, covered."""
    moved_to = Signal(str)
    """The name of the screen that was chosen for the room."""

    def __init__(self, room: RoomWindow, remembered: Callable[[], str]) -> None:
        super().__init__(room)
        self._room = room
        self._remembered = remembered
        self.chair: QWidget | None = None
        """The chair's window; None while the store is locked."""
        self.is_lost = False
        self.on = ""
        """The name of the screen it fills, or did before that went away; '' beside the chair's."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screen_gone)
        app.screenAdded.connect(self._screen_come)

    def show(self) -> None:
        """Show the window where it belongs, without taking the keyboard."""
        screen = self._screen_for_room()
        if screen is None:
            self._show_beside()
        else:
            self._fill(screen)
        self._give_keyboard_back()

    def show_again(self, on: str) -> None:
        """Show the window on the screen it was on before a lock, or wait for that screen."""
        screen = screen_for_room(QGuiApplication.screens(), self._screen_of_chair(), on)
        if screen is not None and on:
            self._fill(screen)
        elif on:
            self.on = on
            self._step_aside(self._screen_of_chair())
        else:
            self._show_beside()
        self._give_keyboard_back()

    def hide(self) -> None:
        """Take the window away."""
        self._room.put_cover()
        self._room.hide()
        self._give_keyboard_back()

    def swap(self) -> None:
        """Let the room's window and the chair's change places."""
        chair, room = self.chair, self._room
        if chair is None:
            return
        of_chair, of_room = chair.screen(), room.screen()
        if of_room is of_chair:
            other = self._screen_for_room()
            if other is not None:
                self._fill(other)
        else:
            _move_chair(chair, of_room)
            self._fill(of_chair)
        if room.screen() is not chair.screen():
            self.moved_to.emit(room.screen().name())
        self._give_keyboard_back()

    def _give_keyboard_back(self) -> None:
        """Some window systems give it to any window that is shown."""
        if self.chair is not None:
            self.chair.activateWindow()

    def _screen_of_chair(self) -> QScreen:
        return self.chair.screen() if self.chair is not None else QGuiApplication.primaryScreen()

    def _screen_for_room(self) -> QScreen | None:
        return screen_for_room(
            QGuiApplication.screens(), self._screen_of_chair(), self._remembered()
        )

    def _fill(self, screen: QScreen) -> None:
        """All over that screen. Hidden first: no frame of it is to be seen on another one."""
        room = self._room
        self.is_lost, self.on = False, screen.name()
        room.hide()
        room.setScreen(screen)
        room.setGeometry(screen.geometry())
        room.fill_screen(True)
        room.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen asks for the keyboard
        room.show()

    def _show_beside(self) -> None:
        """An ordinary window on the chair's only screen."""
        room, free = self._room, self._screen_of_chair().availableGeometry()
        self.on = ""
        room.setScreen(self._screen_of_chair())
        room.fill_screen(False)
        place = QRect(free)
        place.setSize(free.size() * _SHARE_OF_ONE_SCREEN)
        place.moveTopRight(free.topRight())
        room.setGeometry(place)
        room.showNormal()

    def _screen_gone(self, screen: QScreen) -> None:
        """Told before Qt moves the window to another screen: it is covered before it gets there."""
        room = self._room
        if not room.isVisible() or room.screen() is not screen:
            return
        room.put_cover()
        room.hide()
        of_chair = self._screen_of_chair()
        self._step_aside(QGuiApplication.primaryScreen() if of_chair is screen else of_chair)
        self.lost.emit()

    def _step_aside(self, of_chair: QScreen) -> None:
        """Small and out of the way until there is a screen for it again."""
        room = self._room
        self.is_lost = True
        room.setWindowState(Qt.WindowState.WindowNoState)
        room.fill_screen(False)
        room.setScreen(of_chair)
        corner = of_chair.availableGeometry().topLeft()
        room.setGeometry(QRect(corner.x() + 40, corner.y() + 40, *_UNPLUGGED_SIZE))
        room.showMinimized()

    def _screen_come(self, _screen: QScreen) -> None:
        """A screen for the room is here again: covered until somebody uncovers it."""
        if not self.is_lost or not self._room.isVisible():
            return
        screen = self._screen_for_room()
        if screen is not None:
            self._room.put_cover()
            self._fill(screen)
            self.found.emit()


def _move_chair(chair: QWidget, screen: QScreen) -> None:
    """Put the chair's window on another screen, as large as it was where that fits."""
    is_maximised = chair.isMaximized()
    if is_maximised:
        chair.showNormal()
    free = screen.availableGeometry()
    size = chair.size().boundedTo(free.size())
    chair.setScreen(screen)
    chair.setGeometry(QRect(free.topLeft(), size))
    if is_maximised:
        chair.showMaximized()
