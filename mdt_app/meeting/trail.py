"""The trail in words: who entered, saw, took out and brought in what, about whom, and when."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.meeting.choices import choice_words
from mdt_app.meeting.queries import imports_naming
from mdt_app.meeting.versions import content_of
from mdt_app.register.queries import people, person_by_number
from mdt_app.register.values import Person
from mdt_app.vault.entries import entry_by_id
from mdt_app.vault.trail import (
    BACKED_UP,
    CLOCK,
    EXPORTED,
    KEYS,
    LOCKED,
    MIGRATED,
    PRINTED,
    REFUSED,
    RESTORED,
    SEEN,
    UNLOCKED,
)
from mdt_app.vault.trail_search import (
    CAME,
    ENTERED,
    IMPORTED,
    LEFT,
    Asked,
    TrailLine,
    Word,
    search_trail,
    who_is_on_it,
)
from mdt_app.vault.vault import Reading

PARTS = (
    (ENTERED, "Entered"),
    (SEEN, "Seen"),
    (LEFT, "Printed or exported"),
    (IMPORTED, "Imported"),
    (CAME, "Opened and locked"),
)
_WHAT = {
    SEEN: "Seen",
    PRINTED: "Printed",
    EXPORTED: "Exported",
    UNLOCKED: "Unlocked",
    REFUSED: "Refused",
    LOCKED: "Locked",
    BACKED_UP: "Backed up",
    RESTORED: "Restored",
    MIGRATED: "Brought up to date",
    CLOCK: "Clock changed",
    KEYS: "People and keys",
}
_TELLING = ("choices", "words", "question", "name", "files", "value", "reason", "note", "letter")
"""What says on one line what was entered; the rest is beside it."""
_DAY = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)")
_ID = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST = 400
_MOST_SAID = 3
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; everything where nothing is said. `person` is an NHS number."""

    text: str = ""
    person: str = ""
    by: str = ""
    part: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the trail as it is read."""

    line: TrailLine
    what: str
    """`Seen`, `Decision recorded`."""
    said: str
    """Where, which file, or the words that were entered."""
    whom: str
    """A name, or how many people."""

    @property
    def at(self) -> datetime:
        """When, by the clock of this computer."""
        return self.line.at.astimezone()


@dataclass(frozen=True, slots=True)
class Trail:
    """The latest rows of what was asked for, how many there are, and whose trail it is."""

    wish: Wish
    rows: tuple[TrailRow, ...]
    total: int
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class TrailDetails:
    """All that is known of one row: what was entered, field by field, and everyone it is about."""

    row: TrailRow
    fields: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    """By name and number; of a long list the first."""
    place: str
    """Where in its chain it stands, so that it can be found again."""


def read_trail(rows: Reading, wish: Wish, most: int = 500) -> Trail:
    """The latest rows that are asked for."""
    everyone = {person.nhs_number: person for person in people(rows)}
    rows.let_writers_in()
    found = search_trail(rows, _asked(wish, everyone), most)
    brought = list(_imports(rows, wish))
    lines = sorted((*found.lines, *brought), key=_moment, reverse=True)[:most]
    return Trail(
        wish,
        tuple(_row(rows, line, everyone) for line in lines),
        found.total + len(brought),
        everyone.get(wish.person),
    )


def trail_details(rows: Reading, row: TrailRow) -> TrailDetails:
    """Everything about one row, read when somebody looks at it."""
    line = row.line
    number = f"line {line.access} of trail" if line.access else f"entry {line.entry} of chain"
    return TrailDetails(
        row,
        tuple(_fields(rows, line)),
        tuple(_who_is(rows, each) for each in line.whom[:MOST_NAMED]),
        f"{number} {line.origin}" if line.origin else "",
    )


def _who_is(rows: Reading, nhs_number: str) -> str:
    person = person_by_number(rows, nhs_number)
    name = person.banner_name if person is not None else "not in the store"
    return f"{name} · {spaced(nhs_number)}"


def _asked(wish: Wish, everyone: Mapping[str, Person]) -> Asked:
    words = tuple(Word(word, _who_is_called(word, everyone)) for word in wish.text.split())
    return Asked(words, wish.person, wish.by, wish.part, wish.since, wish.until)


def _who_is_called(word: str, everyone: Mapping[str, Person]) -> tuple[str, ...]:
    sought = word.casefold()
    return tuple(
        number
        for number, person in everyone.items()
        if sought in f"{person.surname} {person.forename} {number}".casefold()
    )


def _imports(rows: Reading, wish: Wish) -> Iterator[TrailLine]:
    """The files that spoke of one person; no entry says of whom an import told."""
    if not wish.person or wish.part not in ("", IMPORTED) or wish.text:
        return
    for name, by, at, undone in imports_naming(rows, wish.person):
        moment = datetime.fromisoformat(at).astimezone()
        is_wanted = (
            wish.by in ("", by)
            and (wish.since is None or moment.date() >= wish.since)
            and (wish.until is None or moment.date() <= wish.until)
        )
        if is_wanted:
            said = f"{name}, undone since" if undone else name
            yield TrailLine("", 0, 0, moment, by, "import", said, wish.person, (), "", "", IMPORTED)


def _moment(line: TrailLine) -> tuple[datetime, int, int]:
    return line.at, line.entry, line.access


def _row(rows: Reading, line: TrailLine, everyone: Mapping[str, Person]) -> TrailRow:
    whom = line.whom
    names = f"{len(whom)} people"
    if len(whom) < 2:
        names = "".join(_called(number, everyone) for number in whom)
    if line.kind == "import" and not line.id:
        return TrailRow(line, "Imported", line.words, names)
    if not line.id:
        return TrailRow(line, _WHAT[line.kind], _begun(line.words), names)
    telling = [said for name, said in _fields(rows, line) if name in _TELLING]
    return TrailRow(line, _begun(line.words), " · ".join(telling[:_MOST_SAID]), names)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _called(number: str, everyone: Mapping[str, Person]) -> str:
    person = everyone.get(number)
    return person.banner_name if person is not None else spaced(number)


def _fields(rows: Reading, line: TrailLine) -> Iterator[tuple[str, str]]:
    """What was entered, the telling fields first; ids and digests say nothing to people."""
    entry = entry_by_id(rows, line.id) if line.id else None
    if entry is None and line.id:
        yield "words", "Erased since"
    content = content_of(entry) if entry is not None else {}
    first = [name for name in _TELLING if name in content]
    for name in (*first, *(name for name in content if name not in _TELLING)):
        if said := _said(name, content[name]):
            yield name.replace("_", " "), said


def _said(name: str, value: Any) -> str:
    if name == "choices" and isinstance(value, list):
        return "; ".join(choice_words(str(choice)) for choice in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_said("", each) for each in value)))
    if isinstance(value, dict):
        called = value.get("name")
        return called if isinstance(called, str) else _shortened(json.dumps(value))
    text = "" if value is None else str(value)
    if _DAY.fullmatch(text):
        return spoken(date.fromisoformat(text))
    return "" if _ID.fullmatch(text) else _shortened(text)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def everyone_on_it(rows: Reading) -> Sequence[str]:
    """Who entered, saw or took out anything, by name."""
    return who_is_on_it(rows)
