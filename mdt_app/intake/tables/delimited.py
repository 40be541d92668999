"""Works out how a text file is laid out: what separates its cells, and where its headings are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mdt_app.intake.rows import Guess
from mdt_app.intake.tables.encodings import NAMES, choices_for
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tables.heading_row import (
    SEARCHED,
    HeadingRow,
    Known,
    chosen_heading_row,
    find_heading_row,
)
from mdt_app.intake.tables.records import first_records
from mdt_app.intake.tables.told import shown
from mdt_app.intake.wishes import Answers

DELIMITERS: Mapping[str, str] = {
    ",": "commas",
    "\t": "tabs",
    ";": "semicolons",
    "|": "bars",
    "~": "tildes",
}
_NAMED = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|", "pipe": "|", "tilde": "~"}
_ROWS_TO_CHOOSE_FROM = 30


@dataclass(frozen=True, slots=True)
class Delimited:
    """How a text file is to be read."""

    delimiter: str
    place: HeadingRow
    records: Sequence[Sequence[str]]
    """Those at the top of the file."""


def delimited(file: InspectedFile, answers: Answers, known: Known) -> Delimited | None:
    """The separator under which most headings are known, and where they are then."""
    given = _given_delimiter(answers.delimiter, file)
    best: Delimited | None = None
    for delimiter in [given] if given else _possible(file):
        records = first_records(file, delimiter, max(SEARCHED, answers.heading_row) + SEARCHED)
        place = _place(records, answers, known)
        if place is not None and (best is None or _likeness(place) > _likeness(best.place)):
            best = Delimited(delimiter, place, records)
    if best is None and answers.heading_row:
        raise FileRefused(
            f"{file.name} has nothing in row {answers.heading_row}.",
            "Choose the row in which the headings are.",
            column="heading_row",
        )
    if best is None and given:
        raise FileRefused(
            f"{file.name} has no headings when {DELIMITERS.get(given, given)} separate its cells.",
            "Choose another separator, or leave it to the program.",
            column="delimiter",
            choices=list(DELIMITERS.values()),
        )
    return best


def guesses_about(file: InspectedFile, found: Delimited) -> list[Guess]:
    """How the file is read, in words, and what can be chosen instead."""
    separator = DELIMITERS.get(found.delimiter, found.delimiter)
    encodings = choices_for(file.encoding, file.head)
    return [
        Guess("encoding", file.encoding, NAMES[file.encoding], encodings),
        Guess("delimiter", found.delimiter, separator, tuple(DELIMITERS.items())),
        heading_row_guess(found.place, found.records),
    ]


def heading_row_guess(place: HeadingRow, records: Sequence[Sequence[str]]) -> Guess:
    """Where the headings are, and which other rows they could be in."""
    rows = sorted({*range(1, min(_ROWS_TO_CHOOSE_FROM, len(records)) + 1), place.row})
    words = {row: shown(records[row - 1]) for row in rows}
    choices = tuple((str(row), f"row {row}: {said}") for row, said in words.items() if said)
    return Guess("heading_row", str(place.row), f"row {place.row}", choices)


def _given_delimiter(given: str, file: InspectedFile) -> str:
    delimiter = _NAMED.get(given.strip().casefold().removesuffix("s"), given)
    if len(delimiter) > 1 or delimiter in ('"', "\r", "\n", "\0", " "):
        raise FileRefused(
            f"{file.name} cannot be separated by {given[:20]!r}.",
            f"Use one of: {', '.join(DELIMITERS.values())}.",
            column="delimiter",
            choices=list(DELIMITERS.values()),
        )
    return delimiter


def _possible(file: InspectedFile) -> list[str]:
    text = file.head.decode(file.encoding, "ignore")
    return [delimiter for delimiter in DELIMITERS if delimiter in text] or [","]


def _place(records: list[list[str]], answers: Answers, known: Known) -> HeadingRow | None:
    if answers.heading_row:
        return chosen_heading_row(records, answers.heading_row, known)
    return find_heading_row(records, known)


def _likeness(place: HeadingRow) -> tuple[int, int]:
    return place.known, len(place.headings)
