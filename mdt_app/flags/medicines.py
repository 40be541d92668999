"""Which medicines a person is on, on one day: current, not current, or not known."""

from collections.abc import Sequence
from datetime import date

from mdt_app.clinical.days import months_before
from mdt_app.register.values import Medicine, Record

ISSUED_WITHIN_MONTHS = 6


def is_current(medicine: Medicine, on: int, issued_after: int) -> bool | None:
    """Whether a medicine is current on the day `on`; None where nobody can say.

    `issued_after` is the day 6 months before `on`: an issue must be later. A filled-in
    `current` column decides from the day of the import that brought it.
    """
    if medicine.started > on or 0 < medicine.ended <= on:
        return False
    if medicine.current and medicine.current_from <= on:
        return medicine.current == "yes"
    return medicine.last_issued > issued_after if medicine.last_issued else None


def current_medicines(record: Record, on: date) -> tuple[tuple[Medicine, bool], ...]:
    """The medicines that may be current, each with whether that is known."""
    issued_after = months_before(on, ISSUED_WITHIN_MONTHS).toordinal()
    told = [(m, is_current(m, on.toordinal(), issued_after)) for m in record.medicines]
    return tuple((medicine, known is True) for medicine, known in told if known is not False)


def names(medicines: Sequence[Medicine]) -> list[str]:
    """Distinct names, in order: one medicine prescribed twice is one medicine."""
    return list({m.name.strip().casefold(): m.name.strip() for m in medicines}.values())
