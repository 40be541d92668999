"""A client of AT-SPI, as a screen reader is one: it knows names, roles and actions, no widgets."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_PATIENCE_S = 60.0
_PREFIX = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SHOWING = 25
"""Bit of a state set: the thing is on the screen."""


def what_is_missing() -> str:
    """What this computer lacks to be read to; '' if nothing."""
    lacking = [each for each in ("Xvfb", "dbus-daemon") if shutil.which(each) is None]
    if not any(Path(each).exists() for each in _LAUNCHERS):
        lacking.append("at-spi2-core")
    return ", ".join(lacking)


@contextmanager
def session_bus(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a session bus of our own while it runs."""
    words = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    running = subprocess.Popen(
        words, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert running.stdout is not None
    try:
        yield running.stdout.readline().strip()
    finally:
        running.terminate()
        running.wait(timeout=10)
        running.stdout.close()


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the screen, as AT-SPI calls it: whose it is and which."""

    bus: str
    path: str


class Reader:
    """Reads what a program shows, and presses and types as assistive technology does."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(bus=session) as bus:
            status = Properties(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status"))
            bus.send_and_get_reply(status.set("IsEnabled", "b", True), timeout=20)
            asked = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = bus.send_and_get_reply(new_method_call(asked, "GetAddress"), timeout=20)
        self._bus: DBusConnection = open_dbus_connection(bus=reply.body[0])

    def close(self) -> None:
        self._bus.close()

    def _call(
        self, thing: Thing, interface: str, method: str, signature: str = "", *args: Any
    ) -> Any:
        address = DBusAddress(thing.path, thing.bus, f"{_PREFIX}.{interface}")
        call = new_method_call(address, method, signature or None, args)
        reply = self._bus.send_and_get_reply(call, timeout=20)
        if reply.header.message_type == MessageType.error:
            raise LookupError(f"{interface}.{method}: {reply.body}")
        return reply.body[0] if reply.body else None

    def _property(self, thing: Thing, interface: str, name: str) -> Any:
        address = DBusAddress(thing.path, thing.bus, f"{_PREFIX}.{interface}")
        reply = self._bus.send_and_get_reply(Properties(address).get(name), timeout=20)
        if reply.header.message_type == MessageType.error:
            raise LookupError(f"{interface}.{name}: {reply.body}")
        return reply.body[0][1]

    def name(self, thing: Thing) -> str:
        return str(self._property(thing, "Accessible", "Name"))

    def description(self, thing: Thing) -> str:
        return str(self._property(thing, "Accessible", "Description"))

    def role(self, thing: Thing) -> str:
        return str(self._call(thing, "Accessible", "GetRoleName"))

    def is_showing(self, thing: Thing) -> bool:
        low, _high = self._call(thing, "Accessible", "GetState")
        return bool(low & (1 << SHOWING))

    def children(self, thing: Thing) -> list[Thing]:
        return [Thing(*each) for each in self._call(thing, "Accessible", "GetChildren")]

    def programs(self) -> list[Thing]:
        """Every program that can be read."""
        return self.children(Thing(_REGISTRY, _ROOT))

    def everything(self) -> Iterator[tuple[Thing, str]]:
        """Whatever is on the screen, from the windows inwards, with its name."""
        waiting = self.programs()
        while waiting:
            thing = waiting.pop(0)
            try:
                name = self.name(thing)
                inside = self.children(thing)
            except LookupError:
                continue  # it went while we looked
            yield thing, name
            waiting += inside

    def find(self, begins: str, role: str = "") -> Thing | None:
        """What is on show and has a name that begins so, and that role."""
        for thing, name in self.everything():
            if name.startswith(begins) and (not role or self.role(thing) == role):
                try:
                    if self.is_showing(thing):
                        return thing
                except LookupError:
                    continue
        return None

    def wait_for(self, begins: str, role: str = "") -> Thing:
        """The same, once it is there."""
        found = wait_until(lambda: self.find(begins, role), f"{role or 'something'} '{begins}'")
        assert isinstance(found, Thing)
        return found

    def press(self, thing: Thing) -> None:
        """Do the first thing that can be done with it."""
        assert self._call(thing, "Action", "DoAction", "i", 0), "it could not be pressed"

    def states(self, thing: Thing) -> int:
        """The first half of its state set, bit by bit."""
        low, _high = self._call(thing, "Accessible", "GetState")
        return int(low)

    def text(self, thing: Thing) -> str:
        return str(self._call(thing, "Text", "GetText", "ii", 0, -1))

    def type_into(self, thing: Thing, words: str) -> None:
        """Put words into a field in place of what it holds."""
        assert self._call(thing, "EditableText", "SetTextContents", "s", words)


def wait_until(look: Callable[[], object], what: str) -> object:
    """What `look` finds, once it finds something."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"never came: {what}")
