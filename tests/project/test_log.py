"""The log says where a fault was and never whom it was about."""

import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from mdt_app.errors import UserError
from mdt_app.log import Place, start_logging, stop_logging
from mdt_app.ui.messages import show_error

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


@pytest.mark.parametrize(
    ("message", "args", "said"),
    [
        ("%d rows of %d files", (3, 2), "3 rows of 2 files"),
        ("kept %s", (NAME,), "kept [left out]"),
        ("kept %d", (NAME,), "kept %d"),
        ("at %s", (Place("cells.py:3 read"),), "at cells.py:3 read"),
        ("of %s and %r", (Path(NAME), {NAME: 1}), "of [left out] and '[left out]'"),
        ("by %(name)s", ({"name": NAME},), "by %(name)s"),
        (ValueError(NAME), (), "[left out]"),
        ("a\nb\x0cc", (), "a b c"),
    ],
)
def test_only_our_own_words_numbers_and_places_are_written(log_path, message, args, said) -> None:
    handler = logging.getLogger("mdt_app").handlers[-1]
    handler.handle(logging.LogRecord("mdt_app.vault", logging.INFO, "x", 7, message, args, None))
    (line,) = log_path.read_text().splitlines()
    assert line.endswith(f" INFO mdt_app.vault:7 {said}")
    assert NAME not in line


def test_a_refusal_shown_to_somebody_is_logged_by_its_place(
    log_path: Path, expected_warnings: list[str], qapp: object
) -> None:
    expected_warnings.append("shown to user")
    try:
        raise UserError(f"{NAME}.csv is not a text file.", "Choose another.")
    except UserError as error:
        show_error(QWidget(), error)
    assert "shown to user: UserError < test_log.py:" in log_path.read_text()
    assert NAME not in log_path.read_text()


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


_FAULTS = {
    "nobody caught": f"raise ValueError('{NAME} {NUMBER}')",
    "in a thread": (
        "import threading; thread = threading.Thread(target=lambda: int('Canaryson'));"
        "thread.start(); thread.join()"
    ),
    "while something is let go": (
        "Held = type('Held', (), {'__del__': lambda self: int('Canaryson')}); Held()"
    ),
    "a warning": "import warnings; warnings.simplefilter('always'); warnings.warn('Canaryson')",
    "a library's warning": "import logging; logging.getLogger('other').error('Canaryson')",
    "a sentence that cannot be made": (
        "import logging; handler = logging.StreamHandler();"
        "logging.getLogger('mdt_app').addHandler(handler);"
        "logging.getLogger('mdt_app').error('%d of', 'Canaryson')"
    ),
    "below Python": "import ctypes; held = 'Canaryson'; ctypes.string_at(0)",
}
_EXPECTED = {"nobody caught": "ValueError", "below Python": "Segmentation fault"}


@pytest.mark.parametrize("what", _FAULTS)
def test_no_way_to_tell_of_a_fault_says_a_value(tmp_path: Path, what: str) -> None:
    code = (
        "from pathlib import Path; from mdt_app.log import start_logging;"
        f"start_logging(Path({str(tmp_path)!r}));"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + _FAULTS[what]], capture_output=True, text=True
    )
    left = "".join(path.read_text() for path in tmp_path.glob("*"))
    assert NAME not in done.stdout + done.stderr + left
    assert NUMBER not in done.stdout + done.stderr + left
    assert _EXPECTED.get(what, "") in left
    bare = subprocess.run([sys.executable, "-c", _FAULTS[what]], capture_output=True, text=True)
    assert what == "below Python" or NAME in bare.stderr, "there was nothing that could leak"


def test_what_a_crash_left_is_still_there_after_the_next_start(tmp_path: Path) -> None:
    start = (
        "from pathlib import Path; from mdt_app.log import start_logging;"
        f"start_logging(Path({str(tmp_path)!r}));"
    )
    for ending in ("import ctypes; ctypes.string_at(0)", "pass"):
        subprocess.run([sys.executable, "-c", start + ending], capture_output=True)
    assert "Segmentation fault" in (tmp_path / "crash-before.txt").read_text()
    assert (tmp_path / "crash.txt").read_text() == ""


def test_every_hook_is_given_back_to_whoever_had_it(tmp_path: Path) -> None:
    def hooks() -> list[object]:
        return [sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning]

    before = hooks()
    start_logging(tmp_path / "logs")
    start_logging(tmp_path / "logs")
    assert all(now is not then for now, then in zip(hooks(), before, strict=True))
    stop_logging()
    assert hooks() == before


def test_qt_is_quoted_by_its_place_only(tmp_path: Path) -> None:
    code = (
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'; from pathlib import Path;"
        "from PySide6.QtCore import qWarning; from mdt_app.ui.qt_messages import hear_qt;"
        "from mdt_app.log import start_logging;"
        f"start_logging(Path({str(tmp_path)!r})); hear_qt();"
        f"qWarning('QFile::open: /home/{NAME}.csv'); qWarning('{NAME} came')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == "Qt warning: QFile::open\nQt warning: default\n"
    assert "Qt warning: QFile::open" in (tmp_path / "mdt-app.log").read_text()
    assert NAME not in (tmp_path / "mdt-app.log").read_text()


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
    stop_logging()  # it has the hooks all the same
