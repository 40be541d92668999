"""Columns in which each row's own code or term says what it is: a result, an event, half of one.

What a code and a term say is worked out once for each pair of them; rows are then picked and
turned a column at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from typing import NamedTuple, TypeVar

from mdt_app.clinical.words import first_few
from mdt_app.intake.blocks import Block, blocks_of
from mdt_app.intake.columns.fixed_groups import word_in
from mdt_app.intake.columns.groups import ColumnGroup
from mdt_app.intake.columns.pressure_halves import Halves, PressureHalves
from mdt_app.intake.columns.taken_rows import Taken, block_of, stripped, with_bits, with_signs
from mdt_app.intake.fhir.pairs import Pairs
from mdt_app.intake.rows import Problem
from mdt_app.intake.vocabulary.codes import Coded, Meaning
from mdt_app.intake.vocabulary.terms import said_by
from mdt_app.register.values import Inferred

Run = tuple[str, list[Block]]
Days = Callable[[Sequence[str]], Sequence[str]]
Pair = tuple[str, str]
T = TypeVar("T")

_VALUES = frozenset(("result", "question", "word"))
_WORDED = frozenset(("question", "word"))
_FROM_WORDS = int(Inferred.MEANING)
_UNSAID = "Neither a code nor a term says what this is"
_NAMED_AT_MOST = 3
_PLAIN = {"date": "taken_on", "term": "kind"}


class _PairSaid(NamedTuple):
    """What one pair of a code and a term says."""

    role: str
    """Of the meaning; `unneeded`, `achievement` or `unsaid` where there is none."""
    meaning: Meaning
    bits: int
    words: str


_NOTHING = Meaning("", "")


def _said_by(pair: Pair) -> _PairSaid:
    code, term = pair
    said = said_by(code, term)
    words = term or code
    if said.meaning is not None:
        bits = _FROM_WORDS if said.by == "term" else 0
        return _PairSaid(said.meaning.role, said.meaning, bits, words)
    if not words:
        return _PairSaid("unsaid", _NOTHING, 0, "")
    return _PairSaid("achievement" if said.is_achievement else "unneeded", _NOTHING, 0, words)


def pairs_in(group: ColumnGroup, taken: Taken) -> list[Pair]:
    """Each row's code and term; where it names two, the pair that says something here."""

    def pairs(code: str, term: str) -> Iterator[Pair]:
        places = group.places.get(code, 0), group.places.get(term, 0)
        return zip(*(stripped(taken.column(place)) for place in places))

    if {"other_code", "other_term"}.isdisjoint(group.places):
        return list(pairs("code", "term"))
    return list(map(_of_two, pairs("code", "term"), pairs("other_code", "other_term")))


@lru_cache(maxsize=8192)
def _of_two(pair: Pair, other: Pair) -> Pair:
    """Of a row's code in two systems, the one that says something here; else the first."""
    if not any(pair):
        return other
    return other if said_by(*pair).meaning is None and said_by(*other).meaning else pair


