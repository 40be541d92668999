"""The tests there are, by file and name, read from the source without running it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]


@cache
def tests_in(path: str) -> frozenset[str]:
    """The names of the tests in a file of the project; none if it is no file of tests."""
    file = ROOT / path
    if not PurePosixPath(path).match("tests/**/test_*.py") or not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(name for name in _named(tree) if name.startswith(("test_", "Test")))


def is_there(named: str) -> bool:
    """Whether `tests/room/test_file.py::test_name`, or any test of a whole file, exists."""
    path, _, name = named.partition("::")
    return name in tests_in(path) if name else bool(tests_in(path))


def _named(tree: ast.Module) -> Iterator[str]:
    """Functions, classes, and machines of hypothesis that are given a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))
