"""Every screen of the real window in its states, each opened by the keys people open it with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from mdt_app.demo.hands import Hands
from mdt_app.ui.parts import ElidedLabel
from mdt_app.ui.shell import Shell

STATES: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("Prepare", "prepare", ()),
    ("Prepare, a question", "prepare", ("Q",)),
    ("Prepare, an own target", "prepare", ("T",)),
    ("Prepare, advice", "prepare", ("D",)),
    ("Prepare, a rule", "prepare", ("R",)),
    ("Prepare, where from", "prepare", ("I",)),
    ("Prepare, the list goes on the agenda", "prepare", ("P",)),
    ("Meet", "meet", ()),
    ("Meet, words", "meet", ("D",)),
    ("Meet, an action", "meet", ("A",)),
    ("Meet, education", "meet", ("E",)),
    ("Meet, more decisions", "meet", ("M",)),
    ("Meet, considered", "meet", ("C",)),
    ("Meet, views differed", "meet", ("V",)),
    ("Meet, a learning point", "meet", ("L",)),
    ("Meet, tier", "meet", ("Y",)),
    ("Meet, wait", "meet", ("W",)),
    ("Meet, somebody else", "meet", ("K",)),
    ("Meet, a person more", "meet", ("N",)),
    ("Meet, who is here", "meet", ("H",)),
    ("Meet, left open", "meet", ("F",)),
    ("Meet, a topic", "meet", ("Ctrl+J",)),
    ("Meet, outputs", "meet", ("O",)),
    ("Meet, own target", "meet", ("T",)),
    ("Meet, a reason set aside", "meet", ("G", "S")),
    ("Meet, a chart enlarged", "meet", ("Z",)),
    ("Meet, a rule", "meet", ("R",)),
    ("Follow up", "follow_up", ()),
    ("Follow up, outcomes", "follow_up", ("O",)),
    ("Measures", "measures", ()),
    ("Measures, run chart", "measures", ("C",)),
    ("Measures, definition", "measures", ("D",)),
    ("Measures, who is needed", "measures", ("N",)),
    ("Measures, freezing", "measures", ("F",)),
    ("Measures, export", "measures", ("X",)),
    ("Measures, our meetings", "measures", ("H",)),
    ("Measures, tiers and remits", "measures", ("T",)),
    ("Measures, learning points", "measures", ("L",)),
    ("Data", "data", ()),
    ("Minutes", "minutes", ()),
    ("The trail", "trail", ()),
    ("The trail, one person", "trail", ("P",)),
    ("People and keys", "people", ()),
    ("People and keys, letting somebody in", "people", ("N",)),
    ("Backups", "backups", ()),
    ("Settings", "settings", ()),
    ("Find", "prepare", ("Ctrl+K",)),
    ("Keys", "meet", ("F1",)),
)
_MOST_STOPS = 220


@dataclass(frozen=True, slots=True)
class State:
    """A state of the window, open now."""

    name: str
    window: QWidget


def every_state(shell: Shell, hands: Hands) -> Iterator[State]:
    """Each state in turn; it is closed again before the next one."""
    for name, screen, keys in STATES:
        if screen not in shell._factories:
            continue
        shell.show_screen(screen)
        _settle(shell, hands)
        hands.press(*keys)
        _settle(shell, hands)
        assert QApplication.focusWidget() is not None, f"{name}: the keyboard is nowhere"
        yield State(name, QApplication.activeModalWidget() or shell)
        _close(shell, hands)


def _settle(shell: Shell, hands: Hands) -> None:
    screen = shell.screen_shown
    for _ in range(400):
        hands.look(15)
        if not getattr(screen, "is_working", False):
            break
    hands.look(40)


def _close(shell: Shell, hands: Hands) -> None:
    """Esc until nothing is over the screen."""
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        modal.reject()
        shell.activateWindow()  # off-screen there is no window manager to do that
        hands.look(30)
        return
    for _ in range(3):
        hands.press("Escape")


def on_show(window: QWidget) -> list[QWidget]:
    """Every widget that is visible in the window."""
    return [w for w in window.findChildren(QWidget) if w.isVisible() and w.window() is window]


def stops_wanted(window: QWidget) -> list[QWidget]:
    """What the keyboard must be able to come to: of several segments only the chosen one."""
    found = []
    for widget in on_show(window):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if not takes_tab or not widget.isEnabled() or is_part_of_another(widget):
            continue
        found.append(widget)
    return found


def is_part_of_another(widget: QWidget) -> bool:
    """Whether Qt made it as a part of a control."""
    parent = widget.parent()
    kinds = (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)
    while isinstance(parent, QWidget):
        if isinstance(parent, kinds) or widget.focusProxy() is not None:
            return True
        parent = parent.parent()
    return False


def stops(state: State, hands: Hands) -> list[QWidget]:
    """Where Tab leads from where the keyboard is, until it is back."""
    found: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        hands.press("Tab")
        now = QApplication.focusWidget()
        assert now is not None, f"{state.name}: Tab leads nowhere"
        if found and now is found[-1]:
            continue  # from the day to the month of one field
        if now in found:
            return found
        found.append(now)
    raise AssertionError(f"{state.name}: Tab never comes round")


def box_around(reached: Sequence[QWidget]) -> QWidget | None:
    """The box over the screen that holds the keyboard until Esc, if all stops are in one."""
    ground: QWidget | None = reached[0]
    while ground is not None and ground is not ground.window():
        if ground.property("role") == "popup" and all(map(ground.isAncestorOf, reached)):
            return ground
        ground = ground.parentWidget()
    return None


def out_of_order(reached: Sequence[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Neighbours in one place of which the second comes before the first; columns are read down."""
    found = []
    for before, after in pairwise(reached):
        if before.parentWidget() is not after.parentWidget():
            continue
        one, other = before.geometry(), after.geometry()
        is_above = other.bottom() <= one.top() and other.left() < one.right()
        is_left = other.right() <= one.left() and abs(other.center().y() - one.center().y()) < 8
        if is_above or is_left:
            found.append((before, after))
    return found


