"""Rows of results, checked a block at a time with everything read before remembered."""

from collections.abc import Iterator
from typing import NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE, Kind, Setting
from mdt_app.clinical.written_values import Reading, Unreadable, read_value
from mdt_app.intake.cells import Days, Unusable, fitting, plain_text
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.plain import Block, ReadRow
from mdt_app.intake.sections import RESULTS
from mdt_app.intake.tally import Tally

_SETTINGS = {
    "": int(Setting.NOT_STATED),
    "clinic": int(Setting.CLINIC),
    "home": int(Setting.HOME),
}
_MOST_READINGS = 40_000
_NO_VALUE = "with a day but no value: counted, and not taken in."
_AS_PERCENT = "HbA1c without a unit, 4 to 18: read as % and marked inferred."


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


ResultRow = tuple[int | float | str, ...]
"""Patient, day, row, and then a `Kept`."""

_Cells = tuple[str, str, str, str, str]
"""Kind, value, unit, setting, code."""


class ResultChecks:
    """Checks rows of results. What one row taught is not worked out again for the next."""

    def __init__(self, days: Days, people: KnownPeople) -> None:
        self._days = days
        self._people = people
        self._kept: dict[_Cells, Kept] = {}

    def checked(self, block: Block, tally: Tally) -> Iterator[tuple[Who, ResultRow]]:
        """Good rows and whom they are about; everything else goes to the tally."""
        for problem in block.problems:
            tally.read(RESULTS.name, problem)
        if block.turned:
            yield from self._one_by_one(block, tally)
            return
        numbers, kinds, taken, values, units, settings, codes = block.columns
        last = self._days.last
        for place, row, who, day, kept in zip(
            range(len(numbers)),
            block.rows,
            map(self._people.good.get, numbers),
            map(self._days.known.get, taken),
            map(self._kept.get, zip(kinds, values, units, settings, codes, strict=True)),
            strict=True,
        ):
            if who and day and kept and who[1] <= day <= last:
                yield who, (who[0], day, row, *kept)
                continue
            cells = tuple(column[place] for column in block.columns)
            outcome = self._looked_at(ReadRow(row, cells), tally)
            if outcome is not None:
                yield outcome

    def _one_by_one(self, block: Block, tally: Tally) -> Iterator[tuple[Who, ResultRow]]:
        for read in block.each():
            outcome = self._looked_at(read, tally)
            if outcome is not None:
                yield outcome

    def _looked_at(self, read: ReadRow, tally: Tally) -> tuple[Who, ResultRow] | None:
        """One row, carefully; None after telling the tally what is wrong with it."""
        number, kind, taken, value, unit, setting, code = read.cells
        who = self._people.who(number)
        if who.problem:
            tally.read(RESULTS.name, self._people.problem(RESULTS.name, read.row, number, who))
            return None
        try:
            known_kind = _kind(kind)
            day = self._days.required("taken_on", taken)
            self._days.refuse_impossible("taken_on", taken, day, who.born)
            if not value.strip():
                self._count_no_value(tally)
                return None
            reading = read_value(known_kind, value, unit, code)
            if isinstance(reading, Unreadable):
                cell = value if reading.column == "value" else unit
                raise Unusable(reading.column, cell, reading.problem, reading.hint)
            code_text = fitting("code", plain_text(code))
        except Unusable as unusable:
            tally.read(RESULTS.name, unusable.in_row(RESULTS.name, read.row))
            return None
        place = _SETTINGS.get(setting.strip().casefold())
        kept = _kept(known_kind, reading, place or 0, code_text, read)
        if place is None:
            odd = Unusable("setting", setting, "Not a setting", "Use clinic or home.")
            tally.read(RESULTS.name, odd.in_row(RESULTS.name, read.row, is_cell=True))
        elif reading.inferred == 2:
            tally.notes[_AS_PERCENT] += 1
        elif not read.raw and not read.inferred:
            self._remember((kind, value, unit, setting, code), kept)
        return who, (who.key, day, read.row, *kept)

    def _remember(self, cells: _Cells, kept: Kept) -> None:
        if len(self._kept) > _MOST_READINGS:
            self._kept.clear()
        self._kept[cells] = kept

    def _count_no_value(self, tally: Tally) -> None:
        tally.report.rows += 1
        tally.of(RESULTS.name).no_value += 1
        tally.notes[_NO_VALUE] += 1


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
        int(read.inferred or reading.inferred > 0),
    )


def _kind(cell: str) -> Kind:
    kind = KIND_BY_CODE.get(cell.strip().casefold().replace(" ", "_"))
    if kind is not None:
        return kind
    if not cell.strip():
        raise Unusable("kind", "", "Empty, and this column is required", "Fill it in.")
    raise Unusable("kind", cell, "Not a kind of result", "See the plain layout for the kinds.")
