"""Care processes: which of a pack's yearly checks were done, and how many were not."""

from collections.abc import Callable
from functools import partial

from pydantic import Field

from mdt_app.clinical.words import joined
from mdt_app.flags.answers import Evidence
from mdt_app.flags.conditions.base import Condition, Count, Table, within
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import EventName, KindName, kind_of
from mdt_app.flags.questions import Proof, Question, no_gaps
from mdt_app.flags.shown import event_evidence, spoken_day

NO_EVIDENCE: tuple[Evidence, ...] = ()


class CareProcess(Table):
    """One check: done by any of these results or events. A refusal does not do it."""

    name: str
    results: tuple[KindName, ...] = ()
    events: tuple[EventName, ...] = ()

    def done_since(self, since: int) -> Callable[[History], bool]:
        """Whether it was done later than that day."""
        kinds, events = [int(kind_of(code)) for code in self.results], self.events

        def is_done(history: History) -> bool:
            for kind in kinds:
                reading = history.latest[kind]
                if reading is not None and reading[0] > since:
                    return True
            known = history.events
            return any(event[1] > since for kind in events for event in known.get(kind, ()))

        return is_done

    def last_done(self, history: History) -> tuple[int, tuple[Evidence, ...]]:
        """The day it was last done, 0 for never, and what shows it."""
        day, evidence = 0, NO_EVIDENCE
        for code in self.results:
            reading = history.latest[kind_of(code)]
            if reading is not None and reading.day > day:
                day, evidence = reading.day, history.shown(kind_of(code), reading).evidence
        for kind in self.events:
            for event in history.events.get(kind, ()):
                if event[1] > day:
                    day, evidence = event[1], (event_evidence(event),)
        return day, evidence


class ProcessesMissing(Condition):
    """So many of these care processes or more not done within so many months."""

    processes_missing: Count
    within_months: Count
    processes: tuple[CareProcess, ...]

    def in_words(self) -> str:
        listed = joined([process.name for process in self.processes])
        return (
            f"{self.processes_missing} or more of {len(self.processes)} care processes not"
            f" done{within(self.within_months)}: {listed}"
        )

    def supplies(self) -> set[str]:
        return {"missing_count", "process_count", "missing"}

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        tests = [process.done_since(since) for process in self.processes]
        enough = self.processes_missing

        def answer(history: History) -> bool:
            return sum(not is_done(history) for is_done in tests) >= enough

        return Question(answer, partial(self._proof, since), no_gaps)

    def _proof(self, since: int, history: History) -> Proof:
        told = [(process.name, *process.last_done(history)) for process in self.processes]
        missing = [(name, day, evidence) for name, day, evidence in told if day <= since]
        phrases = [f"{name} ({_last(day)})" for name, day, _ in missing]
        words = {
            "missing_count": str(len(missing)),
            "process_count": str(len(self.processes)),
            "missing": joined(phrases),
        }
        return Proof(words, tuple(phrases), tuple(item for *_, found in missing for item in found))


class ProcessesDone(Condition):
    """Every one of these care processes done within so many months; a refusal does not do it."""

    done: tuple[CareProcess, ...] = Field(min_length=1)
    within_months: Count

    def in_words(self) -> str:
        listed = joined([process.name for process in self.done])
        if len(self.done) == 1:
            return f"{listed} done{within(self.within_months)}"
        return f"all {len(self.done)} care processes done{within(self.within_months)}: {listed}"

    def ask(self, day: Day) -> Question:
        since = day.before(self.within_months)
        tests = [process.done_since(since) for process in self.done]

        def answer(history: History) -> bool:
            return all(is_done(history) for is_done in tests)

        return Question(answer, self._proof, no_gaps)

    def _proof(self, history: History) -> Proof:
        told = [(process.name, *process.last_done(history)) for process in self.done]
        says = tuple(f"{name} ({_last(day)})" for name, day, _ in told)
        return Proof({}, says, tuple(item for *_, found in told for item in found))


def _last(day: int) -> str:
    return f"last {spoken_day(day)}" if day else "never recorded"
