"""The keys of Measures, for the status line and the list of keys."""

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
MEETINGS: tuple[Key, ...] = (("↑ ↓", "meeting"), ("Enter", "its cases"), ("1", "measures"))
EMPTY: tuple[Key, ...] = ()
