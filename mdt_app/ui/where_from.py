"""Finds the value under the pointer or the keyboard, and shows the card that says where it is from.

A part of a screen that shows values of the record answers `values()`: made when asked, never
ahead of time. The pointer rests on one, or the keyboard steps through them with the arrows.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from shiboken6 import isValid

from mdt_app.errors import UserError
from mdt_app.register.provenance import Provenance
from mdt_app.ui.provenance import ProvenanceCard, Value, blocks_of

LookUp = Callable[[Value], Sequence[Provenance | None]]
WHERE_FROM_KEY = "I"
_NEAR = 4
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_ELSEWHERE = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_GOES_WITH = (QEvent.Type.WindowDeactivate, QEvent.Type.Resize, QEvent.Type.Hide)
"""What happens to the window or to the widget with the value takes the card away with it."""


@runtime_checkable
class HasValues(Protocol):
    """A widget that shows values of the record."""

    def values(self) -> Sequence[Value]:
        """Every value it shows now, in reading order, with its place on the widget."""

    def first_value(self) -> int:
        """The place among `values()` at which the keyboard starts."""


@runtime_checkable
class HasLines(Protocol):
    """A list of people: the values under the pointer are those of one line."""

    def values_at(self, at: QPoint) -> Sequence[Value]:
        """Every value of the line at a place on the widget."""


class WhereFrom(QObject):
    """One screen's card. `first` is where the keyboard goes when it is at no value."""

    # Said for the class too: a window that is collected still tells this about its last events.
    _card: ProvenanceCard | None = None
    _followed: QWidget | None = None

    def __init__(
        self, screen: QWidget, look_up: LookUp, first: Callable[[], QWidget | None]
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._look_up = look_up
        self._first = first
        self._shown_on: QWidget | None = None
        self._box = QRect()
        self._is_pointed = False
        self._place = -1
        self._scrolled: tuple[QScrollBar, int] | None = None
        """A list that was scrolled to show a value, and where it was before."""
        screen.installEventFilter(self)  # what no widget explains itself comes up to the screen
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @property
    def card(self) -> ProvenanceCard | None:
        """The card while it is shown."""
        shown = self._card is not None and isValid(self._card) and self._card.isVisible()
        return self._card if shown else None

    def clear(self) -> None:
        """Show nothing: somebody else comes, or the place is left."""
        self._place = -1
        if self._card is None:
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._shown_on = None
        if isValid(self._card):
            self._card.clear()
        if self._scrolled is not None and isValid(self._scrolled[0]):
            bar, before = self._scrolled
            bar.setValue(before)
        self._scrolled = None

    def ask(self) -> None:
        """Say where the value at the keyboard is from, or stop saying it."""
        if self.card is not None and not self._is_pointed:
            self.clear()
            return
        widget = _with_values(QApplication.focusWidget(), self._screen)
        if widget is None:
            widget = self._first()
            if widget is None:
                return
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._step_to(widget, self._place if self._place >= 0 else _first_of(widget))

    def explain(self, at: QPoint) -> bool:
        """Show the card for what lies under a place of the desktop, if anything does."""
        found = self._value_at(at)
        if found is None:
            if self._is_pointed:
                self.clear()
            return False
        widget, value = found
        self._show(widget, value, is_pointed=True)
        return True

    # -- finding ----------------------------------------------------------------------------

    def _value_at(self, at: QPoint) -> tuple[QWidget, Value] | None:
        under = self._screen.childAt(self._screen.mapFromGlobal(at))
        while under is not None and under is not self._screen:
            if isinstance(under, HasValues):
                here = under.mapFromGlobal(at)
                values = under.values_at(here) if isinstance(under, HasLines) else under.values()
                value = _nearest(values, here)
                if value is not None:
                    return under, value
            under = under.parentWidget()
        return None

    def _step_to(self, widget: QWidget, place: int) -> None:
        values = _stops(widget)
        if not values:
            self.clear()
            return
        place = min(max(place, 0), len(values) - 1)
        if isinstance(widget, QAbstractItemView):
            bar = widget.horizontalScrollBar()
            self._scrolled = self._scrolled or (bar, bar.value())
        _bring_into_sight(widget, values[place].box)
        self._show(widget, _stops(widget)[place], is_pointed=False)  # it may have moved
        self._place = place

    # -- showing ----------------------------------------------------------------------------

    def _show(self, widget: QWidget, value: Value, *, is_pointed: bool) -> None:
        try:
            blocks = blocks_of(value, self._look_up(value))
        except UserError as error:
            blocks = [(error.message, error.hint)]
        window = widget.window()
        if self._card is None or not isValid(self._card) or self._card.window() is not window:
            self._card = ProvenanceCard(window)
        self._shown_on, self._is_pointed = widget, is_pointed
        self._box = QRect(widget.mapTo(window, value.box.topLeft()), value.box.size())
        self._card.show_beside(self._box, value.nhs_number, blocks)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            app.installEventFilter(self)  # only while the card is shown

    # -- the pointer and the keyboard -------------------------------------------------------

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Listen to the arrows where the keyboard is; the card goes when the keyboard moves on."""
        if self._followed is not None and isValid(self._followed):
            self._followed.removeEventFilter(self)
        self._followed = None
        if now is not self._shown_on:
            self.clear()
        self._place = -1
        if now is not None and _with_values(now, self._screen) is now:
            now.installEventFilter(self)
            self._followed = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip and watched is self._screen:
            return isinstance(event, QHelpEvent) and self.explain(event.globalPos())
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            if watched is self._followed and self._takes(event):
                return True
            if self.card is not None and not isinstance(watched, QWidget):
                return False  # the window passes it on to the widget at the keyboard
        if self.card is not None:
            return self._put_away(watched, event)
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key at a value is for the values."""
        widget, key = self._followed, Qt.Key(event.key())
        if widget is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        is_open = self.card is not None and not self._is_pointed
        if isinstance(widget, QAbstractItemView) and not is_open:
            return False  # there the arrows move from row to row
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                start = self._place + _STEPS[key] if self._place >= 0 else _first_of(widget)
                self._step_to(widget, start)
            case Qt.Key.Key_Home:
                self._step_to(widget, 0)
            case Qt.Key.Key_End:
                self._step_to(widget, 10**6)
            case _:
                return False
        return True

    def _put_away(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes the card and nothing else; whatever takes the eye elsewhere closes it too."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            return self._hears(event, is_press=kind == QEvent.Type.KeyPress)
        around = (self._screen, self._shown_on, self._screen.window())
        if kind in _ELSEWHERE or (kind in _GOES_WITH and watched in around):
            self.clear()
        elif kind == QEvent.Type.MouseMove and self._is_pointed and isinstance(event, QMouseEvent):
            self._look_after(event.globalPosition().toPoint())
        return False

    def _hears(self, event: QKeyEvent, *, is_press: bool) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            if is_press:
                self.clear()
            return True
        if is_press and event.key() not in _MODIFIERS:
            self.clear()
        return False

    def _look_after(self, pointer: QPoint) -> None:
        """The card goes with the pointer."""
        window = self._screen.window()
        near = self._box.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
        if not near.contains(window.mapFromGlobal(pointer)):
            self.clear()


def _with_values(widget: QWidget | None, screen: QWidget) -> QWidget | None:
    """The widget itself if it shows values and stands on the screen."""
    is_one = widget is not None and isinstance(widget, HasValues) and screen.isAncestorOf(widget)
    return widget if is_one else None


def _first_of(widget: QWidget) -> int:
    return widget.first_value() if isinstance(widget, HasValues) else 0


def _stops(widget: QWidget) -> Sequence[Value]:
    """The values the keyboard stops at, or all there is to say."""
    values = widget.values() if isinstance(widget, HasValues) else ()
    return [value for value in values if value.is_stop] or values


def _nearest(values: Sequence[Value], at: QPoint) -> Value | None:
    """Of the values whose place holds the point, the one whose middle is nearest."""
    found = [value for value in values if value.box.contains(at)]
    found = [value for value in found if value.is_stop] or found

    def distance(value: Value) -> int:
        return (value.box.center() - at).manhattanLength()

    return min(found, key=distance, default=None)


def _bring_into_sight(widget: QWidget, box: QRect) -> None:
    """Scroll whatever scrolls inside or around the widget until the value can be seen."""
    if isinstance(widget, QAbstractItemView):
        _scroll_across(widget, box)
        return
    area = widget.parentWidget()
    while area is not None:
        around = area.parentWidget()
        if isinstance(around, QScrollArea) and (inside := around.widget()) is not None:
            middle = widget.mapTo(inside, box.center())
            around.ensureVisible(middle.x(), middle.y(), box.width() // 2 + 24, box.height() + 24)
        area = around


def _scroll_across(view: QAbstractItemView, box: QRect) -> None:
    """Bring the current row into sight, and of it the place of a value."""
    view.scrollTo(view.currentIndex())
    room, bar = view.viewport().geometry(), view.horizontalScrollBar()
    if box.right() > room.right():
        bar.setValue(bar.value() + box.right() - room.right())
    elif box.left() < room.left():
        bar.setValue(bar.value() + box.left() - room.left())
