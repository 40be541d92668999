"""The fonts the program brings along, so that every name and sign shows on every machine."""

from PySide6.QtGui import QFont, QFontDatabase

from mdt_app.resources import resource_path

FAMILIES = ("Noto Sans", "Noto Sans Math", "Noto Sans Symbols2", "Noto Sans Bengali")
_AT_ONCE = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_SOON = (
    "NotoSansMath-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
)
BASE_POINTS = 9.75
"""13 pixels at 96 dots an inch; in points, so that larger system fonts enlarge everything."""


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
    """The program's typeface, falling back to the scripts and signs it also brings."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(points)
    made.setBold(bold)
    return made