class CodedGroups:
    """Reads every coded group of one table in one pass over it. Used once a pass."""

    def __init__(self, headings: Sequence[str], days: Days) -> None:
        self._headings = headings
        self._days = days
        self._halves = PressureHalves()
        self._eyes = Pairs()
        self._named: dict[str, str] = {}
        self._unneeded: Counter[str] = Counter()
        self._achievements: Counter[str] = Counter()

    def read(self, group: ColumnGroup, taken: Taken) -> Iterator[Run]:
        """What the group says in these rows."""
        reading = _Reading.of_group(group, taken, self._days)
        named = group.named(self._headings, _PLAIN)
        named["on"] = named.get("taken_on", "")
        self._named = named
        roles = reading.roles
        if roles & _VALUES:
            yield "results", [reading.of(_VALUES).results(named)]
        if "panel" in roles:
            panels = reading.of({"panel"})
            panels = panels.only(["/" in value for value in panels.values])
            yield "results", [panels.results(named)]
        if "event" in roles:
            yield "events", [reading.of({"event"}).events(named)]
        if roles & {"systolic", "diastolic"}:
            block = self._halves.paired(reading.of({"systolic", "diastolic"}).halves())
            if block is not None:
                yield "results", [block._replace(headings=named)]
        if "eye" in roles:
            self._add_eyes(reading.of({"eye"}))
        self._count(reading, roles)
        problems = list(reading.problems(named)) if roles & {"unclear", "unsaid"} else []
        if problems:
            yield "results", [Block((), (), problems)]

    def rest(self) -> Iterator[Run]:
        """Halves that wait for nothing any more, once the whole table has been read."""
        found = (*self._halves.alone(), *self._eyes.put_together())
        named = [
            replace(item, column=self._named.get(item.column, item.column))
            if isinstance(item, Problem)
            else item
            for item in found
        ]
        yield "results", list(blocks_of("results", named))

    def _add_eyes(self, reading: "_Reading") -> None:
        numbers = stripped(reading.taken.numbers)
        for row, number, day, pair, said in zip(
            reading.taken.rows, numbers, reading.dates, reading.pairs, reading.said
        ):
            self._eyes.add_eyes(row, number, day, [Coded(said.meaning, *pair)])

    def _count(self, reading: "_Reading", roles: set[str]) -> None:
        for role, counter in (("unneeded", self._unneeded), ("achievement", self._achievements)):
            if role in roles:
                counter.update(said.words for said in reading.said if said.role == role)

    def notices(self) -> Iterator[str]:
        """What was passed over, in words."""
        if self._achievements:
            count, names = self._achievements.total(), _some(self._achievements)
            yield (
                f"{count} {_rows_have(count)} a term whose words carry a number ({names}):"
                " such a code is no reading and was not taken in."
            )
        if self._unneeded:
            count, names = self._unneeded.total(), _some(self._unneeded)
            yield f"{count} {_rows_have(count)} a code this program has no use for ({names})."


def _rows_have(count: int) -> str:
    return "row has" if count == 1 else "rows have"


