"""Frozen months: what was issued stays as it was issued.

Freezing is one entry for a set and a month, with every figure of the network and its practices and
nobody's name. It never changes. A restatement is another entry that takes its place with a reason;
both are shown. Where two laptops have frozen the same month, the earliest recorded stands (a
restatement before them), and any other figure is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mdt_app import __version__
from mdt_app.clinical.days import month_words, months_after, spoken
from mdt_app.errors import UserError
from mdt_app.measures.counting import Progress, counted, imports_mark, set_mark
from mdt_app.measures.entries import FROZEN_MONTH
from mdt_app.measures.packing import PackedFigures, packed
from mdt_app.measures.queries import (
    Brought,
    batch_rows,
    brought,
    first_result_day,
    frozen_entries,
)
from mdt_app.vault.entries import Entry, Rows, entry_by_id
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.measures.sets import MeasureSet

MOST_MONTHS = 24
"""As far back as complete months are frozen."""


@dataclass(frozen=True, slots=True, eq=False)
class FrozenMonth:
    """One month of one set as it was issued."""

    entry: str
    set_name: str
    version: str
    month: date
    people: int
    figures: PackedFigures
    frozen_at: datetime
    frozen_by: str
    origin: str
    reason: str
    """Why it was restated; '' for the first."""
    rests_on: str
    """What its figures were worked out from."""
    program: str
    last_file: int
    """The latest file there was."""
    brought: Mapping[str, Brought]
    """What each file had brought, dated up to the month's end; by `file_key`."""
    is_restated: bool = False
    """A restatement has taken its place."""
    also: tuple[FrozenMonth, ...] = field(default=())
    """What else was issued for it: the ones it restates, and another laptop's."""

    @property
    def frozen_on(self) -> date:
        return self.frozen_at.astimezone().date()


def month_end(day: date) -> date:
    """The last day of the month that a day is in."""
    first_of_next = months_after(day.replace(day=1), 1)
    return date.fromordinal(first_of_next.toordinal() - 1)


def complete_months(today: date, most: int = MOST_MONTHS) -> list[date]:
    """The last days of the months that have ended, at most so many, the oldest first."""
    this_month = today.replace(day=1)
    return [month_end(months_after(this_month, -back)) for back in range(most, 0, -1)]


def file_key(import_id: str, batch: int) -> str:
    """A file as a frozen month names it."""
    return f"{import_id}/{batch}"


# -- reading ------------------------------------------------------------------------------------


def frozen(rows: Rows, set_name: str, oldest: date | None = None) -> dict[date, FrozenMonth]:
    """The months of a set that are frozen, from `oldest` on, the oldest first."""
    by_month: dict[date, list[FrozenMonth]] = {}
    since = oldest.isoformat() if oldest else ""
    for entry in frozen_entries(rows, FROZEN_MONTH, set_name, since):
        found = _as_frozen(entry, tuple(_restated(rows, entry)))
        by_month.setdefault(found.month, []).append(found)
    return {month: _standing(by_month[month]) for month in sorted(by_month)}


def _standing(rivals: list[FrozenMonth]) -> FrozenMonth:
    """The one that stands, the others beside it."""
    first, *others = sorted(rivals, key=_precedence)
    beside = [*first.also]
    for other in others:
        beside += [other, *other.also]
    known = {each.entry: each for each in beside}
    return replace(first, also=tuple(known.values()))


def _precedence(month: FrozenMonth) -> tuple[bool, datetime, str]:
    return not month.reason, month.frozen_at, month.entry


def _restated(rows: Rows, entry: Entry) -> Iterator[FrozenMonth]:
    """What the entry took the place of, however many times, the latest first."""
    for replaced_id in entry.replaces:
        old = entry_by_id(rows, replaced_id)
        if old is not None:
            yield replace(_as_frozen(old, ()), is_restated=True)
            yield from _restated(rows, old)


def _as_frozen(entry: Entry, also: tuple[FrozenMonth, ...]) -> FrozenMonth:
    written = entry.payload
    return FrozenMonth(
        entry.id,
        written["set"],
        written["version"],
        date.fromisoformat(written["month"]),
        written["people"],
        PackedFigures(written),
        entry.recorded_at,
        entry.recorded_by,
        entry.origin,
        written.get("reason", ""),
        written["rests_on"],
        written["program"],
        written["last_file"],
        {key: Brought(*counts) for key, counts in written["brought"].items()},
        also=also,
    )


def months_to_freeze(
    rows: Rows, set_name: str, today: date, *, since: int | None = None
) -> tuple[date, ...]:
    """Months that have ended and are not frozen, at most the last 24, the oldest first.

    Only from the month of the first result on: `since` is its day where it is known already.
    """
    first = first_result_day(rows) if since is None else since
    ended = complete_months(today)
    done = frozen(rows, set_name, ended[0])
    return unfrozen(ended, done, first)


