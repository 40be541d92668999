"""Who is gone: named by a practice's last extract, and no longer by this one. Nobody is deleted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.intake.command import Command
from mdt_app.intake.queries.extracts import (
    Registered,
    add_gone,
    earlier_files,
    everyone,
    gone_and_not_seen_since,
    has_digest,
    people_named_by,
)
from mdt_app.intake.rows import Gone
from mdt_app.intake.tally import Tally
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

WHOLE_LIST = 0.8
"""A plain file may be a supplement; with so many of the people of last time it is a new list."""


@dataclass(frozen=True, slots=True)
class GonePerson:
    """Somebody who is still of a practice here, but not in its extracts any more."""

    nhs_number: str
    name: str
    practice: str
    file_name: str
    """The first file that no longer named them."""
    on: date


@dataclass(frozen=True, slots=True)
class LastTime:
    """A practice's people in the last import of a layout that named any: those still here."""

    on: date
    people: Sequence[Registered]


def note_people_gone(writing: Writing, command: Command) -> None:
    """List in each file's report whom it no longer names, and keep that with its batch.

    Called once everything else of the command has been taken in. Mended rows are of a file that
    was taken in before, so that they are no list of their own.
    """
    if not any(tally.named for tally in command.tallies.values()):
        return
    practice_of = {person.number: person.practice for person in everyone(writing)}
    for layout, group in by_layout(command).items():
        if _is_all_known(writing, command, layout):
            continue
        first_of = _first_of(group, practice_of)
        for practice, last in last_time(writing, layout, command.first_batch, first_of).items():
            missing = _missing(last, group, command.tallies.values())
            is_list = len(last.people) - len(missing) >= WHOLE_LIST * len(last.people)
            if is_list or _is_extract(command, layout):
                _note(writing, first_of[practice], missing)


def _missing(last: LastTime, group: Sequence[Tally], every: Iterable[Tally]) -> list[Registered]:
    """Those of last time of whom no file of the layout says anything, and whom no list names."""
    named = set().union(*(tally.named for tally in every))
    touched = set().union(*(tally.touched for tally in group))
    return [
        person for person in last.people if person.number not in named and person.key not in touched
    ]


def _is_all_known(writing: Writing, command: Command, layout: str) -> bool:
    """Whether these very files were taken in before: then they may be older than the last."""
    return all(
        has_digest(writing, source.file.digest, command.first_batch)
        for source in command.sources
        if source.layout == layout
    )


def _is_extract(command: Command, layout: str) -> bool:
    return all(source.is_extract for source in command.sources if source.layout == layout)


def people_gone(rows: Rows) -> list[GonePerson]:
    """Everyone who is gone and whom no file has named since."""
    return [
        GonePerson(number, f"{surname}, {forename}", practice, file, date.fromordinal(on))
        for number, surname, forename, practice, file, on in gone_and_not_seen_since(rows)
    ]


def by_layout(command: Command) -> dict[str, list[Tally]]:
    """The files of a command, those of one layout together."""
    groups: dict[str, list[Tally]] = {}
    for source, tally in zip(command.sources, command.tallies.values(), strict=True):
        groups.setdefault(source.layout, []).append(tally)
    return groups


def last_time(
    rows: Rows, layout: str, before: int, practices: Collection[str]
) -> dict[str, LastTime]:
    """Each practice's people in the last import of the layout that named any of them.

    An import may have brought a practice's list in several files.
    """
    found: dict[str, LastTime] = {}
    files = [file for file in earlier_files(rows, layout, before) if file.has_people]
    for import_id in dict.fromkeys(file.import_id for file in files):
        if found.keys() >= set(practices):
            break
        of_import = [file for file in files if file.import_id == import_id]
        people = people_named_by(rows, [file.batch for file in of_import])
        for practice in sorted(set(practices) - found.keys()):
            theirs = [
                person for person in people if person.practice == practice and not person.has_left
            ]
            if theirs:
                found[practice] = LastTime(of_import[0].on, theirs)
    return found


def _first_of(group: Sequence[Tally], practice_of: Mapping[str, str]) -> dict[str, Tally]:
    """For each practice the first file with rows about its people."""
    first: dict[str, Tally] = {}
    for tally in group:
        for number in tally.named & practice_of.keys():
            first.setdefault(practice_of[number], tally)
    return first


def _note(writing: Writing, tally: Tally, people: Sequence[Registered]) -> None:
    named = sorted(people, key=lambda person: (person.surname, person.forename, person.number))
    tally.report.gone += [
        Gone(person.number, f"{person.surname}, {person.forename}", person.practice)
        for person in named
    ]
    add_gone(writing, tally.batch, [person.key for person in people])
