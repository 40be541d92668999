"""Rows about people: checked, joined when several are about one person, held when they disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mdt_app.clinical.days import age_on
from mdt_app.clinical.written_days import has_two_digit_year, hundred_years_before
from mdt_app.intake.blocks import ReadRow
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

KEPT = PATIENTS.columns[1:]
"""What is kept of a person besides the number, in the order of the file and of the table."""

_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
_SEX = {word: word for word in ("female", "male", "other", "unknown")} | {
    "f": "female",
    "m": "male",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "interpreter": _YES_NO,
    "housebound": _YES_NO,
    "care_home": _YES_NO,
    "diabetes_type": {
        "type 1": "type 1",
        "type1": "type 1",
        "type 2": "type 2",
        "type2": "type 2",
        "other": "other",
        "unknown": "unknown",
    },
    "frailty": {word: word for word in ("none", "mild", "moderate", "severe")},
    "ethnic_category": {letter.casefold(): letter for letter in "ABCDEFGHJKLMNPRSZ"},
    "deprivation_decile": {str(decile): str(decile) for decile in range(1, 11)},
}
_OLDEST_AGE = 130


@dataclass(slots=True)
class PatientDraft:
    """One readable row about a person. Born is 0 until a two-digit year has been settled."""

    batch: int
    row: int
    number: str
    values: dict[str, str | int]
    born_cell: str
    born_choices: tuple[int, ...] = ()
    """For a two-digit year: the two days it can mean, the later first."""
    age: int | None = None
    cell_problems: list[Problem] = field(default_factory=list)

    @property
    def born(self) -> int:
        return int(self.values["born_on"])

    def earliest(self) -> int:
        """The earliest day this row itself names, or 0."""
        named = [int(self.values[column]) for column in PATIENTS.days]
        return min((day for day in named if day > 0), default=0)

    def held(self, column: str, problem: str, hint: str) -> Problem:
        value = self.born_cell if column == "born_on" else self.number
        return Unusable(column, value, problem, hint, held=True).in_row(PATIENTS.name, self.row)


class PatientChecks:
    """Checks rows about people, one by one."""

    def __init__(self, days: Days, practices: Practices, *, allow_test_numbers: bool) -> None:
        self._days = days
        self._practices = practices
        self._allow_test_numbers = allow_test_numbers

    def draft(self, batch: int, row: ReadRow) -> PatientDraft | Problem:
        """The row as values, or why it is set aside."""
        cells = dict(zip(PATIENTS.readable, row.cells, strict=True))
        problems: list[Problem] = []
        try:
            number = self._number(cells["nhs_number"])
            values, choices = self._required(cells)
            self._optional(cells, values, row.row, problems)
            draft = PatientDraft(batch, row.row, number, values, cells["born_on"], choices)
            draft.age = self._age(cells["age"], row.row, problems)
            draft.cell_problems = problems
            if not choices:
                self.refuse_impossible_days(draft)
        except Unusable as unusable:
            return unusable.in_row(PATIENTS.name, row.row)
        return draft

    def _number(self, cell: str) -> str:
        number = nhs_number(cell, allow_test_numbers=self._allow_test_numbers)
        if not number:
            raise Unusable(
                "nhs_number",
                "",
                "A person without an NHS number",
                "Add the number in the practice's own system and export again.",
                held=True,
            )
        return number

    def _required(self, cells: Mapping[str, str]) -> tuple[dict[str, str | int], tuple[int, ...]]:
        values: dict[str, str | int] = {
            column: required_text(column, cells[column]) for column in ("surname", "forename")
        }
        born = self._days.required("born_on", cells["born_on"])
        choices: tuple[int, ...] = ()
        if has_two_digit_year(cells["born_on"]):
            earlier = hundred_years_before(date.fromordinal(born))
            choices = (born, earlier.toordinal()) if earlier else (born,)
        else:
            self._days.refuse_impossible("born_on", cells["born_on"], born, 0)
        values["born_on"] = 0 if choices else born
        values["sex"] = one_of("sex", cells["sex"], _SEX)
        if not values["sex"]:
            raise Unusable("sex", "", "Empty, and this column is required", "Fill it in.")
        values["practice"] = self._practices.of(cells["practice"])
        return values, choices

    def _optional(
        self,
        cells: Mapping[str, str],
        values: dict[str, str | int],
        row: int,
        problems: list[Problem],
    ) -> None:
        for column in KEPT:
            if column in values:
                continue
            try:
                values[column] = self._optional_value(column, cells[column])
            except Unusable as unusable:
                values[column] = 0 if column in _NUMBERS else ""
                problems.append(unusable.in_row(PATIENTS.name, row, is_cell=True))

    def _optional_value(self, column: str, cell: str) -> str | int:
        if column in PATIENTS.days:
            day = self._days.ordinal(cell)
            if day < 0:
                raise unreadable_day(column, cell)
            return day
        if column in _WORDS:
            word = one_of(column, cell, _WORDS[column])
            return int(word or 0) if column == "deprivation_decile" else word
        return fitting(column, plain_text(cell))

    def _age(self, cell: str, row: int, problems: list[Problem]) -> int | None:
        cell = cell.strip()
        if not cell:
            return None
        if cell.isascii() and cell.isdigit() and int(cell[:6]) <= _OLDEST_AGE:
            return int(cell)
        unusable = Unusable("age", cell, "Not an age in years", "Write whole years.")
        problems.append(unusable.in_row(PATIENTS.name, row, is_cell=True))
        return None

    def refuse_impossible_days(self, draft: PatientDraft) -> None:
        """Raise if a day of the row is in the future or before birth."""
        for column in PATIENTS.days:
            day = int(draft.values[column])
            shown = date.fromordinal(day).isoformat() if day > 0 else ""
            self._days.refuse_impossible(column, shown, day, draft.born)

    def settle_birth(self, draft: PatientDraft, earliest: int) -> Problem | None:
        """Choose the century of a two-digit year of birth, or say why nobody can.

        `earliest` is the first day that any row of the import about this person names, or 0.
        """
        for choice in draft.born_choices:
            if self._could_be_born_on(choice, draft.age, earliest):
                draft.values["born_on"] = choice
                try:
                    self.refuse_impossible_days(draft)
                except Unusable as unusable:
                    return unusable.in_row(PATIENTS.name, draft.row)
                return None
        return draft.held(
            "born_on",
            "The century of this date of birth is not certain",
            "Write the year of birth with four digits.",
        )

    def _could_be_born_on(self, choice: int, age: int | None, earliest: int) -> bool:
        lived = age_on(date.fromordinal(choice), self._days.today)
        if age is not None:
            return choice <= self._days.last and abs(lived - age) <= 1
        return lived >= 18 and not 0 < earliest < choice


_NUMBERS = frozenset((*PATIENTS.days, "deprivation_decile"))


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """What the store knows of a person before the import."""

    key: int
    values: Mapping[str, str | int]


@dataclass(slots=True)
class PatientChange:
    """What becomes of one person: new if nothing was stored, else changed if values differ."""

    number: str
    values: dict[str, str | int]
    drafts: list[PatientDraft]
    stored: StoredPerson | None

    @property
    def is_changed(self) -> bool:
        return self.stored is not None and self.stored.values != self.values


def grouped(drafts: Iterable[PatientDraft]) -> dict[str, list[PatientDraft]]:
    """Every row about each person, in the order of the files."""
    groups: dict[str, list[PatientDraft]] = {}
    for draft in drafts:
        groups.setdefault(draft.number, []).append(draft)
    return groups


def conflict(drafts: list[PatientDraft], stored: StoredPerson | None) -> tuple[str, str] | None:
    """Problem and hint when dates of birth disagree, in the files or with the store."""
    if len({draft.born for draft in drafts}) > 1:
        return (
            "Rows for one NHS number with different dates of birth",
            "Find out in the record which is right, correct the file and import it again.",
        )
    if stored is not None and stored.values["born_on"] != drafts[0].born:
        return (
            "The date of birth differs from the one taken in before",
            "The person is unchanged. Find out which date is right.",
        )
    return None


def joined(drafts: list[PatientDraft], stored: StoredPerson | None) -> dict[str, str | int]:
    """Later rows over earlier ones and over the store; an empty cell never wipes a value."""
    values: dict[str, str | int] = dict(stored.values) if stored else {}
    for draft in drafts:
        for column, value in draft.values.items():
            if value or column not in values:
                values[column] = value
    return values
