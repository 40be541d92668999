"""The decisions a meeting can choose from: a versioned vocabulary, read once and checked."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from mdt_app.clinical.working_days import is_working_day, next_working_day
from mdt_app.meeting.values import AUDIENCES, CATEGORIES, ROLES
from mdt_app.resources import resource_text

KEYS = "1234567890"
CARRIED = "carry_forward"
"""The decision that leaves a case for the next meeting."""


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """One decision. `key` is '' where it has none; `asks` names the detail that completes it.

    `owner_role`, `due_days` and `done_when` are offered for the action that follows; nothing is
    chosen for anybody. See the file for each field.
    """

    key: str
    code: str
    words: str
    group: str
    category: str
    owner_role: str
    done_when: str
    due_days: int | None = None
    """None: no action follows."""
    working: bool = False
    audience: str = "person"
    asks: str = ""
    needs_reason: bool = False
    offers_tier: bool = False
    is_outcome: bool = False
    remit: str = ""
    also: str = ""

    @property
    def label(self) -> str:
        """As on the button: `Refer…` where a detail is asked for."""
        return f"{self.words}…" if self.asks else self.words

    def due_on(self, on: date) -> date | None:
        """The day offered for its action, agreed on the day `on`: never one when nobody works.

        >>> choice_named("refer:multidisciplinary foot service, active foot").due_on(
        ...     date(2026, 12, 24)
        ... )
        datetime.date(2026, 12, 29)
        """
        if self.due_days is None:
            return None
        if not self.due_days:
            return on
        if self.working:
            for _ in range(self.due_days):
                on = next_working_day(on)
            return on
        due = on + timedelta(days=self.due_days)
        return due if is_working_day(due) else next_working_day(due)


@dataclass(frozen=True, slots=True)
class Detail:
    """A known answer to what a choice asks, with what is different for it."""

    of: str
    words: str
    owner_role: str = ""
    due_days: int | None = None
    working: bool = False
    done_when: str = ""
    remit: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every choice and every known detail, in the order of the file."""

    choices: tuple[DecisionChoice, ...]
    details: tuple[Detail, ...]

    def details_of(self, code: str) -> tuple[Detail, ...]:
        """What is known to complete a choice."""
        return tuple(detail for detail in self.details if detail.of == code)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that the program ships with."""
    return parse_vocabulary(resource_text("vocabulary", "decisions.toml"))


@cache
def decision_choices() -> tuple[DecisionChoice, ...]:
    """The choices with a key in the order of their keys, 1 to 9 and then 0, before the others."""
    return vocabulary().choices


@cache
def keyed_choices() -> tuple[DecisionChoice, ...]:
    """The ten on the number keys."""
    return tuple(choice for choice in decision_choices() if choice.key)


def parse_choices(text: str) -> tuple[DecisionChoice, ...]:
    """Choices from a vocabulary file, or one error with everything that is wrong with it."""
    return parse_vocabulary(text).choices


def parse_vocabulary(text: str) -> Vocabulary:
    """A vocabulary from its file, or one error with everything that is wrong with it."""
    held = tomllib.loads(text)
    choices: list[dict[str, Any]] = held.pop("choice", [])
    details: list[dict[str, Any]] = held.pop("detail", [])
    problems = [f"{name} is not known" for name in held if name != "reviewed"]
    for table in choices:
        problems += _problems(table)
    problems += _twice(choices)
    asking = {table.get("code") for table in choices if table.get("asks")}
    for table in details:
        problems += _detail_problems(table, asking)
    if problems or not choices:
        raise ValueError("decisions: " + "; ".join(problems or ["no choice"]))
    known = [DecisionChoice(**table) for table in choices]
    known.sort(key=lambda choice: KEYS.index(choice.key) if choice.key else len(KEYS))
    return Vocabulary(tuple(known), tuple(Detail(**table) for table in details))


_NEEDED = ("key", "code", "words", "group", "category", "owner_role", "done_when")


def _problems(table: dict[str, Any]) -> Iterator[str]:
    name = table.get("code", "?")
    yield from _unlike(DecisionChoice, table, name)
    yield from (f"{name}: no {key}" for key in _NEEDED if key not in table)
    if table.get("key", "") not in ("", *KEYS):
        yield f"{name}: key"
    if table.get("category") not in CATEGORIES:
        yield f"{name}: category"
    if table.get("audience", "person") not in AUDIENCES:
        yield f"{name}: audience"
    if table.get("owner_role") not in ROLES:
        yield f"{name}: owner_role"
    if isinstance(days := table.get("due_days"), int) and days < 0:
        yield f"{name}: due_days"
    if table.get("needs_reason") and not table.get("asks"):
        yield f"{name}: needs_reason without asks"


def _detail_problems(table: dict[str, Any], asking: set[Any]) -> Iterator[str]:
    name = table.get("words", "?")
    yield from _unlike(Detail, table, name)
    yield from (f"{name}: no {key}" for key in ("of", "words") if not table.get(key))
    if table.get("of") not in asking:
        yield f"{name}: of names no choice that asks"
    if table.get("owner_role", ROLES[0]) not in ROLES:
        yield f"{name}: owner_role"
    if ";" in name:
        yield f"{name}: a semicolon parts two details"


def _unlike(kind: type, table: dict[str, Any], name: str) -> Iterator[str]:
    """What a table holds that its value does not, or as something else."""
    known = {field.name: field.type for field in fields(kind)}
    for key, value in table.items():
        if key not in known:
            yield f"{name}: {key} is not known"
        elif type(value) is not (int if key == "due_days" else known[key]):
            yield f"{name}: {key}"


def _twice(tables: Sequence[dict[str, Any]]) -> Iterator[str]:
    for name in ("key", "code", "words"):
        values = [table[name] for table in tables if table.get(name)]
        yield from (f"{name} {v!r} is there twice" for v in set(values) if values.count(v) > 1)


@cache
def _by_code() -> dict[str, DecisionChoice]:
    return {choice.code: choice for choice in decision_choices()}


def choice_named(choice: str) -> DecisionChoice:
    """A chosen code, its detail with it, and what is offered for exactly that.

    A code that this vocabulary does not know offers nothing and says itself in words.
    """
    code, _, detail = choice.partition(":")
    known = _by_code().get(code)
    if known is None:
        return DecisionChoice("", code, code.replace("_", " "), "", CATEGORIES[0], "", "")
    for each in vocabulary().details_of(code):
        if each.words == detail.strip():
            return _completed(known, each)
    return known


def _completed(choice: DecisionChoice, detail: Detail) -> DecisionChoice:
    is_dated = detail.due_days is not None
    return replace(
        choice,
        owner_role=detail.owner_role or choice.owner_role,
        due_days=detail.due_days if is_dated else choice.due_days,
        working=detail.working if is_dated else choice.working,
        done_when=detail.done_when or choice.done_when,
        remit=detail.remit,
    )


def choice_words(choice: str) -> str:
    """A chosen code in words, its detail with it.

    >>> choice_words("start_insulin"), choice_words("refer:renal clinic")
    ('Start insulin', 'Refer to renal clinic')
    """
    code, _, detail = choice.partition(":")
    words = choice_named(code).words
    if not detail.strip():
        return words
    return f"{words} to {detail.strip()}" if code == "refer" else f"{words}: {detail.strip()}"


def lacks_reason(choices: Sequence[str], words: str) -> str:
    """The words of a choice that is not agreed without a reason and has none yet, or ''."""
    for choice in choices:
        has_reason = choice.partition(":")[2].strip() or words.strip()
        if choice_named(choice).needs_reason and not has_reason:
            return choice_words(choice)
    return ""


def carried_because(choices: Sequence[str], words: str) -> str:
    """Why the case is carried to the next meeting, if that is what was chosen; else ''."""
    for choice in choices:
        code, _, detail = choice.partition(":")
        if code == CARRIED:
            return detail.strip() or " ".join(words.split()) or choice_words(code)
    return ""
