"""What is different since the last meeting: new, worse, better, still there, or cleared.

A flag is held against the network's last ended meeting before the day: the rules are asked again
as of that day, by the records as they are now. What a rule's file calls its family take each
other's place: a more pressing one than was raised then is worse, not new. How often a flag has
been met is counted over the earlier meetings that had this person on the agenda.

`Case.new` is another question, and stays what `flags --json` and the order of a list call new:
the rule itself was not raised on the day of the last meeting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from mdt_app.clinical.days import near, spoken
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import kind_words
from mdt_app.flags.answers import SEVERITIES, Answer, Raised
from mdt_app.flags.entered import NOTHING, Entered
from mdt_app.flags.shown import Shown
from mdt_app.meeting.moves import NOT_KNOWN, WITHIN, moved
from mdt_app.meeting.values import Cleared, Since
from mdt_app.register.values import Record

if TYPE_CHECKING:
    from mdt_app.flags.engine import PreparedPack
    from mdt_app.flags.history import History
    from mdt_app.flags.pack import Pack
    from mdt_app.flags.readings import Reading
    from mdt_app.flags.schema import Rule

NEW, WORSE, BETTER, STILL = "new", "worse", "better", "still"
_BESIDE = {
    (WORSE, WITHIN): ", no more than it varies but past a threshold",
    (STILL, WITHIN): ", within variation",
    (STILL, NOT_KNOWN): ", which does not tell a change",
}
_MOST_MEETINGS = 12
"""Of one person, the latest: three years of quarterly meetings."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """The days a person's flags are held against, all before the day of the question.

    `last` is the network's last ended meeting, None if there is none. `own` are the ended
    meetings that had this person on the agenda, one day for each.
    """

    last: date | None = None
    own: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that is different about one person's flags."""

    since: Mapping[str, Since]
    cleared: tuple[Cleared, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One person's record, and what may be asked about it on any day."""

    pack: Pack
    record: Record
    on: date
    entered: Entered = NOTHING

    def history(self, day: date) -> History:
        return ready(self.pack, day).history(self.record, self.entered)

    def raised_on(self, day: date) -> frozenset[str]:
        """The rules raised on an earlier day, as the records are now."""
        return ready(self.pack, day).raised_rules(self.history(day))


@lru_cache(maxsize=16)
def ready(pack: Pack, day: date) -> PreparedPack:
    """The pack ready for a meeting's day: all people of an agenda are asked about the same few."""
    from mdt_app.flags.engine import PreparedPack

    return PreparedPack(pack, day)


def difference(asked: Asked, given: Sequence[Answer], meetings: Meetings) -> Difference:
    """How the flags `given` on the day asked stand against the last meeting."""
    raised = [answer.rule for answer in given if isinstance(answer, Raised)]
    if meetings.last is None:
        first = Since(NEW, NEW, full="New to the meeting.", is_first=True)
        return Difference(dict.fromkeys(raised, first))
    told = _Told(asked, meetings.last, meetings.own[-_MOST_MEETINGS:], frozenset(raised))
    since = {rule.id: told.since(rule) for rule in asked.pack.rules if rule.id in told.now}
    return Difference({rule: since[rule] for rule in raised}, told.cleared(given))


class _Told:
    """One person's flags on two days, and how they compare."""

    def __init__(self, asked: Asked, last: date, own: Sequence[date], now: frozenset[str]) -> None:
        self.now = now
        self._asked, self._last = asked, last
        self._then = asked.raised_on(last)
        self._met = [asked.raised_on(day) for day in own] if now else []
        self._is_own_last = last in own
        self._later, self._earlier = asked.history(asked.on), asked.history(last)

    def since(self, rule: Rule) -> Since:
        nth = 1 + sum(rule.id in met for met in self._met)
        before = self._followed(rule, self._earlier)
        after = self._followed(rule, self._later)
        change, move = "", NOT_KNOWN
        if rule.follows and before and after and after.day > before.day:
            change = f"{self._value(rule, before)} → {self._value(rule, after)}"
            move = moved(KIND_BY_CODE[rule.follows], before, after)
        state = self._state(rule, move)
        return self._in_words(rule, state, nth, change, move)

    def _state(self, rule: Rule, move: str) -> str:
        moves = {rule.worse_when: WORSE, WITHIN: STILL, NOT_KNOWN: STILL}
        if rule.id in self._then:
            return moves.get(move, BETTER)
        kin = self._kin_then(rule)
        if kin is None:
            return NEW
        if _pressing(self._asked.pack, rule) < _pressing(self._asked.pack, kin):
            return WORSE
        if kin.id in self.now:
            return NEW
        return moves.get(move, BETTER) if rule.follows else BETTER

    def _kin_then(self, rule: Rule) -> Rule | None:
        """The most pressing rule of the same family that was raised then."""
        kin = [r for r in self._asked.pack.rules if r.family and r.family == rule.family]
        there = [each for each in kin if each.id in self._then and each.id != rule.id]
        return min(there, key=lambda each: _pressing(self._asked.pack, each), default=None)

    def _in_words(self, rule: Rule, state: str, nth: int, change: str, move: str) -> Since:
        kin = self._kin_then(rule)
        was = f"was {kin.severity}" if kin is not None else ""
        if state == NEW:
            again = nth > 1
            words = "new again" if again else NEW
            full = f"New since the meeting of {spoken(self._last)}."
            if again:
                full = f"New again since {spoken(self._last)}: {_ordinal(nth)} meeting with it."
            return Since(state, words, nth, change, full)
        day = near(self._last, self._asked.on)
        if state in (WORSE, BETTER):
            words = f"{state}: {change or was}"
        elif nth > 1:
            words = f"{_ordinal(nth)} meeting"
        else:
            words = f"within variation: {change}" if change and move == WITHIN else f"as on {day}"
        return Since(state, words, nth, change, self._sentence(rule, state, nth, change, move))

    def _sentence(self, rule: Rule, state: str, nth: int, change: str, move: str) -> str:
        parts = [] if nth < 2 else [f"{_ordinal(nth)} meeting"]
        since = f"since {spoken(self._last)}"
        if state in (WORSE, BETTER):
            parts.append(f"{state} {since}")
        name = kind_words(KIND_BY_CODE[rule.follows]) if rule.follows else ""
        if change:
            parts.append(f"{name} {change}{_BESIDE.get((state, move), '')}")
        elif name and rule.id in self._then:
            parts.append(f"no new {name} {since}")
        elif not parts:
            parts.append(f"raised on {spoken(self._last)} too")
        words = "; ".join(parts)
        return f"{words if words.startswith(name or ' ') else words[:1].upper() + words[1:]}."

    def _followed(self, rule: Rule, history: History) -> Reading | None:
        if rule.follows is None:
            return None
        found = history.newest(int(KIND_BY_CODE[rule.follows]), 0, 1)
        return found[0] if found else None

    def _value(self, rule: Rule, reading: Reading) -> str:
        assert rule.follows is not None
        return Shown(int(KIND_BY_CODE[rule.follows]), reading).value

    def cleared(self, given: Sequence[Answer]) -> tuple[Cleared, ...]:
        """What was raised then and is not now; bands that gave way to another are not."""
        gone = [r for r in self._asked.pack.rules if r.id in self._then - self.now]
        rules = self._asked.pack.rules
        families = {rule.family for rule in rules if rule.id in self.now and rule.family}
        gone = [rule for rule in gone if rule.family not in families]
        if not gone:
            return ()
        from mdt_app.meeting.cleared import cleared

        answers = {answer.rule: answer for answer in given}
        return tuple(cleared(self._asked, rule, answers[rule.id], self._last) for rule in gone)


def _pressing(pack: Pack, rule: Rule) -> tuple[int, int]:
    """Less is more pressing: by severity, then by the pack's order."""
    return SEVERITIES.index(rule.severity), pack.rules.index(rule)


def _ordinal(number: int) -> str:
    """`2nd`, `3rd`, `11th`.

    >>> [_ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd']
    """
    tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else tail}"
