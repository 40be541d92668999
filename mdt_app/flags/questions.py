"""A condition made ready for one day: its three-valued answer, its proof, and its gaps."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import KIND_BY_CODE, Kind, Setting
from mdt_app.clinical.words import kind_words
from mdt_app.flags.answers import Evidence
from mdt_app.flags.history import History
from mdt_app.flags.readings import (
    BATCH,
    DAY,
    ROW,
    SETTING,
    Reading,
    reading_unit,
    reading_words,
    row_words,
)
from mdt_app.register.values import Event, Medicine, Result


class Proof(NamedTuple):
    """What an answer rests on: words for the message, phrases for 'because', the evidence."""

    words: Mapping[str, str] = {}
    says: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Gap(NamedTuple):
    """Why a question cannot be answered, and what would answer it."""

    reason: str
    cure: str


class Question(NamedTuple):
    """One condition, ready to be asked of any number of people on one day.

    The answer is True, False, or None where the record cannot answer.
    """

    answer: Callable[[History], bool | None]
    proof: Callable[[History], Proof]
    gaps: Callable[[History], tuple[Gap, ...]]


def nothing(history: History) -> Proof:  # noqa: ARG001 - the shape of a question
    return Proof()


def no_gaps(history: History) -> tuple[Gap, ...]:  # noqa: ARG001 - the shape of a question
    return ()


def joined_proofs(proofs: Iterable[Proof]) -> Proof:
    """Several proofs as one; the same evidence is named once."""
    words: dict[str, str] = {}
    says: dict[str, None] = {}
    evidence: dict[Evidence, None] = {}
    for proof in proofs:
        words = {**proof.words, **words}
        says.update(dict.fromkeys(proof.says))
        evidence.update(dict.fromkeys(proof.evidence))
    return Proof(words, tuple(says), tuple(evidence))


def spoken_day(ordinal: int) -> str:
    return spoken(date.fromordinal(ordinal))


def short_day(ordinal: int) -> str:
    """`3 Oct`, where the year goes without saying."""
    return spoken_day(ordinal).rsplit(" ", 1)[0]


def result_evidence(kind: int, row: Result) -> Evidence:
    words = row_words(kind, row)
    if row[SETTING] == Setting.HOME:
        words += " at home"
    return Evidence(
        Kind(kind).code, words, reading_unit(kind), date.fromordinal(row[DAY]), row[BATCH], row[ROW]
    )


def reading_evidence(kind: int, *readings: Reading) -> tuple[Evidence, ...]:
    """Every result behind the readings: several of one day are all named."""
    return tuple(result_evidence(kind, row) for reading in readings for row in reading.rows)


def event_evidence(event: Event) -> Evidence:
    return Evidence(event[0], event[2], "", date.fromordinal(event[1]), event[3], event[4])


def medicine_evidence(medicine: Medicine, note: str = "") -> Evidence:
    day = medicine.last_issued or medicine.started
    return Evidence(
        "medicine",
        f"{medicine.name} ({note})" if note else medicine.name,
        "",
        date.fromordinal(day) if day else None,
        medicine.batch,
        medicine.row,
    )


def reading_phrase(kind: int, reading: Reading) -> str:
    """`HbA1c 92 on 3 Nov 2026`, with the setting and the number of results where they matter."""
    home = " at home" if reading.setting == Setting.HOME else ""
    many = f" (mean of {len(reading.rows)})" if len(reading.rows) > 1 and not reading.word else ""
    value = reading_words(kind, reading)
    return f"{kind_words(kind)} {value}{many}{home} on {spoken_day(reading.day)}"


def kind_of(code: str) -> Kind:
    return KIND_BY_CODE[code]
