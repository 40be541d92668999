"""The reasons a person is on the list: severity bar, headline, detail, source."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from mdt_app.flags.answers import Raised, Unknown
from mdt_app.ui import palette
from mdt_app.ui.parts import button, card, column, label, row
from mdt_app.ui.provenance import OfReason, Value
from mdt_app.ui.tab_order import tab_next

AT_FIRST = 2
"""Reasons shown before one asks for more: the question stays in sight."""


class FlagRow(QWidget):
    """One reason. Made once and filled again for the next person.

    `R`, or a click, asks for the page of its rule.
    """

    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rule_shown = ""
        """The rule whose page can be asked for."""
        self.bar = QFrame()
        self.bar.setFixedWidth(6)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._nhs_number = ""
        self._asked: tuple[OfReason, ...] = ()
        self._notes: tuple[str, ...] = ()
        self.headline = label("", "strong", wraps=True)
        self.detail = label("", "quiet", wraps=True)
        words = column(spacing=0)
        words.setContentsMargins(0, 4, 8, 4)
        for part in (self.headline, self.detail):
            words.addWidget(part)
        edge = column(spacing=0)
        edge.setContentsMargins(0, 5, 0, 5)
        edge.addWidget(self.bar)
        line = row(self, spacing=12)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(edge)
        line.addLayout(words, 1)

    def show_flag(self, flag: Raised, nhs_number: str) -> None:
        """Fill in a reason; the severity is said in words to those who do not see the bar."""
        colour = palette.SEVERITY.get(flag.severity, palette.FAINT_LINE)
        self.bar.setStyleSheet(f"background: {colour}")
        word = palette.SEVERITY_WORDS.get(flag.severity, flag.severity)
        self._fill(flag.headline, _joined(flag.detail, flag.source))
        self.bar.setToolTip(word)
        self.setAccessibleName(f"{word}: {flag.message} Source: {flag.source}")
        clears = (f"Clears when: {flag.would_clear}",) if flag.would_clear else ()
        self._nhs_number = nhs_number
        self._asked = (OfReason(nhs_number, flag.rule),)
        self._notes = (f"{word}: {flag.headline}", *clears)
        self.rule_shown = flag.rule

    def show_unknown(self, unknown: Unknown, nhs_number: str) -> None:
        """Fill in a question the record cannot answer."""
        self.bar.setStyleSheet(f"background: {palette.FAINT_LINE}")
        self._fill(unknown.message, _joined(unknown.would_clear, unknown.source))
        self.setAccessibleName(f"Cannot be answered: {unknown.message}. {unknown.would_clear}")
        self._nhs_number, self._asked = nhs_number, ()
        self._notes = ("The record cannot answer this",)
        self.rule_shown = unknown.rule

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.rule_asked.emit(self.rule_shown)

    def values(self) -> list[Value]:
        """The reason itself: everything that made its rule fire."""
        return [Value(self.rect(), self._nhs_number, self._asked, self._notes)]

    def first_value(self) -> int:
        return 0

    def _fill(self, headline: str, detail: str) -> None:
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))


def _joined(words: str, source: str) -> str:
    return " · ".join(part for part in (words, source) if part)


class FlagsCard(QWidget):
    """The most pressing reasons; the others and what cannot be answered are counted and opened."""

    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FlagRow] = []
        self._nhs_number = ""
        self._unknown: Sequence[Unknown] = ()
        self._shown: Sequence[Raised] = ()
        self.card = card()
        self._column = column(self.card, spacing=0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.nothing = label("Nothing raised", "quiet")
        self.more_button = button("", "link")
        self.unknown_button = button("", "link")
        openers = row(spacing=10)
        layout = column(self, spacing=2)
        layout.addWidget(self.card)
        layout.addWidget(self.nothing)
        layout.addLayout(openers)
        for opener in self._openers:
            openers.addWidget(opener)
            opener.setCheckable(True)
            opener.toggled.connect(self._refill)
        openers.addStretch(1)

    @property
    def _openers(self) -> tuple[QPushButton, QPushButton]:
        return self.more_button, self.unknown_button

    def show_answers(
        self, raised: Sequence[Raised], unknown: Sequence[Unknown], nhs_number: str
    ) -> None:
        """Show one person's answers, and only theirs. The same again leaves all as it is."""
        is_same = raised is self._shown and unknown is self._unknown
        if is_same and nhs_number == self._nhs_number:
            return
        self._shown, self._unknown, self._nhs_number = raised, unknown, nhs_number
        for opener in self._openers:
            opener.blockSignals(True)
            opener.setChecked(False)
            opener.blockSignals(False)
        self._refill()

    def _refill(self) -> None:
        flags = self._shown if self.more_button.isChecked() else self._shown[:AT_FIRST]
        unknown = self._unknown if self.unknown_button.isChecked() else ()
        total = len(flags) + len(unknown)
        while len(self._rows) < total:
            made = FlagRow()
            made.rule_asked.connect(self.rule_asked)
            self._column.addWidget(made)
            tab_next(self._rows[-1] if self._rows else self.nothing, made)
            self._rows.append(made)
        for place, flag in enumerate(flags):
            self._rows[place].show_flag(flag, self._nhs_number)
        for place, question in enumerate(unknown, start=len(flags)):
            self._rows[place].show_unknown(question, self._nhs_number)
        for place, line in enumerate(self._rows):
            line.setVisible(place < total)
        self.card.setVisible(total > 0)
        self.nothing.setVisible(not self._shown)
        more, silent = len(self._shown) - AT_FIRST, len(self._unknown)
        _say(self.more_button, more, f"{more} more reason{'' if more == 1 else 's'}", "")
        _say(self.unknown_button, silent, f"{silent} unknown", ": the record cannot answer")


def _say(opener: QPushButton, count: int, words: str, rest: str) -> None:
    """Write on a button what it opens, with the count; hidden when there is nothing."""
    is_open = opener.isChecked()
    opener.setVisible(count > 0)
    opener.setText(f"{'▾' if is_open else '▸'} {words}")
    opener.setAccessibleName(f"{'Hide' if is_open else 'Show'} {words}{rest}")
