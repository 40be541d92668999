"""Fixtures 12 to 14: SystmOne reports, TPP's extract, the NPDA's sheet."""

from collections.abc import Mapping, Sequence

from tests.intake.files.headings import (
    NPDA,
    SR_CODE,
    SR_PATIENT,
    SYSTMONE,
)
from tests.intake.files.people import (
    ANH,
    CHIDI,
    MARIA,
    PAWEL,
    SEAN,
    SHAHIDA,
    WILLIAM,
    ZOE,
    Person,
    british,
    cells,
    compact,
    spaced,
    tpp,
)
from tests.intake.files.writing import lines, written


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "12-systmone.csv": _systmone(),
        "13-tpp-srpatient.csv": _sr_patient(),
        "13-tpp-srcode.csv": _sr_code(),
        "14-npda-people.csv": _npda_people(),
        "14-npda.csv": _npda(),
    }


def row_of(headings: Sequence[str], said: Mapping[str, str]) -> list[str]:
    """A row with these cells and no others."""
    unknown = set(said) - set(headings)
    assert not unknown, unknown
    return [said.get(heading, "") for heading in headings]


# --- SystmOne reports --------------------------------------------------------------------


def _systmone() -> bytes:
    said = {"Vaccination type": "Influenza", "Event date": "20261014", "Event location type": "GP"}
    shouted = Person(SEAN.number, "O'BRIEN", "Seán", "Mr", SEAN.born, "Male")
    nameless = {"NHS number": "", **said}
    return written(
        [
            SYSTMONE,
            cells(ZOE, SYSTMONE, compact, said),
            cells(shouted, SYSTMONE, compact, said),
            cells(WILLIAM, SYSTMONE, compact, nameless),
            cells(ANH, SYSTMONE, compact, said),
        ]
    )


# --- TPP's strategic extract -------------------------------------------------------------

_IDS = {person.number: str(70_000 + place) for place, person in enumerate(
    (ZOE, SEAN, MARIA, SHAHIDA))}  # fmt: skip


def _sr_patient() -> bytes:
    rows = [
        row_of(
            SR_PATIENT,
            {
                "RowIdentifier": _IDS[person.number],
                "IDOrganisationVisibleTo": "Y00002",
                "Title": person.title,
                "FirstName": person.forename,
                "Surname": person.surname,
                "NHSNumber": person.number,
                "DateBirth": tpp(person.born) + " 00:00",
                "Gender": person.sex,
                "TestPatient": "FALSE",
                "RemovedData": "FALSE",
            },
        )
        for person in (ZOE, SEAN, MARIA, SHAHIDA)
    ]
    return written([SR_PATIENT, *rows], encoding="cp1252", quotes_all=True)


CODED = {
    "hba1c": ("XaPbt", "Haemoglobin A1c level - IFCC standardised", "999791000000106"),
    "egfr": ("XacUK", "eGFR using CKD-Epi formula", "1011481000000105"),
    "acr": ("X773Y", "Urine albumin:creatinine ratio", "1023491000000104"),
    "creatinine": ("XE2q5", "Serum creatinine level", "1000731000000107"),
    "cholesterol": ("XE2eD", "Serum cholesterol level", "1005671000000105"),
    "systolic": ("2469.", "O/E - Systolic BP reading", "163030003"),
    "diastolic": ("246A.", "O/E - Diastolic BP reading", "163031004"),
    "foot": ("XaKFY", "Diabetic foot examination", "401191002"),
    "flu": ("65E..", "Influenza vaccination", "86198006"),
}


def _sr_code() -> bytes:
    return written(
        [
            SR_CODE,
            *(
                _coded(place, *said)
                for place, said in enumerate(
                    (
                        (ZOE, "12 Sep 2026", "hba1c", "", "58", "mmol/mol"),
                        (ZOE, "12 Sep 2026", "egfr", ">", "90", "mL/min/1.73m2"),
                        (ZOE, "12 Sep 2026", "acr", "<", "1.0", "mg/mmol"),
                        (ZOE, "12 Sep 2026", "creatinine", "0", "77", "umol/L"),
                        (SEAN, "03 Aug 2026", "hba1c", "", "-1.0", "mmol/mol"),
                        (SEAN, "03 Aug 2026", "cholesterol", "", "0.0", "mmol/L"),
                        (SEAN, "03 Aug 2026", "creatinine", ">=", "400", "umol/L"),
                        (SEAN, "03 Aug 2026", "acr", "<=", "0.5", "mg/mmol"),
                        (MARIA, "30 Sep 2026", "systolic", "", "142", "mmHg"),
                        (MARIA, "30 Sep 2026", "diastolic", "", "86", "mmHg"),
                        (MARIA, "30 Sep 2026", "foot", "", "0", ""),
                        (MARIA, "30 Sep 2026", "flu", "", "-1", ""),
                        (SHAHIDA, "11 Oct 2026", "hba1c", "", "99", "mmol/mol", "TRUE"),
                        (CHIDI, "11 Oct 2026", "hba1c", "", "60", "mmol/mol"),
                    ),
                    start=1,
                )
            ),
        ],
        encoding="cp1252",
        quotes_all=True,
    )


