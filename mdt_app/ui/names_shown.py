"""Whether the chair's own screen shows names: F6 hides them, so that a mirrored screen is safe.

For this session only. While they are hidden a case goes by its number and initials, free text
loses the names of everybody on the agenda, and a screen that lists people is covered.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.unnamed import Unnamed, initials
from mdt_app.register.values import Person
from mdt_app.ui.parts import column, label

SHOWN_WORDS, HIDDEN_WORDS = "Names shown · F6 to hide", "Names hidden · F6 to show"


class NamesShown(QObject):
    """Knows who is on the agenda, and what each is called while names are hidden."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.are_hidden = False
        self._cases: Mapping[str, int] = {}
        self._unnamed: tuple[Unnamed, ...] = ()

    def know(self, cases: Mapping[str, int], people: Iterable[Person]) -> None:
        """Who is on the agenda: the number of each one's case, and their names."""
        self._cases = dict(cases)
        self._unnamed = tuple(Unnamed(person) for person in people)

    def forget(self) -> None:
        """The store is locked: nobody of it stays in memory. What is hidden stays hidden."""
        self._cases, self._unnamed = {}, ()

    def show_or_hide(self) -> None:
        """Hide names that are shown, show those that are hidden."""
        self.are_hidden = not self.are_hidden
        self.changed.emit()

    def instead_of(self, person: Person) -> str:
        """`Case 3 · SB` while names are hidden, '' while they are shown."""
        if not self.are_hidden:
            return ""
        case = self._cases.get(person.nhs_number)
        return f"Case {case} · {initials(person)}" if case else initials(person)

    def plain(self, text: str) -> str:
        """The text without the names of those on the agenda, while names are hidden."""
        if self.are_hidden:
            for unnamed in self._unnamed:
                text = unnamed(text)
        return text


names = NamesShown()


class NamesCover(QWidget):
    """Stands in place of a screen that lists people, while names are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Names are hidden")
        layout = column(self, margins=24)
        layout.addStretch(1)
        for words, role in (
            ("Names are hidden.", "title"),
            ("This page shows people by name. F6 shows names again.", "quiet"),
        ):
            line = label(words, role, wraps=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(line)
        layout.addStretch(2)
