"""Lets what a screen reader does to a button be the same as a click on it.

Qt lets a reader turn a checkable button over without a click, and nobody would hear of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # beside a class of Qt's there may be no second one


class ClickedByReaders(_Button):
    """A button that is clicked when a reader turns it over; clicks and code stay what they are."""

    _is_meant = False
    """Whether it is being turned over by a click, or by ourselves."""

    def hear_readers(self) -> None:
        """Call it once, when the button is made."""
        self.toggled.connect(self._look_who_turned_it)

    def nextCheckState(self) -> None:
        self._is_meant = True
        super().nextCheckState()
        self._is_meant = False

    def setChecked(self, is_checked: bool) -> None:
        was_meant, self._is_meant = self._is_meant, True
        super().setChecked(is_checked)
        self._is_meant = was_meant

    def _look_who_turned_it(self, is_checked: bool) -> None:
        group = self.group()
        is_one_of_many = self.autoExclusive() or (group is not None and group.exclusive())
        if self._is_meant or (is_one_of_many and not is_checked):
            return
        if not is_one_of_many:
            self.setChecked(not is_checked)  # the click turns it over again
        self.click()
