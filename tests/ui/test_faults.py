"""A fault of the program is said once, in words that name nobody."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from mdt_app.ui.messages import MessageBar, explain_fault


@pytest.fixture
def expected_warnings():
    return ["fault ValueError"]


def fail_in(window: QWidget) -> None:
    try:
        raise ValueError("Canaryson 9990000018")
    except ValueError as error:
        explain_fault(window, type(error), error, error.__traceback__)


def boxes(window: QWidget) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_a_fault_that_comes_again_and_again_is_said_once(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    fail_in(window)
    fail_in(window)
    (box,) = boxes(window)
    assert "Canaryson" not in box.text() + box.informativeText()
    box.reject()
    assert boxes(window) == []
    fail_in(window)
    assert len(boxes(window)) == 1


def test_in_a_window_with_a_bar_a_fault_opens_no_box_and_stops_nobody(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar()
    bar.setParent(window)
    window.show()
    fail_in(window)
    assert "Something went wrong in the program" in bar.message.text()
    assert "ValueError" in bar.hint.text()
    assert "Canaryson" not in bar.message.text() + bar.hint.text()
    assert boxes(window) == []
    assert QApplication.activeModalWidget() is None
