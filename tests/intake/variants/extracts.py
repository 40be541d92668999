"""Files of SystmOne, TPP, the NPDA, EMIS's bulk extract and the CVD extract."""

from datetime import date

from tests.intake.files.headings import (
    ADMIN_ORGANISATION,
    ADMIN_PATIENT,
    CLINICAL_CODE,
    CVD_BASE,
    OBSERVATION,
)
from tests.intake.files.systems import row_of
from tests.intake.files.workbooks import Cell, Day, Sheet, xlsx
from tests.intake.files.writing import written
from tests.intake.variants.made import WHO, Variant, one, wide

SYSTMONE = [
    one("a SystmOne report with readings",
        "Date of birth,NHS number,First name,Surname,Sex,Postcode,HbA1c,HbA1c date,Patient Count",
        "19580314,9990000018,Zoë,Müller,Female,ZZ99 3VZ,58,20260912,",
        practice="Y00002", results=("Z hba1c 2026-09-12 58",),
        people=("Z Müller Zoë 1958-03-14 female Y00002",)),
    one("a SystmOne report with CTV3 codes",
        "NHS number,Surname,First name,Date of birth,Sex,Event date,Event time,CTV3 code,"
        "CTV3 code description,Numeric value,Patient Count",
        "9990000018,MÜLLER,Zoë,19580314,Female,20260912,09:31,XaPbt,"
        "Haemoglobin A1c level - IFCC standardised,58,",
        "9990000018,MÜLLER,Zoë,19580314,Female,20260912,09:31,44J3.,Serum creatinine,77,",
        practice="Y00002", results=("Z hba1c 2026-09-12 58", "Z creatinine 2026-09-12 77")),
    one("a SystmOne report in ISO 8859-1",
        "NHS number,Surname,First name,Date of birth,Sex,Event date,Patient Count",
        "999 000 0018,Müller,Zoë,19580314,Female,20260912,", encoding="iso-8859-1",
        practice="Y00002", people=("Z Müller Zoë 1958-03-14 female Y00002",)),
]  # fmt: skip

_SR_PATIENT = (
    "RowIdentifier,IDOrganisationVisibleTo,FirstName,Surname,NHSNumber,DateBirth,DateDeath,Gender\n"
    "71,Y00002,Zoë,Müller,9990000018,14 Mar 1958,,Female\n"
).encode("cp1252")
_SR_OLD = (
    "RowIdentifier,DateEvent,CTV3Code,CTV3Text,NumericComparator,NumericValue,NumericUnit,IDPatient"
)
_SR_NEW = _SR_OLD + ",RemovedData"


def tpp(name: str, headings: str, *rows: str, delimiter: str = ",", **more) -> Variant:
    """SRCode with these rows, and SRPatient."""
    text = "\n".join((headings, *rows)) + "\n"
    aside = more.pop("aside", ())
    more["aside"] = aside if aside is None else frozenset(aside)
    patients = _SR_PATIENT.replace(b",", delimiter.encode())
    files = {"code.csv": text.replace(",", delimiter).encode("cp1252"), "patient.csv": patients}
    return Variant(name, files, practice="Y00002", **more)


TPP = [
    tpp("no SNOMED columns", _SR_OLD,
        "1,12 Sep 2026 09:31:00,XaPbt,Haemoglobin A1c level - IFCC standardised,,58,mmol/mol,71",
        results=("Z hba1c 2026-09-12 58",)),
    tpp("bars between the cells", _SR_OLD,
        "1,12 Sep 2026,XaPbt,Haemoglobin A1c level - IFCC standardised,<,20,mmol/mol,71",
        delimiter="|", results=("Z hba1c 2026-09-12 <20",)),
    tpp("removed is 1", _SR_NEW,
        "1,12 Sep 2026,XaPbt,Haemoglobin A1c level - IFCC standardised,,58,mmol/mol,71,1",
        "2,13 Sep 2026,XaPbt,Haemoglobin A1c level - IFCC standardised,,59,mmol/mol,71,0",
        results=("Z hba1c 2026-09-13 59",), aside=(2,)),
    tpp("no day", _SR_OLD,
        "1,,XaPbt,Haemoglobin A1c level - IFCC standardised,,58,mmol/mol,71", aside=(2,)),
    Variant("readings without their people",
            {"code.csv": f"{_SR_OLD}\n1,12 Sep 2026,XaPbt,HbA1c,,58,mmol/mol,71\n"},
            practice="Y00002", refused=True, aside=None),
]  # fmt: skip

