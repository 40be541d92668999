"""Part of pytest while a room is looked at: which test passes where, and how long each took."""

import json
from collections import Counter
from pathlib import Path

_seconds: Counter[str] = Counter()


def pytest_addoption(parser):
    parser.addoption("--times", default="")


def pytest_runtest_setup(item):
    """From here on every line passed through is noted as this test's."""
    from coverage import Coverage

    looking = Coverage.current()
    if looking is not None:
        looking.switch_context(item.nodeid)


def pytest_runtest_logreport(report):
    """Tests that failed or were left out tell nothing about a change."""
    node = report.nodeid
    _seconds[node] += report.duration
    if report.when == "call" and not report.passed:
        _seconds[node] = float("inf")


def pytest_sessionfinish(session):
    kept = {node: taken for node, taken in _seconds.items() if taken != float("inf")}
    if session.config.getoption("--times"):
        Path(session.config.getoption("--times")).write_text(json.dumps(kept))
