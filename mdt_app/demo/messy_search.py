"""A practice's own search, as EMIS Web might write it: a few of the demonstration's people, words
above the headings, and a pair of columns that nothing names."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

_PEOPLE = 60
_ABOVE = (
    "Diabetes MDT search,,,",
    "Run by: Practice nurse,,,",
    "Population: currently registered regular patients on the diabetes register,,,",
    ",,,",
)
_HEADINGS = (
    "EMIS Number,Organisation Code,Usual GP's Full Name,NHS Number,Family Name,Given Name,"
    "Date of Birth,Age,Gender,Postcode,Date,Code Term,Value,Date,Value,"
)
_HBA1C = "Haemoglobin A1c level - IFCC standardised"


def write_messy_search(path: Path, extract: Sequence[Path], today: date) -> None:
    """Write such a file from a practice's extract in the plain layout."""
    tables = {file.name.rpartition("-")[2]: file for file in extract}
    people = list(islice(_rows(tables["patients.csv"]), _PEOPLE))
    latest = _latest(tables["results.csv"], {person["nhs_number"] for person in people})
    lines = [*_ABOVE, _HEADINGS]
    for place, person in enumerate(people, 1):
        said = latest.get(person["nhs_number"], {})
        hba1c, weight = said.get("hba1c", ("", "")), said.get("weight", ("", ""))
        born = date.fromisoformat(person["born_on"])
        age = (today - born).days // 365
        number = person["nhs_number"]
        lines.append(
            f'{place},{person["practice"]},"SURGERY, Dock (Dr)",'
            f"{number[:3]} {number[3:6]} {number[6:]},{person['surname'].upper()},"
            f"{person['forename']},{_day(born)},{age},{person['sex'].capitalize()},E14,"
            f"{hba1c[0]},{_HBA1C if hba1c[0] else ''},{hba1c[1]},{weight[0]},{weight[1]},"
        )
    lines.append(f"Total,,,{len(people)}")
    path.write_text("\n".join(lines) + "\n", encoding="cp1252", errors="replace")


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _latest(path: Path, numbers: set[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """By person and kind: the day and the value of the latest result."""
    days: dict[tuple[str, str], str] = {}
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in _rows(path):
        key = row["nhs_number"], row["kind"]
        if row["nhs_number"] in numbers and row["taken_on"] > days.get(key, ""):
            days[key] = row["taken_on"]
            day = _day(date.fromisoformat(row["taken_on"]))
            found.setdefault(key[0], {})[key[1]] = (day, row["value"])
    return found


def _day(day: date) -> str:
    """`14-Feb-1950`, whatever the computer's language."""
    from mdt_app.clinical.days import MONTHS

    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"
