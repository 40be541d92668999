"""The selected measure month by month: what it is, the chart, its sentence, what would differ."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.clinical.days import month_words
from mdt_app.measures.values import Board, Line, MonthPoint
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.measures.run_plot import RunPlot
from mdt_app.ui.measures.wording import point_words, would_be
from mdt_app.ui.parts import button, column, row
from mdt_app.ui.runs import Run, RunsText

_LETTER = 7
"""About how wide a letter is, in pixels: the heading has three lines in a tall card, or fewer."""
_TALL, _LOW = 250, 190
_OVER = 12
"""Letters that may be too many: letters are not all as wide."""


class RunCard(QFrame):
    """One chart, made once. Its arrows step through the months, and each says its figure."""

    restate_asked = Signal(object)
    """The month that would be different now."""
    people_asked = Signal(object)
    """Who was behind the figure of the month looked at?"""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Run chart")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.heading = RunsText()
        self.plot = RunPlot()
        self.sentence = Paragraph("quiet")
        self.changed = Paragraph()
        self.restate_button = button("Restate…", "link", name="Restate the month")
        self._line: Line | None = None
        self._at = -1
        self._changed_month: MonthPoint | None = None
        self._lay_out()
        self.restate_button.clicked.connect(self.restate)

    def _lay_out(self) -> None:
        layout = column(self, spacing=4)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.addWidget(self.heading)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.sentence)
        self.below = QWidget()
        line = row(self.below, spacing=8)
        line.addWidget(self.changed, 1)
        line.addWidget(self.restate_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.below)

    def show_line(self, board: Board, line: Line) -> None:
        """Show another measure, or the same as it is now."""
        self._line, self._at = line, -1
        self._show_heading(line)
        self.plot.show_line(line, board.network, dict(board.practices), board.own_practice)
        self.sentence.setText(line.sentence)
        self.setAccessibleName(f"Run chart: {_named(line)}")
        self.setAccessibleDescription(line.sentence)
        self._show_changed(line)

    def _show_heading(self, line: Line) -> None:
        """As much of the definition as has room; all of it is in the tab beside."""
        measure = line.measure
        lines = 3 if self.height() >= _TALL else 2 if self.height() >= _LOW else 1
        room = lines * self.width() // _LETTER - len(_named(line)) - len(measure.way) - 8
        said = " · ".join(filter(None, (measure.way, brief(measure.definition, room))))
        self.heading.show_runs(Run(_named(line), "strong"), Run(f" {said}", "quiet"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._line is not None:
            self._show_heading(self._line)

    def _show_changed(self, line: Line) -> None:
        """The latest month that would be different now, and how many others would."""
        differing = [point for point in self.plot.months if point.now is not None]
        openly = [words for point in self.plot.months for words in _besides(point)]
        self._changed_month = differing[-1] if differing else None
        words = would_be(line.measure, differing[-1]) if differing else ""
        if len(differing) > 1:
            others = len(differing) - 1
            words += f" {others} other month{'s' if others > 1 else ''} would be different too."
        self.changed.setText(" ".join(filter(None, (words, *openly))))
        self.restate_button.setVisible(bool(differing))
        if differing:
            name = f"Restate {month_words(differing[-1].month)}"
            self.restate_button.setAccessibleName(name)
        self.below.setVisible(bool(words or openly))

    def restate(self) -> bool:
        """Ask to restate the latest month that would be different; False if none would."""
        if self._changed_month is not None:
            self.restate_asked.emit(self._changed_month)
        return self._changed_month is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.people_asked.emit(self.plot.months[self._at].month)
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.plot.months or self._line is None:
            super().keyPressEvent(event)
            return
        last = len(self.plot.months) - 1
        self._at = last if self._at < 0 else min(last, max(0, self._at + step))
        self.plot.point_at(self._at)
        words = point_words(self._line.measure, self.plot.months[self._at])
        self.sentence.setText(words)
        self.setAccessibleDescription(words)


def _named(line: Line) -> str:
    return f"{line.measure.words}{f', {line.group}' if line.group else ''}"


def brief(definition: str, letters: int) -> str:
    """As many whole sentences as fit, perhaps none: the tab beside it has them all.

    >>> brief("Type 2. Achieved: HbA1c ≤ 58. Missing is not achieved.", 30)
    'Type 2. Achieved: HbA1c ≤ 58.'
    """
    first, *others = definition.split(". ")
    if len(first) > letters + _OVER:
        return ""
    for sentence in others:
        if len(first) + len(sentence) + 3 > letters:
            return f"{first}."
        first = f"{first}. {sentence}"
    return first


def _besides(point: MonthPoint) -> list[str]:
    """What else was issued for a month, and why it was restated."""
    found = [f"{month_words(point.month)}: also issued was {each.words}." for each in point.also]
    if point.also and point.reason:
        found.append(f"Reason: {point.reason.rstrip('.')}.")
    return found
