"""A person's medicines as they are shown over time: one each, however often it was prescribed.

Pure: a record and a day in, values out. What starts after the day does not exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mdt_app.clinical.days import months_before, spoken
from mdt_app.clinical.events import MEDICINE_CLASS_ORDER
from mdt_app.flags.medicines import ISSUED_WITHIN_MONTHS, is_current
from mdt_app.register.values import Medicine, Record

_LAST = len(MEDICINE_CLASS_ORDER)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the start (0 is not recorded) to the end, or to the last issue where it is open.

    `until` is 0 where it is open and no issue is recorded.
    """

    started: int
    until: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class MedicineShown:
    """One medicine. `is_current` None: nobody can say. The dose is that of the latest start."""

    name: str
    dose: str
    classes: str
    is_current: bool | None
    stretches: tuple[Stretch, ...]
    started: int
    """The first start on the record, 0 where one is not recorded."""
    latest_start: int
    """What its provenance is asked by."""
    last_issued: int
    ended: int
    """The day it ended, 0 while any of it is open."""

    @property
    def called(self) -> str:
        """`Metformin 500 mg tablets 1 twice a day`."""
        return " ".join(filter(None, (self.name.strip(), self.dose.strip())))

    @property
    def note(self) -> str:
        """What is to be known about it beside its name; '' for one that is current."""
        if self.is_current:
            return ""
        if self.ended:
            return f"ended {_day(self.ended)}"
        if self.is_current is None:
            return "current? no issue recorded"
        return f"not issued since {_day(self.last_issued)}" if self.last_issued else "not current"

    @property
    def sentence(self) -> str:
        """All of it: `Metformin 1 g: since 3 Mar 2019, last issued 2 Nov 2026, current`."""
        start = f"since {_day(self.started)}" if self.started else "start not recorded"
        issued = f"last issued {_day(self.last_issued)}" if self.last_issued else ""
        state = "current" if self.is_current else self.note
        parts = (start, issued if self.is_current or self.ended else "", state)
        return f"{self.called}: {', '.join(filter(None, parts))}"


def medicines_shown(record: Record, on: date) -> tuple[MedicineShown, ...]:
    """Current ones first, by their class; then what may be current; then the latest ended."""
    today, issued_after = on.toordinal(), months_before(on, ISSUED_WITHIN_MONTHS).toordinal()
    by_name: dict[str, list[Medicine]] = {}
    for medicine in record.medicines:
        if medicine.started <= today:
            by_name.setdefault(medicine.name.strip().casefold(), []).append(medicine)
    found = [_shown(rows, today, issued_after) for rows in by_name.values()]
    return tuple(sorted(found, key=_place))


def _shown(rows: Sequence[Medicine], today: int, issued_after: int) -> MedicineShown:
    ordered = sorted(rows, key=_began)
    latest = ordered[-1]
    states = [is_current(each, today, issued_after) for each in ordered]
    current = True if True in states else None if None in states else False
    ends = [each.ended if 0 < each.ended <= today else 0 for each in ordered]
    return MedicineShown(
        name=latest.name,
        dose=latest.dose,
        classes=latest.classes,
        is_current=current,
        stretches=tuple(
            Stretch(each.started, end or min(each.last_issued, today), not end)
            for each, end in zip(ordered, ends)
        ),
        started=0 if any(not each.started for each in ordered) else ordered[0].started,
        latest_start=latest.started,
        last_issued=min(max(each.last_issued for each in ordered), today),
        ended=max(ends) if all(ends) else 0,
    )


def _began(medicine: Medicine) -> int:
    return medicine.started or medicine.last_issued


def _place(medicine: MedicineShown) -> tuple[int, int, str]:
    if medicine.is_current is False:
        return 2, -max(medicine.ended, medicine.last_issued), medicine.name.casefold()
    known = [MEDICINE_CLASS_ORDER.index(c) for c in medicine.classes.split("+") if c in _KNOWN]
    return int(medicine.is_current is None), min(known, default=_LAST), medicine.name.casefold()


_KNOWN = frozenset(MEDICINE_CLASS_ORDER)


def counted_words(medicines: Sequence[MedicineShown]) -> str:
    """`5 current, 1 may be current, 2 no longer`; what there is none of is left out."""
    counts = (
        (sum(m.is_current is True for m in medicines), "current"),
        (sum(m.is_current is None for m in medicines), "may be current"),
        (sum(m.is_current is False for m in medicines), "no longer"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def _day(ordinal: int) -> str:
    return spoken(date.fromordinal(ordinal))
