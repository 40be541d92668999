"""Which tests pass through which line, and how long each takes: asked once for each room."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
TESTED_BY = {
    "vault": ("tests/vault", "tests/register", "tests/meeting"),
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
        self._by_path: dict[str, dict[int, list[str]]] = {}
        self._seconds: dict[str, float] = json.loads(self._times.read_text())

    def tests(self, path: Path, mutant: Mutant, most_s: float) -> list[str]:
        """Node ids of the tests to run for a change, at least one where any passes there."""
        by_line = self._lines_of(str(path))
        names = {name for line in mutant.lines for name in by_line.get(line, ()) if name}
        if not names and mutant.within is None:  # passed when it was loaded
            names = {name for found in by_line.values() for name in found if name}
        ordered = self._one_of_each_first(name for name in names if name in self._seconds)
        return _within(ordered, self._seconds, most_s)

    def _lines_of(self, path: str) -> dict[int, list[str]]:
        if path not in self._by_path:
            self._by_path[path] = self._found.contexts_by_lineno(path)
        return self._by_path[path]

    def _one_of_each_first(self, names: Iterable[str]) -> list[str]:
        """The quickest case of every test, then the second of each: likes notice alike."""
        cases: Counter[str] = Counter()
        places = {}
        for name in sorted(names, key=self._seconds.__getitem__):
            test = name.partition("[")[0]
            places[name] = cases[test]
            cases[test] += 1
        return sorted(places, key=lambda name: (places[name], self._seconds[name]))

    def seconds(self, tests: list[str]) -> float:
        """How long these took together."""
        return sum(self._seconds[test] for test in tests)


class TheseTests(Covering):
    """All tests of some files for every change, when they are written for what was left."""

    def __init__(self, files: Sequence[str]) -> None:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", *files]
        found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        self._names = [line for line in found.stdout.splitlines() if "::" in line]

    def tests(self, path: Path, mutant: Mutant, most_s: float) -> list[str]:
        return self._names

    def seconds(self, tests: list[str]) -> float:
        return 0.1 * len(tests)


def _within(names: list[str], seconds: Mapping[str, float], most_s: float) -> list[str]:
    kept, sum_s = names[:1], 0.0
    for name in names[1:]:
        sum_s += seconds[name]
        if sum_s > most_s:
            break
        kept.append(name)
    return kept


def _run(room: str, folder: Path, data: Path, times: Path) -> None:
    config = folder / f"{room}.coveragerc"
    config.write_text(_CONFIG.format(source=ROOT / "mdt_app" / room, data=data))
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={config}", "-m", "pytest"]
    command += ["-q", "-n0", "-m", "not slow", "--timeout=900"]
    command += ["-p", "no:randomly", "-p", "tests.mutation.timing"]
    subprocess.run(
        [*command, f"--times={times}", *TESTED_BY[room]],
        cwd=ROOT,
        check=False,
        stdout=subprocess.DEVNULL,
    )
