"""What a cell or a row looks like before anything is known of its column."""

import re
from collections.abc import Sequence

_DATE = re.compile(
    r"\d{8}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}.*"
    r"|\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}"
)
_IDENTIFIER = re.compile(
    r"'?\d{3}[\s-]?\d{3}[\s-]?\d{4}"  # an NHS number
    r"|\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?"  # a GUID
)


def stripped(cells: Sequence[str]) -> list[str]:
    """The cells without spaces around them, nor the mark a file may begin with."""
    return [cell.strip().strip("\ufeff").strip() for cell in cells]


def filled(cells: Sequence[str]) -> list[str]:
    """The cells that hold anything."""
    return [cell for cell in map(str.strip, cells) if cell]


def is_datum(cell: str) -> bool:
    """Whether a cell is an NHS number, a date or an identifier: no heading is."""
    return is_identifier(cell) or _DATE.fullmatch(cell.strip()) is not None


def is_identifier(cell: str) -> bool:
    """Whether a cell is an NHS number or a system's own number for a person."""
    return _IDENTIFIER.fullmatch(cell.strip()) is not None
