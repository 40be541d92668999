"""Whatever writes a document out of the store asks first whether it may."""

import ast
from collections.abc import Iterator
from pathlib import Path

import mdt_app

FOLDER = Path(mdt_app.__file__).parent
WRITES = ("replace_document", "setMimeData")
NOBODYS = {
    "documents/written.py": "writes what its callers have asked about",
    "documents/minutes_pdf.py": "is given minutes made for it, by the demonstration only",
    "documents/searches.py": "says how to search in a clinical system, and names nobody",
    "ui/settings/diagnostics_card.py": "names nobody",
    "cli/diagnostics.py": "names nobody",
    "ui/outputs/clipboard.py": "copies what its caller has asked about",
}


def _writing_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(FOLDER.rglob("*.py")):
        where = path.relative_to(FOLDER).as_posix()
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.FunctionDef) and _called(each) & set(WRITES):
                yield where, each


def _called(function: ast.FunctionDef) -> set[str]:
    found = set()
    for call in ast.walk(function):
        if isinstance(call, ast.Call):
            named = call.func
            found.add(named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", ""))
    return found


def test_every_function_that_writes_a_document_asks_or_says_why_it_need_not() -> None:
    found = list(_writing_functions())
    assert len(found) > 10
    silent = {
        f"{where}: {function.name}"
        for where, function in found
        if where not in NOBODYS and not {"must_be_allowed", "_must_be_allowed"} & _called(function)
    }
    # The letters are asked about where the order is taken, before the first of them is made.
    assert silent == {"documents/outputs.py: _put"}


def test_no_exception_is_kept_that_is_needed_no_more() -> None:
    assert set(NOBODYS) - {"documents/written.py"} <= {where for where, _ in _writing_functions()}
