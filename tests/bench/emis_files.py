"""An EMIS Web list report of an invented network, of any size and always the same."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from tests.bench.invented_store import PRACTICES, TODAY, numbers

HEADINGS = (
    "EMIS Number,Organisation Code,NHS Number,Given Name,Family Name,Date of Birth,Age,Gender,"
    "Date,Code Term,Value,Unit of measure,"
)
_TERMS = (
    ("Haemoglobin A1c level - IFCC standardised", "mmol/mol", 40, 100),
    ("eGFR using creatinine (CKD-EPI) per 1.73 square metres", "mL/min/1.73m2", 20, 110),
    ("Serum creatinine level", "umol/L", 50, 200),
    ("Urine albumin:creatinine ratio", "mg/mmol", 1, 90),
    ("Serum cholesterol level", "mmol/L", 3, 7),
    ("Serum HDL cholesterol level", "mmol/L", 1, 2),
    ("Serum LDL cholesterol level", "mmol/L", 1, 4),
    ("O/E - weight", "kg", 50, 120),
    ("Body mass index", "kg/m2", 18, 42),
)


def write_list_report(path: Path, people: int, results_each: int = 150) -> int:
    """Write the report with a preamble; a tenth of the results are pressures of two rows.

    Says how many results it holds.
    """
    chance = random.Random(people)
    ods = list(PRACTICES)
    with path.open("w", encoding="cp1252") as report:
        report.write("Diabetes MDT list,,,\nRun on 20-Nov-2026,,,\n\n")
        report.write(HEADINGS + "\n")
        for index, number in enumerate(islice(numbers(), people)):
            born = date(1940, 1, 1) + timedelta(days=chance.randrange(18_000))
            age = (TODAY - born).days // 365
            sex = chance.choice(("Female", "Male"))
            person = (
                f"{index},{ods[index % 4]},{number[:3]} {number[3:6]} {number[6:]},Person,"
                f"Invented{index},{_day(born)},{age},{sex}"
            )
            report.writelines(f"{person},{said}\n" for said in _said(chance, results_each))
    return people * results_each


def _day(day: date) -> str:
    return day.strftime("%d-%b-%Y")


def _said(chance: random.Random, count: int) -> Iterator[str]:
    for index in range(count):
        day = _day(TODAY - timedelta(days=(index * 1460) // count))
        if index % 10 == 9:
            yield f"{day},O/E - Systolic BP reading,{chance.randrange(110, 185)},mmHg,"
            yield f"{day},O/E - Diastolic BP reading,{chance.randrange(60, 79)},mmHg,"
            continue
        term, unit, low, high = _TERMS[index % 9]
        yield f"{day},{term},{chance.randrange(low * 10, high * 10) / 10},{unit},"
