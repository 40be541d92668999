"""The cases behind a row of counts, below its table: one's own practice by name, others counted."""

from collections.abc import Sequence
from operator import eq
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mdt_app.clinical.words import counted
from mdt_app.ui.measures.paragraph import Paragraph
from mdt_app.ui.opening_table import OpeningTable
from mdt_app.ui.rows_model import Column, Row


class NamedCase(Protocol):
    """A case that says whose it is."""

    @property
    def nhs_number(self) -> str: ...


Case = TypeVar("Case", bound=NamedCase)


class _CasesTable(OpeningTable[Row]):
    left = Signal()

    def __init__(self, columns: Sequence[Column[Row]], widths: Sequence[int], name: str) -> None:
        super().__init__(columns, widths, name=name, wide=len(columns) - 1)
        self.fit_a_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CasesBelow(QObject, Generic[Case]):
    """A sentence and a table, shown once the cases of a row are known.

    Enter opens a person, Escape goes back up to the table of rows.
    """

    person_opened = Signal(str)

    def __init__(
        self, above: QWidget, columns: Sequence[Column[Case]], widths: Sequence[int], name: str
    ) -> None:
        super().__init__(above)
        self.words = Paragraph("strong")
        self.table: _CasesTable[Case] = _CasesTable(columns, widths, name)
        self._above = above
        self._asked: object = None
        self._when = ""
        self.close()
        self.table.left.connect(self._back)
        self.table.opened.connect(self._open_person)

    def add_to(self, layout: QBoxLayout) -> None:
        """Stand right below the rows: what Enter brought is in sight beside its row."""
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)

    def expect(self, asked: object, when: str) -> None:
        """From now on only the cases of what is asked about are shown; `when` is its day."""
        self._asked, self._when = asked, when

    def show(self, of: object, own: Sequence[Case], others: int) -> None:
        """Show whose cases these are, unless by now others are asked about, or nobody is."""
        if of != self._asked:
            return
        self.words.setText(cases_words(self._when, len(own), others))
        self.words.show()
        self.table.show_rows(own, eq)
        self.table.setVisible(bool(own))
        if own:
            self.table.go_to(0)
            self.table.setFocus()

    def close(self) -> None:
        """Show nobody, and wait for nobody."""
        self._asked = None
        self.words.hide()
        self.table.hide()
        self.table.show_rows((), eq)

    def _back(self) -> None:
        self.close()
        self._above.setFocus()

    def _open_person(self) -> None:
        if (case := self.table.current_row()) is not None:
            self.person_opened.emit(case.nhs_number)


def cases_words(when: str, own: int, others: int) -> str:
    """How many are named here, and how many are not.

    >>> cases_words("October 2026", 1, 2)
    'October 2026: 1 case of your own practice; 2 cases of other practices are not named.'
    """
    if not own:
        return (
            f"{when}: {counted(others, 'case')}, none of your own practice, so nobody is named."
            " O beside a set of measures chooses your practice."
        )
    rest = f"; {counted(others, 'case')} of other practices are not named" if others else ""
    return f"{when}: {counted(own, 'case')} of your own practice{rest}."
