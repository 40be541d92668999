"""A network's own benchmark: percentages from elsewhere, from a small CSV file, kept as an entry.

The columns are `set, measure, group, percent, source, date`. A file with a mistake is refused with
every mistake, by row and column. Of two figures for one measure and group the one taken in last
counts; the earlier file stays on file.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.clinical.written_days import written_day
from mdt_app.errors import UserError
from mdt_app.measures.entries import BENCHMARK
from mdt_app.vault.entries import Rows, current_entries
from mdt_app.vault.workspace import Workspace

COLUMNS = ("set", "measure", "group", "percent", "source", "date")
_MAY_BE_EMPTY = frozenset(["group"])
_LARGEST = 1_000_000
_MOST_PROBLEMS = 10


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure from elsewhere that a measure is held beside."""

    set_name: str
    measure: str
    group: str
    percent: float
    source: str
    on: date

    @property
    def source_words(self) -> str:
        """`NDA 2024–25, England (31 Mar 2025)`."""
        return f"{self.source} ({spoken(self.on)})"


@dataclass(frozen=True, slots=True)
class _Problem:
    row: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.words}"


def read_benchmarks(path: Path, today: date) -> tuple[Benchmark, ...]:
    """What a file says, or a UserError with every mistake in it. The heading is row 1."""
    rows = _rows(path)
    if not rows:
        raise UserError(f"{path.name} is empty.", _expected())
    headings = [cell.strip().casefold() for cell in rows[0]]
    missing = [column for column in COLUMNS if column not in headings]
    if missing:
        raise UserError(f"{path.name} has no column {', '.join(missing)}.", _expected())
    found: dict[tuple[str, str, str], Benchmark] = {}
    problems: list[_Problem] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: cell.strip() for name, cell in zip(headings, row)}
        wrong = [_Problem(number, column, words) for column, words in _wrong(cells, today)]
        problems += wrong
        if not wrong:
            one = _benchmark(cells, today)
            key = (one.set_name, one.measure, one.group)
            if key in found:
                problems.append(_Problem(number, "measure", "this measure and group stand above"))
            found[key] = one
    if problems:
        raise _refused(path, problems)
    if not found:
        raise UserError(f"{path.name} has a heading and no figures.", _expected())
    return tuple(found.values())


def keep_benchmarks(ws: Workspace, path: Path) -> tuple[Benchmark, ...]:
    """Take a benchmark file in. The same again enters nothing."""
    given = read_benchmarks(path, ws.today())
    with ws.vault.reading() as reading:
        now = benchmarks(reading)
    if all(now.get((each.set_name, each.measure, each.group)) == each for each in given):
        return given
    with ws.vault.writing(ws.user, "own benchmark taken in") as writing:
        writing.record(BENCHMARK, {"file": path.name, "figures": [_written(b) for b in given]})
    return given


def benchmarks(rows: Rows) -> Mapping[tuple[str, str, str], Benchmark]:
    """By set, measure and group: what was taken in last."""
    found: dict[tuple[str, str, str], Benchmark] = {}
    for entry in current_entries(rows, BENCHMARK):
        for set_name, measure, group, percent, source, on in entry.payload["figures"]:
            one = Benchmark(set_name, measure, group, percent, source, date.fromisoformat(on))
            found[set_name, measure, group] = one
    return found


def _written(one: Benchmark) -> list[str | float]:
    return [one.set_name, one.measure, one.group, one.percent, one.source, one.on.isoformat()]


def _rows(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path.name} is too large for a benchmark file.", _expected())
        written = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "no such file"
        raise UserError(
            f"{path.name} cannot be read: {reason}.", "Check the name and who may read it."
        ) from None
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = written.decode("cp1252", "replace")
    if "\0" in text:
        raise UserError(f"{path.name} is not a CSV file.", _expected())
    return list(csv.reader(io.StringIO(text, newline="")))


def _wrong(cells: Mapping[str, str], today: date) -> Iterable[tuple[str, str]]:
    """What is wrong with a row, by column."""
    from mdt_app.flags.names import nearest
    from mdt_app.measures.sets import load_set, set_names

    empty = [name for name in COLUMNS if not cells.get(name) and name not in _MAY_BE_EMPTY]
    yield from ((name, "it is empty") for name in empty)
    set_name, measure, group = (cells.get(name, "") for name in ("set", "measure", "group"))
    if set_name and set_name not in set_names():
        yield "set", f"no set is called “{set_name}”{nearest(set_name, set_names())}"
    elif set_name:
        known = load_set(set_name)
        ids = [each.id for each in known.measures]
        if measure and measure not in ids:
            yield "measure", f"{set_name} has no measure “{measure}”{nearest(measure, ids)}"
        elif measure and known.measure(measure).mean_of:
            yield "measure", f"{measure} is a mean, and has no percentage"
        if group not in known.group_names:
            yield "group", _wrong_group(group, known.group_names)
    if cells.get("percent") and _percent(cells["percent"]) is None:
        yield "percent", f"“{cells['percent']}” is not a number from 0 to 100"
    if cells.get("date"):
        on = written_day(cells["date"], today)
        if on is None:
            yield "date", f"“{cells['date']}” is not a day; write it as 2026-03-31"
        elif on > today:
            yield "date", f"{spoken(on)} lies in the future"


def _wrong_group(group: str, names: tuple[str, ...]) -> str:
    if names == ("",):
        return "this set has no groups; leave it empty"
    said = f"“{group}” is not a group of the set" if group else "it is empty"
    return f"{said}; known: {', '.join(names)}"


def _percent(text: str) -> float | None:
    try:
        number = float(text.removesuffix("%").strip())
    except ValueError:
        return None
    return number if 0 <= number <= 100 else None


def _benchmark(cells: Mapping[str, str], today: date) -> Benchmark:
    percent, on = _percent(cells["percent"]), written_day(cells["date"], today)
    assert percent is not None
    assert on is not None
    return Benchmark(
        cells["set"], cells["measure"], cells.get("group", ""), percent, cells["source"], on
    )


def _refused(path: Path, problems: list[_Problem]) -> UserError:
    many = counted(len(problems), "mistake")
    listed = [str(each) for each in problems[:_MOST_PROBLEMS]]
    if len(problems) > _MOST_PROBLEMS:
        listed.append(f"And {len(problems) - _MOST_PROBLEMS} more.")
    return UserError(f"{path.name} has {many}; nothing of it was taken in.", "\n".join(listed))


def _expected() -> str:
    return f"A benchmark file is a CSV file with the columns {', '.join(COLUMNS)}."
