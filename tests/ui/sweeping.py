"""What a sweep over the states of a page finds wrong: no name, out of Tab's way, words cut off."""

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from mdt_app.demo.hands import Hands
from mdt_app.ui.charts.chart import Chart
from tests.ui.every_state import (
    State,
    clipped,
    is_part_of_another,
    named,
    on_show,
    out_of_order,
    outside,
    said,
    stops,
    stops_wanted,
)

SMALL_AND_LARGE = [((1366, 768), 100), ((683, 384), 100), ((1366, 768), 200)]
"""The sizes of a window, each with the per cent at which it is drawn."""
_KINDS = ("QPushButton", "QLineEdit", "QComboBox", "Button", "Widget", "Chart")


def must_hold(found: Iterable[str]) -> None:
    """Nothing was found."""
    assert not found, "\n".join(sorted(set(found)))


def wrong_by_keys(state: State, page: QWidget, hands: Hands) -> list[str]:
    """What of a page has no name, or is not come to by Tab as one reads."""
    return unnamed(state) + out_of_reach(state, stops(state, hands), page)


def unnamed(state: State) -> list[str]:
    """The controls and charts that a screen reader could not tell apart."""
    found, wanted = [], set(stops_wanted(state.window))
    for widget in on_show(state.window):
        is_control = widget in wanted or isinstance(
            widget, (QAbstractButton, QAbstractItemView, Chart)
        )
        if not is_control or is_part_of_another(widget):
            continue
        name = said(widget).strip()
        if not name or name in _KINDS or name == type(widget).__name__:
            found.append(f"{state.name}: {named(widget)} has no name")
        if isinstance(widget, Chart) and not widget.accessibleDescription():
            found.append(f"{state.name}: {named(widget)} has no sentence")
    return found


def out_of_reach(state: State, reached: list[QWidget], within: QWidget) -> list[str]:
    """The controls within a part of the window that Tab leaves out, and where it jumps back."""
    found = [
        f"{state.name}: Tab never comes to {named(widget)}"
        for widget in stops_wanted(state.window)
        if (widget is within or within.isAncestorOf(widget))
        and widget not in reached
        and not _stands_for(widget, reached)
    ]
    for before, after in out_of_order(reached):
        found.append(f"{state.name}: from {named(before)} back to {named(after)}")
    return found


def cut_off(state: State, within: QWidget) -> list[str]:
    """What of a part of the window has words cut off, or reaches out of what holds it."""
    found = []
    for widget in on_show(state.window):
        if not within.isAncestorOf(widget):
            continue
        if words := clipped(widget):
            found.append(f"{state.name}: {named(widget)}: {words}")
        elif isinstance(widget, QAbstractButton) and outside(widget):
            found.append(f"{state.name}: {named(widget)} lies outside")
    return found


def _stands_for(widget: QWidget, reached: list[QWidget]) -> bool:
    """Whether Tab comes to one of a group that the arrows go on from."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    others = group.buttons() if group is not None and group.exclusive() else []
    if widget.autoExclusive() and widget.parentWidget() is not None:
        others += widget.parentWidget().findChildren(QAbstractButton)
    return any(other in reached for other in others)
