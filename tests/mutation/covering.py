"""Which tests pass through which line, and how long each takes: asked once for each room."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTED_BY = {
    "vault": ("tests/vault", "tests/register", "tests/meeting", "tests/project"),
    "flags": ("tests/flags", "tests/spec", "tests/meeting"),
    "intake": ("tests/intake",),
    "clinical": ("tests/clinical", "tests/spec"),
    "register": ("tests/register", "tests/intake"),
    "measures": ("tests/measures", "tests/spec"),
    "meeting": ("tests/meeting",),
}
_CONFIG = """[run]
branch = False
source = {source}
data_file = {data}
concurrency = thread
"""


class Covering:
    """The tests of a room by the lines they pass through, the quickest first."""

    def __init__(self, room: str, folder: Path) -> None:
        self._data, self._times = folder / f"{room}.coverage", folder / f"{room}.times.json"
        if not self._data.exists():
            _run(room, folder, self._data, self._times)
        from coverage import CoverageData

        self._found = CoverageData(str(self._data))
        self._found.read()
        self._seconds: dict[str, float] = json.loads(self._times.read_text())

    def tests(self, path: Path, line: int) -> list[str]:
        """Node ids of the tests to run for a change in that line."""
        by_line = self._found.contexts_by_lineno(str(path))
        names = {name for name in by_line.get(line, ()) if name}
        if not names:  # passed through when it was loaded, so by all tests of the module
            names = {name for found in by_line.values() for name in found if name}
        known = [name for name in names if name in self._seconds]
        return sorted(known, key=self._seconds.__getitem__)

    def seconds(self, tests: list[str]) -> float:
        """How long these took together."""
        return sum(self._seconds[test] for test in tests)


def _run(room: str, folder: Path, data: Path, times: Path) -> None:
    config = folder / f"{room}.coveragerc"
    config.write_text(_CONFIG.format(source=ROOT / "mdt_app" / room, data=data))
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={config}", "-m", "pytest"]
    command += ["-q", "-n0", "-p", "no:randomly", "-p", "tests.mutation.timing", "--timeout=900"]
    subprocess.run(
        [*command, f"--times={times}", *TESTED_BY[room]],
        cwd=ROOT,
        check=False,
        stdout=subprocess.DEVNULL,
    )
