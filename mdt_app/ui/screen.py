"""What the shell asks of every screen on its rail."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

Key = tuple[str, str]
"""Keys as pressed, separated by blanks, and what they do in a word: `("PgUp PgDn", "case")`."""


@dataclass(frozen=True, slots=True)
class Context:
    """The line above a screen. `notes` may hold `**bold**` parts; `chip` stands out."""

    title: str
    subtitle: str = ""
    chip: str = ""
    notes: tuple[str, ...] = ()
    right_chip: str = ""


class Screen(QWidget):
    """One place on the rail. It fills the window between context line and status line."""

    context_changed = Signal()
    """Title, status words or keys are different now."""
    place_asked = Signal(str)
    """Go to another place on the rail."""
    person_asked = Signal(str)
    """Show this person where they belong."""
    back_asked = Signal()
    """Go back to the place that was shown before this one."""

    def context(self) -> Context:
        """What the line above says now."""
        raise NotImplementedError

    def keys(self) -> Sequence[Key]:
        """The keys worth showing in the status line."""
        return ()

    def more_keys(self) -> Sequence[Key]:
        """Keys the keys list (F1) names besides `keys()`."""
        return ()

    def status(self) -> str:
        """Words in the status line after whether all is saved."""
        return ""

    def unsaved(self) -> str:
        """What is not saved yet, in words; '' when all changes are."""
        return ""

    def activated(self) -> None:
        """The screen is shown: look again at what may have changed elsewhere."""

    def left(self) -> None:
        """Another screen or the end of the program comes: keep what is half done."""

    def keep_for_lock(self) -> None:
        """The lock comes: keep what is half typed so that it is there again, caret and all."""
        self.left()

    def is_kept(self) -> bool:
        """Whether what was half typed is in the file now."""
        return True

    def go_on(self) -> None:
        """It could not be kept, so it was not locked: the same person is back."""
        self.activated()

    def open_person(self, nhs_number: str) -> bool:
        """Show this person if they belong here; False if they do not."""
        del nhs_number
        return False

    def lists_people(self) -> bool:
        """Whether what is shown now names people that F6 cannot hide one by one."""
        return True

    def undo(self) -> None:
        """Take back the last step, if there is one."""

    def redo(self) -> None:
        """Restore what was taken back last, if there is anything."""
