"""The yearly checks of one person as the case screen shows them: done or not, and when last.

The processes, the recall of eye screening and their months are those of the pack's own rules, so
that the strip and the flags can never disagree.
"""

from dataclasses import dataclass, replace
from datetime import date

from mdt_app.clinical.days import months_before
from mdt_app.flags.answers import Evidence
from mdt_app.flags.conditions.processes import CareProcess, ProcessesMissing
from mdt_app.flags.conditions.recall import Recall
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import kind_of
from mdt_app.flags.pack import Pack
from mdt_app.flags.shown import event_evidence, result_evidence
from mdt_app.meeting.inferred import Inferences, inferred_in, inferred_results
from mdt_app.register.values import Inferred, Record, Result

EYES = "eye screening"


@dataclass(frozen=True, slots=True)
class Process:
    """One check: its name, the day it was last done (None for never), and whether that counts.

    `evidence` is what shows that day; `inferred` what of it is not all in its file, the unit
    left out: a check is done in any unit.
    """

    name: str
    last_on: date | None
    is_done: bool
    evidence: tuple[Evidence, ...] = ()
    inferred: int = 0


def care_processes(pack: Pack, record: Record, on: date) -> tuple[Process, ...]:
    """The pack's care processes in its order, then the eyes."""
    day = Day(on)
    history = History(record, day, pack.register.standing(record, on), {})
    found: list[Process] = []
    for condition in _conditions(pack):
        since = day.before(condition.within_months)
        found += [_process(process, history, since) for process in condition.processes]
    found += [_eyes(recall, record, on) for recall in _recalls(pack)]
    known = inferred_results(record)
    return tuple(_with_inferred(process, known) for process in found) if known else tuple(found)


def _with_inferred(process: Process, known: Inferences) -> Process:
    inferred = inferred_in(known, process.evidence) & ~int(Inferred.UNIT)
    return replace(process, inferred=inferred) if inferred else process


def _conditions(pack: Pack) -> list[ProcessesMissing]:
    return [rule.when for rule in pack.rules if isinstance(rule.when, ProcessesMissing)][:1]


def _recalls(pack: Pack) -> list[Recall]:
    return [rule.when for rule in pack.rules if isinstance(rule.when, Recall)][:1]


def _process(process: CareProcess, history: History, since: int) -> Process:
    last, evidence = process.last_done(history)
    last_on = date.fromordinal(last) if last else None
    return Process(process.name, last_on, last > since, evidence)


def _eyes(recall: Recall, record: Record, on: date) -> Process:
    """Screened within the rule's months, or its longer ones after two screens without disease."""
    last = on.toordinal()
    attended = [e for e in record.events if e.kind == recall.met_by and e.day <= last]
    grades: dict[int, set[tuple[int, str]]] = {}
    graded: list[Result] = []
    for kind in map(kind_of, recall.longer_where):
        for result in record.of_kind(kind):
            if result.day <= last:
                grades.setdefault(result.day, set()).add((int(kind), result.word))
                graded.append(result)
    days = [event.day for event in attended] + list(grades)
    if not days:
        return Process(EYES, None, False)
    newest = max(days)
    is_free = _is_free_of_disease(recall, grades)
    months = recall.longer_months if is_free else recall.within_months
    since = months_before(on, months).toordinal()
    evidence = [event_evidence(event) for event in attended if event.day == newest]
    evidence += [result_evidence(r.kind, r) for r in graded if r.day == newest]
    return Process(EYES, date.fromordinal(newest), newest > since, tuple(evidence))


def _is_free_of_disease(recall: Recall, grades: dict[int, set[tuple[int, str]]]) -> bool:
    """Whether the two latest graded days found nothing in both eyes."""
    latest = [grades[day] for day in sorted(grades)[-2:]]
    clear = {(int(kind_of(code)), recall.longer_word) for code in recall.longer_where}
    return len(latest) == 2 and all(found == clear for found in latest)
