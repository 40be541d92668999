"""Fixture 26: a hundred thousand rows, made when they are needed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from tests.bench.invented_store import numbers
from tests.intake.files.emis import HBA1C
from tests.intake.files.headings import SHORT_REPORT_PEOPLE
from tests.intake.files.people import EXPORTED_ON, emis

NAME = "26-hundred-thousand-rows.csv"
ROWS, ROWS_EACH = 100_000, 100
_TERMS = (
    (HBA1C, 40, 100),
    ("Serum creatinine level", 50, 200),
    ("Serum cholesterol level", 3, 7),
    ("Body mass index", 20, 40),
    ("Influenza vaccination", 0, 0),
)
"""Every fifth row is of no use here."""


def write(folder: Path) -> Path:
    """A list report of a thousand people with a hundred rows each."""
    path = folder / NAME
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join((*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value")) + "\r\n")
        file.writelines(_rows())
    return path


def _rows() -> Iterator[str]:
    chance = random.Random(26)
    for place, number in enumerate(islice(numbers(), ROWS // ROWS_EACH)):
        born = emis(date(1935, 1, 1) + timedelta(days=17 * place))
        who = f"{number},Invented{place},Person,{born},Female,Y0000{1 + place % 3}"
        for index in range(ROWS_EACH):
            term, low, high = _TERMS[index % len(_TERMS)]
            day = emis(EXPORTED_ON - timedelta(days=10 * index))
            value = str(chance.randint(low, high)) if high else ""
            yield f"{who},{day},{term},{value}\r\n"
