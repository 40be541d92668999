"""`python -m tests.mutation ROOM[/module.py] … [--to FOLDER] [--every N] [--workers N]
[--tests FILE …]`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.mutation.covering import ROOT, TESTED_BY, Covering, TheseTests
from tests.mutation.ends import Ends
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.running import NO_TEST, Trial, load_libraries, module_name, outcomes
from tests.mutation.telling import left, table
from tests.mutation.warm import run_warm

_QUICK_S, _MOST_S = 4.0, 20.0
"""Tests run for one change at most: in the loaded process, and once more with all loaded anew."""


class Change:
    """One change to one module and the tests that may notice it."""

    def __init__(self, path: Path, mutant: Mutant, covering: Covering) -> None:
        self._path, self._mutant = path, mutant
        self._covering = covering
        words = path.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
        # By its words, not by a number that the next change above would move.
        self.name = f"{path.relative_to(ROOT / 'mdt_app')}:{mutant.line} | {words} | {mutant.what}"
        self.is_inside = mutant.within is not None

    def tests(self, most_s: float) -> list[str]:
        """The tests to run in that time, at least one where there is one."""
        return self._covering.tests(self._path, self._mutant, most_s)

    def trial(self, most_s: float) -> Trial:
        """What is to be run."""
        tests = self.tests(most_s)
        patience = 20 + 10 * self._covering.seconds(tests)
        module = module_name(self._path, ROOT)
        return Trial(self.name, module, self._mutant.tree, tests, patience, self._mutant.within)


def main() -> None:
    """Try every change to the modules named and print those that no test noticed."""
    asked = _asked()
    asked.to.mkdir(parents=True, exist_ok=True)
    os.environ["TRIALS_FOLDER"] = str(asked.to)
    for room in sorted({place.split("/")[0] for place in asked.places}):
        _try_room(room, asked)


def _try_room(room: str, asked: argparse.Namespace) -> None:
    covering = TheseTests(asked.tests) if asked.tests else Covering(room, asked.to)
    ends = Ends(room, asked.to)
    places = [place for place in asked.places if place.split("/")[0] == room]
    changes = [
        Change(path, mutant, covering)
        for path in _modules(places)
        for mutant in list(mutants_of(path.read_text(encoding="utf-8")))[:: asked.every]
    ]
    for change in ends.open_of(changes):
        if not change.tests(_QUICK_S):
            ends.add(change.name, NO_TEST)
    inside = [change for change in ends.untried_of(changes) if change.is_inside]
    _at_once(inside, asked.workers, partial(_warm, asked.tests or TESTED_BY[room], ends))
    load_libraries()
    trials = (change.trial(_MOST_S) for change in ends.open_of(changes))
    for name, end in outcomes(trials, asked.workers):
        ends.add(name, end)
    found = ends.of(changes)
    for line in (*left(found), table(found)):
        _say(line)


def _at_once(
    changes: Sequence[Change], workers: int, doing: Callable[[Sequence[Change]], None]
) -> None:
    """Share the changes out among children and wait for them."""
    children = []
    for place in range(workers if changes else 0):
        child = os.fork()
        if child == 0:
            try:
                doing(changes[place::workers])
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _warm(folders: Sequence[str], ends: Ends, changes: Sequence[Change]) -> None:
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    trials = (change.trial(_QUICK_S) for change in changes)
    run_warm([str(ROOT / folder) for folder in folders], trials, ends.add_warm)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _modules(places: list[str]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        path = ROOT / "mdt_app" / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def _asked() -> argparse.Namespace:
    reading = argparse.ArgumentParser(prog="python -m tests.mutation")
    reading.add_argument("places", nargs="+", help="rooms, or modules as vault/keys.py")
    reading.add_argument("--to", type=Path, default=Path("/tmp/mutation"))
    reading.add_argument("--every", type=int, default=1, help="only every so many")
    reading.add_argument("--tests", nargs="+", help="only these files of tests, for every change")
    reading.add_argument("--workers", type=int, default=2)
    return reading.parse_args()


if __name__ == "__main__":
    sys.exit(main())
