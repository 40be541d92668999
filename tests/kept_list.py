"""The list of cases as it is kept, looked at from outside."""

from datetime import date

from mdt_app.meeting.listed import kept_for, made_for
from mdt_app.meeting.values import Case
from mdt_app.vault.reading import Reading


def cached_case_list(rows: Reading, on: date) -> list[Case] | None:
    """The kept list for that day, in its order; None where it has to be worked out again."""
    kept = kept_for(rows, made_for(rows, on))
    return list(kept) if kept is not None else None
