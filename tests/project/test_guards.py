"""Each guard that stands around every test is tried once against what it guards."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HEAD = """
import logging, tempfile, warnings
from pathlib import Path
import pytest
from hypothesis import given, strategies as st
log = logging.getLogger("mdt_app.somewhere")
"""
BREACHES = {
    "a number in a log line": 'def test_it(): log.info("seen %s", "9990000018")',
    "a spaced number in a log line": 'def test_it(): log.debug("999 000 0018")',
    "a name in a log line": 'def test_it(): log.info("Canaryson came")',
    "a number in a logged traceback": (
        "def test_it():\n"
        '    try: raise ValueError("9990000018")\n'
        "    except ValueError: log.debug('no', exc_info=True)"
    ),
    "a name logged while setting up": (
        "@pytest.fixture\ndef early(): log.info('Canaryson')\ndef test_it(early): pass"
    ),
    "a number in a stray file": (
        'def test_it(): Path(tempfile.gettempdir(), "x.csv").write_text("a,9990000018")'
    ),
    "a number in a stray file's name": (
        'def test_it(): Path(tempfile.gettempdir(), "9990000018.csv").write_text("")'
    ),
    "a warning nobody expected": 'def test_it(): log.warning("the disk is slow")',
    "a Python warning": 'def test_it(): warnings.warn("old")',
}
CLEAN = {
    "a log line that names nobody": 'def test_it(): log.info("3 files taken in")',
    "a number that fails its check": 'def test_it(): log.info("9990000019")',
    "an expected warning": (
        "def test_it(expected_warnings):\n"
        '    expected_warnings.append("slow"); log.warning("the disk is slow")'
    ),
    "a property": "@given(st.integers())\ndef test_it(number): pass",
}


def _failed(folder: Path, tests: dict[str, str]) -> set[str]:
    """Which of the tests failed, or ended in an error, under this suite's guards."""
    names = {f"test_{number}": what for number, what in enumerate(tests)}
    bodies = (source.replace("test_it", f"test_{n}") for n, source in enumerate(tests.values()))
    (folder / "test_all.py").write_text(HEAD + "\n\n".join(bodies))
    options = ["-q", "-rA", "-p", "no:cacheprovider", "-p", "tests.conftest"]
    places = ["-c", str(PROJECT / "pyproject.toml"), f"--rootdir={folder}"]
    files = [f"--basetemp={folder / 'base'}", str(folder / "test_all.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *places, *files],
        capture_output=True,
        text=True,
        cwd=PROJECT,
    )
    told = re.findall(r"^(PASSED|FAILED|ERROR) \S+::(test_\d+)", done.stdout, re.MULTILINE)
    assert {name for _, name in told} == set(names), done.stdout
    return {names[name] for outcome, name in told if outcome != "PASSED"}


@pytest.mark.slow
def test_every_breach_fails_its_test_and_nothing_else_does(tmp_path: Path) -> None:
    assert _failed(tmp_path, BREACHES | CLEAN) == set(BREACHES)
