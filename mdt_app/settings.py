"""What the program remembers about this computer between two runs; nothing about any patient."""

import json
import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """This computer's settings. `window` is Qt's own word for the window's place, in base 64."""

    last_store: str = ""
    window: str = ""
    lock_after_minutes: int = 15
    egfr_equation: str = "CKD-EPI 2009"
    """What an eGFR nobody reported is worked out by, as `mdt_app.clinical.filtration` names it."""


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
    known = {each.name: type(each.default) for each in fields(Settings)}
    sound: dict[str, Any] = {
        name: value for name, value in kept.items() if type(value) is known.get(name)
    }
    return Settings(**sound)


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
    """Flat values as TOML. A JSON string is a TOML string, but for the one control sign DEL."""
    lines = (
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items()
    )
    return "".join(lines).replace("\x7f", "\\u007F")
