"""A font that measures each word once: lines are broken by the widths of the same words."""

from reportlab.pdfbase.ttfonts import TTFont

_UNITS = 1000.0
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


def forget_words() -> None:
    """Forget every word that was measured: they are somebody's."""
    for known in _widths:
        known.clear()
