"""What this computer saw last of each store, kept beside the settings: a digest, nothing else.

Inside a file nothing can tell that the whole of it is an older copy of itself.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from mdt_app.vault.entries import Rows


def seen_path() -> Path:
    """Where it is kept."""
    from platformdirs import user_state_path

    return user_state_path("mdt-app", appauthor=False) / "seen.json"


def remember_head(rows: Rows, path: Path | None = None) -> None:
    """Remember the latest entry. That it cannot be written is no reason to stop anybody."""
    target = path or seen_path()
    head = next((str(d) for (d,) in rows.rows(_HEAD)), "")
    kept = {**_kept(target), _file_id(rows): head}
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(json.dumps(kept), encoding="utf-8")
        part.replace(target)


def is_older_than_seen(rows: Rows, path: Path | None = None) -> bool:
    """Whether the latest entry that this computer saw in the store is not in it any more."""
    head = _kept(path or seen_path()).get(_file_id(rows))
    if not isinstance(head, str) or not head:
        return False
    found = rows.rows("SELECT count(*) FROM entry WHERE digest = :head", {"head": head})
    return not next(found)[0]


_HEAD = "SELECT digest FROM entry ORDER BY rowid DESC LIMIT 1"


def _file_id(rows: Rows) -> str:
    return next(str(v) for (v,) in rows.rows("SELECT value FROM store WHERE name = 'file_id'"))


def _kept(path: Path) -> dict[str, object]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
