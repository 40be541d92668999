"""Who may be named behind a count: the people of one's own practice, and nobody else."""

from mdt_app.register.queries import person_by_number
from mdt_app.vault.vault import Reading


def name_for(rows: Reading, nhs_number: str, practice: str) -> str:
    """The name of one of this practice's people; '' of everybody else, and for a practice of ''."""
    person = person_by_number(rows, nhs_number)
    if person is None or not practice or person.practice != practice:
        return ""
    return person.listed_name
