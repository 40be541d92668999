"""After some wrong passphrases the answer to the next wrong one comes later; nobody is locked out.

This is a courtesy against a colleague who tries at the screen. Somebody who takes the files away
meets only what each guess costs by itself (`slots.USUAL_COST`) and the length of the passphrase.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from mdt_app.vault.refusals import Refusals

LONGEST_S = 30.0
_FREE = 3
_WITHIN = timedelta(minutes=15)


def pause_s(folder: Path, now: datetime | None = None) -> float:
    """How long the answer to a wrong passphrase waits: 0 at first, then 1, 2, 4… 30 seconds.

    The wrong ones of the last quarter of an hour count, unless the store was opened since. The
    right passphrase never waits.
    """
    moment = now or datetime.now(UTC)
    times = (access.at for access in Refusals(folder).accesses())
    recent = sum(at is not None and abs(moment - at) < _WITHIN for at in times)
    if recent <= _FREE:
        return 0.0
    return min(LONGEST_S, 2.0 ** min(recent - _FREE - 1, 10))
