"""Part of pytest while the tests of a room are timed: how long each test function took."""

import json
from collections import Counter
from pathlib import Path

_seconds: Counter[str] = Counter()


def pytest_addoption(parser):
    parser.addoption("--times", default="")


def pytest_runtest_logreport(report):
    """Tests that failed or were left out tell nothing about a change."""
    node = report.nodeid.partition("[")[0]
    _seconds[node] += report.duration
    if report.when == "call" and not report.passed:
        _seconds[node] = float("inf")


def pytest_sessionfinish(session):
    kept = {node: taken for node, taken in _seconds.items() if taken != float("inf")}
    if session.config.getoption("--times"):
        Path(session.config.getoption("--times")).write_text(json.dumps(kept))
