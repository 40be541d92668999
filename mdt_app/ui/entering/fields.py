"""The fields of a box: each in a row, with its name before it and what it says beside it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from mdt_app.clinical.days import months_before, spoken
from mdt_app.errors import UserError
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.parts import label, set_role


def fields_grid() -> QGridLayout:
    """A field in each row: its name, the field, and what is said beside it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 2)
    return grid


def add_field(grid: QGridLayout, name: str, field: QWidget, beside: QWidget | None = None) -> None:
    """One more field under those there are."""
    place = grid.rowCount()
    field.setAccessibleName(name)
    grid.addWidget(label(name, "strong"), place, 0)
    if beside is None:
        grid.addWidget(field, place, 1, 1, 2)
    else:
        grid.addWidget(field, place, 1)
        grid.addWidget(beside, place, 2)


def past_day_of(text: str, today: date) -> date | None:
    """The day meant, the latest of its kind up to today; None for nothing typed.

    >>> past_day_of("12 mar", date(2026, 11, 26)), past_day_of("today", date(2026, 11, 26))
    (datetime.date(2026, 3, 12), datetime.date(2026, 11, 26))
    """
    if text.strip().casefold() in ("today", "0"):
        return today
    day = day_of(text, today)
    if day is None or day <= today or any(str(day.year)[2:] in part for part in _years(text)):
        return day
    return day_of(text, months_before(today, 12))


def _years(text: str) -> list[str]:
    """What in the text may be a year: a third number, or one of four digits."""
    parts = "".join(c if c.isdigit() else " " for c in text).split()
    return [part for part in parts if len(part) == 4] + parts[2:]


def typed_day(day: date) -> str:
    """A day as it stands in a field, to be typed over."""
    return f"{day.day}/{day.month}/{day.year}"


def say_day(beside: QLabel, read: Callable[[], date | None], nothing: str) -> None:
    """Write beside a field which day is meant, or that it is none."""
    try:
        day = read()
    except UserError as error:
        set_role(beside, "bad")
        beside.setText(error.message)
        return
    set_role(beside, "small")
    beside.setText(spoken(day) if day else nothing)


def say_history(below: QLabel, heading: str, told: Sequence[str], most: int) -> None:
    """Write below the fields what was entered before, the latest first; hide it where nothing."""
    more = [f"and {len(told) - most} before"] if len(told) > most else []
    below.setText("\n".join([heading, *told[:most], *more]))
    below.setVisible(bool(told))


def line_edit(placeholder: str = "") -> QLineEdit:
    """A field for a few words."""
    return QLineEdit(placeholderText=placeholder)
