"""The real program in a process of its own, watched from outside before and after a lock."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60.0


class Running:
    """The program in its process, before and after it began anew."""

    def __init__(self, store: Path, home: Path, *keys: str, **environment: str) -> None:
        home.mkdir(exist_ok=True)
        own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT), "HOME": str(home)}
        places = {f"XDG_{each}_HOME": str(home) for each in ("CONFIG", "STATE", "DATA", "CACHE")}
        words = [sys.executable, "-m", "tests.whole.locking_session", str(store), *keys]
        self.told = home / "told.txt"
        with self.told.open("wb") as errors:
            self.process = subprocess.Popen(
                words,
                env=os.environ | own | places | environment,
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    @property
    def number(self) -> int:
        return self.process.pid

    def line(self) -> str:
        assert self.process.stdout is not None
        said = self.process.stdout.readline().strip()
        assert said, "\n".join([self.told.read_text(), *self.logs()])
        return said

    def logs(self) -> list[str]:
        """What the program wrote about its own faults."""
        return [path.read_text() for path in self.told.parent.rglob("*.log")]

    def press(self, keys: str) -> float:
        """Press keys, and say at what moment."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{keys}\n")
        self.process.stdin.flush()
        return float(self.line())

    def wait_until_anew(self, patience_s: float = _PATIENCE_S) -> float:
        """The moment at which the process has become a new one."""
        wait_for(lambda: "--locked" in self.command, "the lock", patience_s)
        return time.monotonic()

    @property
    def command(self) -> list[str]:
        return Path(f"/proc/{self.number}/cmdline").read_text().split("\0")

    def open_files(self) -> list[str]:
        return [str(each.readlink()) for each in Path(f"/proc/{self.number}/fd").iterdir()]

    def settle(self) -> None:
        """Wait until the unlock box is up and all behind it is loaded: the process only waits."""
        idle, before = 0, -1
        until = time.monotonic() + _PATIENCE_S
        while idle < 5:
            assert time.monotonic() < until
            spent = sum(map(int, Path(f"/proc/{self.number}/stat").read_text().split()[13:15]))
            idle, before = (idle + 1 if spent - before <= 1 else 0), spent
            time.sleep(0.1)

    def end(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


def wait_for(is_so: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
    until = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.002)


@contextmanager
def running(store: Path, home: Path, *keys: str, **environment: str) -> Iterator[Running]:
    made = Running(store, home, *keys, **environment)
    try:
        assert made.line() == "unlocked"
        yield made
    finally:
        made.end()
