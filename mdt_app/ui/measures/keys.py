"""The keys of Measures, for the status line and the list of keys."""

from mdt_app.ui.measures.our_meetings import CARE, HELD, LESSONS
from mdt_app.ui.measures.side_panel import (
    CHART,
    DEFINITION,
    DIFFERING,
    EQUITY,
    INCENTIVE,
    PRACTICES,
)
from mdt_app.ui.screen import Key

TABS = (
    ("D", DEFINITION),
    ("C", CHART),
    ("I", INCENTIVE),
    ("P", PRACTICES),
    ("E", EQUITY),
    ("W", DIFFERING),
)
"""The letter of each part of what is known about a measure."""

BOARD: tuple[Key, ...] = (("↑ ↓", "measure"), ("N", "who is needed"), ("Ctrl P", "report"))
MORE: tuple[Key, ...] = (
    ("Enter", "who is behind the number: of a measure, practice, kind of people or month"),
    ("← →", "one month earlier or later; on the chart, step through its months"),
    ("D", "definition"),
    ("C", "run chart"),
    ("I", "incentive, and what more people would bring"),
    ("P", "practices"),
    ("E", "equity"),
    ("W", "why this differs from another set's measure"),
    ("1 … 9", "the sets, and our meetings after them"),
    ("H", "our meetings: how they went"),
    ("T", "our meetings: tiers and remits by month"),
    ("L", "our meetings: learning points"),
    ("M", "choose the month"),
    ("F", "freeze the months that have ended"),
    ("R", "restate the month that would be different now"),
    ("O", "your own practice"),
    ("B", "take in a benchmark file"),
    ("X", "export"),
    ("Ctrl P", "report"),
    ("Esc", "back to the table of measures"),
)
PEOPLE: tuple[Key, ...] = (("↑ ↓", "patient"), ("Enter", "open in Prepare"), ("Esc", "back"))
FREEZING: tuple[Key, ...] = (("Ctrl+Enter", "agree"), ("Esc", "leave as it is"))
_PARTS: tuple[Key, ...] = (("H", "meetings"), ("T", "tiers"), ("L", "learning"))
OURS: dict[str, tuple[Key, ...]] = {
    HELD: (("↑ ↓", "meeting"), ("Enter", "its cases"), *_PARTS[1:]),
    CARE: (("↑ ↓", "month"), ("Enter", "its cases"), _PARTS[0], _PARTS[2]),
    LESSONS: (("↑ ↓", "point"), *_PARTS[:2]),
}
"""The keys of each part of our meetings."""
EMPTY: tuple[Key, ...] = ()
