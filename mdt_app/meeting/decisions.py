"""Decisions: what the meeting agreed about a person, replaced as it changes, never overwritten."""

from collections.abc import Sequence
from typing import Any

from mdt_app.errors import UserError
from mdt_app.meeting.beside import NOTHING_BESIDE, Beside, beside_of
from mdt_app.meeting.choices import DecisionChoice, choice_words, decision_choices
from mdt_app.meeting.read_back import read_back
from mdt_app.meeting.values import PROMPTS, Decision
from mdt_app.meeting.versions import DECISION, content_of, standing, stepping
from mdt_app.vault.entries import Entry, entry_by_id
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

__all__ = [
    "Beside",
    "DecisionChoice",
    "beside_of",
    "choice_words",
    "decision_choices",
    "decisions_about",
    "decisions_of",
    "read_back",
    "record_decision",
    "withdraw_decision",
]


def as_decision(entry: Entry) -> Decision:
    """A decision from the entry that holds it. Earlier ones say nothing beside what was agreed."""
    held = entry.payload
    return Decision(
        entry.id,
        entry.meeting,
        entry.about,
        tuple(held["choices"]),
        held["words"],
        entry.recorded_at,
        entry.recorded_by,
        considered=tuple(held.get("considered", ())),
        **{name: held.get(name, "") for name in _BESIDE},
    )


_BESIDE = ("told_by", "differed", "tier", "remit", "coordinator")


def _content(choices: Sequence[str], words: str, beside: Beside) -> dict[str, Any]:
    """What the entry holds. What nobody said is left out, as in entries made before."""
    content: dict[str, Any] = {"choices": list(choices), "words": words.strip()}
    if spoken_of := [prompt for prompt in PROMPTS if prompt in beside.considered]:
        content["considered"] = spoken_of
    said = {name: getattr(beside, name).strip() for name in _BESIDE}
    return {**content, **{name: words for name, words in said.items() if words}}


def decisions_about(
    rows: Reading, nhs_number: str, meeting_id: str | None = None
) -> list[Decision]:
    """What was decided about one person, oldest first; two rivals are both here."""
    found = standing(rows, DECISION, about=nhs_number, meeting=meeting_id)
    return [as_decision(entry) for entry in found]


def decisions_of(rows: Reading, meeting_id: str) -> list[Decision]:
    """What one meeting decided, oldest first; two rivals are both here."""
    return [as_decision(entry) for entry in standing(rows, DECISION, meeting=meeting_id)]


def record_decision(
    ws: Workspace,
    meeting_id: str,
    nhs_number: str,
    choices: Sequence[str],
    words: str,
    replaces: Sequence[str] | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Decision:
    """Keep what was agreed: one decision per person and meeting, replaced as it changes.

    `replaces` names the versions this one takes the place of; None is all that stand now,
    which also settles rivals. A version named here that was replaced meanwhile leaves two
    rivals, and both are shown. The same again changes nothing.
    """
    content = _content(choices, words, beside)
    if not content["choices"] and not content["words"]:
        raise UserError("A decision needs a choice or words.", "Press a number, or type words.")
    with ws.vault.reading() as reading:
        old = _replaced(reading, meeting_id, nhs_number, replaces)
        stands = standing(reading, DECISION, about=nhs_number, meeting=meeting_id)
    if len(old) == 1 and old == stands and content_of(old[0]) == content:
        return as_decision(old[0])
    with stepping(ws, "decision changed" if old else "decision recorded") as step:
        if old:
            return as_decision(step.replace(old, content))
        return as_decision(step.begin(DECISION, content, about=nhs_number, meeting=meeting_id))


def _replaced(
    rows: Reading, meeting_id: str, nhs_number: str, replaces: Sequence[str] | None
) -> list[Entry]:
    if replaces is None:
        return standing(rows, DECISION, about=nhs_number, meeting=meeting_id)
    found = [entry_by_id(rows, decision_id) for decision_id in replaces]
    old = [entry for entry in found if entry is not None]
    if any((e.kind, e.about, e.meeting) != (DECISION, nhs_number, meeting_id) for e in old):
        raise ValueError("a decision replaces only decisions about the same person and meeting")
    return old


def withdraw_decision(ws: Workspace, decision: Decision) -> None:
    """Strike a decision out. It stays on file, and so does its history."""
    with ws.vault.reading() as reading:
        now = decisions_about(reading, decision.nhs_number, decision.meeting)
        entry = entry_by_id(reading, decision.id)
    if decision in now and entry is not None:
        with stepping(ws, "decision withdrawn") as step:
            step.replace([entry], {**content_of(entry), "undone": True})
