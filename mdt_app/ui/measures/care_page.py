"""Tiers and remits by month: where people are looked after since their cases were decided."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mdt_app.clinical.days import month_words, spoken
from mdt_app.clinical.words import counted
from mdt_app.meeting.care_cases import CareCase, CareCases
from mdt_app.meeting.tiers import MonthOfCare, care
from mdt_app.ui.measures.cases_below import CasesBelow
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.parts import column
from mdt_app.ui.rows_model import Column

_NONE = "No meeting has decided a case yet. Tiers and remits come here once one has: Y in Meet."
_NOTE = "A tier or a remit is counted where the meeting recorded it with its decision."
_ROOM_FOR_DECIDED = 700


def _month(row: MonthOfCare) -> str:
    return month_words(row.month)


def _month_key(row: MonthOfCare) -> date:
    return row.month


def _decided(row: MonthOfCare) -> str:
    return str(row.decided)


def _decided_key(row: MonthOfCare) -> int:
    return row.decided


def _returned(row: MonthOfCare) -> str:
    return str(row.returned)


def _returned_key(row: MonthOfCare) -> int:
    return row.returned


def _tiers(row: MonthOfCare) -> str:
    without = row.decided - sum(row.tiers.values())
    return _counts({tier.code: tier.words for tier in care().tiers}, row.tiers, without)


def _remits(row: MonthOfCare) -> str:
    known = {remit.code: remit.words for remit in care().remits}
    return _counts(known, row.remits, row.outside)


def _counts(known: Mapping[str, str], found: Mapping[str, int], without: int) -> str:
    """`Specialist care 2 · Primary care 5 · none recorded 3`, in the vocabulary's order."""
    codes = [*known, *sorted(found.keys() - known.keys())]
    told = [f"{known.get(code, code)} {found[code]}" for code in codes if found.get(code)]
    return " · ".join([*told, *([f"none recorded {without}"] if without else [])])


_COLUMNS: tuple[Column[MonthOfCare], ...] = (
    Column("Month", _month, _month_key),
    Column("Decided", _decided, _decided_key, to_the_right=True),
    Column("Returned", _returned, _returned_key, to_the_right=True),
    Column("Tier of care", _tiers),
    Column("Specialist remit", _remits),
)
_TIERS, _REMITS = 3, 4


def _name_of(row: MonthOfCare) -> str:
    return (
        f"{_month(row)}: {row.decided} decided, {row.returned} returned to the practice;"
        f" tiers: {_tiers(row)}; remits: {_remits(row)}"
    )


def _tone(_row: MonthOfCare, place: int) -> str:
    return {0: "strong", _TIERS: "quiet", _REMITS: "quiet"}.get(place, "")


def _is_same(one: MonthOfCare, other: MonthOfCare) -> bool:
    return one.month == other.month


class _Months(OpeningTable[MonthOfCare]):
    def __init__(self) -> None:
        super().__init__(
            _COLUMNS,
            (130, 72, 78, 300, 360),
            name="Tiers and remits by month",
            wide=_TIERS,
            lines=2,
            tone=_tone,
            name_of=_name_of,
        )
        self.fit_a_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the remits give way: opening the month says them."""
        super().resizeEvent(event)
        self.show_column(_REMITS, is_shown=self.width() >= _ROOM_FOR_DECIDED)


def _name(case: CareCase) -> str:
    return case.name


def _on(case: CareCase) -> str:
    return spoken(case.held_on)


def _where(case: CareCase) -> str:
    return case.words


_CASE_COLUMNS: tuple[Column[CareCase], ...] = (
    Column("Patient", _name),
    Column("On", _on),
    Column("Tier and remit", _where),
)


class CarePage(QWidget):
    """One month a row, the latest first. Enter opens it to the cases of one's own practice."""

    cases_asked = Signal(object)
    """The first day of a month."""
    person_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words, self.note = Paragraph("strong"), Paragraph("small")
        self.note.setText(_NOTE)
        self.table = _Months()
        self.cases: CasesBelow[CareCase] = CasesBelow(
            self.table, _CASE_COLUMNS, (200, 110, 400), "Cases of the month"
        )
        layout = column(self, spacing=8)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        self.cases.add_to(layout)
        layout.addWidget(self.note)
        self.table.opened.connect(self._ask_cases)
        self.cases.person_opened.connect(self.person_opened)

    def show_months(self, months: Sequence[MonthOfCare]) -> None:
        """Show the counts of every month in which a case was decided."""
        told = [month for month in months if month.decided]
        self.words.setText(_summary(told) if told else _NONE)
        self.cases.close()
        self.table.show_rows(list(reversed(told)), _is_same)
        for part in (self.table, self.note):
            part.setVisible(bool(told))
        if told:
            self.table.go_to(0)

    def show_cases(self, found: CareCases) -> None:
        """Show who was behind the counts of the month that was asked about, and of no other."""
        self.cases.show(found.month, found.own, found.others)

    def _ask_cases(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.cases.expect(row.month, _month(row))
            self.cases_asked.emit(row.month)


def _summary(months: Sequence[MonthOfCare]) -> str:
    decided = sum(each.decided for each in months)
    tiers = sum(sum(each.tiers.values()) for each in months)
    inside = sum(each.inside for each in months)
    returned = sum(each.returned for each in months)
    return (
        f"Of {counted(decided, 'decided case')}, {tiers} with a tier, {inside} in a specialist"
        f" remit, {returned} returned to the practice."
    )
