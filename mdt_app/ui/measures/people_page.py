"""Who is behind a number: names, what is missing, NHS numbers; of one's own practice only."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from mdt_app.clinical.days import month_words
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import grouped
from mdt_app.errors import UserError
from mdt_app.measures.values import Board, Figure, Line, PersonLine
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.measures.wording import people
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.parts import (
    SegmentedButtons,
    button,
    column,
    label,
    primary_button,
    row,
    scrolling,
    surface,
)
from mdt_app.ui.rows_model import Column
from mdt_app.ui.wrapping import WrappingRow, wrapping_ground

MISSED, ACHIEVED, LEFT_OUT, EVERYONE = "missed", "achieved", "left out", "everyone"
SEGMENTS = (
    (MISSED, "Not reached"),
    (ACHIEVED, "Reached"),
    (LEFT_OUT, "Left out"),
    (EVERYONE, "Everyone"),
)
_WIDTHS = (190, 110, 52, 130, 320)
_AGE, _OUTCOME, _WORDS = 2, 3, 4
_ROOM_FOR_AGE = 700


def _name(person: PersonLine) -> str:
    return person.name


def _number(person: PersonLine) -> str:
    return spaced(person.nhs_number)


def _age(person: PersonLine) -> str:
    return str(person.age)


def _age_key(person: PersonLine) -> int:
    return person.age


def _outcome(person: PersonLine) -> str:
    return {"achieved": "reached", "missed": "not reached"}.get(
        person.outcome, f"left out: {person.outcome.replace('_', ' ')}"
    )


def _words(person: PersonLine) -> str:
    return person.words


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("Patient", _name),
    Column("NHS No.", _number),
    Column("Age", _age, _age_key, to_the_right=True),
    Column("Outcome", _outcome),
    Column("Why", _words),
)


def in_segment(found: Sequence[PersonLine], segment: str) -> list[PersonLine]:
    """The people of a segment, in the order given."""
    if segment == EVERYONE:
        return list(found)
    if segment == LEFT_OUT:
        return [each for each in found if each.outcome not in ("achieved", "missed")]
    return [each for each in found if each.outcome == segment]


def _is_same(one: PersonLine, other: PersonLine) -> bool:
    return one.nhs_number == other.nhs_number


def _tone(person: PersonLine, place: int) -> str:
    if place == 0:
        return "strong"
    return "good" if place == _OUTCOME and person.outcome == "achieved" else ""


def _spoken(person: PersonLine) -> str:
    parts = (person.name, f"aged {person.age}", _outcome(person), person.words)
    return ", ".join(part for part in parts if part)


class _Table(OpeningTable[PersonLine]):
    def __init__(self) -> None:
        super().__init__(
            COLUMNS,
            _WIDTHS,
            name="People behind the number",
            wide=_WORDS,
            lines=2,
            tone=_tone,
            name_of=_spoken,
        )
        self.fit_a_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window why somebody counts matters more than how old they are."""
        super().resizeEvent(event)
        is_wide = self.width() >= _ROOM_FOR_AGE
        self.show_column(_AGE, is_shown=is_wide)
        lines = 1 if is_wide else 2
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * lines + 14)


