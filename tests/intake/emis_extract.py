"""A small EMIS bulk extract: six people, a few codes, one medicine."""

import itertools

from tests.intake.conftest import ADA, BEN, CAT, DAN
from tests.intake.extracts import (
    ADMIN_PATIENT,
    CLINICAL_CODE,
    DRUG_CODE,
    DRUG_RECORD,
    ELF,
    FAY,
    ISSUE_RECORD,
    OBSERVATION,
    written,
)

P = {name: f"{{A{n}0F0000-0000-4000-8000-0000000000E{n}}}" for n, name in enumerate("abcdef", 1)}
NUMBERS = dict(zip("abcdef", (ADA, BEN, CAT, DAN, ELF, FAY), strict=True))
ALDER, BIRCH = "{0C000000-0000-4000-8000-00000000000A}", "{0C000000-0000-4000-8000-00000000000B}"
HBA1C, SYSTOLIC, DIASTOLIC, PRESSURE, LOCAL, METFORMIN = "101", "102", "103", "104", "105", "901"


def patient(who: str, **cells: str) -> dict[str, str]:
    return {
        "PatientGuid": P[who],
        "OrganisationGuid": ALDER,
        "Sex": "F",
        "DateOfBirth": "1950-02-14",
        "Title": "Ms",
        "GivenName": f"Given{who}",
        "Surname": f"Surname{who}",
        "DateOfRegistration": "2001-05-06",
        "NhsNumber": NUMBERS[who],
        "PatientTypeDescription": "Regular",
        "DummyType": "False",
        "Deleted": "False",
        "IsConfidential": "False",
    } | cells


def seen(who: str, code: str, value: str = "", **cells: str) -> dict[str, str]:
    return {
        "ObservationGuid": f"{{0B{next(_COUNT):06}-0000-4000-8000-0000000000AB}}",
        "PatientGuid": P[who],
        "EffectiveDate": "2026-03-31",
        "EffectiveDatePrecision": "YMD",
        "EnteredDate": "2026-04-30",
        "CodeId": code,
        "Value": value,
        "Deleted": "False",
        "IsConfidential": "False",
    } | cells


_COUNT = itertools.count(1)


def drug(who: str, **cells: str) -> dict[str, str]:
    return {
        "DrugRecordGuid": f"{{0D{next(_COUNT):06}-0000-4000-8000-0000000000AB}}",
        "PatientGuid": P[who],
        "EffectiveDate": "2020-01-31",
        "EffectiveDatePrecision": "YMD",
        "CodeId": METFORMIN,
        "Dosage": "One To Be Taken Twice A Day",
        "IsActive": "True",
        "Deleted": "False",
        "IsConfidential": "False",
    } | cells


CODES = [
    {
        "CodeId": HBA1C,
        "Term": "Haemoglobin A1c level - IFCC standardised",
        "ReadTermId": "42W5.00",
        "SnomedCTConceptId": "999791000000106",
    },
    {"CodeId": SYSTOLIC, "Term": "O/E - Systolic BP reading", "SnomedCTConceptId": "271649006"},
    {"CodeId": DIASTOLIC, "Term": "O/E - Diastolic BP reading", "SnomedCTConceptId": "271650006"},
    {"CodeId": PRESSURE, "Term": "O/E - blood pressure reading", "SnomedCTConceptId": "75367002"},
    {"CodeId": LOCAL, "Term": "Letter from\tthe surgery", "ReadTermId": "EMISNQLE12"},
]
DRUGS = [{"CodeId": METFORMIN, "Term": "Metformin 500mg tablets", "DmdProductCodeId": "1"}]
ORGANISATIONS = [
    {"OrganisationGuid": ALDER, "OrganisationName": "Alder Road", "ODSCode": "Y00001"},
    {"OrganisationGuid": BIRCH, "OrganisationName": "Birch Lane", "ODSCode": "Y00002"},
]


def extract(
    patients=(), observations=None, drugs=None, issues=None, *, codes=CODES, turn=str, **more
):
    """Files of an extract, as text by name; those not asked for are left out."""
    files = {"patients": written(ADMIN_PATIENT, patients, turn)}
    if observations is not None:
        files["observations"] = written(OBSERVATION, observations, turn)
        files["codes"] = written(CLINICAL_CODE, codes, turn)
    if drugs is not None:
        files["drugs"] = written(DRUG_RECORD, drugs, turn)
        files["drug_codes"] = written(DRUG_CODE, DRUGS, turn)
    if issues is not None:
        files["issues"] = written(ISSUE_RECORD, issues, turn)
    return files | more
