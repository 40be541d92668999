"""Fixtures 19 to 21 and 29: the same search, run again."""

from dataclasses import replace

from tests.intake.files.emis import HBA1C
from tests.intake.files.headings import PATIENT_LIST, SHORT_REPORT_PEOPLE
from tests.intake.files.people import (
    CHIDI,
    MARIA,
    PAWEL,
    SEAN,
    SHAHIDA,
    ZOE,
    Person,
    cells,
)
from tests.intake.files.writing import lines, written


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "19-the-same-again.csv": _october(),
        "20-before.csv": _before(),
        "20-corrected.csv": _corrected(),
        "21-october.csv": _october(),
        "21-november.csv": _november(),
        "29-as-mapped.csv": _as_mapped(),
        "29-renamed.csv": _renamed(),
        "29-pathology.layout.toml": _pathology_layout(),
    }


_WIDE = (*PATIENT_LIST, "HbA1c", "HbA1c Date", "Cholesterol", "Cholesterol Date")


def _row(person: Person, *said: str) -> list[str]:
    readings = dict(zip(_WIDE[-4:], said, strict=True))
    return cells(person, _WIDE, also=readings)


def _october() -> bytes:
    return written(
        [
            _WIDE,
            _row(ZOE, "58", "12-Sep-2026", "4.6", "12-Sep-2026"),
            _row(SEAN, "71", "03-Aug-2026", "", ""),
            _row(MARIA, "49", "30-Sep-2026", "5.2", "30-Sep-2026"),
            _row(SHAHIDA, "66", "11-Oct-2026", "", ""),
            _row(CHIDI, "84", "01-Oct-2026", "3.9", "01-Oct-2026"),
            _row(PAWEL, "62", "14-Jul-2026", "", ""),
        ]
    )


def _november() -> bytes:
    """Chidi Okafor has left the register, and Zoë Müller's cholesterol is gone from her row."""
    return written(
        [
            _WIDE,
            _row(ZOE, "58", "12-Sep-2026", "", ""),
            _row(SEAN, "68", "09-Nov-2026", "", ""),
            _row(MARIA, "49", "30-Sep-2026", "5.2", "30-Sep-2026"),
            _row(replace(SHAHIDA, title="Dr"), "66", "11-Oct-2026", "", ""),
            _row(PAWEL, "62", "14-Jul-2026", "", ""),
        ]
    )


_REPORT = (*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value")


def _event(person: Person, on: str, term: str, value: str) -> list[str]:
    return [*cells(person, SHORT_REPORT_PEOPLE), on, term, value]


def _before() -> bytes:
    return written(
        [
            _REPORT,
            _event(ZOE, "12-Sep-2026", HBA1C, "85"),
            _event(ZOE, "12-Sep-2026", "Serum creatinine level", "77"),
            _event(SEAN, "04-Aug-2026", HBA1C, "71"),
        ]
    )


def _corrected() -> bytes:
    return written(
        [
            _REPORT,
            _event(ZOE, "12-Sep-2026", HBA1C, "58"),
            _event(ZOE, "12-Sep-2026", "Serum creatinine level", "77"),
            _event(SEAN, "04-Aug-2026", HBA1C, "71"),
        ]
    )


_OWN = ("NHS No", "Surname", "Forename", "DOB", "Sex")


def _own_row(person: Person, *said: str) -> list[str]:
    names = ("NHS Number", "Surname", "Given Name", "Date of Birth", "Sex")
    return [*cells(person, names), *said]


def _as_mapped() -> bytes:
    return written(
        [
            (*_OWN, "Path 1", "Path 1 taken"),
            _own_row(ZOE, "58", "12-Sep-2026"),
            _own_row(SEAN, "71", "03-Aug-2026"),
        ]
    )


def _renamed() -> bytes:
    """Whoever makes the searches has renamed the column that the saved layout calls HbA1c."""
    return written(
        [
            (*_OWN, "Path A", "Path 1 taken"),
            _own_row(ZOE, "55", "09-Nov-2026"),
            _own_row(SEAN, "68", "10-Nov-2026"),
        ]
    )


def _pathology_layout() -> bytes:
    return lines(
        'name = "pathology search"',
        "",
        "[columns]",
        '"Path 1" = "result.hba1c.value@1"',
        '"Path 1 taken" = "result.hba1c.date@1"',
        end="\n",
    )
