"""The board of one set on one day: figures, months, who is still needed, and what is earned.

It is read, not worked out: frozen months from their entries, the rest from what is kept. Where
something came in since, the board comes first with what is kept and says so; `brought_up_to_date`
works it out again, on the worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from mdt_app.clinical.days import month_words, spoken
from mdt_app.clinical.words import grouped
from mdt_app.errors import UserError
from mdt_app.measures.benchmark import Benchmark, benchmarks
from mdt_app.measures.counting import Progress, rests_on
from mdt_app.measures.incentive import WhatIf, earned, what_if
from mdt_app.measures.kept import Kept, kept, stale_days, work_out
from mdt_app.measures.lines import ShownMonth, incentive_terms, lines_of
from mdt_app.measures.months import (
    FrozenMonth,
    complete_months,
    frozen,
    month_end,
    unfrozen,
)
from mdt_app.measures.own_practice import own_practice
from mdt_app.measures.people import people_of
from mdt_app.measures.values import NETWORK, Board, Figure, Line
from mdt_app.register.queries import network_name, practices
from mdt_app.vault.entries import Rows
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.measures.packing import PackedFigures
    from mdt_app.measures.sets import MeasureSet

__all__ = ["board", "brought_up_to_date", "if_more", "people_of"]

MONTHS_SHOWN = 18
"""With the one the board is about, which comes last."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the store says about a set, read in one go."""

    network: str
    practices: Mapping[str, str]
    own_practice: str
    rests: str
    frozen: Mapping[date, FrozenMonth]
    kept: Mapping[date, Kept]
    benchmarks: Mapping[tuple[str, str, str], Benchmark]


def board(ws: Workspace, set_name: str, month: date | None = None) -> Board:
    """The board of a month (any day of it), or as of today where none is named.

    Nothing is worked out, except where nothing at all is kept of the day.
    """
    on = _day(month, ws.today())
    return _board(ws, set_name, on, {})


def brought_up_to_date(
    ws: Workspace, set_name: str, month: date | None = None, progress: Progress | None = None
) -> Board:
    """The same, with all that is stale worked out again first. Long: for the worker."""
    on, fresh = _day(month, ws.today()), work_out(ws, set_name, progress)
    return _board(ws, set_name, on, fresh)


def if_more(board: Board, measure: str, more: int) -> WhatIf:
    """What the network would earn if so many more people reached a measure."""
    from mdt_app.measures.sets import load_set

    terms = incentive_terms(load_set(board.set_name))
    return what_if(terms, _networks(board.lines), measure, more)


def _day(month: date | None, today: date) -> date:
    if month is None:
        return today
    on = month_end(month)
    if on >= today:
        raise UserError(f"{month_words(on)} has not ended yet.", "Choose a month that has ended.")
    return on


def _board(ws: Workspace, set_name: str, on: date, fresh: Mapping[date, Kept]) -> Board:
    from mdt_app.measures.sets import load_set

    measure_set, today = load_set(set_name), ws.today()
    with ws.vault.reading() as reading:
        found = _read(reading, ws, set_name, on)
    found = replace(found, kept={**found.kept, **fresh})
    shown = _shown_day(found, on, is_today=on == today)
    if shown is None:
        worked_out = work_out(ws, set_name, days=[on])
        found, shown = replace(found, kept={**found.kept, **worked_out}), on
    return _made(measure_set, found, shown, today, on)


def _read(reading: Rows, ws: Workspace, set_name: str, on: date) -> _Found:
    today = ws.today()
    oldest = min(complete_months(today)[0], *_months_to(on))
    return _Found(
        network_name(reading),
        {practice.ods: practice.name for practice in practices(reading)},
        own_practice(reading, ws.user),
        rests_on(reading, set_name),
        frozen(reading, set_name, oldest),
        kept(reading, set_name, oldest, today),
        benchmarks(reading),
    )


def _months_to(on: date) -> list[date]:
    """The last days of the months shown, the oldest first; the last is that of the day itself."""
    return [*complete_months(on, MONTHS_SHOWN - 1), month_end(on)]


def _shown_day(found: _Found, on: date, *, is_today: bool) -> date | None:
    """The day itself; for today else the latest day of which anything is kept."""
    if on in found.kept or (not is_today and on in found.frozen):
        return on
    return max(found.kept, default=None) if is_today else None


