"""One condition, written as in a rule file, asked of one person: its answer and its words.

The person and the day are those of `tests/spec/tables.py`: 4 March 2026, aged 60, type 2.
"""

from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter

from mdt_app.flags.answers import Evidence
from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.conditions.logic import AnyCondition
from mdt_app.flags.engine import prepared
from mdt_app.flags.history import History
from mdt_app.flags.pack import load_pack
from mdt_app.flags.questions import Question, because
from mdt_app.flags.strict_file import toml_of
from tests.spec.tables import record_from

_ANY: TypeAdapter[Condition] = TypeAdapter(AnyCondition)
_ANSWERS = {True: "yes", False: "no", None: "not known"}


class Shown(NamedTuple):
    """What shows an answer: words for a message, phrases for 'because', evidence."""

    words: dict[str, str]
    because: str
    evidence: tuple[Evidence, ...]

    @property
    def values(self) -> list[str]:
        return [item.value for item in self.evidence]


NOTHING_SHOWN = Shown({}, "", ())


@cache
def condition(table: str) -> Condition:
    return _ANY.validate_python(toml_of(f"when = {table}", "trial.toml")["when"])


def history(items: str) -> History:
    record, on, entered = record_from(items)
    return prepared(load_pack(), on).history(record, entered)


def _question(table: str, items: str) -> tuple[Question, History]:
    seen = history(items)
    return condition(table).ask(seen.day), seen


def answer(table: str, items: str) -> str:
    """`yes`, `no` or `not known`."""
    question, seen = _question(table, items)
    return _ANSWERS[question.answer(seen)]


def shown(table: str, items: str) -> Shown:
    """What the condition has to say of somebody, whether it holds or not."""
    question, seen = _question(table, items)
    proof = question.proof(seen)
    return Shown(dict(proof.words), because(proof), proof.evidence)


def gaps(table: str, items: str) -> list[tuple[str, str]]:
    """Why it is not known, and what would answer it."""
    question, seen = _question(table, items)
    return [(gap.reason, gap.cure) for gap in question.gaps(seen)]
