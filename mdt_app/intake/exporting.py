"""Writes everything imported as the plain layout's four files, always in the same order.

Importing an export into an empty store and exporting again gives the same bytes: people are
ordered by number, and nothing that depends on when or how a row came is written.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from heapq import merge
from pathlib import Path

from mdt_app.clinical.kinds import KIND_BY_CODE, SETTING_WORDS, Kind, Setting, unit_of
from mdt_app.clinical.nhs_number import bare, has_valid_check_digit
from mdt_app.clinical.written_values import written_value
from mdt_app.errors import UserError
from mdt_app.intake.cells import defused
from mdt_app.intake.people import KEPT
from mdt_app.intake.queries.exports import (
    events_of,
    medicines_of,
    numbers_in_order,
    people_in_order,
    results_of,
)
from mdt_app.intake.queries.medicines_and_events import undated_in
from mdt_app.intake.sections import BY_NAME, EVENTS, MEDICINES, PATIENTS, RESULTS, Section
from mdt_app.intake.set_aside import SetAside, set_aside_rows
from mdt_app.intake.undated import UndatedFact
from mdt_app.vault.entries import Rows
from mdt_app.vault.roles import EXPORT
from mdt_app.vault.trail import EXPORTED, Access, note
from mdt_app.vault.workspace import Workspace

_WHY = ("file", "file_row", "reason", "hint", "column")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def export_store(
    ws: Workspace, folder: Path, *, left_out: Collection[str] = frozenset()
) -> list[Path]:
    """Write `patients.csv`, `results.csv`, `medicines.csv` and `events.csv` into a folder.

    The files name patients and are not encrypted. Nothing is in them about those `left_out`.
    """

    ws.must_be_allowed(EXPORT)

    def kept(rows: Iterable[list[str]]) -> Iterator[list[str]]:
        return (row for row in rows if row[0] not in left_out)

    with _told_of_disk():
        folder.mkdir(parents=True, exist_ok=True)
        with ws.vault.reading() as reading:
            numbers = [number for number, _ in numbers_in_order(reading)]
            whom = tuple(number for number in numbers if number not in left_out)
            paths = [
                _write(folder, PATIENTS, kept(_patients(reading))),
                _write(folder, RESULTS, kept(_results(reading))),
                _write(folder, MEDICINES, kept(_medicines(reading))),
                _write(folder, EVENTS, kept(_events(reading))),
            ]
    with ws.vault.writing(ws.user, "register exported") as writing:
        writing.record("export", {"files": [path.name for path in paths]})
        note(writing, Access(EXPORTED, f"register exported: {len(paths)} files", people=whom))
    return paths


def write_set_aside(ws: Workspace, path: Path) -> int:
    """Write every row set aside with its reason into one CSV file; says how many.

    The file names patients and is not encrypted. Spreadsheets read its accents.
    """
    ws.must_be_allowed(EXPORT)
    with ws.vault.reading() as reading:
        aside = set_aside_rows(reading)
    met = {each.section for each in aside}
    sections = [section for section in BY_NAME.values() if section.name in met]
    columns = list(dict.fromkeys(name for section in sections for name in section.readable))
    with _told_of_disk():
        rows = (_set_aside_cells(each, columns) for each in aside)
        _write_csv(path, (*_WHY, *columns), rows, encoding="utf-8-sig")
    with ws.vault.writing(ws.user, "rows set aside exported") as writing:
        writing.record("export", {"files": [path.name]})
        note(writing, Access(EXPORTED, "rows set aside exported", people=_numbers_in(aside)))
    return len(aside)


def _numbers_in(aside: Iterable[SetAside]) -> tuple[str, ...]:
    """Whom the rows are about, where their number is one."""
    found: list[str] = []
    for each in aside:
        names = BY_NAME[each.section].readable if each.section in BY_NAME else ()
        said = dict(zip(names, each.cells, strict=False)).get("nhs_number", "")
        number = bare(said)
        found += [number] if has_valid_check_digit(number) else []
    return tuple(dict.fromkeys(found))


def _set_aside_cells(aside: SetAside, columns: Sequence[str]) -> list[str]:
    names = BY_NAME[aside.section].readable if aside.section in BY_NAME else ()
    cells = dict(zip(names, aside.cells, strict=False))
    why = (aside.file_name, str(aside.row), aside.problem, aside.hint, aside.column)
    return [_safe(cell) for cell in (*why, *(cells.get(name, "") for name in columns))]


def _safe(cell: str) -> str:
    """No formula, but a number stays one."""
    return cell if _NUMBER.fullmatch(cell) else defused(cell)


@contextmanager
def _told_of_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or "the folder cannot be written"
        raise UserError(
            f"The export could not be written: {reason}.", "Choose another folder."
        ) from None


def _write(folder: Path, section: Section, rows: Iterable[Iterable[str]]) -> Path:
    path = folder / f"{section.name}.csv"
    _write_csv(path, section.columns, rows, encoding="utf-8")
    return path


def _write_csv(
    path: Path, headings: Sequence[str], rows: Iterable[Iterable[str]], *, encoding: str
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows(rows)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""


def _patients(rows: Rows) -> Iterator[list[str]]:
    days = {"born_on", *PATIENTS.days}
    for number, *values in people_in_order(rows):
        cells = [number]
        for column, value in zip(KEPT, values, strict=True):
            if column in days:
                cells.append(_day(value))
            elif column == "deprivation_decile":
                cells.append(str(value or ""))
            else:
                cells.append(defused(value))
        yield cells


def _results(rows: Rows) -> Iterator[list[str]]:
    undated = undated_in(rows, RESULTS.name)
    for number, key in numbers_in_order(rows):
        own, others = _dated_results(rows, number, key), undated.get(key, ())
        yield from merge(own, _undated_results(number, others), key=_kind_and_day)


def _dated_results(rows: Rows, number: str, key: int) -> Iterator[list[str]]:
    for code, day, *value, setting, term in results_of(rows, key):
        kind = Kind(code)
        yield [
            number,
            kind.code,
            _day(day),
            written_value(kind, *value),
            unit_of(kind),
            SETTING_WORDS[Setting(setting)],
            defused(term),
        ]


def _undated_results(number: str, facts: Sequence[UndatedFact]) -> list[list[str]]:
    cells = [
        [number, key.kind, key.said, key.value, fact.unit, key.setting, defused(fact.code)]
        for fact in facts
        for key in (fact.key,)
    ]
    return sorted(cells, key=_kind_and_day)


def _kind_and_day(cells: Sequence[str]) -> tuple[int, str]:
    """The order of results: a month stands before its days, a year before its months."""
    return KIND_BY_CODE[cells[1]], cells[2]


def _medicines(rows: Rows) -> Iterator[list[str]]:
    for number, key in numbers_in_order(rows):
        for name, classes, dose, started, issued, ended, current in medicines_of(rows, key):
            days = (_day(started), _day(issued), _day(ended))
            yield [number, defused(name), classes, defused(dose), *days, current]


def _events(rows: Rows) -> Iterator[list[str]]:
    undated = undated_in(rows, EVENTS.name)
    for number, key in numbers_in_order(rows):
        dated = [(_day(on), kind, detail) for kind, on, detail in events_of(rows, key)]
        others = [(of.said, of.kind, of.detail) for of, *_rest in undated.get(key, ())]
        for on, kind, detail in merge(dated, sorted(others)):
            yield [number, kind, on, defused(detail)]
