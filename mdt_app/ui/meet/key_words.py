"""The keys of Meet in words: those worth a place in the status line, and all the others."""

from collections.abc import Sequence

from mdt_app.ui.meet.deciding import KEYS as DECIDING_KEYS
from mdt_app.ui.meet.room import ENLARGE_KEY
from mdt_app.ui.outputs.in_meet import OUTPUTS_KEY
from mdt_app.ui.rules.asking import RULE_KEY
from mdt_app.ui.screen import Key
from mdt_app.ui.where_from import WHERE_FROM_KEY

AT_A_CASE: Sequence[Key] = (
    ("PgUp PgDn", "case"),
    ("D", "decision"),
    ("A", "action"),
    ("E", "education"),
    ("F5", "room"),
)
AT_A_TOPIC: Sequence[Key] = (
    ("Ctrl+Enter", "said, go on"),
    ("PgDn", "leave it for now"),
    ("Esc", "to the case"),
)
MORE: Sequence[Key] = (
    ("1 … 0", "choose a decision, or take it back"),
    ("Ctrl Enter", "agreed, next case"),
    *DECIDING_KEYS,
    ("P", "park the case and come back to it"),
    ("W", "let the case wait for the next meeting"),
    ("K", "look at another person, or at the one marked in the list; nothing is recorded"),
    ("N", "add a person to this meeting"),
    ("B", "a break begins, or is over"),
    ("H", "who is in the room; somebody comes or goes"),
    ("F", "what earlier meetings left undone"),
    ("Ctrl J", "the next topic that is no case"),
    (OUTPUTS_KEY, "letters, one-page summary and paste block of the case"),
    ("T", "own target: agree it, change it, end it"),
    ("G", "the reasons; ↑ ↓ go from one to the next"),
    ("S", "set the reason at the keyboard aside, or take it up again"),
    (
        WHERE_FROM_KEY,
        "where a number is from: the one at the keyboard, or in the first chart",
    ),
    (ENLARGE_KEY, "enlarge the chart at the keyboard, or the first; ← → to the others"),
    ("Q", "the other equation where an eGFR is worked out"),
    (RULE_KEY, "the rule of the reason at the keyboard, or of the first one"),
    ("← →", "in a chart, the banner or the checks: the value before and after"),
    ("Esc", "close what is open; nothing typed is lost"),
)
