"""Searches the trail: what was entered and who saw, took out and came in, as one list.

Lines come the latest first, by the clock; of one moment in the order of their chains.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from mdt_app.vault.entries import Rows
from mdt_app.vault.storable import storable
from mdt_app.vault.trail import SEEN

ENTERED, LEFT, CAME, IMPORTED = "entered", "left", "came and went", "imported"
GROUPS = (ENTERED, SEEN, LEFT, IMPORTED, CAME)
_MOST_IN_A_LIST = 20
"""More people than these are not looked for one by one inside a list of people."""

_ENTERED_SQL = """
    SELECT e.origin, e.sequence AS entry, 0 AS access, e.recorded_at AS at, e.recorded_by AS by,
        e.kind, e.act AS words, e.about, '' AS people, e.id, e.digest,
        CASE WHEN e.kind IN ('export', 'letter_written') THEN 'left'
             WHEN e.kind IN ('import', 'import undone', 'mending') THEN 'imported'
             ELSE 'entered' END AS part
    FROM entry e
    WHERE NOT (e.kind = 'export' AND (e.origin, e.sequence) IN
        (SELECT origin, after_entry FROM access WHERE kind IN ('printed', 'exported')))
"""
_NOTED_SQL = """
    SELECT origin, after_entry, sequence, noted_at, noted_by, kind, detail, about, people, '',
        digest,
        CASE WHEN kind IN ('printed', 'exported') THEN 'left'
             WHEN kind = 'seen' THEN 'seen' ELSE 'came and went' END
    FROM access
"""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line: an entry (`id` is its id), or who saw, took out or came in (`id` is '')."""

    origin: str
    entry: int
    """The number of the entry, or of the one before the line."""
    access: int
    """The number of the line on the trail of accesses; 0 for an entry."""
    at: datetime
    by: str
    kind: str
    words: str
    about: str
    people: tuple[str, ...]
    id: str
    digest: str
    part: str

    @property
    def whom(self) -> tuple[str, ...]:
        """The NHS numbers it is about."""
        return (self.about,) if self.about else self.people


@dataclass(frozen=True, slots=True)
class Word:
    """One word looked for: as it stands, and the NHS numbers of those whose name holds it."""

    text: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; everything where nothing is said. The days are included."""

    words: tuple[Word, ...] = ()
    person: str = ""
    by: str = ""
    part: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The latest lines, and how many there are in all."""

    lines: tuple[TrailLine, ...]
    total: int


def search_trail(rows: Rows, asked: Asked, most: int) -> Found:
    """The latest `most` lines that are asked for."""
    where, parameters = _condition(asked)
    source = f"WITH line AS ({_ENTERED_SQL} UNION ALL {_NOTED_SQL})"
    found = rows.rows(
        f"{source} SELECT * FROM line WHERE {where}"
        " ORDER BY at DESC, origin, entry DESC, access DESC LIMIT :most",
        {**parameters, "most": most},
    )
    lines = tuple(_as_line(row) for row in found)
    if len(lines) < most:
        return Found(lines, len(lines))
    counted = rows.rows(f"{source} SELECT count(*) FROM line WHERE {where}", parameters)
    return Found(lines, int(next(counted)[0]))


def who_is_on_it(rows: Rows) -> list[str]:
    """Everybody who entered, saw or took out anything."""
    sql = "SELECT recorded_by FROM entry UNION SELECT noted_by FROM access ORDER BY 1"
    return [name for (name,) in rows.rows(sql) if name]


def _condition(asked: Asked) -> tuple[str, dict[str, Any]]:
    where, parameters = ["1 = 1"], dict[str, Any]()
    if asked.person:
        where.append("(about = :person OR instr(people, :person))")
        parameters["person"] = storable(asked.person)
    for name, value in (("by", asked.by), ("part", asked.part)):
        if value:
            where.append(f"{name} = :{name}")
            parameters[name] = storable(value)
    if asked.since is not None:
        where.append("at >= :since")
        parameters["since"] = _moment(asked.since)
    if asked.until is not None:
        where.append("at < :until")
        parameters["until"] = _moment(asked.until + timedelta(days=1))
    for number, word in enumerate(asked.words):
        where.append(_word_condition(number, word))
        parameters[f"text{number}"] = storable(word.text.casefold())
        parameters[f"numbers{number}"] = json.dumps(word.numbers)
    return " AND ".join(where), parameters


def _word_condition(number: int, word: Word) -> str:
    text, numbers = f":text{number}", f"(SELECT value FROM json_each(:numbers{number}))"
    either = [f"instr(lower({column}), {text})" for column in ("by", "words", "kind")]
    if word.numbers:
        either.append(f"about IN {numbers}")
        if len(word.numbers) <= _MOST_IN_A_LIST:
            inside = f"SELECT 1 FROM json_each(:numbers{number}) WHERE instr(people, value)"
            either.append(f"people != '' AND EXISTS ({inside})")
        else:
            either.append("people != ''")
    return f"({' OR '.join(either)})"


def _moment(day: date) -> str:
    """The beginning of a day where the program runs, as moments are written."""
    begin = datetime.combine(day, time()).astimezone(UTC)
    return begin.isoformat(timespec="milliseconds")


def _as_line(row: Sequence[Any]) -> TrailLine:
    return TrailLine(
        row[0],
        int(row[1]),
        int(row[2]),
        datetime.fromisoformat(row[3]),
        row[4],
        row[5],
        row[6],
        row[7],
        tuple(row[8].split()),
        row[9],
        row[10],
        row[11],
    )
