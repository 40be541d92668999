"""A window shown where it has room: on a small screen, all over it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget


def show_fitting(window: QWidget) -> None:
    """Show the window; on a screen that has no room for it and its frame, all over it."""
    if QGuiApplication.platformName() == "offscreen":
        window.show()  # that platform's screen is not one anybody looks at
        return
    room = window.screen().availableGeometry()
    frame = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    if room.width() < window.width() or room.height() < window.height() + frame:
        window.showMaximized()
    else:
        window.show()
