"""Overdue by a recall date, and without one by the time since the last attendance."""

from functools import partial

from mdt_app.clinical.words import counted, event_words
from mdt_app.flags.conditions.base import Condition, Count
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import EventName, KindName, kind_of
from mdt_app.flags.questions import Proof, Question, no_gaps
from mdt_app.flags.readings import Reading
from mdt_app.flags.shown import event_evidence, spoken_day
from mdt_app.register.values import Event


class Recall(Condition):
    """The latest recall date has passed unmet; or, with none, nobody attended for too long.

    A recall date is met by an attendance later than `met_within_months` before it, and then
    counts as no recall date. A recall date still ahead is not overdue. Without one, the
    longer interval applies where the two latest days of `longer_where` both say `longer_word`
    for every one of them.
    """

    recall: EventName
    met_by: EventName
    met_within_months: Count
    within_months: Count
    longer_months: Count
    longer_where: tuple[KindName, ...]
    longer_word: str

    def in_words(self) -> str:
        return (
            f"the latest recall date has passed with no {event_words(self.met_by)} later than"
            f" {counted(self.met_within_months, 'month')} before it; with no recall date (or one"
            f" met), no {event_words(self.met_by)} within {counted(self.within_months, 'month')},"
            f" or {counted(self.longer_months, 'month')} where the two latest graded days were"
            f" {self.longer_word} on both sides"
        )

    def supplies(self) -> set[str]:
        return {"last_attended", "recall_due"}

    def ask(self, day: Day) -> Question:
        return Question(partial(self._answer, day), partial(self._proof, day), no_gaps)

    def _answer(self, day: Day, history: History) -> bool:
        attended = _newest(history, self.met_by)
        due = _newest(history, self.recall)
        if due and not self._is_met(day, due, attended):
            return due[1] < day.ordinal
        if attended is None:
            return True
        if attended[1] > day.before(self.within_months):
            return False
        is_within_longer = attended[1] > day.before(self.longer_months)
        return not (is_within_longer and self._is_low_risk(history))

    def _is_met(self, day: Day, due: Event, attended: Event | None) -> bool:
        return attended is not None and attended[1] > day.earlier(due[1], self.met_within_months)

    def _is_low_risk(self, history: History) -> bool:
        kinds = [kind_of(code) for code in self.longer_where]
        by_day: dict[int, dict[int, Reading]] = {}
        for kind in kinds:
            for reading in history.readings(kind, 0, history.day.ordinal):
                by_day.setdefault(reading.day, {})[kind] = reading
        latest = sorted(by_day, reverse=True)[:2]
        return len(latest) == 2 and all(
            kind in by_day[day] and by_day[day][kind].word == self.longer_word
            for day in latest
            for kind in kinds
        )

    def _proof(self, day: Day, history: History) -> Proof:
        attended, due = _newest(history, self.met_by), _newest(history, self.recall)
        last = f"last {spoken_day(attended[1])}" if attended else "none recorded"
        says, evidence = [last], [event_evidence(attended)] if attended else []
        words = {"last_attended": last, "recall_due": ""}
        if due and not self._is_met(day, due, attended) and due[1] < day.ordinal:
            words["recall_due"] = f", due {spoken_day(due[1])}"
            says.append(f"due {spoken_day(due[1])}")
            evidence.append(event_evidence(due))
        return Proof(words, tuple(says), tuple(evidence))


def _newest(history: History, kind: str) -> Event | None:
    return max(history.events.get(kind, ()), key=lambda event: event[1], default=None)
