"""Fixture 28: workbooks whose days are numbers."""

from datetime import date

from tests.intake.files.people import CHIDI, MARIA, SEAN, SHAHIDA, ZOE, Person
from tests.intake.files.workbooks import Cell, Day, Formula, Sheet, ods, xlsx

_PEOPLE = (
    "NHS Number",
    "Family Name",
    "Given Name",
    "Date of Birth",
    "Gender",
    "Organisation Code",
)
_HEADINGS = (*_PEOPLE, "HbA1c", "HbA1c Date")


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "28-serial-dates.xlsx": xlsx([_register()]),
        "28-serial-dates.ods": ods([_register()]),
        "28-two-sheets.xlsx": xlsx([_notes(), _register(), _others(), _hidden()]),
    }


def _row(person: Person, value: Cell, on: Cell) -> list[Cell]:
    born = Day(person.born)
    who: list[Cell] = [int(person.number), person.surname, person.forename, born]
    return [*who, person.sex, person.practice, value, on]


def _register() -> Sheet:
    """Days as days, a day as a bare number, a value that is worked out, an empty row."""
    bare = (date(2026, 9, 30) - date(1899, 12, 30)).days
    return Sheet(
        "Register",
        [
            ["Diabetes register", None, None, None, None, None, None, None],
            [],
            list(_HEADINGS),
            _row(ZOE, 58, Day(date(2026, 9, 12))),
            _row(SEAN, Formula("70+1", 71), Day(date(2026, 8, 3))),
            [],
            _row(MARIA, 49, bare),
            _row(SHAHIDA, "<42", Day(date(2026, 10, 11))),
            _row(CHIDI, 7.4, Day(date(2026, 10, 1))),
        ],
    )


def _notes() -> Sheet:
    return Sheet("Notes", [["Made for the November meeting."], ["Ask Nisha about the recalls."]])


def _others() -> Sheet:
    return Sheet("Not seen", [list(_HEADINGS), _row(CHIDI, 84, Day(date(2026, 10, 1)))])


def _hidden() -> Sheet:
    rows: list[list[Cell]] = [list(_HEADINGS), _row(ZOE, 99, Day(date(2025, 9, 12)))]
    return Sheet("Old", rows, is_hidden=True)
