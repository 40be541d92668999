"""What the program remembers about this computer between two runs; nothing about any patient."""

import json
import os
import tomllib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """This computer's settings. `window` is Qt's own word for the window's place, in base 64."""

    last_store: str = ""
    window: str = ""
    lock_after_minutes: int = 5
    """So long nobody need touch the keyboard or mouse before the store is locked; 0 is for ever."""
    lock_in_meeting_after_minutes: int = 20
    """The same while a meeting is open: people talk."""
    egfr_equation: str = "CKD-EPI 2009"
    """What an eGFR nobody reported is worked out by, as `mdt_app.clinical.filtration` names it."""
    theme: str = "system"
    """The name of a theme, or `system`: light, dark or high contrast as the computer has it."""
    text_percent: int = 100
    room_shows: str = "number"
    """How the room window calls a person: `number` of the case, or `initials`."""
    room_screen: str = ""
    """The name of the screen the room window opens on; '' is one the window is not on."""
    single_letters: bool = True
    """Whether single letters and digits are keys at all (WCAG 2.1.4)."""
    shortcuts: dict[str, str] = field(default_factory=dict)
    """The keys that were changed, by the name of what they do."""


def settings_path() -> Path:
    """Where this computer keeps the program's settings."""
    from platformdirs import user_config_path

    return user_config_path("mdt-app", appauthor=False, roaming=False) / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings kept; what is missing, unknown or of the wrong type is as at first."""
    try:
        kept = tomllib.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {name: type(value) for name, value in asdict(Settings()).items()}
    sound: dict[str, Any] = {
        name: value
        for name, value in kept.items()
        if type(value) is known.get(name) and (name != "shortcuts" or _is_words(value))
    }
    return Settings(**sound)


def change_settings(path: Path | None = None, **changes: object) -> Settings:
    """Keep these settings and leave the others as they are; what stands then."""
    changed = replace(read_settings(path), **changes)  # type: ignore[arg-type]
    keep_settings(changed, path)
    return changed


def _is_words(values: dict[str, Any]) -> bool:
    return all(isinstance(value, str) for value in values.values())


def keep_settings(settings: Settings, path: Path | None = None) -> bool:
    """Keep the settings. False if they cannot be written, which is no reason to stop anybody."""
    target = path or settings_path()
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_text(_as_toml(asdict(settings)), encoding="utf-8")
        beside.replace(target)
    except (OSError, UnicodeEncodeError):
        beside.unlink(missing_ok=True)
        return False
    return True


def last_store(path: Path | None = None) -> Path | None:
    """The store opened last on this computer, whether or not it is still there."""
    kept = read_settings(path).last_store
    return Path(kept) if kept else None


def remember_store(folder: Path, path: Path | None = None) -> bool:
    """Open this store next time."""
    return keep_settings(replace(read_settings(path), last_store=str(folder.resolve())), path)


def _as_toml(values: dict[str, Any]) -> str:
    """Values as TOML, tables last. A JSON string is a TOML string, but for the control sign DEL."""
    flat = {name: value for name, value in values.items() if not isinstance(value, dict)}
    tables = {name: value for name, value in values.items() if isinstance(value, dict)}
    lines = [_line(name, value) for name, value in flat.items()]
    for name, table in tables.items():
        lines += [f"[{name}]\n", *(_line(_quoted(key), value) for key, value in table.items())]
    return "".join(lines).replace("\x7f", "\\u007F")


def _line(name: str, value: object) -> str:
    return f"{name} = {_quoted(value)}\n"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
