"""The computer is locked or put to sleep, and the real program ends with all it knew.

On a bus of our own, where what a desktop and its login manager say is said for them.
"""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from mdt_app.ui.desktop_bus import session_path
from mdt_app.vault.workspace import Workspace
from tests.ui.meeting_room import begin
from tests.whole.running_program import Running, running
from tests.whole.screen_reader import session_bus

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
SESSION = "2"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or not os.access("/usr/bin/dbus-daemon", os.X_OK),
        reason="there is no D-Bus here",
    ),
]


class LoginManager:
    """Says what the login manager and a desktop's screen saver say."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus
        self.delay: int | None = None
        """Our end of what keeps the computer awake: it ends when the program lets go."""
        bus.send_and_get_reply(message_bus.RequestName(LOGIN), timeout=20)

    def give_delay(self) -> None:
        """Answer the program that asks to be told before the computer sleeps."""
        while self.delay is None:
            asked = self._bus.receive(timeout=60)
            fields = asked.header.fields
            if asked.header.message_type == MessageType.method_call:
                assert fields[HeaderFields.member] == "Inhibit"
                assert asked.body[0] == "sleep"
                assert asked.body[3] == "delay"
                self.delay, theirs = os.pipe()
                answer = new_method_return(asked, "h", (theirs,))
                self._bus.send(answer)
                os.close(theirs)

    def say(self, path: str, interface: str, signal: str, *what: bool) -> None:
        address = DBusAddress(path, interface=interface)
        self._bus.send(new_signal(address, signal, "b" if what else None, what))

    def is_delayed(self, patience_s: float = 0.0) -> bool:
        """Whether the program still keeps the computer awake; waits for it to let go."""
        assert self.delay is not None
        return not select.select([self.delay], [], [], patience_s)[0]


@contextmanager
def on_a_bus(store: Path, home: Path) -> Iterator[tuple[Running, LoginManager]]:
    with session_bus(os.environ) as address:
        own = {f"DBUS_{bus}_BUS_ADDRESS": address for bus in ("SESSION", "SYSTEM")}
        with open_dbus_connection(bus=address, enable_fds=True) as bus:
            manager = LoginManager(bus)
            with running(store, home, XDG_SESSION_ID=SESSION, **own) as program:
                manager.give_delay()
                yield program, manager


@pytest.fixture
def store(ws: Workspace, tmp_path: Path) -> Path:
    begin(ws, tmp_path / "files")
    ws.vault.lock()
    return ws.vault.folder


def test_sleep_waits_until_the_store_is_locked(store, tmp_path):
    with on_a_bus(store, tmp_path / "home") as (program, manager):
        assert manager.is_delayed()
        manager.say(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", True)
        program.wait_until_anew()
        assert not manager.is_delayed(patience_s=5)


@pytest.mark.parametrize(
    ("path", "interface", "signal", "what"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
        (session_path(SESSION), f"{LOGIN}.Session", "Lock", []),
    ],
)
def test_a_locked_desktop_locks_the_store(store, tmp_path, path, interface, signal, what):
    with on_a_bus(store, tmp_path / "home") as (program, manager):
        # Not these: a screen saver that goes, the end of a sleep, another one's session.
        manager.say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
        manager.say(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", False)
        manager.say(session_path("31"), f"{LOGIN}.Session", "Lock")
        with pytest.raises(AssertionError, match="waited in vain"):
            program.wait_until_anew(patience_s=1)
        manager.say(path, interface, signal, *what)
        program.wait_until_anew()


def test_a_session_goes_by_the_name_the_login_manager_gives_it():
    assert session_path("2").endswith("/session/_32")
    assert session_path("c1").endswith("/session/c1")
    assert session_path("a-2").endswith("/session/a_2d2")
