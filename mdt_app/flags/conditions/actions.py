"""Conditions on what earlier meetings agreed."""

from typing import Literal

from mdt_app.clinical.words import counted
from mdt_app.flags.answers import Evidence
from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.entered import AgreedAction
from mdt_app.flags.history import Day, History
from mdt_app.flags.questions import NO_PROOF, Proof, Question, no_gaps
from mdt_app.flags.shown import day_of, spoken_day


class ActionIs(Condition):
    """An action agreed at an earlier meeting is open and past its date; on the day it is not."""

    action: Literal["overdue"]

    def in_words(self) -> str:
        return "an action agreed at an earlier meeting is open and past its date"

    def supplies(self) -> set[str]:
        return {"action", "action_due", "action_count"}

    def ask(self, day: Day) -> Question:
        on = day.ordinal

        def answer(history: History) -> bool:
            return any(action.is_overdue(on) for action in history.actions)

        def proof(history: History) -> Proof:
            overdue = [action for action in history.actions if action.is_overdue(on)]
            return _proof(sorted(overdue, key=_by_due)) if overdue else NO_PROOF

        return Question(answer, proof, no_gaps)


def _by_due(action: AgreedAction) -> tuple[int, str]:
    return action.due, action.words


def _proof(overdue: list[AgreedAction]) -> Proof:
    """The one that waits longest leads; every one is named."""
    first = overdue[0]
    words = {
        "action": first.words,
        "action_due": spoken_day(first.due),
        "action_count": counted(len(overdue), "action"),
    }
    says = tuple(f"{a.words} (due {spoken_day(a.due)})" for a in overdue)
    evidence = tuple(Evidence("action", a.words, "", day_of(a.due), 0, 0) for a in overdue)
    return Proof(words, says, evidence)
