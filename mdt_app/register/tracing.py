"""Traces one value back to its file, by one short query when somebody asks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from mdt_app.clinical.days import spoken
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import event_words, joined
from mdt_app.register.file_rows import capital, from_file
from mdt_app.register.provenance import (
    Asked,
    OfEvent,
    OfMedicine,
    OfPerson,
    OfResult,
    OfUndated,
    Provenance,
)
from mdt_app.register.queries import (
    PERSON_COLUMNS,
    file_of_batch,
    source_of_person,
    sources_of_events,
    sources_of_medicines,
    written_over,
)
from mdt_app.register.tracing_results import of_result, of_undated
from mdt_app.vault.entries import Rows

FIELD_WORDS: Mapping[str, str] = {
    "name": "Name",
    "nhs_number": "NHS number",
    "born_on": "Born",
    "sex": "Sex",
    "practice": "Practice",
    "registered_on": "Registered",
    "ethnic_category": "Ethnic category",
    "language": "Language",
    "interpreter": "Interpreter needed",
    "diabetes_type": "Diabetes",
    "diagnosed_on": "Diagnosed",
    "frailty": "Frailty",
    "housebound": "Housebound",
    "care_home": "Care home",
    "deprivation_decile": "Deprivation decile",
    "died_on": "Died",
    "left_on": "Left the practice",
}
_PERSON = tuple(name.strip() for name in PERSON_COLUMNS.split(","))
_DAYS = frozenset(("born_on", "registered_on", "diagnosed_on", "died_on", "left_on"))
_NOT_RECORDED = "not recorded"


def provenance_of(rows: Rows, asked: Asked) -> Provenance | None:
    """Where that value came from; None when the store does not hold it (any more)."""
    match asked:
        case OfResult():
            return of_result(rows, asked)
        case OfMedicine():
            return _of_medicine(rows, asked)
        case OfEvent():
            return _of_event(rows, asked)
        case OfUndated():
            return of_undated(rows, asked)
        case OfPerson():
            return _of_person(rows, asked)


# -- medicines and events -----------------------------------------------------------------------


class _Medicine(NamedTuple):
    """A medicine as `sources_of_medicines` reads it, after its row and file."""

    patient: int
    name: str
    started: int
    dose: str
    last_issued: int
    ended: int
    current: str
    batch: int


def _of_medicine(rows: Rows, asked: OfMedicine) -> Provenance | None:
    for line in sources_of_medicines(rows, asked.nhs_number):
        row = _Medicine(*line[6:])
        is_named = asked.name == row.name or asked.name.startswith(f"{row.name} (")
        if is_named and asked.started in (None, row.started):
            found = from_file(rows, asked.nhs_number, line[0], line[1:6], row.name, row.dose)
            found = replace(found, notes=found.notes + tuple(_medicine_notes(row)))
            return replace(found, before=_medicine_before(rows, found, row))
    return None


def _medicine_notes(row: _Medicine) -> Iterator[str]:
    days = (("Started", row.started), ("Last issued", row.last_issued), ("Ended", row.ended))
    yield " · ".join(
        f"{words} {spoken(date.fromordinal(day))}" if day else f"{words}: {_NOT_RECORDED}"
        for words, day in days
        if day or words != "Ended"
    )
    if row.current:
        yield f"On the list of current medicines in the file: {row.current}"


def _medicine_before(rows: Rows, found: Provenance, row: _Medicine) -> tuple[Provenance, ...]:
    """What the file wrote over: only what differs is said."""
    before = written_over(rows, row.batch, "medicine", [row.patient, row.name, row.started])
    if before is None:
        return ()
    last_issued, ended, current, dose = before[:4]
    old = row._replace(last_issued=last_issued, ended=ended, current=current, dose=dose)
    differs = joined(list(_differences(old, row)))
    earlier = from_file(
        rows,
        found.nhs_number,
        before[7],
        file_of_batch(rows, before[6]),
        row.name,
        differs or row.name,
    )
    return (earlier,)


def _differences(old: _Medicine, new: _Medicine) -> Iterator[str]:
    if old.dose != new.dose:
        yield f"dose {old.dose or _NOT_RECORDED}"
    for words, was, now in (
        ("last issued", old.last_issued, new.last_issued),
        ("ended", old.ended, new.ended),
    ):
        if was != now:
            yield f"{words} {spoken(date.fromordinal(was)) if was else _NOT_RECORDED}"
    if old.current != new.current:
        yield f"current {old.current or _NOT_RECORDED}"


def _of_event(rows: Rows, asked: OfEvent) -> Provenance | None:
    found = []
    for line in sources_of_events(rows, asked.nhs_number, asked.kind, asked.day):
        what, detail = capital(event_words(asked.kind)), line[6]
        one = from_file(rows, asked.nhs_number, line[0], line[1:6], what, "")
        notes = (*one.notes, f"In the file: {detail}") if detail else one.notes
        found.append(replace(one, on=date.fromordinal(asked.day), notes=notes))
    return replace(found[0], same_day=tuple(found[1:])) if found else None


# -- the person ---------------------------------------------------------------------------------


def _of_person(rows: Rows, asked: OfPerson) -> Provenance | None:
    """The file that brought the field's value: the person's row may have changed since."""
    line = source_of_person(rows, asked.nhs_number)
    if line is None:
        return None
    row, file, batch = line[0], line[1:6], line[6]
    now = dict(zip(_PERSON, line[7:], strict=True))
    what, value = FIELD_WORDS.get(asked.field, asked.field), _field_words(asked.field, now)
    changed: tuple[Provenance, ...] = ()
    while (before := written_over(rows, batch, "patient", now["id"])) is not None:
        old_file, was = file_of_batch(rows, before["batch_id"]), now | before
        if _field_words(asked.field, was) != value:
            words = _field_words(asked.field, was)
            earlier = from_file(rows, asked.nhs_number, before["row"], old_file, what, words)
            changed = (earlier,)
            break
        row, file, batch = before["row"], old_file, before["batch_id"]
    return replace(from_file(rows, asked.nhs_number, row, file, what, value), before=changed)


def _field_words(field: str, values: Mapping[str, Any]) -> str:
    if field == "name":
        title = f" ({values['title']})" if values["title"] else ""
        return f"{values['surname']}, {values['forename']}{title}"
    value = values[field]
    if not value:
        return _NOT_RECORDED
    if field == "nhs_number":
        return spaced(value)
    return spoken(date.fromordinal(value)) if field in _DAYS else str(value)
