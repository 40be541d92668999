"""Writes everything imported as the plain layout's four files, always in the same order.

Importing an export into an empty store and exporting again gives the same bytes: people are
ordered by number, and nothing that depends on when or how a row came is written.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from mdt_app.clinical.kinds import SETTING_WORDS, Kind, Setting, unit_of
from mdt_app.clinical.written_values import written_value
from mdt_app.errors import UserError
from mdt_app.intake.cells import defused
from mdt_app.intake.people import KEPT
from mdt_app.intake.sections import EVENTS, MEDICINES, PATIENTS, RESULTS, Section
from mdt_app.vault.workspace import Workspace


class Rows(Protocol):
    """Anything that can answer a query."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = ...) -> Iterable[tuple[Any, ...]]: ...


def export_store(ws: Workspace, folder: Path) -> list[Path]:
    """Write `patients.csv`, `results.csv`, `medicines.csv` and `events.csv` into a folder.

    The files name patients and are not encrypted.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ws.vault.reading() as reading:
            paths = [
                _write(folder, PATIENTS, _patients(reading)),
                _write(folder, RESULTS, _results(reading)),
                _write(folder, MEDICINES, _medicines(reading)),
                _write(folder, EVENTS, _events(reading)),
            ]
    except OSError as error:
        reason = error.strerror or "the folder cannot be written"
        raise UserError(
            f"The export could not be written: {reason}.", "Choose another folder."
        ) from None
    with ws.vault.writing(ws.user, "register exported") as writing:
        writing.record("export", {"files": [path.name for path in paths]})
    return paths


def _write(folder: Path, section: Section, rows: Iterable[Iterable[str]]) -> Path:
    path = folder / f"{section.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(section.columns)
        writer.writerows(rows)
    return path


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""


def _patients(rows: Rows) -> Iterator[list[str]]:
    days = {"born_on", *PATIENTS.days}
    sql = f"SELECT nhs_number, {', '.join(KEPT)} FROM patient ORDER BY nhs_number"
    for number, *values in rows.rows(sql):
        cells = [number]
        for column, value in zip(KEPT, values, strict=True):
            if column in days:
                cells.append(_day(value))
            elif column == "deprivation_decile":
                cells.append(str(value or ""))
            else:
                cells.append(defused(value))
        yield cells


def _numbers(rows: Rows) -> list[tuple[str, int]]:
    """Everyone's number and key, in the order in which all four files name people."""
    return [
        (number, key)
        for number, key in rows.rows("SELECT nhs_number, id FROM patient ORDER BY nhs_number")
    ]


def _results(rows: Rows) -> Iterator[list[str]]:
    sql = (
        "SELECT kind, taken_on, value, second, word, comparator, setting, code FROM result"
        " WHERE patient_id = :key AND superseded_by = 0"
        " ORDER BY kind, taken_on, value, second, word, comparator, setting"
    )
    for number, key in _numbers(rows):
        for row in rows.rows(sql, {"key": key}):
            kind = Kind(row[0])
            yield [
                number,
                kind.code,
                _day(row[1]),
                written_value(kind, row[2], row[3], row[4], row[5]),
                unit_of(kind),
                SETTING_WORDS[Setting(row[6])],
                defused(row[7]),
            ]


def _medicines(rows: Rows) -> Iterator[list[str]]:
    sql = (
        "SELECT name, classes, dose, started_on, last_issued_on, ended_on, current FROM medicine"
        " WHERE patient_id = :key ORDER BY name, started_on"
    )
    for number, key in _numbers(rows):
        for name, classes, dose, started, issued, ended, current in rows.rows(sql, {"key": key}):
            yield [
                number,
                defused(name),
                classes,
                defused(dose),
                _day(started),
                _day(issued),
                _day(ended),
                current,
            ]


def _events(rows: Rows) -> Iterator[list[str]]:
    sql = (
        "SELECT kind, on_day, detail FROM event"
        " WHERE patient_id = :key ORDER BY on_day, kind, detail"
    )
    for number, key in _numbers(rows):
        for kind, on, detail in rows.rows(sql, {"key": key}):
            yield [number, kind, _day(on), defused(detail)]
