"""The whole pack over 3,000 people beside a loop over the same rows, and one person alone."""

import statistics
from collections import Counter
from pathlib import Path

from mdt_app.flags.answers import Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import Pack, load_pack
from mdt_app.register.queries import brief_records, people, record_of
from mdt_app.vault.vault import Reading
from tests.bench.invented_store import TODAY
from tests.bench.measuring import Row, in_pairs, milliseconds, seconds
from tests.bench.stores import make_store, opened
from tests.bench.yardsticks import read_through

PEOPLE = 3000
_TABLES = (
    "SELECT * FROM result ORDER BY patient_id, kind, taken_on",
    "SELECT * FROM medicine ORDER BY patient_id",
    "SELECT * FROM event ORDER BY patient_id",
)


def rows(folder: Path) -> list[Row]:
    """Two rows: everybody, and one person after an edit."""
    with opened(make_store(folder, PEOPLE)) as ws, ws.vault.reading() as reading:
        return [_everybody(reading), _one_person(reading)]


def _everybody(reading: Reading) -> Row:
    pack = load_pack()

    def ours() -> float:
        return seconds(lambda: _raised_by_rule(pack, reading))

    def bare() -> float:
        return seconds(lambda: [read_through(reading.rows(sql)) for sql in _TABLES])

    mine, yardstick = in_pairs(ours, bare, 5)
    ratio = mine / yardstick
    return Row(
        f"flags, {len(pack.rules)} rules, {PEOPLE:,} people",
        milliseconds(mine),
        milliseconds(yardstick),
        f"{ratio:.2f}",
        "≤ 1.25 × and ≤ 2 s",
        ratio <= 1.25 and mine <= 2,
    )


def _raised_by_rule(pack: Pack, reading: Reading) -> Counter[str]:
    """Every rule's answer about everybody, counted by rule: as the list asks, record by record."""
    given = (answers(pack, record, TODAY) for record in brief_records(reading))
    return Counter(a.rule for person in given for a in person if isinstance(a, Raised))


def _one_person(reading: Reading) -> Row:
    pack, numbers = load_pack(), [person.nhs_number for person in people(reading)[:200]]

    def one(number: str) -> float:
        def ask() -> None:
            record = record_of(reading, number)
            assert record is not None
            answers(pack, record, TODAY)

        return seconds(ask)

    median = statistics.median(one(number) for number in numbers)
    return Row(
        "flags of one person after an edit",
        milliseconds(median),
        "–",
        "–",
        "≤ 2 ms",
        median <= 0.002,
    )