def _made(measure_set: MeasureSet, found: _Found, shown: date, today: date, on: date) -> Board:
    is_today = on == today
    standing = None if is_today else found.frozen.get(shown)
    figures = standing.figures if standing else found.kept[shown].figures
    people = standing.people if standing else found.kept[shown].people
    months = _months(found, shown)
    names = _names(found, figures)
    lines = lines_of(measure_set, figures, months, names, found.benchmarks)
    stale = _stale(found, today, [*_months_to(on)[:-1], on])
    return Board(
        set_name=measure_set.name,
        title=measure_set.title,
        caveat=measure_set.caveat,
        network=found.network,
        on=shown,
        is_frozen=standing is not None,
        frozen_on=standing.frozen_on if standing else None,
        people=people,
        people_words=people_words(people, measure_set.people),
        practices=names,
        own_practice=found.own_practice,
        lines=lines,
        incentive=earned(incentive_terms(measure_set), _networks(lines)),
        to_freeze=unfrozen(complete_months(today), found.frozen, _since(found)),
        notices=(
            *_being_worked_out(stale, shown, on),
            *_reaching_back(_months_to(shown), months, _since(found), complete_months(today)[0]),
            *_about_months(measure_set, months),
        ),
        version=standing.version if standing else measure_set.version,
        is_stale=bool(stale),
    )


def _networks(lines: Iterable[Line]) -> dict[str, Figure]:
    """The pooled figures, which are what is paid for."""
    return {line.measure.id: line.network for line in lines}


def _since(found: _Found) -> int:
    """The day of the first result, as far as anything kept knows it."""
    return found.kept[max(found.kept)].since if found.kept else 0


def _months(found: _Found, shown: date) -> list[ShownMonth]:
    """The months there is something to show of, up to the day shown."""
    since, months = _since(found), []
    for month in _months_to(shown):
        day = shown if month == month_end(shown) else month
        standing, now = found.frozen.get(day), found.kept.get(day)
        if standing is None and (now is None or not since or day.toordinal() < since):
            continue
        if standing is not None and standing.rests_on == found.rests:
            now = None
        figures, why = (now.figures, now.why) if now else (None, ())
        on = standing.frozen_on if standing else None
        months.append(ShownMonth(month, standing, figures, why, on))
    return months


def _names(found: _Found, figures: PackedFigures) -> dict[str, str]:
    """By name; a practice that was in a frozen month and is no more goes by its code."""
    gone = [ods for ods in figures.practices if ods != NETWORK and ods not in found.practices]
    return {**found.practices, **{ods: ods for ods in gone}}


def _stale(found: _Found, today: date, days: Iterable[date]) -> list[date]:
    """What of these days `work_out` would work out again."""
    within = {today, *complete_months(today)}
    wanted = [day for day in days if day in within]
    return stale_days(wanted, found.rests, found.kept, found.frozen)


def people_words(count: int, people: str) -> str:
    """`2,487 people with type 2 diabetes`."""
    if count == 1:
        people = people.replace("people", "person", 1)
    return f"{grouped(count)} {people}"


def _being_worked_out(stale: Sequence[date], shown: date, on: date) -> Iterator[str]:
    if shown != on:
        yield f"These are the figures of {spoken(shown)}. Today’s are being worked out."
    elif on in stale:
        yield "Something came in since these figures were worked out. They are worked out again."
    elif stale:
        yield "Earlier months are being worked out again."


def _reaching_back(
    wanted: Sequence[date], months: Sequence[ShownMonth], since: int, oldest: date
) -> Iterator[str]:
    """Why a month is not shown that there are results of."""
    there = {month_end(each.month) for each in months}
    if any(m not in there and m < oldest and m.toordinal() >= since > 0 for m in wanted):
        yield f"Months before {month_words(oldest)} are shown only where they were frozen in time."


def _about_months(measure_set: MeasureSet, months: Sequence[ShownMonth]) -> Iterator[str]:
    changed = [
        month_words(each.month)
        for each in months
        if each.frozen and each.now and each.frozen.figures.differs_from(each.now)
    ]
    if len(changed) == 1:
        yield f"{changed[0]} would be other figures now than those frozen; they stay as issued."
    elif changed:
        yield (
            f"{len(changed)} frozen months, {changed[-1]} the latest, would be other figures now;"
            " they stay as issued."
        )
    for each in months:
        if each.frozen is not None:
            yield from _about_frozen(measure_set, each.frozen)


def _about_frozen(measure_set: MeasureSet, month: FrozenMonth) -> Iterator[str]:
    words = month_words(month.month)
    if month.reason:
        on, by = spoken(month.frozen_on), month.frozen_by
        yield f"{words} was restated on {on} by {by}: {month.reason}"
    rivals = [other for other in month.also if not other.is_restated]
    if any(month.figures.differs_from(other.figures) for other in rivals):
        on, by = spoken(month.frozen_on), month.frozen_by
        yield (
            f"{words} was frozen on another laptop too, with other figures."
            f" Those of {on} by {by} stand."
        )
    if month.version != measure_set.version:
        yield f"{words} was frozen under version {month.version} of the set."
