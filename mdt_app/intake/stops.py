"""Warnings that stop: a file that looks cut short or old is taken in only when somebody agrees."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted, joined
from mdt_app.intake.command import Command
from mdt_app.intake.gone import LastTime, by_layout, last_time
from mdt_app.intake.queries.extracts import (
    EarlierFile,
    Registered,
    earlier_files,
    everyone,
    has_any_file,
    has_digest,
    headings_of,
    newest_day,
    people_named_by,
)
from mdt_app.intake.rows import Question
from mdt_app.intake.sources import Source
from mdt_app.intake.tally import Tally
from mdt_app.register.queries import practices
from mdt_app.vault.entries import Rows

FAR_FEWER = 0.1
"""A register loses some people in a month, hardly one in ten; a search cut short loses more."""
LEAST_FEWER = 10
"""In a list of thirty, a handful who moved away are no sign of anything."""
STALE_AFTER_DAYS = 30
"""Practices send a file each month: one with nothing of the last month may be an old one."""
VERY_OLD_AFTER_DAYS = 365
"""Every person with diabetes is seen each year, so a whole list without is an old one."""


def questions_that_stop(rows: Rows, command: Command) -> list[tuple[Tally, Question]]:
    """Why files of a command should not be taken in before somebody has agreed, each to accept.

    Called once everything has been taken in, in the same transaction. The very same file as
    one taken in before never stops. Of rows that are mended nobody asks.
    """
    return list(_Looking(rows, command).questions())


def warn_of_old_files(rows: Rows, command: Command) -> None:
    """Say of an extract that begins a store, with nothing to hold it against, that it is old."""
    if has_any_file(rows, command.first_batch):
        return
    for source, tally in zip(command.sources, command.tallies.values(), strict=True):
        if source.is_extract and 0 < tally.newest < command.days.last - VERY_OLD_AFTER_DAYS:
            tally.report.warnings.append(
                f"The newest day in this file is {_day(tally.newest)}: it may be an old one."
            )


class _Looking:
    """Looks over the files of one command."""

    def __init__(self, rows: Rows, command: Command) -> None:
        self._rows = rows
        self._command = command
        self._first = command.first_batch
        self._files = [
            (source, tally)
            for source, tally in zip(command.sources, command.tallies.values(), strict=True)
            if not has_digest(rows, source.file.digest, self._first)
        ]

    def questions(self) -> Iterator[tuple[Tally, Question]]:
        for source, tally in self._files:
            if source.cut_short:
                reasons = " ".join(source.cut_short)
                yield tally, _accept(f"{source.name} may be cut short: {reasons}")
            if source.is_extract:
                for question in self._compared(source, tally):
                    yield tally, question

    def _compared(self, source: Source, tally: Tally) -> Iterator[Question]:
        earlier = earlier_files(self._rows, source.layout, self._first)
        if not earlier:
            return
        headings = headings_of(self._rows, tally.batch)
        alike = [file for file in earlier if headings and file.headings == headings]
        if tally.named:
            yield from self._fewer_people(source, tally)
        else:
            yield from self._fewer_rows(source, tally, alike)
        yield from self._missing_practices(source, tally, alike)
        yield from self._nothing_new(source, tally, earlier)

    # -- how much there is --------------------------------------------------------------------

    def _fewer_people(self, source: Source, tally: Tally) -> Iterator[Question]:
        group = by_layout(self._command)[source.layout]
        here = self._practices_of([tally])
        for practice, last in sorted(
            last_time(self._rows, source.layout, self._first, here).items()
        ):
            if self._is_first_of(tally, group, practice):
                yield from self._if_far_fewer(source, practice, last, self._count(group, practice))

    def _if_far_fewer(
        self, source: Source, practice: str, last: LastTime, now: int
    ) -> Iterator[Question]:
        before = len(last.people)
        if _are_far_fewer(now, before):
            yield _accept(
                f"{source.name} may be cut short: it names {counted(now, 'person', 'people')} of"
                f" {self._called(practice)}, and there were {before} on {spoken(last.on)}.",
                f"{before} on {spoken(last.on)}",
                f"{now} now",
            )

    def _is_first_of(self, tally: Tally, group: Sequence[Tally], practice: str) -> bool:
        """Whether no file before it has to answer for the practice's people."""
        asked = [one for _source, one in self._files if one in group]
        return next(one for one in asked if practice in self._practices_of([one])) is tally

    def _count(self, group: Sequence[Tally], practice: str) -> int:
        return len({person.key for person in self._named_by(group) if person.practice == practice})

    def _fewer_rows(
        self, source: Source, tally: Tally, alike: Sequence[EarlierFile]
    ) -> Iterator[Question]:
        """A file without people of its own is held against the last of the same practices."""
        here = self._practices_of([tally])
        last = next((one for one in alike if self._practices_in(one.batch) == here), None)
        now = sum(
            count.new + count.changed + count.same + count.held + count.rejected + count.no_value
            for count in tally.report.counts.values()
        )
        if last is not None and _are_far_fewer(now, last.rows):
            yield _accept(
                f"{source.name} may be cut short: it holds {counted(now, 'entry', 'entries')}, and"
                f" {last.name} held {last.rows} on {spoken(last.on)}.",
                f"{last.rows} on {spoken(last.on)}",
                f"{now} now",
            )

    # -- whom and when it is about ------------------------------------------------------------

    def _missing_practices(
        self, source: Source, tally: Tally, alike: Sequence[EarlierFile]
    ) -> Iterator[Question]:
        here = self._practices_of([tally])
        in_command = self._practices_of(by_layout(self._command)[source.layout])
        last = next((one for one in alike if self._practices_in(one.batch) & here), None)
        missing = sorted(self._practices_in(last.batch) - in_command) if last else []
        if last and missing:
            names = joined([self._called(practice) for practice in missing])
            yield _accept(
                f"{source.name} may be cut short: nobody of {names} is in it, and some were in"
                f" {last.name} on {spoken(last.on)}.",
                *(self._called(practice) for practice in missing[:3]),
            )

    def _nothing_new(
        self, source: Source, tally: Tally, earlier: Sequence[EarlierFile]
    ) -> Iterator[Question]:
        if not 0 < tally.newest < self._command.days.last - STALE_AFTER_DAYS:
            return
        here = self._practices_of([tally])
        known = newest_day(self._rows, [file.batch for file in earlier], sorted(here))
        if tally.newest < known:
            yield _accept(
                f"{source.name} may be an old file: its newest day is"
                f" {_day(tally.newest)}, and days up to {_day(known)} were taken in before.",
                _day(tally.newest),
                _day(known),
            )

    # -- people and practices -----------------------------------------------------------------

    @cached_property
    def _people(self) -> dict[int, list[Registered]]:
        """Everyone in the store whom a file names, by batch."""
        found = everyone(self._rows)
        return {
            batch: [one for one in found if one.number in tally.named or one.key in tally.touched]
            for batch, tally in self._command.tallies.items()
        }

    def _named_by(self, group: Iterable[Tally]) -> Iterator[Registered]:
        return chain.from_iterable(self._people[tally.batch] for tally in group)

    def _practices_of(self, group: Iterable[Tally]) -> set[str]:
        return {person.practice for person in self._named_by(group)}

    def _practices_in(self, batch: int) -> set[str]:
        return {person.practice for person in people_named_by(self._rows, [batch])}

    def _called(self, practice: str) -> str:
        return self._names.get(practice, practice)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.ods: one.name for one in practices(self._rows)}


def _are_far_fewer(now: int, before: int) -> bool:
    return before - now >= LEAST_FEWER and before - now > FAR_FEWER * before


def _accept(sentence: str, *samples: str) -> Question:
    return Question("accept", "file", sentence, samples, ("accept",))


def _day(ordinal: int) -> str:
    return spoken(date.fromordinal(ordinal))
