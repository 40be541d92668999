"""Older copies of the store: they still hold what was erased since, until they are deleted."""

from datetime import datetime
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.copies import copies_in, moment_in
from mdt_app.vault.entries import Rows
from mdt_app.vault.trail import RESTORED
from mdt_app.vault.whole_file import sync_folder


def delete_copies(folder: Path, *, but: Path) -> int:
    """Delete every copy but one, with its key file, and say how many there were.

    A store that was replaced by a copy, and kept, is among them: it holds the same.
    """
    if not but.is_file():
        raise UserError(
            "The older copies are kept, because the new one is not there.",
            "Make a backup, then delete the older ones.",
        )
    old = [copy for copy in copies_in(folder) if copy.path != but]
    try:
        for copy in old:
            copy.path.unlink(missing_ok=True)
            copy.keys.unlink(missing_ok=True)
        sync_folder(but.parent)
    except OSError as error:
        raise UserError(
            "Not every older copy could be deleted.",
            "Delete what is left in the store's backups folder by hand.",
        ) from error
    return len(old)


def put_back_since(rows: Rows) -> tuple[datetime, datetime] | None:
    """When the copy was made from which this store was last put back, and when that was.

    Whatever was erased between is here again.
    """
    sql = "SELECT detail, noted_at FROM access WHERE kind = :kind ORDER BY noted_at DESC LIMIT 1"
    for name, noted_at in rows.rows(sql, {"kind": RESTORED}):
        if (made := moment_in(str(name))) is not None:
            return made, datetime.fromisoformat(noted_at)
    return None
