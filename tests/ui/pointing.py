"""A pointer that comes to rest or moves on, keys, and what the card says then."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.ui.where_from import WhereFrom


def at_the_keyboard() -> QWidget:
    """Where a key goes: an open list takes them all, whatever has the keyboard below it.

    Qt ends the whole process where a key is sent to nothing.
    """
    widget = (
        QApplication.activePopupWidget()
        or QApplication.focusWidget()
        or QApplication.activeWindow()
    )
    assert widget is not None, "no window has the keyboard"
    return widget


def press(*keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(at_the_keyboard(), key)


def choose_by_typing(chooser: QWidget, words: str) -> None:
    """Type into a drop-down that can be searched, and take what is found with Enter.

    Each key goes where it would from a keyboard, and the window hears of the list that opens
    before the next one. Sent past the list, Enter would leave it open; and a list that opens late
    takes the keyboard away from whatever has it by then. Off-screen there is no window manager to
    bring the window back when the list closes.
    """
    window = chooser.window()
    chooser.setFocus()
    for letter in words:
        QTest.keyClicks(at_the_keyboard(), letter)
        QApplication.processEvents()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def point_at(widget: QWidget, at: QPoint) -> None:
    """What Qt says to the widget under a pointer that has come to rest."""
    place = widget.mapToGlobal(at)
    under = widget.window().childAt(widget.window().mapFromGlobal(place))
    assert under is not None
    QApplication.sendEvent(
        under, QHelpEvent(QEvent.Type.ToolTip, under.mapFromGlobal(place), place)
    )


def move_to(widget: QWidget, at: QPoint) -> None:
    """The pointer moves over a widget, without a button pressed."""
    window = widget.window()
    QTest.mouseMove(window.windowHandle(), widget.mapTo(window, at))
    QTest.qWait(5)


def said_by(where_from: WhereFrom) -> list[str]:
    """The card's lines, [] while there is none."""
    card = where_from.card
    return card.accessibleDescription().split("\n") if card is not None else []
