"""`python -m tests.mutation ROOM[/module.py] … [--to FOLDER] [--every N] [--workers N]`."""

import argparse
import ast
import json
import sys
from pathlib import Path

from tests.mutation.covering import ROOT, Covering
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.running import (
    NO_TEST,
    UNNOTICED,
    Trial,
    load_libraries,
    module_name,
    outcomes,
)

_MOST_S = 40.0
"""Tests run for one change at most; the quickest first."""
_ALL_S = 900.0


def main() -> None:
    """Try every change to the modules named and print those that no test noticed."""
    asked = _asked()
    asked.to.mkdir(parents=True, exist_ok=True)
    rooms = {place.split("/")[0] for place in asked.places}
    covering = {room: Covering(room, asked.to) for room in rooms}
    load_libraries()
    known = asked.to / "outcomes.json"
    ends: dict[str, str] = json.loads(known.read_text()) if known.exists() else {}
    for path in _modules(asked.places):
        lines = path.read_text(encoding="utf-8").splitlines()
        found = {_name(path, lines, one): one for one in _chosen(path, asked.every)}
        room = path.relative_to(ROOT / "mdt_app").parts[0]
        trials = [_trial(name, path, one, covering[room]) for name, one in found.items()]
        ends |= {trial.name: NO_TEST for trial in trials if not trial.tests}
        waiting = [trial for trial in trials if trial.name not in ends]
        _must_pass_unchanged(path, trials)
        for name, end in outcomes(waiting, asked.workers):
            ends[name] = end
            known.write_text(json.dumps(ends, indent=0))
        left = [name for name in found if ends[name] in (UNNOTICED, NO_TEST)]
        for name in left:
            _say(f"{ends[name]}: {name}")
        _say(f"{path.relative_to(ROOT)}: {len(found)} changes, {len(left)} not noticed")


def _must_pass_unchanged(path: Path, trials: list[Trial]) -> None:
    """Tests that fail without any change would seem to notice every change."""
    tests = sorted({test for trial in trials for test in trial.tests})
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unchanged = Trial("unchanged", module_name(path, ROOT), tree, tests, _ALL_S)
    if tests and dict(outcomes([unchanged], 1)) != {"unchanged": UNNOTICED}:
        raise SystemExit(f"{path.name}: its tests fail although nothing was changed")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _chosen(path: Path, every: int) -> list[Mutant]:
    return list(mutants_of(path.read_text(encoding="utf-8")))[::every]


def _trial(name: str, path: Path, mutant: Mutant, covering: Covering) -> Trial:
    tests = covering.tests(path, mutant.line)
    while len(tests) > 1 and covering.seconds(tests) > _MOST_S:
        tests.pop()
    patience = 30 + 5 * covering.seconds(tests)
    return Trial(name, module_name(path, ROOT), mutant.tree, tests, patience)


def _name(path: Path, lines: list[str], mutant: Mutant) -> str:
    """The change by its words, not by a number that the next change above would move."""
    where = path.relative_to(ROOT / "mdt_app")
    return f"{where}:{mutant.line} | {lines[mutant.line - 1].strip()} | {mutant.what}"


def _modules(places: list[str]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        path = ROOT / "mdt_app" / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts and _has_code(path)]


def _has_code(path: Path) -> bool:
    return bool(next(iter(mutants_of(path.read_text(encoding="utf-8"))), None))


def _asked() -> argparse.Namespace:
    reading = argparse.ArgumentParser(prog="python -m tests.mutation")
    reading.add_argument("places", nargs="+", help="rooms, or modules as vault/keys.py")
    reading.add_argument("--to", type=Path, default=Path("/tmp/mutation"))
    reading.add_argument("--every", type=int, default=1, help="only every so many")
    reading.add_argument("--workers", type=int, default=2)
    return reading.parse_args()


if __name__ == "__main__":
    sys.exit(main())
