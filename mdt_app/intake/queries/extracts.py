"""What earlier files of a layout held: to see who is gone, and what looks cut short or old."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from mdt_app.clinical.events import FUTURE_EVENT_KINDS
from mdt_app.intake.queries.batches import among
from mdt_app.intake.sections import PATIENTS
from mdt_app.vault.entries import Rows
from mdt_app.vault.vault import Writing


class EarlierFile(NamedTuple):
    """A file taken in before, and standing."""

    batch: int
    import_id: str
    name: str
    on: date
    headings: str
    rows: int
    """How many statements it made, of those that could not be used too."""
    has_people: bool
    """Whether any of its rows was about people themselves."""


class Registered(NamedTuple):
    """A person as a file named them, as far as gone and missing people go."""

    key: int
    number: str
    surname: str
    forename: str
    practice: str
    has_left: bool
    """Left or died."""


def earlier_files(rows: Rows, layout: str, before: int) -> list[EarlierFile]:
    """Standing files of a layout that came before a batch, the latest first; none that mends."""
    found = rows.rows(
        "SELECT id, import_id, file_name, imported_on, headings, counts FROM import_batch"
        " WHERE layout = :layout AND id < :before AND undone_at = '' AND mends = 0"
        " ORDER BY id DESC",
        {"layout": layout, "before": before},
    )
    return [_earlier_file(*row) for row in found]


def _earlier_file(
    batch: int, import_id: str, name: str, on: int, headings: str, counts: str
) -> EarlierFile:
    counted = json.loads(counts)
    people = counted.get(PATIENTS.name, {})
    return EarlierFile(
        batch,
        import_id,
        name,
        date.fromordinal(on),
        headings,
        sum(sum(section.values()) - section.get("superseded", 0) for section in counted.values()),
        any(people.get(outcome, 0) for outcome in ("new", "changed", "same")),
    )


def people_named_by(rows: Rows, batches: Collection[int]) -> list[Registered]:
    """Everyone these batches named who is still of the practice they had then.

    Rows of theirs that were mended since belong to them.
    """
    named = among(sorted(batches))
    mended = rows.rows(f"SELECT id FROM import_batch WHERE mends IN {named} AND undone_at = ''")
    own = among(sorted([*batches, *(batch for (batch,) in mended)]))
    found = rows.rows(
        f"{_REGISTERED} WHERE EXISTS (SELECT 1 FROM batch_person b WHERE b.batch_id IN {own}"
        " AND b.patient_id = patient.id AND patient.practice_since <= b.batch_id)"
    )
    return [Registered(*row) for row in found]


def everyone(rows: Rows) -> list[Registered]:
    """Everyone in the store."""
    return [Registered(*row) for row in rows.rows(_REGISTERED)]


_REGISTERED = (
    "SELECT id, nhs_number, surname, forename, practice, died_on > 0 OR left_on > 0 FROM patient"
)


def headings_of(rows: Rows, batch: int) -> str:
    """A file's own headings, as they are kept; '' if none are."""
    sql = "SELECT headings FROM import_batch WHERE id = :batch"
    return next((str(kept) for (kept,) in rows.rows(sql, {"batch": batch})), "")


def has_digest(rows: Rows, digest: str, before: int) -> bool:
    """Whether the very same file was taken in before, and stands."""
    sql = (
        "SELECT 1 FROM import_batch WHERE digest = :digest AND id < :before AND undone_at = ''"
        " LIMIT 1"
    )
    return any(True for _ in rows.rows(sql, {"digest": digest, "before": before}))


def has_any_file(rows: Rows, before: int) -> bool:
    """Whether anything was taken in before, and stands."""
    sql = "SELECT 1 FROM import_batch WHERE id < :before AND undone_at = '' LIMIT 1"
    return any(True for _ in rows.rows(sql, {"before": before}))


def newest_day(rows: Rows, batches: Collection[int], practices: Iterable[str]) -> int:
    """The newest day of anything these batches brought about people of these practices, or 0."""
    named = {f"practice{place}": ods for place, ods in enumerate(practices)}
    marks = ", ".join(f":{name}" for name in named)
    of_practice = f"patient_id IN (SELECT id FROM patient WHERE practice IN ({marks}))"
    brought = among(sorted(batches))
    asked = (
        f"SELECT max(taken_on) FROM result WHERE {of_practice}"
        f" AND (batch_id IN {brought} OR last_batch IN {brought})",
        f"SELECT max(last_issued_on) FROM medicine WHERE {of_practice} AND batch_id IN {brought}",
        f"SELECT max(started_on) FROM medicine WHERE {of_practice} AND batch_id IN {brought}",
        f"SELECT max(on_day) FROM event WHERE {of_practice} AND batch_id IN {brought}"
        f" AND kind NOT IN ({_AHEAD})",
    )
    return max(day or 0 for sql in asked for (day,) in rows.rows(sql, named))


_AHEAD = ", ".join(f"'{kind}'" for kind in sorted(FUTURE_EVENT_KINDS))


# --- people who are gone ----------------------------------------------------------------------


def add_gone(writing: Writing, batch: int, keys: Sequence[int]) -> None:
    """Keep whom a file no longer names."""
    writing.executemany("INSERT INTO gone VALUES (?, ?)", ((batch, key) for key in sorted(keys)))


def gone_and_not_seen_since(rows: Rows) -> list[tuple[Any, ...]]:
    """Number, surname, forename, practice, file and day: everyone gone whom no file named since.

    The file is the first that no longer named them. Who has left or died was named when that
    was said.
    """
    return list(
        rows.rows(
            "SELECT p.nhs_number, p.surname, p.forename, p.practice, b.file_name, b.imported_on"
            " FROM (SELECT g.patient_id, min(g.batch_id) AS batch_id FROM gone g"
            " JOIN import_batch at ON at.id = g.batch_id WHERE NOT EXISTS"
            " (SELECT 1 FROM batch_person seen JOIN import_batch later ON later.id = seen.batch_id"
            " WHERE seen.patient_id = g.patient_id AND seen.batch_id > g.batch_id"
            " AND later.undone_at = '' AND later.import_id != at.import_id)"
            " GROUP BY g.patient_id) missing"
            " JOIN patient p ON p.id = missing.patient_id"
            " JOIN import_batch b ON b.id = missing.batch_id"
            " ORDER BY p.practice, p.surname, p.forename, p.nhs_number"
        )
    )
