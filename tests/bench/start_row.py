"""From process start to the unlock box, and to the list of 3,000, beside a bare window."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from mdt_app.meeting.case_list import case_list
from tests.bench.invented_store import PASSPHRASE, TODAY
from tests.bench.measuring import Row, milliseconds
from tests.bench.stores import make_store, opened
from tests.bench.yardsticks import BARE_WINDOW

PEOPLE, ROUNDS = 3000, 7
PROGRAM = Path(__file__).with_name("started_program.py")


def rows(folder: Path) -> list[Row]:
    """Two rows, each a median of runs taken turn by turn with the bare window."""
    store = make_store(folder, PEOPLE)
    with opened(store) as ws:
        case_list(ws, TODAY)
    bare: list[float] = []
    unlock: list[float] = []
    listed: list[float] = []
    for _ in range(ROUNDS):
        bare += _run(["-c", BARE_WINDOW], 1)
        box, everyone = _run([str(PROGRAM), str(store)], 2)
        unlock.append(box)
        listed.append(everyone)
    yardstick = statistics.median(bare)
    return [
        _row("unlock box from process start", statistics.median(unlock), yardstick, 1.1),
        _row(
            f"case list of {PEOPLE:,} from process start, passphrase left out",
            statistics.median(listed),
            yardstick,
            1.5,
        ),
    ]


def _row(what: str, measured: float, yardstick: float, goal: float) -> Row:
    ratio = measured / yardstick
    return Row(
        what,
        milliseconds(measured),
        milliseconds(yardstick),
        f"{ratio:.2f}",
        f"≤ {goal} ×",
        ratio <= goal,
    )


def _run(arguments: list[str], count: int) -> list[float]:
    """Seconds from process start to each of the lines the program prints."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONFAULTHANDLER": "1",
        "BENCH_STARTED": str(time.time()),
        "BENCH_PASSPHRASE": PASSPHRASE,
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    figures = [float(line) for line in done.stdout.split()]
    if len(figures) != count:
        raise RuntimeError(f"ended with {done.returncode}: {done.stderr}")
    return figures
