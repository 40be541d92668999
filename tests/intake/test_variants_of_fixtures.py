"""Other spellings, orders and habits of the same families of files, each a few lines long."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from mdt_app.intake.exporting import export_store
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes

NUMBERS = {"Z": "9990000018", "S": "9990000026", "M": "9990000034", "B": "9990000042"}
WHO = "NHS Number,Family Name,Given Name,Date of Birth,Gender,Organisation Code"
Z = "9990000018,Müller,Zoë,14-Mar-1958,Female,Y00001"
S = "9990000026,O'Brien,Seán,02-Nov-1949,Male,Y00001"
M = "9990000034,Núñez,María,25-Jul-1971,Female,Y00001"
B = "9990000042,Begum,Shahida,30-Jan-1964,Female,Y00001"
IFCC = "Haemoglobin A1c level - IFCC standardised"


@dataclass(frozen=True)
class Variant:
    """Files as text by name, and what must be in the store afterwards."""

    name: str
    files: dict[str, str | bytes]
    results: tuple[str, ...] = ()
    """`Z hba1c 2026-09-12 58`."""
    events: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    people: tuple[str, ...] | None = None
    """`Z Müller Zoë 1958-03-14 female Y00001`, and more columns in their order; None: any."""
    columns: tuple[str, ...] = ("surname", "forename", "born_on", "sex", "practice")
    aside: frozenset[int] | None = frozenset()
    """Rows of the first file with problems; None: not looked at."""
    practice: str = ""
    layout: str = ""
    refused: bool = False
    warned: tuple[str, ...] = ()


def one(name: str, *lines: str, encoding: str = "utf-8", end: str = "\r\n", **more) -> Variant:
    """A variant of one file."""
    aside = more.pop("aside", ())
    content = end.join(lines) + more.pop("last", end)
    more["aside"] = aside if aside is None else frozenset(aside)
    return Variant(name, {"search.csv": content.encode(encoding)}, **more)


def wide(name: str, headings: str, cells: str, *results: str, **more) -> Variant:
    """One person and these columns behind their own."""
    return one(name, f"{WHO},{headings}", f"{Z},{cells}", results=results, **more)


def coded(name: str, *rows: str, headings: str = "Date,Code Term,Value", **more) -> Variant:
    """Rows about one person, each with its own code."""
    return one(name, f"{WHO},{headings}", *(f"{Z},{row}" for row in rows), **more)


PEOPLE = [
    one("a flat number without its spaces",
        "EMIS Number,NHS Number,Family Name,Calling Name,Date of Birth,Gender,Organisation Code,"
        "House Name/Flat Number",
        "1,9990000018,Müller,Zoë,14-Mar-1958,Female,Y00001,Flat 2",
        people=("Z Müller Zoë 1958-03-14 female Y00001",)),
    one("a whole name in one cell",
        "EMIS Number,NHS Number,Full Name,Date of Birth,Gender,Organisation Code",
        '1,9990000018,"MÜLLER, Zoë (Mrs)",14-Mar-1958,Female,Y00001',
        '2,9990000026,"O\'BRIEN, Seán",02-Nov-1949,Male,Y00001',
        people=("Z MÜLLER Zoë 1958-03-14 female Y00001 Mrs",
                "S O'BRIEN Seán 1949-11-02 male Y00001 "),
        columns=("surname", "forename", "born_on", "sex", "practice", "title")),
    one("headings in capitals with spaces around",
        " NHS NUMBER ,FAMILY NAME,GIVEN NAME , DATE OF BIRTH,GENDER,ORGANISATION CODE", Z,
        people=("Z Müller Zoë 1958-03-14 female Y00001",)),
    one("sexes in other words", WHO,
        "9990000018,Müller,Zoë,14-Mar-1958,F,Y00001",
        "9990000026,O'Brien,Seán,02-Nov-1949,M,Y00001",
        "9990000034,Núñez,María,25-Jul-1971,Indeterminate,Y00001",
        "9990000042,Begum,Shahida,30-Jan-1964,Not known,Y00001",
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001",
                "M Núñez María 1971-07-25 other Y00001",
                "B Begum Shahida 1964-01-30 unknown Y00001")),
    one("births in every way of writing days", WHO,
        "9990000018,Müller,Zoë,14/03/1958,Female,Y00001",
        "9990000026,O'Brien,Seán,1949-11-02,Male,Y00001",
        "9990000034,Núñez,María,25 Jul 1971,Female,Y00001",
        "9990000042,Begum,Shahida,19640130,Female,Y00001",
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001",
                "M Núñez María 1971-07-25 female Y00001",
                "B Begum Shahida 1964-01-30 female Y00001")),
    one("a time behind a birth", WHO,
        "9990000018,Müller,Zoë,14/03/1958 00:00:00,Female,Y00001",
        "9990000026,O'Brien,Seán,1949-11-02T00:00:00,Male,Y00001",
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001")),
    one("yes and no in many words", f"{WHO},Is Housebound",
        f"{Z},True", f"{S},N", f"{M},1", f"{B},",
        columns=("housebound",), people=("Z yes", "S no", "M yes", "B ")),
    one("ethnic origins in words", f"{WHO},Ethnic Origin", f"{Z},White British", f"{S},White Irish",
        f"{M},Bangladeshi or British Bangladeshi", f"{B},Ethnic category not stated",
        columns=("ethnic_category",), people=("Z A", "S B", "M K", "B Z"), aside=None),
    one("tildes between the cells", WHO.replace(",", "~"), Z.replace(",", "~"),
        S.replace(",", "~"), people=("Z Müller Zoë 1958-03-14 female Y00001",
                                     "S O'Brien Seán 1949-11-02 male Y00001")),
    one("no line break at the end", WHO, Z, S, last="",
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001")),
    one("a practice by its name", WHO.replace("Organisation Code", "Organisation Name"),
        Z.replace("Y00001", "Birch Lane"), people=("Z Müller Zoë 1958-03-14 female Y00002",)),
    one("totals at the end", WHO, Z, S, ",,,,,", "Total,2,,,,", aside=(),
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001")),
    one("a count of people at the end", WHO, Z, S, "Patient Count: 2", aside=(),
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001")),
    one("an instruction under the headings", WHO,
        "10 digits,required,required,DD-MMM-YYYY,required,ODS code", Z, warned=("Row 2",),
        people=("Z Müller Zoë 1958-03-14 female Y00001",)),
    one("a day of death and one of leaving", f"{WHO},Date of Death,Date of Deduction",
        f"{Z},03-Feb-2026,", f"{S},,04-Feb-2026", columns=("died_on", "left_on"),
        people=("Z 2026-02-03 ", "S  2026-02-04")),
    one("a carriage return alone ends the lines", WHO, Z, S, end="\r",
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001")),
    one("forty lines before the headings", *(f"Note {n}" for n in range(40)), WHO, Z,
        people=("Z Müller Zoë 1958-03-14 female Y00001",)),
    one("no headings at all", Z, S, refused=True, aside=None),
    one("somebody twice with the same details", WHO, Z, S, Z, aside=None,
        people=("Z Müller Zoë 1958-03-14 female Y00001", "S O'Brien Seán 1949-11-02 male Y00001")),
    one("ISO 8859-1", WHO, Z, encoding="iso-8859-1",
        people=("Z Müller Zoë 1958-03-14 female Y00001",)),
    one("UTF-16 without a mark", WHO, Z, encoding="utf-16-le",
        people=("Z Müller Zoë 1958-03-14 female Y00001",)),
    one("type of diabetes in words", f"{WHO},Diabetes Type,Date of Diabetes Diagnosis",
        f"{Z},Type 2,05-Nov-2011", f"{S},type 1,19-May-2004", f"{M},Type II,",
        f"{B},Type 2 diabetes mellitus,", columns=("diabetes_type", "diagnosed_on"),
        people=("Z type 2 2011-11-05", "S type 1 2004-05-19", "M type 2 ", "B type 2 ")),
]  # fmt: skip

WIDE = [
    wide("the unit in the heading is %", "HbA1c (%),HbA1c Date", "7.5,12-Sep-2026",
         "Z hba1c 2026-09-12 58"),
    wide("a heading's mmol/mol is believed", "HbA1c (mmol/mol),HbA1c Date", "7.5,12-Sep-2026",
         aside=(2,)),
    wide("the unit behind the name", "Latest HbA1c mmol/mol,Latest HbA1c date", "58,12-Sep-2026",
         "Z hba1c 2026-09-12 58"),
    wide("the day before the value", "Date of last HbA1c,Last HbA1c", "12-Sep-2026,58",
         "Z hba1c 2026-09-12 58"),
    wide("two pressures on two days",
         "Systolic BP,Diastolic BP,Systolic BP Date,Diastolic BP Date",
         "142,86,12-Sep-2026,14-Sep-2026", aside=(2,)),
    wide("half a pressure", "Systolic BP,Diastolic BP,Systolic BP Date,Diastolic BP Date",
         "142,,12-Sep-2026,12-Sep-2026", aside=(2,)),
    wide("a pressure in one cell", "BP,BP Date", "142/86,12-Sep-2026",
         "Z blood_pressure 2026-09-12 142/86"),
    wide("a pressure with one day for both", "Systolic BP,Diastolic BP,BP Date",
         "142,86,12-Sep-2026", "Z blood_pressure 2026-09-12 142/86"),
    wide("systolic and diastolic spelled out",
         "Systolic blood pressure,Diastolic blood pressure,Blood pressure date",
         "142,86,12-Sep-2026", "Z blood_pressure 2026-09-12 142/86"),
    wide("comparators in the cells", "eGFR,eGFR Date,ACR,ACR Date",
         ">90,12-Sep-2026,<1.0,12-Sep-2026", "Z egfr 2026-09-12 >90", "Z acr 2026-09-12 <1"),
    wide("units in the cells", "HbA1c,HbA1c Date,Weight,Weight Date",
         "7.5%,12-Sep-2026,71.5 kg,12-Sep-2026", "Z hba1c 2026-09-12 58",
         "Z weight 2026-09-12 71.5"),
    wide("a ratio is no cholesterol", "Cholesterol,Cholesterol Date,Cholesterol/HDL ratio",
         "4.6,12-Sep-2026,3.1", "Z cholesterol 2026-09-12 4.6"),
    wide("a ratio with its own day is no cholesterol",
         "Total cholesterol/HDL ratio,Total cholesterol/HDL ratio date", "3.1,12-Sep-2026"),
    wide("kinds of cholesterol",
         "Total Cholesterol,Total Cholesterol Date,HDL Cholesterol,HDL Cholesterol Date,"
         "LDL Cholesterol,LDL Cholesterol Date,Non-HDL Cholesterol,Non-HDL Cholesterol Date",
         "4.6,12-Sep-2026,1.2,12-Sep-2026,2.4,12-Sep-2026,3.4,12-Sep-2026",
         "Z cholesterol 2026-09-12 4.6", "Z hdl 2026-09-12 1.2", "Z ldl 2026-09-12 2.4",
         "Z non_hdl 2026-09-12 3.4"),
    wide("a target is no reading", "HbA1c,HbA1c Date,HbA1c Target", "58,12-Sep-2026,53",
         "Z hba1c 2026-09-12 58"),
    wide("a day due is no day of a reading", "HbA1c,HbA1c Date,HbA1c Due Date",
         "58,12-Sep-2026,12-Dec-2026", "Z hba1c 2026-09-12 58"),
    wide("another score is not QRISK3", "QRISK2,QRISK2 Date", "12,12-Sep-2026"),
    wide("two of a kind by number", "HbA1c 1,HbA1c 1 Date,HbA1c 2,HbA1c 2 Date",
         "58,12-Sep-2026,61,03-Mar-2026", "Z hba1c 2026-09-12 58", "Z hba1c 2026-03-03 61"),
    wide("the one before", "HbA1c,HbA1c Date,Previous HbA1c,Previous HbA1c Date",
         "58,12-Sep-2026,61,03-Mar-2026", "Z hba1c 2026-09-12 58", "Z hba1c 2026-03-03 61"),
    wide("height in metres by its heading", "Height (m),Height Date,Weight (kg),Weight Date",
         "1.72,12-Sep-2026,80,12-Sep-2026", "Z height 2026-09-12 172", "Z weight 2026-09-12 80"),
    wide("words where a number belongs", "HbA1c,HbA1c Date", "No record,12-Sep-2026", aside=(2,)),
    wide("smoking", "Smoking Status,Smoking Status Date", "Ex smoker,12-Sep-2026",
         "Z smoking 2026-09-12 ex"),
    wide("neither value nor day", "HbA1c,HbA1c Date,Cholesterol,Cholesterol Date", ",,,"),
    wide("a nought is no reading", "HbA1c,HbA1c Date", "0,12-Sep-2026", aside=(2,)),
    wide("a time behind a day", "HbA1c,HbA1c Date", "58,12/09/2026 09:14", "Z hba1c 2026-09-12 58"),
    wide("only a month", "HbA1c,HbA1c Date", "58,2026-09", "Z hba1c 2026-09 58", aside=None),
    wide("only a year", "HbA1c,HbA1c Date", "58,2019", "Z hba1c 2019 58", aside=None),
    wide("a month in words", "HbA1c,HbA1c Date", "58,Sep-2026", "Z hba1c 2026-09 58", aside=None),
    wide("other names of columns", "IFCC HbA1c,IFCC HbA1c Date,"
         "Serum creatinine,Serum creatinine date",
         "58,12-Sep-2026,77,12-Sep-2026", "Z hba1c 2026-09-12 58", "Z creatinine 2026-09-12 77"),
    one("dates of events alone", f"{WHO},Retinal Screening date,Foot Examination Date",
        f"{Z},12-Sep-2026,13-Sep-2026",
        events=("Z retinal_screen_attended 2026-09-12", "Z foot_check 2026-09-13")),
]  # fmt: skip

TRIPLES = [
    wide("HbA1c with its unit beside", "HbA1c Value,HbA1c Unit,HbA1c Date", "7.5,%,12-Sep-26",
         "Z hba1c 2026-09-12 58"),
    wide("in another order", "HbA1c Date,HbA1c Units,HbA1c Value", "12-Sep-26,mmol/mol,58",
         "Z hba1c 2026-09-12 58"),
    wide("a unit nobody takes", "Weight Value,Weight Unit,Weight Date", "11,stone,12-Sep-26",
         aside=(2,)),
    wide("units in capitals", "Height Value,Height Unit,Height Date,Cholesterol Value,"
         "Cholesterol Unit,Cholesterol Date", "172,CM,12-Sep-26,4.6,MMOL/L,12-Sep-26",
         "Z height 2026-09-12 172", "Z cholesterol 2026-09-12 4.6"),
    wide("a unit and nothing else", "Weight Value,Weight Unit,Weight Date", ",kg,"),
    wide("a two-digit year that would be next year", "Weight Value,Weight Unit,Weight Date",
         "80,kg,04-Mar-27", aside=(2,)),
    wide("a stated unit that makes it implausible", "HbA1c Value,HbA1c Unit,HbA1c Date",
         "58,%,12-Sep-26", aside=(2,)),
    wide("height in metres", "Height Value,Height Unit,Height Date", "1.72,m,12-Sep-26",
         "Z height 2026-09-12 172"),
]  # fmt: skip

REPORTS = [
    coded("a column of units", f"12-Sep-2026,{IFCC},58,mmol/mol",
          "12-Sep-2026,Haemoglobin A1c level,7.5,%", headings="Date,Code Term,Value,Units",
          results=("Z hba1c 2026-09-12 58",)),
    coded("units in the values", f"12-Sep-2026,{IFCC},58 mmol/mol",
          "12-Sep-2026,Urine albumin:creatinine ratio,<1.0",
          "12-Sep-2026,Estimated glomerular filtration rate,>90",
          results=("Z hba1c 2026-09-12 58", "Z acr 2026-09-12 <1", "Z egfr 2026-09-12 >90")),
    coded("other names for the columns", f"12-Sep-2026,{IFCC},58,,PATEL",
          headings="Date,Code Term,Numeric Value,Associated Text,User Details' Full Name",
          results=("Z hba1c 2026-09-12 58",)),
    coded("the code before the day", f"{IFCC},12-Sep-2026,58", headings="Code Term,Date,Value",
          results=("Z hba1c 2026-09-12 58",)),
    coded("a time behind the day", f"12-Sep-2026 09:14,{IFCC},58",
          results=("Z hba1c 2026-09-12 58",)),
    coded("a pressure in two rows", "12-Sep-2026,O/E - Systolic BP reading,142",
          "12-Sep-2026,O/E - Diastolic BP reading,86",
          results=("Z blood_pressure 2026-09-12 142/86",)),
    coded("a pressure in one row", "12-Sep-2026,O/E - blood pressure reading,142/86",
          results=("Z blood_pressure 2026-09-12 142/86",)),
    coded("a pressure in two groups of one row",
          "12-Sep-2026,Systolic blood pressure,142,12-Sep-2026,Diastolic blood pressure,86",
          headings="Date,Code Term,Value,Date,Code Term,Value",
          results=("Z blood_pressure 2026-09-12 142/86",)),
    coded("a systolic without its diastolic", "12-Sep-2026,Systolic blood pressure,142",
          aside=(2,)),
    coded("pressures at home", "12-Sep-2026,Average home systolic blood pressure,142",
          "12-Sep-2026,Average home diastolic blood pressure,86",
          results=("Z blood_pressure 2026-09-12 142/86 home",)),
    coded("achievements are no readings", "12-Sep-2026,HbA1c <7%,",
          "12-Sep-2026,HbA1c < 59 mmol/mol,1", "12-Sep-2026,Haemoglobin A1c less than 7.5%,",
          "12-Sep-2026,Last blood pressure reading less than 140/80,"),
    coded("thousands of codes of no use", *["12-Sep-2026,Influenza vaccination,"] * 3000,
          f"12-Sep-2026,{IFCC},58", results=("Z hba1c 2026-09-12 58",)),
    coded("the SNOMED code decides", "12-Sep-2026,Some local words,999791000000106,58",
          headings="Date,Code Term,SNOMED Code,Value", results=("Z hba1c 2026-09-12 58",)),
    coded("code and words that say different things",
          "12-Sep-2026,Serum cholesterol level,999791000000106,58",
          headings="Date,Code Term,SNOMED Code,Value", aside=(2,)),
    coded("Read codes", "12-Sep-2026,42W5.,Haemoglobin A1c level - IFCC standardised,58",
          headings="Date,Read Code,Code Term,Value", results=("Z hba1c 2026-09-12 58",)),
    coded("only a month", f"Sep-2026,{IFCC},58", results=("Z hba1c 2026-09 58",), aside=None),
    coded("only a year", f"2019,{IFCC},58", results=("Z hba1c 2019 58",), aside=None),
    coded("a nought is no reading", f"12-Sep-2026,{IFCC},0", aside=(2,)),
    one("labels above the headings", ",,,,,,HbA1c,,Cholesterol,", f"{WHO},Date,Value,Date,Value",
        f"{Z},12-Sep-2026,58,13-Sep-2026,4.6",
        results=("Z hba1c 2026-09-12 58", "Z cholesterol 2026-09-13 4.6")),
    coded("drugs in the other order", "01-Nov-2026,\"Metformin 500mg tablets, one a day\"",
          headings="Most Recent Issue Date in Course,\"Name, Dosage and Quantity\"",
          medicines=("Z metformin 2026-11-01",)),
    coded("one drug issued twice", "Metformin 500mg tablets,01-Nov-2026",
          "Metformin 500mg tablets,01-Oct-2026",
          headings="\"Name, Dosage and Quantity\",Most Recent Issue Date in Course",
          medicines=("Z metformin 2026-11-01",)),
    coded("declined is not done", "12-Sep-2026,Diabetic foot examination declined,",
          "13-Sep-2026,Diabetic retinopathy screening declined,", aside=None,
          events=("Z process_declined 2026-09-12", "Z retinal_screen_declined 2026-09-13")),
    coded("family history is nobody's diagnosis", "12-Sep-2026,FH: Type 2 diabetes mellitus,",
          "13-Sep-2026,Family history of diabetes mellitus,",
          "14-Sep-2026,No family history of ischaemic heart disease,"),
    coded("suspected, excluded and at risk are no diagnosis", "12-Sep-2026,At risk of diabetes,",
          "13-Sep-2026,Heart failure excluded,", "14-Sep-2026,Suspected heart failure,",
          "15-Sep-2026,Heart failure screen,"),
    coded("what sounds like HbA1c", "12-Sep-2026,HbA1c target level,53",
          "13-Sep-2026,Haemoglobin A1c monitoring invitation,1",
          "14-Sep-2026,Haemoglobin estimation,131"),
    coded("urine creatinine is not serum creatinine", "12-Sep-2026,Urine creatinine level,9.1",
          "12-Sep-2026,Urine albumin level,12", "12-Sep-2026,Creatinine clearance,60"),
    coded("non-diabetic hyperglycaemia and gestational diabetes are not type 2",
          "12-Sep-2026,Non-diabetic hyperglycaemia,", "13-Sep-2026,Gestational diabetes mellitus,",
          "14-Sep-2026,Type 2 diabetes mellitus resolved,", aside=None, events=()),
]  # fmt: skip

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

NOT_YET = frozenset(("only a month", "only a year", "a month in words"))
ALL = [*PEOPLE, *WIDE, *TRIPLES, *REPORTS, *SYSTMONE, *TPP, *NPDA]


def _marked(variant: Variant):
    is_not_yet = variant.name in NOT_YET
    marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if is_not_yet else []
    return pytest.param(variant, id=variant.name.replace(" ", "-"), marks=marks)


@pytest.mark.parametrize("variant", [_marked(variant) for variant in ALL])
def test_a_variant_is_read_as_it_is_meant(variant, ws, tmp_path):
    paths = []
    for name, content in variant.files.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    wishes = Wishes(practice=variant.practice, layout=variant.layout, allow_test_numbers=True)
    report = take_in(ws, paths, wishes)
    if variant.refused:
        assert not report.committed
        assert report.refusal.message
        return
    assert report.committed, (report.refusal, report.refusal.hint, report.as_json())
    exported = {path.stem: _rows(path) for path in export_store(ws, tmp_path / "out")}
    columns = ("kind", "taken_on", "value", "setting")
    assert _said(exported["results"], columns) == sorted(variant.results)
    assert _said(exported["events"], ("kind", "on")) == sorted(variant.events)
    columns = ("class", "last_issued_on")
    assert _said(exported["medicines"], columns) == sorted(variant.medicines)
    if variant.people is not None:
        people = _said(exported["patients"], variant.columns, stripped=False)
        assert people == sorted(variant.people)
    said = "\n".join(report.files[0].warnings)
    assert [words for words in variant.warned if words not in said] == []
    if variant.aside is not None:
        assert {problem.row for problem in report.files[0].problems} == variant.aside


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _said(rows: list[dict[str, str]], columns: tuple[str, ...], *, stripped: bool = True):
    names = {number: name for name, number in NUMBERS.items()}
    texts = (
        " ".join((names.get(row["nhs_number"], "?"), *(row[column] for column in columns)))
        for row in rows
    )
    return sorted(text.strip() if stripped else text for text in texts)
