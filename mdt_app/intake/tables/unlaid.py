"""Rows that cannot be laid out in columns, and what to do about each."""

from collections.abc import Sequence

from mdt_app.intake.rows import Problem

_SHOWN = 200
_LONGEST_LINE = 1 << 20


def too_many(row: int, extra: Sequence[str], section: str = "") -> Problem:
    """More filled cells than there are headings."""
    return Problem(
        row,
        "",
        ", ".join(extra).strip()[:_SHOWN],
        "More cells than headings",
        "Put a text that holds a comma in quotation marks.",
        section,
    )


def with_odd_quotes(row: int, line: str, section: str = "") -> Problem:
    """A line that opens a quotation and does not close it, or the other way about."""
    if len(line) > _LONGEST_LINE:
        hint = "Check the quotation marks of this row and of those above it."
        return Problem(row, "", "", "Longer than any row can be", hint, section)
    return Problem(
        row,
        "",
        " ".join(line[:_SHOWN].split()),
        "Quotation marks that do not match",
        "Close the quotation mark in this row, or write it twice where it is meant.",
        section,
    )


def with_nul(row: int, section: str = "") -> Problem:
    """A character that no text has; not shown, as no screen could."""
    return Problem(
        row, "", "", "The row holds a NUL character", "Export the search again.", section
    )


def broken_off(row: int, cells: Sequence[str]) -> Problem:
    """The last line of a file that ends in its middle: its last cell may be half a value."""
    return Problem(
        row,
        "",
        ", ".join(cells).strip()[:_SHOWN],
        "The line is broken off",
        "Export the search again.",
    )
