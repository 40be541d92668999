"""The incentive: what each measure weighs and earns, and what N more people would bring."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mdt_app.measures.incentive import WhatIf, plain
from mdt_app.measures.needed import practices_words
from mdt_app.measures.values import Board, Earned, Line
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.looks import colour
from mdt_app.ui.measures.count_edit import CountEdit
from mdt_app.ui.parts import button, clear_layout, column, label, row, scrolling
from mdt_app.ui.prepare.places_bar import ShareBar

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RULE, _STRONG_RULE = colour("RULE"), colour("FAINT_LINE")
_NONE = "This set pays nothing."
_NOT_PAID = "This measure is not part of the incentive."


class _Lines(QWidget):
    """The lines of the incentive, each ruled off."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(5)
        self.grid.setColumnStretch(0, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place in range(self.grid.rowCount()):
            below = self.grid.cellRect(place, 0).bottom() + 3
            painter.fillRect(0, below, self.width(), 1, _STRONG_RULE if place == 0 else _RULE)


class IncentiveTab(QWidget):
    """Pooled: paid on the network's figure, never on the mean of its practices."""

    names_asked = Signal()

    def __init__(self, what_if: Callable[[int], WhatIf]) -> None:
        super().__init__()
        self._what_if = what_if
        self._total = 100.0
        self._about = ("", "", "")
        self.heading = label("", "heading", wraps=True)
        self.lines = _Lines()
        self._grid = self.lines.grid
        self.more = CountEdit("If so many more people reach the measure")
        self.asking = QWidget()
        self.would_be = label("", "strong", wraps=True)
        self.bar = ShareBar()
        self.shares = label("", "quiet", wraps=True)
        self.names_button = button("List their names (own practice only)…", "link")
        self._lay_out()
        self.more.counted.connect(self._ask)
        self.names_button.clicked.connect(self.names_asked)

    def _lay_out(self) -> None:
        line = row(self.asking, spacing=8)
        line.addWidget(label("If"))
        line.addWidget(self.more)
        line.addWidget(self.would_be, 1)
        inside = QWidget()
        layout = column(inside, spacing=5)
        layout.setContentsMargins(2, 2, 8, 2)
        area = scrolling(inside, "Incentive")
        column(self, spacing=0).addWidget(area)
        self.in_sight = InSight(area, inside)
        for part in (self.heading, self.lines, self.asking, self.bar, self.shares):
            layout.addWidget(part)
        layout.addWidget(self.names_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def show_line(self, board: Board, line: Line) -> None:
        """Show what is earned now, and ask about the measure looked at."""
        paid = board.incentive
        unit = paid[0].unit if paid else "%"
        self._total = sum(each.weight for each in paid) or 100.0
        total = sum(each.earned for each in paid)
        words = f"Incentive, network pooled: {plain(total)} of {plain(self._total)} {unit} earned"
        self.heading.setText(words if paid else _NONE)
        self._fill(paid, line.measure.id)
        is_paid = any(each.measure == line.measure.id for each in paid)
        for part in (self.asking, self.bar):
            part.setVisible(is_paid)
        self._show_shares(board, line)
        if is_paid:
            self._ask_about(board, line)

    def _ask_about(self, board: Board, line: Line) -> None:
        """A board that is brought up to date meanwhile leaves the number typed as it is."""
        about = (board.set_name, line.measure.id, line.group)
        missing = max(0, line.network.denominator - line.network.numerator)
        is_being_typed = self.more.hasFocus() and self._about == about
        self._about = about
        self.more.show_count(self.more.count() if is_being_typed else line.needed or 0, missing)
        self._ask()

    def _ask(self) -> None:
        answer = self._what_if(self.more.count())
        self.would_be.setText(_rest(answer))
        self.would_be.setAccessibleName(answer.words)
        self.bar.show_share(answer.total / self._total)

    def _fill(self, paid: tuple[Earned, ...], looked_at: str) -> None:
        clear_layout(self._grid)
        if not paid:
            return
        for place, (words, side) in enumerate(
            (("Measure", Qt.AlignmentFlag.AlignLeft), ("Weight", _RIGHT), ("Earned", _RIGHT))
        ):
            self._grid.addWidget(label(words, "section"), 0, place, side)
        for at, each in enumerate(paid, 1):
            unit = each.unit
            role = "strong" if each.measure == looked_at else ""
            name = label(f"{each.words} {each.threshold}", role, wraps=True)
            earned = label(f"{plain(each.earned)} {unit}", "good" if each.earned else "")
            words = f"{each.words}: {plain(each.earned)} of {plain(each.weight)} {unit} earned"
            earned.setAccessibleName(words)
            self._grid.addWidget(name, at, 0)
            self._grid.addWidget(label(f"{plain(each.weight)} {unit}"), at, 1, _RIGHT)
            self._grid.addWidget(earned, at, 2, _RIGHT)

    def _show_shares(self, board: Board, line: Line) -> None:
        """Whose people they are: `Birch Lane has 41 of the 97, Cedar Street 30.`"""
        self.names_button.setVisible(bool(line.needed))
        self.shares.setText(practices_words(line, dict(board.practices)))
        if board.incentive and all(e.measure != line.measure.id for e in board.incentive):
            said = " ".join(filter(None, (_NOT_PAID, self.shares.text())))
            self.shares.setText(said)


def _rest(answer: WhatIf) -> str:
    """The answer's words after the number, which stands in the field."""
    _if, _number, *rest = answer.words.split(" ")
    return " ".join(rest)
