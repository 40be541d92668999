"""The copies in a store's backups folder: when each was made and why, the newest first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"
REPLACED = "replaced"
"""Why a file is among the copies that nobody copied: another was put in its place."""
SCHEDULE = "schedule"
_NAMED = re.compile(r"data-(\d{8}T\d{6})Z-([a-z0-9-]+?)(-\d{1,2})?\.db")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. Its name is all that is known of it before it is opened."""

    path: Path
    made_at: datetime
    reason: str
    size: int
    written_ns: int = 0
    """Tells two of one second apart."""

    @property
    def keys(self) -> Path:
        """The key file as it was then."""
        return self.path.with_suffix(".keys.json")

    @property
    def is_replaced(self) -> bool:
        """Whether this was the store itself, kept as it was when a copy took its place."""
        return self.reason == REPLACED


def copies_in(folder: Path) -> list[Copy]:
    """Every copy of the store in `folder`, the newest first."""
    found = (copy_at(path) for path in (folder / FOLDER).glob("data-*.db"))
    now = folder / "data.db"
    copies = [c for c in found if c is not None and not _is_same(c.path, now)]
    return sorted(copies, key=when, reverse=True)


def copy_at(path: Path) -> Copy | None:
    """The copy of that name; None if the file is not there or not named like a copy."""
    named, made_at = _NAMED.fullmatch(path.name), moment_in(path.name)
    if named is None or made_at is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return Copy(path, made_at, named[2], found.st_size, found.st_mtime_ns)


def moment_in(name: str) -> datetime | None:
    """When the copy of that name was made; None if that is no name of a copy."""
    named = _NAMED.fullmatch(name)
    try:
        return datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC) if named else None
    except ValueError:
        return None


def newest_of(copies: Iterable[Copy]) -> Copy | None:
    """The newest that was made as a copy."""
    return next((each for each in copies if not each.is_replaced), None)


def free_name(folder: Path, reason: str, moment: datetime | None = None) -> Path:
    """A name for a copy, in the backups folder itself, that says when and why."""
    stamp = (moment or datetime.now(UTC)).strftime(_STAMP)
    why = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "copy"
    names = (f"data-{stamp}Z-{why}{more}.db" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(folder / name for name in names if not (folder / name).exists())


def when(copy: Copy) -> tuple[datetime, int, str]:
    """What copies are sorted by."""
    return copy.made_at, copy.written_ns, copy.path.name


def _is_same(copy: Path, now: Path) -> bool:
    """Whether this is the store of now under a second name, left by a power cut."""
    try:
        return copy.samefile(now)
    except OSError:
        return False
