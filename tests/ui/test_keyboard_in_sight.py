"""The keyboard stays on the page that is shown, whatever the others do."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mdt_app.ui.keyboard_in_sight import KeyboardInSight


class Pages(QWidget):
    """Two pages with two fields each, and a field beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self.beside = QLineEdit()
        self.fields = [[QLineEdit(), QLineEdit()], [QLineEdit(), QLineEdit()]]
        layout = QVBoxLayout(self)
        layout.addWidget(self.stack)
        layout.addWidget(self.beside)
        for fields in self.fields:
            page = QWidget()
            inner = QVBoxLayout(page)
            for field in fields:
                inner.addWidget(field)
            self.stack.addWidget(page)
        KeyboardInSight(self.stack)


@pytest.fixture
def pages(qtbot):
    made = Pages()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.fields[0][1].setFocus()
    return made


def test_a_page_that_is_not_shown_cannot_take_the_keyboard(pages):
    pages.fields[1][0].setFocus()
    assert QApplication.focusWidget() is pages.fields[0][1]
    pages.beside.setFocus()
    pages.fields[1][0].setFocus()
    assert QApplication.focusWidget() is pages.beside


def test_the_page_that_is_shown_and_what_is_beside_the_pages_can(pages):
    for field in (pages.fields[0][0], pages.beside):
        field.setFocus()
        assert QApplication.focusWidget() is field


def test_a_page_begins_where_it_was_told_to_before_it_was_shown(pages):
    pages.fields[1][1].setFocus()
    pages.stack.setCurrentIndex(1)
    assert QApplication.focusWidget() is pages.fields[1][1]


def test_a_part_of_the_page_shown_may_be_told_to_begin_before_it_comes_into_sight(pages):
    hidden = QWidget()
    field = QLineEdit(hidden)
    hidden.hide()
    pages.stack.currentWidget().layout().addWidget(hidden)
    field.setFocus()
    assert QApplication.focusWidget() is not pages.stack.currentWidget()
    hidden.show()
    field.setFocus()
    assert QApplication.focusWidget() is field