class PeoplePage(QWidget):
    """The list; or one clear sentence where the names are not for here, and what can be done."""

    left = Signal()
    person_opened = Signal(str)
    practice_chosen = Signal(str)
    own_people_asked = Signal()
    list_asked = Signal()
    numbers_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[PersonLine] = ()
        self._offered = (False, False)
        self.heading = Paragraph("strong", 11)
        self.explained = Paragraph("quiet")
        self.segments = SegmentedButtons("Show", SEGMENTS)
        self.table = _Table()
        self.refusal = label("", "heading", wraps=True)
        self.hint = label("", "quiet", wraps=True)
        self.practice: QComboBox = QComboBox()
        self.choose_button = primary_button("This is my practice")
        self.own_button = button("Show those of my practice")
        self.list_button = button("Save as a list…")
        self.numbers_button = button("NHS numbers for a batch search…")
        self.back_button = button("Back to the measures")
        self.choosing = QWidget()
        self.why_not = QWidget()
        self.shown = QWidget()
        self.refused = scrolling(self._refusal(), "Why no names are shown")
        self._lay_out()
        self._connect()
        self._turn(is_refused=False)

    def _lay_out(self) -> None:
        ground = surface("page")
        column(self, spacing=0).addWidget(ground)
        layout = column(ground, spacing=8)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self.heading)
        layout.addWidget(self.explained)
        inner = column(self.shown, spacing=8)
        inner.addWidget(self.segments)
        inner.addWidget(self.table, 1)
        layout.addWidget(self.shown, 1)
        layout.addWidget(self.refused, 1)
        buttons = wrapping_ground()
        line = WrappingRow(buttons, spacing=8)
        for part in (self.back_button, self.list_button, self.numbers_button):
            line.addWidget(part)
        layout.addWidget(buttons)

    def _refusal(self) -> QWidget:
        self.practice.setAccessibleName("Your practice")
        choosing = row(self.choosing, spacing=8)
        choosing.addWidget(self.practice)
        choosing.addWidget(self.choose_button)
        choosing.addStretch(1)
        inner = column(self.why_not, spacing=8)
        for part in (self.refusal, self.hint, self.choosing):
            inner.addWidget(part)
        inner.addWidget(self.own_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        return self.why_not

    def _connect(self) -> None:
        self.segments.choose(MISSED)
        self.segments.chosen.connect(self._show_segment)
        self.table.opened.connect(self._open_person)
        self.choose_button.clicked.connect(self._choose)
        self.own_button.clicked.connect(self.own_people_asked)
        self.back_button.clicked.connect(self.left)
        self.list_button.clicked.connect(self.list_asked)
        self.numbers_button.clicked.connect(self.numbers_asked)

    def offer(self, *, a_list: bool, numbers: bool) -> None:
        """Which of the two can be written."""
        self._offered = (a_list, numbers)
        self._turn(is_refused=False)

    @property
    def segment(self) -> str:
        return self.segments.choice()

    def begin(
        self, board: Board, line: Line, practice: str, month: date | None = None, kind: str = ""
    ) -> None:
        """Say what is being looked up; nobody of another question stays."""
        self._people = ()
        whose = board.practices.get(practice, practice) if practice else board.network
        group = f", {line.group}" if line.group else ""
        parts = (f"{line.measure.words}{group}", kind, whose, month_words(month or board.on))
        self.heading.setText(" · ".join(filter(None, parts)))
        self.explained.setText("Looking up who they are…")
        self._turn(is_refused=False)
        self.table.show_rows([], _is_same)
        self.segments.choose(MISSED)
        self.back_button.setFocus()

    def show_people(self, found: Sequence[PersonLine], words: str) -> None:
        """Show who they are; those who do not reach it first."""
        self._people = found
        for code, heading in SEGMENTS:
            self.segments.rename(code, f"{heading} {grouped(len(in_segment(found, code)))}")
        missed = in_segment(found, MISSED)
        self.segments.choose(MISSED if missed else EVERYONE)
        self.explained.setText(words)
        self._turn(is_refused=False)
        self._show_segment()
        self.table.setFocus()

    def refuse(self, error: UserError, practices: Sequence[tuple[str, str]], own: str) -> None:
        """Say why there are no names, and what can be done about it."""
        self.explained.setText("")
        self.refusal.setText(error.message)
        self.hint.setText(error.hint)
        self.practice.clear()
        for ods, name in practices:
            self.practice.addItem(name, ods)
        self._turn(is_refused=True)
        self.choosing.setVisible(not own)
        self.own_button.setVisible(bool(own))
        (self.own_button if own else self.practice).setFocus()

    def ask_practice(
        self, error: UserError, practices: Sequence[tuple[str, str]], own: str
    ) -> None:
        """Ask which practice is one's own; the one that is, is chosen."""
        self.refuse(error, practices, "")
        self.heading.setText("Your own practice")
        self.practice.setCurrentIndex(max(0, self.practice.findData(own)))

    def _turn(self, *, is_refused: bool) -> None:
        self.explained.setVisible(not is_refused)
        self.shown.setVisible(not is_refused)
        self.refused.setVisible(is_refused)
        for part, is_there in zip((self.list_button, self.numbers_button), self._offered):
            part.setVisible(is_there and not is_refused)

    def _show_segment(self) -> None:
        found = in_segment(self._people, self.segment)
        self.table.show_rows(found, _is_same)
        is_mixed = self.segment in (LEFT_OUT, EVERYONE)
        self.table.show_column(_OUTCOME, is_shown=is_mixed)
        if found and not self.table.currentIndex().isValid():
            self.table.go_to(0)
        for part in (self.list_button, self.numbers_button):
            part.setEnabled(bool(found))

    def _open_person(self) -> None:
        if (person := self.table.current_row()) is not None:
            self.person_opened.emit(person.nhs_number)

    def _choose(self) -> None:
        self.practice_chosen.emit(str(self.practice.currentData() or ""))

    def minimumSizeHint(self) -> QSize:
        """Small enough to stand below a message in the smallest window."""
        return QSize(340, 230)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def found_words(
    found: Sequence[PersonLine],
    needed: int | None,
    figure: Figure | None = None,
    *,
    is_frozen: bool = False,
) -> str:
    """`41 people do not reach it; 23 more are needed for the target.`

    A frozen month names nobody: where the records say another number now, that is said.
    """
    missed, achieved = len(in_segment(found, MISSED)), len(in_segment(found, ACHIEVED))
    does = "does" if missed == 1 else "do"
    said = f"{people(missed)} {does} not reach it"
    if needed:
        said += f"; {grouped(needed)} more {'is' if needed == 1 else 'are'} needed for the target"
    elif needed == 0:
        said += "; the target is reached"
    said += "."
    is_other = figure is not None and (achieved, achieved + missed) != (
        figure.numerator,
        figure.denominator,
    )
    if figure is not None and is_other and is_frozen:
        said += (
            f" These are the records as they are now; frozen was {grouped(figure.numerator)} of"
            f" {grouped(figure.denominator)}."
        )
    return said
