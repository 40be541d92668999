"""Filtering and sorting 20,000 people, key by key, until the table is painted."""

import gc
import statistics
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.app import application
from mdt_app.meeting.case_list import case_list
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.window import Desk
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import TODAY
from tests.bench.measuring import Row, let_work, milliseconds, seconds
from tests.bench.stores import make_store, opened

PEOPLE = 20_000
TYPED = "invented 123 bp"
GOAL_S = 0.016
_READING_MS = 1500
"""Nobody who sees a list types sooner; what can wait is made ready meanwhile."""


def rows(folder: Path) -> list[Row]:
    """Two rows: the slowest key of a filter as it is typed, and sorting by each column."""
    with opened(make_store(folder, PEOPLE)) as ws:
        case_list(ws, TODAY)
        return _measured(ws)


def _measured(ws: Workspace) -> list[Row]:
    application()
    gc.freeze()  # as the program does before it reads a store
    runner = TaskRunner()
    desk = Desk(ws, runner)
    desk.shell.show()
    desk.shell.show_screen("prepare")
    screen = desk.shell.screen_of("prepare")
    assert isinstance(screen, PrepareScreen)
    while screen.is_working or not screen.table.model().rowCount():
        let_work(20)
    let_work(_READING_MS)
    keys = _typed(screen)
    sorts = _sorted(screen)
    desk.close()
    runner.shut_down()
    return [_row("filter", keys), _row("sort", sorts)]


def _row(what: str, times: list[float]) -> Row:
    median, slowest = statistics.median(times), max(times)
    return Row(
        f"{what} of {PEOPLE:,} people to the painted table, median and slowest",
        f"{milliseconds(median)}, {milliseconds(slowest)}",
        "–",
        "–",
        "≤ 16 ms a key",
        median <= GOAL_S,
    )


def _typed(screen: PrepareScreen) -> list[float]:
    QTest.keyClick(screen.table, Qt.Key.Key_F)
    field = screen.filter_row.words
    times = []
    for letter in TYPED:

        def painted(letter: str = letter) -> None:
            QTest.keyClick(field, letter)
            QApplication.processEvents()

        times.append(seconds(painted))
    field.clear()
    let_work(_READING_MS)
    return times


def _sorted(screen: PrepareScreen) -> list[float]:
    times = []
    for column in range(1, screen.table.model().columnCount()):

        def painted(column: int = column) -> None:
            screen.table.sort_asked.emit(column)
            QApplication.processEvents()

        times.append(seconds(painted))
    return times
