"""A display as somebody before it sees it: the colours of its points, and the keys they press."""

import ctypes
import time
from types import TracebackType
from typing import Self

_ALL_PLANES, _Z_PIXMAP = ctypes.c_ulong(-1), 2
_NAMES = {" ": b"space", "\n": b"Return"}
Point = tuple[int, int]


class Outside:
    """One look at a display for as long as it is needed."""

    def __init__(self, name: str) -> None:
        x = self._x = ctypes.CDLL("libX11.so.6")
        for function in (x.XOpenDisplay, x.XGetImage):
            function.restype = ctypes.c_void_p
        for function in (x.XDefaultRootWindow, x.XStringToKeysym, x.XGetPixel):
            function.restype = ctypes.c_ulong
        x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._at = ctypes.c_void_p(x.XOpenDisplay(name.encode()))
        self._root = ctypes.c_ulong(x.XDefaultRootWindow(self._at))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._x.XCloseDisplay(self._at)

    def colour_at(self, point: Point) -> str:
        """The colour of a point, as `#rrggbb`."""
        image = ctypes.c_void_p(
            self._x.XGetImage(self._at, self._root, *point, 1, 1, _ALL_PLANES, _Z_PIXMAP)
        )
        pixel = self._x.XGetPixel(image, 0, 0)
        self._x.XDestroyImage(image)
        return f"#{pixel & 0xFFFFFF:06x}"

    def colours_in(self, area: tuple[int, int, int, int], step: int = 8) -> set[str]:
        """The colours of a net of points over an area."""
        left, top, width, height = area
        return {
            self.colour_at((x, y))
            for y in range(top, top + height, step)
            for x in range(left, left + width, step)
        }

    def type(self, words: str) -> None:
        """Press the keys of small letters, blanks and the Return key."""
        keyboard = ctypes.CDLL("libXtst.so.6")
        for letter in words:
            sign = self._x.XStringToKeysym(_NAMES.get(letter, letter.encode()))
            key = self._x.XKeysymToKeycode(self._at, ctypes.c_ulong(sign))
            for is_down in (1, 0):
                keyboard.XTestFakeKeyEvent(self._at, ctypes.c_uint(key), is_down, 0)
            self._x.XSync(self._at, 0)
            time.sleep(0.01)
