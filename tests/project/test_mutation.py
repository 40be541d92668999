"""The search for promises without a test changes what it says it changes, and nothing else."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.mutation.explained import all_explained, is_explained
from tests.mutation.mutants import mutants_of
from tests.mutation.running import NOTICED, UNNOTICED

ROOT = Path(__file__).parents[2]

SOURCE = '''"""Words about the module."""
from typing import TYPE_CHECKING

LEAST = 3

def is_far(day: int, words: str = "") -> bool:
    """Whether it is far."""
    if day < LEAST and not words:
        tell(day)
        return day + 1 > LEAST
    return False
'''


def changed_lines(mutant):
    before, after = ast.unparse(ast.parse(SOURCE)), ast.unparse(mutant.tree)
    return [new for old, new in zip(before.splitlines(), after.splitlines()) if old != new]


def test_each_change_is_one_place_and_says_what_it_is():
    found = {(mutant.line, mutant.what) for mutant in mutants_of(SOURCE)}
    assert found == {
        (4, "3 becomes 4"),
        (8, "Lt becomes LtE"),
        (8, "And becomes Or"),
        (8, "not is left out"),
        (8, "condition is never true"),
        (8, "condition is always true"),
        (9, "is left out"),
        (10, "Gt becomes GtE"),
        (10, "Add becomes Sub"),
        (10, "1 becomes 2"),
        (10, "returns None"),
        (11, "False becomes True"),
        (11, "returns None"),
    }
    assert all(len(changed_lines(mutant)) == 1 for mutant in mutants_of(SOURCE))


def test_words_for_readers_and_for_the_type_checker_are_left_alone():
    for mutant in mutants_of(SOURCE):
        assert '"""Words about the module."""' in ast.unparse(mutant.tree)
        assert "Whether it is far." in ast.unparse(mutant.tree)
        assert "day: int" in ast.unparse(mutant.tree)


CASES = (
    "18.4-underweight-underweight",
    "18.5-healthy weight-healthy weight",
    "23.0-healthy weight-overweight",
    "25.0-overweight-overweight",
    "27.5-overweight-obesity class 1",
    "30.0-obesity class 1-obesity class 1",
    "32.5-obesity class 1-obesity class 2",
    "35.0-obesity class 2-obesity class 2",
    "37.5-obesity class 2-obesity class 3",
    "40.0-obesity class 3-obesity class 3",
)
TRIALS = """
import json, sys
from tests.mutation.explained import all_explained, is_explained
from tests.mutation.mutants import mutants_of
from tests.mutation.running import Trial
from tests.mutation.warm import run_warm
from pathlib import Path

module = Path("mdt_app/clinical/body_mass.py")
tests = json.loads(sys.argv[1])
trials = [
    Trial(f"{one.within and one.within.name} {one.line} {one.what}",
          "mdt_app.clinical.body_mass", one.tree, tests, 60, one.within)
    for one in mutants_of(module.read_text(encoding="utf-8"))
]
ended = {}
run_warm(["tests/clinical/test_body_mass.py"], trials, ended.__setitem__)
print("ENDS", json.dumps([[trial.name, ended.get(trial.name)] for trial in trials]))
"""


def test_a_change_is_noticed_by_the_tests_that_look_at_it_and_by_no_others(tmp_path):
    limits = "tests/clinical/test_body_mass.py::test_each_band_begins_at_its_limit"
    ends = ends_of_changes([f"{limits}[{case}]" for case in CASES], tmp_path)
    assert {end for name, end in ends.items() if name.startswith("band_of")} == {NOTICED}
    assert {end for name, end in ends.items() if name.startswith("thresholds_for")} == {UNNOTICED}
    assert {end for name, end in ends.items() if name.startswith("None")} == {None}
    assert list(tmp_path.iterdir()) == []


def ends_of_changes(tests, folder):
    """How the changes to the body mass end when only these tests are run."""
    done = subprocess.run(
        [sys.executable, "-c", TRIALS, json.dumps(tests)],
        cwd=ROOT,
        env=os.environ | {"TRIALS_FOLDER": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout.partition("ENDS ")[2]))


def test_what_is_explained_still_stands_in_the_program():
    gone = [each.names for each in all_explained() if each.line not in lines_of(each.module)]
    assert gone == []


def test_an_explanation_holds_for_its_line_or_for_one_change_to_it():
    one = frozenset(["vault/keys.py | a = b or c | Or becomes And"])
    every = frozenset(["vault/keys.py | a = b or c | "])
    for explained in (one, every):
        assert is_explained("vault/keys.py:12 | a = b or c | Or becomes And", explained)
        assert not is_explained("vault/keys.py:12 | a = b | Or becomes And", explained)
        assert not is_explained("vault/people.py:12 | a = b or c | Or becomes And", explained)
    assert not is_explained("vault/keys.py:12 | a = b or c | is left out", one)


def lines_of(module):
    text = (ROOT / "mdt_app" / module).read_text(encoding="utf-8")
    return {line.strip() for line in text.splitlines()}
