"""Fixtures 15 to 18: who somebody is and when they were born; two readings of one day."""

from dataclasses import replace
from datetime import date

from tests.intake.files.emis import HBA1C
from tests.intake.files.headings import PATIENT_LIST, SHORT_REPORT_PEOPLE, TRIPLES
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
    cells,
    emis_short,
)
from tests.intake.files.writing import lines, written


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "15-two-digit-years.csv": _short_years(),
        "15-two-digit-years-with-age.csv": _short_years_with_age(),
        "16-nhs-numbers.csv": _numbers(),
        "17-two-dates-of-birth.csv": _two_births(),
        "17-two-dates-of-birth-readings.csv": _readings_of_two_births(),
        "17-names-before.csv": written(
            [PATIENT_LIST, *(cells(person, PATIENT_LIST) for person in (ZOE, SHAHIDA, MARIA))]
        ),
        "17-other-names.csv": _other_names(),
        "18-two-on-one-day.csv": _two_on_one_day(),
    }


def _short_years() -> bytes:
    def row(person: Person, height: str = "", unit: str = "", on: str = "",
            weight: str = "", weighed: str = "") -> list[str]:  # fmt: skip
        said = {
            "Height Value": height,
            "Height Unit": unit,
            "Height Date": on,
            "Weight Value": weight,
            "Weight Unit": "kg" if weight else "",
            "Weight Date": weighed,
            "Consultation ID": "881" + person.number[-3:],
            "Consultation Date": "05-Mar-24",
            "Consultation Time": "09:40",
            "Consultation Type": "GP Surgery",
            "User Type": "Practice Nurse",
        }
        return cells(person, TRIPLES, emis_short, said)

    born_2024_or_1924 = replace(WILLIAM, born=date(1924, 3, 4))
    born_2005 = replace(ANH, born=date(2005, 6, 17))
    born_2007_or_1907 = replace(PAWEL, born=date(1907, 5, 12))
    return written(
        [
            TRIPLES,
            row(SHAHIDA, "158", "cm", "04-Mar-24", "71.5", "04-Mar-24"),
            row(born_2024_or_1924, "", "", "", "64", "06-Apr-26"),
            row(born_2005, "1.72", "m", "03-Mar-24", "80", "03-Mar-25"),
            row(born_2007_or_1907, "166", "cm", "01-Feb-05", "58", "06-Apr-26"),
        ]
    )


def _short_years_with_age() -> bytes:
    headings = (*SHORT_REPORT_PEOPLE, "Age")
    born = date(1924, 3, 4)
    return written(
        [
            headings,
            cells(replace(WILLIAM, born=born), headings, emis_short, {"Age": "102"}),
            cells(replace(ANH, born=born), headings, emis_short, {"Age": "2"}),
            cells(SHAHIDA, headings, emis_short, {"Age": "62"}),
            cells(CHIDI, headings, emis_short, {"Age": "60"}),
        ]
    )


def _numbers() -> bytes:
    def row(person: Person, number: str) -> list[str]:
        return cells(person, PATIENT_LIST, also={"NHS Number": number})

    return written(
        [
            PATIENT_LIST,
            row(ZOE, "9990000018"),
            row(SEAN, "999 000 0026"),
            row(MARIA, "999\u00a0000\u00a00034"),
            row(SHAHIDA, "'9990000042"),
            row(CHIDI, "999-000-0050"),
            row(PAWEL, "9990000068"),
            row(PAWEL, "9.43E+09"),
            row(PAWEL, "9999999999"),
            row(PAWEL, "９９９０００００６９"),
            row(PAWEL, "999000006"),
            row(PAWEL, ""),
            row(ANH, "999\u2009000\u20090077"),
        ]
    )


def _two_births() -> bytes:
    other = replace(SEAN, born=date(1949, 2, 11))
    rows = [PATIENT_LIST, *(cells(person, PATIENT_LIST) for person in (ZOE, SEAN, other))]
    return written(rows)


def _readings_of_two_births() -> bytes:
    return lines(
        "NHS Number,HbA1c,HbA1c Date",
        f"{ZOE.number},58,2026-09-12",
        f"{SEAN.number},71,2026-08-03",
    )


def _other_names() -> bytes:
    """One has married; the other is clearly somebody else."""
    married = replace(ZOE, surname="Schäfer")
    stranger = replace(SHAHIDA, surname="Pettigrew", forename="Dorothy")
    people = (married, stranger, MARIA)
    return written([PATIENT_LIST, *(cells(person, PATIENT_LIST) for person in people)])


def _two_on_one_day() -> bytes:
    headings = (*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value")

    def row(person: Person, on: str, value: str) -> list[str]:
        return [*cells(person, SHORT_REPORT_PEOPLE), on, HBA1C, value]

    return written(
        [
            headings,
            row(ZOE, "12-Sep-2026", "58"),
            row(ZOE, "12-Sep-2026", "60"),
            row(SEAN, "04-Aug-2026", "71"),
            row(SEAN, "04-Aug-2026", "71"),
        ]
    )
