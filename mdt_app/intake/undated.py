"""Results and events of which only the year or the month is known: kept as they were said."""

from typing import NamedTuple

from mdt_app.clinical.written_days import first_and_last_day, written_part
from mdt_app.intake.cells import Days, unreadable_day

ONLY_PART = (
    "rows of which only the month or the year is known: kept as said, used by no flag, chart or"
    " measure."
)


class UndatedKey(NamedTuple):
    """What makes it the same fact when it comes again."""

    patient: int
    section: str
    kind: str
    said: str
    value: str
    setting: str
    detail: str


class UndatedFact(NamedTuple):
    """One such result or event, with the rest of what its row says."""

    key: UndatedKey
    unit: str
    code: str
    raw: str
    inferred: int
    batch: int
    row: int

    def flat(self) -> tuple[str | int, ...]:
        """All values in the order of the table."""
        return (*self.key, *self[1:])


def said_part(days: Days, column: str, cell: str, born: int, *, may_be_future: bool = False) -> str:
    """The year or the month the cell says, where it says no day.

    Raises `Unusable` where it says neither, or one that is over before the person was born or
    begins after the import.
    """
    said = written_part(cell, days.today)
    if not said:
        raise unreadable_day(column, cell)
    first, last = (day.toordinal() for day in first_and_last_day(said))
    days.refuse_impossible(column, cell, first, 0, may_be_future=may_be_future)
    days.refuse_impossible(column, cell, last, born, may_be_future=True)
    return said
