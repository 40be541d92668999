"""By what a flag was cleared: the least of what is new on the record that clears it.

No rule is named here. What came to the record since the last meeting is taken away, thing by
thing, and the rule is asked again; what can be done without had no part in it. Where the flag is
clear without anything new, time did it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mdt_app.clinical.days import months_before, near
from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.words import event_words, joined, kind_words
from mdt_app.flags.answers import Answer, Clear, Raised, Unknown
from mdt_app.flags.entered import Entered, OwnTarget
from mdt_app.flags.medicines import ISSUED_WITHIN_MONTHS
from mdt_app.flags.readings import DAY
from mdt_app.flags.schema import Rule
from mdt_app.flags.shown import Shown, number_words
from mdt_app.meeting.since import Asked, ready
from mdt_app.meeting.values import Cleared
from mdt_app.register.values import Medicine, Record

_MOST_NAMED = 3
_NOT_KNOWN = ": not known, "
_HAPPENINGS = EVENT_KINDS - {"diagnosis_type_1", "diagnosis_type_2"}
"""What happens on a day and is over. A diagnosis is not."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the rules are asked with: the record and what was entered, all of it or less."""

    record: Record
    entered: Entered


@dataclass(frozen=True, slots=True)
class _News:
    """One thing that came since: how it is called, and how the state was without it."""

    group: str
    words: Callable[[], str]
    taken_away: Callable[[_State], _State]


def cleared(asked: Asked, rule: Rule, answer: Answer, last: date) -> Cleared:
    """Why a rule raised on the day `last` is not raised now; `answer` is what it says now."""
    if isinstance(answer, Unknown):
        reason = answer.message.partition(_NOT_KNOWN)[2] or answer.message
        return Cleared(rule.id, rule.title, f"not known any more: {reason}", is_known=False)
    if isinstance(answer, Clear) and answer.reason:
        return Cleared(rule.id, rule.title, answer.reason)
    news = _Searching(asked, rule, last).found()
    if news:
        named = [each.words() for each in news[:_MOST_NAMED]]
        more = len(news) - len(named)
        words = joined([*named, f"{more} more"] if more else named)
        return Cleared(rule.id, rule.title, words)
    return Cleared(rule.id, rule.title, _by_time(asked, rule, last))


class _Searching:
    """Asks one rule again and again, with more and more of what is new taken away."""

    def __init__(self, asked: Asked, rule: Rule, last: date) -> None:
        self._asked, self._rule = asked, rule
        self._all = list(_news(asked, last))

    def found(self) -> Sequence[_News]:
        """The least that clears it; nothing where time alone did.

        Results are taken away last, so that they are named where something else would do too.
        """
        if self._is_clear_with(()):
            return ()
        kept = self._all
        for some in (*self._groups(), *([each] for each in self._all)):
            fewer = [each for each in kept if each not in some]
            if len(fewer) < len(kept) and self._is_clear_with(fewer):
                kept = fewer
        return kept

    def _groups(self) -> list[list[_News]]:
        """Events, medicines and results: mostly only one of them matters."""
        groups: dict[str, list[_News]] = {}
        for each in self._all:
            groups.setdefault(each.group, []).append(each)
        return list(groups.values())

    def _is_clear_with(self, kept: Sequence[_News]) -> bool:
        state = _State(self._asked.record, self._asked.entered)
        for each in self._all:
            if each not in kept:
                state = each.taken_away(state)
        asked = replace(self._asked, record=state.record, entered=state.entered)
        return ready(asked.pack, asked.on).is_clear(self._rule.id, asked.history(asked.on))


def _news(asked: Asked, last: date) -> Iterable[_News]:
    """Everything dated after the last meeting: what is entered, events, medicines, results."""
    after, on = last.toordinal(), asked.on.toordinal()
    yield from _entered_news(asked, after, on)
    for what in dict.fromkeys(e.kind for e in asked.record.events if after < e.day <= on):
        yield _event_news(asked, what, after)
    for medicine in asked.record.medicines:
        if after < medicine.started <= on or after < medicine.ended <= on:
            yield _medicine_news(asked, medicine, after)
    for kind, rows in asked.record.results.items():
        if any(after < row[DAY] <= on for row in rows):
            yield _result_news(asked, kind, after)


