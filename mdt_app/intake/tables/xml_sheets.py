"""Looks through XML workbooks before they are opened: how big a sheet is, and what is odd in it.

The reader of workbooks keeps a sheet as one rectangle: two cells far apart, in a file of a
kilobyte, would take more memory than there is, and end the program.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from xml.parsers import expat

from mdt_app.intake.tables.archives import Damaged, TooMuch

Attributes = Mapping[str, str]

_MOST_CELLS = 6_000_000
"""In the rectangle around everything in a sheet."""
_MOST_CELLS_KEPT_TWICE = 3_000_000
"""The same where the reader keeps formulas too, and everything twice."""
_MOST_SPACES = 10_000
_DIGITS = "0123456789"
_TRUE = ("1", "true")


@dataclass(slots=True)
class SheetFacts:
    """What is worth telling of a sheet besides its cells."""

    errors: int = 0
    """Cells that hold `#N/A` or the like."""
    unworked: int = 0
    """Formulas saved without their value."""
    hidden_rows: int = 0


def refuse_too_far_apart(rows: int, columns: int, *, are_kept_twice: bool = False) -> None:
    """A rectangle of so many rows and columns must fit into memory."""
    if rows * columns > (_MOST_CELLS_KEPT_TWICE if are_kept_twice else _MOST_CELLS):
        raise TooMuch


def refuse_declarations(part: bytes) -> None:
    """Parts that only the reader reads: no program declares entities in them, but a bomb does."""
    _parse(part, lambda _name, _attributes: None)


# --- Office Open XML ---------------------------------------------------------------------

_ROOT_TAG = re.compile(rb"<(?:\w+:)?sst\b[^<>]*>")
_COUNTS = re.compile(rb"""\s(?:uniqueC|c)ount\s*=\s*(?:"[^"]*"|'[^']*')""")


def without_counts(part: bytes) -> bytes:
    """A table of texts that does not say how many there are: the reader would make room for it."""
    return _ROOT_TAG.sub(lambda found: _COUNTS.sub(b"", found[0]), part, count=1)


def xlsx_sheet(part: bytes) -> SheetFacts:
    """Look through one sheet. Refuses cells too far apart, or out of order."""
    parser = expat.ParserCreate()
    sheet = _XlsxSheet(parser)
    _parse(part, sheet.start, parser)
    return sheet.end()


class _XlsxSheet:
    """Notes where cells with anything in them stand."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._facts = SheetFacts()
        self._row = self._column = 0
        self._first = self._least = self._last = self._most = self._widest = 0
        self._digits = self._kind = ""
        self._is_formula = False
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "t":
            return
        if name == "c":
            self._begin_cell(attributes.get("r", ""), attributes.get("t", ""))
        elif name in ("v", "is"):
            self._note()
            if self._is_formula:
                self._parser.CharacterDataHandler = self._value
        elif name == "f":
            self._is_formula = self._kind != "str"  # a formula may well give no text
            self._facts.unworked += self._is_formula
        elif name == "row":
            self._digits = attributes.get("r", str(self._row + 1))
            self._row = _number(self._digits)
            self._column = 0
            self._facts.hidden_rows += attributes.get("hidden") in _TRUE

    def _value(self, text: str) -> None:
        """A formula's value: some programs leave it empty."""
        if text.strip():
            self._facts.unworked -= 1
            self._parser.CharacterDataHandler = None

    def end(self) -> SheetFacts:
        if self._least < self._first or self._most > self._last:
            raise Damaged
        refuse_too_far_apart(self._most, self._widest)
        return self._facts

    def _begin_cell(self, at: str, kind: str) -> None:
        letters = at.rstrip(_DIGITS)
        digits = at[len(letters) :]
        if at and digits != self._digits:
            self._row, self._digits = _number(digits), digits
        self._column = self._columns.get(letters) or self._column_of(letters)
        self._kind = kind
        if self._is_formula:
            self._is_formula = False
            self._parser.CharacterDataHandler = None
        if kind == "e":
            self._facts.errors += 1

    def _note(self) -> None:
        if self._column > self._widest:
            self._widest = self._column
        if self._row != self._last:
            self._last = self._row
            self._first = self._first or self._row
            self._least = min(self._least or self._row, self._row)
            self._most = max(self._most, self._row)

    def _column_of(self, letters: str) -> int:
        if not letters:
            return self._column + 1
        number = 0
        for letter in letters.upper():
            if len(letters) > 3 or not "A" <= letter <= "Z":
                raise Damaged
            number = 26 * number + ord(letter) - ord("A") + 1
        self._columns[letters] = number
        return number


def xlsx_sheet_parts(book: bytes, links: bytes) -> dict[str, str]:
    """Which part of the archive each sheet is, by the sheet's name."""
    targets: dict[str, str] = {}
    found: dict[str, str] = {}

    def note_link(_name: str, attributes: Attributes) -> None:
        target = attributes.get("Target", "")
        if "Id" in attributes:
            targets[attributes["Id"]] = normpath(join("/xl", target)).lstrip("/")

    def note_sheet(name: str, attributes: Attributes) -> None:
        ids = [value for key, value in attributes.items() if key.endswith(":id")]
        if name.rpartition(":")[2] == "sheet" and ids:
            found[attributes.get("name", "")] = targets.get(ids[0], "")

    _parse(links, note_link)
    _parse(book, note_sheet)
    return found


# --- OpenDocument ------------------------------------------------------------------------


def ods_sheets(content: bytes) -> dict[str, SheetFacts]:
    """Look through all sheets. Refuses cells, or repetitions of cells, that go too far."""
    sheets = _OdsSheets()
    _parse(content, sheets.start)
    sheets.end_sheet()
    return sheets.facts


class _OdsSheets:
    """Adds up rows and columns, which may be repeated, as far as anything is in them."""

    def __init__(self) -> None:
        self.facts: dict[str, SheetFacts] = {}
        self._now = SheetFacts()
        self._rows = self._filled_rows = self._widest = 0
        self._column = 0
        self._is_hidden = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self._rows += _number(attributes.get("table:number-rows-repeated", "1"))
            self._column = 0
            self._is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        elif name == "text:s" and _number(attributes.get("text:c", "1")) > _MOST_SPACES:
            raise TooMuch
        elif name == "table:table":
            self.end_sheet()
            self._now = self.facts.setdefault(attributes.get("table:name", ""), SheetFacts())
            self._rows = self._filled_rows = self._widest = 0

    def end_sheet(self) -> None:
        refuse_too_far_apart(self._filled_rows, self._widest, are_kept_twice=True)

    def _cell(self, attributes: Attributes) -> None:
        repeats = _number(attributes.get("table:number-columns-repeated", "1"))
        self._column += repeats
        kind = attributes.get("office:value-type")
        is_formula = "table:formula" in attributes
        if kind is None and not is_formula and "office:value" not in attributes:
            return
        self._filled_rows = self._rows
        self._widest = max(self._widest, self._column)
        self._now.errors += attributes.get("calcext:value-type") == "error"
        self._now.unworked += kind is None
        self._now.hidden_rows += self._is_hidden
        self._is_hidden = False


# --- both --------------------------------------------------------------------------------


def _parse(
    part: bytes,
    start: Callable[[str, Attributes], None],
    parser: expat.XMLParserType | None = None,
) -> None:
    parser = parser or expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Damaged from None


def _refuse_doctype(*_said: object) -> None:
    """No program declares anything in a workbook, but a bomb does."""
    raise TooMuch


def _number(text: str) -> int:
    if len(text) > 7 or not text.isdecimal():
        raise Damaged
    return int(text)
