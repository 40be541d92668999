"""Times, and the one table they are printed in."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, beside its yardstick and its goal."""

    what: str
    measured: str
    yardstick: str
    ratio: str
    goal: str
    is_met: bool


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_pairs(
    ours: Callable[[], float], yardstick: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Medians of both, taken turn by turn so that a noisy machine disturbs both alike."""
    pairs = [(ours(), yardstick()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(value: float) -> str:
    """Seconds, written as milliseconds."""
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:,.0f} ms"


def table(rows: Sequence[Row]) -> str:
    """A Markdown table; a row that misses its goal says so in words."""
    head = ("what", "measured", "yardstick", "ratio", "goal", "")
    lines = [head, tuple("---" for _ in head)]
    lines += [
        (r.what, r.measured, r.yardstick, r.ratio, r.goal, "met" if r.is_met else "not met")
        for r in rows
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def let_work(milliseconds: int) -> None:
    """Let the window and its threads do what waits. `QTest.qWait` would starve the threads."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
