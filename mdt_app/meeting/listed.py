"""The case list as kept: read by bare queries, and only while nothing it rests on changed.

Imports nothing heavy: this is what the window shows first.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from mdt_app import __version__
from mdt_app.flags.answers import Raised
from mdt_app.flags.in_force import SPOKEN_PACK
from mdt_app.measures.entries import KINDS
from mdt_app.meeting.entered import overdue_counts
from mdt_app.meeting.kept_cases import APART_FROM, KeptCases
from mdt_app.meeting.outline import outline_of
from mdt_app.meeting.queries import (
    about_since,
    entry_counts,
    keep_lines,
    kept_answers,
    kept_lines,
    made_for_kept,
)
from mdt_app.meeting.values import Case
from mdt_app.meeting.versions import (
    ACTION,
    ADDENDUM,
    ADVICE,
    APPROVAL,
    APPROVAL_CHOICE,
    ATTENDEE,
    BREAK,
    DECISION,
    EXPORT,
    ITEM,
    JOINT_PLAN,
    LEARNING_POINT,
    LETTER_WRITTEN,
    MEETING,
    NOMINATION,
    OWN_TARGET,
    PROGRESS,
    SET_ASIDE,
    SPOKEN,
    TEXT_TEMPLATE,
    TOPIC,
    standing,
)
from mdt_app.resources import resource_path
from mdt_app.vault.vault import Reading, Vault

_SAID = (DECISION, ACTION, ATTENDEE, NOMINATION, LEARNING_POINT, BREAK, PROGRESS, TOPIC, ADVICE)
_WRITTEN = (
    APPROVAL,
    APPROVAL_CHOICE,
    ADDENDUM,
    JOINT_PLAN,
    TEXT_TEMPLATE,
    LETTER_WRITTEN,
    EXPORT,
)
_APART = frozenset([*_SAID, *_WRITTEN, ITEM, MEETING, SPOKEN, SPOKEN_PACK, *KINDS])
"""Entries that the list does not rest on, except through the meetings that have ended."""


_ABOUT_ONE = (OWN_TARGET, SET_ASIDE)
"""Entries that change the line of the person they are about, and no other."""

_SHAPE = "lines-4"
"""Changes when a kept line does, so that no older one is read as it."""


@cache
def _rules_digest() -> str:
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(resource_path("rules").glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def made_for(rows: Reading, on: date) -> str:
    """What a list of that day rests on now: the rules, what was taken in, the meetings held."""
    counted = entry_counts(rows).items()
    entries = [f"{kind}={number}" for kind, number in counted if kind not in _APART]
    held = standing(rows, MEETING)
    endings = sorted(entry.id for entry in held if entry.payload["state"] == "ended")
    overdue = sorted(f"{number}:{count}" for number, count in overdue_counts(rows, on).items())
    digest = hashlib.sha256(" ".join(overdue).encode()).hexdigest()
    return " ".join([_SHAPE, on.isoformat(), _rules_digest(), *entries, *endings, digest])


def people_changed(rows: Reading, made: str) -> frozenset[str] | None:
    """Whom to ask again to make the kept list one made for `made`; None is everybody.

    An entry is never taken away, so more of a kind means that those entered last are new.
    """
    kept = made_for_kept(rows)
    if kept is None or kept == made:
        return None
    before, now = _parted(kept), _parted(made)
    if before[0] != now[0]:
        return None
    changed: set[str] = set()
    for kind in _ABOUT_ONE:
        changed.update(about_since(rows, kind, before[1].get(kind, 0)))
    return frozenset(changed)


def _parted(made: str) -> tuple[list[str], dict[str, int]]:
    """What a list was made for: all that concerns everybody, and the counts that do not."""
    counts = {
        kind: int(number)
        for kind, _, number in (word.partition("=") for word in made.split())
        if kind in _ABOUT_ONE
    }
    return [word for word in made.split() if word.partition("=")[0] not in counts], counts


def kept_for(rows: Reading, made: str) -> KeptCases | None:
    """The kept list where it was made for that; its cases are made when they are looked at."""
    return _as_kept(rows) if made_for_kept(rows) == made else None


def kept_cases(rows: Reading) -> list[Case]:
    """The list as it is kept, whatever it was made for."""
    return list(_as_kept(rows))


def _as_kept(rows: Reading) -> KeptCases:
    raised, unknown = kept_answers(rows)
    return KeptCases(list(kept_lines(rows)), raised, unknown)


def keep_case_list(vault: Vault, made: str, cases: Sequence[Case]) -> None:
    """Keep a list in place of the one before. It can always be worked out again."""
    answers, lines = written(cases)
    with vault.caching() as writing:
        keep_lines(writing, made, answers, lines)


def written(cases: Sequence[Case]) -> tuple[tuple[str, str], list[tuple[Any, ...]]]:
    """A list as it is kept: its distinct answers, and a line for each case that points at them."""
    raised = _Places()
    unknown = _Places()
    lines = [_line(case, raised, unknown) for case in cases]
    return (f"{_counts(cases)}\n{raised.text()}", unknown.text()), lines


def _counts(cases: Sequence[Case]) -> str:
    outline = outline_of(cases)
    return json.dumps([outline.raised, outline.set_aside], sort_keys=True)


def _line(case: Case, raised: "_Places", unknown: "_Places") -> tuple[Any, ...]:
    discussed_on = case.last_discussed_on
    return (
        case.rank,
        case.person.key,
        case.lane,
        raised.of(map(_fields, case.raised)),
        unknown.of((u.rule, u.severity, u.message, u.would_clear, u.source) for u in case.unknown),
        " ".join(case.new),
        case.carried,
        discussed_on.toordinal() if discussed_on else 0,
        APART_FROM.join([*_said(case), raised.of(map(_fields, case.set_aside))]),
        case.hba1c_target,
    )


def _fields(r: Raised) -> tuple[str | int, ...]:
    return r.rule, r.severity, r.headline, r.detail, r.would_clear, r.source, r.version


def _said(case: Case) -> tuple[str, str, str]:
    """The latest HbA1c, the days of those that were inferred, and the type of diabetes."""
    return (
        " ".join(f"{day} {value!r}" for day, value in case.hba1c),
        " ".join(map(str, case.hba1c_inferred)),
        case.person.diabetes_type,
    )


class _Places:
    """Distinct answers in the order they were first met; lines name them by place."""

    def __init__(self) -> None:
        self._places: dict[tuple[str | int, ...], int] = {}

    def of(self, answers: Iterable[tuple[str | int, ...]]) -> str:
        return " ".join(str(self._places.setdefault(a, len(self._places))) for a in answers)

    def text(self) -> str:
        return "\n".join(
            json.dumps(answer, ensure_ascii=False, separators=(",", ":")) for answer in self._places
        )
