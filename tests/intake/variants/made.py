"""What a variant of a file is, and few words to write one."""

from dataclasses import dataclass

NUMBERS = {"Z": "9990000018", "S": "9990000026", "M": "9990000034", "B": "9990000042"}
WHO = "NHS Number,Family Name,Given Name,Date of Birth,Gender,Organisation Code"
Z = "9990000018,Müller,Zoë,14-Mar-1958,Female,Y00001"
S = "9990000026,O'Brien,Seán,02-Nov-1949,Male,Y00001"
M = "9990000034,Núñez,María,25-Jul-1971,Female,Y00001"
B = "9990000042,Begum,Shahida,30-Jan-1964,Female,Y00001"
IFCC = "Haemoglobin A1c level - IFCC standardised"


@dataclass(frozen=True)
class Variant:
    """Files as text by name, and what must be in the store afterwards."""

    name: str
    files: dict[str, str | bytes]
    results: tuple[str, ...] = ()
    """`Z hba1c 2026-09-12 58`."""
    events: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    people: tuple[str, ...] | None = None
    """`Z Müller Zoë 1958-03-14 female Y00001`, and more columns in their order; None: any."""
    columns: tuple[str, ...] = ("surname", "forename", "born_on", "sex", "practice")
    aside: frozenset[int] | None = frozenset()
    """Rows of the first file with problems; None: not looked at."""
    practice: str = ""
    layout: str = ""
    refused: bool = False
    warned: tuple[str, ...] = ()


def one(name: str, *lines: str, encoding: str = "utf-8", end: str = "\r\n", **more) -> Variant:
    """A variant of one file."""
    aside = more.pop("aside", ())
    content = end.join(lines) + more.pop("last", end)
    more["aside"] = aside if aside is None else frozenset(aside)
    return Variant(name, {"search.csv": content.encode(encoding)}, **more)


def wide(name: str, headings: str, cells: str, *results: str, **more) -> Variant:
    """One person and these columns behind their own."""
    return one(name, f"{WHO},{headings}", f"{Z},{cells}", results=results, **more)


def coded(name: str, *rows: str, headings: str = "Date,Code Term,Value", **more) -> Variant:
    """Rows about one person, each with its own code."""
    return one(name, f"{WHO},{headings}", *(f"{Z},{row}" for row in rows), **more)
