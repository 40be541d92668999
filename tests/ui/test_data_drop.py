"""Files let fall on the window, wherever it is."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.data.stages import Stage
from mdt_app.ui.window import Desk
from tests.ui.network import threads, write_files

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def expected_warnings():
    return ["shown to user"]


@pytest.fixture
def desk(ws, themed, qtbot):
    with threads() as working:
        made = Desk(ws, working.runner)
        made.shell.show()
        made.working = working
        yield made
        working.settle()
        made.saver.shut_down()
        made.shell.hide()
        made.shell.deleteLater()


def held(*urls):
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def files_of(folder):
    return held(*(QUrl.fromLocalFile(str(path)) for path in write_files(folder)))


def drag_over(widget, data):
    event = QDragEnterEvent(QPoint(30, 30), COPY, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop_on(widget, data):
    QApplication.sendEvent(widget, QDropEvent(QPointF(30, 30), COPY, data, LEFT, NONE))


def test_files_dropped_on_any_screen_are_looked_at_on_data(desk, tmp_path):
    data = files_of(tmp_path / "f")
    assert not isinstance(desk.shell.screen_shown, DataScreen)
    assert drag_over(desk.shell, data)
    assert desk.shell.drop_cover.isVisible()
    assert drag_over(desk.shell.drop_cover, data)
    drop_on(desk.shell.drop_cover, data)
    desk.working.settle()
    assert not desk.shell.drop_cover.isVisible()
    screen = desk.shell.screen_shown
    assert isinstance(screen, DataScreen)
    assert screen.stage is Stage.PREVIEWED
    assert len(screen.preview_page.cards) == 2


def leave(desk):
    QApplication.sendEvent(desk.shell, QDragLeaveEvent())
    QApplication.processEvents()
    return not desk.shell.drop_cover.isVisible()


def test_the_cover_goes_when_the_files_are_carried_away_again(desk, tmp_path):
    data = files_of(tmp_path / "f")
    drag_over(desk.shell, data)
    assert leave(desk)
    drag_over(desk.shell, data)
    drag_over(desk.shell.drop_cover, data)
    assert leave(desk)


@pytest.mark.parametrize("url", ["https://example.org/list.csv", "file:///"])
def test_what_is_no_file_is_not_taken(desk, url):
    assert not drag_over(desk.shell, held(QUrl(url)))
    assert not desk.shell.drop_cover.isVisible()


def test_files_dropped_while_others_are_read_are_refused_in_words(desk, tmp_path):
    data = files_of(tmp_path / "f")
    drag_over(desk.shell, data)
    drop_on(desk.shell, data)
    screen = desk.shell.screen_shown
    assert screen.is_working
    drag_over(desk.shell, data)
    drop_on(desk.shell, data)
    assert desk.shell.message_bar.message.text() == "Other files are being read just now."
    desk.working.settle()
    assert screen.stage is Stage.PREVIEWED
