"""The values behind one chart, each as it was reported: the latest first, none left out. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.clinical.words import kind_words
from mdt_app.meeting.beside_words import how_worked_out, inputs_words
from mdt_app.meeting.series import Point
from mdt_app.meeting.trends import Trend
from mdt_app.meeting.written_points import UNITS, bare
from mdt_app.register.provenance import INFERRED, OfResult
from mdt_app.register.values import DOUBTFUL, Record, Result

_BESIDE = {Kind.WEIGHT: (Kind.BMI,)}
"""What the chart's heading says too, and so its table."""
_UNITS = {**UNITS, Kind.BMI: "kg/m²"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One value: which, when, as written for its kind, where it was measured, and its file's row.

    `in_the_file` is the cell where it said it in another way. `asked` is what leads to its file;
    for what was worked out, to each of its inputs.
    """

    what: str
    day: int
    value: str
    unit: str
    in_the_file: str
    where: str
    file_name: str
    row: str
    asked: tuple[OfResult, ...]

    @property
    def day_words(self) -> str:
        return spoken(date.fromordinal(self.day))

    @property
    def sentence(self) -> str:
        """The row in one breath."""
        place = f"{self.file_name}, row {self.row}" if self.file_name else self.in_the_file
        return f"{self.day_words}: {self.what} {self.value} {self.unit}, {self.where}; {place}"


def chart_table(
    record: Record, trend: Trend, on: date, file_names: Mapping[int, str]
) -> tuple[TableRow, ...]:
    """Every value up to the day, the latest first; of a day with several, each of them."""
    number, last = record.person.nhs_number, on.toordinal()
    rows = [_worked_out(number, point, trend.kind) for point in trend.points if point.worked_out]
    for kind in (trend.kind, *_BESIDE.get(trend.kind, ())):
        rows += _reported(number, record, kind, last, file_names)
    return tuple(sorted(rows, key=_day, reverse=True))


def _day(row: TableRow) -> int:
    return row.day


def _reported(
    number: str, record: Record, kind: Kind, last: int, file_names: Mapping[int, str]
) -> Iterator[TableRow]:
    for result in record.of_kind(kind):
        if result.day > last:
            continue
        is_home = result.setting == Setting.HOME
        mark = f" {INFERRED}" if result.inferred & DOUBTFUL else ""
        yield TableRow(
            what=kind_words(kind),
            day=result.day,
            value=_written(result, kind) + mark,
            unit=_UNITS[kind],
            in_the_file=result.raw,
            where="home" if is_home else "clinic",
            file_name=file_names.get(result.batch, ""),
            row=str(result.row),
            asked=(OfResult(number, int(kind), result.day, is_home),),
        )


def _written(result: Result, kind: Kind) -> str:
    point = Point(result.day, result.value, result.second, 1, result.comparator, is_home=False)
    return bare(point, kind)


def _worked_out(number: str, point: Point, kind: Kind) -> TableRow:
    inputs = point.worked_out.inputs if point.worked_out is not None else ()
    return TableRow(
        what=kind_words(kind),
        day=point.day,
        value=bare(point, kind),
        unit=_UNITS[kind],
        in_the_file=f"{how_worked_out(point)} from {inputs_words(point)}",
        where="worked out",
        file_name="",
        row="",
        asked=tuple(OfResult(number, int(i.kind), i.day, i.is_home) for i in inputs),
    )