_NPDA = (
    "NHS Number ,Date of Birth,Stated gender,Diabetes Type,Hba1c Value,HbA1c result format,"
    "Observation Date: Hba1c Value,Systolic Blood Pressure,Diastolic Blood pressure,"
    "Observation Date (Blood Pressure)"
)
_PLAIN = (
    "nhs_number,surname,forename,born_on,sex,practice\n"
    "9990000018,Müller,Zoë,1958-03-14,female,Y00001\n"
)


def npda(name: str, *rows: str, **more) -> Variant:
    """Visits, and their person in the plain layout."""
    aside = more.pop("aside", ())
    more["aside"] = aside if aside is None else frozenset(aside)
    text = "\r\n".join((_NPDA, *rows)) + "\r\n"
    return Variant(name, {"npda.csv": text, "people.csv": _PLAIN}, **more)


NPDA = [
    npda("several visits of one person",
         "999 000 0018,14/03/1958,2,1,58,1,12/09/2026,142,86,12/09/2026",
         "999 000 0018,14/03/1958,2,1,7.5,2,13/03/2026,,,",
         results=("Z hba1c 2026-09-12 58", "Z blood_pressure 2026-09-12 142/86",
                  "Z hba1c 2026-03-13 58")),
    npda("the format in words", "9990000018,14/03/1958,2,1,7.5,%,12/09/2026,,,",
         "9990000018,14/03/1958,2,1,61,mmol/mol,13/03/2026,,,",
         results=("Z hba1c 2026-09-12 58", "Z hba1c 2026-03-13 61")),
    npda("half a pressure", "9990000018,14/03/1958,2,1,,,,142,,12/09/2026", aside=(2,)),
    npda("another date of birth", "9990000018,15/03/1958,2,1,58,1,12/09/2026,,,", aside=None),
    npda("a format that says the wrong thing", "9990000018,14/03/1958,2,1,58,2,12/09/2026,,,",
         aside=(2,)),
]  # fmt: skip

_PRACTICE = "{A0000000-0000-4000-8000-000000000001}"
_WHO = "{B0000000-0000-4000-8000-000000000001}"
_CODES = (
    ("1", "Haemoglobin A1c level - IFCC standardised", "42W5.", "999791000000106"),
    ("2", "O/E - Systolic BP reading", "2469.", "163030003"),
    ("3", "O/E - Diastolic BP reading", "246A.", "163031004"),
    ("4", "Haemoglobin A1c level", "42W..", ""),
)


def bulk(name: str, *seen: dict[str, str], person: dict[str, str] | None = None, misspelt=False,
         **more) -> Variant:  # fmt: skip
    """Observations of one person, and the files that say what their identifiers mean."""
    who = {
        "PatientGuid": _WHO, "OrganisationGuid": _PRACTICE, "Sex": "F", "DateOfBirth": "1958-03-14",
        "GivenName": "Zoë", "Surname": "Müller", "NhsNumber": "9990000018", "Deleted": "false",
        "IsConfidential": "false", **(person or {}),
    }  # fmt: skip
    where = {"OrganisationGuid": _PRACTICE, "ODSCode": "Y00001", "OrganisationName": "Alder Road"}
    heads = [n.replace("Usual", "Ususal", 1) if misspelt else n for n in ADMIN_PATIENT]
    codes = [
        row_of(CLINICAL_CODE, {"CodeId": key, "Term": term, "ReadTermId": read,
                               "SnomedCTConceptId": snomed})
        for key, term, read, snomed in _CODES
    ]  # fmt: skip
    rows = [
        row_of(OBSERVATION, {
            "ObservationGuid": f"{{C{place}}}", "PatientGuid": _WHO, "OrganisationGuid": _PRACTICE,
            "EffectiveDate": "2026-09-12", "EffectiveDatePrecision": "YMD", "Deleted": "false",
            "IsConfidential": "false", **said,
        })
        for place, said in enumerate(seen)
    ]  # fmt: skip
    tables = {
        "observation.csv": [OBSERVATION, *rows],
        "patient.csv": [heads, row_of(ADMIN_PATIENT, who)],
        "organisation.csv": [ADMIN_ORGANISATION, row_of(ADMIN_ORGANISATION, where)],
        "code.csv": [CLINICAL_CODE, *codes],
    }
    aside = more.pop("aside", ())
    more["aside"] = aside if aside is None else frozenset(aside)
    files = {file: written(table, quotes_all=True) for file, table in tables.items()}
    return Variant(name, files, **more)


