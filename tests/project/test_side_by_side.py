"""The tests use every core where that is quicker, and begin with the longest."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.side_by_side import MANY_FILES

PROJECT = Path(__file__).parents[2]
ONE = """
import os
import pathlib
import pytest
def test_it():
    name = "order-" + os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with pathlib.Path(__file__).with_name(name).open("a") as order:
        order.write(pathlib.Path(__file__).stem + " ")
"""


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """As many test files as are worth workers; the last two hold the longest tests."""
    files = [tmp_path / f"test_{number:02}.py" for number in range(MANY_FILES)]
    for path in files:
        path.write_text(ONE)
    files[-2].write_text(ONE.replace("def test", "@pytest.mark.slow\ndef test"))
    files[-1].write_text(ONE.replace("def test", "@pytest.mark.timeout(900)\ndef test"))
    return files


def _said(folder: Path, *words: str | Path) -> str:
    project = str(PROJECT / "pyproject.toml")
    places = ["-c", project, f"--rootdir={folder}", f"--confcutdir={folder}"]
    plain = ["-p", "tests.side_by_side", "-p", "no:randomly", "-p", "no:cacheprovider"]
    base = f"--basetemp={folder / 'base'}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plain, *places, base, *map(str, words)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _has_workers(said: str) -> bool:
    return "created: " in said


def test_a_folder_of_many_files_is_shared_among_workers(tmp_path: Path, many: list[Path]) -> None:
    assert _has_workers(_said(tmp_path, tmp_path))


@pytest.mark.parametrize("wish", [["-s"], ["-k", "it"]], ids=" ".join)
def test_nothing_is_hidden_and_no_time_lost_by_workers(
    tmp_path: Path, many: list[Path], wish: list[str]
) -> None:
    assert not _has_workers(_said(tmp_path, *wish, tmp_path))


def test_a_few_files_need_no_workers(tmp_path: Path, many: list[Path]) -> None:
    assert not _has_workers(_said(tmp_path, *many[1:]))


def test_each_worker_begins_with_its_share_of_the_longest(tmp_path: Path, many: list[Path]) -> None:
    assert _has_workers(_said(tmp_path, "--maxprocesses=2", tmp_path))
    begun = [(tmp_path / place).read_text().split() for place in ("order-gw0", "order-gw1")]
    assert {order[0] for order in begun} == {many[-1].stem, many[-2].stem}
    assert {name for order in begun for name in order} == {path.stem for path in many}
