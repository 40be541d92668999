"""Rows of results: checked one by one, with everything read before remembered."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE, Kind, Setting
from mdt_app.clinical.units import unit_named
from mdt_app.clinical.written_values import Reading, Unreadable, read_value
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text, unreadable_day
from mdt_app.intake.known import KnownPeople
from mdt_app.intake.plain import ReadRow
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import RESULTS
from mdt_app.intake.tally import Tally

_SETTINGS = {
    "": int(Setting.NOT_STATED),
    "clinic": int(Setting.CLINIC),
    "home": int(Setting.HOME),
}
_MOST_READINGS = 100_000
_NO_VALUE = "with a day but no value: counted, and not taken in."
_AS_PERCENT = "HbA1c without a unit, 4 to 18: read as % and marked inferred."

ResultRow = tuple[int, int, int, float, float, str, str, int, str, str, int, int, int]
"""Patient, kind, day, value, second, word, comparator, setting, raw, code, inferred, batch, row."""


class _Read(NamedTuple):
    """What kind, value and unit together say: a reading, a refusal, or (neither) no value."""

    kind: int
    reading: Reading | None
    refusal: Unreadable | None


class ResultChecks:
    """Checks rows of results, one by one."""

    def __init__(self, days: Days, people: KnownPeople) -> None:
        self._days = days
        self._people = people
        self._readings: dict[tuple[str, str, str], _Read] = {}
        self._codes: dict[str, str] = {"": ""}

    def checked(
        self, rows: Iterable[ReadRow | Problem], tally: Tally
    ) -> Iterator[tuple[bool, ResultRow]]:
        """Good rows, and whether the store already held results of that person.

        Everything else goes to the tally. The common row costs four look-ups.
        """
        people, readings, days = self._people.by_cell, self._readings, self._days
        batch, last, touch = tally.batch, days.last, tally.touched.add
        for read in rows:
            if isinstance(read, Problem):
                tally.read(RESULTS.name, read)
                continue
            row, (number, kind, taken, value, unit, setting, code), raw, was_inferred = read
            who = people.get(number) or self._people.who(number)
            found = readings.get((kind, value, unit)) or self._read(kind, value, unit, code)
            day = days.ordinal(taken)
            place = _SETTINGS.get(setting)
            if (
                who.problem
                or found.reading is None
                or not who.born <= day <= last
                or place is None
                or code not in self._codes
            ):
                place = self._looked_at(read, tally)
                if place is None:
                    continue
            reading = found.reading
            assert reading is not None
            if reading.inferred == 2:
                tally.notes[_AS_PERCENT] += 1
            touch(who.key)
            yield (
                who.has_results,
                (
                    who.key,
                    found.kind,
                    day,
                    reading.value,
                    reading.second,
                    reading.word,
                    reading.comparator,
                    place,
                    raw or reading.raw,
                    self._codes[code],
                    int(was_inferred or reading.inferred > 0),
                    batch,
                    row,
                ),
            )

    def _looked_at(self, read: ReadRow, tally: Tally) -> int | None:
        """The setting of an unusual row, or None after telling the tally what is wrong."""
        try:
            return self._unusual(read, tally)
        except Unusable as unusable:
            tally.read(RESULTS.name, unusable.in_row(RESULTS.name, read.row))
            return None

    def _unusual(self, read: ReadRow, tally: Tally) -> int | None:
        number, kind, taken, value, unit, setting, code = read.cells
        who = self._people.who(number)
        if who.problem:
            tally.read(RESULTS.name, self._people.problem(RESULTS.name, read.row, number, who))
            return None
        found = self._read(kind, value, unit, code)
        if not found.kind:
            raise _unknown_kind(kind)
        day = self._days.ordinal(taken)
        if day <= 0:
            raise unreadable_day("taken_on", taken)
        self._days.refuse_impossible("taken_on", taken, day, who.born)
        if found.refusal is not None:
            column, problem, hint = found.refusal
            raise Unusable(column, value if column == "value" else unit, problem, hint)
        if found.reading is None:
            tally.report.rows += 1
            tally.of(RESULTS.name).no_value += 1
            tally.notes[_NO_VALUE] += 1
            return None
        if len(self._codes) > _MOST_READINGS:
            self._codes = {"": ""}
        self._codes[code] = fitting("code", plain_text(code))
        return self._setting(setting, read.row, tally)

    def _setting(self, cell: str, row: int, tally: Tally) -> int:
        place = _SETTINGS.get(cell.strip().casefold())
        if place is None:
            unusable = Unusable("setting", cell, "Not a setting", "Use clinic or home.")
            tally.read(RESULTS.name, unusable.in_row(RESULTS.name, row, is_cell=True))
            return int(Setting.NOT_STATED)
        return place

    def _read(self, kind_cell: str, value: str, unit: str, code: str) -> _Read:
        kind = KIND_BY_CODE.get(kind_cell.strip().casefold().replace(" ", "_"))
        if kind is None:
            return _Read(0, None, None)
        if not value.strip():
            return _Read(kind, None, None)
        outcome = read_value(kind, value, unit, code)
        is_reading = isinstance(outcome, Reading)
        read = _Read(
            int(kind),
            outcome if isinstance(outcome, Reading) else None,
            None if isinstance(outcome, Reading) else outcome,
        )
        if is_reading and (kind is not Kind.HBA1C or unit_named(unit)):
            if len(self._readings) > _MOST_READINGS:
                self._readings.clear()
            self._readings[kind_cell, value, unit] = read
        return read


def _unknown_kind(cell: str) -> Unusable:
    if not cell.strip():
        return Unusable("kind", "", "Empty, and this column is required", "Fill it in.")
    return Unusable("kind", cell, "Not a kind of result", "See the plain layout for the kinds.")
