"""Writes minutes as a PDF: whole or not at all, readable by its owner only."""

from pathlib import Path

from mdt_app.documents.minutes import Minutes
from mdt_app.documents.written import replace_document


def write_minutes(minutes: Minutes, path: Path) -> None:
    """Write the minutes, in place of a file of that name. A failure leaves that file as it was."""
    from mdt_app.documents.minutes_layout import minutes_as_pdf

    replace_document(path, minutes_as_pdf(minutes), "The minutes")
