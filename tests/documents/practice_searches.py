"""Files exactly as the page about searches asks for them, filled with invented people."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from mdt_app.documents.searches import Code, Report, Searches, System
from tests.invented import TODAY

ADA, BEN = "9990000018", "9990000026"
PEOPLE = {
    ADA: ("Mrs", "Exemplar", "Ada", date(1950, 2, 14), "Female", "British or mixed British"),
    BEN: ("Mr", "Specimen", "Ben", date(1962, 7, 1), "Male", "Bangladeshi or British Bangladeshi"),
}
MEDICINES = (
    (ADA, "Metformin 500mg tablets", "One To Be Taken Twice A Day", date(2026, 11, 1)),
    (ADA, "Atorvastatin 20mg tablets", "One To Be Taken At Night", date(2026, 10, 17)),
    (BEN, "Lantus 100units/ml solution for injection", "As Directed", date(2026, 11, 9)),
)
STARTED = date(2019, 5, 3)
VALUES = {
    "hba1c": ("58", "mmol/mol"),
    "egfr": ("64", "mL/min/1.73m2"),
    "creatinine": ("88", "umol/L"),
    "acr": ("2.4", "mg/mmol"),
    "cholesterol": ("4.6", "mmol/L"),
    "hdl": ("1.3", "mmol/L"),
    "ldl": ("2.1", "mmol/L"),
    "non_hdl": ("3.3", "mmol/L"),
    "triglycerides": ("1.9", "mmol/L"),
    "weight": ("81", "kg"),
    "height": ("172", "cm"),
    "bmi": ("27.4", "kg/m2"),
    "qrisk3": ("14", "%"),
    "systolic": ("138", "mmHg"),
    "diastolic": ("82", "mmHg"),
}
BESIDE = {
    "271649006": "271650006",
    "72313002": "1091811000000102",
    "413606001": "413605002",
    "390850007": "414909002",
    "408409007": "408415007",
    "408411003": "414909002",
    "408413000": "408415007",
    "414910007": "414909002",
    "390853009": "414893009",
    "408410002": "408416008",
    "408412005": "414893009",
    "408414006": "408416008",
    "414894003": "414893009",
}
"""Codes that say half of something, with the other half: of a pressure, of an eye's grade."""


class Entry(NamedTuple):
    """One coded entry of a record."""

    number: str
    on: date
    code: Code
    value: str = ""
    unit: str = ""


def entries(searches: Searches, part: str) -> Iterator[Entry]:
    """Every code of a list at least once, each on a day of its own with what belongs to it."""
    known = {code.code: code for line in searches.lines(part) for code in line.codes}
    alone = [code for code in known.values() if code.code not in BESIDE.values()]
    for place, code in enumerate(alone, 1):
        number, day = (ADA, BEN)[place % 2], TODAY - timedelta(place)
        yield Entry(number, day, code, *_measured(code))
        if code.code in BESIDE:
            beside = known[BESIDE[code.code]]
            yield Entry(number, day, beside, *_measured(beside))


def _measured(code: Code) -> tuple[str, str]:
    return VALUES.get(kind_of(code), ("", ""))


def kind_of(code: Code) -> str:
    """What a code measures, by its name, for the tests' own purposes."""
    name = code.term.casefold()
    known = {
        "a1c": "hba1c", "non high density": "non_hdl", "high density": "hdl",
        "low density": "ldl", "triglycerides": "triglycerides", "cholesterol": "cholesterol",
        "filtration": "egfr", "albumin": "acr", "creatinine": "creatinine", "weight": "weight",
        "height": "height", "mass index": "bmi", "qrisk3": "qrisk3", "systolic": "systolic",
        "diastolic": "diastolic",
    }  # fmt: skip
    return next((kind for words, kind in known.items() if words in name), "")


# --- files ---------------------------------------------------------------------------------


def written(
    searches: Searches, system: System, report: Report, *, all_columns: bool, is_grouped: bool
) -> bytes:
    """One report as its system would export it."""
    columns = [c for c in report.columns if all_columns or c not in report.if_offered]
    is_emis = system.name == "EMIS Web"
    rows = [
        [_cell(said.get(column, ""), is_emis) for column in columns]
        for said in _rows(searches, report)
    ]
    if is_grouped:
        rows = list(_grouped(rows, columns))
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    if is_emis:
        lines.writerows(_above(report, columns))
        lines.writerow(columns)
        lines.writerows(rows)
    else:
        lines.writerow([*columns, "Patient Count"])
        lines.writerows([*row, ""] for row in rows)
    return out.getvalue().encode("utf-8-sig" if is_emis else "cp1252")


def _above(report: Report, columns: list[str]) -> Iterator[list[str]]:
    """What EMIS Web writes above the headings, down to the names of the groups of columns."""
    yield [f"{report.name}"]
    yield ["Last Run", "", "", "26-Nov-2026 09:14"]
    yield ["Relative Date", "", "", "26-Nov-2026"]
    yield ["Population", "", "", "Diabetes register, all ages"]
    yield []
    first = {group.columns[0]: group.name for group in report.groups}
    yield [
        first.get(column, "") if columns.index(column) == i else ""
        for i, column in enumerate(columns)
    ]


def _cell(value: str | date, is_emis: bool) -> str:
    if isinstance(value, date):
        return value.strftime("%d-%b-%Y" if is_emis else "%Y%m%d")
    return value


def _grouped(rows: list[list[str]], columns: list[str]) -> Iterator[list[str]]:
    """A person's own cells in the first of their rows only."""
    last = ""
    for row in sorted(rows, key=lambda row: row[0]):
        own = [column.casefold() in ("nhs number", "date of birth") for column in columns]
        is_same, last = row[0] == last, row[0]
        yield ["" if is_same and mine else cell for cell, mine in zip(row, own)]


def _rows(searches: Searches, report: Report) -> Iterator[Mapping[str, str | date]]:
    if report.codes:
        for entry in entries(searches, report.codes):
            yield {**_person(entry.number), **_coded(entry)}
    elif "Medicines" in report.name:
        for number, name, dose, issued in MEDICINES:
            yield {
                **_person(number),
                "Name, Dosage and Quantity": f"{name}, {dose}, 56 tablet",
                "Most Recent Issue Date in Course": issued,
                "Name of medication": name,
                "Medication dosage": dose,
                "Medication start date": STARTED,
                "Date of last issue": issued,
            }
    else:
        yield from map(_person, PEOPLE)


def _person(number: str) -> dict[str, str | date]:
    title, surname, forename, born, sex, ethnic = PEOPLE[number]
    return {
        "NHS Number": number, "NHS number": number, "Title": title, "Family Name": surname,
        "Surname": surname, "Given Name": forename, "First name": forename, "Date of Birth": born,
        "Date of birth": born, "Age": str(TODAY.year - born.year), "Gender": sex, "Sex": sex,
        "Organisation Code": "Y00001", "Ethnic Origin": ethnic, "Ethnicity": ethnic,
    }  # fmt: skip


def _coded(entry: Entry) -> dict[str, str | date]:
    return {
        "Date": entry.on, "Event date": entry.on, "Code Term": entry.code.term,
        "SNOMED term": entry.code.term, "SNOMED Code": entry.code.code,
        "SNOMED code": entry.code.code, "Value": entry.value, "Numeric value": entry.value,
        "Units": entry.unit, "Numeric unit": entry.unit,
    }  # fmt: skip
