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


def put_on(window: QWidget, screen_name: str) -> None:
    """Place a window on another screen, before it is shown; one that has gone changes nothing."""
    for screen in QGuiApplication.screens():
        if screen.name() == screen_name and screen is not window.screen():
            place = window.geometry()
            place.moveCenter(screen.availableGeometry().center())
            window.setScreen(screen)
            window.setGeometry(place)
