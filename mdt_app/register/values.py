"""What the rest of the program sees of the register: frozen values, never rows.

Days inside results, medicines and events are ordinals (`date.toordinal()`); 0 means not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntFlag
from typing import NamedTuple

from mdt_app.clinical.kinds import Kind


@dataclass(frozen=True, slots=True)
class Practice:
    """A GP practice, known by its ODS code."""

    ods: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """A registered person as the last import described them. None or '' means not known."""

    key: int
    nhs_number: str
    surname: str
    forename: str
    title: str
    born_on: date
    sex: str
    practice: str
    registered_on: date | None = None
    ethnic_category: str = ""
    language: str = ""
    interpreter: bool | None = None
    diabetes_type: str = ""
    diagnosed_on: date | None = None
    frailty: str = ""
    housebound: bool | None = None
    care_home: bool | None = None
    deprivation_decile: int | None = None
    died_on: date | None = None
    left_on: date | None = None

    @property
    def listed_name(self) -> str:
        """`Begum, Shahida`, as lists write it."""
        return f"{self.surname}, {self.forename}"

    @property
    def banner_name(self) -> str:
        """`BEGUM, Shahida (Mrs)`, as NHS banners write it."""
        title = f" ({self.title})" if self.title else ""
        return f"{self.surname.upper()}, {self.forename}{title}"


class Inferred(IntFlag):
    """What an import had to work out about a value because the file did not say it."""

    UNIT = 1
    MEANING = 2
    """Taken from the words of a term, not from a code."""
    COLUMN = 4
    """Which column belongs to which, from where they stand."""
    FILLED_DOWN = 8
    """Whom the row is about, from the row above."""


DOUBTFUL = int(Inferred.UNIT | Inferred.COLUMN | Inferred.FILLED_DOWN)
"""What may make the value itself wrong. A term matched as a whole says as much as its code."""


class Result(NamedTuple):
    """One recorded result, in the unit its kind is kept in.

    Blood pressure: `value` systolic, `second` diastolic. Kinds in words: `word`, value 0.
    `raw` is the cell as it came; `inferred` is an `Inferred`; `batch` and `row` say which file
    and line.
    """

    kind: int
    day: int
    value: float
    second: float
    word: str
    comparator: str
    setting: int
    raw: str
    code: str
    inferred: int
    batch: int
    row: int


class Medicine(NamedTuple):
    """A medicine on the record. `classes` joined by '+'; `current` is 'yes', 'no' or ''.

    `current_from` is the day of the import that brought `current`.
    """

    name: str
    classes: str
    dose: str
    started: int
    last_issued: int
    ended: int
    current: str
    current_from: int
    batch: int
    row: int


class Event(NamedTuple):
    """Something that happened to a person, or a code the rules need."""

    kind: str
    day: int
    detail: str
    batch: int
    row: int


class Undated(NamedTuple):
    """A result or an event of which only the year or the month is known: `2019`, `2019-03`.

    Shown as it was said, and used by no flag, chart or measure. `section` is `results` or
    `events`; `value` has its comparator and is in `unit`; `detail` is an event's.
    """

    section: str
    kind: str
    said: str
    value: str
    unit: str
    setting: str
    code: str
    detail: str
    raw: str
    inferred: int
    batch: int
    row: int


@dataclass(frozen=True, slots=True)
class Record:
    """Everything imported about one person. Results are ordered by day within each kind."""

    person: Person
    results: Mapping[int, Sequence[Result]] = field(default_factory=dict)
    medicines: Sequence[Medicine] = ()
    events: Sequence[Event] = ()

    def of_kind(self, kind: Kind) -> Sequence[Result]:
        return self.results.get(kind, ())


@dataclass(frozen=True, slots=True)
class Batch:
    """One file taken in: where every number of it can be traced to."""

    key: int
    file_name: str
    digest: str
    layout: str
    imported_by: str
    imported_at: str
    imported_on: date
    is_undone: bool = False
    """Taken back since: nothing of it counts any more."""
