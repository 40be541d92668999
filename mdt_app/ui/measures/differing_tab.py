"""Why two sets' measures of the same name differ: on how many people, for what reason, and whom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import grouped
from mdt_app.measures.differing import Differing
from mdt_app.measures.values import PersonLine
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.measures.asked import Choice
from mdt_app.ui.parts import column, label, scrolling
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column

_WIDTHS = (150, 104, 300)
_WORDS = 2
_MOST_SENTENCES = 5
_MEAN = "A mean says of nobody whether they reach it; choose a measure that counts people."
_ASK = "Choose a measure of another set to see on whom the two disagree."


def _name(person: PersonLine) -> str:
    return person.name


def _number(person: PersonLine) -> str:
    return spaced(person.nhs_number)


def _words(person: PersonLine) -> str:
    return person.words


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("Patient", _name),
    Column("NHS No.", _number),
    Column("Here, and there", _words),
)


def _is_same(one: PersonLine, other: PersonLine) -> bool:
    return one.nhs_number == other.nhs_number


def _tone(_person: PersonLine, place: int) -> str:
    return "strong" if place == 0 else ""


class _Table(PlainTable[PersonLine]):
    def __init__(self) -> None:
        super().__init__(
            COLUMNS, _WIDTHS, name="People on whom they differ", wide=_WORDS, lines=2, tone=_tone
        )
        self.setMinimumSize(200, 110)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are the screen's keys."""


class DifferingTab(QWidget):
    """The other measure to choose, the sentences, and the names of one's own practice."""

    other_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.other = drop_down("Choose a measure…", "Why does this differ from")
        self.words = label(_ASK, "", wraps=True)
        self.table = _Table()
        inside = QWidget()
        layout = column(inside, spacing=6)
        layout.setContentsMargins(3, 3, 8, 3)
        column(self, spacing=0).addWidget(scrolling(inside, "Why does this differ"))
        layout.addWidget(label("Why does this differ from", "heading"))
        layout.addWidget(self.other)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        self.table.hide()
        self.other.currentIndexChanged.connect(self._choose)

    def offer(self, others: Sequence[Choice], words: str) -> None:
        """The measures of the other sets, those of the most like words first."""
        offer(self.other, ranked(others, words))

    def choice(self) -> str:
        """The other measure chosen, or ''."""
        return str(self.other.currentData() or "")

    def say_working(self) -> None:
        """Nothing of another measure stays while it is worked out."""
        self.table.hide()
        self.words.setText("Comparing person by person…" if self.choice() else _ASK)

    def say_mean(self) -> None:
        """The measure looked at is a mean."""
        self.table.hide()
        self.words.setText(_MEAN)

    def show_differing(self, found: Differing) -> None:
        """Say what was found: the most people first; and who they are in one's own practice."""
        sentences = list(found.sentences)
        if (more := len(sentences) - _MOST_SENTENCES) > 0:
            sentences[_MOST_SENTENCES:] = [f"And {more} smaller group{'s' if more > 1 else ''}."]
        people = [person for each in found.differences for person in each.people]
        if people:
            sentences.append(f"Of your own practice, {counted(people)}:")
        self.words.setText("\n".join(sentences))
        self.table.show_rows(people, _is_same)
        self.table.setVisible(bool(people))

    def _choose(self) -> None:
        self.say_working()
        if self.choice():
            self.other_chosen.emit(self.choice())


def ranked(others: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that share the most words with a measure first, else in the order given."""
    mine = set(words.casefold().split())

    def shared(choice: Choice) -> int:
        return -len(mine & set(choice[1].casefold().replace(":", " ").split()))

    return sorted(others, key=shared)


def counted(people: Sequence[PersonLine]) -> str:
    return "1 person" if len(people) == 1 else f"{grouped(len(people))} people"
