"""Writes docs/measures.md again from the sets and these tables: `python -m tests.spec.write_measures`."""

from importlib import import_module
from pathlib import Path

from mdt_app.measures.printed import PrintedPerson, printed_measures
from mdt_app.measures.sets import load_set, set_names
from tests.spec.tables import examples_of

ABOUT = (
    "In the tables the day is 4 March 2026 and, unless said otherwise, the person is aged 60, has"
    " had type 2 diabetes since 2015 and has been registered since 2010; where the set is about"
    " another condition, they have that instead. Days are written as in the files, year first."
)
PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def page() -> str:
    """The printed specification as it should be now."""
    sets = [load_set(name) for name in set_names()]
    people = {
        (each.name, measure.id): _table(module_name(each.name, measure.id))
        for each in sets
        for measure in each.measures
    }
    return printed_measures(sets, people, ABOUT)


def module_name(set_name: str, measure: str) -> str:
    """The spec file of one measure."""
    return f"test_{set_name}_{measure}".replace("-", "_").lower()


def _table(module: str) -> list[PrintedPerson]:
    lines = examples_of(import_module(f"tests.spec.measures.{module}").EXAMPLES)
    return [PrintedPerson(line.sentence, line.record, line.expected) for line in lines]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
