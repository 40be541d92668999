"""Writes the invented network as the files its practices would export: the plain layout, as CSV."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random

from mdt_app.demo.cohort import PRACTICES, Someone, cohort, numbers
from mdt_app.demo.histories import History, history_of
from mdt_app.demo.stories import someone, stories, told

SEED = 2009
DAYS_SINCE_EXPORT = 6
"""The practices exported their lists on the Friday before the meeting."""

_OWN = ("engagement", "burden")  # shape a history, and are in no file
PATIENT_COLUMNS = [each.name for each in fields(Someone) if each.name not in _OWN]
RESULT_COLUMNS = ["nhs_number", "kind", "taken_on", "value", "unit", "setting"]
MEDICINE_COLUMNS = [
    "nhs_number",
    "name",
    "class",
    "dose",
    "started_on",
    "last_issued_on",
    "ended_on",
    "current",
]
EVENT_COLUMNS = ["nhs_number", "kind", "on", "detail"]
LEAVES_CLASS_OUT = frozenset({"Y90001", "Y90003"})
"""Practices whose system knows medicines by name only."""

AWKWARD = "Y90004"
"""The practice whose results hold three rows that cannot be used."""


@dataclass(frozen=True, slots=True)
class Told:
    """An invented person with their history."""

    who: Someone
    history: History


def network(on: date, *, seed: int = SEED) -> Iterator[Told]:
    """Everybody of the network as their practices knew them before a meeting on that day.

    The same day and seed give the same people, to the last digit.
    """
    until = on - timedelta(DAYS_SINCE_EXPORT)
    chance, supply = Random(seed), numbers()  # noqa: S311 - invented people, not secrets
    kept = {story.number for story in stories()}
    free = (number for number in supply if number not in kept)
    for story in stories():
        who = someone(story, on, next(free))
        yield Told(who, told(story, who, on, until, _own_chance(seed, who)))
    taken = {(story.surname, story.forename) for story in stories()}
    written = Counter(story.practice for story in stories())
    for who in cohort(on, chance, free, taken, written):
        yield Told(who, history_of(who, until, _own_chance(seed, who)))


def _own_chance(seed: int, who: Someone) -> Random:
    """Chance that belongs to one person: nobody's history depends on their neighbours'."""
    return Random(seed * 10**10 + int(who.nhs_number))  # noqa: S311


def write_extracts(folder: Path, on: date, *, seed: int = SEED) -> list[Path]:
    """Write four files a practice and return them, patients first."""
    folder.mkdir(parents=True, exist_ok=True)
    by_practice: dict[str, list[Told]] = {ods: [] for ods in PRACTICES}
    for each in network(on, seed=seed):
        by_practice[each.who.practice].append(each)
    return [
        path for ods, people in by_practice.items() for path in _write_practice(folder, ods, people)
    ]


def _write_practice(folder: Path, ods: str, people: Sequence[Told]) -> list[Path]:
    stem = PRACTICES[ods].lower().replace(" ", "-")
    sections: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {
        "patients": (PATIENT_COLUMNS, (_patient(each.who) for each in people)),
        "results": (RESULT_COLUMNS, chain(_results(people), _awkward(ods, people))),
        "medicines": (MEDICINE_COLUMNS, _medicines(people, ods not in LEAVES_CLASS_OUT)),
        "events": (EVENT_COLUMNS, _events(people)),
    }
    paths = []
    for section, (columns, rows) in sections.items():
        paths.append(path := folder / f"{stem}-{section}.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)
    return paths


def _patient(who: Someone) -> list[object]:
    return [_cell(getattr(who, column)) for column in PATIENT_COLUMNS]


def _cell(value: object) -> object:
    return "" if value is None else value


def _results(people: Iterable[Told]) -> Iterator[tuple[str, ...]]:
    for each in people:
        number = each.who.nhs_number
        for kind, day, value, unit, setting in each.history.results:
            yield number, kind, _iso(day), value, unit, setting


def _awkward(ods: str, people: Sequence[Told]) -> Iterator[tuple[str, ...]]:
    """Three slips of the keyboard, so that the import has something to set aside."""
    if ods != AWKWARD:
        return
    day = max(row[1] for row in people[0].history.results)
    slips = (
        ("hba1c", "540", "mmol/mol"),
        ("blood_pressure", "82/138", "mmHg"),
        ("weight", "8.15", "kg"),
    )
    for each, (kind, value, unit) in zip(people[-3:], slips):
        yield each.who.nhs_number, kind, _iso(day), value, unit, ""


def _medicines(people: Iterable[Told], with_class: bool) -> Iterator[tuple[str, ...]]:
    for each in people:
        for dose in each.history.medicines:
            yield (
                each.who.nhs_number,
                dose.name,
                dose.classes if with_class else "",
                dose.dose,
                _iso(dose.started),
                _iso(dose.last_issued),
                _iso(dose.ended),
                dose.current,
            )


def _events(people: Iterable[Told]) -> Iterator[tuple[str, ...]]:
    for each in people:
        for kind, day, detail in each.history.events:
            yield each.who.nhs_number, kind, _iso(day), detail


@cache
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat() if day else ""
