"""Cells that mean the same in every section: text, words, days, NHS numbers, practices."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from mdt_app.clinical.nhs_number import (
    bare,
    has_foreign_digits,
    has_valid_check_digit,
    is_one_digit_repeated,
    is_rounded_by_a_spreadsheet,
    is_test_number,
)
from mdt_app.clinical.written_days import written_day, written_part
from mdt_app.intake.rows import Problem

SHOWN = 200
_FORMULA = r"(?:\s*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n])"
"""How a cell begins that some spreadsheet works out: spaces before the sign do not stop it."""
_DEFUSED = re.compile(f"'+{_FORMULA}")
_EXPLOSIVE = re.compile(f"'*{_FORMULA}")
_ODS_CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9]{1,12}")
"""Every practice's code has a digit: without one it is somebody's name for a practice."""
_MOST_DAYS = 50_000


class Unusable(Exception):  # noqa: N818 - a cell's state, caught where its row is known
    """A cell that cannot be used: the reason, what to do, and whether it is held, not rejected."""

    def __init__(
        self, column: str, value: str, problem: str, hint: str, held: bool = False
    ) -> None:
        super().__init__(problem)
        self.column, self.value, self.problem, self.hint = column, value, problem, hint
        self.held = held

    def in_row(self, section: str, row: int, *, is_cell: bool = False) -> Problem:
        return Problem(
            row,
            self.column,
            shortened(self.value),
            self.problem,
            self.hint,
            section,
            self.held,
            is_cell,
        )


def shortened(text: str) -> str:
    """A cell as a report shows it: one line, and never a megabyte."""
    text = " ".join(text[: 4 * SHOWN].split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def plain_text(cell: str) -> str:
    """A text cell without outer spaces and without the apostrophe that an export puts before
    what a spreadsheet would take for a formula.

    >>> plain_text(" '=1+1 "), plain_text("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    cell = cell.strip()
    return cell[1:].strip() if _DEFUSED.match(cell) else cell


def defused(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula; `plain_text` undoes it.

    >>> defused("=1+1"), defused("O'Brien")
    ("'=1+1", "O'Brien")
    """
    return f"'{text}" if _EXPLOSIVE.match(text) else text


def required_text(column: str, cell: str) -> str:
    """A text cell that must say something."""
    text = plain_text(cell)
    if not text:
        raise Unusable(column, "", "Empty, and this column is required", "Fill it in.")
    return fitting(column, text)


_LONGEST_CELL = 32_767
"""As many characters as a spreadsheet's cell holds."""


def fitting(column: str, text: str) -> str:
    """The text, if it could be a cell of a spreadsheet at all."""
    if len(text) > _LONGEST_CELL:
        raise Unusable(column, text, "Longer than any cell can be", "Check the quotation marks.")
    return text


def one_of(column: str, cell: str, words: Mapping[str, str]) -> str:
    """The word a cell stands for, '' for an empty cell."""
    folded = " ".join(cell.split()).casefold()
    if not folded:
        return ""
    if folded not in words:
        choices = ", ".join(filter(None, dict.fromkeys(words.values())))
        raise Unusable(column, cell, "Not one of the words of this column", f"Use {choices}.")
    return words[folded]


class Days:
    """Reads the days of one import, each way of writing one only once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.last = today.toordinal()
        self.known: dict[str, int] = {"": 0}

    def ordinal(self, cell: str) -> int:
        """The day as an ordinal; 0 for an empty cell, -1 for one that names no day."""
        known = self.known.get(cell)
        if known is None:
            if len(self.known) > _MOST_DAYS:
                self.known.clear()
            day = written_day(cell, self.today)
            known = day.toordinal() if day else (-1 if cell.strip() else 0)
            self.known[cell] = known
        return known

    def learn(self, cells: Iterable[str]) -> None:
        """Read every way of writing a day not met before, so that `known` has them all."""
        for cell in set(cells).difference(self.known):
            self.ordinal(cell)

    def required(self, column: str, cell: str) -> int:
        """A day that must be there."""
        ordinal = self.ordinal(cell)
        if ordinal <= 0:
            raise unreadable_day(column, cell)
        return ordinal

    def refuse_impossible(
        self, column: str, cell: str, day: int, born: int, *, may_be_future: bool = False
    ) -> None:
        """A day after the import or before birth rejects its row."""
        if day > self.last and not may_be_future:
            raise Unusable(column, cell, "A date in the future", "Correct the date.")
        if 0 < day < born:
            raise Unusable(
                column, cell, "A date before the person was born", "Correct one of the two dates."
            )


def unreadable_day(column: str, cell: str) -> Unusable:
    """What to say of a cell that should hold a day."""
    problem = "Not a date" if cell.strip() else "Empty, and this column is required"
    if written_part(cell, date.max):
        problem = "Only the year or the month, and this column needs the day"
    return Unusable(column, cell, problem, "Write dates as 2026-03-31.")


ROUNDED = "Excel has rounded this number: export it again as text"


def nhs_number(cell: str, *, allow_test_numbers: bool) -> str:
    """Ten digits that pass the check; '' for an empty cell."""
    number = bare(cell)
    if not number:
        return ""
    problem, hint = _what_is_wrong_with(number, allow_test_numbers=allow_test_numbers)
    if problem:
        raise Unusable("nhs_number", cell, problem, hint)
    return number


def _what_is_wrong_with(number: str, *, allow_test_numbers: bool) -> tuple[str, str]:
    """Why a cleaned number cannot be used, and what to do; two empty texts if it can."""
    if is_rounded_by_a_spreadsheet(number):
        return ROUNDED, "Export it again as text: the last digits are lost and cannot be guessed."
    if has_foreign_digits(number):
        return (
            "An NHS number in digits of another script",
            "Write it with the digits 0 to 9, and look at the file's other numbers too.",
        )
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return "Not an NHS number of ten digits", "Check the number in the record."
    if is_one_digit_repeated(number):
        return (
            "Not a valid NHS number",
            "One digit ten times only fills the cell; find the number in the record.",
        )
    if not has_valid_check_digit(number):
        return (
            "Not a valid NHS number",
            "Check the number in the record; its last digit does not fit the others.",
        )
    if is_test_number(number) and not allow_test_numbers:
        return (
            "A number kept for testing",
            "Numbers beginning with 999 belong to no patient; a trial needs --allow-test-numbers.",
        )
    return "", ""


class Practices:
    """The practices rows may name: those of the store, and any code that looks like one.

    `known` are the network's own names by code. A practice may be named either way, whatever
    the case and the spaces.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._network = known
        self._by_code = {_folded(ods): ods for ods in known}
        names = Counter(map(_folded, filter(str.strip, known.values())))
        self._by_name = {
            name: ods for ods, said in known.items() if names[name := _folded(said)] == 1
        }
        self.given = ""
        self.added: dict[str, str] = {}

    @property
    def codes(self) -> list[str]:
        """The codes known so far, in order."""
        return sorted(self._by_code.values())

    def named(self, text: str) -> str:
        """The code of the practice that a text names by its code or its own name, else ''."""
        folded = _folded(text)
        return self._by_code.get(folded) or self._by_name.get(folded) or ""

    def named_in(self, lines: Sequence[str]) -> str:
        """The code of the one practice of the network that running words name, else ''."""
        words = _apart(" ".join(lines))
        found = {
            ods
            for ods, name in self._network.items()
            if any(said in words for said in (_apart(ods), _apart(name)) if said.strip())
        }
        return found.pop() if len(found) == 1 else ""

    def of(self, cell: str) -> str:
        """The practice's code; an empty cell means the practice given for the import."""
        cell = plain_text(cell) or self.given
        if not cell:
            raise Unusable(
                "practice",
                "",
                "Empty, and this column is required",
                "Fill in the practice's ODS code, or name it with --practice.",
            )
        known = self.named(cell)
        if not known:
            if not _ODS_CODE.fullmatch(cell):
                raise Unusable(
                    "practice",
                    cell,
                    "Not an ODS code",
                    "Write a code such as Y00001, or the practice's name as the network has it.",
                )
            known = self._by_code[_folded(cell)] = cell.upper()
            self.added[known] = known
        return known


def _apart(text: str) -> str:
    """Whole words and nothing else, in small letters, each between spaces."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return f" {spaced} "


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
