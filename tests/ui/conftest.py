"""What every test of the window stands on: the program's looks and two threads that end."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGraphicsView
from shiboken6 import isValid

from mdt_app.demo.hands import Hands
from mdt_app.ui.backups.upkeep import Upkeep
from mdt_app.ui.fonts import load_other_fonts
from mdt_app.ui.theme import apply_theme, change_looks
from tests.ui.meeting_room import begin, shell_with_meet
from tests.ui.network import threads


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """The bot of pytest-qt, which holds its windows weakly: here they live as long as the test.

    A window that only a fixture's own name held would be collected in the middle of a test.
    A bare chart ends with its test's own name: pyqtgraph may not survive being closed by Qt.
    """
    alive = []
    add_widget = qtbot.addWidget

    def add_and_hold(widget, **options):
        if not isinstance(widget, QGraphicsView):
            alive.append(widget)
        add_widget(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", add_and_hold)
    yield qtbot
    for widget in filter(isValid, alive):
        for upkeep in widget.findChildren(Upkeep):
            upkeep.stop()  # its thread must not tell a window that is gone
    # pytest-qt has closed them and asked for their end, which no event loop brings about here.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    alive.clear()


@pytest.fixture
def themed(qapp):
    apply_theme(qapp)
    load_other_fonts()
    return qapp


@pytest.fixture
def two_threads(themed):
    with threads() as made:
        yield made


@pytest.fixture
def meeting(ws, tmp_path):
    """An open meeting about six people."""
    return begin(ws, tmp_path / "files")


@pytest.fixture
def meet_shell(ws, meeting, two_threads, qtbot):
    """The window on that meeting, the first case shown."""
    made = shell_with_meet(ws, two_threads)
    qtbot.addWidget(made)
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


@pytest.fixture
def meet(meet_shell):
    return meet_shell.screen_shown


@pytest.fixture
def hands(desk, tmp_path):
    """Hands on the window of a test's own `desk`."""
    return Hands(desk.shell, tmp_path)


@pytest.fixture
def looks_as_before(themed):
    yield
    change_looks(themed, "light", 100)


@pytest.fixture
def drawn_at(request, desk, hands, themed, looks_as_before):
    """The window of the test's own `desk` at a size, and a per cent, that the test names."""
    size, percent = request.param
    change_looks(themed, "light", percent)
    desk.shell.resize(*size)
    hands.look(60)
    return size
