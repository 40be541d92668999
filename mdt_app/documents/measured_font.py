"""A font that measures each word once, and lets every sign of it be copied out again."""

import re
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_UNITS = 1000.0
_BEYOND = re.compile(r"<([0-9A-F]{5,6})>$", re.MULTILINE)
"""A sign beyond U+FFFF as reportlab writes it, where PDF asks for two halves of four digits."""
_widths: list[dict[str, float]] = []


class MeasuredFont(TTFont):  # type: ignore[misc]
    """An embedded font. What it measured is forgotten when the document is done."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._known: dict[str, float] = {}
        _widths.append(self._known)

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        width = self._known.get(text)
        if width is None:
            width = self._known[text] = float(super().stringWidth(text, _UNITS, encoding))
        return width * size / _UNITS

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        super().addObjects(doc)
        for name, found in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(found.content, str):
                found.content = _BEYOND.sub(_in_halves, found.content)


def _in_halves(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def forget_words() -> None:
    """Forget every word that was measured: they are somebody's."""
    for known in _widths:
        known.clear()
