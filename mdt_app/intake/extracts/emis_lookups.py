"""What the files of an EMIS bulk extract are looked up in: people, practices, codes, issues."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from mdt_app.clinical.nhs_number import bare
from mdt_app.clinical.written_days import has_two_digit_year, written_day
from mdt_app.intake.extracts.joined import AnyTable, ByName, guid, is_true
from mdt_app.intake.extracts.looked_up import LeftOut, LookUp, People, first_that_means
from mdt_app.intake.vocabulary.codes import meaning_of

PATIENT, ORGANISATION, OBSERVATION, CLINICAL_CODE, DRUG_CODE, DRUG_RECORD, ISSUE_RECORD = (
    "Admin_Patient",
    "Admin_Organisation",
    "CareRecord_Observation",
    "Coding_ClinicalCode",
    "Coding_DrugCode",
    "Prescribing_DrugRecord",
    "Prescribing_IssueRecord",
)
CONFIDENTIAL = LeftOut("IsConfidential", "confidential")
_DELETED = LeftOut("Deleted", "deleted")
_DUMMY = LeftOut("DummyType", "a dummy, made up to try things out")
_YEAR_OR_MONTH = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_READ = re.compile(r"([A-Za-z0-9]{1,5}\.{0,4})(?:[0-9][0-9A-Z]|-[0-9]{1,2})?")


class Coded(NamedTuple):
    """What a code id stands for."""

    code: str
    term: str


@dataclass(slots=True)
class Registrations(People):
    """People, some of whom are registered more than once."""

    _best: dict[tuple[str, str], tuple[tuple[bool, bool, str], str]] = field(default_factory=dict)

    def add(self, key: str, number: str, about: Sequence[str]) -> None:
        """One registration, with the cells of `_OF_PATIENT` behind the number."""
        born, left, kind, began, *reasons = about
        self.numbers[key] = number
        if reason := _why_left_out(*reasons):
            self.left_out.setdefault(key, reason)
            return
        rank = (not left.strip(), "regular" in kind.casefold(), began)
        best = self._best.get((number, born))
        if best is None or rank > best[0]:
            self._best[number, born] = (rank, key)

    @property
    def confidential(self) -> frozenset[str]:
        """Who is not taken in, and of whom nothing taken in before may count any more."""
        return frozenset(key for key, why in self.left_out.items() if why is CONFIDENTIAL)

    def describes(self, key: str, number: str, born: str) -> bool:
        """Whether this registration, of several of one person, is the one to go by.

        The one that has not ended is; of several, the regular one that began last.
        """
        best = self._best.get((number, born))
        return best is None or best[1] == key


class LookUps:
    """Everything to look things up in, each read when it is first needed."""

    def __init__(self, tables: Mapping[str, Sequence[AnyTable]]) -> None:
        self._tables = tables

    def has(self, kind: str) -> bool:
        return bool(self._tables.get(kind))

    @cached_property
    def people(self) -> "Registrations":
        """NHS numbers by PatientGuid."""
        people = Registrations(guid)
        for cells in self._rows(PATIENT, _OF_PATIENT):
            people.add(guid(cells[0]), bare(cells[1]), cells[2:])
        return people

    @cached_property
    def practices(self) -> LookUp[str]:
        """ODS codes by OrganisationGuid."""
        codes = {
            guid(cells[0]): cells[1].strip()
            for cells in self._rows(ORGANISATION, ("organisationguid", "odscode"))
        }
        return LookUp(lambda cell: codes.get(guid(cell)))

    @cached_property
    def clinical_codes(self) -> LookUp[Coded]:
        """Codes and terms by CodeId."""
        # One text for each: a national dictionary has a million codes, an extract uses few.
        entries = {
            cells[0].strip(): "\t".join(cell.strip().replace("\t", " ") for cell in cells[1:])
            for cells in self._rows(CLINICAL_CODE, _OF_CLINICAL_CODE)
        }
        return LookUp(lambda cell: _coded(entries.get(cell.strip())))

    @cached_property
    def medicines(self) -> LookUp[str]:
        """Names of medicines by CodeId."""
        if not self.has(DRUG_CODE):
            return LookUp(self._clinical_term)
        terms = {
            cells[0].strip(): cells[1].strip()
            for cells in self._rows(DRUG_CODE, ("codeid", "term"))
        }
        return LookUp(lambda cell: terms.get(cell.strip()))

    @cached_property
    def last_issues(self) -> Mapping[str, str]:
        """The day of the last issue by DrugRecordGuid."""
        last: dict[str, str] = {}
        for cells in self._rows(ISSUE_RECORD, ("drugrecordguid", "effectivedate", "deleted")):
            key, day = guid(cells[0]), full_day(cells[1])
            if key and day and not is_true(cells[2]):
                last[key] = max(last.get(key, ""), day.isoformat())
        return last

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Observations that one of several files says are deleted."""
        if len(self._tables.get(OBSERVATION, ())) < 2:
            return frozenset()
        marks = self._rows(OBSERVATION, ("observationguid", "deleted"))
        return frozenset(guid(cells[0]) for cells in marks if is_true(cells[1]) and cells[0])

    def _clinical_term(self, cell: str) -> str | None:
        found = self.clinical_codes.of([cell])[0]
        return found and found.term

    def _rows(self, kind: str, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """These columns of all files of a kind, row by row."""
        for table in self._tables.get(kind, ()):
            columns = ByName(table)
            for rows in table.blocks():
                yield from zip(*(columns.of(rows, name) for name in names), strict=True)


_OF_PATIENT = (
    "patientguid",
    "nhsnumber",
    "dateofbirth",
    "dateofdeactivation",
    "patienttypedescription",
    "dateofregistration",
    "isconfidential",
    "deleted",
    "dummytype",
)
_OF_CLINICAL_CODE = ("codeid", "snomedctconceptid", "readtermid", "term")


def _why_left_out(confidential: str, deleted: str, dummy: str) -> LeftOut | None:
    if is_true(confidential):
        return CONFIDENTIAL
    if is_true(deleted):
        return _DELETED
    return _DUMMY if is_true(dummy) else None


def _coded(entry: str | None) -> Coded | None:
    if entry is None:
        return None
    snomed, read, term = entry.split("\t")
    return Coded(first_that_means((snomed, plain_read(read)), meaning_of), term)


def plain_read(code: str) -> str:
    """A Read code of five characters, without the number of its synonym.

    >>> plain_read("44TB.00"), plain_read("246A-1"), plain_read("C10")
    ('44TB.', '246A.', 'C10..')
    """
    found = _READ.fullmatch(code)
    return found[1].rstrip(".").ljust(5, ".") if found else code


def full_day(cell: str) -> date | None:
    """The day a cell names with all four digits of its year."""
    return None if has_two_digit_year(cell) else written_day(cell, date.max)


def is_partial(precision: str) -> bool:
    """Whether only the month, the year or nothing of a day is known."""
    return precision.strip().upper() in ("YM", "Y", "U")


def dated(cell: str, precision: str) -> str:
    """A day as exactly as it is known: `2019` and `2019-03` where only that much is.

    >>> dated("2019-03-01", "YM"), dated("2019-01-01", "Y"), dated("2019-03-01", "YMD")
    ('2019-03', '2019', '2019-03-01')
    """
    if not is_partial(precision):
        return cell
    known, day = precision.strip().upper(), full_day(cell)
    text = day.isoformat() if day else cell.strip()
    if known == "U" or (day is None and not _YEAR_OR_MONTH.fullmatch(text)):
        return ""
    return text[:4] if known == "Y" else text[:7]
