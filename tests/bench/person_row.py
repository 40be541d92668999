"""Next person: loaded, filled in, six charts painted; beside the same charts painted by hand."""

import gc
import os
import statistics
import subprocess
import sys
from pathlib import Path
from random import Random

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.app import application
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import current_meeting, end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.trend_words import TITLES
from mdt_app.meeting.trends import CHARTED, trends_of
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import people, record_of
from mdt_app.register.values import Record
from mdt_app.ui import palette
from mdt_app.ui.charts.chart import Heading, heading_words
from mdt_app.ui.charts.grid import marks_of
from mdt_app.ui.charts.plot import Plot
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.window import Desk
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import PASSPHRASE, PRACTICES, TODAY
from tests.bench.measuring import Row, let_work, milliseconds, percentile, seconds
from tests.bench.stores import make_store, opened

SIZES = (3000, 20_000)
CASES, STEPS = 60, 240
_REPEAT_MS = 33
"""A key held down comes about thirty times a second: nobody steps faster."""


def rows(folder: Path) -> list[Row]:
    """Three rows a size: median, ratio to hand-painted charts, 99th percentile; and memory."""
    measured = []
    for size in SIZES:
        store = make_store(folder, size)
        with opened(store) as ws:
            numbers = _put_on_agenda(ws)
        memory = _megabytes(store)
        with opened(store) as ws:
            measured += _measured(ws, size, numbers)
        measured.append(_memory_row(size, memory))
    return measured


def _measured(ws: Workspace, size: int, numbers: list[str]) -> list[Row]:
    application()
    gc.freeze()  # as the program does before it reads a store
    runner = TaskRunner()
    desk = Desk(ws, runner)
    desk.shell.show()
    screen = desk.shell.screen_of("meet")
    assert isinstance(screen, MeetScreen)
    let_work(1500)
    steps = _steps(screen)
    jumps = _jumps(screen)
    by_hand = _painted_by_hand(ws, numbers, screen.room.charts)
    _end(ws)
    desk.close()
    runner.shut_down()
    return _as_rows(size, steps, jumps, by_hand)


def _megabytes(store: Path) -> float:
    """Of the program alone, with the charts of this meeting shown."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.bench.charts_program", str(store), PASSPHRASE],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        cwd=Path(__file__).parents[2],
    )
    return float(said.stdout)


def _end(ws: Workspace) -> None:
    """The store is used by other rows too: leave no meeting open in it."""
    with ws.vault.reading() as reading:
        meeting = current_meeting(reading)
    assert meeting is not None
    end_meeting(ws, meeting.id)


def _as_rows(size: int, steps: list[float], jumps: list[float], by_hand: list[float]) -> list[Row]:
    median, yardstick = statistics.median(steps), statistics.median(by_hand)
    jump = statistics.median(jumps)
    slowest = percentile(steps, 0.99)
    return [
        Row(
            f"next person of {size:,}, median",
            milliseconds(median),
            milliseconds(yardstick),
            f"{median / yardstick:.2f}",
            "≤ 16.7 ms and ≤ 3.5 ×",
            median <= 0.0167 and median <= 3.5 * yardstick,
        ),
        Row(
            f"next person of {size:,}, 99th percentile",
            milliseconds(slowest),
            "–",
            "–",
            "≤ 50 ms",
            slowest <= 0.050,
        ),
        Row(
            f"somebody else of {size:,}, not read ahead, median",
            milliseconds(jump),
            milliseconds(yardstick),
            f"{jump / yardstick:.2f}",
            "≤ 16.7 ms",
            jump <= 0.0167,
        ),
    ]


def _memory_row(size: int, megabytes: float) -> Row:
    limit = 250 if size <= 3000 else 300
    return Row(
        f"memory, charts shown, {size:,} people",
        f"{megabytes:.0f} MB",
        "–",
        "–",
        f"≤ {limit} MB",
        megabytes <= limit,
    )


def _put_on_agenda(ws: Workspace) -> list[str]:
    with ws.vault.reading() as reading:
        numbers = [person.nhs_number for person in people(reading)]
    chosen = Random(7).sample(numbers, CASES)
    meeting = plan_meeting(ws, Meeting("", "Bench", TODAY, "13:00", "Here", tuple(PRACTICES)))
    build_agenda(ws, meeting.id, chosen)
    start_meeting(ws, meeting.id)
    return chosen


def _steps(screen: MeetScreen) -> list[float]:
    """Back and forth through the agenda; each step is timed until the window is painted."""
    controller = screen.controller
    chance, times = Random(11), []
    for _ in range(STEPS):
        forward = controller.position == 0 or (
            controller.position < CASES - 1 and chance.random() < 0.7
        )
        step = controller.next_case if forward else controller.previous_case

        def painted(step=step) -> None:
            step()
            QApplication.processEvents()

        times.append(seconds(painted))
        let_work(_REPEAT_MS)
    return times


def _jumps(screen: MeetScreen) -> list[float]:
    """To anybody on the agenda, whom nothing had reason to expect."""
    controller = screen.controller
    chance, times = Random(12), []
    for _ in range(STEPS // 2):
        near = range(controller.position - 1, controller.position + 2)
        place = chance.choice([place for place in range(CASES) if place not in near])

        def painted(place=place) -> None:
            controller.show_case(place)
            QApplication.processEvents()

        times.append(seconds(painted))
        let_work(_REPEAT_MS)
    return times


class HandPainted(QWidget):
    """The same six charts drawn by one paint event: headings, bands, years, marks, lines, points.

    Nothing around them, nothing kept from person to person, no view, and nothing can be asked.
    """

    record: Record | None = None

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._charts = [(Heading(TITLES[kind]), Plot(kind)) for kind in CHARTED]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, height = self.width() / 2, self.height() / 3
        for place, (heading, plot) in enumerate(self._charts):
            box = QRectF(place % 2 * width, place // 2 * height, width, height)
            inside = box.adjusted(4, 4, -4, -4)
            heading.place(QRectF(inside.left(), inside.top(), inside.width(), heading.height))
            plot.place(inside.adjusted(0, heading.height, 0, 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.PAPER))
        if self.record is None:
            return
        trends = trends_of(self.record, TODAY)
        for (heading, plot), trend in zip(self._charts, trends, strict=True):
            plot.show_trend(trend, TODAY, marks_of(self.record, trend.kind, TODAY, ()))
            heading.show_latest(*heading_words(trend, TODAY), is_bad=trend.is_outside)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            heading.paint_title(painter)
            heading.paint(painter)
            plot.paint_ground(painter)
            plot.paint_words(painter)
            _paint_lines(painter, plot)
            plot.paint_spots(painter)


def _paint_lines(painter: QPainter, plot: Plot) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pens = plot.lines()[2]
    for lines, pen in zip(plot._lines, pens):
        painter.setPen(pen)
        painter.drawLines(lines)


def _painted_by_hand(ws: Workspace, numbers: list[str], like: QWidget) -> list[float]:
    canvas = HandPainted()
    canvas.resize(like.size())
    canvas.show()
    let_work(50)
    times = []
    for number in (numbers * 3)[:STEPS]:

        def painted(number=number) -> None:
            with ws.vault.reading() as reading:
                canvas.record = record_of(reading, number)
            canvas.update()
            QApplication.processEvents()

        times.append(seconds(painted))
        let_work(_REPEAT_MS)
    canvas.close()
    return times
