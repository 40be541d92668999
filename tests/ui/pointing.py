"""A pointer that comes to rest or moves on, keys, and what the card says then."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.ui.where_from import WhereFrom


def at_the_keyboard() -> QWidget:
    """Where a key goes: Qt ends the whole process where one is sent to nothing."""
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None, "no window has the keyboard"
    return widget


def press(*keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(at_the_keyboard(), key)


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
