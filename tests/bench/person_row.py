"""Next person: loaded, filled in, six charts painted; beside the same charts painted by hand."""

import gc
import statistics
from pathlib import Path
from random import Random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.app import application
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import current_meeting, end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.trends import trends_of
from mdt_app.meeting.values import Meeting
from mdt_app.register.queries import people, record_of
from mdt_app.register.values import Record
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.window import Desk
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import PRACTICES, TODAY
from tests.bench.measuring import Row, let_work, milliseconds, percentile, seconds
from tests.bench.stores import make_store, opened

SIZES = (3000, 20_000)
CASES, STEPS = 60, 240


def rows(folder: Path) -> list[Row]:
    """Three rows a size: median, ratio to hand-painted charts, 99th percentile; and memory."""
    measured = []
    for size in SIZES:
        with opened(make_store(folder, size)) as ws:
            measured += _measured(ws, size)
    return measured


def _measured(ws: Workspace, size: int) -> list[Row]:
    numbers = _put_on_agenda(ws)
    application()
    gc.freeze()  # as the program does before it reads a store
    runner = TaskRunner()
    desk = Desk(ws, runner)
    desk.shell.show()
    screen = desk.shell.screen_of("meet")
    assert isinstance(screen, MeetScreen)
    let_work(1500)
    steps = _steps(screen)
    memory = _resident_megabytes()
    by_hand = _painted_by_hand(ws, numbers, screen.room.charts)
    _end(ws)
    desk.close()
    runner.shut_down()
    return _as_rows(size, steps, by_hand, memory)


def _end(ws: Workspace) -> None:
    """The store is used by other rows too: leave no meeting open in it."""
    with ws.vault.reading() as reading:
        meeting = current_meeting(reading)
    assert meeting is not None
    end_meeting(ws, meeting.id)


def _as_rows(size: int, steps: list[float], by_hand: list[float], memory: float) -> list[Row]:
    median, yardstick = statistics.median(steps), statistics.median(by_hand)
    slowest = percentile(steps, 0.99)
    limit = 250 if size <= 3000 else 300
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
            f"memory, charts shown, {size:,} people",
            f"{memory:.0f} MB",
            "–",
            "–",
            f"≤ {limit} MB",
            memory <= limit,
        ),
    ]


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
        let_work(5)
    return times


class HandPainted(QWidget):
    """Six charts drawn by one paint event, with nothing kept and nothing asked."""

    record: Record | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.record is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self.width() / 2, self.height() / 3
        for place, trend in enumerate(trends_of(self.record, TODAY)):
            box = QRectF(place % 2 * width, place // 2 * height, width, height).adjusted(
                8, 8, -8, -8
            )
            painter.setPen(QPen(QColor("#005EB8"), 1.5))
            values = [point.value for point in trend.points]
            low, high = min(values, default=0), max(values, default=1)
            span = (high - low) or 1
            line = [
                QPointF(
                    box.left() + box.width() * (point.day - TODAY.toordinal() + 1826) / 1826,
                    box.bottom() - box.height() * (point.value - low) / span,
                )
                for point in trend.points
            ]
            painter.drawPolyline(QPolygonF(line))
            for point in line:
                painter.drawEllipse(point, 3, 3)
            painter.drawText(box, trend.kind.name)


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
    canvas.close()
    return times


def _resident_megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
