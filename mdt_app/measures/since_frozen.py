"""Why a frozen month would be another figure now: what came in since, or went, a sentence each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from mdt_app import __version__
from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted, joined
from mdt_app.measures.months import FrozenMonth, file_key
from mdt_app.measures.queries import BatchRow, Brought, batch_rows, brought, store_fact
from mdt_app.vault.entries import Rows

_NAMED_AT_MOST = 4


def why_changed(
    rows: Rows, months: Sequence[FrozenMonth], version: str
) -> dict[date, tuple[str, ...]]:
    """For each of these frozen months, why it would be another now. `version` is the set's now.

    Reads every result once.
    """
    if not months:
        return {}
    files, origin = batch_rows(rows), store_fact(rows, "origin")
    oldest = min((month.last_file for month in months), default=0)
    new = [file for file in files if file.batch > oldest and not file.undone_at]
    days = [month.month.toordinal() for month in months]
    came = brought(rows, [file.batch for file in new], days)
    return {
        month.month: tuple(
            _reasons(month, version, files, {b: each[place] for b, each in came.items()}, origin)
        )
        for place, month in enumerate(months)
    }


def _reasons(
    month: FrozenMonth,
    version: str,
    files: Sequence[BatchRow],
    came: Mapping[int, Brought],
    origin: str,
) -> Iterator[str]:
    if month.origin != origin:
        by, on = month.frozen_by, spoken(month.frozen_on)
        yield f"It was frozen on another laptop, by {by} on {on}, from the files that were there."
        return
    if month.version != version:
        yield f"The set is version {version} now; the month was frozen under {month.version}."
    said = [*_taken_in(month, files, came), *_taken_back(month, files)]
    yield from said[:_NAMED_AT_MOST]
    if len(said) > _NAMED_AT_MOST:
        more = counted(len(said) - _NAMED_AT_MOST, "more file")
        yield f"And {more} taken in or taken back since."
    if not said and month.version == version:
        yield _the_program(month)


def _taken_in(
    month: FrozenMonth, files: Sequence[BatchRow], came: Mapping[int, Brought]
) -> Iterator[str]:
    for file in files:
        what = came.get(file.batch)
        if file.batch > month.last_file and not file.undone_at and what and any(what):
            on = _day(file.at)
            until = f"dated up to {spoken(month.month)}"
            yield f"{file.file_name}, taken in on {on} by {file.by}, {_words(what, until)}."


def _taken_back(month: FrozenMonth, files: Sequence[BatchRow]) -> Iterator[str]:
    for file in files:
        what = month.brought.get(file_key(file.import_id, file.batch))
        if file.undone_at and what:
            on = _day(file.undone_at)
            until = f"dated up to {spoken(month.month)}"
            said = _words(what, until)
            yield f"{file.file_name} was taken back on {on}; it had {said}."


def _day(moment: str) -> str:
    return spoken(datetime.fromisoformat(moment).astimezone().date())


def _words(what: Brought, until: str) -> str:
    """`brought 12 results and 1 event dated up to 31 Oct 2026, and corrected 3 results`."""
    dated = [
        counted(number, one)
        for number, one in (
            (what.results, "result"),
            (what.medicines, "medicine"),
            (what.events, "event"),
        )
        if number
    ]
    said = [f"brought {joined(dated)} {until}"] if dated else []
    if what.corrected:
        said.append(f"corrected or withdrew {counted(what.corrected, 'result')} {until}")
    if what.people:
        said.append(f"described {counted(what.people, 'person', 'people')}")
    return joined(said)


def _the_program(month: FrozenMonth) -> str:
    if month.program != __version__:
        return f"The program reckons otherwise now: it was version {month.program} then."
    return "Nothing came in that is dated so early: what is known of the people has changed."
