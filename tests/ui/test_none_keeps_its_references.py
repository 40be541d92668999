"""PySide6 6.12 under Python 3.11 gives `None` away with every paint until the process dies."""

import gc
import sys

import pytest
from PySide6.QtCore import QEventLoop

from mdt_app.ui.charts.grid import ChartGrid
from tests.meeting.test_trends import ON, hba1c, record

_PAINTS = 3000
_DRIFT = 500
"""Far below one reference a paint, far above what the test itself keeps."""


@pytest.mark.slow
def test_none_keeps_its_references_over_thousands_of_paints(themed, qtbot):
    grid = ChartGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.show()
    people = [record(hba1c("2026-11-03", 50 + step)) for step in range(10)]
    loop = QEventLoop()

    def paint(times):
        for step in range(times // len(grid.charts)):
            grid.show_record(people[step % len(people)], ON, [])
            loop.processEvents()
        gc.collect()
        return sys.getrefcount(None)

    before = paint(60)  # the first paints fill caches
    assert abs(paint(_PAINTS) - before) < _DRIFT
