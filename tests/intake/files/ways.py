"""Fixtures 8 to 11: encodings and delimiters."""

from tests.intake.files.headings import CVD_BASE, PATIENT_LIST, READINGS, SHORT_REPORT_PEOPLE
from tests.intake.files.people import (
    ANH,
    CHIDI,
    MARIA,
    PAWEL,
    SEAN,
    SHAHIDA,
    ZOE,
    Person,
    cells,
    iso,
)
from tests.intake.files.writing import written


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "08-byte-order-mark.csv": _with_mark(),
        "09-windows-1252.csv": _windows(),
        "10-utf-16-tabs-base.txt": _base(),
        "10-utf-16-tabs-observations.txt": _observations(),
        "11-semicolons.csv": _semicolons(),
    }


def _with_mark() -> bytes:
    """The first heading stands in quotation marks behind the mark."""
    headings = ("NHS Number", *(name for name in PATIENT_LIST if name != "NHS Number"))
    people = (PAWEL, ANH, ZOE)
    rows = [headings, *(cells(person, headings) for person in people)]
    return written(rows, encoding="utf-8-sig", quotes_all=True)


_CURLY = Person("9990000026", "O’Brien", "Seán", "Mr", SEAN.born, "Male")


def _windows() -> bytes:
    headings = (*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value", "Associated Text")
    return written(
        [
            headings,
            [*cells(ZOE, SHORT_REPORT_PEOPLE), "12-Sep-2026", "Body mass index", "31.4", "31–32"],
            [*cells(_CURLY, SHORT_REPORT_PEOPLE), "04-Aug-2026", "Serum creatinine level", "112",
             "patient’s own café-style note"],
            [*cells(MARIA, SHORT_REPORT_PEOPLE), "30-Sep-2026", "Serum creatinine level", "64",
             "“normal” – no action"],
        ],
        encoding="cp1252",
    )  # fmt: skip


def _base() -> bytes:
    """What Excel calls 'Unicode text'."""
    people = (ZOE, MARIA, PAWEL.at("Y00002"))
    rows = [cells(person, CVD_BASE, iso, {"Is Housebound": "False"}) for person in people]
    return written([CVD_BASE, *rows], delimiter="\t", encoding="utf-16")


def _observations() -> bytes:
    return written(
        [
            ("NHS Number", *READINGS),
            (ZOE.number, "58", "2026-09-12", "138", "82", "2026-09-12", "2026-09-12", "4.6",
             "2026-09-12"),
            (MARIA.number, "", "", "", "", "", "", "5.2", "2026-09-30"),
            (PAWEL.number, "8.1", "2026-10-01", "129", "70", "2026-10-02", "2026-10-02", "", ""),
            (CHIDI.number, "60", "2026-10-05", "", "", "", "", "", ""),
        ],
        delimiter="\t",
        encoding="utf-16",
    )  # fmt: skip


def _semicolons() -> bytes:
    people = ("NHS Number", "Surname", "First Names", "Sex", "Date of Birth", "ODS Code", "Street")
    headings = (*people, "HbA1c", "HbA1c Date", "Cholesterol", "Cholesterol Date")

    def row(person: Person, *said: str) -> list[str]:
        return [*cells(person, people, iso, {"Street": "12, Invented Way"}), *said]

    return written(
        [
            headings,
            row(ZOE, "58", "2026-09-12", "4.6", "2026-09-12"),
            row(SEAN, "71", "2026-08-03", "", ""),
            row(SHAHIDA, "66", "2026-10-11", "4.1", "2026-10-11"),
        ],
        delimiter=";",
    )
