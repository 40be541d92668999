"""The EMIS bulk extract: a folder of files that name people, codes and practices by identifiers.

The identifiers are looked up across the files of one command. Files of the extract that say
nothing this program keeps are recognised too, so that the whole folder can be chosen.
"""

from collections.abc import Callable, Mapping, Sequence

from mdt_app.intake.extracts.emis_lookups import (
    CLINICAL_CODE,
    DRUG_CODE,
    DRUG_RECORD,
    ISSUE_RECORD,
    OBSERVATION,
    ORGANISATION,
    PATIENT,
    LookUps,
)
from mdt_app.intake.extracts.emis_medicines import FillingIssues, FillingMedicines, medicine_columns
from mdt_app.intake.extracts.emis_observations import FillingObservations, observation_columns
from mdt_app.intake.extracts.emis_people import FillingPatients, patient_columns
from mdt_app.intake.extracts.joined import (
    AnyTable,
    ByName,
    Column,
    Filling,
    Part,
    View,
    bare_heading,
    nothing,
    say_once,
)
from mdt_app.intake.tables.files import FileRefused

LAYOUT = "emis-bulk"
_NOT_NEEDED = "another file of the extract"
_HEADINGS = """
    patientguid organisationguid usualgpuserinroleguid ususalgpuserinroleguid sex dateofbirth
    dateofdeath title givenname middlenames surname dateofregistration nhsnumber patientnumber
    dateofdeactivation deleted isconfidential observationguid effectivedate
    effectivedateprecision entereddate enteredtime clinicianuserinroleguid
    clinicanuserinroleguid enteredbyuserinroleguid parentobservationguid codeid problemguid
    associatedtext consultationguid value numericunit observationtype processingid term
    readtermid snomedctconceptid snomedctdescriptionid dmdproductcodeid drugrecordguid
    issuerecordguid dosage quantity quantityunit isactive cancellationdate odscode
    organisationname
"""
_KNOWN = frozenset(_HEADINGS.split())
_NEEDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    OBSERVATION: (
        (PATIENT, "names people by identifiers that only {} explains."),
        (CLINICAL_CODE, "writes its codes as numbers that only {} explains."),
    ),
    DRUG_RECORD: (
        (PATIENT, "names people by identifiers that only {} explains."),
        (DRUG_CODE, "names medicines by numbers that only {} explains."),
    ),
}
_READING: Mapping[
    str,
    tuple[Callable[[ByName, LookUps], tuple[Column, ...]], Callable[[AnyTable, LookUps], Filling]],
] = {
    PATIENT: (patient_columns, FillingPatients),
    OBSERVATION: (observation_columns, FillingObservations),
    DRUG_RECORD: (medicine_columns, FillingMedicines),
    ISSUE_RECORD: (medicine_columns, FillingIssues),
}
_SAID: Mapping[str, str] = {
    ORGANISATION: "Read for the codes of the practices; none of its rows is taken in.",
    CLINICAL_CODE: "Read for what the codes mean; none of its rows is taken in.",
    DRUG_CODE: "Read for the names of medicines; none of its rows is taken in.",
    _NOT_NEEDED: "This file of the extract is not needed, and was not read.",
}


class EmisBulk:
    """The files of one command that belong to an EMIS bulk extract."""

    layout = LAYOUT

    def __init__(self) -> None:
        self._tables: dict[str, list[AnyTable]] = {}
        self._look_ups = LookUps({})

    def recognises(self, headings: Sequence[str]) -> bool:
        return bool(_kind(headings))

    def knows(self, cells: Sequence[str]) -> int:
        names = map(bare_heading, cells)
        return sum(name in _KNOWN or name.endswith("guid") for name in names)

    def add(self, table: AnyTable) -> View:
        kind = _kind(table.headings)
        self._tables.setdefault(kind, []).append(table)
        self._look_ups = LookUps(self._tables)  # whatever was looked up lacked this table
        say_once(table.notices, filter(None, (_SAID.get(kind),)))
        if kind not in _READING:
            return View(table, Part(nothing, _check_nothing, None))
        columns, filling = _READING[kind]

        def check(table: AnyTable) -> None:
            self._check(kind, table)

        def begin(table: AnyTable) -> Filling:
            return filling(table, self._look_ups)

        return View(table, Part(lambda by_name: columns(by_name, self._look_ups), check, begin))

    def _check(self, kind: str, table: AnyTable) -> None:
        needs = _NEEDS.get(DRUG_RECORD if kind == ISSUE_RECORD else kind, ())
        for other, why in needs:
            if self._look_ups.has(other):
                continue
            if other == DRUG_CODE and self._look_ups.has(CLINICAL_CODE):
                say_once(table.notices, [_NAMES_BY_CLINICAL_CODE])
            else:
                raise FileRefused(
                    f"{table.name} {why.format(other)}",
                    f"Choose the {other} file of the same extract together with it.",
                )


_NAMES_BY_CLINICAL_CODE = (
    f"No {DRUG_CODE} file was chosen: medicines have the names that {CLINICAL_CODE} gives them."
)


def _check_nothing(_table: AnyTable) -> None:
    """A file that is only looked things up in needs no other."""


def _kind(headings: Sequence[str]) -> str:
    """Which file of the extract has these headings; '' if none."""
    names = set(map(bare_heading, headings))
    if "patientguid" in names:
        return _kind_about_people(names)
    if {"codeid", "term"} <= names:
        is_clinical = not names.isdisjoint(("snomedctconceptid", "readtermid"))
        return CLINICAL_CODE if is_clinical else DRUG_CODE
    if {"organisationguid", "odscode"} <= names:
        return ORGANISATION
    return _kind_not_needed(names)


def _kind_about_people(names: set[str]) -> str:
    if {"nhsnumber", "dateofbirth"} <= names:
        return PATIENT
    if "issuerecordguid" in names:
        return ISSUE_RECORD
    if "codeid" in names and not names.isdisjoint(("drugrecordguid", "dosage")):
        return DRUG_RECORD
    if {"codeid", "effectivedate"} <= names and "diaryguid" not in names:
        return OBSERVATION
    return _kind_not_needed(names)


def _kind_not_needed(names: set[str]) -> str:
    is_of_extract = "processingid" in names and any(name.endswith("guid") for name in names)
    return _NOT_NEEDED if is_of_extract else ""
