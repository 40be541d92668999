"""How the program looks: one style, one sheet, and roles that widgets name instead of styles."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mdt_app.ui import palette as c
from mdt_app.ui.fonts import font, load_text_fonts
from mdt_app.ui.looks import looks
from mdt_app.ui.sheet import style_sheet
from mdt_app.ui.themes import SYSTEM, THEMES

_DARK = 128


def apply_theme(app: QApplication) -> None:
    """Give the whole program its style, colours and typeface."""
    load_text_fonts()
    sheet = style_sheet(looks.percent)
    if app.styleSheet() == sheet:
        return  # Qt would work out everything again
    if not app.styleSheet():  # under a sheet the style stays, and has lost its name
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(sheet)
    looks.announce()


def change_looks(app: QApplication, theme: str, percent: int) -> None:
    """Wear another theme or size of text, at once and everywhere."""
    if looks.wear(theme_worn(theme), percent):
        apply_theme(app)


def theme_worn(chosen: str) -> str:
    """The theme that a choice means on this computer now; one nobody knows means light."""
    if chosen == SYSTEM:
        return _theme_of_system()
    return chosen if chosen in THEMES else "light"


def _theme_of_system() -> str:
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    wanted = hints.accessibility().contrastPreference()
    if wanted == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def begin_with(theme: str, percent: int) -> None:
    """Wear this from the first window on, before there is one.

    Whether the system is dark is read from its palette: asking Qt costs a tenth of the start.
    """
    if theme == SYSTEM:
        is_dark = QGuiApplication.palette().window().color().lightness() < _DARK
        theme = "dark" if is_dark else "light"
    looks.wear(theme if theme in THEMES else "light", percent)


def follow_system(act: Callable[..., None]) -> None:
    """Call `act` whenever the system's own looks change."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(act)
    hints.accessibility().contrastPreferenceChanged.connect(act)


def _palette() -> QPalette:
    colours = QPalette()
    for part, colour in {
        QPalette.ColorRole.Window: c.PAGE,
        QPalette.ColorRole.WindowText: c.INK,
        QPalette.ColorRole.Base: c.PAPER,
        QPalette.ColorRole.AlternateBase: c.PAPER,
        QPalette.ColorRole.Text: c.INK,
        QPalette.ColorRole.Button: c.PAPER,
        QPalette.ColorRole.ButtonText: c.INK,
        QPalette.ColorRole.Highlight: c.BLUE,
        QPalette.ColorRole.HighlightedText: c.ON_COLOUR,
        QPalette.ColorRole.PlaceholderText: c.HINT,
        QPalette.ColorRole.ToolTipBase: c.INK,
        QPalette.ColorRole.ToolTipText: c.PAPER,
        QPalette.ColorRole.Link: c.BLUE,
        QPalette.ColorRole.LinkVisited: c.BLUE,
        QPalette.ColorRole.Accent: c.BLUE,
    }.items():
        colours.setColor(part, QColor(colour))
    for part in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        colours.setColor(QPalette.ColorGroup.Disabled, part, QColor(c.DISABLED))
    return colours
