"""Writes a document to disk: whole or not at all, readable by its owner only."""

import os
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from mdt_app.clinical.words import first_few
from mdt_app.errors import UserError
from mdt_app.vault.trail import PRINTED, Access, note
from mdt_app.vault.vault import Writing
from mdt_app.vault.workspace import Workspace


def replace_document(path: Path, content: bytes, what: str) -> None:
    """Write it in place of a file of that name. A failure leaves that file as it was.

    `what` begins the sentence that tells of a failure: `The minutes`.
    """
    try:
        _replace(path, content)
    except OSError as error:
        reason = (error.strerror or "the disk refused").lower()
        raise UserError(
            f"{what} could not be written to {path}: {reason}.",
            "Close the file if it is open elsewhere, or choose another folder.",
        ) from None


def keep_written(
    ws: Workspace,
    what: str,
    path: Path,
    *,
    whom: Collection[str] = (),
    kind: str = PRINTED,
    **more: int,
) -> None:
    """Keep on file that something left: the act, and the name of the file; nobody's name.

    `whom` are the NHS numbers of those it is about: they go on the trail.
    """
    with ws.vault.writing(ws.user, what) as writing:
        writing.record("export", {"files": [path.name], **more})
        note_left(writing, kind, [path.name], whom)


def note_left(writing: Writing, kind: str, files: Sequence[str], whom: Collection[str]) -> None:
    """Put on the trail about whom files left, right after the entry that says they did."""
    if whom:
        note(writing, Access(kind, f"{writing.what}: {first_few(files, 1)}", people=tuple(whom)))


def _replace(path: Path, content: bytes) -> None:
    """Beside the target first, so that the change of names is one step of the file system."""
    descriptor, name = tempfile.mkstemp(prefix=".mdt-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:  # mkstemp gives it mode 0600
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
