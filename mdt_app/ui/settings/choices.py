"""Takes on what is chosen at once, and keeps it for the next time."""

from PySide6.QtWidgets import QApplication

from mdt_app.settings import change_settings, read_settings
from mdt_app.ui.commands import Command
from mdt_app.ui.looks import LARGEST, SMALLEST, STEP, looks
from mdt_app.ui.shortcuts import keys
from mdt_app.ui.theme import change_looks


def choose_theme(theme: str) -> None:
    """Wear a theme, or whatever the system wears."""
    change_settings(theme=theme)
    _wear(theme, looks.percent)


def choose_percent(percent: int) -> None:
    """Write everything at this size."""
    percent = min(max(percent, SMALLEST), LARGEST)
    change_settings(text_percent=percent)
    _wear(read_settings().theme, percent)


def step_text(steps: int) -> int:
    """Write larger or smaller by so many steps; 0 is the usual size. Returns the size now."""
    choose_percent(looks.percent + steps * STEP if steps else SMALLEST)
    return looks.percent


def take_up_keys() -> None:
    """Let the keys of the settings be in force."""
    kept = read_settings()
    keys.take_up(kept.shortcuts, has_letters=kept.single_letters)


def give_key(command: Command, key: str) -> None:
    """Let a command have another key; its usual one is no change."""
    kept = {name: old for name, old in keys.of_people.items() if name != command.name}
    if key != command.keys[0]:
        kept[command.name] = key
    _keep_keys(kept)


def give_usual_keys() -> None:
    """Let every command have the key it had at first."""
    _keep_keys({})


def choose_letters(has_letters: bool) -> None:
    """Let single letters and digits be keys, or not."""
    change_settings(single_letters=has_letters)
    take_up_keys()


def _keep_keys(changed: dict[str, str]) -> None:
    change_settings(shortcuts=changed)
    take_up_keys()


def _wear(theme: str, percent: int) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        change_looks(app, theme, percent)
