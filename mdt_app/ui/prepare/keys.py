"""The keys of Prepare: those shown in the status line, and the rest for `F1`."""

from mdt_app.ui.rules.asking import RULE_KEY
from mdt_app.ui.screen import Key
from mdt_app.ui.where_from import WHERE_FROM_KEY

KEYS: tuple[Key, ...] = (("Space", "choose"), ("Q", "question"), ("↑ ↓", "patient"))
MORE_KEYS: tuple[Key, ...] = (
    ("Enter", "on to the question"),
    ("W", "what matters to the person"),
    ("F", "filter"),
    ("1", "full discussion"),
    ("2", "noted"),
    ("3", "not this time, with the reason"),
    ("Y", "asked, and agreed"),
    ("O", "asked, and objects"),
    ("U", "not asked"),
    ("N", "what matters to the person was not asked"),
    ("H", "easy read: the person says that they need it"),
    ("E", "estimated time"),
    ("A", "when to ask again about somebody left out"),
    ("L", "why somebody chosen late is late"),
    ("M", "what is missing, practice by practice; Enter goes there"),
    ("V Shift+V", "the next view, or the one before: flagged, chosen, noted…"),
    ("S", "sort by…; the same again turns it round"),
    ("B", "back to the ranked order"),
    ("D", "advice between meetings: a question, or its answer"),
    ("T", "own target: agree it, change it, end it"),
    ("G", "the flags; ↑ ↓ go from one to the next, S sets one aside"),
    (RULE_KEY, "the rule of the flag at the keyboard, or of the person's first one"),
    ("P", "put the list on the agenda"),
    ("Esc", "from a field back to the list; clears the filter"),
    ("Ctrl+Enter", "from the question to the next person"),
    ("Home End", "first and last person"),
    (WHERE_FROM_KEY, "where a value is from: the latest HbA1c, or the one at the keyboard"),
    ("← →", "while that is shown: the value before and after"),
)
