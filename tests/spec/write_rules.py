"""Writes docs/rules*.md and resources/rules/examples/ again from the rule files and these tables.

Run as `python -m tests.spec.write_rules`.
"""

from importlib import import_module
from pathlib import Path

from mdt_app.flags.examples import Examples, PrintedExample
from mdt_app.flags.pack import DEFAULT_PACK, load_pack, shipped_packs
from mdt_app.flags.printed import printed_specification
from tests.spec.tables import examples_of

ROOT = Path(__file__).parents[2]


def folder_of(pack: str) -> str:
    """The package that holds a pack's tables: this one, or one named by the condition."""
    return "tests.spec" if pack == DEFAULT_PACK else f"tests.spec.{pack.split('-')[0]}"


def module_of(pack: str, rule: str) -> str:
    """The spec file of one rule."""
    return f"{folder_of(pack)}.test_{rule.replace('-', '_')}"


def assumed_in(pack: str) -> str:
    """What everybody in a pack's tables has besides, unless their line says otherwise."""
    return str(import_module(folder_of(pack)).ASSUMED)


def tables_of(pack: str) -> Examples:
    """Every table of a pack, as the program ships it."""
    rules = load_pack(pack).rules
    tables = {rule.id: (rule.version, _table(module_of(pack, rule.id))) for rule in rules}
    return Examples(import_module(folder_of(pack)).ABOUT, tables)


def _table(module: str) -> tuple[PrintedExample, ...]:
    lines = examples_of(import_module(module).EXAMPLES)
    return tuple(PrintedExample(line.sentence, line.record, line.expected) for line in lines)


def written() -> dict[Path, str]:
    """Every file made from the tables, as it should be now."""
    found: dict[Path, str] = {}
    for name in shipped_packs():
        examples = tables_of(name)
        page = "rules.md" if name == DEFAULT_PACK else f"rules-{name.split('-')[0]}.md"
        found[ROOT / "docs" / page] = printed_specification(load_pack(name), examples)
        shipped = ROOT / "resources" / "rules" / "examples" / f"{name}.json"
        found[shipped] = examples.as_text()
    return found


if __name__ == "__main__":
    for path, text in written().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
