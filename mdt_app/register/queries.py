"""Reads of the register by bare cursor: one person's record, or everyone's, streamed."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from mdt_app.register.values import (
    Batch,
    Event,
    Medicine,
    Person,
    Practice,
    Record,
    Result,
    Undated,
)
from mdt_app.vault.entries import Rows

PERSON_COLUMNS = (
    "id, nhs_number, surname, forename, title, born_on, sex, practice, registered_on,"
    " ethnic_category, language, interpreter, diabetes_type, diagnosed_on, frailty, housebound,"
    " care_home, deprivation_decile, died_on, left_on"
)
_KINDS = 64
"""More than there are kinds: person and kind of a result in one number, to split a stream by."""
_RESULT = (
    f"patient_id * {_KINDS} + kind, taken_on, value, second, word, comparator, setting, raw, code,"
    " inferred, batch_id, row"
)
_BRIEF_RESULT = (
    f"patient_id * {_KINDS} + kind, taken_on, value, second, word, comparator, setting, inferred"
)
_MEDICINE = (
    "patient_id, name, classes, dose, started_on, last_issued_on, ended_on, current,"
    " current_from, batch_id, row"
)
_EVENT = "patient_id, kind, on_day, detail, batch_id, row"


_without_person = itemgetter(slice(1, None))
# As `_make`, in half the time, because without a Python frame: a network has half a million rows.
_as_result: Callable[[Any], Result] = partial(tuple.__new__, Result)
_as_medicine: Callable[[Any], Medicine] = partial(tuple.__new__, Medicine)
_as_event: Callable[[Any], Event] = partial(tuple.__new__, Event)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _yes(word: str) -> bool | None:
    return None if not word else word == "yes"


def as_person(row: Sequence[Any]) -> Person:
    """A person from a row in the order of `PERSON_COLUMNS`."""
    return Person(
        key=row[0],
        nhs_number=row[1],
        surname=row[2],
        forename=row[3],
        title=row[4],
        born_on=date.fromordinal(row[5]),
        sex=row[6],
        practice=row[7],
        registered_on=_day(row[8]),
        ethnic_category=row[9],
        language=row[10],
        interpreter=_yes(row[11]),
        diabetes_type=row[12],
        diagnosed_on=_day(row[13]),
        frailty=row[14],
        housebound=_yes(row[15]),
        care_home=_yes(row[16]),
        deprivation_decile=row[17] or None,
        died_on=_day(row[18]),
        left_on=_day(row[19]),
    )


def people(rows: Rows) -> list[Person]:
    """Everyone in the store, in the order they were first taken in."""
    return [
        as_person(row) for row in rows.rows(f"SELECT {PERSON_COLUMNS} FROM patient ORDER BY id")
    ]


def person_by_number(rows: Rows, nhs_number: str) -> Person | None:
    """The person with that NHS number."""
    sql = f"SELECT {PERSON_COLUMNS} FROM patient WHERE nhs_number = :number"
    for row in rows.rows(sql, {"number": nhs_number}):
        return as_person(row)
    return None


def practices(rows: Rows) -> list[Practice]:
    """The network's practices by name."""
    return [Practice(*row) for row in rows.rows("SELECT ods, name FROM practice ORDER BY name")]


def network_name(rows: Rows) -> str:
    """The network's name, or '' before one is given."""
    return next((str(name) for (name,) in rows.rows("SELECT name FROM network")), "")


def _batch(row: Sequence[Any]) -> Batch:
    on = date.fromordinal(row[6])
    return Batch(row[0], row[1], row[2], row[3], row[4], row[5], on, is_undone=bool(row[7]))


def batches(rows: Rows) -> dict[int, Batch]:
    """Every file taken in, by its key."""
    sql = (
        "SELECT id, file_name, digest, layout, imported_by, imported_at, imported_on, undone_at"
        " FROM import_batch ORDER BY id"
    )
    return {row[0]: _batch(row) for row in rows.rows(sql)}