def _entered_news(asked: Asked, after: int, on: int) -> Iterable[_News]:
    targets = [t for t in asked.entered.own_targets if after < t.agreed <= on]
    if targets:
        newest = max(targets, key=lambda target: target.agreed)

        def without_targets(state: _State) -> _State:
            kept = [t for t in state.entered.own_targets if t.agreed <= after]
            return replace(state, entered=replace(state.entered, own_targets=kept))

        yield _News("entered", lambda: _target_words(newest, asked.on), without_targets)
    closed = [a for a in asked.entered.actions if after < a.closed <= on]
    if closed:

        def reopened(state: _State) -> _State:
            actions = [a._replace(closed=0) if a in closed else a for a in state.entered.actions]
            return replace(state, entered=replace(state.entered, actions=actions))

        days = [action.closed for action in closed]
        yield _News("entered", lambda: _closed_words(days, asked.on), reopened)


def _target_words(target: OwnTarget, on: date) -> str:
    day = near(date.fromordinal(target.agreed), on)
    if not target.value:
        return f"own target ended {day}"
    return f"own {kind_words(target.kind)} target {number_words(target.value)} agreed {day}"


def _closed_words(days: Sequence[int], on: date) -> str:
    what = "its action was" if len(days) == 1 else "its actions were"
    return f"{what} closed {near(date.fromordinal(max(days)), on)}"


def _event_news(asked: Asked, kind: str, after: int) -> _News:
    on = asked.on.toordinal()
    latest = max(e.day for e in asked.record.events if e.kind == kind and e.day <= on)

    def without(state: _State) -> _State:
        kept = [e for e in state.record.events if e.kind != kind or e.day <= after]
        return replace(state, record=replace(state.record, events=kept))

    day = near(date.fromordinal(latest), asked.on)
    return _News("events", lambda: f"{event_words(kind)} {day}", without)


def _medicine_news(asked: Asked, medicine: Medicine, after: int) -> _News:
    is_end = after < medicine.ended <= asked.on.toordinal()
    day = near(date.fromordinal(medicine.ended if is_end else medicine.started), asked.on)

    def without(state: _State) -> _State:
        if medicine.started > after:
            kept = [m for m in state.record.medicines if m != medicine]
        else:
            kept = [_not_ended(m) if m == medicine else m for m in state.record.medicines]
        return replace(state, record=replace(state.record, medicines=kept))

    verb = "ended" if is_end else "started"
    return _News("medicines", lambda: f"{medicine.name} {verb} {day}", without)


def _not_ended(medicine: Medicine) -> Medicine:
    return medicine._replace(ended=0, last_issued=medicine.ended, current="")


def _result_news(asked: Asked, kind: int, after: int) -> _News:
    def without(state: _State) -> _State:
        rows = {**state.record.results}
        rows[kind] = tuple(row for row in rows[kind] if row[DAY] <= after)
        return replace(state, record=replace(state.record, results=rows))

    return _News("results", lambda: _result_words(asked, kind, after), without)


def _result_words(asked: Asked, kind: int, after: int) -> str:
    """`HbA1c 84 → 66 on 2 Jun`, `urine ACR 1.2 on 3 Nov`."""
    then, now = asked.history(date.fromordinal(after)), asked.history(asked.on)
    before, latest = then.newest(kind, 0, 1), now.newest(kind, 0, 1)[0]
    value = Shown(kind, latest).value
    earlier = Shown(kind, before[0]).value if before else value
    if earlier != value:
        value = f"{earlier} → {value}"
    return f"{kind_words(kind)} {value} on {near(date.fromordinal(latest.day), asked.on)}"


def _by_time(asked: Asked, rule: Rule, last: date) -> str:
    """Nothing new: what raised it is too long ago now, or the person is older."""
    before = ready(asked.pack, last).answers(asked.history(last))
    raised = next(a for a in before if isinstance(a, Raised) and a.rule == rule.id)
    happened = [
        each.on
        for each in raised.evidence
        if each.on is not None and each.kind in _HAPPENINGS and each.on <= last
    ]
    lapsed = months_before(asked.on, ISSUED_WITHIN_MONTHS)
    for each in raised.evidence:
        if each.kind == "medicine" and each.on is not None and each.on <= lapsed:
            return f"{each.value} not issued since {near(each.on, asked.on)}"
    if happened:
        return f"none since {near(max(happened), asked.on)}"
    return "time has passed, and nothing new"
