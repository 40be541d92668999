"""Fixtures 22 to 25 and 27: odd rows, odd cells, and no rows at all."""

from dataclasses import replace
from datetime import date

from tests.intake.files.emis import HBA1C
from tests.intake.files.headings import LIST_REPORT_PEOPLE, PATIENT_LIST, SHORT_REPORT_PEOPLE
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
)
from tests.intake.files.writing import written


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "22-ragged.csv": _ragged(),
        "23-line-break-in-text.csv": _line_break(),
        "24-formulas.csv": _formulas(),
        "25-impossible-days.csv": _impossible_days(),
        "27-empty.csv": b"",
        "27-headings-only.csv": written([PATIENT_LIST]),
    }


_READING = ("HbA1c", "HbA1c Date")


def _ragged() -> bytes:
    headings = (*SHORT_REPORT_PEOPLE, *_READING)

    def row(person: Person, *said: str) -> list[str]:
        return [*cells(person, SHORT_REPORT_PEOPLE), *said]

    return written(
        [
            headings,
            row(ZOE, "58", "12-Sep-2026"),
            row(SEAN),
            row(MARIA, "49"),
            row(SHAHIDA, "66", "11-Oct-2026", "", "", ""),
            row(CHIDI, "84", "01-Oct-2026", "stray"),
            row(PAWEL, "", "14-Jul-2026"),
        ]
    )


def _line_break() -> bytes:
    headings = (*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value", "Associated Text")

    def row(person: Person, on: str, value: str, text: str) -> list[str]:
        return [*cells(person, SHORT_REPORT_PEOPLE), on, HBA1C, value, text]

    return written(
        [
            headings,
            row(ZOE, "12-Sep-2026", "58", 'First line\r\nsecond line, with "quotes"\r\nthird'),
            row(SEAN, "04-Aug-2026", "71", "one\nmore"),
            row(MARIA, "30-Sep-2026", "490", "decimal point lost"),
            row(SHAHIDA, "11-Oct-2026", "66", ""),
        ]
    )


def _formulas() -> bytes:
    headings = (
        *LIST_REPORT_PEOPLE, "Name, Dosage and Quantity", "Most Recent Issue Date in Course",
        "HbA1c", "HbA1c Date",
    )  # fmt: skip
    linked = replace(ZOE, surname='=HYPERLINK("http://invented.example","Müller")')
    dashed = replace(SEAN, forename="-Seán")

    def row(person: Person, *said: str) -> list[str]:
        return [*cells(person, LIST_REPORT_PEOPLE), *said]

    return written(
        [
            headings,
            row(linked, "Metformin 500mg tablets", "01-Nov-2026", "58", "12-Sep-2026"),
            row(dashed, "+Atorvastatin 20mg tablets", "17-Oct-2026", "=71", "04-Aug-2026"),
            row(MARIA, "@Home lancets", "02-Nov-2026", "-49", "30-Sep-2026"),
            row(SHAHIDA, "-Novorapid FlexPen", "03-Nov-2026", "66", "11-Oct-2026"),
        ]
    )


def _impossible_days() -> bytes:
    headings = (*PATIENT_LIST, *_READING)

    def row(person: Person, *said: str) -> list[str]:
        return cells(person, headings, also=dict(zip(_READING, said, strict=True)))

    unborn = replace(WILLIAM, born=date(2199, 4, 21))
    return written(
        [
            headings,
            row(ZOE, "58", "12-Sep-2026"),
            row(SEAN, "71", "04-Aug-2199"),
            row(MARIA, "49", "30-Sep-1970"),
            row(SHAHIDA, "66", "31-Feb-2026"),
            row(CHIDI, "84", ""),
            row(unborn, "62", "14-Jul-2026"),
            row(ANH, "62", "00-Jan-1900"),
        ]
    )