def said(widget: QWidget) -> str:
    """What a screen reader calls it."""
    words = widget.accessibleName()
    return words or (widget.text() if isinstance(widget, QAbstractButton) else "")


def named(widget: QWidget) -> str:
    """A widget, for the one who has to find it."""
    inside = type(widget.parent()).__name__
    return f"{type(widget).__name__} '{said(widget)[:40]}' in {inside}"


def clipped(widget: QWidget) -> str:
    """What of a label's or button's words is cut off, in words; '' if nothing is."""
    if isinstance(widget, QLabel):
        return _clipped_label(widget)
    if isinstance(widget, QAbstractButton):
        return _clipped_button(widget)
    return ""


def _clipped_label(made: QLabel) -> str:
    if not made.text() or isinstance(made, ElidedLabel):
        return ""
    if made.wordWrap():
        needed = made.heightForWidth(made.width())
        return f"{needed} high in {made.height()}" if needed > made.height() + 2 else ""
    needed = made.minimumSizeHint()
    if needed.width() > made.width() + 1:
        return f"{needed.width()} wide in {made.width()}"
    return (
        f"{needed.height()} high in {made.height()}" if needed.height() > made.height() + 2 else ""
    )


def _clipped_button(made: QAbstractButton) -> str:
    if not made.text():
        return ""
    needed, metrics = made.sizeHint(), made.fontMetrics()
    is_painted = "paintEvent" in type(made).__dict__
    if metrics.height() > made.height() + 1:
        return f"{metrics.height()} high in {made.height()}"
    is_told = bool(made.toolTip()) and is_painted
    if needed.width() > made.width() + 1 and not is_told and "…" not in made.text():
        return f"{needed.width()} wide in {made.width()}"
    return ""


def outside(widget: QWidget) -> bool:
    """Whether a control reaches out of what holds it, where nothing scrolls it into sight."""
    inner: QWidget = widget
    parent = widget.parentWidget()
    while parent is not None and parent is not widget.window():
        if isinstance(parent.parentWidget(), QScrollArea):
            return False  # the viewport: what is outside can be scrolled to
        place = QRect(inner.mapTo(parent, QPoint(0, 0)), inner.size())
        if not parent.rect().adjusted(-3, -3, 3, 3).contains(place):
            return True
        inner, parent = parent, parent.parentWidget()
    return False
