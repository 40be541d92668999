"""Extracts of several files, written as EMIS and SystmOne write them, and read by their family."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from mdt_app.intake.tables.files import inspected
from mdt_app.intake.tables.reading import tables_in
from mdt_app.intake.wishes import Answers

ELF, FAY = "9990000050", "9990000069"

ADMIN_PATIENT = """PatientGuid,OrganisationGuid,UsualGpUserInRoleGuid,Sex,DateOfBirth,DateOfDeath,
Title,GivenName,MiddleNames,Surname,DateOfRegistration,NhsNumber,PatientNumber,
PatientTypeDescription,DummyType,HouseNameFlatNumber,NumberAndStreet,Village,Town,County,Postcode,
ResidentialInstituteCode,NHSNumberStatus,CarerName,CarerRelation,PersonGuid,DateOfDeactivation,
Deleted,SpineSensitive,IsConfidential,EmailAddress,HomePhone,MobilePhone,ExternalUsualGPGuid,
ExternalUsusalGP,ExternalUsusalGPOrganisation,ProcessingId"""
ADMIN_ORGANISATION = """OrganisationGuid,CDB,OrganisationName,ODSCode,ParentOrganisationGuid,
CCGOrganisationGuid,OrganisationType,OpenDate,CloseDate,MainLocationGuid,ProcessingId"""
OBSERVATION = """ObservationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,
EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,ParentObservationGuid,
CodeId,ProblemGuid,AssociatedText,ConsultationGuid,Value,NumericUnit,ObservationType,
NumericRangeLow,NumericRangeHigh,DocumentGuid,Deleted,IsConfidential,ProcessingId"""
CLINICAL_CODE = """CodeId,Term,ReadTermId,SnomedCTConceptId,SnomedCTDescriptionId,NationalCode,
NationalCodeCategory,NationalDescription,EmisCodeCategoryDescription,ProcessingId"""
DRUG_CODE = "CodeId,Term,DmdProductCodeId,ProcessingId"
DRUG_RECORD = """DrugRecordGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,
EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage,Quantity,
QuantityUnit,ProblemObservationGuid,PrescriptionType,IsActive,CancellationDate,NumberOfIssues,
NumberOfIssuesAuthorised,IsConfidential,Deleted,ProcessingId"""
ISSUE_RECORD = """IssueRecordGuid,PatientGuid,OrganisationGuid,DrugRecordGuid,EffectiveDate,
EffectiveDatePrecision,EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,
CodeId,Dosage,Quantity,QuantityUnit,ProblemObservationGuid,CourseDurationInDays,EstimatedNhsCost,
IsConfidential,Deleted,ProcessingId"""
SRCODE = """RowIdentifier,IDOrganisationVisibleTo,DateEventRecorded,DateEvent,IDProfileEnteredBy,
IDDoneBy,TextualEventDoneBy,IDOrganisationDoneAt,CTV3Code,CTV3Text,SNOMEDCode,SNOMEDText,
NumericComparator,IsNumeric,NumericValue,NumericUnit,EpisodeType,IDTemplate,IDEvent,IDPatient,
IDReferralIn,IDAppointment,IDVisit,IDOrganisation,IDOrganisationRegisteredAt,RemovedData"""
SRPATIENT = """RowIdentifier,IDOrganisationVisibleTo,Title,FirstName,MiddleNames,Surname,
PreviousSurname,NHSNumber,DateBirth,DateDeath,BirthPlace,Gender,SpeaksEnglish,EmailAddress,
TestPatient,SSRef,SpineMatched,RemovedData"""


def names(headings: str) -> list[str]:
    return headings.replace("\n", "").split(",")


def written(headings: str, rows: Iterable[Mapping[str, str]], turn=str) -> str:
    """A file of these headings, each as `turn` writes it; cells a row does not name are empty."""
    text = io.StringIO()
    columns = names(headings)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(turn, columns))
    for row in rows:
        assert set(row) <= set(columns), set(row) - set(columns)
        writer.writerow([row.get(name, "") for name in columns])
    return text.getvalue()


def views_in(folder: Path, family, files: Mapping[str, str], encoding: str = "utf-8"):
    """The files written, recognised and joined, in the order given: views by name."""
    found = {}
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_bytes(text.encode(encoding))
        (table,) = tables_in(inspected(path), Answers(), "", family.knows)
        assert family.recognises(table.headings), name
        found[name] = family.add(table)
    return found


def rows_in(view) -> list[dict[str, str]]:
    """Every row handed on: its cells by their meanings."""
    meanings = [view.meanings[place] for place in range(1, len(view.headings) + 1)]
    return [
        dict(zip(meanings, cells, strict=True))
        for rows in view.blocks()
        for cells in zip(*rows.columns, strict=True)
    ]


def column_of(view, meaning: str) -> list[str]:
    return [row[meaning] for row in rows_in(view)]


def problems_in(view):
    return [problem for rows in view.blocks() for problem in rows.problems]
