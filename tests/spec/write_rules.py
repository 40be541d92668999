"""Writes docs/rules.md again from the rule file and these tables: `python -m tests.spec.write_rules`."""

from importlib import import_module
from pathlib import Path

from mdt_app.flags.pack import load_pack
from mdt_app.flags.printed import PrintedExample, printed_specification
from tests.spec.tables import examples_of

ABOUT = (
    "In the tables the day is 4 March 2026 and, unless said otherwise, the person is aged 60, has"
    " had type 2 diabetes since 2015 and has been registered since 2010. Days are written as in"
    " the files, year first."
)
PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def page() -> str:
    """The printed specification as it should be now."""
    pack = load_pack()
    tables = {rule.id: _table(f"test_{rule.id.replace('-', '_')}") for rule in pack.rules}
    return printed_specification(pack, tables, ABOUT)


def _table(module: str) -> list[PrintedExample]:
    lines = examples_of(import_module(f"tests.spec.{module}").EXAMPLES)
    return [PrintedExample(line.sentence, line.record, line.expected) for line in lines]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
