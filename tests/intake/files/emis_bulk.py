"""Fixture 30: an EMIS bulk extract, with deleted and confidential rows."""

from tests.intake.files.headings import (
    ADMIN_ORGANISATION,
    ADMIN_PATIENT,
    CLINICAL_CODE,
    DRUG_CODE,
    DRUG_RECORD,
    OBSERVATION,
)
from tests.intake.files.people import MARIA, SEAN, SHAHIDA, ZOE, Person, iso
from tests.intake.files.systems import CODED, row_of
from tests.intake.files.writing import written


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "30-admin-organisation.csv": _organisations(),
        "30-admin-patient.csv": _patients(),
        "30-coding-clinicalcode.csv": _clinical_codes(),
        "30-coding-drugcode.csv": _drug_codes(),
        "30-carerecord-observation.csv": _observations(),
        "30-prescribing-drugrecord.csv": _drug_records(),
        "30-carerecord-observation-next.csv": _observations_of_next_time(),
    }


_PRACTICE = "{A0000000-0000-4000-8000-000000000001}"
_WHO = {
    person.number: f"{{B0000000-0000-4000-8000-0000000000{place:02}}}"
    for place, person in enumerate((ZOE, SEAN, MARIA, SHAHIDA), start=1)
}


def _organisations() -> bytes:
    said = {
        "OrganisationGuid": _PRACTICE,
        "CDB": "50001",
        "OrganisationName": "Alder Road",
        "ODSCode": "Y00001",
        "OrganisationType": "General Practice",
        "ProcessingId": "7",
    }
    return written([ADMIN_ORGANISATION, row_of(ADMIN_ORGANISATION, said)], quotes_all=True)


def _patients() -> bytes:
    def row(person: Person, **said: str) -> list[str]:
        return row_of(
            ADMIN_PATIENT,
            {
                "PatientGuid": _WHO[person.number],
                "OrganisationGuid": _PRACTICE,
                "Sex": person.sex[0],
                "DateOfBirth": iso(person.born),
                "Title": person.title,
                "GivenName": person.forename,
                "Surname": person.surname,
                "DateOfRegistration": "2003-05-06",
                "NhsNumber": person.number,
                "PatientNumber": str(4000 + int(person.number[-3:])),
                "PatientTypeDescription": "Regular",
                "NumberAndStreet": "12 Invented Way",
                "Postcode": "ZZ99 3VZ",
                "Deleted": "false",
                "SpineSensitive": "false",
                "IsConfidential": "false",
                "EmailAddress": "nobody@example.org",
                "ProcessingId": "7",
                **said,
            },
        )

    return written(
        [
            ADMIN_PATIENT,
            row(ZOE),
            row(SEAN),
            row(MARIA, IsConfidential="true"),
            row(SHAHIDA, Deleted="true"),
        ],
        quotes_all=True,
    )


_CODES = (
    ("1001", *CODED["hba1c"]),
    ("1002", *CODED["creatinine"]),
    ("1003", *CODED["systolic"]),
    ("1004", *CODED["diastolic"]),
    ("1005", "2466.", "O/E - blood pressure reading", "163020007"),
    ("1006", *CODED["flu"]),
    ("1007", "C10F.", "Type 2 diabetes mellitus", "44054006"),
)


def _clinical_codes() -> bytes:
    rows = [
        row_of(
            CLINICAL_CODE,
            {
                "CodeId": key,
                "Term": term,
                "ReadTermId": read,
                "SnomedCTConceptId": snomed,
                "ProcessingId": "7",
            },
        )
        for key, read, term, snomed in _CODES
    ]
    return written([CLINICAL_CODE, *rows], quotes_all=True)


def _drug_codes() -> bytes:
    rows = [
        ("2001", "Metformin 500mg tablets", "325278007", "7"),
        ("2002", "Atorvastatin 20mg tablets", "319997009", "7"),
    ]
    return written([DRUG_CODE, *rows], quotes_all=True)


