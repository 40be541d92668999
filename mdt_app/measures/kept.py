"""Figures kept as last worked out: today's, and what the last two years' months would be now.

They rest on the files taken in and on the set; while those are the same the figures are only read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mdt_app.measures.counting import Count, Progress, counted, rests_on, set_mark
from mdt_app.measures.months import FrozenMonth, complete_months, frozen
from mdt_app.measures.packing import PackedFigures, packed
from mdt_app.measures.queries import KeptRow, keep_rows, kept_rows
from mdt_app.measures.since_frozen import why_changed
from mdt_app.vault.entries import Rows
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.measures.sets import MeasureSet


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """One day's figures as they were last worked out."""

    day: date
    made_for: str
    people: int
    since: int
    """The day of the earliest result in the store, 0 if there is none."""
    figures: PackedFigures
    why: tuple[str, ...]
    """For a frozen month that would be another one: why."""


def kept(rows: Rows, set_name: str, first: date, last: date) -> dict[date, Kept]:
    """What is kept of these days, whether it is still true or not, the oldest first."""
    found = kept_rows(rows, set_name, first.toordinal(), last.toordinal())
    return {date.fromordinal(day): _read(row) for day, row in found.items()}


def _read(row: KeptRow) -> Kept:
    return Kept(
        date.fromordinal(row.day),
        row.made_for,
        row.people,
        row.since,
        PackedFigures(json.loads(row.figures)),
        tuple(json.loads(row.why)),
    )


def made_for(rests: str, standing: FrozenMonth | None) -> str:
    """What figures of a day are kept for: what they rest on, and what they are held against."""
    return f"{rests} {standing.entry}" if standing else rests


def is_fresh(found: Kept | None, rests: str, standing: FrozenMonth | None) -> bool:
    """Whether they are still true. A frozen month on which nothing changed needs none."""
    if standing is not None and standing.rests_on == rests:
        return True
    return found is not None and found.made_for == made_for(rests, standing)


def stale_days(
    days: Iterable[date],
    rests: str,
    found: Mapping[date, Kept],
    standing: Mapping[date, FrozenMonth],
) -> list[date]:
    """Which of these days have to be worked out again."""
    return [day for day in days if not is_fresh(found.get(day), rests, standing.get(day))]


def work_out(
    ws: Workspace, set_name: str, progress: Progress | None = None, days: Sequence[date] = ()
) -> dict[date, Kept]:
    """Work out again what is stale, today first, and keep it. Long: for the worker.

    Without `days`, today and the complete months of the last two years.
    """
    from mdt_app.measures.sets import load_set

    today, measure_set = ws.today(), load_set(set_name)
    months = complete_months(today)
    asked = [*(days or (today, *months))]
    with ws.vault.reading() as reading:
        rests = rests_on(reading, set_name)
        standing = frozen(reading, set_name, min(asked))
        before = kept(reading, set_name, min(asked), max(asked))
    stale = stale_days(asked, rests, before, standing)
    fresh: dict[date, Kept] = {}
    for some in ([day for day in stale if day == today], [day for day in stale if day != today]):
        if some:
            count = counted(ws, measure_set, some, progress)
            found = _worked_out(ws, measure_set, count, standing)
            _keep(ws, set_name, found, [today, *months, *asked])
            fresh |= {each.day: each for each in found}
    return fresh


def _worked_out(
    ws: Workspace, measure_set: MeasureSet, count: Count, standing: Mapping[date, FrozenMonth]
) -> list[Kept]:
    rests = f"{count.mark} {set_mark(measure_set.name)}"
    figures = {day: PackedFigures(packed(each.figures)) for day, each in count.days.items()}
    changed = [
        standing[day]
        for day, now in figures.items()
        if day in standing and standing[day].figures.differs_from(now)
    ]
    with ws.vault.reading() as reading:
        why = why_changed(reading, changed, measure_set.version)
    return [
        Kept(
            day,
            made_for(rests, standing.get(day)),
            count.days[day].people,
            count.since,
            now,
            why.get(day, ()),
        )
        for day, now in figures.items()
    ]


def _keep(ws: Workspace, set_name: str, found: Sequence[Kept], wanted: Sequence[date]) -> None:
    rows = [
        KeptRow(
            each.day.toordinal(),
            each.made_for,
            each.people,
            each.since,
            json.dumps(each.figures.written, ensure_ascii=False, separators=(",", ":")),
            json.dumps(each.why, ensure_ascii=False),
        )
        for each in found
    ]
    with ws.vault.caching() as writing:
        keep_rows(writing, set_name, rows, [day.toordinal() for day in wanted])
