"""Traces one value back to its file, by one short query when somebody asks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import MEASUREMENTS, WORDS, Kind, Setting, unit_of
from mdt_app.clinical.nhs_number import spaced
from mdt_app.clinical.words import event_words, joined, kind_words, unit_words
from mdt_app.clinical.written_values import HBA1C_PERCENT_RANGE, plain_number, written_value
from mdt_app.register.provenance import (
    Asked,
    OfEvent,
    OfMedicine,
    OfPerson,
    OfResult,
    Provenance,
)
from mdt_app.register.queries import (
    PERSON_COLUMNS,
    file_of_batch,
    source_of_person,
    sources_of_events,
    sources_of_medicines,
    sources_of_results,
    written_over,
)
from mdt_app.register.values import Inferred
from mdt_app.vault.entries import Rows

LAYOUT_WORDS: Mapping[str, str] = {
    "plain": "the plain layout",
    "emis-patient-list": "an EMIS patient list",
    "emis-list-report": "an EMIS list report",
    "emis-triples": "an EMIS report of values, units and dates",
    "emis-bulk": "an EMIS bulk extract",
    "wide-observations": "one row for each person",
    "systmone-report": "a SystmOne report",
    "tpp-srcode": "a TPP extract of codes",
    "npda": "an NPDA file",
    "fhir-r4": "FHIR R4",
}
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
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_NOT_RECORDED = "not recorded"


def provenance_of(rows: Rows, asked: Asked) -> Provenance | None:
    """Where that value came from; None when the store does not hold it (any more)."""
    match asked:
        case OfResult():
            return _of_result(rows, asked)
        case OfMedicine():
            return _of_medicine(rows, asked)
        case OfEvent():
            return _of_event(rows, asked)
        case OfPerson():
            return _of_person(rows, asked)


def _from_file(number: str, row: int, file: Sequence[Any], what: str, value: str) -> Provenance:
    """A value with its file as `queries` reads it: name, layout, who, when, what it mends."""
    name, layout, by, on, mends = file
    notes = ("Mended by hand before it was taken in",) if mends else ()
    return Provenance(
        number,
        what,
        value,
        "",
        None,
        name,
        row,
        LAYOUT_WORDS.get(layout, layout),
        date.fromordinal(on),
        by,
        notes=notes,
    )


# -- results ------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A result as `sources_of_results` reads it, after its row and file."""

    value: float
    second: float
    word: str
    comparator: str
    setting: int
    raw: str
    code: str
    inferred: int
    superseded_by: int
    also_in: str


def _of_result(rows: Rows, asked: OfResult) -> Provenance | None:
    kind = Kind(asked.kind)
    standing: list[Provenance] = []
    corrected: list[Provenance] = []
    plain: list[_Row] = []
    for line in sources_of_results(rows, asked.nhs_number, asked.kind, asked.day):
        row = _Row(*line[6:])
        if asked.is_home is not None and (row.setting == Setting.HOME) != asked.is_home:
            continue
        found = _result(asked, kind, _from_file(asked.nhs_number, line[0], line[1:6], "", ""), row)
        if row.superseded_by:
            corrected.append(found)
        else:
            standing.append(found)
            plain += [] if row.comparator else [row]
    if not standing:
        return None
    first, *others = standing
    whole = replace(first, corrected=tuple(corrected), same_day=tuple(others))
    if len(plain) < 2 or kind in WORDS:
        return whole
    return replace(whole, mean=_mean(kind, plain), mean_of=len(plain))


def _mean(kind: Kind, plain: Sequence[_Row]) -> str:
    """What is shown for a day with several values; limits such as `<30` give way to numbers."""
    value = sum(row.value for row in plain) / len(plain)
    second = sum(row.second for row in plain) / len(plain)
    return written_value(kind, round(value, 2), round(second, 2), "", "")


def _result(asked: OfResult, kind: Kind, found: Provenance, row: _Row) -> Provenance:
    home = " at home" if row.setting == Setting.HOME else ""
    words = kind_words(kind) + home
    kept = written_value(kind, row.value, row.second, row.word, row.comparator)
    return replace(
        found,
        what=words if words.startswith("eGFR") else words[0].upper() + words[1:],
        value=_shown_value(kind, row),
        unit=unit_words(unit_of(kind)),
        on=date.fromordinal(asked.day),
        raw=row.raw or kept,
        inferred=tuple(_inferred(kind, row)),
        notes=found.notes + tuple(_result_notes(row)),
    )


def _shown_value(kind: Kind, row: _Row) -> str:
    """Two decimals at most: a unit turned leaves many more."""
    return written_value(kind, round(row.value, 2), round(row.second, 2), row.word, row.comparator)


def _inferred(kind: Kind, row: _Row) -> Iterator[str]:
    if row.inferred & Inferred.UNIT:
        yield f"Unit worked out: no unit in the file{_rule_for_unit(kind, row)}"
    if row.inferred & Inferred.MEANING:
        yield "Meaning taken from the words of its term, not from a code"
    if row.inferred & Inferred.COLUMN:
        yield "Which column it belongs to worked out from where it stands"
    if row.inferred & Inferred.FILLED_DOWN:
        yield "Whom it is about taken from the row above"


def _rule_for_unit(kind: Kind, row: _Row) -> str:
    """The rule by which an HbA1c without a unit was read, from the cell as it stood."""
    if kind is not Kind.HBA1C:
        return ""
    number = _NUMBER.search(row.raw)
    low, high = HBA1C_PERCENT_RANGE
    if number is not None and low <= float(number[0]) <= high:
        return f", {low} to {high} is read as %"
    kept = MEASUREMENTS[kind]
    return f", {plain_number(kept.lowest)} to {plain_number(kept.highest)} is read as {kept.unit}"


def _result_notes(row: _Row) -> Iterator[str]:
    if row.code:
        yield f"Code or term in the file: {row.code}"
    if row.also_in:
        yield f"Also in {row.also_in}"


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
            found = _from_file(asked.nhs_number, line[0], line[1:6], row.name, row.dose)
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
    earlier = _from_file(
        found.nhs_number, before[7], file_of_batch(rows, before[6]), row.name, differs or row.name
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
        words, detail = event_words(asked.kind), line[6]
        what = words[0].upper() + words[1:]
        one = _from_file(asked.nhs_number, line[0], line[1:6], what, "")
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
            earlier = _from_file(asked.nhs_number, before["row"], old_file, what, words)
            changed = (earlier,)
            break
        row, file, batch = before["row"], old_file, before["batch_id"]
    return replace(_from_file(asked.nhs_number, row, file, what, value), before=changed)


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
