"""Writes minutes as a PDF: whole or not at all, readable by its owner only."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from mdt_app.documents.minutes import Minutes
from mdt_app.errors import UserError


def write_minutes(minutes: Minutes, path: Path) -> None:
    """Write the minutes, in place of a file of that name. A failure leaves that file as it was."""
    from mdt_app.documents.minutes_layout import minutes_as_pdf

    content = minutes_as_pdf(minutes)
    try:
        _replace(path, content)
    except OSError as error:
        reason = (error.strerror or "the disk refused").lower()
        raise UserError(
            f"The minutes could not be written to {path}: {reason}.",
            "Close the file if it is open elsewhere, or choose another folder.",
        ) from None


def _replace(path: Path, content: bytes) -> None:
    """Beside the target first, so that the change of names is one step of the file system."""
    descriptor, name = tempfile.mkstemp(prefix=".minutes-", suffix=".part", dir=path.parent)
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
