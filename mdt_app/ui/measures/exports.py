"""What can leave from here, each written by a function that the documents bring."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mdt_app.ui.measures.asked import Wanted

WriteBoard = Callable[[str, date | None, Path], object]
"""Writes what a set's board says on a day: set, the month's last day (None: so far), where to."""
WritePeople = Callable[[Wanted, str, Path], object]
"""Writes people of one's own practice: whom, the segment shown (`missed` …), where to."""


@dataclass(frozen=True, slots=True)
class Exports:
    """None where a kind is not there: then it is not offered."""

    report: WriteBoard | None = None
    """The monthly report as PDF: rounded, no names."""
    figures: WriteBoard | None = None
    """CSV without identifiers, rounded."""
    needed_list: WritePeople | None = None
    """Who is needed, as a list to print."""
    nhs_numbers: WritePeople | None = None
    """NHS numbers only, one a line, for a batch search in the practice's own system."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One choice of the panel."""

    code: str
    words: str
    hint: str
    suffix: str


REPORT, FIGURES, NEEDED, NUMBERS = "report", "figures", "needed", "numbers"
KINDS = (
    Kind(
        REPORT,
        "Monthly report (PDF)…",
        "Every measure of the set with chart and sentence. Small numbers are rounded; no names.",
        "pdf",
    ),
    Kind(
        FIGURES,
        "Figures (CSV)…",
        "For a spreadsheet. Counts of 1 to 7 are shown as 5, others are rounded to 5; no names.",
        "csv",
    ),
    Kind(
        NEEDED,
        "List of who is needed…",
        "People of your own practice who do not reach the measure looked at. Names: keep it safe.",
        "pdf",
    ),
    Kind(
        NUMBERS,
        "NHS numbers for a batch search…",
        "Of the same people, one a line, for your practice's own system. Keep it safe.",
        "txt",
    ),
)