def _some(terms: Counter[str]) -> str:
    return first_few([term[:60] for term, _count in terms.most_common()], _NAMED_AT_MOST)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One group's cells in some thousand rows, and what their codes say."""

    group: ColumnGroup
    taken: Taken
    pairs: Sequence[Pair]
    known: Mapping[Pair, _PairSaid]
    values: Sequence[str]
    dates: Sequence[str]
    units: Sequence[str]
    settings: Sequence[str]
    parents: Sequence[str]

    @classmethod
    def of_group(cls, group: ColumnGroup, taken: Taken, days: Days) -> "_Reading":
        """What the group's columns hold in these rows."""

        def cells(role: str) -> Sequence[str]:
            return stripped(taken.column(group.places.get(role, 0)))

        pairs = pairs_in(group, taken)
        values = cells("value")
        if "comparator" in group.places:
            values = with_signs(cells("comparator"), values)
        return cls(
            group,
            taken,
            pairs,
            {pair: _said_by(pair) for pair in set(pairs)},
            values,
            stripped(days(taken.column(group.places["date"]))),
            cells("unit"),
            cells("setting"),
            cells("parent"),
        )

    @property
    def roles(self) -> set[str]:
        """What the codes say something as: `result`, `event`, `unneeded` …"""
        return {said.role for said in self.known.values()}

    @property
    def said(self) -> Iterator[_PairSaid]:
        """What each row's code says."""
        return map(self.known.__getitem__, self.pairs)

    def of(self, roles: frozenset[str] | set[str]) -> "_Reading":
        """The rows of these roles."""
        if roles.issuperset(self.roles):
            return self
        wanted = {pair for pair, said in self.known.items() if said.role in roles}
        return self.only(list(map(wanted.__contains__, self.pairs)))

    def only(self, chosen: Sequence[object]) -> "_Reading":
        """The rows for which `chosen` says so."""

        def some(cells: Sequence[T]) -> list[T]:
            return list(compress(cells, chosen))

        taken = self.taken
        return replace(
            self,
            taken=Taken(some(taken.rows), some(taken.numbers), (), some(taken.inferred)),
            pairs=some(self.pairs),
            values=some(self.values),
            dates=some(self.dates),
            units=some(self.units),
            settings=some(self.settings),
            parents=some(self.parents),
        )

    def _by_pair(self, what: Mapping[Pair, str]) -> list[str]:
        return list(map(what.__getitem__, self.pairs))

    def results(self, named: dict[str, str]) -> Block:
        known, count = self.known, len(self.pairs)
        values, raws = self._values()
        settings: Sequence[str] = self._settings()
        return block_of(
            "results",
            self.taken.rows,
            {
                "nhs_number": self.taken.numbers,
                "kind": self._by_pair({pair: said.meaning.kind for pair, said in known.items()}),
                "taken_on": self.dates,
                "value": values,
                "unit": self._units(),
                "setting": settings,
                "code": [code or term for code, term in self.pairs],
            },
            raws=raws,
            inferred=self._bits(count),
            headings=named,
        )

    def _values(self) -> tuple[Sequence[str], Sequence[str]]:
        """Values, and what stood in the file where that is not the same."""
        if not _WORDED.intersection(said.role for said in self.known.values()):
            return self.values, ()
        values, raws = [], []
        for said, value in zip(self.said, self.values):
            if said.role == "word":
                word, value = said.meaning.word, said.words
            else:
                word = word_in(said.meaning.kind, value)
            values.append(word)
            raws.append("" if word == value else value)
        return values, raws

    def _units(self) -> Sequence[str]:
        """Each row's own unit, the heading's or, where the value has none, the code's."""
        if all(self.units):
            return self.units
        group = self.group.unit
        return [
            unit or ((group or said.meaning.unit) if value[-1:].isdigit() else "")
            for unit, said, value in zip(self.units, self.said, self.values)
        ]

    def _settings(self) -> Sequence[str]:
        if not any(self.settings) and not self.group.setting:
            by_pair = {pair: said.meaning.setting for pair, said in self.known.items()}
            return self._by_pair(by_pair) if any(by_pair.values()) else self.settings
        return [
            setting or self.group.setting or said.meaning.setting
            for setting, said in zip(self.settings, self.said)
        ]

    def _bits(self, count: int) -> Sequence[int]:
        """What was inferred about these rows."""
        bits_of = {pair: said.bits for pair, said in self.known.items()}
        bits: Sequence[int] = self.taken.inferred
        if any(bits_of.values()):
            said = list(map(bits_of.__getitem__, self.pairs))
            bits = [one | other for one, other in zip(bits, said)] if bits else said
        return with_bits(bits, self.group.inferred, count)

    def events(self, named: dict[str, str]) -> Block:
        known = self.known
        return block_of(
            "events",
            self.taken.rows,
            {
                "nhs_number": self.taken.numbers,
                "kind": self._by_pair({pair: said.meaning.kind for pair, said in known.items()}),
                "on": self.dates,
                "detail": self._by_pair(
                    {pair: said.meaning.detail for pair, said in known.items()}
                ),
            },
            headings=named,
        )

    def halves(self) -> Halves:
        known = self.known
        return Halves(
            self.taken.rows,
            self._by_pair({pair: said.role for pair, said in known.items()}),
            list(zip(stripped(self.taken.numbers), self.dates, self.parents, self._settings())),
            self.values,
            self._units(),
            [code or term for code, term in self.pairs],
            self._bits(len(self.pairs)) or [0] * len(self.pairs),
        )

    def problems(self, named: dict[str, str]) -> Iterator[Problem]:
        column = named.get("kind") or named.get("code", "")
        for row, said, value in zip(self.taken.rows, self.said, self.values):
            if said.role == "unclear":
                yield Problem(
                    row,
                    column,
                    said.words[:80],
                    said.meaning.word,
                    "Correct the code in the practice's system, or export the search again.",
                    "results",
                )
            elif said.role == "unsaid" and value:
                hint = "Add the code term to the search and export it again."
                yield Problem(row, column, value[:80], _UNSAID, hint, "results")
