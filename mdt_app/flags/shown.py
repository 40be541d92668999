"""How results, days and events are written in messages and named as evidence."""

from datetime import date
from functools import lru_cache

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import WORDS, Kind, Setting, unit_of
from mdt_app.clinical.words import joined, kind_words
from mdt_app.flags.answers import Evidence
from mdt_app.flags.readings import (
    BATCH,
    COMPARATOR,
    DAY,
    RAW,
    ROW,
    SECOND,
    SETTING,
    VALUE,
    WORD,
    Reading,
    counted_of,
)
from mdt_app.register.values import Event, Medicine, Result

_CODES = {int(kind): kind.code for kind in Kind}
_UNITS = {int(kind): unit_of(kind) for kind in Kind}
_IN_WORDS = frozenset(int(kind) for kind in WORDS)


class Shown:
    """One day's reading as people see it: value, day, one phrase, and the results behind it.

    Several results of one day are all named as evidence.
    """

    __slots__ = ("_kind", "_reading", "evidence", "on", "value")

    def __init__(self, kind: int, reading: Reading) -> None:
        self._kind = kind
        self._reading = reading
        self.value = _value(kind, reading)
        self.on = spoken_day(reading[0])
        self.evidence = tuple([result_evidence(kind, row) for row in reading[6]])

    def __str__(self) -> str:
        """`HbA1c 92 on 3 Nov 2026`, with setting and number of results where they matter."""
        reading = self._reading
        rows = counted_of(reading.rows)
        home = " at home" if reading.setting == Setting.HOME else ""
        many = f" (mean of {len(rows)})" if len(rows) > 1 and not reading.word else ""
        return f"{kind_words(self._kind)} {self.value}{many}{home} on {self.on}"


@lru_cache(maxsize=1 << 14)
def day_of(ordinal: int) -> date:
    return date.fromordinal(ordinal)


@lru_cache(maxsize=1 << 14)
def spoken_day(ordinal: int) -> str:
    return spoken(day_of(ordinal))


def short_day(ordinal: int) -> str:
    """`3 Oct`, where the year goes without saying."""
    return spoken_day(ordinal).rsplit(" ", 1)[0]


@lru_cache(maxsize=1 << 14)
def number_words(value: float) -> str:
    """A number as people write it, with at most two decimals.

    >>> number_words(92.0), number_words(86.333333)
    ('92', '86.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def row_words(kind: int, row: Result) -> str:
    """One result as it is shown: `<30`, `158/88`, `high`."""
    if kind in _IN_WORDS:
        return row[WORD]
    if kind == Kind.BLOOD_PRESSURE:
        return f"{number_words(row[VALUE])}/{number_words(row[SECOND])}"
    return row[COMPARATOR] + number_words(row[VALUE])


def result_evidence(kind: int, row: Result) -> Evidence:
    words = row_words(kind, row)
    if row[SETTING] == Setting.HOME:
        words += " at home"
    if len(row) < len(Result._fields):  # a brief row: nobody asks where it is from
        return Evidence(_CODES[kind], words, _UNITS[kind], day_of(row[DAY]), 0, 0)
    raw = row[RAW] if row[RAW] != words else ""
    return Evidence(_CODES[kind], words, _UNITS[kind], day_of(row[DAY]), row[BATCH], row[ROW], raw)


def _value(kind: int, reading: Reading) -> str:
    """A range is shown by the comparators that made it."""
    if kind in _IN_WORDS:
        return reading.word
    if kind == Kind.BLOOD_PRESSURE:
        return f"{number_words(reading.low)}/{number_words(reading.second)}"
    if reading.low != reading.high:
        return joined(list(dict.fromkeys(row_words(kind, row) for row in reading.rows)))
    return number_words(reading.low)


def noted(column: str, value: str, on: date | None = None) -> Evidence:
    """What the person's own row says: of no file that is still known."""
    return Evidence(column, value, "", on, 0, 0)


def event_evidence(event: Event) -> Evidence:
    return Evidence(event[0], event[2], "", day_of(event[1]), event[3], event[4])


def medicine_evidence(medicine: Medicine, note: str = "") -> Evidence:
    day = medicine.last_issued or medicine.started
    return Evidence(
        "medicine",
        f"{medicine.name} ({note})" if note else medicine.name,
        "",
        day_of(day) if day else None,
        medicine.batch,
        medicine.row,
    )
