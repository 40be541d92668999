"""Which copies stay: all of the latest, then one for each day, week and month.

Counted are days, weeks and months that have a copy, so neither a summer without a meeting nor a
clock set wrong makes the copies that there are too old to be kept.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from mdt_app.vault.copies import FOLDER, Copy, copies_in, when
from mdt_app.vault.whole_file import sync_folder

LATEST, DAYS, WEEKS, MONTHS = 6, 7, 4, 12
_A_DAY_S = 86_400


def thinned(copies: Iterable[Copy]) -> list[Copy]:
    """Those that may go. A store that was replaced is nobody's to thin."""
    made = sorted((c for c in copies if not c.is_replaced), key=when, reverse=True)
    kept = set(made[:LATEST])
    for span, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(_last_of_each(made, span)[:many])
    return [copy for copy in made if copy not in kept]


def thin(folder: Path) -> list[Path]:
    """Remove those from a store's backups folder, and say which went.

    The key files go last: were the power to go between, a copy without one could be left.
    """
    gone = []
    for copy in thinned(copies_in(folder)):
        with suppress(OSError):  # in use by another program: next time
            copy.path.unlink()
            gone.append(copy)
    with suppress(OSError):
        if gone:
            sync_folder(folder / FOLDER)
        for copy in gone:
            copy.keys.unlink(missing_ok=True)
    return [copy.path for copy in gone]


def clear_away(folder: Path) -> None:
    """Remove what copies that were cut off left in the backups folder, a day later: until then
    another program may be in the middle of one."""
    left = [
        *(folder / FOLDER).glob("data-*.part"),
        *(k for k in (folder / FOLDER).glob("data-*.keys.json") if not _copy_of(k).exists()),
    ]
    for path in left:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _A_DAY_S:
                path.unlink()


def _copy_of(keys: Path) -> Path:
    return keys.with_name(keys.name.removesuffix(".keys.json") + ".db")


def _last_of_each(newest_first: Sequence[Copy], span: Callable[[Copy], Hashable]) -> list[Copy]:
    last: dict[Hashable, Copy] = {}
    for copy in newest_first:
        last.setdefault(span(copy), copy)
    return list(last.values())


def _day(copy: Copy) -> Hashable:
    return copy.made_at.date()


def _week(copy: Copy) -> Hashable:
    return copy.made_at.isocalendar()[:2]


def _month(copy: Copy) -> Hashable:
    return copy.made_at.year, copy.made_at.month
