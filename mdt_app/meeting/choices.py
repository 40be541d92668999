"""The decisions a meeting can choose from: a versioned vocabulary, read once and checked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from mdt_app.meeting.values import CATEGORIES, ROLES
from mdt_app.resources import resource_text


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """One decision on its key. `asks` names the detail that completes it, or is ''.

    `owner_role` and `due_days` are offered for the action that follows; nothing is chosen
    for anybody.
    """

    key: str
    code: str
    words: str
    category: str
    owner_role: str
    due_days: int
    done_when: str
    asks: str = ""

    @property
    def label(self) -> str:
        """As on the button: `Refer…` where a detail is asked for."""
        return f"{self.words}…" if self.asks else self.words


@cache
def decision_choices() -> tuple[DecisionChoice, ...]:
    """The choices in the order of their keys, 1 to 9 and then 0."""
    return parse_choices(resource_text("vocabulary", "decisions.toml"))


def parse_choices(text: str) -> tuple[DecisionChoice, ...]:
    """Choices from a vocabulary file, or one error with everything that is wrong with it."""
    tables: list[dict[str, Any]] = tomllib.loads(text).get("choice", [])
    problems = [problem for table in tables for problem in _problems(table)]
    for name in ("key", "code", "words"):
        values = [table.get(name) for table in tables]
        problems += [f"{name} {v!r} is there twice" for v in set(values) if values.count(v) > 1]
    if problems or not tables:
        raise ValueError("decisions: " + "; ".join(problems or ["no choice"]))
    return tuple(DecisionChoice(**table) for table in tables)


def _problems(table: dict[str, Any]) -> list[str]:
    name = table.get("code", "?")
    fields = DecisionChoice.__dataclass_fields__
    problems = [f"{name}: {key} is not known" for key in table if key not in fields]
    problems += [f"{name}: no {key}" for key in fields if key not in table and key != "asks"]
    if table.get("category") not in CATEGORIES:
        problems.append(f"{name}: category")
    if table.get("owner_role") not in ROLES:
        problems.append(f"{name}: owner_role")
    if not isinstance(table.get("due_days"), int) or table["due_days"] < 1:
        problems.append(f"{name}: due_days")
    return problems


def choice_words(choice: str) -> str:
    """A chosen code in words, its detail with it.

    >>> choice_words("start_insulin"), choice_words("refer:renal clinic")
    ('Start insulin', 'Refer to renal clinic')
    """
    code, _, detail = choice.partition(":")
    known = {c.code: c for c in decision_choices()}.get(code)
    words = known.words if known else code.replace("_", " ")
    if not detail.strip():
        return words
    return f"{words} to {detail.strip()}" if code == "refer" else f"{words}: {detail.strip()}"
