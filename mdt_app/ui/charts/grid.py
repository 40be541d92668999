"""Six charts, two across and three down, on one time axis."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mdt_app.clinical.filtration import Equation
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.pack import Pack
from mdt_app.meeting.trends import CHARTED, Trend, trends_of
from mdt_app.meeting.worked_out import choose_equation, chosen_equation
from mdt_app.register.values import Record
from mdt_app.ui.charts.chart import Chart
from mdt_app.ui.charts.plot import Mark
from mdt_app.ui.charts.ranges import days_shown

_ACROSS = 2
_GLUCOSE = {
    "metformin",
    "sulfonylurea",
    "glinide",
    "dpp4",
    "sglt2",
    "glp1",
    "pioglitazone",
    "acarbose",
    "insulin",
}
_KIDNEY = {"sglt2", "ace_inhibitor", "arb", "finerenone"}
_MOVED_BY: dict[Kind, set[str]] = {
    Kind.HBA1C: _GLUCOSE,
    Kind.BLOOD_PRESSURE: {"ace_inhibitor", "arb"},
    Kind.EGFR: _KIDNEY,
    Kind.ACR: _KIDNEY,
    Kind.CHOLESTEROL: {"statin", "other_lipid"},
    Kind.WEIGHT: {"glp1", "sglt2", "insulin"},
}
"""The medicine classes whose start is worth a mark on a chart of that kind."""
_MOST_MARKS = 6


class ChartGrid(QWidget):
    """All trends of one person. The charts are made once and kept."""

    enlarge_asked = Signal(object)
    """The kind of result whose chart is wanted large."""

    def __init__(self) -> None:
        super().__init__()
        self.charts = [Chart(kind) for kind in CHARTED]
        self.equation = chosen_equation()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for place, chart in enumerate(self.charts):
            layout.addWidget(chart, place // _ACROSS, place % _ACROSS)
            chart.enlarge_asked.connect(self.enlarge_asked)

    def show_record(
        self,
        record: Record,
        on: date,
        meeting_days: Sequence[date],
        own_targets: Mapping[int, float] = {},
        pack: Pack | None = None,
    ) -> None:
        """Work out and show another person's six trends up to the day `on`."""
        trends = trends_of(record, on, own_targets=own_targets, pack=pack, equation=self.equation)
        self.show_trends(trends, record, on, meeting_days)

    def show_trends(
        self, trends: Sequence[Trend], record: Record, on: date, meeting_days: Sequence[date]
    ) -> None:
        """Show another person's six trends, which are those of `record`."""
        number = record.person.nhs_number
        for chart, trend in zip(self.charts, trends):
            marks = marks_of(record, trend.kind, on, meeting_days)
            chart.show_trend(trend, on, marks, number)

    def chart_of(self, kind: Kind) -> Chart:
        """The chart of a kind of result."""
        return next(chart for chart in self.charts if chart.kind is kind)

    def switch_equation(self) -> Equation:
        """Work out by the other equation from the next record shown, and remember it."""
        others = [equation for equation in Equation if equation is not self.equation]
        self.equation = others[0]
        choose_equation(self.equation)
        return self.equation


def marks_of(record: Record, kind: Kind, on: date, meeting_days: Sequence[date]) -> list[Mark]:
    """Earlier meetings about this person and starts of medicines that move this kind of result."""
    last = on.toordinal()
    marks = [Mark(day.toordinal(), "MDT") for day in meeting_days if day < on]
    for medicine in record.medicines:
        is_drawn = not _MOVED_BY[kind].isdisjoint(medicine.classes.split("+"))
        if is_drawn and 0 < medicine.started <= last:
            marks.append(Mark(medicine.started, medicine.name.split()[0].lower()))
    first = days_shown(on)[0]
    return sorted((mark for mark in marks if mark.day >= first), key=_day)[-_MOST_MARKS:]


def _day(mark: Mark) -> int:
    return mark.day
