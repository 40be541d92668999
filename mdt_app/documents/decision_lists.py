"""NHS numbers of one's own practice by what was decided, for a batch search or a batch entry.

One number a line and nothing else. The file's name says the decision and never a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mdt_app.documents.letter_case import LeftOut, cases_of
from mdt_app.documents.written import keep_written, replace_document
from mdt_app.measures.own_practice import must_be_own
from mdt_app.meeting.choices import choice_words, vocabulary
from mdt_app.vault.roles import PRINT
from mdt_app.vault.trail import EXPORTED
from mdt_app.vault.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecisionList:
    """The people of one practice about whom one thing was decided."""

    choice: str
    """A code, with its detail where the vocabulary knows it: never words that were typed."""
    words: str
    numbers: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """`nhs-numbers-refer-renal-clinic.txt`: words of the vocabulary, nothing typed."""
        safe = "".join(c if c.isascii() and c.isalnum() else " " for c in self.choice)
        return f"nhs-numbers-{'-'.join(safe.split())}.txt"


@dataclass(frozen=True, slots=True)
class DecisionLists:
    """Every list of a meeting for one practice, in the order of the vocabulary's first use."""

    lists: tuple[DecisionList, ...]
    left_out: tuple[LeftOut, ...]


def decision_lists(ws: Workspace, meeting_id: str, practice: str) -> DecisionLists:
    """What was decided about whom in one's own practice.

    Raises UserError for a practice that is not one's own. Who objects, and a decision of which
    two versions stand, is left out.
    """
    with ws.vault.reading() as reading:
        must_be_own(reading, ws.user, practice)
        found = cases_of(reading, meeting_id, practice)
    by_code: dict[str, list[str]] = {}
    for case in found.cases:
        for choice in case.decision.choices if case.decision is not None else ():
            numbers = by_code.setdefault(_known(choice), [])
            if case.person.nhs_number not in numbers:
                numbers.append(case.person.nhs_number)
    return DecisionLists(tuple(_lists(by_code)), found.left_out)


def _lists(by_code: Mapping[str, Sequence[str]]) -> list[DecisionList]:
    return [
        DecisionList(choice, choice_words(choice), tuple(numbers))
        for choice, numbers in by_code.items()
    ]


def _known(choice: str) -> str:
    """The choice with its detail, if that is one of the vocabulary's own."""
    code, _, said = choice.partition(":")
    details = {detail.words for detail in vocabulary().details_of(code)}
    return f"{code}:{said.strip()}" if said.strip() in details else code


def numbers_as_text(listed: DecisionList) -> bytes:
    """One number a line, as a clinical system's batch search takes them."""
    return "".join(f"{number}\r\n" for number in listed.numbers).encode("ascii")


def write_decision_list(ws: Workspace, listed: DecisionList, path: Path) -> None:
    """Write the numbers, one a line; that it was written is kept."""
    ws.must_be_allowed(PRINT, whom=listed.numbers)
    replace_document(path, numbers_as_text(listed), "The NHS numbers")
    what, whom = "NHS numbers of a decision written", listed.numbers
    keep_written(ws, what, path, whom=whom, kind=EXPORTED, people=len(whom))
