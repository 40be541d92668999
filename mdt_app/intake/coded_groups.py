"""Columns in which each row's own code or term says what it is: a result, an event, half of one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mdt_app.intake.blocks import Block
from mdt_app.intake.codes import Coded, Meaning
from mdt_app.intake.column_groups import ColumnGroup
from mdt_app.intake.fhir_pairs import Pairs
from mdt_app.intake.fixed_groups import word_in
from mdt_app.intake.pressure_halves import Half, PressureHalves
from mdt_app.intake.rows import PlainRow, Problem
from mdt_app.intake.taken_rows import Taken, block_of, stripped, with_bits
from mdt_app.intake.terms import Said, said_by
from mdt_app.register.values import Inferred

Run = tuple[str, list[Block]]
Days = Callable[[Sequence[str]], Sequence[str]]

_VALUES = frozenset(("result", "question", "word"))
_UNSAID = "Neither a code nor a term says what this is"
_NAMED_AT_MOST = 3


class CodedGroups:
    """Reads every coded group of one table in one pass over it. Used once a pass."""

    def __init__(self, headings: Sequence[str], days: Days) -> None:
        self._headings = headings
        self._days = days
        self._halves = PressureHalves()
        self._eyes = Pairs()
        self.unneeded: Counter[str] = Counter()
        """Terms this program has no use for, and how many rows have them."""
        self.achievements: Counter[str] = Counter()
        """Terms whose words carry a number, which are not readings."""

    def read(self, group: ColumnGroup, taken: Taken) -> Iterator[Run]:
        """What the group says in these rows."""
        reading = _Reading(group, taken, self._days)
        named = reading.named(self._headings)
        of_role = self._sorted_by_role(reading)
        results = [index for role in _VALUES for index in of_role.get(role, ())]
        panels = [i for i in of_role.get("panel", ()) if "/" in reading.values[i]]
        if results or panels:
            yield "results", [reading.results(sorted(results + panels), named)]
        if "event" in of_role:
            yield "events", [reading.events(of_role["event"], named)]
        halves = sorted([*of_role.get("systolic", ()), *of_role.get("diastolic", ())])
        pressures = self._halves.paired(reading.half(index) for index in halves)
        if pressures:
            yield "results", [_plain_block(pressures)]
        for index in of_role.get("eye", ()):
            self._add_eye(reading, index)
        problems = list(reading.problems(of_role.get("unclear", ()), of_role.get("", ()), named))
        if problems:
            yield "results", [Block((), (), problems)]

    def rest(self) -> Iterator[Run]:
        """Halves that wait for nothing any more, once the whole table has been read."""
        found = [*self._halves.alone(), *self._eyes.put_together()]
        rows = [item for item in found if isinstance(item, PlainRow)]
        problems = [item for item in found if isinstance(item, Problem)]
        if found:
            yield "results", [_plain_block(rows)._replace(problems=problems)]

    def _sorted_by_role(self, reading: "_Reading") -> dict[str, list[int]]:
        """Which rows are of which role; rows of no use are only counted."""
        of_role: dict[str, list[int]] = {}
        for index, said in enumerate(reading.said):
            if said.meaning is not None:
                of_role.setdefault(said.meaning.role, []).append(index)
            elif said.is_achievement:
                self.achievements[reading.words(index)] += 1
            elif reading.is_unsaid(index):
                if reading.values[index]:
                    of_role.setdefault("", []).append(index)
            else:
                self.unneeded[reading.words(index)] += 1
        return of_role

    def _add_eye(self, reading: "_Reading", index: int) -> None:
        meaning = reading.meaning(index)
        found = [Coded(meaning, reading.codes[index], reading.terms[index])]
        taken = reading.taken
        day = reading.dates[index]
        self._eyes.add_eyes(taken.rows[index], taken.numbers[index].strip(), day, found)

    def notices(self) -> Iterator[str]:
        """What was passed over, in words."""
        if self.achievements:
            count, names = self.achievements.total(), _some(self.achievements)
            yield (
                f"{count} {_rows_have(count)} a term whose words carry a number ({names}):"
                " such a code is no reading and was not taken in."
            )
        if self.unneeded:
            count, names = self.unneeded.total(), _some(self.unneeded)
            yield f"{count} {_rows_have(count)} a code this program has no use for ({names})."


def _rows_have(count: int) -> str:
    return "row has" if count == 1 else "rows have"


def _some(terms: Counter[str]) -> str:
    names = ", ".join(term[:60] for term, _count in terms.most_common(_NAMED_AT_MOST))
    more = len(terms) - _NAMED_AT_MOST
    return f"{names} and {more} more" if more > 0 else names


class _Reading:
    """One group's cells in some thousand rows."""

    def __init__(self, group: ColumnGroup, taken: Taken, days: Days) -> None:
        self.group, self.taken = group, taken

        def cells(role: str) -> list[str]:
            return stripped(taken.column(group.places.get(role, 0)))

        self.codes, self.terms, self.values = cells("code"), cells("term"), cells("value")
        self.dates = stripped(days(taken.column(group.places.get("date", 0))))
        self.units, self.settings, self.parents = cells("unit"), cells("setting"), cells("parent")
        if "comparator" in group.places:
            signs = cells("comparator")
            self.values = [
                sign + value if value and sign in ("<", "<=", ">", ">=") else value
                for sign, value in zip(signs, self.values)
            ]
        pairs = list(zip(self.codes, self.terms))
        known = {pair: said_by(*pair) for pair in set(pairs)}
        self.said: list[Said] = list(map(known.__getitem__, pairs))

    def meaning(self, index: int) -> Meaning:
        meaning = self.said[index].meaning
        assert meaning is not None, "only rows that mean something are asked"
        return meaning

    def words(self, index: int) -> str:
        return self.terms[index] or self.codes[index]

    def is_unsaid(self, index: int) -> bool:
        return not self.codes[index] and not self.terms[index]

    def named(self, headings: Sequence[str]) -> dict[str, str]:
        columns = {"date": "taken_on", "term": "kind"}
        named = {
            columns.get(role, role): headings[place - 1] or f"column {place}"
            for role, place in self.group.places.items()
        }
        return named | {"on": named.get("taken_on", "")}

    def unit(self, index: int) -> str:
        """The row's own unit, the heading's or, where the value has none, the code's."""
        said = self.units[index]
        if said or not self.values[index][-1:].isdigit():
            return said
        return self.group.unit or self.meaning(index).unit

    def bits(self, indexes: Sequence[int]) -> Sequence[int]:
        """What was inferred about these rows."""
        inferred = self.taken.inferred
        have = [inferred[index] for index in indexes] if inferred else [0] * len(indexes)
        have = [
            bits | Inferred.MEANING if self.said[index].by == "term" else bits
            for bits, index in zip(have, indexes)
        ]
        return with_bits(have, self.group.inferred, len(indexes))

    def results(self, indexes: Sequence[int], named: dict[str, str]) -> Block:
        values, raws = [], []
        for index in indexes:
            value, raw = self._value(index)
            values.append(value)
            raws.append(raw)
        return block_of(
            "results",
            [self.taken.rows[index] for index in indexes],
            {
                "nhs_number": [self.taken.numbers[index] for index in indexes],
                "kind": [self.meaning(index).kind or "blood_pressure" for index in indexes],
                "taken_on": [self.dates[index] for index in indexes],
                "value": values,
                "unit": list(map(self.unit, indexes)),
                "setting": list(map(self._setting, indexes)),
                "code": [self.codes[index] or self.terms[index] for index in indexes],
            },
            raws=raws,
            inferred=self.bits(indexes),
            headings=named,
        )

    def _value(self, index: int) -> tuple[str, str]:
        """The value, and what stood in the file where that is not the same."""
        meaning, value = self.meaning(index), self.values[index]
        if meaning.role == "word":
            return meaning.word, self.words(index)
        if meaning.role == "question":
            word = word_in(meaning.kind, value)
            return word, "" if word == value else value
        return value, ""

    def _setting(self, index: int) -> str:
        return self.settings[index] or self.group.setting or self.meaning(index).setting

    def events(self, indexes: Sequence[int], named: dict[str, str]) -> Block:
        return block_of(
            "events",
            [self.taken.rows[index] for index in indexes],
            {
                "nhs_number": [self.taken.numbers[index] for index in indexes],
                "kind": [self.meaning(index).kind for index in indexes],
                "on": [self.dates[index] for index in indexes],
                "detail": [self.meaning(index).detail for index in indexes],
            },
            headings=named,
        )

    def half(self, index: int) -> Half:
        meaning = self.meaning(index)
        return Half(
            self.taken.rows[index],
            meaning.role,
            self.taken.numbers[index].strip(),
            self.dates[index],
            self.parents[index],
            self._setting(index),
            self.values[index],
            self.unit(index),
            self.codes[index] or self.terms[index],
            self.bits([index])[0],
        )

    def problems(
        self, unclear: Sequence[int], unsaid: Sequence[int], named: dict[str, str]
    ) -> Iterator[Problem]:
        for index in unclear:
            yield Problem(
                self.taken.rows[index],
                named.get("kind", named.get("code", "")),
                self.words(index)[:80],
                self.meaning(index).word or "This code may mean several things",
                "Correct the code in the practice's system, or export the search again.",
                "results",
            )
        for index in unsaid:
            yield Problem(
                self.taken.rows[index],
                named.get("kind", named.get("code", "")),
                self.values[index][:80],
                _UNSAID,
                "Add the code term to the search and export it again.",
                "results",
            )


def _plain_block(rows: Sequence[PlainRow]) -> Block:
    names = ("nhs_number", "kind", "taken_on", "value", "unit", "setting", "code")
    return block_of(
        "results",
        [row.row for row in rows],
        {name: [row.cells.get(name, "") for row in rows] for name in names},
        raws=[row.raw for row in rows],
        inferred=[row.inferred for row in rows],
    )
