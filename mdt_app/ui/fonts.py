"""The fonts the program brings along, so that every name and sign shows on every machine."""

from PySide6.QtGui import QFont, QFontDatabase

from mdt_app.resources import resource_path
from mdt_app.ui.looks import BASE_POINTS as BASE_POINTS
from mdt_app.ui.looks import FAMILIES as FAMILIES
from mdt_app.ui.looks import looks

_AT_ONCE = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_SOON = (
    "NotoSansMath-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
)


def load_text_fonts() -> None:
    """Make the letters known: all that the unlock box needs."""
    for name in _AT_ONCE:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))


def load_other_fonts() -> None:
    """Make the signs and other scripts known, before names are shown."""
    from PySide6.QtCore import QLoggingCategory

    # Qt warns whenever it passes over a font that lacks a script, which is how fallback works.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for name in _SOON:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))


def font(points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
    """The program's typeface, falling back to the scripts and signs it also brings.

    `points` at 100 %. It may be kept: it grows and shrinks with the size of text that is chosen.
    """
    return looks.font(points, bold=bold)
