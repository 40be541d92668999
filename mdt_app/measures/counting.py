"""Counts everybody for any number of days in one pass, from one state of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from mdt_app import __version__
from mdt_app.errors import UserError
from mdt_app.measures.queries import batch_rows
from mdt_app.measures.values import Figure
from mdt_app.register.queries import brief_records_of, people, practices
from mdt_app.register.values import Person, Record
from mdt_app.resources import resource_path
from mdt_app.vault.entries import Rows
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.measures.sets import MeasureSet

Progress = Callable[[int, int], None]
"""Told people done and in all; may raise `Cancelled`."""
_AT_ONCE = 50
"""People read in one go: a few milliseconds, so that nobody's saving waits for the figures."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """One day's figures, and how many people the set counts."""

    figures: tuple[Figure, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Count:
    """The figures of some days, all from the state of the store that `mark` names."""

    mark: str
    since: int
    """The day of the earliest result in the store, 0 if there is none."""
    days: Mapping[date, Counted]


def imports_mark(rows: Rows) -> str:
    """What the records are made of now: every file, whether it was taken back, the practices."""
    digest = hashlib.sha256()
    for row in batch_rows(rows):
        digest.update(f"{row.batch} {row.import_id} {row.at} {row.undone_at}\n".encode())
    digest.update(" ".join(practice.ods for practice in practices(rows)).encode())
    return digest.hexdigest()


@cache
def set_mark(set_name: str) -> str:
    """What a set says and by which register: its file, the rules', the program's version."""
    digest = hashlib.sha256(__version__.encode())
    files = [resource_path("measures") / f"{set_name}.toml"]
    for path in (*files, *sorted(resource_path("rules").glob("*.toml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def rests_on(rows: Rows, set_name: str) -> str:
    """What a set's figures of a past day rest on: while it is the same, so are they."""
    return f"{imports_mark(rows)} {set_mark(set_name)}"


def counted(
    ws: Workspace,
    measure_set: MeasureSet,
    days: Sequence[date],
    progress: Progress | None = None,
) -> Count:
    """Everybody, read once. A file taken in meanwhile would mix two states: then once more."""
    for _ in range(_TRIES):
        with ws.vault.reading() as reading:
            before = imports_mark(reading)
            everyone, listed = people(reading), [each.ods for each in practices(reading)]
        found = _pass(ws, measure_set, days, everyone, listed, progress)
        with ws.vault.reading() as reading:
            if imports_mark(reading) == before:
                return Count(before, *found)
    raise UserError(
        "Files were taken in while the measures were being counted.", "Try again in a moment."
    )


def _pass(
    ws: Workspace,
    measure_set: MeasureSet,
    days: Sequence[date],
    everyone: Sequence[Person],
    listed: Sequence[str],
    progress: Progress | None,
) -> tuple[int, dict[date, Counted]]:
    from mdt_app.measures.engine import Tally, prepared

    asked = [(prepared(measure_set, day).said_of, Tally(measure_set)) for day in days]
    counts = [0 for _ in days]
    since = 0
    for record in each_record(ws, everyone, progress):
        for place, (said_of, tally) in enumerate(asked):
            said = said_of(record)
            counts[place] += said is not None
            tally.add(record.person.practice, said)
        first = _first_result(record)
        since = min(since or first, first or since)
    found = {
        day: Counted(tuple(tally.figures(listed)), count)
        for day, (_, tally), count in zip(days, asked, counts, strict=True)
    }
    return since, found


def each_record(
    ws: Workspace, everyone: Sequence[Person], progress: Progress | None = None
) -> Iterator[Record]:
    """Everyone's bare record, a few at a time, so that others may write in between."""
    for start in range(0, len(everyone), _AT_ONCE):
        with ws.vault.reading() as reading:
            some = list(brief_records_of(reading, everyone[start : start + _AT_ONCE]))
        yield from some
        if progress:
            progress(start + len(some), len(everyone))


def _first_result(record: Record) -> int:
    """Results stand by day within each kind: the first of each will do."""
    return min((found[0][1] for found in record.results.values()), default=0)