def record_of(rows: Rows, nhs_number: str) -> Record | None:
    """One person's whole record: four short reads, each of one run of rows."""
    person = person_by_number(rows, nhs_number)
    if person is None:
        return None
    record = next(_records(rows, [person], "patient_id = :key", {"key": person.key}))
    named = {
        kind: tuple([_as_result((kind, *row[1:])) for row in found])
        for kind, found in record.results.items()
    }
    return replace(record, results=named)


def bare_records(rows: Rows) -> Iterator[Record]:
    """Everyone's record as rules read it, streamed: one person's at a time is in memory.

    Results are rows straight from the file: in the places of a `Result`, without its names,
    and the first place is of no use.
    """
    return _records(rows, people(rows), "1 = 1", {})


def brief_records(rows: Rows) -> Iterator[Record]:
    """Everyone's record as the list asks about it: bare, and without where anything is from.

    Results end with their setting and what was inferred, so that evidence made of them names no
    file. The fewer columns are read, the sooner half a million rows are.
    """
    return _records(rows, people(rows), "1 = 1", {}, _BRIEF_RESULT)


def brief_records_of(rows: Rows, whose: Sequence[Person]) -> Iterator[Record]:
    """The brief records of some who follow one another in `people`: a short read of a long list."""
    if not whose:
        return iter(())
    span = {"first": whose[0].key, "last": whose[-1].key}
    return _records(rows, whose, "patient_id BETWEEN :first AND :last", span, _BRIEF_RESULT)


def undated_of(rows: Rows, patient_key: int) -> tuple[Undated, ...]:
    """What is known of a person with only its year or month, the earliest of each kind first."""
    found = rows.rows(
        "SELECT section, kind, said, value, unit, setting, code, detail, raw, inferred, batch_id,"
        ' "row" FROM undated WHERE patient_id = :key'
        " ORDER BY section DESC, kind, said, value, setting, detail",
        {"key": patient_key},
    )
    return tuple(Undated(*row) for row in found)


def _records(
    rows: Rows,
    whose: Iterable[Person],
    where: str,
    parameters: Mapping[str, Any],
    columns: str = _RESULT,
) -> Iterator[Record]:
    results = _Results(
        rows.rows(
            f"SELECT {columns} FROM result WHERE {where} AND superseded_by = 0"
            " ORDER BY patient_id, kind, taken_on",
            parameters,
        )
    )
    medicines = _by_person(
        rows.rows(f"SELECT {_MEDICINE} FROM medicine WHERE {where} ORDER BY patient_id", parameters)
    )
    events = _by_person(
        rows.rows(
            f"SELECT {_EVENT} FROM event WHERE {where} ORDER BY patient_id, kind, on_day",
            parameters,
        )
    )
    for person in whose:
        yield Record(
            person,
            results.of(person.key),
            tuple(map(_as_medicine, map(_without_person, medicines.of(person.key)))),
            tuple(map(_as_event, map(_without_person, events.of(person.key)))),
        )


class _Results:
    """Splits the stream of results by person and kind, and leaves its rows as they come."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, key: int) -> dict[int, Sequence[Result]]:
        found: dict[int, Sequence[Result]] = {}
        first, last = key * _KINDS, (key + 1) * _KINDS
        group = self._next
        while group is not None and group[0] < last:
            if group[0] >= first:
                found[group[0] - first] = cast(Sequence[Result], tuple(group[1]))
            group = next(self._groups, None)
        self._next = group
        return found


class _by_person:  # noqa: N801 - reads as a function where it is used
    """Splits a stream ordered by person, without holding more than one person's rows."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._key: int | None = None
        self._group: Iterator[tuple[Any, ...]] = iter(())
        self._step()

    def of(self, key: int) -> Iterator[tuple[Any, ...]]:
        while self._key is not None and self._key < key:
            self._step()
        return self._group if self._key == key else iter(())

    def _step(self) -> None:
        self._key, self._group = next(self._groups, (None, iter(())))


# -- where one value came from: read when somebody asks for it --------------------------------

_FILE = "b.file_name, b.layout, b.imported_by, b.imported_on, b.mends"
WITHDRAWN = "withdrawn"
"""Marks, among what a batch wrote over, a result that the practice's system took back."""
_WHOSE = "(SELECT id FROM patient WHERE nhs_number = :number)"


