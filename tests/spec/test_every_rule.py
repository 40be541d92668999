"""The specification as a whole: every rule has its table, and the printed page is up to date."""

from importlib import import_module
from pathlib import Path

import pytest

from mdt_app.flags.examples import examples_of as shipped_examples
from mdt_app.flags.pack import load_pack, shipped_packs
from tests.spec.tables import examples_of
from tests.spec.write_rules import ROOT, folder_of, module_of, tables_of, written

_NOT_RULES = {"test_every_rule", "test_boundaries"}
PACKS = pytest.mark.parametrize("pack", shipped_packs())


def rule_modules(pack: str) -> dict[str, str]:
    """The rule each spec file is about, by the file's name."""
    package = folder_of(pack)
    folder = ROOT.joinpath(*package.split("."))
    names = sorted(path.stem for path in folder.glob("test_*.py"))
    wanted = [name for name in names if name not in _NOT_RULES]
    return {f"{package}.{name}": import_module(f"{package}.{name}").RULE for name in wanted}


@PACKS
def test_every_rule_has_its_spec_file_and_every_spec_file_its_rule(pack):
    wanted = {module_of(pack, rule.id): rule.id for rule in load_pack(pack).rules}
    assert rule_modules(pack) == wanted


@PACKS
def test_every_rule_is_seen_raised_and_clear(pack):
    for module, rule in rule_modules(pack).items():
        answers = {line.expected for line in examples_of(import_module(module).EXAMPLES)}
        assert {"raised", "clear"} <= answers, rule


@pytest.mark.parametrize("path", written(), ids=lambda path: path.name)
def test_what_is_made_from_the_tables_is_up_to_date(path: Path):
    again = "make it again: python -m tests.spec.write_rules"
    assert path.read_text(encoding="utf-8") == written()[path], again


@PACKS
def test_the_program_ships_the_people_of_the_tables(pack):
    assert shipped_examples(load_pack(pack)) == tables_of(pack)
