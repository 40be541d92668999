"""How one table is read, once its columns are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mdt_app.intake.columns.groups import ColumnGroup
from mdt_app.intake.columns.meanings import GROUP
from mdt_app.intake.extracts.joined import AnyTable
from mdt_app.intake.rows import ColumnRead, Question
from mdt_app.intake.sections import PATIENTS


@dataclass(slots=True)
class Plan:
    """How one table is read."""

    layout: str
    title: str
    table: AnyTable
    person: Mapping[str, int]
    row: Mapping[str, int]
    groups: Sequence[ColumnGroup]
    words: Mapping[str, Mapping[str, str]]
    columns: list[ColumnRead] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    is_asked: bool = False
    """Whether it has groups of which only their meaning must be told."""

    @property
    def lacking(self) -> frozenset[str]:
        """Columns that every person needs and this table does not have."""
        has = set(self.person)
        if "full_name" in has:
            has |= {"surname", "forename"}
        if "practice_name" in has:
            has.add("practice")
        return frozenset(PATIENTS.required) - has

    @property
    def tells_of_people(self) -> bool:
        """Whether it says anything of people besides their number."""
        return bool(set(self.person) - {"nhs_number"})

    @property
    def is_usable(self) -> bool:
        """Whether it gives rows, or is one question away from it."""
        return bool(self.groups or self.is_asked or not self.lacking - {"practice"})

    @property
    def repeats_people(self) -> bool:
        """Whether a person may well have several rows: each row is an event or a medicine."""
        return any(group.family in (GROUP, "medicine") for group in self.groups)