def unfrozen(ended: Iterable[date], done: Mapping[date, Any], first: int) -> tuple[date, ...]:
    """Of these months those not yet frozen, from the day of the first result on."""
    return tuple(m for m in ended if m not in done and first and m.toordinal() >= first)


# -- freezing -----------------------------------------------------------------------------------


def freeze_months(
    ws: Workspace, set_name: str, months: Sequence[date], progress: Progress | None = None
) -> tuple[FrozenMonth, ...]:
    """Freeze months that have ended: all of them, or none. One that is frozen stays as it is."""
    from mdt_app.measures.sets import load_set

    wanted = sorted(set(months))
    _must_have_ended(wanted, ws.today())
    with ws.vault.reading() as reading:
        _must_not_be_frozen(reading, set_name, wanted)
    return _enter(ws, load_set(set_name), wanted, "", progress)


def restate_month(
    ws: Workspace, set_name: str, month: date, reason: str, progress: Progress | None = None
) -> FrozenMonth:
    """Issue a frozen month again, as its figures are now, and say why. What was issued stays."""
    from mdt_app.measures.sets import load_set

    if not reason.strip():
        raise UserError(
            f"{month_words(month)} can be restated with a reason only.",
            "Say in a few words what was put right.",
        )
    with ws.vault.reading() as reading:
        if month not in frozen(reading, set_name, month):
            raise UserError(f"{month_words(month)} is not frozen yet.", "Freeze it first.")
    return _enter(ws, load_set(set_name), [month], reason.strip(), progress)[0]


def _enter(
    ws: Workspace,
    measure_set: MeasureSet,
    months: Sequence[date],
    reason: str,
    progress: Progress | None,
) -> tuple[FrozenMonth, ...]:
    if not months:
        return ()
    count = counted(ws, measure_set, months, progress)
    with ws.vault.reading() as reading:
        last_file, had = _had_brought(reading, months)
    common = {
        "set": measure_set.name,
        "version": measure_set.version,
        "rests_on": f"{count.mark} {set_mark(measure_set.name)}",
        "program": __version__,
        "last_file": last_file,
        **({"reason": reason} if reason else {}),
    }
    with ws.vault.writing(ws.user, _act(measure_set, months, reason)) as writing:
        if imports_mark(writing) != count.mark:
            raise UserError(
                "Files were taken in while the month was being frozen. Nothing was frozen.",
                "Freeze it again.",
            )
        if not reason:
            _must_not_be_frozen(writing, measure_set.name, months)
        for month, files in zip(months, had, strict=True):
            figures = count.days[month]
            payload = {
                **common,
                "month": month.isoformat(),
                "people": figures.people,
                "brought": files,
                **packed(figures.figures),
            }
            replaces = _standing_ids(writing, measure_set.name, month) if reason else []
            writing.record(FROZEN_MONTH, payload, replaces=replaces)
    with ws.vault.reading() as reading:
        found = frozen(reading, measure_set.name, months[0])
    return tuple(found[month] for month in months)


def _act(measure_set: MeasureSet, months: Sequence[date], reason: str) -> str:
    which = month_words(months[0]) if len(months) == 1 else f"{len(months)} months"
    return f"{which} {'restated' if reason else 'frozen'}: {measure_set.short}"


def _standing_ids(rows: Rows, set_name: str, month: date) -> list[str]:
    """Every version of that month that nothing replaces: a restatement settles rivals too."""
    day = month.isoformat()
    found = frozen_entries(rows, FROZEN_MONTH, set_name, day)
    return [entry.id for entry in found if entry.payload["month"] == day]


def _had_brought(rows: Rows, months: Sequence[date]) -> tuple[int, list[dict[str, list[int]]]]:
    """The latest file there is, and for each month what each file has brought that is of it."""
    files = batch_rows(rows)
    standing = {each.batch: each for each in files if not each.undone_at}
    found = brought(rows, list(standing), [month.toordinal() for month in months])
    by_month = [
        {
            file_key(standing[batch].import_id, batch): list(each[place])
            for batch, each in found.items()
            if any(each[place])
        }
        for place, _month in enumerate(months)
    ]
    return max((each.batch for each in files), default=0), by_month


def _must_have_ended(months: Sequence[date], today: date) -> None:
    for month in months:
        if month != month_end(month):
            raise UserError(
                f"{spoken(month)} is not the last day of a month.", "Choose a whole month."
            )
        if month >= today:
            raise UserError(
                f"{month_words(month)} has not ended yet.",
                f"It can be frozen from {spoken(date.fromordinal(month.toordinal() + 1))} on.",
            )


def _must_not_be_frozen(rows: Rows, set_name: str, months: Sequence[date]) -> None:
    done = frozen(rows, set_name, months[0]) if months else {}
    for month in months:
        if month in done:
            found = done[month]
            raise UserError(
                f"{month_words(month)} is frozen already, on {spoken(found.frozen_on)}"
                f" by {found.frozen_by}.",
                "A frozen month does not change. If it was wrong, restate it and say why.",
            )
