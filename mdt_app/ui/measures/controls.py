"""Above the board: which set, which month, export; and what is not frozen yet."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from mdt_app.clinical.days import month_words
from mdt_app.ui.measures.asked import Choice
from mdt_app.ui.measures.notes_row import NotesRow
from mdt_app.ui.measures.wording import SO_FAR
from mdt_app.ui.parts import SegmentedButtons, button, column, row

MEETINGS = "meetings"
_SO_FAR_CODE = "so far"
_OUR_MEETINGS = (MEETINGS, "Our meetings")


class Controls(QWidget):
    """The sets side by side where they fit, else to choose from; month and export at the right."""

    set_chosen = Signal(str)
    """A set, or `meetings`."""
    month_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.segments: SegmentedButtons | None = None
        self.sets = QComboBox()
        self.month = QComboBox()
        self.export_button = button("Export…")
        self.notes = NotesRow()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.sets.setAccessibleName("Set of measures")
        self.month.setAccessibleName("Month")
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choosers = QWidget()
        self._row = row(self.choosers, spacing=10)
        self._row.addWidget(self.sets)
        self._row.addStretch(1)
        self._row.addWidget(self.month)
        self._row.addWidget(self.export_button)
        layout = column(self, spacing=6)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.addWidget(self.choosers)
        layout.addWidget(self.notes)

    def _connect(self) -> None:
        self.sets.activated.connect(self._pick_set)
        self.month.activated.connect(self._pick_month)

    def offer_sets(self, sets: Sequence[Choice], chosen: str) -> None:
        """Offer the sets there are, and our meetings after them."""
        choices = [*sets, _OUR_MEETINGS]
        if self.segments is not None:
            self._row.removeWidget(self.segments)
            self.segments.deleteLater()
        self.segments = SegmentedButtons("Set of measures", choices)
        self.segments.chosen.connect(self.set_chosen)
        self._row.insertWidget(0, self.segments)
        self.sets.clear()
        for code, words in choices:
            self.sets.addItem(words, code)
        QWidget.setTabOrder(self.segments, self.sets)
        self.show_set(chosen)
        self._give_room()

    def offer_months(self, months: Sequence[date | None], chosen: date | None) -> None:
        """The latest first; what is not a whole month is said."""
        self.month.blockSignals(True)
        self.month.clear()
        for month in months:
            code = _SO_FAR_CODE if month is None else month.isoformat()
            self.month.addItem(SO_FAR if month is None else month_words(month), code)
        self.month.blockSignals(False)
        self.show_month(chosen)

    def show_set(self, code: str) -> None:
        """Show a set as chosen, without announcing it."""
        if self.segments is not None:
            self.segments.choose(code)
        self.sets.setCurrentIndex(self.sets.findData(code))
        for part in (self.month, self.export_button):
            part.setEnabled(code != MEETINGS)

    def show_month(self, month: date | None) -> None:
        """Show a month as chosen, without announcing it."""
        code = _SO_FAR_CODE if month is None else month.isoformat()
        self.month.setCurrentIndex(self.month.findData(code))

    def minimumSizeHint(self) -> QSize:
        """As if in little room, with the sets to choose from."""
        parts = (self.sets, self.month, self.export_button)
        width = sum(part.sizeHint().width() for part in parts) + 60
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Sets side by side only where every word of them is seen."""
        if self.segments is None:
            self.sets.hide()
            return
        others = self.month.sizeHint().width() + self.export_button.sizeHint().width() + 70
        fits = self.segments.sizeHint().width() + others <= self.width()
        self.segments.setVisible(fits)
        self.sets.setVisible(not fits)

    def _pick_set(self, place: int) -> None:
        self.set_chosen.emit(str(self.sets.itemData(place)))

    def _pick_month(self, place: int) -> None:
        code = str(self.month.itemData(place))
        self.month_chosen.emit(None if code == _SO_FAR_CODE else date.fromisoformat(code))
