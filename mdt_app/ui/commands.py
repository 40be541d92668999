"""Every command that has a key: its name, its words, and the key it has at first.

The name is kept in the settings when somebody changes the key, so it never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

EVERYWHERE = "everywhere"
SCREEN_WORDS = {
    EVERYWHERE: "Everywhere",
    "prepare": "Prepare",
    "meet": "Meet",
    "follow_up": "Follow up",
    "measures": "Measures",
    "data": "Data",
    "minutes": "Minutes",
    "trail": "The trail",
    "retention": "Keeping and erasing",
    "backups": "Backups",
    "people": "People and keys",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done by a key. The first key is the one shown, and can be changed."""

    name: str
    words: str
    keys: tuple[str, ...]

    @property
    def screen(self) -> str:
        """Where it works."""
        return self.name.partition(".")[0]


def _on(screen: str, *rows: tuple[str, str, str]) -> tuple[Command, ...]:
    """Name, keys separated by blanks, words."""
    return tuple(Command(f"{screen}.{name}", words, tuple(k.split())) for name, k, words in rows)


COMMANDS: Sequence[Command] = (
    *_on(
        EVERYWHERE,
        ("find", "Ctrl+K", "Find a patient or a command"),
        ("keys", "F1", "List the keys"),
        ("rules", "Ctrl+R", "All rules behind the flags"),
        ("letters", "Ctrl+Shift+O", "Letters and lists of a meeting"),
        ("minutes", "Ctrl+M", "Minutes: amend, approve, add to them, write them"),
        ("retention", "Ctrl+Shift+E", "Keeping and erasing: what is due, and erasing for good"),
        ("trail", "Ctrl+T", "The trail: who entered, saw and took out what"),
        ("people", "Ctrl+Shift+P", "People and keys: who can open this store, and as what"),
        ("backups", "Ctrl+B", "Backups: copy, prove, put back; check the file"),
        ("settings", "Ctrl+,", "Settings: theme, text size, keys, locking"),
        ("lock", "Ctrl+L", "Lock"),
        ("undo", "Ctrl+Z", "Undo"),
        ("redo", "Ctrl+Y Ctrl+Shift+Z", "Redo"),
        ("larger", "Ctrl++ Ctrl+=", "Larger text"),
        ("smaller", "Ctrl+-", "Smaller text"),
        ("usual_size", "Ctrl+0", "Text at its usual size"),
        ("room_window", "F5", "Show or hide the room window"),
        ("cover", "F2", "Cover or uncover the room window"),
        ("swap_screens", "Shift+F5", "Swap the screens of room and chair"),
        ("names", "F6", "Show or hide names on this screen"),
        ("place_1", "Ctrl+1", "The first place on the left"),
        ("place_2", "Ctrl+2", "The second place on the left"),
        ("place_3", "Ctrl+3", "The third place on the left"),
        ("place_4", "Ctrl+4", "The fourth place on the left"),
        ("place_5", "Ctrl+5", "The fifth place on the left"),
        ("place_6", "Ctrl+6", "The sixth place on the left"),
        ("place_7", "Ctrl+7", "The seventh place on the left"),
    ),
    *_on(
        "prepare",
        ("question", "Q", "Question for the team"),
        ("matters", "W", "What matters to the person"),
        ("filter", "F / Ctrl+F", "Filter the list"),
        ("sort", "S", "Sort by…"),
        ("ranked", "B", "Back to the ranked order"),
        ("rule", "R", "The rule of a flag"),
        ("target", "T", "Own target"),
        ("advice", "D", "Advice between meetings"),
        ("flags", "G", "The flags of the person"),
        ("plan", "P", "Put the list on the agenda"),
        ("full", "1", "Full discussion"),
        ("noted", "2", "Noted"),
        ("leave_out", "3", "Not this time, with the reason"),
        ("agreed", "Y", "Asked, and agreed to be discussed"),
        ("objects", "O", "Asked, and objects to being discussed"),
        ("not_asked", "U", "Not asked"),
        ("easy_read", "H", "The person needs easy read"),
        ("where_from", "I", "Where a value is from"),
    ),
    *_on(
        "meet",
        ("next", "PgDown", "Next case"),
        ("previous", "PgUp", "Previous case"),
        ("agreed", "Ctrl+Return Ctrl+Enter", "Agreed, next case"),
        ("words", "D", "Decision in words"),
        ("more_decisions", "M", "More decisions"),
        ("considered", "C", "What was considered"),
        ("differed", "V", "Views differed"),
        ("tier", "Y", "Tier and remit"),
        ("learning", "L", "Learning point"),
        ("action", "A", "Add an action"),
        ("education", "E", "Add education"),
        ("outputs", "O", "Letters and paste block for the case"),
        ("wait", "W", "Let the case wait for the next meeting"),
        ("park", "P", "Park the case and come back"),
        ("break", "B", "Break"),
        ("peek", "K", "Look at another person"),
        ("add_person", "N", "Add a person to this meeting"),
        ("no_change", "U", "No change"),
        ("not_discussed", "X", "Not discussed: left for the next meeting"),
        ("who_is_here", "H", "Who is in the room"),
        ("topic", "Ctrl+J", "The next topic that is no case"),
        ("open_actions", "F", "What earlier meetings left undone"),
        ("target", "T", "Own target"),
        ("reasons", "G", "The reasons"),
        ("aside", "S", "Set a reason aside"),
        ("where_from", "I", "Where a number is from"),
        ("rule", "R", "The rule of a reason"),
        ("equation", "Q", "The other equation of the eGFR"),
        ("enlarge", "Z", "Enlarge a chart"),
        ("decision_1", "1", "First decision"),
        ("decision_2", "2", "Second decision"),
        ("decision_3", "3", "Third decision"),
        ("decision_4", "4", "Fourth decision"),
        ("decision_5", "5", "Fifth decision"),
        ("decision_6", "6", "Sixth decision"),
        ("decision_7", "7", "Seventh decision"),
        ("decision_8", "8", "Eighth decision"),
        ("decision_9", "9", "Ninth decision"),
        ("decision_10", "0", "Tenth decision"),
    ),
    *_on(
        "follow_up",
        ("done", "D", "Done, with a note"),
        ("progress", "P", "Note progress"),
        ("not_done", "X", "Will not be done, and why"),
        ("outcomes", "O", "What results did after decisions"),
        ("filter", "F Ctrl+F", "Filter the actions"),
        ("where_from", "I", "Where it is from whom the action is for"),
    ),
    *_on(
        "measures",
        ("needed", "N", "Who is needed"),
        ("own_practice", "O", "Your own practice"),
        ("freeze", "F", "Freeze the months that have ended"),
        ("restate", "R", "Restate a month that is different now"),
        ("benchmark", "B", "Take in a benchmark file"),
        ("export", "X", "Export"),
        ("month", "M", "Choose the month"),
        ("definition", "D", "Definition of the measure"),
        ("chart", "C", "Run chart"),
        ("incentive", "I", "Incentive"),
        ("practices", "P", "Practices"),
        ("equity", "E", "Equity"),
        ("differing", "W", "Why a measure differs from another set's"),
        ("report", "Ctrl+P", "Report of the month"),
        ("held", "H", "Our meetings: how they went"),
        ("tiers", "T", "Our meetings: tiers and remits"),
        ("lessons", "L", "Our meetings: learning points"),
        ("set_1", "1", "First set of measures"),
        ("set_2", "2", "Second set of measures"),
        ("set_3", "3", "Third set of measures"),
        ("set_4", "4", "Fourth set of measures"),
        ("set_5", "5", "Fifth set, or our meetings"),
        ("set_6", "6", "Sixth set, or our meetings"),
        ("set_7", "7", "Seventh set, or our meetings"),
        ("set_8", "8", "Eighth set, or our meetings"),
        ("set_9", "9", "Ninth set, or our meetings"),
    ),
    *_on(
        "minutes",
        ("amend", "A", "Amend the draft"),
        ("approve", "P", "Approve the minutes"),
        ("holds", "H", "Of two approvals, which holds"),
        ("add", "D", "Add to approved minutes"),
        ("write", "W", "Write the minutes to a file"),
        ("back", "Esc", "Back from the minutes"),
    ),
    *_on(
        "retention",
        ("longer", "L", "Keep a meeting longer"),
        ("erase", "E", "Erase for good"),
        ("person", "N", "Somebody by NHS number"),
        ("years", "Y", "How long meetings are kept"),
        ("back", "Esc", "Back from keeping and erasing"),
    ),
    *_on(
        "people",
        ("let_in", "N", "Let somebody in"),
        ("renew", "G", "New passphrase or role"),
        ("remove", "X", "Remove somebody"),
        ("own", "P", "Change your passphrase"),
        ("code", "C", "Recovery code"),
        ("back", "Esc", "Back from people and keys"),
    ),
    *_on(
        "trail",
        ("search", "F Ctrl+F", "Search the trail"),
        ("person", "P", "Only the person of the line"),
        ("write", "W", "Write one person's trail"),
        ("older", "O", "Older lines too"),
    ),
    *_on(
        "backups",
        ("make", "C", "Copy the store now"),
        ("prove", "V", "Prove the newest copy"),
        ("check", "K", "Check the file"),
        ("put_back", "P", "Put a copy back"),
        ("back", "Esc", "Back from the backups"),
    ),
    *_on(
        "data",
        ("choose", "Ctrl+O", "Choose files to take in"),
        ("go_ahead", "Ctrl+Return Ctrl+Enter", "The green button of the page"),
        ("columns", "C", "Columns of the file looked at"),
        ("gone", "G", "People no longer in the extract"),
    ),
)


@cache
def _by_key() -> dict[tuple[str, str], Command]:
    return {(command.screen, key): command for command in COMMANDS for key in command.keys}


def command_of(screen: str, key: str) -> Command | None:
    """What a usual key does on a screen."""
    return _by_key().get((screen, key))


def command_named(name: str) -> Command:
    """The command of that name."""
    return next(command for command in COMMANDS if command.name == name)
