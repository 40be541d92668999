"""Rows that are not data: totals, instructions, closing words, notices that rows are missing."""

import re
from collections.abc import Sequence

from mdt_app.intake.tables.cell_shapes import filled, is_datum, is_identifier

_PEOPLE = r"(?:patient|person|people|population|record|row|result|case)s?"
_TOTALS = re.compile(
    rf"(?:(?:grand|sub|overall|report|search)[\s-]*)?totals?(?:\s+(?:of\s+)?{_PEOPLE})?(?:\s+count)?"
    rf"|(?:total\s+)?{_PEOPLE}\s+(?:count|totals?)"
    rf"|(?:total\s+)?(?:number|count)\s+of\s+{_PEOPLE}|count|averages?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\s:=]*\d[\d,.]*\s*%?\s*$")
_NUMBER = re.compile(r"[-+]?\d[\d,.]*\s*%?")
_COUNT = re.compile(r"\d{1,7}")
_COUNT_HEADING = re.compile(r"|.*\b(?:count|total)s?", re.IGNORECASE)
_CUT_SHORT = re.compile(
    r"complete results (?:are|is) available|(?:results?|rows|list|report|output) "
    r"(?:has|have|was|were|is|are) (?:been )?(?:truncated|limited|cut)"
    r"|(?:row|record|result|export)s? limit (?:was |has been )?(?:reached|exceeded)",
    re.IGNORECASE,
)
_TELLING = (
    "total", "count", "number of", "average", "complete results", "truncated", "limit", "cut",
    "end of", "printed", "generated", "produced", "created", "exported", "run ", "page ",
    "confidential", "identifiable", "copyright", "©",
)  # fmt: skip
"""One of these stands in whatever the patterns for totals, cut and closing words find."""
_CLOSING = re.compile(
    r"\W*(?:end of (?:report|file|list|data|extract)|(?:report |list )?"
    r"(?:printed|generated|produced|created|exported|run) (?:by|on|at|from)\b"
    r"|page \d+|confidential\b|patient[- ]identifiable\b|copyright\b|©)",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:required|optional|mandatory|must|please|format(?:ted)?|e\.?g\.?|(?:for )?example|yyyy|"
    r"dd/mm|enter|leave blank|do not|if known|one of|yes or no|male or female|free text|"
    r"digits|numeric|characters)\b",
    re.IGNORECASE,
)
_FEW = 3
_FEW_ABOVE_HEADINGS = 6
_LABEL_AND_DAY = 2
"""`Last run` and a day; more cells with a day among them are somebody's row."""
_LETTER = re.compile(r"[^\W\d_]")


def is_totals(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """`Grand Total`, `Patient Count: 812`, or a number alone in a column of counts."""
    words = filled(cells)
    if not words:
        return False
    if _is_totals_label(words[0]):
        return all(_NUMBER.fullmatch(word) and not is_datum(word) for word in words[1:])
    if len(words) > 1 or not _COUNT.fullmatch(words[0]):
        return False
    place = next(place for place, cell in enumerate(cells) if cell.strip())
    return 0 < place < len(headings) and is_count_heading(headings[place])


def is_count_heading(heading: str) -> bool:
    """Whether a column counts rows: `Patient Count`, or no heading at all."""
    return _COUNT_HEADING.fullmatch(heading) is not None


def says_cut_short(cells: Sequence[str], width: int) -> bool:
    """Whether a row that is no data says that there is more than the file holds."""
    words = filled(cells)
    may_be = len(words) <= _FEW or len(cells) != width
    return may_be and _CUT_SHORT.search(" ".join(words)) is not None


def is_closing(cells: Sequence[str]) -> bool:
    """`End of report`, `Printed by …`, `Page 3 of 9`; never a row that names somebody."""
    words = filled(cells)
    if not 0 < len(words) <= _FEW or any(map(is_identifier, words)):
        return False
    return _CLOSING.match(words[0]) is not None


def is_aside(cells: Sequence[str], width: int) -> bool:
    """Whether a row could be words above headings rather than data."""
    if not cells or not _LETTER.search(cells[0]):
        return False
    words = filled(cells)
    is_sparse = len(words) <= max(1, min(_FEW_ABOVE_HEADINGS, width // 2))
    if not is_sparse or is_datum(words[0]) or any(map(is_identifier, words)):
        return False
    return len(words) <= _LABEL_AND_DAY or not any(map(is_datum, words))


def is_instruction(cells: Sequence[str]) -> bool:
    """The row under the headings that says what to write in each column."""
    words = filled(cells)
    if len(words) < 2 or any(map(is_datum, words)) or any(map(_NUMBER.fullmatch, words)):
        return False
    return 3 * sum(1 for word in words if _INSTRUCTION.search(word)) >= len(words)


def may_tell(column: Sequence[str], text: str) -> bool:
    """Whether a cell of a column begins totals or says that rows are missing.

    `text` is the whole column in small letters: looking through it once is what makes this fast.
    """
    if not any(word in text for word in _TELLING):
        return False
    return any(
        _is_totals_label(cell.strip()) or _CUT_SHORT.search(cell) or _CLOSING.match(cell)
        for cell in set(column)
    )


def _is_totals_label(word: str) -> bool:
    return _TOTALS.fullmatch(_COUNTED.sub("", word).strip(" :=")) is not None
