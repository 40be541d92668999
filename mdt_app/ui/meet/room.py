"""The case screen: agenda on the left, one person in the middle, what is agreed on the right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mdt_app.register.provenance import Provenance
from mdt_app.register.queries import batches
from mdt_app.ui.charts.chart import Chart
from mdt_app.ui.charts.enlarged import Drawn
from mdt_app.ui.charts.grid import ChartGrid
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.meet.agenda_lines import AgendaLine, agenda_lines
from mdt_app.ui.meet.agenda_view import AgendaView
from mdt_app.ui.meet.banner import Banner
from mdt_app.ui.meet.case_state import Agreement, ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.medicine_bars import MedicineBars
from mdt_app.ui.meet.middle import Middle
from mdt_app.ui.meet.processes_strip import ProcessesStrip
from mdt_app.ui.meet.reason_row import ReasonRow, evidence_words
from mdt_app.ui.meet.reasons_card import ReasonsCard
from mdt_app.ui.meet.side_panel import SidePanel
from mdt_app.ui.meet.undated_line import UndatedLine
from mdt_app.ui.messages import tell
from mdt_app.ui.names_shown import names
from mdt_app.ui.parts import button, column, row, scrolling, surface
from mdt_app.ui.provenance import Value
from mdt_app.ui.shortcuts import add_letter
from mdt_app.ui.sources import sources_of
from mdt_app.ui.where_from import WhereFrom

_GAP, _TOP, _BOTTOM = 8, 10, 8
_SPARE = 2
"""Lines of letters are rounded up one by one."""
ENLARGE_KEY = "Z"
_NARROW = 1000
"""Below this width (as at 200 % on a small screen) the list makes room, and a button brings it."""
_LEAST = QSize(820, 470)
"""Below this the whole case scrolls, and the context line says who it is."""


class Room(QWidget):
    """Everything about one person on one screen. It shows what the controller says, no more."""

    person_changed = Signal(object)
    rest_asked = Signal()
    """The keyboard goes from a value back to where letters and digits are keys."""

    def __init__(self, controller: MeetController) -> None:
        super().__init__()
        self._controller = controller
        self.agenda = AgendaView()
        self.banner = Banner()
        self.reasons = ReasonsCard()
        self.charts = ChartGrid()
        self.medicines = MedicineBars()
        self.processes = ProcessesStrip()
        self.undated = UndatedLine()
        self.side = SidePanel()
        self.end_button = button("End the meeting…")
        self._agenda_told: tuple[object, ...] = (None, None)
        self._lines: list[AgendaLine] = []
        self.where_from = WhereFrom(self, self._sources, self._first_chart)
        self._lay_out()
        self._connect()
        looks.changed.connect(self._fit_letters)
        self._fit_letters()

    def _fit_letters(self) -> None:
        """Large letters need a large room; a smaller window scrolls it."""
        self.setMinimumSize(self.sizeHint())
        self._make_room_for_list(self.width())

    def _lay_out(self) -> None:
        content = QWidget()
        middle = column(content, spacing=_GAP)
        middle.addWidget(self.reasons)
        middle.addWidget(self.charts, 1)
        middle.addWidget(self.medicines)
        middle.addWidget(self.processes)
        middle.addWidget(self.undated)
        self.scroll_area = scrolling(content, "The record")
        centre = column(spacing=_GAP)
        centre.setContentsMargins(12, _TOP, 12, _BOTTOM)
        centre.addWidget(self.banner)
        self.middle = Middle(self.scroll_area, self.charts, self._drawn, self._file_names)
        centre.addWidget(self.middle, 1)
        left = surface("list")
        inner = column(left, spacing=0)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.addWidget(self.agenda, 1)
        foot = row(spacing=0)
        foot.setContentsMargins(10, 6, 10, 8)
        foot.addWidget(self.end_button)
        inner.addLayout(foot)
        self._left = left
        self._line: QHBoxLayout = row(self, spacing=0)
        self._line.addWidget(left)
        self._line.addLayout(centre, 1)
        self._line.addWidget(self.side)

    def _connect(self) -> None:
        controller, side = self._controller, self.side
        agreeing = controller.agreeing
        controller.case_shown.connect(self._show_other)
        controller.case_changed.connect(self._show_case)
        controller.agenda_changed.connect(self._show_agenda)
        agreeing.changed.connect(self._show_agreement)
        self.agenda.case_chosen.connect(controller.show_person)
        self.reasons.evidence_asked.connect(self._show_evidence)
        side.decisions.chosen.connect(agreeing.choose)
        side.decisions.detail_typed.connect(agreeing.type_detail)
        side.decisions.detail_left.connect(agreeing.record)
        side.words_edit.typed.connect(agreeing.type_words)
        side.words_edit.left.connect(agreeing.record)
        self.middle.turned.connect(self.where_from.clear)
        add_letter(self, ENLARGE_KEY, self.middle.toggle)
        side.list_button.toggled.connect(self._toggle_list)
        side.agreed_button.clicked.connect(controller.agreed_next)

    def _show_other(self, case: ShownCase) -> None:
        """Another person: nothing of the one before may stay."""
        self.where_from.clear()
        self.middle.put_away()
        self.side.editor.leave()
        self.scroll_area.verticalScrollBar().setValue(0)
        self.side.scroll_area.verticalScrollBar().setValue(0)
        # Out of the text, so that the next key is a key again, not a letter about somebody else.
        self.agenda.setFocus()
        self._show_case(case)
        self.person_changed.emit(case)

    def _show_case(self, case: ShownCase) -> None:
        on = self._controller.on
        self.banner.show_case(case, on)
        self.reasons.show_case(case, on)
        self._show_charts(case)
        self.medicines.show_record(case.page.record, on)
        self.processes.show_processes(case.processes, on, case.nhs_number)
        self.undated.show_facts(case.page.undated, case.nhs_number)
        self.side.show_case(case, self._controller.agreeing.agreement, on)
        self._settle()

    def _show_charts(self, case: ShownCase) -> None:
        page, on = case.page, self._controller.on
        if case.equation is self.charts.equation:
            self.charts.show_trends(case.trends, page.record, on, page.meeting_days)
        else:
            self.charts.show_record(page.record, on, page.meeting_days, page.own_targets, case.pack)
        self.middle.redraw()

    def switch_equation(self) -> None:
        """Work out an eGFR that nobody reported by the other equation, here and in minutes."""
        if (case := self._controller.shown) is None:
            return
        self.where_from.clear()
        equation = self.charts.switch_equation()
        self._show_charts(case)
        tell(self, f"An eGFR is now worked out by {equation}.", "Only where none is reported.")

    def _drawn(self, chart: Chart) -> Drawn | None:
        """What a chart of the person shown draws; None where nobody is."""
        case = self._controller.shown
        if case is None:
            return None
        return Drawn(case.page.record, chart.trend, self._controller.on, chart.marks)

    def _file_names(self) -> dict[int, str]:
        with self._controller.ws.vault.reading() as reading:
            return {key: batch.file_name for key, batch in batches(reading).items()}

    def _settle(self) -> None:
        """Lay out from the inside to the outside, now: else charts are painted, then resized."""
        inside: list[QWidget] = [*self.reasons.rows, self.reasons, self.banner]
        content = self.scroll_area.widget()
        for widget in (*inside, self, *([content] if content is not None else [])):
            if (layout := widget.layout()) is not None:
                layout.activate()
        self._share_height()

    def show_nobody(self) -> None:
        """Clear everything that belongs to a person."""
        self.where_from.clear()
        self.banner.clear()
        self.medicines.clear()
        self.middle.put_away()
        self.undated.show_facts((), "")
        self.side.clear()

    def _show_agreement(self, agreement: Agreement) -> None:
        if self._controller.shown is not None:
            self.side.show_agreement(self._controller.shown.nhs_number, agreement)

    def _show_agenda(self) -> None:
        controller = self._controller
        now = controller.shown.nhs_number if controller.shown is not None else ""
        told = () if names.are_hidden else (controller.items, controller.listed)
        if not told or any(one is not other for one, other in zip(told, self._agenda_told)):
            self._agenda_told = told or (None, None)
            self._lines = agenda_lines(controller.items, controller.listed)
        self.agenda.show_lines(self._lines, now)

    def _show_evidence(self, line: ReasonRow) -> None:
        if line.reason is not None:
            line.show_evidence(evidence_words(line.reason, self._file_names()))

    def go_to_reasons(self) -> None:
        """Put the keyboard at the first reason, where ↑ ↓ S and R work."""
        if self._controller.shown is not None:
            self.reasons.to_first()

    def _sources(self, value: Value) -> list[Provenance | None]:
        """Where a value is from, asked for when somebody points at it; of nobody else's."""
        shown = self._controller.shown
        if shown is None or shown.nhs_number != value.nhs_number:
            return []
        return sources_of(self._controller.ws, value, self._controller.on)

    def _first_chart(self) -> QWidget | None:
        if self.middle.is_enlarged:
            return self.middle.enlarged.table
        return self.charts.charts[0] if self._controller.shown is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.rest_asked.emit()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return False  # it takes the window's height; only its parts wrap

    def sizeHint(self) -> QSize:
        return QSize(pixels(_LEAST.width(), 0.5), pixels(_LEAST.height()))

    @property
    def is_scrolled(self) -> bool:
        """Whether the window is too small to hold the case at once."""
        around = self.parentWidget()
        return around is not None and around.height() < self.height()

    def _make_room_for_list(self, width: int) -> None:
        is_narrow = width < pixels(_NARROW)
        self.side.list_button.setVisible(is_narrow)
        self._left.setVisible(not is_narrow or self.side.list_button.isChecked())

    def _toggle_list(self, is_wanted: bool) -> None:
        self._left.setVisible(is_wanted)
        self.setMinimumWidth(
            self.sizeHint().width() + (self._left.sizeHint().width() if is_wanted else 0)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room_for_list(event.size().width())
        self._share_height()

    def _share_height(self) -> None:
        """Leave the reasons as much as keeps the charts and what is below them in sight."""
        below = self.charts.minimumSizeHint().height() + self.processes.sizeHint().height()
        below += self.medicines.height_of(3) + _GAP
        if not self.undated.isHidden():
            below += self.undated.sizeHint().height() + _GAP
        above = self.banner.height_wanted() + _TOP + _BOTTOM
        self.reasons.give_room(self.height() - above - below - 3 * _GAP - _SPARE)
