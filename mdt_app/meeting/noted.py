"""Who may be proposed to be noted instead of discussed, by stated rules, and whom to audit.

The rules are data (`resources/vocabulary/noted.toml`). They look only at the list, not at what
was said about people since, so that the sample stays the same while a meeting is prepared. Of
those proposed five in a hundred, rounded up and so at least one, are drawn to be looked at in
full all the same: by the meeting's id, so that nobody chooses them and everyone draws the same.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from mdt_app.clinical.days import months_before, spoken
from mdt_app.flags.answers import SEVERITIES
from mdt_app.meeting.values import Case
from mdt_app.resources import resource_text

NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class NotedRule:
    """When somebody may be proposed to be noted. See the file for each field."""

    id: str
    words: str
    severities: tuple[str, ...]
    only: tuple[str, ...] = ()
    nothing_new: bool = True
    not_carried: bool = True
    discussed_within_months: int = 12

    def holds(self, case: Case, on: date) -> bool:
        """Whether everything the rule names is so on that day."""
        discussed = case.last_discussed_on
        if discussed is None:
            return False  # most people: the cheapest question first
        return (
            bool(case.raised)
            and case.lane != NOT_REACHED
            and all(flag.severity in self.severities for flag in case.raised)
            and not (self.only and any(flag.rule not in self.only for flag in case.raised))
            and not (self.nothing_new and case.new)
            and not (self.not_carried and case.carried)
            and months_before(on, self.discussed_within_months) < discussed <= on
        )

    def sentence(self, case: Case) -> str:
        """The rule's words about one person."""
        flags = ", ".join(flag.headline for flag in case.raised)
        assert case.last_discussed_on is not None
        return self.words.format(flags=flags, discussed=spoken(case.last_discussed_on))


@dataclass(frozen=True, slots=True)
class NotedRules:
    """The rules in their order, and how many of a hundred are looked at in full."""

    rules: tuple[NotedRule, ...]
    audit_percent: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody proposed to be noted, by which rule, and in its words.

    `is_audit`: drawn to be looked at in full. `drawn` and `of` are how many were, and of whom.
    """

    nhs_number: str
    rule: str
    words: str
    is_audit: bool = False
    drawn: int = 0
    of: int = 0


@cache
def noted_rules() -> NotedRules:
    """The rules that the program ships with."""
    return parse_noted_rules(resource_text("vocabulary", "noted.toml"))


def parse_noted_rules(text: str) -> NotedRules:
    """Rules from their file, or one error with everything that is wrong with it."""
    raw = tomllib.loads(text)
    tables: list[dict[str, Any]] = raw.get("rule", [])
    problems = [problem for table in tables for problem in _problems(table)]
    percent = raw.get("audit_percent")
    if not isinstance(percent, int) or not 0 < percent <= 100:
        problems.append("audit_percent is not a number from 1 to 100")
    if problems or not tables:
        raise ValueError("noted: " + "; ".join(problems or ["no rule"]))
    return NotedRules(tuple(_rule(table) for table in tables), int(raw["audit_percent"]))


def _rule(table: Mapping[str, Any]) -> NotedRule:
    frozen: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in table.items()
    }
    return NotedRule(**frozen)


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    name = table.get("id", "?")
    names = {field.name for field in fields(NotedRule)}
    yield from (f"{name}: {key} is not known" for key in table if key not in names)
    yield from (f"{name}: no {key}" for key in ("id", "words", "severities") if key not in table)
    wrong = [each for each in table.get("severities", ()) if each not in SEVERITIES]
    yield from (f"{name}: severity {each}" for each in wrong)


def proposed_noted(cases: Iterable[Case], on: date, meeting_id: str) -> Mapping[str, Proposed]:
    """Who may be noted at a meeting, by NHS number, with those drawn to be looked at in full.

    Without a meeting (`meeting_id` '') nobody is drawn yet.
    """
    known = noted_rules()
    found = {case.person.nhs_number: (case, _first(known, case, on)) for case in cases}
    proposed = {number: (case, rule) for number, (case, rule) in found.items() if rule}
    drawn = audit_sample(proposed, meeting_id, known.audit_percent) if meeting_id else frozenset()
    return {
        number: Proposed(
            number, rule.id, rule.sentence(case), number in drawn, len(drawn), len(proposed)
        )
        for number, (case, rule) in proposed.items()
        if rule is not None
    }


def _first(known: NotedRules, case: Case, on: date) -> NotedRule | None:
    return next((rule for rule in known.rules if rule.holds(case, on)), None)


def audit_sample(numbers: Iterable[str], seed: str, percent: int = 5) -> frozenset[str]:
    """So many in a hundred, rounded up, drawn by the seed; the order of the numbers is nothing.

    >>> len(audit_sample([str(n) for n in range(100)], "a meeting"))
    5
    """

    def lot(number: str) -> bytes:
        return hashlib.sha256(f"{seed}\0{number}".encode()).digest()

    everyone = sorted(set(numbers), key=lot)
    return frozenset(everyone[: -(-len(everyone) * percent // 100)])
