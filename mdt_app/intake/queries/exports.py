"""The register in the order in which an export writes it."""

from collections.abc import Iterator
from typing import Any

from mdt_app.intake.people import KEPT
from mdt_app.vault.entries import Rows


def people_in_order(rows: Rows) -> Iterator[tuple[Any, ...]]:
    """NHS number, then what is kept of a person."""
    return rows.rows(f"SELECT nhs_number, {', '.join(KEPT)} FROM patient ORDER BY nhs_number")


def numbers_in_order(rows: Rows) -> list[tuple[str, int]]:
    """Everyone's number and key, in the order in which all files name people."""
    found = rows.rows("SELECT nhs_number, id FROM patient ORDER BY nhs_number")
    return [(number, key) for number, key in found]


def results_of(rows: Rows, key: int) -> Iterator[tuple[Any, ...]]:
    """Kind, day, value, second, word, comparator, setting, code; none that is superseded."""
    return rows.rows(
        "SELECT kind, taken_on, value, second, word, comparator, setting, code FROM result"
        " WHERE patient_id = :key AND superseded_by = 0"
        " ORDER BY kind, taken_on, value, second, word, comparator, setting",
        {"key": key},
    )


def medicines_of(rows: Rows, key: int) -> Iterator[tuple[Any, ...]]:
    """Name, classes, dose, started, last issued, ended, current."""
    return rows.rows(
        "SELECT name, classes, dose, started_on, last_issued_on, ended_on, current FROM medicine"
        " WHERE patient_id = :key ORDER BY name, started_on",
        {"key": key},
    )


def events_of(rows: Rows, key: int) -> Iterator[tuple[Any, ...]]:
    """Kind, day, detail."""
    return rows.rows(
        "SELECT kind, on_day, detail FROM event"
        " WHERE patient_id = :key ORDER BY on_day, kind, detail",
        {"key": key},
    )
