"""Conditions joined by three-valued logic: all, any, not; and the table of every kind."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from mdt_app.flags.conditions.actions import ActionIs
from mdt_app.flags.conditions.base import Condition
from mdt_app.flags.conditions.changes import Change
from mdt_app.flags.conditions.events import Happened, Unanswered
from mdt_app.flags.conditions.medicines import MedicinesCounted, OnMedicine, Started
from mdt_app.flags.conditions.person import (
    Age,
    CodesFor,
    Diagnosed,
    DiagnosedBeforeAge,
    Frailty,
    Lives,
    OfType,
)
from mdt_app.flags.conditions.pressure import BloodPressure, PressureAtMost
from mdt_app.flags.conditions.processes import ProcessesDone, ProcessesMissing
from mdt_app.flags.conditions.recall import Recall
from mdt_app.flags.conditions.repeats import DaysWith, Repeated
from mdt_app.flags.conditions.results import LatestResult, LatestTwo, Recorded
from mdt_app.flags.conditions.spans import FromDiagnosis, Registered
from mdt_app.flags.conditions.statuses import FollowedBy, Status
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import nearest
from mdt_app.flags.questions import Gap, Proof, Question, joined_proofs


class AllOf(Condition):
    """Every part holds. A part that fails decides, whatever else is missing."""

    all: tuple[AnyCondition, ...] = Field(min_length=1)

    def in_words(self) -> str:
        return "; and ".join(part.in_words() for part in self.all)

    def parts(self) -> tuple[str, tuple[Condition, ...]]:
        return "all of:", self.all

    def lacking(self) -> tuple[str, ...]:
        return _lacking(self.all)

    def supplies(self) -> set[str]:
        return set().union(*(part.supplies() for part in self.all))

    def uses_frailty(self) -> bool:
        return any(part.uses_frailty() for part in self.all)

    def own_targets(self) -> frozenset[str]:
        return frozenset().union(*(part.own_targets() for part in self.all))

    def ask(self, day: Day) -> Question:
        parts = [part.ask(day) for part in self.all]
        answers = [part.answer for part in parts]

        def answer(history: History) -> bool | None:
            found: bool | None = True
            for one in answers:
                said = one(history)
                if said is False:
                    return False
                if said is None:
                    found = None
            return found

        def proof(history: History) -> Proof:
            return joined_proofs([part.proof(history) for part in parts])

        return Question(answer, proof, lambda history: _gaps(parts, history))


class AnyOf(Condition):
    """Some part holds. A part that holds decides, whatever else is missing."""

    any: tuple[AnyCondition, ...] = Field(min_length=1)

    def in_words(self) -> str:
        return "any of: " + "; ".join(f"[{part.in_words()}]" for part in self.any)

    def parts(self) -> tuple[str, tuple[Condition, ...]]:
        return "any of:", self.any

    def lacking(self) -> tuple[str, ...]:
        return _lacking(self.any)

    def supplies(self) -> set[str]:
        return set.intersection(*(part.supplies() for part in self.any))

    def uses_frailty(self) -> bool:
        return any(part.uses_frailty() for part in self.any)

    def own_targets(self) -> frozenset[str]:
        return frozenset().union(*(part.own_targets() for part in self.any))

    def ask(self, day: Day) -> Question:
        parts = [part.ask(day) for part in self.any]
        answers = [part.answer for part in parts]

        def answer(history: History) -> bool | None:
            found: bool | None = False
            for one in answers:
                said = one(history)
                if said:
                    return True
                if said is None:
                    found = None
            return found

        def proof(history: History) -> Proof:
            """What holds; where nothing does, what each part has to say about that."""
            holding = [part for part in parts if part.answer(history)]
            return joined_proofs([part.proof(history) for part in holding or parts])

        return Question(answer, proof, lambda history: _gaps(parts, history))


class NotThis(Condition):
    """The condition does not hold."""

    condition: AnyCondition = Field(alias="not")

    def in_words(self) -> str:
        return f"not: {self.condition.in_words()}"

    def parts(self) -> tuple[str, tuple[Condition, ...]]:
        joining, parts = self.condition.parts()
        return f"not {joining}", parts

    def lacking(self) -> tuple[str, ...]:
        return self.condition.lacking()

    def uses_frailty(self) -> bool:
        return self.condition.uses_frailty()

    def own_targets(self) -> frozenset[str]:
        return self.condition.own_targets()

    def ask(self, day: Day) -> Question:
        inner = self.condition.ask(day)
        ask = inner.answer

        def answer(history: History) -> bool | None:
            said = ask(history)
            return None if said is None else not said

        return Question(answer, inner.proof, inner.gaps)


def _lacking(parts: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for part in parts for words in part.lacking()))


def _gaps(parts: list[Question], history: History) -> tuple[Gap, ...]:
    """Why it is unknown: only the parts that are themselves unknown."""
    open_parts = [part for part in parts if part.answer(history) is None]
    return tuple(dict.fromkeys(gap for part in open_parts for gap in part.gaps(history)))


CONDITIONS: dict[str, type[Condition]] = {
    "all": AllOf,
    "any": AnyOf,
    "not": NotThis,
    "result": LatestResult,
    "two_results": LatestTwo,
    "recorded": Recorded,
    "change": Change,
    "blood_pressure": BloodPressure,
    "followed_by": FollowedBy,
    "status": Status,
    "medicine": OnMedicine,
    "started": Started,
    "medicines_counted": MedicinesCounted,
    "event": Happened,
    "unanswered": Unanswered,
    "age": Age,
    "frailty": Frailty,
    "type": OfType,
    "codes_for": CodesFor,
    "diagnosed": Diagnosed,
    "diagnosed_before_age": DiagnosedBeforeAge,
    "lives": Lives,
    "recall": Recall,
    "processes_missing": ProcessesMissing,
    "blood_pressure_at_most": PressureAtMost,
    "days_with": DaysWith,
    "repeated": Repeated,
    "event_from_diagnosis": FromDiagnosis,
    "registered": Registered,
    "done": ProcessesDone,
    "action": ActionIs,
}
"""The word that begins each kind of condition in a rule file."""


def _kind_of_condition(raw: Any) -> str | None:
    """The word that names the kind; the first of the table that is there decides."""
    return next((word for word in CONDITIONS if isinstance(raw, dict) and word in raw), None)


def no_such_condition(raw: Any) -> str:
    """What is wrong with a table that names no kind of condition."""
    given = str(next(iter(raw), "")) if isinstance(raw, dict) else str(raw)
    return f"no kind of condition has the word '{given}'{nearest(given, CONDITIONS)}"


NO_SUCH_CONDITION = "no_such_condition"
AnyCondition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotThis, Tag("not")]
    | Annotated[LatestResult, Tag("result")]
    | Annotated[LatestTwo, Tag("two_results")]
    | Annotated[Recorded, Tag("recorded")]
    | Annotated[Change, Tag("change")]
    | Annotated[BloodPressure, Tag("blood_pressure")]
    | Annotated[FollowedBy, Tag("followed_by")]
    | Annotated[Status, Tag("status")]
    | Annotated[OnMedicine, Tag("medicine")]
    | Annotated[Started, Tag("started")]
    | Annotated[MedicinesCounted, Tag("medicines_counted")]
    | Annotated[Happened, Tag("event")]
    | Annotated[Unanswered, Tag("unanswered")]
    | Annotated[Age, Tag("age")]
    | Annotated[Frailty, Tag("frailty")]
    | Annotated[OfType, Tag("type")]
    | Annotated[CodesFor, Tag("codes_for")]
    | Annotated[Diagnosed, Tag("diagnosed")]
    | Annotated[DiagnosedBeforeAge, Tag("diagnosed_before_age")]
    | Annotated[Lives, Tag("lives")]
    | Annotated[Recall, Tag("recall")]
    | Annotated[ProcessesMissing, Tag("processes_missing")]
    | Annotated[PressureAtMost, Tag("blood_pressure_at_most")]
    | Annotated[DaysWith, Tag("days_with")]
    | Annotated[Repeated, Tag("repeated")]
    | Annotated[FromDiagnosis, Tag("event_from_diagnosis")]
    | Annotated[Registered, Tag("registered")]
    | Annotated[ProcessesDone, Tag("done")]
    | Annotated[ActionIs, Tag("action")],
    Discriminator(
        _kind_of_condition,
        custom_error_type=NO_SUCH_CONDITION,
        custom_error_message="no such condition",
    ),
]
"""Any condition a rule file may hold."""
