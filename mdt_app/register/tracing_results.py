"""Traces a result to its file: the cell as it stood, what was inferred, corrected, of one day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE, MEASUREMENTS, WORDS, Kind, Setting, unit_of
from mdt_app.clinical.words import event_words, kind_words, unit_words
from mdt_app.clinical.written_values import HBA1C_PERCENT_RANGE, plain_number, written_value
from mdt_app.register.file_rows import capital, from_file
from mdt_app.register.provenance import OfResult, OfUndated, Provenance
from mdt_app.register.queries import (
    WITHDRAWN,
    file_of_batch,
    person_by_number,
    sources_of_results,
    undated_of,
    written_over,
)
from mdt_app.register.values import Inferred
from mdt_app.vault.entries import Rows

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")


class _Row(NamedTuple):
    """A result as `sources_of_results` reads it, after its row and file."""

    patient: int
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


def of_result(rows: Rows, asked: OfResult) -> Provenance | None:
    """The results of a kind and day as one value, the others beside it."""
    kind = Kind(asked.kind)
    standing: list[Provenance] = []
    corrected: list[Provenance] = []
    plain: list[_Row] = []
    for line in sources_of_results(rows, asked.nhs_number, asked.kind, asked.day):
        row = _Row(*line[6:])
        if asked.is_home is not None and (row.setting == Setting.HOME) != asked.is_home:
            continue
        found = _result(
            asked, kind, from_file(rows, asked.nhs_number, line[0], line[1:6], "", ""), row
        )
        if row.superseded_by:
            corrected += [] if _is_withdrawn(rows, asked, row) else [found]
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


def _is_withdrawn(rows: Rows, asked: OfResult, row: _Row) -> bool:
    """Deleted or made confidential in the practice's own system: not corrected, and not shown."""
    key = [row.patient, asked.kind, asked.day, *row[1:6]]
    return written_over(rows, row.superseded_by, WITHDRAWN, key) is not None


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
        what=capital(words),
        value=_shown_value(kind, row),
        unit=unit_words(unit_of(kind)),
        on=date.fromordinal(asked.day),
        raw="" if found.notes else row.raw or kept,  # what was mended did not stand in the file
        inferred=tuple(_worked_out(row.inferred, kind, row.raw)),
        notes=found.notes + tuple(_result_notes(row)),
    )


def _shown_value(kind: Kind, row: _Row) -> str:
    """Two decimals at most: a unit turned leaves many more."""
    return written_value(kind, round(row.value, 2), round(row.second, 2), row.word, row.comparator)


def _result_notes(row: _Row) -> Iterator[str]:
    if row.code:
        yield f"Code or term in the file: {row.code}"
    if row.also_in:
        yield f"Also in {row.also_in}"


def _worked_out(inferred: int, kind: Kind | None, raw: str) -> Iterator[str]:
    """What the file did not say, each in a sentence."""
    if inferred & Inferred.UNIT:
        yield f"Unit worked out: no unit in the file{_rule_for_unit(kind, raw)}"
    if inferred & Inferred.MEANING:
        yield "Meaning taken from the words of its term, not from a code"
    if inferred & Inferred.COLUMN:
        yield "Which column it belongs to worked out from where it stands"
    if inferred & Inferred.FILLED_DOWN:
        yield "Whom it is about taken from the row above"


def _rule_for_unit(kind: Kind | None, raw: str) -> str:
    """The rule by which an HbA1c without a unit was read, from the cell as it stood."""
    if kind is not Kind.HBA1C:
        return ""
    number = _NUMBER.search(raw)
    low, high = HBA1C_PERCENT_RANGE
    if number is not None and low <= float(number[0]) <= high:
        return f", {low} to {high} is read as %"
    kept = MEASUREMENTS[kind]
    return f", {plain_number(kept.lowest)} to {plain_number(kept.highest)} is read as {kept.unit}"


def of_undated(rows: Rows, asked: OfUndated) -> Provenance | None:
    """A result or an event of which only the year or the month is known."""
    person = person_by_number(rows, asked.nhs_number)
    fact = asked.fact
    if person is None or fact not in undated_of(rows, person.key):
        return None
    kind = KIND_BY_CODE.get(fact.kind) if fact.section == "results" else None
    what = capital(event_words(fact.kind) if kind is None else kind_words(kind))
    file = file_of_batch(rows, fact.batch)
    found = from_file(rows, asked.nhs_number, fact.row, file, what, fact.value)
    code = (f"Code or term in the file: {fact.code}",) if fact.code else ()
    return replace(
        found,
        unit=unit_words(fact.unit),
        said=fact.said,
        raw=fact.raw or fact.value or fact.detail,
        inferred=tuple(_worked_out(fact.inferred, kind, fact.raw)),
        notes=(*found.notes, *code, "On no chart and in no flag: its day is not known"),
    )
