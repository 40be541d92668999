"""The people behind a number: of one's own practice only, each with why they count as they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from mdt_app.clinical.days import age_on
from mdt_app.measures.own_practice import must_be_own
from mdt_app.measures.values import PersonLine
from mdt_app.register.queries import people, record_of
from mdt_app.register.values import Record
from mdt_app.vault.entries import Rows
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.measures.engine import Said


def people_of(
    ws: Workspace, set_name: str, measure: str, group: str, practice: str, on: date
) -> tuple[PersonLine, ...]:
    """Everybody in the measure on that day: who misses it first, then who is left out, then who
    achieves it, by name. As the records say now: a frozen month names nobody."""
    from mdt_app.measures.engine import prepared
    from mdt_app.measures.outcome_words import Explained
    from mdt_app.measures.sets import load_set

    measure_set = load_set(set_name)
    ready, words = (
        prepared(measure_set, on),
        Explained(measure_set, measure_set.measure(measure), on),
    )
    found = []
    with ws.vault.reading() as reading:
        must_be_own(reading, ws.user, practice)
        for record in records_of_practice(reading, practice):
            said = (ready.said_of(record) or {}).get(measure)
            if said is not None and said.group == group:
                found.append(line_of(record, on, said, words.outcome(record, said)))
    return tuple(sorted(found, key=_by_outcome_and_name))


def records_of_practice(reading: Rows, practice: str) -> Iterator[Record]:
    """The records of one practice, one short read after another."""
    for person in people(reading):
        if person.practice == practice:
            record = record_of(reading, person.nhs_number)
            if record is not None:
                yield record


def line_of(record: Record, on: date, said: Said, words: str) -> PersonLine:
    person = record.person
    return PersonLine(
        person.nhs_number,
        person.banner_name,
        person.born_on,
        age_on(person.born_on, on),
        person.practice,
        said.outcome,
        words,
    )


def _by_outcome_and_name(line: PersonLine) -> tuple[int, str, str]:
    places: Mapping[str, int] = {"missed": 0, "achieved": 2}
    return places.get(line.outcome, 1), line.name, line.nhs_number
