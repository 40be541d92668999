"""Invented people with numbers of the test range, and the cells that systems write about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EXPORTED_ON = date(2026, 11, 20)
PRACTICE_NAMES = {"Y00001": "Alder Road", "Y00002": "Birch Lane", "Y00003": "Cedar Street"}

Way = Callable[[date], str]


def emis(day: date) -> str:
    """`14-Mar-1958`."""
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}"


def emis_short(day: date) -> str:
    """`14-Mar-58`."""
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year % 100:02}"


def iso(day: date) -> str:
    """`1958-03-14`."""
    return day.isoformat()


def compact(day: date) -> str:
    """`19580314`."""
    return f"{day.year}{day.month:02}{day.day:02}"


def tpp(day: date) -> str:
    """`14 Mar 1958`."""
    return emis(day).replace("-", " ")


def british(day: date) -> str:
    """`14/03/1958`."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def spaced(number: str) -> str:
    """`999 000 0018`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    number: str
    surname: str
    forename: str
    title: str
    born: date
    sex: str
    practice: str = "Y00001"

    def at(self, practice: str) -> "Person":
        """The same person, registered elsewhere."""
        return replace(self, practice=practice)


ZOE = Person("9990000018", "Müller", "Zoë", "Mrs", date(1958, 3, 14), "Female")
SEAN = Person("9990000026", "O'Brien", "Seán", "Mr", date(1949, 11, 2), "Male")
MARIA = Person("9990000034", "Núñez-García", "María José", "Ms", date(1971, 7, 25), "Female")
SHAHIDA = Person("9990000042", "Begum", "Shahida", "Mrs", date(1964, 1, 30), "Female")
CHIDI = Person("9990000050", "Okafor", "Chidi", "Mr", date(1980, 9, 9), "Male")
PAWEL = Person("9990000069", "Łukasiewicz", "Paweł", "Mr", date(1955, 6, 17), "Male")
ANH = Person("9990000077", "Nguyễn", "Ánh", "Miss", date(1990, 12, 5), "Female")
WILLIAM = Person("9990000085", "Smith-Jones", "William", "Mr", date(1938, 4, 21), "Male")


def cell(person: Person, heading: str, way: Way = emis) -> str:
    """What an export writes about the person under a heading; '' where it knows nothing."""
    name = heading.strip().casefold()
    said = _said(person, way)
    return said.get(name, "")


def cells(
    person: Person, headings: Sequence[str], way: Way = emis, also: Mapping[str, str] | None = None
) -> list[str]:
    """A row: what the export knows of the person, and what is `also` in it."""
    also = also or {}
    return [also.get(heading, cell(person, heading, way)) for heading in headings]


def _said(person: Person, way: Way) -> dict[str, str]:
    born, age = way(person.born), str(_age(person.born))
    said = {
        "emis number": str(4000 + int(person.born.strftime("%j"))),
        "number and street": "12 Invented Way",
        "street": "12 Invented Way",
        "town": "Newtown",
        "home telephone": "020 7946 0123",
        "mobile telephone": "07700 900123",
        "mobile": "07700 900123",
        "e-mail address": "nobody@example.org",
        "email": "nobody@example.org",
        "usual gp's full name": "PATEL, Nisha (Dr)",
        "title": person.title,
        "age": age,
    }
    for names, text in (
        (("nhs number", "nhs no"), person.number),
        (("family name", "surname"), person.surname),
        (("calling name", "given name", "first name", "first names"), person.forename),
        (("date of birth", "dob"), born),
        (("gender", "sex"), person.sex),
        (("organisation code", "ods code"), person.practice),
        (("organisation name", "surgery name"), PRACTICE_NAMES.get(person.practice, "")),
        (("postcode", "postcode of usual address"), "ZZ99 3VZ"),
    ):
        said.update(dict.fromkeys(names, text))
    return said


def _age(born: date) -> int:
    before = (EXPORTED_ON.month, EXPORTED_ON.day) < (born.month, born.day)
    return EXPORTED_ON.year - born.year - before


NEVER_STORED = ("ZZ99 3VZ", "7946 0123", "07700 900123", "example.org", "Invented Way")
"""Where people live and how to reach them is not taken in."""
