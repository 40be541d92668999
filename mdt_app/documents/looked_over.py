"""Letters to people looked over before they are written: how easy to read, and which to see to."""

from collections.abc import Sequence
from dataclasses import dataclass

from mdt_app.clinical.words import counted, joined
from mdt_app.documents.letter_case import cases_of
from mdt_app.documents.letters import Letter, needs_more_than_a_letter, person_letter, told_by
from mdt_app.documents.outputs import why_not
from mdt_app.meeting.templates import PERSON_LETTER, template_now
from mdt_app.vault.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LookedOver:
    """Every letter that would be written. The tuples are the numbers of cases."""

    count: int
    scores: tuple[float, ...]
    hard: tuple[int, ...]
    """Below plain English."""
    not_english: tuple[int, ...]
    """Another language, an interpreter or easy read is recorded."""
    untold: tuple[int, ...]
    """Nobody is named who tells the person first."""

    @property
    def words(self) -> str:
        """All of it in a few sentences."""
        if not self.count:
            return "No letter to a person would be written."
        least, most = round(min(self.scores)), round(max(self.scores))
        ease = f"{least}" if least == most else f"{least} to {most}"
        found = [f"{counted(self.count, 'letter')} to people, reading ease {ease}."]
        found += _seen_to("Hard to read", self.hard)
        found += _seen_to("Another language, an interpreter or easy read", self.not_english)
        found += _seen_to("Nobody is named who tells the person", self.untold)
        return " ".join(found)


def _seen_to(words: str, cases: Sequence[int]) -> list[str]:
    if not cases:
        return []
    return [f"{words}: {'case' if len(cases) == 1 else 'cases'} {joined(list(map(str, cases)))}."]


def looked_over(ws: Workspace, meeting_id: str, practice: str = "") -> LookedOver:
    """Look over what would be written of a meeting, of one practice if its ODS code is given."""
    with ws.vault.reading() as reading:
        body = template_now(reading, PERSON_LETTER).body
        found = cases_of(reading, meeting_id, practice)
    wanted = [case for case in found.cases if not why_not(case, PERSON_LETTER)]
    letters = [person_letter(case, body) for case in wanted]
    return LookedOver(
        count=len(letters),
        scores=tuple(map(_score, letters)),
        hard=tuple(each.case for each in letters if each.ease is None or not each.ease.is_plain),
        not_english=tuple(case.number for case in wanted if needs_more_than_a_letter(case)),
        untold=tuple(case.number for case in wanted if not told_by(case)),
    )


def _score(letter: Letter) -> float:
    return letter.ease.score if letter.ease is not None else 0.0
