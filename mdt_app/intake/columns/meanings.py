"""What a column of somebody's table can hold, in the words that layout files use.

`person.surname`, `result.hba1c.value`, `result.hba1c.date@2`, `event.foot_check.date`,
`medicine.name`, `group.term@3` (each row's own code says what it is), `row.deleted`, `ignored`.
Columns of one beginning and one number belong together.
"""

import re
from typing import NamedTuple

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.intake.sections import MEDICINES, PATIENTS

PERSON, RESULT, EVENT, MEDICINE, GROUP, ROW = (
    "person",
    "result",
    "event",
    "medicine",
    "group",
    "row",
)
IGNORED = "ignored"
PERSON_FIELDS = frozenset((*PATIENTS.readable, "full_name", "practice_name", "ethnic_origin"))
ROLES = {
    RESULT: frozenset(
        (
            "value",
            "date",
            "unit",
            "comparator",
            "systolic",
            "diastolic",
            "systolic_date",
            "diastolic_date",
            "setting",
            "code",
        )
    ),
    EVENT: frozenset(("date", "detail")),
    MEDICINE: frozenset(MEDICINES.columns[1:]),
    GROUP: frozenset(
        (
            "date",
            "code",
            "term",
            "other_code",
            "other_term",
            "value",
            "unit",
            "comparator",
            "text",
            "setting",
            "parent",
        )
    ),
    ROW: frozenset(("deleted", "confidential")),
}
_WRITTEN = re.compile(r"([a-z]+)\.([a-z0-9_]+)(?:\.([a-z_]+))?(?:@([0-9]{1,3}))?")


class ColumnMeaning(NamedTuple):
    """One meaning of one column. `kind` is '' where the family has none."""

    family: str
    kind: str
    role: str
    number: int = 0
    """Which of several groups of this family and kind; 0 where it was not said."""

    def __str__(self) -> str:
        middle = f".{self.kind}" if self.kind else ""
        return f"{self.family}{middle}.{self.role}" + (f"@{self.number}" if self.number else "")


def meanings_in(text: str) -> tuple[ColumnMeaning, ...]:
    """The meanings that a layout's words name, joined by '+'; none for `ignored` and ''.

    >>> [str(one) for one in meanings_in("result.height.date@2+result.weight.date@2")]
    ['result.height.date@2', 'result.weight.date@2']

    Raises ValueError for what is no meaning.
    """
    if text in ("", IGNORED):
        return ()
    return tuple(_meaning(part.strip()) for part in text.split("+"))


def is_meaning(text: str) -> bool:
    """Whether a layout may say this of a column."""
    try:
        meanings_in(text)
    except ValueError:
        return False
    return True


def _meaning(text: str) -> ColumnMeaning:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    family, first, second, number = found[1], found[2], found[3] or "", int(found[4] or 0)
    if family in (RESULT, EVENT):
        kinds = KIND_BY_CODE if family == RESULT else EVENT_KINDS
        if first in kinds and second in ROLES[family]:
            return ColumnMeaning(family, first, second, number)
    elif not second and (
        (family == PERSON and first in PERSON_FIELDS) or first in ROLES.get(family, ())
    ):
        return ColumnMeaning(family, "", first, number)
    raise ValueError(text)
