"""The restore drill: the newest copy is put back in a folder of its own, opened and checked whole.

It goes the way of a real restore up to the last step, so what is proven is that there would be a
store afterwards, not only a file of the right size. When that was last so is kept beside the
copies, without a word about anybody.
"""

import json
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.checking import check_store
from mdt_app.vault.copies import FOLDER, Copy, copies_in, newest_of
from mdt_app.vault.entries import Rows
from mdt_app.vault.reading import Reading
from mdt_app.vault.recognising import salt_of
from mdt_app.vault.restoring import DamagedCopyError, staged
from mdt_app.vault.vault import Vault
from mdt_app.vault.whole_file import write_whole

EVERY = timedelta(days=7)
_PLACE, _KEPT = "drill", "proven.json"


@dataclass(frozen=True, slots=True)
class Proof:
    """Which copy was proven, when, and how many entries were read in it."""

    copy: str
    at: datetime
    entries: int


def prove_newest(vault: Vault) -> Proof:
    """Put the newest copy back beside the store, check all of it, and take it away again."""
    copy = newest_of(copies_in(vault.folder))
    if copy is None:
        raise UserError("There is no copy yet to be proven.", "Make a copy first.")
    if not vault.fits(salt_of(copy.path)):
        raise UserError(
            "The newest copy was made before the keys were changed.", "Make a copy now."
        )
    place = vault.folder / _PLACE
    shutil.rmtree(place, ignore_errors=True)
    try:
        proof = Proof(copy.path.name, datetime.now(UTC), _proven(vault, copy, place))
    except OSError as error:
        raise UserError(
            "The newest copy could not be proven: there is no room to put it back.",
            "Make room on the disk, then do it again.",
        ) from error
    except DamagedCopyError:
        raise _failed() from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
    _keep(vault.folder, proof)
    return proof


def last_proof(folder: Path) -> Proof | None:
    """When a copy was last proven; None if never."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((folder / FOLDER / _KEPT).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(kept["at"])
        return Proof(str(kept["copy"]), at.astimezone(UTC), int(kept["entries"]))
    return None


def is_due(folder: Path, now: datetime) -> bool:
    """Whether the last drill is a week ago, or was said to be in the future by a wrong clock."""
    proof = last_proof(folder)
    if newest_of(copies_in(folder)) is None:
        return False
    return proof is None or not now - EVERY < proof.at <= now


def _proven(vault: Vault, copy: Copy, place: Path) -> int:
    staged(copy, None, vault.in_folder(place), vault.fact("file_id"), vault.holder.name)
    with closing(vault.connect(copy.path)) as source:
        there = _entries(Reading(source))
    with vault.in_folder(place) as made:
        with made.reading() as reading:
            here = _entries(reading)
        problems = check_store(made)
    if problems or here != there:
        raise _failed()
    return len(here)


def _entries(rows: Rows) -> list[tuple[str, str]]:
    found = rows.rows("SELECT id, digest FROM entry ORDER BY origin, sequence")
    return [(str(entry), str(digest)) for entry, digest in found]


def _failed() -> UserError:
    return UserError(
        "The newest copy did not pass: it could not be put back whole.",
        "Make a copy now, check the file, and prove the new copy.",
    )


def _keep(folder: Path, proof: Proof) -> None:
    kept = {"copy": proof.copy, "at": proof.at.isoformat(timespec="seconds")}
    with suppress(OSError):  # proven all the same
        content = json.dumps({**kept, "entries": proof.entries})
        write_whole(folder / FOLDER / _KEPT, content.encode())
