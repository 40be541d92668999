"""Rows about people, each by itself: its cells checked and turned into what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mdt_app.clinical.days import age_on
from mdt_app.clinical.written_days import has_two_digit_year, hundred_years_before
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import (
    Days,
    Practices,
    Unusable,
    fitting,
    nhs_number,
    one_of,
    plain_text,
    required_text,
    unreadable_day,
)
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import PATIENTS
from mdt_app.intake.vocabulary.person_words import age_in_years, words_of

KEPT = PATIENTS.columns[1:]
"""What is kept of a person besides the number, in the order of the file and of the table."""

Values = dict[str, str | int]
"""What is kept of a person, by column: days as ordinals, '' or 0 for what is not known."""

_IN_WORDS = frozenset(("interpreter", "housebound", "care_home", "diabetes_type", "frailty"))
_CODES: Mapping[str, Mapping[str, str]] = {
    "ethnic_category": {letter.casefold(): letter for letter in "ABCDEFGHJKLMNPRSZ"},
    "deprivation_decile": {str(decile): str(decile) for decile in range(1, 11)},
}
NUMBERS = frozenset((*PATIENTS.days, "born_on", "deprivation_decile"))
"""Columns that are kept as numbers: 0 is not known."""
_PLACES = {column: place for place, column in enumerate(PATIENTS.readable)}
_OLDEST_AGE = 130


@dataclass(slots=True)
class PatientDraft:
    """One readable row about a person.

    Born is 0 until a two-digit year has been settled, and where the file does not say it.
    """

    batch: int
    block: Block
    read: ReadRow
    number: str
    values: Values
    born_choices: tuple[int, ...] = ()
    """For a two-digit year: the two days it can mean, the later first."""
    age: int | None = None
    cell_problems: list[Unusable] = field(default_factory=list)

    @property
    def row(self) -> int:
        return self.read.row

    @property
    def born(self) -> int:
        return int(self.values["born_on"])

    def cell(self, column: str) -> str:
        """What stands in a column of the row."""
        return self.read.cells[_PLACES[column]]

    def lacks(self, column: str) -> bool:
        """Whether the file has no such column and nothing else filled it."""
        return column in self.block.lacking and not self.cell(column).strip()

    def earliest(self) -> int:
        """The earliest day this row itself names, or 0."""
        named = [int(self.values[column]) for column in PATIENTS.days]
        return min((day for day in named if day > 0), default=0)

    def told(self, unusable: Unusable, *, is_cell: bool = False) -> Problem:
        """Why the row, or only one of its cells, is not taken in."""
        problem = unusable.in_row(PATIENTS.name, self.row, is_cell=is_cell)
        return self.block.told(problem, self.read)


class PatientChecks:
    """Checks rows about people, one by one."""

    def __init__(self, days: Days, practices: Practices, *, allow_test_numbers: bool) -> None:
        self._days = days
        self._practices = practices
        self._allow_test_numbers = allow_test_numbers

    def number(self, read: ReadRow) -> str:
        """Whom the row is about. Raises `Unusable` where nobody can tell."""
        number = nhs_number(read.cells[0], allow_test_numbers=self._allow_test_numbers)
        if not number:
            raise Unusable(
                "nhs_number",
                "",
                "A person without an NHS number",
                "Add the number in the practice's own system and export again.",
                held=True,
            )
        return number

    def draft(self, batch: int, block: Block, read: ReadRow, number: str) -> PatientDraft:
        """The row as values. Raises `Unusable` where it has to be set aside."""
        cells = dict(zip(PATIENTS.readable, read.cells, strict=True))
        draft = PatientDraft(batch, block, read, number, {})
        self._take_names(draft)
        self._take_birth(draft)
        self._take_sex_and_practice(draft)
        for column in KEPT:
            if column not in draft.values:
                draft.values[column] = self._optional(column, cells[column], draft)
        draft.age = self._age(draft)
        if not draft.born_choices:
            self.refuse_impossible_days(draft, draft.born)
        return draft

    def _take_names(self, draft: PatientDraft) -> None:
        for column in ("surname", "forename"):
            is_lacking = draft.lacks(column)
            draft.values[column] = "" if is_lacking else required_text(column, draft.cell(column))

    def _take_birth(self, draft: PatientDraft) -> None:
        draft.values["born_on"] = 0
        if draft.lacks("born_on"):
            return
        cell = draft.cell("born_on")
        born = self._days.required("born_on", cell)
        if has_two_digit_year(cell):
            earlier = hundred_years_before(date.fromordinal(born))
            draft.born_choices = (born, earlier.toordinal()) if earlier else (born,)
        else:
            self._days.refuse_impossible("born_on", cell, born, 0)
            draft.values["born_on"] = born

    def _take_sex_and_practice(self, draft: PatientDraft) -> None:
        draft.values["sex"] = one_of("sex", draft.cell("sex"), words_of("sex"))
        if not draft.values["sex"] and not draft.lacks("sex"):
            raise Unusable("sex", "", "Empty, and this column is required", "Fill it in.")
        is_unsaid = draft.lacks("practice") and not self._practices.given
        draft.values["practice"] = "" if is_unsaid else self._practices.of(draft.cell("practice"))

    def _optional(self, column: str, cell: str, draft: PatientDraft) -> str | int:
        try:
            return self._optional_value(column, cell)
        except Unusable as unusable:
            draft.cell_problems.append(unusable)
            return 0 if column in NUMBERS else ""

    def _optional_value(self, column: str, cell: str) -> str | int:
        if column in PATIENTS.days:
            day = self._days.ordinal(cell)
            if day < 0:
                raise unreadable_day(column, cell)
            return day
        if column in _IN_WORDS:
            return one_of(column, cell, words_of(column))
        if column in _CODES:
            word = one_of(column, cell, _CODES[column])
            return int(word or 0) if column in NUMBERS else word
        return fitting(column, plain_text(cell))

    def _age(self, draft: PatientDraft) -> int | None:
        cell = draft.cell("age").strip()
        age = age_in_years(cell)
        if age is not None and age <= _OLDEST_AGE:
            return age
        if cell:
            unusable = Unusable("age", cell, "Not an age in years", "Write whole years.")
            draft.cell_problems.append(unusable)
        return None

    def refuse_impossible_days(self, draft: PatientDraft, born: int) -> None:
        """Raise if a day of the row is in the future or before birth."""
        for column in PATIENTS.days:
            day = int(draft.values[column])
            shown = date.fromordinal(day).isoformat() if day > 0 else ""
            self._days.refuse_impossible(column, shown, day, born)

    def settle_birth(self, draft: PatientDraft, earliest: int) -> None:
        """Choose the century of a two-digit year of birth. Raises `Unusable` if nobody can.

        `earliest` is the first day that any row of the import about this person names, or 0.
        """
        for choice in draft.born_choices:
            if self._could_be_born_on(choice, draft.age, earliest):
                draft.values["born_on"] = choice
                self.refuse_impossible_days(draft, choice)
                return
        raise Unusable(
            "born_on",
            draft.cell("born_on"),
            "The century of this date of birth is not certain",
            "Write the year of birth with four digits.",
            held=True,
        )

    def _could_be_born_on(self, choice: int, age: int | None, earliest: int) -> bool:
        lived = age_on(date.fromordinal(choice), self._days.today)
        if age is not None:
            return choice <= self._days.last and abs(lived - age) <= 1
        return lived >= 18 and not 0 < earliest < choice


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """What the store knows of a person before the import."""

    key: int
    values: Mapping[str, str | int]