def _observation(number: int, person: Person, on: str, code: str, value: str = "",
                 unit: str = "", **said: str) -> list[str]:  # fmt: skip
    return row_of(
        OBSERVATION,
        {
            "ObservationGuid": _guid(number),
            "PatientGuid": _WHO[person.number],
            "OrganisationGuid": _PRACTICE,
            "EffectiveDate": on,
            "EffectiveDatePrecision": "YMD" if on else "U",
            "EnteredDate": "2026-10-20",
            "EnteredTime": "09:31:00",
            "CodeId": code,
            "Value": value,
            "NumericUnit": unit,
            "ObservationType": "Value" if value else "Observation",
            "Deleted": "false",
            "IsConfidential": "false",
            "ProcessingId": "7",
            **said,
        },
    )


def _guid(number: int) -> str:
    return f"{{C0000000-0000-4000-8000-{number:012}}}"


def _observations() -> bytes:
    parent = {"ParentObservationGuid": _guid(5)}
    return written(
        [
            OBSERVATION,
            _observation(1, ZOE, "2026-09-12", "1001", "58", "mmol/mol"),
            _observation(2, ZOE, "2026-03-03", "1001", "61", "mmol/mol", Deleted="true"),
            _observation(3, ZOE, "2026-01-07", "1001", "67", "mmol/mol", IsConfidential="true"),
            _observation(4, ZOE, "2019-03-01", "1002", "77", "umol/L",
                         EffectiveDatePrecision="YM"),
            _observation(5, SEAN, "2026-08-03", "1005"),
            _observation(6, SEAN, "2026-08-03", "1003", "151", "mmHg", **parent),
            _observation(7, SEAN, "2026-08-03", "1004", "79", "mmHg", **parent),
            _observation(8, SEAN, "2026-08-03", "1001", "71", "mmol/mol"),
            _observation(9, SEAN, "2004-05-19", "1007"),
            _observation(10, SEAN, "", "1002", "88", "umol/L"),
            _observation(11, SEAN, "2026-10-14", "1006"),
            _observation(12, MARIA, "2026-09-30", "1001", "49", "mmol/mol"),
            _observation(13, SHAHIDA, "2026-10-11", "1001", "66", "mmol/mol"),
        ],
        quotes_all=True,
    )  # fmt: skip


def _observations_of_next_time() -> bytes:
    """A later extract holds only what changed: here, that one reading was deleted."""
    return written(
        [
            OBSERVATION,
            _observation(8, SEAN, "2026-08-03", "1001", "71", "mmol/mol", Deleted="true"),
            _observation(14, ZOE, "2026-10-19", "1001", "56", "mmol/mol"),
        ],
        quotes_all=True,
    )


def _drug_records() -> bytes:
    def row(number: int, person: Person, on: str, code: str, dose: str, **said: str) -> list[str]:
        return row_of(
            DRUG_RECORD,
            {
                "DrugRecordGuid": _guid(100 + number),
                "PatientGuid": _WHO[person.number],
                "OrganisationGuid": _PRACTICE,
                "EffectiveDate": on,
                "EffectiveDatePrecision": "YMD",
                "CodeId": code,
                "Dosage": dose,
                "Quantity": "56",
                "QuantityUnit": "tablet",
                "PrescriptionType": "Repeat",
                "IsActive": "true",
                "IsConfidential": "false",
                "Deleted": "false",
                "ProcessingId": "7",
                **said,
            },
        )

    return written(
        [
            DRUG_RECORD,
            row(1, ZOE, "2021-04-11", "2001", "One To Be Taken Twice A Day"),
            row(2, SEAN, "2018-02-05", "2002", "One To Be Taken At Night", IsActive="false",
                CancellationDate="2025-12-01"),
            row(3, SEAN, "2026-02-05", "2001", "One To Be Taken Twice A Day", Deleted="true"),
        ],
        quotes_all=True,
    )  # fmt: skip
