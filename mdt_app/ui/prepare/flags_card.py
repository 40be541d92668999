"""The reasons a person is on the list, the most pressing first; what was set aside comes last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from mdt_app.flags.answers import Raised, Unknown
from mdt_app.ui.parts import button, card, column, label, row
from mdt_app.ui.prepare.entered_about import NOTHING_ENTERED, EnteredAbout
from mdt_app.ui.prepare.flag_row import FlagRow
from mdt_app.ui.tab_order import tab_next

AT_FIRST = 2
"""Reasons shown before one asks for more: the question stays in sight."""


class FlagsCard(QWidget):
    """The most pressing reasons; the others and what cannot be answered are counted and opened."""

    rule_asked = Signal(str)
    aside_asked = Signal(str, str)
    """Rule and NHS number."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FlagRow] = []
        self._nhs_number = ""
        self._unknown: Sequence[Unknown] = ()
        self._raised: Sequence[Raised] = ()
        self._shown: Sequence[Raised] = ()
        self._entered = NOTHING_ENTERED
        self.own_target = label("", "strong", wraps=True)
        self.advice = label("", "small", wraps=True)
        self.card = card()
        self._column = column(self.card, spacing=0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.nothing = label("Nothing raised", "quiet")
        self.more_button = button("", "link")
        self.unknown_button = button("", "link")
        openers = row(spacing=10)
        layout = column(self, spacing=2)
        layout.addWidget(self.own_target)
        layout.addWidget(self.card)
        layout.addWidget(self.nothing)
        layout.addLayout(openers)
        layout.addWidget(self.advice)
        for opener in self._openers:
            openers.addWidget(opener)
            opener.setCheckable(True)
            opener.toggled.connect(self._refill)
        openers.addStretch(1)

    @property
    def _openers(self) -> tuple[QPushButton, QPushButton]:
        return self.more_button, self.unknown_button

    def show_answers(
        self,
        raised: Sequence[Raised],
        unknown: Sequence[Unknown],
        nhs_number: str,
        entered: EnteredAbout = NOTHING_ENTERED,
    ) -> None:
        """Show one person's answers, and only theirs. The same again leaves all as it is."""
        is_same_person = nhs_number == self._nhs_number
        is_same = (raised, unknown, entered) == (self._raised, self._unknown, self._entered)
        if is_same and is_same_person:
            return
        self._raised, self._unknown, self._nhs_number = raised, unknown, nhs_number
        self._entered = entered
        # What was set aside stands below what counts.
        self._shown = sorted(raised, key=lambda flag: flag.rule in entered.set_aside)
        for opener in () if is_same_person else self._openers:
            opener.blockSignals(True)
            opener.setChecked(False)
            opener.blockSignals(False)
        self.own_target.setText(entered.own_target)
        self.own_target.setVisible(bool(entered.own_target))
        self.advice.setText(entered.advice)
        self.advice.setVisible(bool(entered.advice))
        self._refill()

    def to_first(self) -> None:
        """Put the keyboard at the first reason."""
        if self._rows and self._rows[0].isVisible():
            self._rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move(self, line: FlagRow, step: int) -> None:
        """From one reason to the next; those that are closed are opened on the way."""
        place = self._rows.index(line) + step
        if place == AT_FIRST and len(self._shown) > AT_FIRST:
            self.more_button.setChecked(True)
        if 0 <= place < len(self._rows) and self._rows[place].isVisible():
            self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _refill(self) -> None:
        flags = self._shown if self.more_button.isChecked() else self._shown[:AT_FIRST]
        unknown = self._unknown if self.unknown_button.isChecked() else ()
        total = len(flags) + len(unknown)
        while len(self._rows) < total:
            made = FlagRow()
            made.rule_asked.connect(self.rule_asked)
            made.aside_asked.connect(self.aside_asked)
            made.moved.connect(self._move)
            self._column.addWidget(made)
            tab_next(self._rows[-1] if self._rows else self.nothing, made)
            self._rows.append(made)
        for place, flag in enumerate(flags):
            self._rows[place].show_flag(flag, self._nhs_number, self._entered)
        for place, question in enumerate(unknown, start=len(flags)):
            self._rows[place].show_unknown(question, self._nhs_number)
        for place, line in enumerate(self._rows):
            line.setVisible(place < total)
        self.card.setVisible(total > 0)
        self.nothing.setVisible(not self._shown)
        more, silent = len(self._shown) - AT_FIRST, len(self._unknown)
        aside = sum(flag.rule in self._entered.set_aside for flag in self._shown[AT_FIRST:])
        words = f"{more} more reason{'' if more == 1 else 's'}"
        words += f", {aside} of them set aside" if aside else ""
        _say(self.more_button, more, words, "")
        _say(self.unknown_button, silent, f"{silent} unknown", ": the record cannot answer")


def _say(opener: QPushButton, count: int, words: str, rest: str) -> None:
    """Write on a button what it opens, with the count; hidden when there is nothing."""
    is_open = opener.isChecked()
    opener.setVisible(count > 0)
    opener.setText(f"{'▾' if is_open else '▸'} {words}")
    opener.setAccessibleName(f"{'Hide' if is_open else 'Show'} {words}{rest}")
