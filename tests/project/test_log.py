"""The log says where a fault was and never whom it was about."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_app.log import start_logging, stop_logging

NUMBER, NAME = "9990000018", "Canaryson"


@pytest.fixture
def log_path(tmp_path: Path) -> Iterator[Path]:
    path = start_logging(tmp_path / "logs")
    assert path is not None
    yield path
    stop_logging()


def _fail() -> None:
    try:
        int(f"{NAME} {NUMBER}")
    except ValueError as error:
        raise KeyError(NAME) from error


def test_a_line_says_when_how_bad_and_where(log_path: Path) -> None:
    logging.getLogger("mdt_app.vault.store").info("store opened")
    line = log_path.read_text()
    assert "INFO mdt_app.vault.store:" in line
    assert line.endswith("store opened\n")


def test_a_traceback_keeps_its_lines_and_loses_its_words(
    log_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("mdt_app.ui")
    logger.propagate = False  # the words stay in this test: caplog would show them
    try:
        _fail()
    except KeyError:
        logging.getLogger("mdt_app").handlers[-1].handle(
            logger.makeRecord("mdt_app.ui", logging.ERROR, "x", 1, "job failed", (), sys.exc_info())
        )
    finally:
        logger.propagate = True
    text = log_path.read_text()
    assert "KeyError < test_log.py:" in text
    assert "| from ValueError < test_log.py:" in text
    assert NUMBER not in text
    assert NAME not in text


def test_ten_digits_never_get_through(log_path: Path) -> None:
    handler = logging.getLogger("mdt_app").handlers[-1]
    for text in (NUMBER, "999 000 0018", "999-000-0018"):
        handler.handle(logging.LogRecord("mdt_app", logging.INFO, "x", 1, text, (), None))
    assert log_path.read_text().count("[number]") == 3


def test_a_fault_in_a_thread_is_logged_by_its_lines(
    log_path: Path, expected_warnings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    expected_warnings.append("uncaught KeyError")
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    assert "uncaught KeyError < test_log.py:" in log_path.read_text()
    said = capsys.readouterr().err
    assert "a fault of its own" in said
    assert NAME not in said + log_path.read_text()


def test_a_fault_at_the_top_is_logged_and_says_no_name_anywhere(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from mdt_app.log import start_logging;"
        f"start_logging(Path({str(tmp_path)!r})); raise ValueError('{NAME} {NUMBER}')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    everything = done.stdout + done.stderr + (tmp_path / "mdt-app.log").read_text()
    assert "ValueError < <string>:1" in everything
    assert NAME not in everything
    assert NUMBER not in everything


def test_the_log_stays_small(log_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    handler = logging.getLogger("mdt_app").handlers[-1]
    record = logging.LogRecord("mdt_app", logging.INFO, "x", 1, "m" * 50_000, (), None)
    for _ in range(100):
        handler.handle(record)
    sizes = [path.stat().st_size for path in log_path.parent.glob("mdt-app.log*")]
    assert sum(sizes) < 2_100_000


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in the way")
    assert start_logging(tmp_path / "logs") is None
