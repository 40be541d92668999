"""A virtual display with two screens, one of which can be unplugged and plugged in again."""

import ctypes
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHAIR, PROJECTOR = "CHAIR", "PROJECTOR"
CHAIR_AREA, PROJECTOR_AREA = (0, 0, 1366, 768), (1366, 0, 1280, 800)


def can_have_two_screens() -> bool:
    """Whether this computer has what it takes."""
    try:
        for name in ("libX11.so.6", "libXrandr.so.2", "libxcb-cursor.so.0"):
            ctypes.CDLL(name)
    except OSError:
        return False
    return shutil.which("Xvfb") is not None


@contextmanager
def display(folder: Path) -> Iterator[str]:
    """The display's name while it runs."""
    reading, writing = _pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2646x800x24", "-noreset"]
    with (folder / "xvfb.log").open("wb") as log:
        running = subprocess.Popen(words, pass_fds=[writing], stdout=log, stderr=log)
    try:
        name = f":{_first_line(reading)}"
        plug(name, CHAIR, CHAIR_AREA, is_primary=True)
        plug(name, PROJECTOR, PROJECTOR_AREA)
        yield name
    finally:
        running.terminate()
        running.wait(timeout=10)


def _pipe() -> tuple[int, int]:
    import os

    return os.pipe()


def _first_line(reading: int) -> str:
    import os

    found = b""
    while not found.endswith(b"\n"):
        found += os.read(reading, 16)
    time.sleep(0.1)
    return found.decode().strip()


class _Monitor(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "mwidth", "mheight")),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    ]


class _Resources(ctypes.Structure):
    _fields_ = [
        ("timestamp", ctypes.c_ulong),
        ("configured", ctypes.c_ulong),
        ("crtcs_count", ctypes.c_int),
        ("crtcs", ctypes.POINTER(ctypes.c_ulong)),
        ("outputs_count", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    ]


class _Server:
    """One connection to the display."""

    def __init__(self, name: str) -> None:
        self.x, self.randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XInternAtom.restype = ctypes.c_ulong
        self.randr.XRRGetScreenResources.restype = ctypes.POINTER(_Resources)
        self.at = ctypes.c_void_p(self.x.XOpenDisplay(name.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.at))

    def atom(self, name: str) -> int:
        return int(self.x.XInternAtom(self.at, name.encode(), 0))

    def close(self) -> None:
        self.x.XSync(self.at, 0)
        self.x.XCloseDisplay(self.at)


def plug(
    name: str, screen: str, area: tuple[int, int, int, int], *, is_primary: bool = False
) -> None:
    """A screen is there. The first one takes the display's own output."""
    server = _Server(name)
    made = _Monitor(server.atom(screen), int(is_primary), 0, 0, *area, 340, 190)
    if is_primary:
        found = server.randr.XRRGetScreenResources(server.at, server.root).contents
        made.outputs_count, made.outputs = 1, (ctypes.c_ulong * 1)(found.outputs[0])
    server.randr.XRRSetMonitor(server.at, server.root, ctypes.byref(made))
    server.close()


def unplug(name: str, screen: str) -> None:
    """The screen's cable is pulled."""
    server = _Server(name)
    server.randr.XRRDeleteMonitor(server.at, server.root, ctypes.c_ulong(server.atom(screen)))
    server.close()
