"""Rows of results, checked a block at a time with everything read before remembered."""

from collections.abc import Iterator
from itertools import compress, repeat
from operator import itemgetter, le, not_
from typing import NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE, SETTING_WORDS, Kind, Setting, unit_of
from mdt_app.clinical.written_values import Reading, Unreadable, read_value, written_value
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text
from mdt_app.intake.good_results import GoodResults, Kept
from mdt_app.intake.kinds import kind_named
from mdt_app.intake.known import NOBODY, KnownPeople, Who
from mdt_app.intake.sections import RESULTS
from mdt_app.intake.tally import Tally
from mdt_app.intake.undated import UndatedFact, UndatedKey, said_part
from mdt_app.intake.withdrawn import withdraw
from mdt_app.register.values import Inferred

_SETTINGS = {
    "": int(Setting.NOT_STATED),
    "clinic": int(Setting.CLINIC),
    "home": int(Setting.HOME),
}
_SETTING = RESULTS.readable.index("setting")
_PERCENT = 2
"""What `Reading.inferred` says of an HbA1c read as %."""
_MOST_READINGS = 25_000
_NO_VALUE = "with a day but no value: counted, and not taken in."
_AS_PERCENT = "HbA1c without a unit, 4 to 18: read as % and marked inferred."


_Said = tuple[str | int, ...]
"""Kind, value and unit; also setting and code where a block has any; also raw text and what
was inferred where a layout turned anything."""


_BORN, _KIND = itemgetter(1), itemgetter(0)
_NOT_KEPT = Kept(0, 0.0, 0.0, "", "", 0, "", "", 0)


class _ReadResult(NamedTuple):
    """What one row says, once all of it that is needed could be read."""

    who: Who
    day: int
    """0 where only `part` of it is known."""
    part: str
    kind: Kind
    reading: Reading | None
    """None for a row with a day and no value."""
    code: str
    setting: int | None
    """None for a word that is no setting."""

    def kept(self, reading: Reading, read: ReadRow) -> Kept:
        return Kept(
            int(self.kind),
            reading.value,
            reading.second,
            reading.word,
            reading.comparator,
            self.setting or 0,
            read.raw or reading.raw,
            self.code,
            read.inferred | (Inferred.UNIT if reading.inferred else 0),
        )


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
        if block.is_withdrawn:
            withdraw(RESULTS.name, block, tally, self._key)
        if block.is_withdrawn or not block.rows:
            return GoodResults()
        numbers, taken = block.columns[0], block.columns[2]
        self._people.learn(numbers)
        self._days.learn(taken)
        last, said = self._days.last, _what_is_said(block)
        whos = list(map(self._people.good.get, numbers, repeat(NOBODY)))
        days = list(map(self._days.known.get, taken, repeat(0)))
        kept = list(map(self._kept.get, said, repeat(_NOT_KEPT)))
        quick = GoodResults(whos, days, list(block.rows), kept)
        if max(days) <= last and all(map(le, map(_BORN, whos), days)) and all(map(_KIND, kept)):
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
        try:
            result = self._read(read)
        except Unusable as unusable:
            tally.refuse(RESULTS.name, block, read, unusable)
            return
        reading = result.reading
        if reading is None:
            self._count_no_value(tally)
            return
        if result.setting is None:
            setting = read.cells[_SETTING]
            odd = Unusable("setting", setting, "Not a setting", "Use clinic or home.")
            tally.refuse(RESULTS.name, block, read, odd, is_cell=True)
        if reading.inferred == _PERCENT:
            tally.notes[_AS_PERCENT] += 1
        kept = result.kept(reading, read)
        if result.part:
            tally.keep(_undated(result, kept, tally.batch, read.row))
            return
        if result.setting is not None:
            self._remember(said, kept, is_percent=reading.inferred == _PERCENT)
        good.add(result.who, result.day, read.row, kept)

    def _read(self, read: ReadRow) -> _ReadResult:
        number, kind_cell, taken, value, unit, setting, code = read.cells
        who = self._people.required(number)
        kind = KIND_BY_CODE[kind_named(kind_cell, KIND_BY_CODE, "result")]
        day, part = self._days.ordinal(taken), ""
        if day <= 0:
            day, part = 0, said_part(self._days, "taken_on", taken, who.born)
        self._days.refuse_impossible("taken_on", taken, day, who.born)
        reading = _reading(kind, value, unit, code) if value.strip() else None
        if reading is not None:
            code = fitting("code", plain_text(code))
        place = _SETTINGS.get(setting.strip().casefold())
        return _ReadResult(who, day, part, kind, reading, code, place)

    def _key(self, read: ReadRow) -> tuple[int | float | str, ...] | UndatedFact | None:
        """What makes the row's result the same one when it comes again."""
        result = self._read(read)
        if result.reading is None:
            return None
        kept = result.kept(result.reading, read)
        if result.part:
            return _undated(result, kept, 0, 0)
        return (result.who.key, kept.kind, result.day, *kept[1:6])

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


def _reading(kind: Kind, value: str, unit: str, code: str) -> Reading:
    reading = read_value(kind, value, unit, code)
    if isinstance(reading, Unreadable):
        cell = value if reading.column == "value" else unit
        raise Unusable(reading.column, cell, reading.problem, reading.hint)
    return reading


def _undated(result: _ReadResult, kept: Kept, batch: int, row: int) -> UndatedFact:
    return UndatedFact(
        UndatedKey(
            result.who.key,
            RESULTS.name,
            result.kind.code,
            result.part,
            written_value(result.kind, kept.value, kept.second, kept.word, kept.comparator),
            SETTING_WORDS[Setting(kept.setting)],
            "",
        ),
        unit_of(result.kind),
        kept.code,
        kept.raw,
        kept.inferred,
        batch,
        row,
    )
