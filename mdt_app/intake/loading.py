"""Puts one file's good rows into the store while the next rows are being checked."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from operator import not_
from types import TracebackType
from typing import Any

from mdt_app.clinical.events import FUTURE_EVENT_KINDS
from mdt_app.intake.good_results import GoodResults
from mdt_app.intake.queries.medicines_and_events import add_events, add_undated
from mdt_app.intake.queries.results import add_results, stage_results
from mdt_app.intake.sections import EVENTS, RESULTS
from mdt_app.intake.tally import Tally
from mdt_app.vault.vault import Writing


class Loading:
    """Good rows of one file on their way into the store. Use as a context manager.

    The store encrypts outside Python's lock, so one thread writes a block while the other
    reads and checks the next. Only one of them uses the connection at a time: each new block
    waits for the last, and leaving the context waits for everything.
    """

    def __init__(self, writing: Writing, tally: Tally) -> None:
        self._writing = writing
        self._tally = tally
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="load")
        self._running: Future[None] | None = None

    def __enter__(self) -> "Loading":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.shutdown(wait=True)
        if error is None:
            self.rest()

    def take_results(self, good: GoodResults) -> None:
        """Those of people new to the results go in at once, the others wait to be compared."""
        self.rest()
        self._tally.touched.update(good.keys())
        self._tally.saw(good.days)
        self._tally.report.rows += len(good)
        self._running = self._writer.submit(self._load, good)

    def take_events(self, rows: Sequence[Sequence[Any]]) -> None:
        """Events that are not there yet go in."""
        self.rest()
        self._tally.saw(row[2] for row in rows if row[1] not in FUTURE_EVENT_KINDS)
        self._count(EVENTS.name, add_events(self._writing, rows), len(rows))

    def take_undated(self) -> None:
        """Facts without a day that are not there yet go in."""
        self.rest()
        for section in (RESULTS.name, EVENTS.name):
            facts = [fact for fact in self._tally.undated if fact.key.section == section]
            self._count(section, add_undated(self._writing, facts), len(facts))
        self._tally.undated.clear()

    def _count(self, section: str, new: int, all_of_them: int) -> None:
        counts = self._tally.of(section)
        counts.new += new
        counts.same += all_of_them - new
        self._tally.report.rows += all_of_them

    def rest(self) -> None:
        """Wait until nothing is being written, so that the connection is free."""
        running, self._running = self._running, None
        if running is not None:
            running.result()

    def _load(self, good: GoodResults) -> None:
        waiting, counts = good.with_earlier_results(), self._tally.of(RESULTS.name)
        if any(waiting):
            staged = good.only(waiting)
            stage_results(self._writing, self._tally.batch, staged)
            counts.same += len(staged)  # until the comparison says which are new
            good = good.only(list(map(not_, waiting)))
        new = add_results(self._writing, self._tally.batch, good)
        counts.new += new
        counts.same += len(good) - new
