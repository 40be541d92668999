"""One person's record as it stood on one day: everything a condition may ask."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from mdt_app.clinical.days import age_on, months_after, months_before
from mdt_app.clinical.events import FUTURE_EVENT_KINDS
from mdt_app.flags.answers import Evidence
from mdt_app.flags.entered import AgreedAction
from mdt_app.flags.medicines import ISSUED_WITHIN_MONTHS, is_current
from mdt_app.flags.readings import DAY, Reading, reading_of
from mdt_app.flags.shown import Shown, event_evidence, noted
from mdt_app.flags.standing import Standing
from mdt_app.register.values import Event, Medicine, Record, Result

_BY_DAY = itemgetter(DAY)


class Day:
    """The day the question is asked, with its month arithmetic worked out once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.ordinal = on.toordinal()
        self._before: dict[int, int] = {}
        self.issued_after = self.before(ISSUED_WITHIN_MONTHS)

    def before(self, months: int | None) -> int:
        """The day so many months earlier: 'within' means later than this. None is no limit."""
        if months is None:
            return 0
        if months not in self._before:
            self._before[months] = months_before(self.on, months).toordinal()
        return self._before[months]

    def after(self, ordinal: int, months: int) -> int:
        """The same day of the month so many months after a day."""
        return months_after(date.fromordinal(ordinal), months).toordinal()

    def earlier(self, ordinal: int, months: int) -> int:
        """The same day of the month so many months before a day."""
        return months_before(date.fromordinal(ordinal), months).toordinal()


class History:
    """One record seen on one day. Nothing dated later exists here, except what falls due."""

    def __init__(
        self,
        record: Record,
        day: Day,
        standing: Standing,
        targets: Mapping[int, float],
        actions: Sequence[AgreedAction] = (),
    ) -> None:
        self.person = record.person
        self.results: Mapping[int, Sequence[Result]] = record.results
        self.day = day
        self.standing = standing
        self.targets = targets
        self.actions = actions
        self.age = age_on(record.person.born_on, day.on)
        self.latest = _Latest(record.results, day.ordinal)
        self.events = _by_kind(record.events, day.ordinal)
        self._prescribed = record.medicines
        self.medicines = _by_class(record.medicines, day)
        self._readings: dict[tuple[int, int, int], list[Reading]] = {}
        self._shown: dict[tuple[int, int], Shown] = {}
        self._coded: dict[str, tuple[Evidence, ...]] = {}

    def started(self, classes: frozenset[str]) -> list[Medicine]:
        """Medicines of those classes started by now, ended or not."""
        return [
            medicine
            for medicine in self._prescribed
            if 0 < medicine.started <= self.day.ordinal
            and not classes.isdisjoint(medicine.classes.split("+"))
        ]

    def readings(self, kind: int, oldest: int, newest: int) -> list[Reading]:
        """Day by day, newest first, from `oldest` to `newest`, both included."""
        key = (kind, oldest, newest)
        found = self._readings.get(key)
        if found is None:
            rows = self.results.get(kind, ())
            first = bisect_left(rows, oldest, key=_BY_DAY)
            last = bisect_right(rows, min(newest, self.day.ordinal), key=_BY_DAY)
            found = self._readings[key] = [
                reading_of(kind, tuple(same_day))
                for _, same_day in groupby(reversed(rows[first:last]), _BY_DAY)
            ]
        return found

    def last_of(self, kind: int, oldest: int, newest: int) -> Reading | None:
        """The latest day from `oldest` to `newest`, both included."""
        rows = self.results.get(kind, ())
        last = bisect_right(rows, min(newest, self.day.ordinal), key=_BY_DAY)
        if not last or rows[last - 1][DAY] < oldest:
            return None
        return reading_of(kind, rows[_first_of_day(rows, last) : last])

    def newest(self, kind: int, after: int, most: int) -> list[Reading]:
        """The newest days later than `after`, at most so many."""
        if most == 1:
            latest = self.latest[kind]
            return [latest] if latest is not None and latest[0] > after else []
        key = (kind, after, -most)
        found = self._readings.get(key)
        if found is None:
            rows, on = self.results.get(kind, ()), self.day.ordinal
            wanted = (row for row in reversed(rows) if after < row[DAY] <= on)
            days = islice(groupby(wanted, _BY_DAY), most)
            found = self._readings[key] = [
                reading_of(kind, tuple(same_day)) for _, same_day in days
            ]
        return found

    def shown(self, kind: int, reading: Reading) -> Shown:
        """The reading as people see it, worked out once for every flag that names it."""
        key = (kind, reading[0])
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = Shown(kind, reading)
        return found

    def coded(self, type_name: str) -> tuple[Evidence, ...]:
        """What gives the person that type: their own row and the events, worked out once."""
        found = self._coded.get(type_name)
        if found is None:
            (column, word), codes = self.standing.own_row, self.standing.codes
            own = [noted(column, word)] if word == type_name else []
            events = [event_evidence(event) for name, event in codes if name == type_name]
            found = self._coded[type_name] = (*own, *events)
        return found


def _by_kind(events: Sequence[Event], on: int) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        kind = event[0]
        if event[1] <= on or kind in FUTURE_EVENT_KINDS:
            if kind in found:
                found[kind].append(event)
            else:
                found[kind] = [event]
    return found


def _by_class(
    medicines: Sequence[Medicine], day: Day
) -> dict[str, list[tuple[Medicine, bool | None]]]:
    """Medicines that may be current, by class, each with whether it is known to be.

    A medicine of two classes stands under both.
    """
    found: dict[str, list[tuple[Medicine, bool | None]]] = {}
    on, issued_after = day.ordinal, day.issued_after
    for medicine in medicines:
        known = is_current(medicine, on, issued_after)
        if known is not False:
            for name in (medicine.classes or "other").split("+"):
                found.setdefault(name, []).append((medicine, known))
    return found


class _Latest(dict[int, Reading | None]):
    """The latest reading of each kind, worked out when first asked for."""

    def __init__(self, results: Mapping[int, Sequence[Result]], on: int) -> None:
        super().__init__()
        self._results = results
        self._on = on

    def __missing__(self, kind: int) -> Reading | None:
        rows = self._results.get(kind, ())
        last = len(rows)
        while last and rows[last - 1][DAY] > self._on:
            last -= 1
        first = _first_of_day(rows, last)
        self[kind] = found = reading_of(kind, rows[first:last]) if last else None
        return found


def _first_of_day(rows: Sequence[Result], last: int) -> int:
    """Where the day begins that ends before the place `last`."""
    first = last - 1
    while first > 0 and rows[first - 1][DAY] == rows[last - 1][DAY]:
        first -= 1
    return first
