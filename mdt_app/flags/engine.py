"""What a pack says about one person on one day. One plain function serves list and edit."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from mdt_app.flags.answers import SEVERITIES, Answer, Clear, Evidence, Raised, Unknown
from mdt_app.flags.history import Day, History
from mdt_app.flags.pack import Pack
from mdt_app.flags.questions import Question, joined_proofs
from mdt_app.flags.targets import targets_for
from mdt_app.register.values import Record

if TYPE_CHECKING:
    from mdt_app.flags.schema import Rule

Ask = Callable[[History], Answer]
_FRAILTY_NOT_RECORDED = (Evidence("frailty", "not recorded, counted as none", "", None, 0, 0),)


class PreparedPack:
    """A pack made ready for one day: every condition a closure, every limit a number."""

    def __init__(self, pack: Pack, on: date) -> None:
        self.day = Day(on)
        self._pack = pack
        ordered = sorted(pack.rules, key=lambda rule: SEVERITIES.index(rule.severity))
        self._asks = [_prepared(rule, self.day) for rule in ordered]
        self._ids = [rule.id for rule in ordered]

    def answers(self, record: Record, own_targets: Mapping[int, float]) -> tuple[Answer, ...]:
        standing = self._pack.register.standing(record, self.day.on)
        if standing.why_not_counted:
            return tuple(Clear(rule, standing.why_not_counted) for rule in self._ids)
        targets = targets_for(self._pack, record.person.frailty, own_targets)
        history = History(record, self.day, standing, targets)
        raised: list[Answer] = []
        unknown: list[Answer] = []
        clear: list[Answer] = []
        places = {Raised: raised, Unknown: unknown, Clear: clear}
        for ask in self._asks:
            answer = ask(history)
            places[type(answer)].append(answer)
        return (*raised, *unknown, *clear)


@lru_cache(maxsize=8)
def prepared(pack: Pack, on: date) -> PreparedPack:
    """The pack ready for that day; kept, since a meeting asks about one day all afternoon."""
    return PreparedPack(pack, on)


def answers(
    pack: Pack, record: Record, on: date, own_targets: Mapping[int, float] = {}
) -> tuple[Answer, ...]:
    """Every rule's answer: raised (red, amber, note, then pack order), unknown, clear.

    `own_targets` are the targets agreed with this person, by kind of result.
    """
    return prepared(pack, on).answers(record, own_targets)


def _prepared(rule: "Rule", day: Day) -> Ask:
    when, unless = rule.when.ask(day), [condition.ask(day) for condition in rule.unless]
    frailty = any(condition.uses_frailty() for condition in (rule.when, *rule.unless))
    clear, grace = Clear(rule.id), rule.grace

    def ask(history: History) -> Answer:
        if grace and history.standing.grace:
            return Clear(rule.id, history.standing.grace)
        for exclusion in unless:
            if exclusion.answer(history):
                return Clear(rule.id, "; ".join(exclusion.proof(history).says))
        answer = when.answer(history)
        if answer is False:
            return clear
        if answer is None:
            return _unknown(rule, when, history)
        note = _FRAILTY_NOT_RECORDED if frailty and not history.person.frailty else ()
        return _raised(rule, [when, *unless], history, note)

    return ask


def _unknown(rule: "Rule", when: Question, history: History) -> Unknown:
    gaps = when.gaps(history)
    reasons = "; ".join(dict.fromkeys(gap.reason for gap in gaps))
    cures = " or ".join(dict.fromkeys(gap.cure for gap in gaps))
    return Unknown(
        rule.id,
        rule.severity,
        f"{rule.title}: not known, {reasons}",
        f"{cures[:1].upper()}{cures[1:]} would answer.",
        rule.source,
    )


def _raised(
    rule: "Rule", asked: list[Question], history: History, note: tuple[Evidence, ...]
) -> Raised:
    """What holds, and what each exclusion that does not has to say about that."""
    proof = joined_proofs(one.proof(history) for one in asked)
    words = {**proof.words, "because": "; ".join(proof.says)}
    return Raised(
        rule.id,
        rule.severity,
        rule.headline.format_map(words),
        rule.detail.format_map(words),
        rule.would_clear.format_map(words),
        rule.source,
        proof.evidence + note,
        rule.version,
    )
