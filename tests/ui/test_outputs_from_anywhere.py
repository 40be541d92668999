"""Letters and lists from any screen of the real window: opened by key or words, gone at a lock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.templates import PASTE_EMIS
from mdt_app.ui.outputs.kinds import FOLDER
from mdt_app.ui.outputs.outputs import outputs_of
from mdt_app.ui.window import Desk
from tests.ui.meeting_room import begin
from tests.ui.network import ADA, threads

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(ws, themed, qtbot, tmp_path):
    """The whole window on a meeting that has begun, with a decision about the first person."""
    meeting = begin(ws, tmp_path / "files")
    record_decision(ws, meeting.id, ADA, ("start_sglt2",), "")
    with threads() as working:
        made = Desk(ws, working.runner)
        made.shell.show()
        made.shell.activateWindow()
        working.settle()
        yield made
        working.settle()
        made.saver.shut_down()
        made.shell.hide()
        made.shell.deleteLater()


def opened(desk):
    made = outputs_of(desk.shell)
    assert made is not None
    return made


@pytest.mark.parametrize("place", ["prepare", "meet", "follow_up", "measures", "data"])
def test_a_key_opens_them_over_every_screen(desk, place):
    desk.shell.show_screen(place)
    QTest.keyClick(desk.shell, Qt.Key.Key_O, CTRL_SHIFT)
    assert opened(desk).book.isVisible()
    assert opened(desk).book.marked().code == FOLDER
    opened(desk).close()


def test_their_words_find_them_among_the_commands(desk):
    desk.shell.show_screen("follow_up")
    desk.shell.find_person()
    QTest.keyClicks(desk.shell.find_box.field, "letters and lists")
    QTest.keyClick(desk.shell.find_box.field, Qt.Key.Key_Return)
    assert opened(desk).book.isVisible()
    opened(desk).close()


def test_a_lock_leaves_nothing_of_anybody_in_the_book_nor_the_clipboard(desk):
    QTest.keyClick(desk.shell, Qt.Key.Key_O, CTRL_SHIFT)
    made = opened(desk)
    made._show_case(ADA, PASTE_EMIS)
    made.copy()
    assert "SGLT2" in QGuiApplication.clipboard().text()
    desk.shell.lock()
    assert QGuiApplication.clipboard().text() == ""
    assert not made.book.isVisible()
    assert made.book.preview.paper.toPlainText() == ""
    assert made.book.scope_box.count() == 0


def test_what_is_typed_into_a_plan_at_a_lock_is_kept_as_a_draft(desk, ws):
    QTest.keyClick(desk.shell, Qt.Key.Key_O, CTRL_SHIFT)
    made = opened(desk)
    made._show_case(ADA, "plan")
    field = made.book.plan.fields["gp"]
    field.setFocus()
    QTest.keyClicks(field, "Dr Half")
    desk.shell.lock()
    assert desk.saver.finish(5)
    made.open_meeting()
    made._show_case(ADA, "plan")
    assert made.book.plan.fields["gp"].text() == "Dr Half"
    made.close()
