"""Older copies of the store: they still hold what was erased since, until they are deleted."""

from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.copies import copies_in
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
