"""Y: tier of care, specialist remit, and who co-ordinates, from now on.

What the record suggests stands beside a remit with its data. Nothing is ticked for anybody.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QWidget

from mdt_app.meeting.beside import Beside
from mdt_app.meeting.tiers import Suggested, Tier, care
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.looks import pixels
from mdt_app.ui.meet.offered_words import OfferedWords
from mdt_app.ui.meet.ticks import Tick
from mdt_app.ui.parts import button, column, label, row, scrolling
from mdt_app.ui.runs import Run, RunsText

_WIDTH, _HEIGHT, _EDGE = 680, 400, 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TierBox(QFrame):
    """1 to 5 and the letters tick, and take back what is ticked; Enter, Esc and Y close it."""

    placed = Signal(str, object)
    """NHS number, and what stands beside the decision now."""
    named = Signal(str, str)
    """NHS number, and the co-ordinator's name while it is typed."""
    left = Signal()
    """The name is typed: it may be recorded."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.nhs_number = ""
        self._beside = Beside()
        self._is_named = False
        self.setProperty("role", "popup")
        self.setAccessibleName("Tier of care and specialist remit")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tiers = [Tick(t.code, t.words, t.words, t.key, shows_key=True) for t in care().tiers]
        self.remits = [Tick(r.code, r.words, r.words, r.key, shows_key=True) for r in care().remits]
        self.reasons = {remit.code: RunsText(9) for remit in care().remits}
        self.criteria = RunsText(9)
        self.coordinator_edit = QLineEdit(placeholderText="Who keeps the threads together")
        self.coordinator_edit.setAccessibleName("Co-ordinator of the person's care")
        self.offered = OfferedWords(self.coordinator_edit)
        self.close_button = button("Close", name="Close tier and remit")
        self._lay_out()
        for tick in (*self.tiers, *self.remits):
            tick.keyed.connect(self._take_key)
        for tick in self.tiers:
            tick.asked.connect(self._place_in)
            tick.reached.connect(self._tell_of)
        for tick in self.remits:
            tick.asked.connect(self._put_under)
        self.close_button.clicked.connect(self.leave)
        self.coordinator_edit.textEdited.connect(self._name)
        self.coordinator_edit.returnPressed.connect(self.leave)
        self.offered.when_taken(self._name)
        self.hide()

    def _lay_out(self) -> None:
        content = QWidget()
        sides = row(content, spacing=20)
        sides.addLayout(self._tiers_column(), 1)
        sides.addLayout(self._remits_column(), 1)
        layout = column(self, spacing=8, margins=12)
        heading = row(spacing=8)
        heading.addWidget(label("Who looks after the person from now on", "heading"))
        heading.addStretch(1)
        heading.addWidget(self.close_button)
        layout.addLayout(heading)
        area = scrolling(content, "Tiers and remits")
        layout.addWidget(area, 1)
        self._in_sight = InSight(area, content)

    def _tiers_column(self) -> QBoxLayout:
        made = column(spacing=3)
        made.addWidget(label("Tier of care", "section"))
        for tick in self.tiers:
            made.addWidget(tick)
        made.addWidget(self.criteria)
        made.addWidget(label("Named co-ordinator", "section"))
        made.addWidget(self.coordinator_edit)
        made.addStretch(1)
        return made

    def _remits_column(self) -> QBoxLayout:
        made = column(spacing=3)
        made.addWidget(label("Specialist remit, if one", "section"))
        for tick in self.remits:
            made.addWidget(tick)
            made.addWidget(self.reasons[tick.code])
        made.addStretch(1)
        return made

    def open_for(
        self,
        nhs_number: str,
        beside: Beside,
        suggested: Sequence[Suggested],
        room: QRect,
        names: Sequence[str] = (),
    ) -> None:
        """Ask about this person, at the right of `room`; `names` are offered to co-ordinate."""
        self.nhs_number = nhs_number
        self.offered.offer(names)
        because = {each.remit.code: "; ".join(each.because) for each in suggested}
        for remit in care().remits:
            words = because.get(remit.code, "")
            told = (
                (Run("suggested: ", "good"), Run(words)) if words else (Run(remit.scope, "small"),)
            )
            self.reasons[remit.code].show_runs(*told)
        self._show(beside)
        width = min(pixels(_WIDTH), room.width() - 2 * _EDGE)
        height = min(pixels(_HEIGHT), room.height() - 2 * _EDGE)
        self.setGeometry(room.right() - width - _EDGE, room.top() + _EDGE, width, height)
        self.show()
        self.raise_()
        chosen = [tick for tick in self.tiers if tick.isChecked()]
        (chosen or self.tiers)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, beside: Beside) -> None:
        self._beside = beside
        for tick in self.tiers:
            tick.show_ticked(tick.code == beside.tier)
        for tick in self.remits:
            tick.show_ticked(tick.code == beside.remit)
        if self.coordinator_edit.text() != beside.coordinator:
            self.coordinator_edit.setText(beside.coordinator)
        self._tell_of(beside.tier)

    def _name(self, *_: object) -> None:
        """The name as it stands, kept as it is typed."""
        self._beside = replace(self._beside, coordinator=self.coordinator_edit.text())
        self._is_named = True
        self.named.emit(self.nhs_number, self._beside.coordinator)

    def _tell_of(self, tier: str) -> None:
        self.criteria.show_runs(*_criteria_runs(tier))

    def _place_in(self, tier: str) -> None:
        self._say(replace(self._beside, tier="" if tier == self._beside.tier else tier))

    def _put_under(self, remit: str) -> None:
        self._say(replace(self._beside, remit="" if remit == self._beside.remit else remit))

    def _say(self, beside: Beside) -> None:
        self._show(beside)
        self.placed.emit(self.nhs_number, beside)

    def leave(self) -> None:
        """Close it; the keyboard goes on."""
        if self.isVisible():
            self.offered.close()
            if self._is_named:
                self._is_named = False
                self.left.emit()
            self.closed.emit()
            self.hide()

    def close_quietly(self) -> None:
        """Another person comes: nothing of the last one stays."""
        self.leave()
        self.nhs_number = ""
        for reason in self.reasons.values():
            reason.show_runs()
        self._show(Beside())

    def _take_key(self, event: QKeyEvent) -> None:
        """Take what is a key here; a press arrives ignored, its announcement only asks."""
        pressed = event.type() == QKeyEvent.Type.KeyPress
        ticks = [*self.tiers, *self.remits]
        said = event.text().upper()
        named = [tick for tick in ticks if tick.key == said]
        key = Qt.Key(event.key())
        if named:
            event.accept()
            if pressed:
                named[0].setFocus(Qt.FocusReason.OtherFocusReason)
                named[0].click()
        elif pressed and key in _STEPS:
            event.accept()
            now = next((place for place, tick in enumerate(ticks) if tick.hasFocus()), 0)
            place = min(max(now + _STEPS[key], 0), len(ticks) - 1)
            ticks[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif said == "Y":
            event.accept()
            if pressed:
                self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _criteria_runs(code: str) -> list[Run]:
    tier = next((tier for tier in care().tiers if tier.code == code), None)
    if tier is None:
        return [Run("The reasons to come into a tier and to leave it are shown here.", "small")]
    return _of_tier(tier)


def _of_tier(tier: Tier) -> list[Run]:
    return [
        Run(f"{tier.words}. ", "strong"),
        Run("Comes into it: ", "strong"),
        Run(tier.entry),
        Run("\nLeaves it: ", "strong"),
        Run(tier.exit),
    ]