_PAIR = tuple({"ParentObservationGuid": "{P1}", "CodeId": code} for code in "23")
BULK = [
    bulk("a heading misspelt", {"CodeId": "1", "Value": "58", "NumericUnit": "mmol/mol"},
         misspelt=True, results=("Z hba1c 2026-09-12 58",)),
    bulk("the unit is %", {"CodeId": "4", "Value": "7.5", "NumericUnit": "%"},
         results=("Z hba1c 2026-09-12 58",)),
    bulk("a Read code and no SNOMED", {"CodeId": "4", "Value": "58", "NumericUnit": "mmol/mol"},
         results=("Z hba1c 2026-09-12 58",)),
    bulk("a day with its time", {"CodeId": "1", "Value": "58", "EffectiveDatePrecision": "YMDT"},
         results=("Z hba1c 2026-09-12 58",)),
    bulk("only the year by its precision",
         {"CodeId": "1", "Value": "58", "EffectiveDate": "2019-01-01",
          "EffectiveDatePrecision": "Y"}, results=("Z hba1c 2019 58",), aside=None),
    bulk("no day by its precision",
         {"CodeId": "1", "Value": "58", "EffectiveDate": "", "EffectiveDatePrecision": "U"},
         aside=(2,)),
    bulk("a code that no list has", {"CodeId": "99", "Value": "58"}, aside=None),
    bulk("a line break in the text", {"CodeId": "1", "Value": "58", "AssociatedText": "a\r\nb"},
         {"CodeId": "1", "Value": "580", "EffectiveDate": "2026-09-13"},
         results=("Z hba1c 2026-09-12 58",), aside=(3,)),
    bulk("two pressures of one day by their parents",
         {**_PAIR[0], "Value": "142"},
         {**_PAIR[0], "Value": "130", "ParentObservationGuid": "{P2}"},
         {**_PAIR[1], "Value": "70", "ParentObservationGuid": "{P2}"}, {**_PAIR[1], "Value": "86"},
         results=("Z blood_pressure 2026-09-12 142/86", "Z blood_pressure 2026-09-12 130/70")),
    bulk("a day of death and one of leaving", {"CodeId": "1", "Value": "58"},
         person={"DateOfDeath": "2026-10-01", "DateOfDeactivation": "2026-10-02", "Sex": "I"},
         results=("Z hba1c 2026-09-12 58",), columns=("sex", "died_on", "left_on"),
         people=("Z other 2026-10-01 2026-10-02",)),
    bulk("nobody of that number", {"CodeId": "1", "Value": "58"}, person={"NhsNumber": ""},
         aside=(2,)),
    Variant("observations without their people",
            {"observation.csv": written([OBSERVATION, row_of(OBSERVATION, {
                "ObservationGuid": "{C1}", "PatientGuid": _WHO, "EffectiveDate": "2026-09-12",
                "CodeId": "1", "Value": "58"})])}, refused=True, aside=None),
]  # fmt: skip

CVD = [
    one("a base with an index and an ethnicity",
        ",".join(CVD_BASE),
        "1,Y00001,9990000018,3,True,PCN,Alder Road,Müller,Zoë,Mrs,Female,1958-03-14,68,,12 Way,,"
        "Newtown,,ZZ99 3VZ,,,,,4,White British,x,y",
        columns=("surname", "title", "housebound", "practice"),
        people=("Z Müller Mrs yes Y00001",)),
    wide("observations beside more of the same",
         "HbA1c,HbA1c Date,Systolic BP,Diastolic BP,Systolic BP Date,Diastolic BP Date,Cholesterol,"
         "Cholesterol Date", "58,2026-09-12,142,86,2026-09-12,2026-09-12,4.6,2026-09-12",
         "Z hba1c 2026-09-12 58", "Z blood_pressure 2026-09-12 142/86",
         "Z cholesterol 2026-09-12 4.6"),
]  # fmt: skip


def book(name: str, *readings: tuple[Cell, Cell], **more) -> Variant:
    """A workbook of one person."""
    headings = (*WHO.split(","), "HbA1c", "HbA1c Date")
    who = (9990000018, "Müller", "Zoë", Day(date(1958, 3, 14)), "Female", "Y00001")
    sheet = Sheet("Results", [headings, *((*who, *reading) for reading in readings)])
    return Variant(name, {"search.xlsx": xlsx([sheet])}, **more)


BOOKS = [
    book("bare numbers of days, with a time and without", (58, 46277), (61, 46084.5),
         results=("Z hba1c 2026-09-12 58", "Z hba1c 2026-03-03 61"), aside=frozenset({3})),
    book("a year alone is no day of 1905", (58, 2019), results=("Z hba1c 2019 58",), aside=None),
    book("a number that is written as a day", (58, 20260912), results=("Z hba1c 2026-09-12 58",)),
    book("texts in a workbook", ("58 mmol/mol", "12-Sep-2026"), ("7.5%", "03/03/2026"),
         results=("Z hba1c 2026-09-12 58", "Z hba1c 2026-03-03 58"), aside=frozenset({3})),
]  # fmt: skip
EVERY = (*SYSTMONE, *TPP, *NPDA, *BULK, *CVD, *BOOKS)
