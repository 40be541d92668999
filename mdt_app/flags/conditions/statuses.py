"""Results in words, of a pair of feet or eyes: the latest of each, whatever its age."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Literal

from pydantic import model_validator

from mdt_app.clinical.kinds import WORDS
from mdt_app.clinical.words import article, counted, event_words, joined, kind_words, status_words
from mdt_app.flags.conditions.base import Condition, Count
from mdt_app.flags.history import Day, History
from mdt_app.flags.names import EventName, KindName, kind_of, nearest
from mdt_app.flags.questions import NO_PROOF, Gap, Proof, Question, no_gaps
from mdt_app.flags.readings import Reading
from mdt_app.flags.shown import event_evidence, spoken_day


class _Words(Condition):
    """Something about the latest words of some kinds."""

    words: tuple[str, ...]

    def _check_words(self, codes: Sequence[str]) -> None:
        known = {word for code in codes for word in WORDS.get(kind_of(code), ())}
        for word in self.words:
            if word not in known:
                raise ValueError(f"'{word}' is no word of {codes[0]}{nearest(word, known)}")


def _latest(codes: Sequence[str], history: History) -> list[tuple[int, Reading]]:
    found = [(int(kind_of(code)), history.latest[kind_of(code)]) for code in codes]
    return [(kind, reading) for kind, reading in found if reading is not None]


class Status(_Words):
    """The latest status of either, or of the worse, is one of these words.

    With nothing recorded it is unknown; with `known_for_months`, also when the newest is
    older than that and says none of the words.
    """

    status: tuple[KindName, ...]
    which: Literal["either", "the worse"] = "either"
    known_for_months: Count | None = None

    @model_validator(mode="after")
    def _known(self) -> "Status":
        self._check_words(self.status)
        return self

    def in_words(self) -> str:
        what, words = status_words(kind_of(self.status[0])), joined(list(self.words), "or")
        return f"latest {what} of {self.which} side is {words}"

    def lacking(self) -> tuple[str, ...]:
        what, months = status_words(kind_of(self.status[0])), self.known_for_months
        return (f"no {what} within {counted(months, 'month')}" if months else f"no {what} ever",)

    def supplies(self) -> set[str]:
        return {"status", "status_on", "status_of"}

    def ask(self, day: Day) -> Question:
        kinds = [int(kind_of(code)) for code in self.status]
        words, either = frozenset(self.words), self.which == "either"
        recent = day.before(self.known_for_months)

        def answer(history: History) -> bool | None:
            latest = history.latest
            found = [reading for kind in kinds if (reading := latest[kind]) is not None]
            if not found:
                return None
            if either:
                if any(reading[5] in words for reading in found):
                    return True
            elif self._worst(found).word in words:
                return True
            return False if any(reading[0] > recent for reading in found) else None

        return Question(answer, self._proof, self._gaps)

    def _worst(self, found: list[Reading]) -> Reading:
        order = {word: n for n, word in enumerate(WORDS[kind_of(self.status[0])])}
        return max(found, key=lambda reading: order.get(reading.word, -1))

    def _proof(self, history: History) -> Proof:
        found = [(k, r) for k, r in _latest(self.status, history) if r.word in self.words]
        if not found:
            return NO_PROOF
        shown = [history.shown(kind, reading) for kind, reading in found]
        words = {
            "status": found[0][1].word,
            "status_on": spoken_day(found[0][1].day),
            "status_of": joined([kind_words(kind) for kind, _ in found]),
        }
        evidence = tuple(item for one in shown for item in one.evidence)
        return Proof(words, tuple(shown), evidence)

    def _gaps(self, history: History) -> tuple[Gap, ...]:
        what = status_words(kind_of(self.status[0]))
        ever = " ever"
        if self.known_for_months and _latest(self.status, history):
            ever = f" within {counted(self.known_for_months, 'month')}"
        return (Gap(f"no {what}{ever}", article(what)),)


class FollowedBy(_Words):
    """An event on a later day than the latest of these words, or than any status at all."""

    followed_by: EventName
    status: tuple[KindName, ...]

    @model_validator(mode="after")
    def _known(self) -> "FollowedBy":
        self._check_words(self.status)
        return self

    def in_words(self) -> str:
        return f"{event_words(self.followed_by)} on a later day"

    def supplies(self) -> set[str]:
        return {"event", "event_on"}

    def ask(self, day: Day) -> Question:  # noqa: ARG002 - no day decides
        return Question(self._answer, self._proof, no_gaps)

    def _answer(self, history: History) -> bool:
        events = history.events.get(self.followed_by)
        if not events:
            return False
        found = [reading for _, reading in _latest(self.status, history)]
        matched = [reading for reading in found if reading.word in self.words]
        newest = max(event[1] for event in events)
        return all(newest > reading.day for reading in matched or found)

    def _proof(self, history: History) -> Proof:
        if not self._answer(history):
            return NO_PROOF
        newest = max(history.events[self.followed_by], key=itemgetter(1))
        words = {"event": event_words(newest[0]), "event_on": spoken_day(newest[1])}
        phrase = f"{words['event']} since {words['event_on']}"
        return Proof(words, (phrase,), (event_evidence(newest),))