def sources_of_results(rows: Rows, nhs_number: str, kind: int, day: int) -> list[tuple[Any, ...]]:
    """All results of one kind and day with their files, what was superseded last.

    Row, file, patient, value, second, word, comparator, setting, raw, code, inferred, the batch
    that superseded it or 0, and the latest file of another layout or practice that had it too.
    """
    sql = (
        f'SELECT r."row", {_FILE}, r.patient_id, r.value, r.second, r.word, r.comparator,'
        " r.setting, r.raw, r.code, r.inferred, r.superseded_by, coalesce(l.file_name, '')"
        " FROM result r JOIN import_batch b ON b.id = r.batch_id"
        " LEFT JOIN import_batch l ON l.id = r.last_batch AND r.last_batch != r.batch_id"
        f" WHERE r.patient_id = {_WHOSE} AND r.kind = :kind AND r.taken_on = :day"
        " ORDER BY r.superseded_by != 0, r.superseded_by DESC, r.comparator != '', r.batch_id DESC,"
        ' r."row"'
    )
    return list(rows.rows(sql, {"number": nhs_number, "kind": kind, "day": day}))


def sources_of_events(rows: Rows, nhs_number: str, kind: str, day: int) -> list[tuple[Any, ...]]:
    """All events of one kind and day: row, file, detail."""
    sql = (
        f'SELECT e."row", {_FILE}, e.detail FROM event e JOIN import_batch b ON b.id = e.batch_id'
        f" WHERE e.patient_id = {_WHOSE} AND e.kind = :kind AND e.on_day = :day"
        ' ORDER BY e.batch_id DESC, e."row"'
    )
    return list(rows.rows(sql, {"number": nhs_number, "kind": kind, "day": day}))


def sources_of_medicines(rows: Rows, nhs_number: str) -> list[tuple[Any, ...]]:
    """Everything prescribed: row, file, patient's key, name, started, dose, last issued, ended,
    current, batch."""
    sql = (
        f'SELECT m."row", {_FILE}, m.patient_id, m.name, m.started_on, m.dose, m.last_issued_on,'
        " m.ended_on, m.current, m.batch_id"
        " FROM medicine m JOIN import_batch b ON b.id = m.batch_id"
        f" WHERE m.patient_id = {_WHOSE} ORDER BY m.name, m.started_on DESC"
    )
    return list(rows.rows(sql, {"number": nhs_number}))


def source_of_person(rows: Rows, nhs_number: str) -> tuple[Any, ...] | None:
    """The row that last changed a person: row, file, batch, then `PERSON_COLUMNS`."""
    columns = ", ".join(f"p.{name.strip()}" for name in PERSON_COLUMNS.split(","))
    sql = (
        f'SELECT p."row", {_FILE}, p.batch_id, {columns}'
        " FROM patient p JOIN import_batch b ON b.id = p.batch_id WHERE p.nhs_number = :number"
    )
    return next(rows.rows(sql, {"number": nhs_number}), None)


def written_over(rows: Rows, batch: int, table: str, key: Any) -> Any:
    """What a batch wrote over in that place, or None."""
    sql = (
        "SELECT before FROM replaced WHERE batch_id = :batch AND table_name = :name AND key = :key"
        " ORDER BY id LIMIT 1"
    )
    found = rows.rows(sql, {"batch": batch, "name": table, "key": json.dumps(key)})
    return next((json.loads(before) for (before,) in found), None)


def mended_from(rows: Rows, batch: int, row: int) -> list[tuple[str, str, str]]:
    """Column, cell and what was wrong with it, for each mended cell of a row of a file."""
    sql = (
        'SELECT "column", value, problem FROM set_aside'
        ' WHERE batch_id = :batch AND "row" = :row AND settled_by != 0 ORDER BY id'
    )
    return list(rows.rows(sql, {"batch": batch, "row": row}))


def file_of_batch(rows: Rows, batch: int) -> tuple[Any, ...]:
    """File name, layout, who took it in and when, and what it mends."""
    return next(rows.rows(f"SELECT {_FILE} FROM import_batch b WHERE b.id = :id", {"id": batch}))
