"""The TPP SystmOne strategic extract: coded rows in SRCode, and the people they are about.

SRCode names people by SystmOne's own identifiers. SRPatient of the same command says whose
they are; failing that, a column of NHS numbers in SRCode itself; failing that, the identifiers,
where they plainly are NHS numbers.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from mdt_app.clinical.nhs_number import bare, has_valid_check_digit
from mdt_app.intake.extracts.joined import (
    AnyTable,
    ByName,
    Column,
    Filling,
    Part,
    View,
    bare_heading,
    is_true,
    nothing,
    say_once,
)
from mdt_app.intake.extracts.looked_up import LeftOut
from mdt_app.intake.extracts.tpp_rows import (
    PLACEHOLDERS,
    FillingCodes,
    FillingPatients,
    SystmOnePeople,
    code_columns,
    patient_columns,
    practice,
)
from mdt_app.intake.tables.files import FileRefused

LAYOUT = "tpp-srcode"
CODE, PATIENT, NOT_NEEDED = "SRCode", "SRPatient", "another file of the extract"
_HEADINGS = """
    rowidentifier idorganisationvisibleto dateeventrecorded dateevent idprofileenteredby
    iddoneby textualeventdoneby idorganisationdoneat ctv3code ctv3text snomedcode snomedtext
    numericcomparator isnumeric numericvalue numericunit episodetype idtemplate idevent idpatient
    idreferralin idappointment idvisit idorganisation idorganisationregisteredat removeddata
    firstname middlenames surname nhsnumber datebirth datedeath gender title
"""
_KNOWN = frozenset(_HEADINGS.split())
_IDENTIFIERS_ARE_NUMBERS = (
    "The column IDPatient holds NHS numbers, and was read as such: no SRPatient file was chosen."
)
_LEFT_OUT = (
    ("removeddata", LeftOut("RemovedData", "deleted")),
    ("testpatient", LeftOut("TestPatient", "a test, made up to try things out")),
)


class Tpp:
    """The files of one command that belong to a SystmOne strategic extract."""

    layout = LAYOUT

    def __init__(self) -> None:
        self._people = _PeopleOfPatients(())

    def recognises(self, headings: Sequence[str]) -> bool:
        return bool(_kind(headings))

    def knows(self, cells: Sequence[str]) -> int:
        return sum(bare_heading(cell) in _KNOWN for cell in cells)

    def add(self, table: AnyTable) -> View:
        kind = _kind(table.headings)
        if kind == PATIENT:
            self._people = _PeopleOfPatients((*self._people.tables, table))
            return View(table, Part(self._patient_columns, _check_nothing, self._patients))
        if kind == CODE:
            whose = _Whose(table, lambda: self._people)
            return View(table, Part(code_columns, whose.check, whose.filling))
        say_once(table.notices, ["This file of the extract is not needed, and was not read."])
        return View(table, Part(nothing, _check_nothing, None))

    def _patient_columns(self, columns: ByName) -> tuple[Column, ...]:
        return patient_columns(columns, self._people.known)

    def _patients(self, table: AnyTable) -> Filling:
        return FillingPatients(table, self._people.known)


class _PeopleOfPatients:
    """Whom SystmOne's identifiers belong to, read when first needed."""

    def __init__(self, tables: tuple[AnyTable, ...]) -> None:
        self.tables = tables

    @cached_property
    def known(self) -> SystmOnePeople:
        people = SystmOnePeople(str.strip)
        for table in self.tables:
            columns = ByName(table)
            for rows in table.blocks():
                keys = [cell.strip() for cell in columns.of(rows, "rowidentifier")]
                people.numbers.update(zip(keys, map(bare, columns.of(rows, "nhsnumber"))))
                organisations = set(columns.of(rows, "idorganisationvisibleto"))
                people.name_practices |= any(map(practice, organisations))
                for name, reason in _LEFT_OUT:
                    for key, mark in zip(keys, columns.of(rows, name)):
                        if is_true(mark):
                            people.left_out.setdefault(key, reason)
        return people


class _Whose:
    """Finds out how one SRCode file says whom its rows are about."""

    def __init__(self, table: AnyTable, people: Callable[[], _PeopleOfPatients]) -> None:
        self._columns = ByName(table)
        self._people = people
        self._table = table

    def check(self, table: AnyTable) -> None:
        if "nhsnumber" in self._columns or self._people().tables:
            return
        if not self._are_numbers:
            raise FileRefused(
                f"{table.name} names people by identifiers that only {PATIENT} explains.",
                f"Choose the {PATIENT} file of the same extract together with it.",
            )
        say_once(table.notices, [_IDENTIFIERS_ARE_NUMBERS])

    def filling(self, table: AnyTable) -> Filling:
        if "nhsnumber" in self._columns:
            return FillingCodes(table, "nhsnumber", None)
        people = self._people()
        return FillingCodes(table, "idpatient", people.known if people.tables else None)

    @cached_property
    def _are_numbers(self) -> bool:
        """Whether most of IDPatient passes the check of an NHS number.

        One identifier of ten digits in eleven would pass by chance; a mistyped NHS number must
        not refuse the file. A row counts only if somebody who is known has that very number.
        """
        found: set[str] = set()
        for rows in self._table.blocks():
            found.update(self._columns.of(rows, "idpatient"))
        numbers = {bare(cell) for cell in found if cell.strip() not in PLACEHOLDERS}
        return sum(map(has_valid_check_digit, numbers)) * 2 > len(numbers)


def _check_nothing(_table: AnyTable) -> None:
    """SRPatient, and files that are not read, need no other."""


def _kind(headings: Sequence[str]) -> str:
    """Which file of the extract has these headings; '' if none."""
    names = set(map(bare_heading, headings))
    names_whom = not names.isdisjoint(("idpatient", "nhsnumber"))
    if names_whom and "dateevent" in names and not names.isdisjoint(("ctv3code", "snomedcode")):
        return CODE
    if {"rowidentifier", "nhsnumber", "datebirth"} <= names:
        return PATIENT
    return NOT_NEEDED if {"rowidentifier", "idorganisationvisibleto"} <= names else ""
