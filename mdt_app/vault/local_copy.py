"""A copy of a store on this computer's own disk, for one that must not be worked on in place."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.origins import take_new_origin
from mdt_app.vault.store import open_store
from mdt_app.vault.whole_file import make_folder, sync_all, sync_folder

COPIED = "copied to this computer"
_LEFT_OUT = shutil.ignore_patterns("lock", "*.part")


def stores_here() -> Path:
    """Where this computer keeps stores that were copied to it. Never carried to another."""
    from platformdirs import user_data_path

    return user_data_path("mdt-app", appauthor=False, roaming=False) / "stores"


def copy_here(folder: Path, passphrase: str, where: Path | None = None) -> Path:
    """Copy a store with its key file and backups, whole or not at all; the new folder.

    The store itself stays as it is, and nobody may have it open meanwhile. The copy has been
    opened, and goes on with a chain of its own.
    """
    above = where or stores_here()
    held = _held(folder)
    try:
        return _copied(folder, passphrase, above)
    except (OSError, shutil.Error) as error:
        raise UserError(
            "The store could not be copied to this computer.",
            "Make room on the disk, or ask for the right to read the folder.",
        ) from error
    finally:
        if held is not None:
            held.release()


def _copied(folder: Path, passphrase: str, above: Path) -> Path:
    make_folder(above)
    target = _free(above, folder.name)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.copytree(folder, part, ignore=_LEFT_OUT)
        part.chmod(0o700)
        vault, user = open_store(part, passphrase)
        with vault:
            take_new_origin(vault, user, COPIED)
        sync_all(part)
        part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(above)
    return target


def _held(folder: Path) -> StoreLock | None:
    """Nobody else may write meanwhile, as far as that disk keeps locks."""
    with suppress(OSError):
        return StoreLock(folder)
    return None


def _free(above: Path, name: str) -> Path:
    names = (name, *(f"{name} {number}" for number in range(2, 1000)))
    return next(above / each for each in names if not (above / each).exists())
