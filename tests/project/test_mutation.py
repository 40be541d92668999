"""The search for promises without a test changes what it says it changes, and nothing else."""

import ast

from tests.mutation.mutants import mutants_of

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
