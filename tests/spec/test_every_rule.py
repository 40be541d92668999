"""The specification as a whole: every rule has its table, and the printed page is up to date."""

from importlib import import_module
from pathlib import Path

from mdt_app.flags.pack import load_pack
from tests.spec.write_rules import PAGE, page

FOLDER = Path(__file__).parent
_NOT_RULES = {"test_every_rule"}


def rule_modules() -> dict[str, str]:
    """The rule each spec file is about, by the file's name."""
    names = sorted(path.stem for path in FOLDER.glob("test_*.py"))
    return {
        name: import_module(f"tests.spec.{name}").RULE for name in names if name not in _NOT_RULES
    }


def test_every_rule_has_its_spec_file_and_every_spec_file_its_rule():
    wanted = {f"test_{rule.id.replace('-', '_')}": rule.id for rule in load_pack().rules}
    assert rule_modules() == wanted


def test_every_rule_is_seen_raised_and_clear():
    for name, rule in rule_modules().items():
        answers = {
            line.split("|")[2].strip()
            for line in import_module(f"tests.spec.{name}").EXAMPLES.strip().splitlines()
        }
        assert {"raised", "clear"} <= answers, rule


def test_the_printed_specification_is_up_to_date():
    again = "make it again: python -m tests.spec.write_rules"
    assert PAGE.read_text(encoding="utf-8") == page(), again
