"""The list as it is kept, in rows: a case is made of its row when somebody looks at it.

A network's list is three thousand cases with ten thousand flags, of which a screen shows twenty.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar, overload

from mdt_app.flags.answers import Raised, Unknown
from mdt_app.meeting.outline import Outline
from mdt_app.meeting.values import Case
from mdt_app.register.queries import PERSON_COLUMNS, as_person

T = TypeVar("T")

APART_FROM = "|"
"""Between a line's HbA1c, the days of those inferred, the type, and the flags set aside."""

_NUMBER_AT = 9 + PERSON_COLUMNS.split(", ").index("nhs_number")
_TYPE_AT = 9 + PERSON_COLUMNS.split(", ").index("diabetes_type")
"""Where a kept line has the type a person is recorded with; the list says the one worked out."""

_BLOCK = 256
"""Answers read in one go: those of people beside each other stand beside each other."""


class KeptCases(Sequence[Case]):
    """In the order of the ranked list. Holds what was read; the file may be closed.

    The first line of `raised` says for how many people each rule is raised, and set aside.
    """

    def __init__(self, rows: Sequence[Sequence[Any]], raised: str, unknown: str) -> None:
        counts, _, answers = raised.partition("\n")
        self._rows = rows
        self._made: dict[int, Case] = {}
        self._counts = counts
        self._raised = _Answers(answers, _without_evidence)
        self._unknown = _Answers(unknown, _unknown)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Case: ...
    @overload
    def __getitem__(self, at: slice) -> list[Case]: ...
    def __getitem__(self, at: int | slice) -> Case | list[Case]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = self._case(self._rows[at])
        return made

    def outline(self) -> Outline:
        """What the list counts by, from the rows alone."""
        rows, (raised, set_aside) = self._rows, json.loads(self._counts)
        return Outline(
            [row[_NUMBER_AT] for row in rows],
            bytes([row[2] != "" for row in rows]),
            bytes([row[1] == "not_reached" for row in rows]),
            bytes([row[6] != 0 for row in rows]),
            Counter(raised),
            Counter(set_aside),
        )

    def _case(self, row: Sequence[Any]) -> Case:
        rank, lane, raised, unknown, new, carried, discussed_on, said, target = row[:9]
        hba1c, inferred, diabetes_type, aside = said.split(APART_FROM)
        return Case(
            as_person((*row[9:_TYPE_AT], diabetes_type, *row[_TYPE_AT + 1 :])),
            self._raised.at(raised),
            self._unknown.at(unknown),
            tuple(new.split()),
            carried,
            date.fromordinal(discussed_on) if discussed_on else None,
            _points(hba1c),
            lane,
            rank,
            target,
            tuple(map(int, inferred.split())),
            self._raised.at(aside),
        )


class _Answers(Generic[T]):
    """Distinct answers, one a line; whoever names one by its place gets the same one."""

    def __init__(self, text: str, make: Callable[[list[Any]], T]) -> None:
        self._lines = text.split("\n") if text else []
        self._make = make
        self._blocks: dict[int, list[T]] = {}

    def at(self, places: str) -> tuple[T, ...]:
        """Those a line names."""
        return tuple([self._block(int(p) // _BLOCK)[int(p) % _BLOCK] for p in places.split()])

    def _block(self, number: int) -> list[T]:
        block = self._blocks.get(number)
        if block is None:
            lines = self._lines[number * _BLOCK : (number + 1) * _BLOCK]
            block = [self._make(fields) for fields in json.loads(f"[{','.join(lines)}]")]
            self._blocks[number] = block
        return block


def _without_evidence(fields: list[Any]) -> Raised:
    rule, severity, headline, detail, would_clear, source, version = fields
    return Raised(rule, severity, headline, detail, would_clear, source, (), version)


def _unknown(fields: list[Any]) -> Unknown:
    return Unknown(*fields)


def _points(text: str) -> tuple[tuple[int, float], ...]:
    numbers = text.split()
    return tuple([(int(d), float(v)) for d, v in zip(numbers[::2], numbers[1::2])])
