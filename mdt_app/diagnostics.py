"""A file for whoever helps when something goes wrong: versions, counts, settings and faults.

By allow-list: nothing is copied that could name anybody. Of a fault there are its day, its type
and its lines in the source; of the settings the numbers and choices, no file, folder or screen.
"""

import json
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from mdt_app.crashes import CRASH_NAME, LAST_CRASH_NAME
from mdt_app.log import LOG_NAME, log_folder
from mdt_app.settings import Settings, read_settings
from mdt_app.vault.counting import counts_of, entries_by_kind, facts_of
from mdt_app.vault.vault import Vault

PROPOSED_NAME = "mdt-diagnostics.json"
MOST_FAULTS = 200
_LIBRARIES = (
    *("PySide6-Essentials", "pyqtgraph", "numpy", "sqlmodel", "sqlalchemy", "pydantic"),
    *("alembic", "sqlcipher3", "cryptography", "reportlab", "typer", "python-calamine"),
    *("icalendar", "tzdata"),
)
_SETTINGS = (
    *("lock_after_minutes", "lock_in_meeting_after_minutes", "text_percent", "single_letters"),
    *("theme", "room_shows", "egfr_equation"),
)
_CHOICE = re.compile(r"[A-Za-z0-9 -]{1,30}")
_LINE = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d{3} (WARNING|ERROR|CRITICAL) (mdt_app[\w.]*):(\d+) (.*)"
)
_TOLD = re.compile(r"(fault|uncaught|unraisable|shown to user:) (.*)")
_KIND = re.compile(r"[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt)|Cancelled|Unusable|Refused")
_STEP = re.compile(r"(?:[\w-]+\.py|<[\w ]+>):\d+ [\w<>]+")
_CRASHED_AT = re.compile(r'  File "(?:.*[/\\])?([\w-]+\.py|<[\w ]+>)", line (\d+) in ([\w<>]+)')
_CRASH = re.compile(r"(?:Fatal Python error: )?(Segmentation fault|Aborted|Bus error|[Ff]loating"
                    r" point exception|Illegal instruction|Stack overflow)")  # fmt: skip


def diagnostics(
    vault: Vault | None = None, *, logs: Path | None = None, settings: Path | None = None
) -> dict[str, Any]:
    """All of it. Without an unlocked store nothing is said of any."""
    folder = logs or log_folder()
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": _program(),
        "libraries": _libraries(),
        "computer": _computer(),
        "settings": _settings(read_settings(settings)),
        "store": _store(vault) if vault is not None else None,
        "faults": list(_faults(folder))[-MOST_FAULTS:],
        "crashes": [_crash(folder / name) for name in (LAST_CRASH_NAME, CRASH_NAME)],
    }


def as_file(found: Mapping[str, Any]) -> bytes:
    """What is written: text that can be read before it is sent."""
    return (json.dumps(found, indent=1) + "\n").encode()


def _program() -> dict[str, str]:
    return {
        "version": _version_of("mdt-app"),
        "python": platform.python_version(),
        "is_packaged": "yes" if getattr(sys, "frozen", False) else "no",
    }


def _libraries() -> dict[str, str]:
    return {name: _version_of(name) for name in _LIBRARIES}


def _version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not known"


def _computer() -> dict[str, str | int]:
    """What it is, and not what it is called."""
    return {
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "processors": os.cpu_count() or 0,
    }


def _settings(kept: Settings) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for name in _SETTINGS:
        value = getattr(kept, name)
        is_choice = isinstance(value, str) and _CHOICE.fullmatch(value)
        found[name] = value if is_choice or isinstance(value, int) else "not one of ours"
    return {**found, "keys_changed": len(kept.shortcuts)}


def _store(vault: Vault) -> dict[str, Any]:
    return {
        **facts_of(vault),
        "rows": counts_of(vault),
        "entries": entries_by_kind(vault),
    }


def _faults(folder: Path) -> Iterator[dict[str, Any]]:
    """The oldest first, read line by line; a line that is not as we write them is left out."""
    names = [f"{LOG_NAME}.{number}" for number in (3, 2, 1)] + [LOG_NAME]
    for name in names:
        for line in _lines(folder / name):
            if found := _LINE.fullmatch(line):
                at, level, place, number, said = found.groups()
                yield {
                    "at": at,
                    "level": level.lower(),
                    "place": f"{place}:{number}",
                    "what": _told(said),
                }


def _told(said: str) -> list[str]:
    """Types and lines, each known by its form; whatever else is there is left out."""
    found = _TOLD.fullmatch(said)
    steps = re.split(r" < | \| from ", found.group(2)) if found else []
    return [step for step in steps if _KIND.fullmatch(step) or _STEP.fullmatch(step)]


def _crash(path: Path) -> list[str]:
    """What a crash below Python left: its kind and the lines of code, innermost first."""
    found: list[str] = []
    for line in _lines(path):
        if kind := _CRASH.match(line):
            found.append(kind.group(1))
        elif step := _CRASHED_AT.fullmatch(line):
            found.append(f"{step.group(1)}:{step.group(2)} {step.group(3)}")
    return found[:MOST_FAULTS]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
