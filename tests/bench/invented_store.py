"""Invented people by the thousand, as files and as stores, quick to make and always the same."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from mdt_app.clinical.nhs_number import has_valid_check_digit

TODAY = date(2026, 11, 20)
PASSPHRASE = "four invented words here"
PRACTICES = {f"Y9000{n}": name for n, name in enumerate(("Alder", "Birch", "Cedar", "Dock"), 1)}
_KINDS = (
    ("hba1c", "mmol/mol", 40, 100),
    ("egfr", "mL/min/1.73m2", 20, 110),
    ("creatinine", "umol/L", 50, 200),
    ("acr", "mg/mmol", 1, 90),
    ("cholesterol", "mmol/L", 3, 7),
    ("hdl", "mmol/L", 1, 2),
    ("ldl", "mmol/L", 1, 4),
    ("weight", "kg", 50, 120),
    ("bmi", "kg/m2", 18, 42),
)


def numbers() -> Iterator[str]:
    """NHS numbers of the test range, in order."""
    for stem in range(999_000_001, 1_000_000_000):
        for digit in "0123456789":
            if has_valid_check_digit(f"{stem}{digit}"):
                yield f"{stem}{digit}"
                break


def write_files(folder: Path, people: int, results_each: int = 150) -> list[Path]:
    """`patients.csv` and `results.csv` in the plain layout, streamed to disk."""
    chance = random.Random(people)
    folder.mkdir(parents=True, exist_ok=True)
    patients, results = folder / "patients.csv", folder / "results.csv"
    ods = list(PRACTICES)
    with patients.open("w", encoding="utf-8") as p, results.open("w", encoding="utf-8") as r:
        p.write("nhs_number,surname,forename,born_on,sex,practice,diabetes_type,diagnosed_on\n")
        r.write("nhs_number,kind,taken_on,value,unit\n")
        for index, number in zip(range(people), numbers(), strict=False):
            born = date(1940, 1, 1) + timedelta(days=chance.randrange(18_000))
            p.write(
                f"{number},Invented{index},Person,{born},{chance.choice(('female', 'male'))},"
                f"{ods[index % 4]},type 2,2012-03-04\n"
            )
            r.writelines(_results(chance, number, results_each))
    return [patients, results]


def _results(chance: random.Random, number: str, count: int) -> Iterator[str]:
    for index in range(count):
        day = TODAY - timedelta(days=(index * 1460) // count)
        if index % 10 == 9:
            pressure = f"{chance.randrange(110, 185)}/{chance.randrange(60, 79)}"
            yield f"{number},blood_pressure,{day},{pressure},mmHg\n"
            continue
        kind, unit, low, high = _KINDS[index % 10]
        yield f"{number},{kind},{day},{chance.uniform(low, high):.1f},{unit}\n"
