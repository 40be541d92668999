"""What the store holds and the practice's own system has deleted or made confidential since.

It counts no more: a result is superseded, an event, a medicine or a fact without a day is kept
aside. All of it comes back when the import is undone.
"""

from array import array
from collections.abc import Collection, Iterable
from typing import Any

from mdt_app.intake.queries.batches import keep_replaced
from mdt_app.intake.queries.results import supersede
from mdt_app.intake.queries.whole_rows import remove
from mdt_app.intake.sections import EVENTS, MEDICINES, RESULTS
from mdt_app.intake.tally import Tally
from mdt_app.register.queries import WITHDRAWN
from mdt_app.vault.vault import Writing

_NO_LONGER = (
    "rows taken in before that the practice's system has deleted or marked confidential since:"
    " no longer counted."
)
Key = tuple[Any, ...]


class Live:
    """What the good rows of an import say, as numbers: one row may be deleted, another not."""

    def __init__(self) -> None:
        self._hashes = array("q")

    def add(self, keys: Iterable[Key]) -> None:
        self._hashes.extend(map(hash, keys))

    def without(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the keys that no good row says, in order."""
        by_hash = {hash(key): key for key in keys}
        said = {number for number in self._hashes if number in by_hash}
        return sorted(key for number, key in by_hash.items() if number not in said)


class TakingBack:
    """Takes back what the withdrawn rows of one file say. What this import brought stays."""

    def __init__(self, writing: Writing, tally: Tally, batches: Iterable[int]) -> None:
        self._writing = writing
        self._tally = tally
        self._batches = tuple(batches)

    def results(self) -> None:
        """Before what is staged goes in: a result that another row still has is not taken back."""
        for key in sorted(self._tally.withdrawn[RESULTS.name]):
            if supersede(self._writing, key, self._tally.batch, self._batches):
                # Else it would look corrected, and be shown as what the new value replaced.
                keep_replaced(self._writing, self._tally.batch, WITHDRAWN, [*key], {})
                self._tally.of(RESULTS.name).superseded += 1
                self._note(key)

    def others(self, live: Live, medicines: Collection[Key]) -> None:
        """Events and facts without a day that are not `live`, medicines that no good row names."""
        withdrawn = self._tally.withdrawn
        self._remove("event", live.without(withdrawn[EVENTS.name]))
        self._remove("undated", live.without(withdrawn["undated"]))
        self._remove("medicine", sorted(withdrawn[MEDICINES.name] - set(medicines)))

    def _remove(self, table: str, keys: Iterable[Key]) -> None:
        for key in keys:
            if remove(self._writing, self._tally.batch, table, key):
                self._note(key)

    def _note(self, key: Key) -> None:
        self._tally.touched.add(key[0])
        self._tally.notes[_NO_LONGER] += 1
