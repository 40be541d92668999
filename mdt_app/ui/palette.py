"""The colours of the theme that is worn, by what they are for.

Each has a word or a shape beside it on screen. Read them when painting, never at import: they
change when the theme does. `looks.colour` and `looks.pen` make what may be kept.
"""

from collections.abc import Mapping

from mdt_app.ui.themes import LIGHT

INK: str
QUIET: str
HINT: str
"""What stands in an empty field."""
FAINT_LINE: str
RULE: str
"""Between two lines of a list."""
FIELD_EDGE: str
KEY_EDGE: str
SOFT_EDGE: str
LEADER: str
"""From a line to its name."""
PAGE: str
PAPER: str
RAIL: str
RAIL_CHOSEN: str
RAIL_HOVER: str
ON_RAIL: str
BLUE: str
BLUE_DARK: str
BLUE_INK: str
"""Words on pale blue."""
PALE_BLUE: str
PRESSED: str
GREEN: str
GREEN_DARK: str
GREEN_HOVER: str
GREEN_PRESSED: str
PALE_GREEN: str
RED: str
RED_WORDS: str
RED_INK: str
PALE_RED: str
AMBER: str
AMBER_BAR: str
"""Amber as a shape on paper."""
AMBER_INK: str
PALE_AMBER: str
PALE_YELLOW: str
FOCUS: str
ON_FOCUS: str
BLACK: str
"""What stands out most from the paper: white in the dark."""
ON_COLOUR: str
"""Words and signs on blue, green and red."""
ON_AMBER: str
DISABLED: str
DISABLED_GROUND: str

SEVERITY: dict[str, str] = {}
SEVERITY_WORDS = {"red": "Urgent", "amber": "Attention", "note": "Note"}
"""Said wherever a severity is shown, so that colour never speaks alone."""


def wear(colours: Mapping[str, str]) -> None:
    """Let these be the colours from now on."""
    globals().update(colours)
    SEVERITY.update(
        {
            "red": colours["RED"],
            "amber": colours["AMBER_BAR"],
            "note": colours["BLUE"],
            "": colours["FAINT_LINE"],
        }
    )


wear(LIGHT)
