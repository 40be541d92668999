"""Whoever waits beside a process waits for what it became, and passes on what it is told."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a lock is minded")

_MINDED = """
import os, sys, time
from pathlib import Path
from mdt_app.cli.minding import in_a_child

def become_another() -> int:
    os.execv("/bin/sh", ["sh", "-c", sys.argv[1]])

print(in_a_child(become_another), flush=True)
"""
_TOLD_AT_ONCE = """
import os, signal, sys, time
from mdt_app.cli import minding

fork = os.fork

def forked() -> int:
    child = fork()
    if child:
        os.kill(os.getpid(), signal.SIGTERM)  # before anything else of the parent is done
    return child

def wait() -> int:
    time.sleep(60)

os.fork = forked
print(minding.in_a_child(wait), flush=True)
"""


def minded(becomes: str, folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", _MINDED, becomes]
    return subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True)


def test_it_waits_for_what_the_process_became(tmp_path: Path) -> None:
    said, _ = minded("sleep 0.3; touch over; exit 7", tmp_path).communicate(timeout=60)
    assert said == "7\n"
    assert (tmp_path / "over").exists()


def test_told_to_end_it_tells_the_other(tmp_path: Path) -> None:
    running = minded("trap 'exit 3' TERM; touch here; while :; do sleep 0.05; done", tmp_path)
    until = time.monotonic() + 60
    while not (tmp_path / "here").exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    os.kill(running.pid, 15)
    said, _ = running.communicate(timeout=60)
    assert said == "3\n"


def test_told_to_end_in_the_very_first_moment_it_tells_the_other() -> None:
    words = [sys.executable, "-c", _TOLD_AT_ONCE]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "-15\n"


def test_a_fault_in_the_work_has_its_own_status() -> None:
    code = "from mdt_app.cli.minding import in_a_child; print(in_a_child(lambda: 1 // 0))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "70\n"
    assert "fault in the program" in done.stderr
