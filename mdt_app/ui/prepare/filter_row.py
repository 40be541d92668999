"""What narrows the list: segment, words typed, flag, practice, and what is new."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mdt_app.clinical.days import MONTHS
from mdt_app.clinical.words import grouped
from mdt_app.register.values import Practice
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks
from mdt_app.ui.parts import SegmentedButtons, button, plain_tip
from mdt_app.ui.prepare.list_filter import SEGMENTS, ListFilter, SegmentCounts
from mdt_app.ui.wrapping import WrappingRow

_SPACING = 6
_WORDS = {
    "flagged": "Flagged",
    "chosen": "Chosen",
    "noted": "Noted",
    "not_reached": "Not reached",
    "everyone": "Everyone",
}


class FilterField(QLineEdit):
    """Words typed here narrow the list at once. Enter or ↓ goes to the list, Esc clears."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__(placeholderText="Filter…")
        self.setAccessibleName("Filter by name, number, flag or practice")
        self.setToolTip("Name, NHS number, flag or practice (F)")
        looks.changed.connect(self._fit_letters)
        self._fit_letters()
        self.setClearButtonEnabled(True)

    def _fit_letters(self) -> None:
        self.setFixedWidth(QFontMetrics(font()).averageCharWidth() * 14 + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape | Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.list_asked.emit()
            case _:
                super().keyPressEvent(event)


class FilterRow(QWidget):
    """The controls above the list."""

    changed = Signal(dict)
    """The parts of the filter that are different now."""

    def __init__(self) -> None:
        super().__init__()
        self.segments = SegmentedButtons("Show", [(code, _WORDS[code]) for code in SEGMENTS])
        self.words = FilterField()
        self.rule = drop_down("Any flag", "Flag")
        self.practice = drop_down("Any practice", "Practice")
        self.new_button = button("New", name="Only what is new or worse since the last meeting")
        self.new_button.setCheckable(True)
        self.new_button.setProperty("role", "segment")
        self._new_since = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = WrappingRow(self, spacing=_SPACING)
        for part in self._parts:
            line.addWidget(part)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return self.segments, self.words, self.rule, self.practice, self.new_button

    def _connect(self) -> None:
        self.segments.chosen.connect(self._choose_segment)
        self.words.textChanged.connect(self._type)
        self.rule.currentIndexChanged.connect(self._choose_rule)
        self.practice.currentIndexChanged.connect(self._choose_practice)
        self.new_button.toggled.connect(self._toggle_new)

    def show_counts(self, counts: SegmentCounts) -> None:
        """Write each segment's number beside its name."""
        for code in SEGMENTS:
            number = grouped(getattr(counts, code))
            self.segments.rename(code, f"{_WORDS[code]} {number}")
        self._fit()

    def show_choices(
        self,
        rules: Sequence[tuple[str, str]],
        practices: Sequence[Practice],
        last_meeting_on: date | None,
    ) -> None:
        """Offer the flags and practices there are; a choice that still exists stays chosen."""
        offer(self.rule, rules)
        offer(self.practice, [(practice.ods, practice.name) for practice in practices])
        self.practice.setVisible(len(practices) > 1)
        self.new_button.setVisible(last_meeting_on is not None)
        if last_meeting_on is not None:
            day = f"{last_meeting_on.day} {MONTHS[last_meeting_on.month - 1]}"
            self._new_since = f"New since {day}"
            self.new_button.setAccessibleName(f"Only what is new or worse since {day}")
            plain_tip(self.new_button, f"Only what is new or worse since {day}")
        self._fit()

    def _fit(self) -> None:
        """Say since when where one line holds everything; else the tip and readers say it."""
        if not self._new_since:
            return
        self.new_button.setText(self._new_since)
        shown = [part for part in self._parts if not part.isHidden()]
        wanted = sum(part.sizeHint().width() for part in shown) + _SPACING * (len(shown) - 1)
        if wanted > self.width():
            self.new_button.setText("New")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def step_segment(self, step: int) -> None:
        """Go to the next view, or the one before; from the last to the first."""
        place = SEGMENTS.index(self.segments.choice() or SEGMENTS[0])
        self.segments.segment(SEGMENTS[(place + step) % len(SEGMENTS)]).click()

    def show_filter(self, wanted: ListFilter) -> None:
        """Show a filter that was set elsewhere, without announcing it."""
        self.segments.choose(wanted.segment)
        for part in (self.words, self.rule, self.practice, self.new_button):
            part.blockSignals(True)
        if self.words.text() != wanted.words:
            self.words.setText(wanted.words)
        self.rule.setCurrentIndex(max(0, self.rule.findData(wanted.rule)))
        self.practice.setCurrentIndex(max(0, self.practice.findData(wanted.practice)))
        self.new_button.setChecked(wanted.new_only)
        for part in (self.words, self.rule, self.practice, self.new_button):
            part.blockSignals(False)

    def _choose_segment(self, segment: str) -> None:
        self.changed.emit({"segment": segment})

    def _type(self, words: str) -> None:
        self.changed.emit({"words": words})

    def _choose_rule(self) -> None:
        self.changed.emit({"rule": self.rule.currentData()})

    def _choose_practice(self) -> None:
        self.changed.emit({"practice": self.practice.currentData()})

    def _toggle_new(self, is_on: bool) -> None:
        self.changed.emit({"new_only": is_on})
