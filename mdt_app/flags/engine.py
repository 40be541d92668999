"""What a pack says about one person on one day. One plain function serves list and edit."""

from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from mdt_app.flags.answers import SEVERITIES, Answer, Clear, Evidence, Raised, Told, Unknown
from mdt_app.flags.entered import NOTHING, Entered
from mdt_app.flags.history import Day, History
from mdt_app.flags.pack import Pack
from mdt_app.flags.questions import Gap, because, joined_proofs
from mdt_app.flags.targets import targets_for
from mdt_app.register.values import Record

if TYPE_CHECKING:
    from mdt_app.flags.schema import Rule

_KEPT = 64
"""Most people lack the same few things; what is said of them is made once."""
_FRAILTY_NOT_RECORDED = (Evidence("frailty", "not recorded, counted as none", "", None, 0, 0),)


class PreparedRule:
    """One rule made ready for one day: its conditions closures, its plain answers made once."""

    __slots__ = (
        "_asked",
        "_frailty",
        "_rule",
        "_says_why",
        "_unknown",
        "clear",
        "grace",
        "holds",
        "unless",
    )

    def __init__(self, rule: "Rule", day: Day) -> None:
        when = rule.when.ask(day)
        exclusions = [condition.ask(day) for condition in rule.unless]
        self.clear = Clear(rule.id)
        self.grace = rule.grace
        self.holds = when.answer
        self.unless = tuple(exclusions)
        self._asked = [when, *exclusions]
        self._rule = rule
        self._unknown: dict[tuple[Gap, ...], Unknown] = {}
        self._says_why = any(
            "{because}" in text for text in (rule.headline, rule.detail, rule.would_clear)
        )
        self._frailty = any(each.uses_frailty() for each in (rule.when, *rule.unless))

    def excluded(self, history: History) -> Clear | None:
        """Exclusions are looked at first, and say why they clear."""
        if self.grace and history.standing.grace:
            return Clear(self._rule.id, history.standing.grace)
        for exclusion in self.unless:
            if exclusion.answer(history):
                return Clear(self._rule.id, because(exclusion.proof(history)))
        return None

    def raised(self, history: History) -> Raised:
        rule, tell = self._rule, partial(self._tell, history)
        return Raised.told_when_read(rule.id, rule.severity, rule.source, rule.version, tell)

    def _tell(self, history: History) -> Told:
        """What holds, and what each exclusion that does not has to say about that."""
        rule = self._rule
        proof = joined_proofs([question.proof(history) for question in self._asked])
        words = {**proof.words, "because": because(proof)} if self._says_why else proof.words
        is_noted = self._frailty and not history.person.frailty
        return Told(
            rule.headline.format_map(words),
            rule.detail.format_map(words),
            rule.would_clear.format_map(words),
            proof.evidence + _FRAILTY_NOT_RECORDED if is_noted else proof.evidence,
        )

    def unknown(self, history: History) -> Unknown:
        rule, gaps = self._rule, self._asked[0].gaps(history)
        if (made := self._unknown.get(gaps)) is not None:
            return made
        reasons = "; ".join(dict.fromkeys(gap.reason for gap in gaps))
        cures = " or ".join(dict.fromkeys(gap.cure for gap in gaps))
        message = f"{rule.title}: not known, {reasons}"
        would_answer = f"{cures[:1].upper()}{cures[1:]} would answer."
        unknown = Unknown(rule.id, rule.severity, message, would_answer, rule.source)
        if len(self._unknown) < _KEPT:
            self._unknown[gaps] = unknown
        return unknown


class PreparedPack:
    """A pack made ready for one day, to be asked of any number of people."""

    def __init__(self, pack: Pack, on: date) -> None:
        self.day = Day(on)
        self._pack = pack
        ordered = sorted(pack.rules, key=lambda rule: SEVERITIES.index(rule.severity))
        self._rules = [PreparedRule(rule, self.day) for rule in ordered]
        self._targets: dict[str, dict[int, float]] = {}

    def history(self, record: Record, entered: Entered = NOTHING) -> History:
        standing = self._pack.register.standing(record, self.day.on)
        frailty = record.person.frailty
        if entered.own_targets:
            own = entered.targets_on(self.day.ordinal)
            targets = targets_for(self._pack, frailty, own)
        elif (known := self._targets.get(frailty)) is not None:
            targets = known
        else:
            targets = self._targets[frailty] = targets_for(self._pack, frailty)
        return History(record, self.day, standing, targets, entered.actions)

    def answers(self, history: History) -> tuple[Answer, ...]:
        """Raised (red, amber, note, then pack order), unknown, clear."""
        if reason := history.standing.why_not_counted:
            return tuple(Clear(rule.clear.rule, reason) for rule in self._rules)
        raised: list[Answer] = []
        unknown: list[Answer] = []
        clear: list[Answer] = []
        for rule in self._rules:
            if (rule.grace or rule.unless) and (excluded := rule.excluded(history)):
                clear.append(excluded)
                continue
            answer = rule.holds(history)
            if answer:
                raised.append(rule.raised(history))
            elif answer is None:
                unknown.append(rule.unknown(history))
            else:
                clear.append(rule.clear)
        return (*raised, *unknown, *clear)

    def raised_rules(self, history: History) -> frozenset[str]:
        """Only which rules are raised, without a word about it."""
        if history.standing.why_not_counted:
            return frozenset()
        return frozenset(
            rule.clear.rule
            for rule in self._rules
            if rule.holds(history) and not rule.excluded(history)
        )

    def is_clear(self, rule_id: str, history: History) -> bool:
        """Whether one rule is clear, the others not asked."""
        if history.standing.why_not_counted:
            return True
        rule = next(rule for rule in self._rules if rule.clear.rule == rule_id)
        return rule.excluded(history) is not None or rule.holds(history) is False


@lru_cache(maxsize=8)
def prepared(pack: Pack, on: date) -> PreparedPack:
    """The pack ready for that day; kept, since a meeting asks about one day all afternoon."""
    return PreparedPack(pack, on)


def answers(pack: Pack, record: Record, on: date, entered: Entered = NOTHING) -> tuple[Answer, ...]:
    """Every rule's answer: raised (red, amber, note, then pack order), unknown, clear."""
    ready = prepared(pack, on)
    return ready.answers(ready.history(record, entered))


def raised_rules(
    pack: Pack, record: Record, on: date, entered: Entered = NOTHING
) -> frozenset[str]:
    """The ids of the rules raised on a day: what 'new since' compares, at half the cost."""
    ready = prepared(pack, on)
    return ready.raised_rules(ready.history(record, entered))