def _coded(place: int, person: Person, on: str, what: str, comparator: str, value: str,
           unit: str, removed: str = "FALSE") -> list[str]:  # fmt: skip
    ctv3, term, snomed = CODED[what]
    return row_of(
        SR_CODE,
        {
            "RowIdentifier": str(900_000 + place),
            "IDOrganisationVisibleTo": "Y00002",
            "DateEventRecorded": f"{on} 10:15:00",
            "DateEvent": f"{on} 09:31:00",
            "TextualEventDoneBy": "Dr Peña – locum",
            "CTV3Code": ctv3,
            "CTV3Text": term,
            "SNOMEDCode": snomed,
            "SNOMEDText": term,
            "NumericComparator": comparator,
            "IsNumeric": "TRUE" if unit else "FALSE",
            "NumericValue": value,
            "NumericUnit": unit,
            "IDEvent": f"5000{person.number[-3:]}",
            "IDPatient": _IDS.get(person.number, "79999"),
            "IDReferralIn": "-1",
            "IDAppointment": "-1",
            "IDVisit": "-1",
            "RemovedData": removed,
        },
    )


# --- the NPDA's sheet --------------------------------------------------------------------

_NPDA_PEOPLE = "nhs_number,surname,forename,born_on,sex,practice"


def _npda_people() -> bytes:
    rows = [
        f"{p.number},{p.surname},{p.forename},{p.born},{p.sex.lower()},{p.practice}"
        for p in (ZOE, SEAN, MARIA, SHAHIDA, PAWEL)
    ]
    return lines(_NPDA_PEOPLE, *rows)


def _npda() -> bytes:
    def visit(person: Person, on: str, hba1c: str, form: str, **more: str) -> list[str]:
        return row_of(
            NPDA,
            {
                "NHS Number": spaced(person.number),
                "Date of Birth": british(person.born),
                "Postcode of usual address": "ZZ99 3VZ",
                "Stated gender": "2" if person.sex == "Female" else "1",
                "Ethnic Category": "A",
                "Diabetes Type": "1",
                "Date of Diabetes Diagnosis": "01/05/2001",
                "GP Practice Code": "Y00001",
                "PDU Number": "PZ041",
                "Visit/Appointment Date": on,
                "Hba1c Value": hba1c,
                "HbA1c result format": form,
                "Observation Date: Hba1c Value": on if hba1c else "",
                **_measured(on, more),
            },
        )

    return written(
        [
            NPDA,
            visit(ZOE, "12/09/2026", "58", "1", height="158", weight="58.5", systolic="142",
                  diastolic="86", acr="3.4", cholesterol="4.6", foot="12/09/2026",
                  eyes="30/08/2026"),
            visit(SEAN, "03/08/2026", "8.2", "2"),
            visit(MARIA, "30/09/2026", "8.2", "1"),
            visit(SHAHIDA, "11/10/2026", "9.1", ""),
            visit(PAWEL, "01/10/2026", "", ""),
            visit(CHIDI, "02/10/2026", "60", "1"),
        ]
    )  # fmt: skip


def _measured(on: str, more: Mapping[str, str]) -> dict[str, str]:
    named = {
        "height": ("Patient Height (cm)", "Observation Date (Height and weight)"),
        "weight": ("Patient Weight (kg)", "Observation Date (Height and weight)"),
        "systolic": ("Systolic Blood Pressure", "Observation Date (Blood Pressure)"),
        "diastolic": ("Diastolic Blood pressure", "Observation Date (Blood Pressure)"),
        "acr": ("Urinary Albumin Level (ACR)", "Observation Date: Urinary Albumin Level"),
        "cholesterol": (
            "Total Cholesterol Level (mmol/l)",
            "Observation Date: Total Cholesterol Level",
        ),
        "foot": ("Foot Assessment / Examination Date", ""),
        "eyes": ("Retinal Screening date", ""),
    }
    said: dict[str, str] = {}
    for name, text in more.items():
        heading, dated = named[name]
        said[heading] = text
        if dated:
            said[dated] = on
    return said
