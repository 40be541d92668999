"""What was taken in so far: every file with who, when and what became of its rows."""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from mdt_app.intake.rows import Counts
from mdt_app.vault.vault import Reading


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One file taken in. Files of one command share an `import_id`."""

    batch: int
    import_id: str
    file_name: str
    layout: str
    by: str
    at: datetime
    counts: dict[str, Counts]
    is_undone: bool
    mends: int
    """The batch of which these are mended rows, or 0."""


def files_taken_in(rows: Reading) -> list[TakenIn]:
    """Every file ever taken in, the latest first; undone ones are here, and say so."""
    found = rows.rows(
        "SELECT id, import_id, file_name, layout, imported_by, imported_at, counts,"
        " undone_at, mends FROM import_batch ORDER BY id DESC"
    )
    return [
        TakenIn(
            batch,
            import_id,
            name,
            layout,
            by,
            datetime.fromisoformat(at),
            {section: Counts(**count) for section, count in json.loads(counts).items()},
            bool(undone_at),
            mends,
        )
        for batch, import_id, name, layout, by, at, counts, undone_at, mends in found
    ]


def last_import(files: list[TakenIn]) -> list[TakenIn]:
    """The files of the latest import that still stands, the last of them first; or none."""
    standing = [file for file in files if not file.is_undone]
    for _, group in groupby(standing, key=_import_id):
        return list(group)
    return []


def _import_id(file: TakenIn) -> str:
    return file.import_id
