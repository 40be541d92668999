"""One model for every table: rows in, sorted as rows."""

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mdt_app.ui.meet.agenda_lines import AgendaLine
from mdt_app.ui.meet.agenda_view import AgendaModel
from mdt_app.ui.rows_model import ROW_ROLE, Column, RowsModel

ROWS = [("Bram", 74), ("Ada", None), ("Cleo", 67)]


def name(row):
    return row[0]


def value(row):
    return "" if row[1] is None else str(row[1])


@pytest.fixture
def model(qapp):
    made = RowsModel(
        [Column("Name", name), Column("HbA1c", value, lambda row: row[1], to_the_right=True)],
        name_of=lambda row: f"{row[0]}, {value(row) or 'not known'}",
    )
    made.show_rows(ROWS)
    return made


def shown(model):
    return [row[0] for row in model.shown]


def test_qt_finds_nothing_wrong_with_it(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0)
    model.show_rows([])
    model.change_rows(ROWS)
    model.replace_row(("Ada", 50), lambda row: row[0] == "Ada")
    assert isinstance(tester.model(), QAbstractItemModel)


def test_qt_finds_nothing_wrong_with_the_agenda(qapp):
    model = AgendaModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([AgendaLine("Alder Road · 1"), AgendaLine("Begum, Ada")])
    assert tester.model().flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_rows_keep_the_order_they_came_in(model):
    assert shown(model) == ["Bram", "Ada", "Cleo"]


def test_what_is_not_known_sorts_after_everything_both_ways(model):
    model.sort(1)
    assert shown(model) == ["Cleo", "Bram", "Ada"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["Bram", "Cleo", "Ada"]
    model.sort(-1)
    assert shown(model) == ["Bram", "Ada", "Cleo"]


def test_the_order_stays_when_other_rows_come(model):
    model.sort(0)
    model.show_rows([*ROWS, ("Bob", 50)])
    assert shown(model) == ["Ada", "Bob", "Bram", "Cleo"]


def test_a_changed_row_is_told_alone(model, qtbot):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.change_rows([("Bram", 74), ("Ada", 48), ("Cleo", 67)])
    assert told == [(1, 1)]
    assert model.index(1, 1).data() == "48"


def test_a_whole_row_is_said_in_one_breath(model):
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Ada, not known"
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "HbA1c: 74"
    assert model.index(0, 0).data(ROW_ROLE) == ("Bram", 74)
