"""Extracts of invented practices: the same search, run month after month."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from tests.bench.invented_store import numbers
from tests.intake.conftest import PATIENTS, lines

HEADING = "NHS Number,Family Name,Calling Name,Date of Birth,Gender,Organisation Code"
READINGS = "HbA1c,HbA1c Date"


class Someone(NamedTuple):
    """A person of an extract, with their last reading."""

    number: str
    surname: str
    practice: str = "Y00001"
    taken_on: str = "2026-11-01"


def people(count: int, practice: str = "Y00001", first: int = 0) -> list[Someone]:
    """So many people of a practice, after so many others."""
    some = islice(numbers(), first, first + count)
    return [Someone(number, f"Exemplar{place}", practice) for place, number in enumerate(some)]


def extract(someone: Iterable[Someone], taken_on: str = "") -> str:
    """A patient list with the last reading beside each name."""
    rows = (
        f"{one.number},{one.surname},Ada,14-Feb-1950,Female,{one.practice},58,"
        f"{taken_on or one.taken_on}"
        for one in someone
    )
    return lines(f"{HEADING},{READINGS}", *rows)


def plain_list(someone: Sequence[Someone]) -> str:
    """The same people in the plain layout."""
    rows = (f"{one.number},{one.surname},Ada,1950-02-14,female,{one.practice}" for one in someone)
    return lines(PATIENTS, *rows)
