"""What the message bar says is read aloud: heard on the bus of a screen reader, not looked up."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.ui.two_screens import display
from tests.whole.screen_reader import session_bus, what_is_missing

_SAYS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget, QVBoxLayout
from mdt_app.errors import UserError
from mdt_app.ui.messages import MessageBar, show_error, tell
app = QApplication([])
window = QWidget()
layout = QVBoxLayout(window)
layout.addWidget(MessageBar())
window.show()
def say():
    tell(window, "Saved.", "14 cases")
    show_error(window, UserError("The disk is full.", "Make room."))
timer = QTimer(interval=500)
timer.timeout.connect(say)
timer.start()
app.exec()
"""
_PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(
    bool(what_is_missing()), reason=f"a screen reader's way needs {what_is_missing()}"
)


def test_news_is_read_in_its_turn_and_a_problem_at_once(tmp_path: Path) -> None:
    heard = _heard(tmp_path)
    assert heard == {"Saved. 14 cases": 1, "The disk is full. Make room.": 2}


def _heard(tmp_path: Path) -> dict[str, int]:
    """What was announced, and how urgently, as AT-SPI counts it: 1 polite, 2 assertive."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with display(tmp_path) as name:
        environment = os.environ | {
            "DISPLAY": name,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": str(home),
        }
        with session_bus(environment) as address:
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            with open_dbus_connection(bus=address) as bus:
                asked = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
                reply = bus.send_and_get_reply(new_method_call(asked, "GetAddress"), timeout=20)
            return _listen(str(reply.body[0]), environment)


def _listen(address: str, environment: dict[str, str]) -> dict[str, int]:
    rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
    registry = DBusAddress(
        "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
    )
    wanted = new_method_call(registry, "RegisterEvent", "s", ("object:announcement",))
    heard: dict[str, int] = {}
    with open_dbus_connection(bus=address) as bus:
        bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=20)
        bus.send_and_get_reply(wanted, timeout=20)
        program = subprocess.Popen([sys.executable, "-c", _SAYS], env=environment)
        try:
            until = time.monotonic() + _PATIENCE_S
            while len(heard) < 2 and time.monotonic() < until:
                signal = bus.receive(timeout=_PATIENCE_S)
                if signal.header.fields.get(HeaderFields.member) == "Announcement":
                    _detail, urgency, _, (_type, words), *_rest = signal.body
                    heard[words] = urgency
        finally:
            program.terminate()
            program.wait(timeout=20)
    return heard
