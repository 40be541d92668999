"""The plain layout's four sections: their columns, and which of them every file must have."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of file of the plain layout. Every section's first column is `nhs_number`."""

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    days: tuple[str, ...]
    also_read: tuple[str, ...] = ()
    """Columns that help to read the others but are not kept."""

    @property
    def readable(self) -> tuple[str, ...]:
        """Every column that means something, in the order in which cells are handed on."""
        return self.columns + self.also_read


PATIENTS = Section(
    "patients",
    (
        "nhs_number",
        "surname",
        "forename",
        "title",
        "born_on",
        "sex",
        "practice",
        "registered_on",
        "ethnic_category",
        "language",
        "interpreter",
        "diabetes_type",
        "diagnosed_on",
        "frailty",
        "housebound",
        "care_home",
        "deprivation_decile",
        "died_on",
        "left_on",
    ),
    ("nhs_number", "surname", "forename", "born_on", "sex", "practice"),
    ("registered_on", "diagnosed_on", "died_on", "left_on"),
    ("age",),
)
RESULTS = Section(
    "results",
    ("nhs_number", "kind", "taken_on", "value", "unit", "setting", "code"),
    ("nhs_number", "kind", "taken_on", "value"),
    ("taken_on",),
)
MEDICINES = Section(
    "medicines",
    (
        "nhs_number",
        "name",
        "class",
        "dose",
        "started_on",
        "last_issued_on",
        "ended_on",
        "current",
    ),
    ("nhs_number", "name"),
    ("started_on", "last_issued_on", "ended_on"),
)
EVENTS = Section(
    "events", ("nhs_number", "kind", "on", "detail"), ("nhs_number", "kind", "on"), ("on",)
)
BY_NAME: Mapping[str, Section] = {
    section.name: section for section in (PATIENTS, RESULTS, MEDICINES, EVENTS)
}
ABOUT_PEOPLE = frozenset({RESULTS.name, MEDICINES.name, EVENTS.name})
"""Sections whose rows need a person who is known already."""
