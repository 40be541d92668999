"""Five people whose names, numbers and birthdays must not get out, and how they are looked for."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from mdt_app.clinical.days import MONTHS


@dataclass(frozen=True)
class Canary:
    """One of them. `mark` is a word of theirs that names nobody and may be seen."""

    surname: str
    forename: str
    title: str
    number: str
    born: str
    practice: str
    mark: str

    @property
    def spaced(self) -> str:
        return f"{self.number[:3]} {self.number[3:6]} {self.number[6:]}"

    @property
    def born_in_british(self) -> str:
        year, month, day = self.born.split("-")
        return f"{day}/{month}/{year}"

    @property
    def question(self) -> str:
        """A practice's question as a hurried nurse writes it."""
        who = f"{self.title} {self.surname} ({self.number}, born {self.born_in_british})"
        return f"{who}: {self.mark}?"

    @property
    def words(self) -> str:
        """A decision as a hurried chair types it."""
        return f"{self.forename} agrees, {self.mark}. Ring {self.surname} on {self.spaced}."


CANARIES = (
    Canary("Quillfeather", "Ottoline", "Mrs", "9990001235", "1951-04-23", "Y00001", "oneword"),
    Canary(
        "Brackenbury-Thwaite", "Thaddeus", "Mr", "9990001243", "1947-09-30", "Y00002", "twoword"
    ),
    Canary("O'Mulvaney", "Séafra", "Ms", "9990001251", "1988-12-05", "Y00003", "threeword"),
    Canary("বেগম", "শাহিদা", "Mrs", "9990001278", "1968-02-14", "Y00002", "fourword"),
    Canary("van der Zwaluw", "Jacomina", "Dr", "9990001286", "1973-08-19", "Y00003", "fiveword"),
)
PLAIN = Canary("Ordway", "Basil", "Mr", "9990001294", "1960-06-11", "Y00004", "sixword")
"""Somebody of another practice, who is looked at after each of the five."""
EVERYBODY = (*CANARIES, PLAIN)


def _secrets_of(one: Canary) -> Iterator[str]:
    """What would say who it is, folded."""
    names = re.split(r"[\s'’-]+", f"{one.surname} {one.forename}")
    yield from (folded(name) for name in names if len(name) > 3)
    yield one.number
    year, month, day = one.born.split("-")
    yield from (f"{day}{month}{year}", f"{year}{month}{day}")
    yield folded(f"{int(day)}{MONTHS[int(month) - 1]}{year}")


def folded(text: str) -> str:
    """Letters and digits alone, so that no spacing, case or accent hides anything."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c) == "Mc")


def found_in(text: str, among: Iterable[Canary] = CANARIES) -> set[str]:
    """Which of their secrets a text holds."""
    plain = folded(text)
    return {secret for one in among for secret in _secrets_of(one) if secret in plain}


def found_in_bytes(held: bytes, among: Iterable[Canary] = CANARIES) -> set[str]:
    """The same of raw bytes, in each encoding that a document may use."""
    readings = (held.decode(name, "ignore") for name in ("utf-8", "utf-16-be", "utf-16-le"))
    return set().union(*(found_in(text, among) for text in readings))


def text_of(pdf: bytes) -> str:
    """Everything a reader can take out of a PDF's pages."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def metadata_of(pdf: bytes) -> str:
    """Title, author, subject, outline and every other thing said beside the pages."""
    reader = PdfReader(io.BytesIO(pdf))
    beside = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    outline = " ".join(str(each.get("/Title")) for each in _flat(reader.outline))
    return f"{dict(reader.metadata or {})} {beside} {outline}"


def _flat(outline: list) -> Iterator[dict]:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def names_of_files(folder: Path) -> str:
    """The name of every file and folder there."""
    return "\n".join(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def patients_file() -> str:
    """Everybody as a practice would export them."""
    rows = ["nhs_number,surname,forename,title,born_on,sex,practice,diabetes_type,diagnosed_on"]
    rows += [
        f"{one.number},{one.surname},{one.forename},{one.title},{one.born},female,"
        f"{one.practice},type 2,2011-05-03"
        for one in EVERYBODY
    ]
    return "\n".join(rows) + "\n"


def results_file() -> str:
    """Results that differ from person to person, so that each one's picture is their own."""
    rows = ["nhs_number,kind,taken_on,value,unit"]
    for place, one in enumerate(EVERYBODY):
        for year in (2023, 2024, 2025, 2026):
            value = 60 + 3 * place + (year - 2023) * (place + 2)
            rows.append(f"{one.number},hba1c,{year}-1{place % 2}-0{place + 1},{value},mmol/mol")
    return "\n".join(rows) + "\n"
