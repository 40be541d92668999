"""Whether a command may have a key: what is refused, and the words that say why."""

from mdt_app.ui.commands import COMMANDS, EVERYWHERE, SCREEN_WORDS, Command
from mdt_app.ui.key_words import written
from mdt_app.ui.shortcuts import is_bare, keys

_CONTROLS = frozenset(
    [
        "Tab",
        "Shift+Tab",
        "Backtab",
        "Shift+Backtab",
        "Esc",
        "Return",
        "Enter",
        "Space",
        "Backspace",
        "Del",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+X",
        "Ctrl+A",
        "Shift+Space",
        "Shift+Return",
        "Shift+Up",
        "Shift+Down",
        "Shift+Left",
        "Shift+Right",
        "Ctrl+Left",
        "Ctrl+Right",
        "Ctrl+Home",
        "Ctrl+End",
        "Alt+F4",
    ]
)


def why_not(command: Command, key: str) -> str:
    """Why this key cannot do this; '' if it can."""
    if not key:
        return "No key was pressed."
    if key in _CONTROLS and key not in command.keys:
        return f"{written(key)} belongs to fields, lists and buttons."
    if is_bare(key) and not keys.has_letters:
        return "Single letters and digits are switched off."
    other = _taken_by(command, key)
    if other is not None:
        where = SCREEN_WORDS.get(other.screen, other.screen)
        place = "everywhere" if other.screen == EVERYWHERE else f"on {where}"
        return f"{written(key)} is taken {place}: {other.words}."
    return ""


def _taken_by(command: Command, key: str) -> Command | None:
    """The other command that answers to the key where this one works."""
    for other in COMMANDS:
        meets = EVERYWHERE in (command.screen, other.screen) or other.screen == command.screen
        if meets and other is not command and key in keys.all_of(other):
            return other
    return None
