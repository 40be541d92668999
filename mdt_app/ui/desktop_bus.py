"""What a Linux desktop says over D-Bus when it locks the screen or goes to sleep."""

import os
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_LOGIN = "org.freedesktop.login1"
_LOGIN_PATH = "/org/freedesktop/login1"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


def session_path(session: str) -> str:
    """The login manager's object for a session: what is no letter is written as a number."""

    def written(place: int, letter: str) -> str:
        is_plain = letter.isascii() and letter.isalnum() and (place or not letter.isdigit())
        return letter if is_plain else "".join(f"_{byte:02x}" for byte in letter.encode())

    name = "".join(written(place, letter) for place, letter in enumerate(session))
    return f"{_LOGIN_PATH}/session/{name or '_'}"


class DesktopBus(QObject):
    """Hears it on both buses. Where there is no bus nothing is heard, and nothing is said."""

    def __init__(self, locked: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._locked = locked
        self._delaying: QDBusMessage | None = None
        """Holds the descriptor that lets the computer sleep only when we are locked."""
        desktop = QDBusConnection.sessionBus()
        if desktop.isConnected():
            for saver in _SAVERS:
                desktop.connect("", "", saver, "ActiveChanged", self, _slot("screen_saver(bool)"))
        system = QDBusConnection.systemBus()
        if system.isConnected():
            self._listen_to_login(system)

    def _listen_to_login(self, bus: QDBusConnection) -> None:
        manager, session = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
        sleeping = ("PrepareForSleep", self, _slot("sleep(bool)"))
        bus.connect(_LOGIN, _LOGIN_PATH, manager, *sleeping)
        if own := os.environ.get("XDG_SESSION_ID"):
            bus.connect(_LOGIN, session_path(own), session, "Lock", self, _slot("session_lock()"))
        asking = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, manager, "Inhibit")
        asking.setAutoStartService(False)
        asking.setArguments(["sleep", "MDT", "The store is being locked", "delay"])
        waiting = QDBusPendingCallWatcher(bus.asyncCall(asking), self)
        waiting.finished.connect(self._delay_sleep)

    @Slot(bool)
    def screen_saver(self, is_active: bool) -> None:
        """A desktop's screen saver came or went."""
        if is_active:
            self._locked()

    @Slot()
    def session_lock(self) -> None:
        """The session of this desktop is locked."""
        self._locked()

    @Slot(bool)
    def sleep(self, is_beginning: bool) -> None:
        """The computer goes to sleep, or is back."""
        if is_beginning:
            self._locked()
            self._delaying = None

    def _delay_sleep(self, answered: QDBusPendingCallWatcher) -> None:
        if not answered.isError():
            self._delaying = answered.reply()
        answered.deleteLater()


def _slot(name: str) -> bytes:
    return cast(bytes, SLOT(name))  # a text, whatever the binding's own types say
