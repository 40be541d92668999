"""What tests of the whole program stand on: the program itself, started as `mdt-app` starts it."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mdt_app.log import stop_logging


@pytest.fixture(scope="module")
def program(qapp: QApplication) -> Iterator[Callable[..., object]]:
    """Makes the program for a store; its log is closed again at the end."""
    from mdt_app.app import Program, application

    application()
    hook = sys.excepthook

    def start(store: Path, today: Callable[[], date]) -> Program:
        return Program(store, today)

    yield start
    stop_logging()
    sys.excepthook = hook
