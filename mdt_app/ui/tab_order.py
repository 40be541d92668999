"""Lets Tab reach what was made later where it stands on the screen, not after everything else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_next(after: QWidget, made: QWidget) -> None:
    """Let Tab go on to `made` from `after`, or from the last field inside it or before it."""
    first = (_fields(after) or [_field_before(after)])[-1]
    for field in _fields(made):
        QWidget.setTabOrder(first, field)
        first = field


def _fields(widget: QWidget) -> list[QWidget]:
    """What in a widget the keyboard can be in, in the order it was made."""
    return [
        field
        for field in (widget, *widget.findChildren(QWidget))
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.window() is widget.window()
    ]


def _field_before(widget: QWidget) -> QWidget:
    found = widget
    while (before := found.previousInFocusChain()) is not None and before is not widget:
        found = before
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            break
    return found
