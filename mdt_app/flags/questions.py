"""A condition made ready for one day: its three-valued answer, its proof, and its gaps."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from mdt_app.flags.answers import Evidence
from mdt_app.flags.history import History
from mdt_app.flags.shown import Shown


class Proof(NamedTuple):
    """What an answer rests on: words for the message, phrases for 'because', the evidence.

    A phrase may be a reading, put into words only where a message asks why.
    """

    words: Mapping[str, str] = {}
    says: tuple[str | Shown, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Gap(NamedTuple):
    """Why a question cannot be answered, and what would answer it."""

    reason: str
    cure: str


class Question(NamedTuple):
    """One condition, ready to be asked of any number of people on one day.

    The answer is True, False, or None where the record cannot answer.
    """

    answer: Callable[[History], bool | None]
    proof: Callable[[History], Proof]
    gaps: Callable[[History], tuple[Gap, ...]]


NO_PROOF = Proof()


def because(proof: Proof) -> str:
    """The phrases as one clause."""
    return "; ".join(dict.fromkeys(str(phrase) for phrase in proof.says))


def nothing(history: History) -> Proof:  # noqa: ARG001 - the shape of a question
    return NO_PROOF


def no_gaps(history: History) -> tuple[Gap, ...]:  # noqa: ARG001 - the shape of a question
    return ()


def joined_proofs(proofs: Sequence[Proof]) -> Proof:
    """Several proofs as one: the first leads, and the same evidence is named once.

    What two parts read of one day is one object, so it is told apart by identity.
    """
    words: dict[str, str] = {}
    for proof in reversed(proofs):
        words.update(proof.words)
    says = dict.fromkeys([phrase for proof in proofs for phrase in proof.says])
    evidence = {id(item): item for proof in proofs for item in proof.evidence}
    return Proof(words, tuple(says), tuple(evidence.values()))
