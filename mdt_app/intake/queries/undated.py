"""Facts without a day: added once, and read in the order in which an export writes them."""

from collections.abc import Iterable

from mdt_app.intake.undated import UndatedFact, UndatedKey
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing

_KEY = "patient_id, section, kind, said, value, setting, detail"
_REST = 'unit, code, raw, inferred, batch_id, "row"'


def add_undated(writing: Writing, facts: Iterable[UndatedFact]) -> int:
    """Put in facts that are not there yet; says how many were not."""
    return writing.executemany(
        f"INSERT OR IGNORE INTO undated ({_KEY}, {_REST})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (fact.flat() for fact in facts),
    )


def undated_in(rows: Rows, section: str) -> dict[int, list[UndatedFact]]:
    """Everybody's facts without a day, by person."""
    by_person: dict[int, list[UndatedFact]] = {}
    found = rows.rows(
        f"SELECT {_KEY}, {_REST} FROM undated WHERE section = :section ORDER BY {_KEY}",
        {"section": section},
    )
    for row in found:
        by_person.setdefault(row[0], []).append(UndatedFact(UndatedKey(*row[:7]), *row[7:]))
    return by_person
