"""How one case looks on paper: who it is, what was asked and known, what was agreed."""

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from mdt_app.documents.marking import marked
from mdt_app.documents.minutes_values import Agreed, Fact, MinutesCase, Task
from mdt_app.documents.minutes_words import (
    RIVALS,
    SEVERITY,
    beside,
    going_on,
    heading,
    identity,
    standing,
    what,
)
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import WIDTH, CaseBegins, CaseEnds, bold, set_text, words
from mdt_app.documents.small_chart import SmallCharts


class CaseLayout:
    """Lays out the cases of a meeting held on one day."""

    def __init__(self, held_on: date) -> None:
        self._held_on = held_on

    def story(self, case: MinutesCase) -> Iterator[Flowable]:
        """One case, piece by piece, in reading order."""
        yield CondPageBreak(70 * mm)
        yield words(heading(case), "case")
        yield CaseBegins(case.number, marked(going_on(case)))
        yield words("\n".join((identity(case), *standing(case))))
        yield from _asked(case)
        yield from self._considered(case)
        yield from _decided(case.decisions)
        yield from _actions(case.tasks)
        yield CaseEnds()

    def _considered(self, case: MinutesCase) -> Iterator[Flowable]:
        yield from _label("Facts considered")
        for fact in case.facts:
            yield _fact(fact)
        if not case.facts:
            yield words("No flag was raised.")
        lines = [f"Not known on the day: {'; '.join(case.not_known)}"] * bool(case.not_known)
        if case.cleared:
            lines.append(f"Cleared since the last meeting: {'; '.join(case.cleared)}")
        if lines := [*lines, *case.followed]:
            yield words("\n".join(lines), "small")
        if case.trends:
            yield Spacer(0, 1.5 * mm)
            yield SmallCharts(case.trends, self._held_on, WIDTH)
            yield Spacer(0, 1 * mm)
        if case.sentences:
            yield words("\n".join(case.sentences), "small")


def _label(text: str) -> Iterator[Flowable]:
    yield CondPageBreak(22 * mm)
    yield words(text, "label")


def _asked(case: MinutesCase) -> Iterator[Flowable]:
    if case.question:
        by = f" ({case.asked_by})" if case.asked_by else ""
        yield set_text(f"{bold(f'Question{by}:')} {marked(case.question)}")
    if case.what_matters:
        yield set_text(f"{bold('What matters to the person:')} {marked(case.what_matters)}")


def _fact(fact: Fact) -> Flowable:
    detail = f" \N{EM DASH} {marked(fact.detail)}" if fact.detail else ""
    since = f" \N{EM DASH} {marked(fact.since)}" if fact.since else ""
    return set_text(bold(fact.headline) + detail + since, "fact", SEVERITY.get(fact.severity, ""))


def _decided(decisions: Sequence[Agreed]) -> Iterator[Flowable]:
    yield from _label("Decision")
    if not decisions:
        yield words("No decision was recorded.")
    if len(decisions) > 1:
        yield words(RIVALS, "warning")
    for decision in decisions:
        if decision.choices:
            yield words(" · ".join(decision.choices), "chosen")
        if decision.words:
            yield words(decision.words)
        yield words("\n".join(beside(decision)), "small")


def _actions(tasks: Sequence[Task]) -> Iterator[Flowable]:
    if not tasks:
        return
    yield from _label("Actions")
    rows = [(what(task), task.owner, task.due, task.kind) for task in tasks]
    yield ruled_table(("What", "Who", "By", "Kind"), rows, (0.46, 0.22, 0.14, 0.18))
