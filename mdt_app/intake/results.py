"""Rows of results, checked a block at a time with everything read before remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, repeat
from operator import itemgetter, le, not_
from typing import NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE, Kind, Setting
from mdt_app.clinical.written_values import Reading, Unreadable, read_value
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text
from mdt_app.intake.kinds import kind_named
from mdt_app.intake.known import NOBODY, KnownPeople, Who
from mdt_app.intake.sections import RESULTS
from mdt_app.intake.tally import Tally
from mdt_app.register.values import Inferred

_SETTINGS = {
    "": int(Setting.NOT_STATED),
    "clinic": int(Setting.CLINIC),
    "home": int(Setting.HOME),
}
_MOST_READINGS = 25_000
_NO_VALUE = "with a day but no value: counted, and not taken in."
_AS_PERCENT = "HbA1c without a unit, 4 to 18: read as % and marked inferred."


_Said = tuple[str | int, ...]
"""Kind, value and unit; also setting and code where a block has any; also raw text and what
was inferred where a layout turned anything."""


class Kept(NamedTuple):
    """What a result's own cells say, in the order of the table after patient, day and row."""

    kind: int
    value: float
    second: float
    word: str
    comparator: str
    setting: int
    raw: str
    code: str
    inferred: int


_KEY, _BORN, _HAS_RESULTS, _KIND = itemgetter(0), itemgetter(1), itemgetter(2), itemgetter(0)
_NOT_KEPT = Kept(0, 0.0, 0.0, "", "", 0, "", "", 0)


@dataclass(slots=True)
class GoodResults:
    """Results of one block that can be stored: whom about, on which day, from which row."""

    whos: list[Who] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, who: Who, day: int, row: int, kept: Kept) -> None:
        self.whos.append(who)
        self.days.append(day)
        self.rows.append(row)
        self.kept.append(kept)

    def only(self, chosen: Sequence[object]) -> "GoodResults":
        """The results for which `chosen` says so."""
        return GoodResults(
            list(compress(self.whos, chosen)),
            list(compress(self.days, chosen)),
            list(compress(self.rows, chosen)),
            list(compress(self.kept, chosen)),
        )

    def keys(self) -> Iterator[int]:
        return map(_KEY, self.whos)

    def with_earlier_results(self) -> list[bool]:
        """For each, whether the store held results of that person before this import."""
        return list(map(_HAS_RESULTS, self.whos))

    def flat(self) -> Iterator[int | float | str]:
        """All values one after another: patient, day, row, and the fields of `Kept`."""
        heads = zip(self.keys(), self.days, self.rows, strict=True)
        return chain.from_iterable(chain.from_iterable(zip(heads, self.kept, strict=True)))


class ResultChecks:
    """Checks rows of results. What one row taught is not worked out again for the next."""

    def __init__(self, days: Days, people: KnownPeople) -> None:
        self._days = days
        self._people = people
        self._kept: dict[_Said, Kept] = {}
        self._percents: set[int] = set()
        """Which of them are HbA1c read as %, by identity: each row is to be counted."""

    def checked(self, block: Block, tally: Tally) -> GoodResults:
        """The rows that can be stored; everything else goes to the tally.

        What is known already is looked up for the whole block at once, in C.
        """
        for problem in block.problems:
            tally.read(RESULTS.name, problem)
        if not block.rows:
            return GoodResults()
        numbers, taken = block.columns[0], block.columns[2]
        self._people.learn(numbers)
        self._days.learn(taken)
        last, said = self._days.last, _what_is_said(block)
        whos = list(map(self._people.good.get, numbers, repeat(NOBODY)))
        days = list(map(self._days.known.get, taken, repeat(0)))
        kept = list(map(self._kept.get, said, repeat(_NOT_KEPT)))
        quick = GoodResults(whos, days, list(block.rows), kept)
        if (
            max(days, default=0) <= last
            and all(map(le, map(_BORN, whos), days))
            and all(map(_KIND, kept))
        ):
            self._note_percents(quick, tally)
            return quick
        fits = [
            who[1] <= day <= last and known[0] > 0
            for who, day, known in zip(whos, days, kept, strict=True)
        ]
        quick = quick.only(fits)
        self._note_percents(quick, tally)
        odd = list(map(not_, fits))
        for place, cells in compress(enumerate(_what_is_said(block)), odd):
            self._look_at(block, block.row_at(place), cells, quick, tally)
        return quick

    def _note_percents(self, remembered: GoodResults, tally: Tally) -> None:
        if self._percents:
            count = sum(map(self._percents.__contains__, map(id, remembered.kept)))
            if count:
                tally.notes[_AS_PERCENT] += count

    def _look_at(
        self, block: Block, read: ReadRow, said: _Said, good: GoodResults, tally: Tally
    ) -> None:
        """One row, carefully: to the good ones, or to the tally with what is wrong with it."""
        number, kind, taken, value, unit, setting, code = read.cells
        try:
            who = self._people.required(number)
            known_kind = KIND_BY_CODE[kind_named(kind, KIND_BY_CODE, "result")]
            day = self._days.required("taken_on", taken)
            self._days.refuse_impossible("taken_on", taken, day, who.born)
            if not value.strip():
                self._count_no_value(tally)
                return
            reading = read_value(known_kind, value, unit, code)
            if isinstance(reading, Unreadable):
                cell = value if reading.column == "value" else unit
                raise Unusable(reading.column, cell, reading.problem, reading.hint)
            code_text = fitting("code", plain_text(code))
        except Unusable as unusable:
            tally.refuse(RESULTS.name, block, read, unusable)
            return
        place = _SETTINGS.get(setting.strip().casefold())
        kept = _kept(known_kind, reading, place or 0, code_text, read)
        if place is None:
            odd = Unusable("setting", setting, "Not a setting", "Use clinic or home.")
            tally.refuse(RESULTS.name, block, read, odd, is_cell=True)
        else:
            self._remember(said, kept, is_percent=reading.inferred == 2)
            if reading.inferred == 2:
                tally.notes[_AS_PERCENT] += 1
        good.add(who, day, read.row, kept)

    def _remember(self, said: _Said, kept: Kept, *, is_percent: bool) -> None:
        if len(self._kept) > _MOST_READINGS:
            self._kept.clear()
            self._percents.clear()
        self._kept[said] = kept
        if is_percent:
            self._percents.add(id(kept))

    def _count_no_value(self, tally: Tally) -> None:
        tally.report.rows += 1
        tally.of(RESULTS.name).no_value += 1
        tally.notes[_NO_VALUE] += 1


def _what_is_said(block: Block) -> Iterator[_Said]:
    """For each row, everything that decides what is kept of it besides whom and when."""
    _numbers, kinds, _taken, values, units, settings, codes = block.columns
    if any(block.raws) or any(block.inferred):
        turned = (block.raws or repeat(""), block.inferred or repeat(0))
        return zip(kinds, values, units, settings, codes, *turned, strict=False)
    if any(settings) or any(codes):
        return zip(kinds, values, units, settings, codes, strict=True)
    return zip(kinds, values, units, strict=True)


def _kept(kind: Kind, reading: Reading, setting: int, code: str, read: ReadRow) -> Kept:
    return Kept(
        int(kind),
        reading.value,
        reading.second,
        reading.word,
        reading.comparator,
        setting,
        read.raw or reading.raw,
        code,
        read.inferred | (Inferred.UNIT if reading.inferred else 0),
    )
